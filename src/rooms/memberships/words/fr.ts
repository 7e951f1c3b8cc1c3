export const refusals = {
  "memberships.notFound": "Cette adhésion n’existe pas dans ce compte.",
} as const;

export const states = {
  active: "Actif",
} as const;

export const facts = {
  "membership.activated": "Une adhésion est active",
} as const;
