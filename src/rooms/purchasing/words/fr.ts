export const refusals = {
  "purchasing.notMember": "Seules les entreprises membres {label.ofTheNetwork} peuvent acheter cette offre.",
  "purchasing.requirementMissing": { one: "Il manque une exigence : {missing}.", other: "Il manque {count} exigences : {missing}." },
  "purchasing.notSoldInCountry": "Cette offre n’a pas de prix pour votre pays ({country}) : elle ne peut pas y être achetée.",
  "purchasing.alreadyOwned": {
    one: "Votre entreprise a déjà cette offre, une seule est possible par entreprise.",
    other: "Votre entreprise a déjà cette offre {count} fois, c’est le maximum par entreprise.",
  },
  "purchasing.inFlight":
    "Une commande de cette offre est en cours de paiement, passée par {name}. Attendez sa réponse : rien n’est débité deux fois.",
  "purchasing.noPaymentProvider": "Le paiement n’est pas encore ouvert ici. Écrivez à {contact}.",
  "purchasing.offerNotFound": "Cette offre n’existe pas.",
  "purchasing.cartNotFound": "Cette commande n’est pas à vous, ou n’existe pas. Repartez de la page des offres.",
  "purchasing.cartClosed": "Vous avez quitté cette commande. Repartez de la page des offres.",
  "purchasing.alreadyOrdered": "Cette commande est déjà passée, sous le numéro {number}. Rien n’est débité deux fois.",
  "purchasing.cartChanged": "Cette commande a changé dans un autre onglet. Relisez-la, puis continuez.",
  "purchasing.termsMissing": "Acceptez d’abord les conditions générales de cette commande.",
  "purchasing.termsChanged":
    "Les conditions générales ont changé : la version {version} est en vigueur. Relisez-les et acceptez-les pour cette commande.",
  "purchasing.methodMissing": "Choisissez d’abord un mode de paiement.",
  "purchasing.methodNotFound": "Ce mode de paiement n’existe pas dans ce compte.",
  "purchasing.methodExpired": "La carte se terminant par {last4} a expiré. Choisissez-en une autre ou ajoutez-en une.",
  "purchasing.priceChanged": "Le prix a changé : {now} au lieu de {was}. Rien n’est débité. Relisez la commande avant d’acheter.",
  "purchasing.cardNumber": "Un numéro de carte ne vient jamais ici. Tapez-le seulement dans le formulaire du service de paiement.",
  "purchasing.tokenUnknown": "Le service de paiement ne reconnaît pas cette carte. Saisissez-la de nouveau.",
  "purchasing.cardDeclined":
    "Carte refusée par votre banque. Rien n’est débité, rien n’est acheté. Essayez une autre carte ou vérifiez son adresse.",
  "purchasing.insufficientFunds": "Provision insuffisante sur cette carte. Rien n’est débité, rien n’est acheté. Essayez une autre carte.",
  "purchasing.cardExpired": "Votre banque dit que cette carte a expiré. Rien n’est débité, rien n’est acheté. Essayez une autre carte.",
  "purchasing.cvcWrong":
    "Le code de sécurité de cette carte n’est pas le bon. Rien n’est débité, rien n’est acheté. Saisissez la carte de nouveau.",
  "purchasing.processingError":
    "La banque n’a pas pu traiter ce paiement. Rien n’est débité, rien n’est acheté. Réessayez, ou prenez une autre carte.",
  "purchasing.notCharged": "Le paiement n’a pas abouti à temps et a été annulé. Rien n’est débité, rien n’est acheté. Réessayez.",
  "purchasing.gatewayUnreachable":
    "Le service de paiement ne répond pas. Rien n’est débité, rien n’est acheté. Réessayez dans quelques minutes.",
  "purchasing.paymentUnknown":
    "La réponse de la banque n’est pas arrivée. Ne payez pas ailleurs : nous redemandons, et cette page vous dira ce qu’il en est. Rien ne sera débité deux fois.",
  "purchasing.orderNotFound": "Cette commande n’existe pas dans ce compte.",
} as const;

export const facts = {
  "terms.accepted": "Conditions générales acceptées pour une commande, version {version}",
  "paymentMethod.added": "Mode de paiement ajouté : {brand} se terminant par {last4}",
  "order.placed": "Commande {number} passée",
  "order.paid": "Commande {number} payée",
  "order.declined": "Commande {number} : carte refusée, rien n’est débité",
  "order.abandoned": "Commande {number} abandonnée, rien n’est débité",
} as const;

export const states = {
  paying: "En attente",
  paid: "Payée",
  declined: "Refusée",
  abandoned: "Annulée",
} as const;

export const mails = {
  "confirmed.subject": "Commande {number} confirmée, {amount}",
  "confirmed.heading": "Votre commande est confirmée",
  "confirmed.debited": "Votre carte {brand} se terminant par {last4} vient d’être débitée de {amount}.",
  "confirmed.active": "{subscription} : actif du {from} au {to}.",
  "confirmed.opens": "Ce qui s’ouvre : {benefits}.",
  "confirmed.number": "Numéro de commande",
  "confirmed.offer": "Offre",
  "confirmed.net": "Hors taxes",
  "confirmed.tax": "TVA, {country}, {rate}",
  "confirmed.total": "Total TTC",
  "confirmed.paidBy": "Payé par",
  "confirmed.card": "{brand} se terminant par {last4}",
  "confirmed.terms": "Conditions générales",
  "confirmed.accepted": "{title}, version {version}, acceptées pour cette commande",
  "confirmed.renewal": "Renouvellement",
  "confirmed.renews": "Automatique, le {day}",
  "confirmed.refund": "Remboursement",
  "confirmed.refundDay": "Jusqu’au {day}",
  "confirmed.refundUntil": "Jusqu’au {day}, {conditions}",
  "confirmed.activateStarter": "{label.activateStarterPack}",
  "confirmed.activate": "Activer vos avantages",
  footer: "Vous recevez ce message parce que vous avez passé cette commande pour {company}.",
} as const;

/** What ends the right to a refund, as the condition under which it lasts. */
export const refundConditions = {
  keyOpened: "tant qu’aucune clé de logiciel n’est ouverte",
  seatAssigned: "tant qu’aucune place n’est affectée",
} as const;
