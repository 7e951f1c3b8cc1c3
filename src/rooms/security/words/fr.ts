export const refusals = {
  "security.dayNeeded": "Indiquez à partir de quel jour le second facteur est demandé, par exemple le {exampleOn}.",
  "security.dayPast": "Ce jour est passé. Choisissez-en un à partir du {firstOn}.",
  "security.dayTooFar": "Ce jour est trop loin. Choisissez-en un jusqu’au {lastOn}.",
  "security.noDayNeeded": "Sans second facteur demandé, aucun jour n’est nécessaire. Laissez-le vide.",
} as const;

export const facts = {
  "security.policyChanged": "Politique de second facteur modifiée",
} as const;

export const mails = {
  "asked.subject": "Un second facteur sera demandé à partir du {day}",
  "soon.subject": "Rappel : un second facteur est demandé à partir du {day}",
  "asked.heading": "Bonjour {name}",
  "asked.text": "À partir du {day}, le compte {company} demande un second facteur en plus du mot de passe. Vous n’en avez pas encore.",
  "asked.how":
    "C’est une application de votre téléphone, ou une clé d’accès de votre appareil. La mise en place prend deux minutes ; sans elle, elle vous sera demandée à la première connexion après ce jour.",
  "asked.action": "Mettre en place un second facteur",
  footer: "Vous recevez ce message parce que vous avez un accès au compte {company} {label.inThePortal}.",
} as const;

export const screens = {
  title: "État des exigences de sécurité",
  answerNobody: "Aucun second facteur n’est demandé dans ce compte.",
  answerMet: "Toutes les personnes concernées ont un second facteur.",
  answerMissing: {
    one: "Une personne concernée n’a pas encore de second facteur.",
    other: "{count} personnes concernées n’ont pas encore de second facteur.",
  },
  settings: "Paramètres",
  people: "Personnes avec un second facteur",
  signIns: "Connexions avec un second facteur",
  signInsWindow: "sur les 7 derniers jours",
  of: "{part} sur {count}",
  noSignIns: "aucune connexion",
  policy: "Ce que demande votre entreprise",
  policyText:
    "Le jour venu, qui n’a pas de second facteur est conduit à en mettre un en place avant tout le reste. Personne n’est enfermé dehors.",
  askedOf: "Second facteur demandé",
  nobody: "À personne",
  administrators: "Aux administrateurs",
  administratorsHint: "Toutes les personnes qui ont un rôle autre que commercial ou support technique.",
  everybody: "À tout le monde",
  dueOn: "À partir du",
  dueHint: "Les personnes concernées sont prévenues aussitôt, puis trois jours avant.",
  save: "Enregistrer",
  saved: "Enregistré. Les personnes concernées sont prévenues.",
  savedNobody: "Enregistré. Plus aucun second facteur n’est demandé.",
  changed: "Modifié par {name} le {at}.",
  list: "Personnes",
  lacking: "Sans second facteur",
  all: "Tout le monde",
  caption: "Les personnes du compte et leur second facteur",
  person: "Personne",
  roles: "Rôles",
  noRole: "Aucun rôle",
  factor: "Second facteur",
  since: "Depuis le {day}",
  none: "Aucun",
  noneAsked: "Aucun, demandé",
  emptyTitle: "Tout le monde a un second facteur.",
  days: "Jour par jour",
  daysText: "Chaque jour terminé est relevé une fois, peu après minuit (UTC).",
  daysEmpty: "Le premier relevé se fait cette nuit.",
  day: "Jour",
} as const;
