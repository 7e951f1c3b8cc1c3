export const refusals = {
  "seats.benefitNotFound": "Cet avantage n’existe pas dans ce compte, ou n’a pas de place.",
  "seats.notFound": "Cette place n’existe pas dans ce compte.",
  "seats.userNotFound": "Cette personne n’est pas utilisatrice de ce compte. Ajoutez-la d’abord dans la gestion des utilisateurs.",
  "seats.userInactive": "Le compte de {name} est désactivé. Réactivez-le, ou choisissez quelqu’un d’autre.",
  "seats.alreadyHolds": "{name} a déjà une place de cet avantage.",
  "seats.noneLeft": { one: "Plus de place libre : la seule est affectée.", other: "Plus de place libre : les {count} sont affectées." },
  "seats.ended": "Cet avantage n’est plus affectable depuis le {expiresOn}.",
  "seats.notAssigned": "Cette place est déjà libre.",
  "seats.tooSoon": "Cette place ne peut changer de main qu’à partir du {opensOn}, {days} jours après son affectation.",
} as const;

export const facts = {
  "seat.assigned": "Place affectée à {name} : {product}",
  "seat.released": "Place retirée à {name} : {product}",
} as const;

export const mails = {
  "assigned.subject": "Une place {product} est à vous",
  "assigned.heading": "Une place {product} est à vous",
  "assigned.text": "{giver} vous a affecté une place {product} pour {company}. Elle est active dès maintenant, jusqu’au {until}.",
  "assigned.portal": "Vous gérez votre abonnement sur {label.theSeatPortal}.",
  footer: "Ce message concerne le compte {company}.",
} as const;
