export const refusals = {
  "sandbox.backwards": "L’horloge n’avance que vers le futur ; il est {now}.",
  "sandbox.tooFar": "L’horloge avance de {years} ans au plus à la fois.",
} as const;
