export const refusals = {
  "refunds.nothingPaid": "Aucune commande payée de ce compte ne porte cet abonnement.",
  "refunds.orderChanged": "Cet abonnement a été renouvelé entre-temps : relisez la page avant d’annuler. Rien n’est annulé.",
  "refunds.givenBack": "Cette commande est déjà remboursée, depuis le {refundedOn}.",
  "refunds.underWay": "Une annulation de cet abonnement est déjà en cours. Rien n’est remboursé deux fois.",
  "refunds.renewedSince": "L’abonnement a été renouvelé depuis, jusqu’au {endsOn} : c’est la commande du renouvellement qui se rembourse.",
  "refunds.renewalUnderWay": "Un renouvellement attend son paiement. Terminez-le ou annulez-le, puis recommencez.",
  "refunds.membershipOver": "L’abonnement est déjà terminé : son échéance était le {endsOn}.",
  "refunds.noRule": "L’offre n’est plus au programme : aucune règle ne dit plus si elle se rembourse.",
  "refunds.tooLate": {
    one: "L’achat date du {placedOn} : il était remboursable {count} jour, jusqu’au {untilOn}.",
    other: "L’achat date du {placedOn} : il était remboursable {count} jours, jusqu’au {untilOn}.",
  },
  "refunds.keyOpened": "La clé de {product} a été ouverte par {name} le {openedOn}.",
  "refunds.aKeyOpened": "Une clé de logiciel a été ouverte le {openedOn}.",
  "refunds.seatAssigned": "Une place a été affectée le {assignedOn}.",
  "refunds.byHand": "Cette commande n’a pas été payée par carte : elle ne se rembourse pas d’ici. Écrivez à {contact}.",
  "refunds.noProvider": "Le service qui a encaissé ce paiement n’est pas joignable d’ici. Écrivez à {contact}.",
  "refunds.askedAlready": "Votre entreprise l’a déjà demandé : dossier {number}. Nous vous répondons bientôt.",
  "refunds.notThere": "Ce dossier n’existe pas.",
  "refunds.badCursor": "La suite de cette liste n’existe plus. Rechargez la page.",
  "refunds.noSuchOrder": "Aucune commande payée ne porte ce numéro dans ce compte.",
  "refunds.standsAlready": "Cette commande a déjà un dossier : {number}.",
  "refunds.decidedAlready": "Ce dossier est déjà décidé, ou a été retiré. Relisez-le.",
  "refunds.changedMeanwhile": "Ce dossier a changé pendant que vous le lisiez. Relisez-le, puis décidez.",
  "refunds.ownRequest": "Vous avez ouvert ce dossier : une autre personne doit l’approuver.",
  "refunds.ownException": "Vous avez proposé cette exception : une autre personne doit la confirmer.",
  "refunds.exceptionNeedsReason": "La règle s’y oppose. Pour proposer une exception, écrivez pourquoi.",
} as const;

export const facts = {
  "refund.asked": "Annulation et remboursement demandés, dossier {number}",
  "refund.begun": "Remboursement accepté et transmis au service de paiement, dossier {number}",
  "refund.refused": "Remboursement refusé, dossier {number}",
  "refund.withdrawn": "Demande de remboursement retirée, dossier {number}",
  "refund.failed": "Remboursement refusé par le service de paiement, dossier {number} : l’abonnement continue",
} as const;

/** As the company reads them. */
export const states = {
  requested: "Demande à l’étude",
  proposed: "Demande à l’étude",
  paying: "Accepté, remboursement en cours",
  refunded: "Remboursé",
  failed: "Non remboursé",
  refused: "Refusé",
  withdrawn: "Retiré",
} as const;

/** As the desk reads them. */
export const deskStates = {
  requested: "À décider",
  proposed: "Exception à confirmer",
  paying: "Chez le service de paiement",
  refunded: "Remboursé",
  failed: "Refusé par le service de paiement",
  refused: "Refusé",
  withdrawn: "Retiré par le partenaire",
} as const;

/** What was looked at and stands well. */
export const met = {
  order: "La commande est payée, et n’a pas été remboursée.",
  membership: "L’abonnement court, et c’est cette commande qui a payé sa période.",
  days: "Acheté le {placedOn}, remboursable jusqu’au {untilOn} : demandé le {askedOn}.",
  keyOpened: "Aucune clé de logiciel n’est ouverte. Une clé scellée ne compte pas.",
  seatAssigned: "Aucune place n’a été affectée.",
  payment: "Payé par carte : le remboursement revient sur la carte {brand} se terminant par {last4}.",
} as const;

/** The desk's word in the request that asked for it. */
export const thread = {
  refunded: "{subscription} est annulé. {amount} reviennent sur votre carte {brand} se terminant par {last4}.",
  refused: "Nous ne pouvons pas annuler et rembourser cet abonnement. {reason}",
} as const;

export const mails = {
  "refunded.subject": "Commande {number} remboursée, {amount}",
  "refunded.heading": "Votre abonnement est annulé et remboursé",
  "refunded.money": "{amount} reviennent sur votre carte {card}. Votre banque peut mettre quelques jours à les afficher.",
  "refunded.ends":
    "{subscription} est annulé depuis le {day} : les places sont retirées à leurs titulaires, les clés scellées retournent au stock, les crédits s’arrêtent.",
  "refunded.nothing":
    "Le renouvellement automatique est arrêté : rien ne sera plus débité. Vous pouvez racheter l’offre quand vous voulez.",
  "refused.subject": "Annulation refusée : {subscription}",
  "refused.heading": "Votre demande d’annulation est refusée",
  "refused.goesOn": "L’abonnement continue jusqu’au {day}, avec tous ses avantages.",
  "refused.stop": "Vous pouvez toujours désactiver son renouvellement automatique, depuis sa page : il s’arrêtera à l’échéance.",
  "failed.subject": "Non remboursé : {subscription}",
  "failed.heading": "Le remboursement n’a pas pu être fait",
  "failed.text": "Le service de paiement a refusé de rembourser la carte {card}. Rien n’est annulé : l’abonnement continue comme avant.",
  "failed.next": "Demandez l’annulation à notre support, depuis la page de l’abonnement : une personne s’en occupe.",
  case: "Dossier",
  order: "Commande",
  askedBy: "Demandé par",
  net: "Hors taxes",
  tax: "TVA",
  total: "Total remboursé",
  card: "{brand} se terminant par {last4}",
  act: "Voir l’abonnement",
  footer: "Vous recevez ce message parce que vous administrez les abonnements de {company}, ou avez demandé cette annulation.",
} as const;
