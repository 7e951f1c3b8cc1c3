/** What is written about the renewal of a subscription. */
export const mails = {
  "near.off.subject": "{subscription} : à renouveler avant son échéance du {day}",
  "near.off": "Votre abonnement arrive à échéance le {day}. Son renouvellement automatique est désactivé : il ne se renouvellera pas seul.",
  "near.transfer":
    "Votre abonnement arrive à échéance le {day}. Son dernier terme a été payé par virement : aucune carte n’est liée à lui, il ne se renouvellera pas seul.",
  "near.on.subject": "{subscription} : renouvellement automatique le {day}",
  "near.on": "Votre carte {card} sera débitée le {day}, pour un nouveau terme.",
  "near.onAmount": "Votre carte {card} sera débitée de {amount}, taxes comprises, le {day}.",
  "near.nothing": "Vous n’avez rien à faire.",
  "near.cardExpires":
    "Attention : ce jour-là, la carte {card} aura expiré. Renouvelez à la main avec une autre carte, avant ou après cette date.",
  "near.networkEnds":
    "Attention : sans renouvellement, votre adhésion au réseau aura pris fin le {day}. Le compte sera alors en lecture seule et rien ne sera débité. Renouvelez-la d’abord : c’est gratuit.",
  "near.stop": "Vous pouvez désactiver le renouvellement automatique jusqu’à ce jour-là, depuis la page de l’abonnement.",
  window: "Vous pouvez le renouveler du {from} au {to}. Quel que soit le jour choisi, la date d’échéance suivante reste la même.",
  price: "Prix actuel du renouvellement : {amount}, taxes comprises.",
  ends: "Sans renouvellement, les avantages s’arrêtent le {day}.",
  "last.subject": "{subscription} : derniers jours pour renouveler, jusqu’au {day}",
  last: {
    one: "Il reste {count} jour pour renouveler votre abonnement : jusqu’au {day}. D’ici là, vos avantages restent intacts.",
    other: "Il reste {count} jours pour renouveler votre abonnement : jusqu’au {day}. D’ici là, vos avantages restent intacts.",
  },
  "charged.subject": "{subscription} : renouvelé jusqu’au {day}",
  charged: "Votre carte {card} vient d’être débitée de {amount}.",
  "charged.next": "Le prochain renouvellement automatique est prévu le {day}. Vous pouvez le désactiver à tout moment.",
  number: "Numéro de commande",
  net: "Hors taxes",
  total: "Total TTC",
  period: "Période",
  periodText: "du {from} au {to}",
  "failed.subject": "{subscription} : le renouvellement automatique n’a pas pu être débité",
  "failed.again": "Nous réessaierons le {day}, avec la même carte.",
  "failed.noMore": "Nous ne réessaierons plus.",
  "failed.byHand": "Vous pouvez renouveler à la main avec une autre carte, jusqu’au {day} : vos avantages restent intacts d’ici là.",
  "failed.networkFirst":
    "Renouvelez d’abord l’adhésion au réseau : c’est gratuit, et le compte se rouvre aussitôt. L’abonnement peut se renouveler jusqu’au {day}.",
  "expired.subject": "{subscription} : terminé",
  "expired.seats":
    "L’abonnement n’a pas été renouvelé. Les places affectées ont été retirées à leurs titulaires et les crédits s’arrêtent.",
  "expired.keys":
    "Les droits d’utilisation des logiciels s’arrêtent aussi : désinstallez-les ou achetez des licences. Les clés déjà ouvertes restent lisibles.",
  "expired.again": "Vous pouvez racheter l’offre : ce sera un nouvel abonnement, avec sa propre date.",
  card: "{brand} se terminant par {last4}",
  "action.membership": "Voir l’abonnement",
  footer: "Vous recevez ce message parce que vous administrez les abonnements de {company}.",
} as const;

/** Why a renewal was not charged. */
export const reasons = {
  declined: "La banque a refusé la carte. Rien n’est débité.",
  insufficientFunds: "La provision de la carte est insuffisante. Rien n’est débité.",
  cardExpired: "La carte a expiré. Rien n’est débité.",
  cvcWrong: "La banque a refusé le code de sécurité de la carte. Rien n’est débité.",
  processingError: "La banque n’a pas pu traiter le paiement. Rien n’est débité.",
  authenticationNeeded:
    "La banque demande que vous confirmiez vous-même ce paiement. Rien n’est débité : renouvelez à la main, la même carte convient.",
  noCard: "Aucune carte n’est liée à cet abonnement. Rien n’est débité.",
  awaitingTransfer: "Un virement est attendu pour ce terme : aucune carte n’est débitée.",
  notSold: "L’offre ne peut pas être achetée par votre entreprise en ce moment. Rien n’est débité.",
  networkEnded: "L’adhésion au réseau a pris fin : le compte est en lecture seule. Rien n’est débité.",
  noProvider: "Le paiement par carte n’est pas ouvert ici. Rien n’est débité.",
} as const;
