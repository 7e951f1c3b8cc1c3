export const refusals = {
  "benefits.notFound": "Cet avantage n’existe pas dans ce compte.",
} as const;

export const facts = {
  "benefit.granted": "Avantage accordé : {product}",
} as const;

export const statuses = {
  toRequest: "À demander",
  sealed: "Clé scellée",
  opened: "Clé ouverte",
  free: "À affecter",
  partly: "Affecté en partie",
  full: "Tout est affecté",
  included: "Compris",
  ended: "Expiré",
} as const;
