export const refusals = {
  "house.noSuchPage": "Cette page n’existe pas.",
} as const;
