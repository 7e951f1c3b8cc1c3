export const refusals = {
  "sandbox.backwards": "L’horloge n’avance que vers le futur ; il est {now}.",
  "sandbox.tooFar": "L’horloge avance de {years} ans au plus à la fois.",
} as const;

export const screens = {
  mailbox: "Boîte de capture",
  mailboxAnswer: "Tout ce que le système envoie dans le bac à sable arrive ici, et nulle part ailleurs.",
  noMail: "Aucun message.",
  noMailWhy: "Inscrivez une entreprise ou passez une commande : le message arrive aussitôt.",
  sentTo: "À {to}, le {at}",
  refusedByServer: "Refusé par le serveur de messagerie.",
} as const;
