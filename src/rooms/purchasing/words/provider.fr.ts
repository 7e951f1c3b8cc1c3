/** The ways to the payment provider's pages and back. */
export const screens = {
  cardTitle: "Une nouvelle carte",
  cardText:
    "Elle se saisit sur la page du service de paiement : vous quittez ce site un moment, et elle vous ramène à votre commande. Rien n’est débité.",
  cardKept:
    "Le numéro de la carte ne passe pas par nos pages. Nous n’en gardons que la marque, les quatre derniers chiffres et la date d’expiration.",
  cardGo: "Saisir la carte",
  cardComing: "Votre carte",
  cardComingText: "Nous l’ajoutons à votre commande.",
  cardFailed: "Votre carte n’est pas ajoutée",
  cardFailedText: "Rien n’est débité. Votre commande est restée comme elle était.",
  toPayment: "Revenir au mode de paiement",
  asking: "Votre paiement",
  askingText: "Nous demandons au service de paiement ce qu’il en est.",
  bankTitle: "Votre banque attend votre confirmation",
  bankAnswer: "Commande {number}. Rien n’est débité tant que vous n’avez pas confirmé.",
  bankText:
    "La confirmation se donne sur la page de votre banque : vous quittez ce site un moment, et elle vous ramène ici. Au bout d’un quart d’heure sans réponse, le paiement est annulé.",
  bankGo: "Confirmer auprès de la banque",
  giveUp: "Renoncer à ce paiement",
  waitTitle: "Nous attendons la réponse de la banque",
  waitText:
    "Commande {number}. Ne payez pas ailleurs : rien n’est débité deux fois. Cette page vous dira ce qu’il en est, et vous pouvez la quitter.",
  notPaid: "La commande n’est pas payée",
  notPaidAnswer: "Commande {number}. Elle vous attend comme vous l’aviez préparée.",
  otherCard: "Choisir une autre carte",
  again: "Reprendre la commande",
  where: "Voir où en est le paiement",
  previous: "Précédent",
  leave: "Revenir aux offres",
} as const;
