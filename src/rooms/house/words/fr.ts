export const refusals = {
  "house.noSuchPage": "Cette page n’existe pas.",
} as const;

export const screens = {
  updated: "Texte du {day}.",
} as const;
