export const refusals = {
  "office.jobNotFound": "Cette tâche n’existe pas.",
  "office.jobNotFailed": "Cette tâche n’est pas en échec : elle est faite, ou encore attendue.",
} as const;

export const facts = {
  "job.repeated": "Tâche en échec relancée",
} as const;

export const screens = {
  title: "Tâches datées",
  answer: "Ce que la maison fera d’elle-même, ce qui tarde, ce qui a échoué.",
  onTime: "Rien ne tarde.",
  lateBy: { one: "La plus en retard attend depuis {count} minute.", other: "La plus en retard attend depuis {count} minutes." },
  lists: "Listes de tâches",
  next: "À venir",
  late: "En retard",
  failed: "En échec",
  kind: "Tâche",
  company: "Entreprise",
  due: "Échéance",
  tries: "Essais",
  error: "Dernière erreur",
  repeat: "Relancer",
  repeated: "Tâche relancée.",
  emptyNext: "Aucune tâche n’est attendue.",
  emptyLate: "Aucune tâche n’est en retard.",
  emptyFailed: "Aucune tâche n’est en échec.",
  nobody: "la maison",
} as const;

/** What each kind of dated job does, for people. */
export const kinds = {
  "mail.send": "Envoi d’un e-mail",
  "memberships.startNetwork": "Début de l’adhésion au réseau",
  "agreements.makeDocument": "Mise sous sceau d’un contrat signé",
  "benefits.grant": "Octroi des avantages",
  "seats.make": "Ouverture des places",
  "seats.freeOf": "Libération des places d’une personne",
} as const;
