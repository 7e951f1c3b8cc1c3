export const refusals = {
  "developer.nameTaken":
    "« {name} » est déjà le nom d’un autre éditeur. Ajoutez ce qui vous distingue, par exemple votre ville ou votre forme juridique.",
  "developer.publisherMoved": "Le profil a changé depuis que vous l’avez ouvert. Relisez-le, puis enregistrez de nouveau.",
  "developer.bothKinds":
    "Une application ne peut pas servir à la fois un revendeur et un fournisseur de panneau de configuration. Enregistrez-en deux.",
  "developer.useNotEnrolled": "Votre entreprise n’est inscrite à aucun programme de cet usage : {programmes}.",
  "developer.applicationNotFound": "Cette application n’existe pas dans ce compte.",
  "developer.retired": "Cette application est retirée. Enregistrez-en une autre.",
  "developer.peopleOnly": "Un jeton se crée au nom d’une personne, jamais d’une application.",
  "developer.tooManyTokens": {
    one: "Cette application a déjà {count} jeton en service, c’est le plus possible. Révoquez-le.",
    other: "Cette application a déjà {count} jetons en service, c’est le plus possible. Révoquez-en un.",
  },
  "developer.tokenNotFound": "Ce jeton n’existe pas dans cette application.",
  "developer.tokenRevoked": "Ce jeton est déjà révoqué.",
} as const;

export const facts = {
  "publisher.saved": "Profil de l’éditeur enregistré : {name}, {publisherId}",
  "application.registered": "Application enregistrée : {name}",
  "application.changed": "Application modifiée : {name}",
  "application.retired": "Application retirée : {name}",
  "token.created": "Jeton créé pour {name} : {label}, finissant par {ending}",
  "token.revoked": "Jeton révoqué de {name} : {label}, finissant par {ending}",
} as const;
