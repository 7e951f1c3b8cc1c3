export const refusals = {
  "memberships.notFound": "Cette adhésion n’existe pas dans ce compte.",
  "memberships.renewsByHand": "Ce niveau est gratuit et se renouvelle à la main : il n’a pas de renouvellement automatique.",
  "memberships.autoRenewalIsOn": "Le renouvellement automatique est déjà activé.",
  "memberships.autoRenewalIsOff": "Le renouvellement automatique est déjà désactivé.",
  "memberships.autoRenewalLocked":
    "Le renouvellement automatique ne peut pas être réactivé avant d’avoir renouvelé l’abonnement ; le renouvellement le réactivera.",
  "memberships.ended": "Cet abonnement est terminé : il n’a plus de renouvellement automatique. Vous pouvez racheter l’offre.",
  "memberships.renewalTooEarly": "Le renouvellement ouvre le {opensOn}.",
  "memberships.renewalOver": "Le renouvellement était ouvert jusqu’au {closesOn}. Vous pouvez racheter l’offre.",
  "memberships.profileUnconfirmed": "Confirmez que le profil juridique est exact, ou corrigez-le d’abord.",
  "memberships.agreementUnseen": "Confirmez que vous avez pris connaissance du contrat.",
  "memberships.profileChanged": "Le profil juridique a changé entre-temps. Relisez-le avant de renouveler.",
  "memberships.agreementChanged": "La version {version} du contrat est entrée en vigueur entre-temps. Lisez-la avant de renouveler.",
  "memberships.agreementNotAccepted": "La version {version} du contrat est en vigueur : acceptez-la avant de renouveler.",
  "memberships.renewalGone": "Cette offre n’est plus proposée : elle ne se renouvelle pas.",
  "memberships.cancelled": "Cet abonnement est annulé : il ne se renouvelle pas. Vous pouvez racheter l’offre.",
  "memberships.beingCancelled": "Cet abonnement est en cours d’annulation : il ne se renouvelle pas.",
} as const;

export const states = {
  active: "Actif",
  grace: "À renouveler",
  expired: "Expiré",
  cancelled: "Annulé",
} as const;

export const facts = {
  "membership.activated": "Une adhésion est active",
  "membership.autoRenewalStopped": "Renouvellement automatique désactivé",
  "membership.renewed": "Abonnement renouvelé, du {startsOn} au {endsOn}",
  "membership.lapsed": "Échéance passée sans renouvellement : les avantages restent jusqu’au {untilOn}",
  "membership.expired": "Abonnement terminé, et ses avantages avec lui",
  "network.reminded": "Rappel envoyé : renouveler l’adhésion au réseau",
  "network.renewed": "Adhésion au réseau renouvelée, du {startsOn} au {endsOn}",
  "network.ended": "Adhésion au réseau non renouvelée : le compte est en lecture seule depuis le lendemain du {untilOn}",
  "membership.cancelled": "Abonnement annulé et remboursé, ses avantages s’arrêtent",
} as const;

export const mails = {
  "stopped.subject": "Renouvellement automatique désactivé : {subscription}",
  "stopped.heading": "Le renouvellement automatique est désactivé",
  "stopped.who": "{name} l’a désactivé le {at} pour {subscription}.",
  "stopped.stays": "L’abonnement reste actif jusqu’au {day}, avec tous ses avantages. Rien ne sera débité ce jour-là.",
  "stopped.locked": "Il ne peut pas être réactivé avant d’avoir renouvelé l’abonnement ; le renouvellement le réactivera.",
  "stopped.reminder": "Nous vous rappellerons de renouveler le {day}, avant que l’abonnement n’arrive à expiration.",
  "action.membership": "Voir l’abonnement",
  footer: "Vous recevez ce message parce que vous administrez les abonnements de {company}.",
} as const;

/** What is written about the network's free level. */
export const networkMails = {
  "near.subject": "{membership} : à renouveler avant le {day}",
  near: "L’adhésion de votre entreprise arrive à échéance le {day}.",
  free: "La renouveler est gratuit : vous confirmez le profil juridique de l’entreprise, vous relisez le contrat en vigueur, puis « Renouveler ». Rien n’est débité.",
  window: "Vous pouvez le faire dès maintenant. Quel que soit le jour choisi, la date d’échéance suivante reste la même.",
  otherwise:
    "Sans renouvellement, tout reste ouvert jusqu’au {day}. À partir du {after}, le compte est en lecture seule : tout se lit et se télécharge, mais rien ne s’achète, ne s’attribue ni ne se modifie.",
  "last.subject": "{membership} : derniers jours pour renouveler, jusqu’au {day}",
  last: {
    one: "Il reste {count} jour pour renouveler l’adhésion de votre entreprise : jusqu’au {day}. D’ici là, tout reste ouvert.",
    other: "Il reste {count} jours pour renouveler l’adhésion de votre entreprise : jusqu’au {day}. D’ici là, tout reste ouvert.",
  },
  "lapsed.subject": "{membership} : terminée, le compte est en lecture seule",
  lapsed:
    "L’adhésion de {company} n’a pas été renouvelée et a pris fin le {day}. Tout reste lisible et téléchargeable ; rien ne s’achète, ne s’attribue ni ne se modifie.",
  "lapsed.paid":
    "Vos abonnements payés gardent leurs avantages déjà attribués, mais rien de nouveau n’en est remis. Aucun renouvellement automatique n’est débité tant que le compte est en lecture seule.",
  "lapsed.back":
    "Vous pouvez renouveler quand vous voulez, gratuitement : tout se rouvre aussitôt, et les échéances restent comptées du jour de votre adhésion.",
  action: "Renouveler l’adhésion",
  footer: "Vous recevez ce message parce que vous pouvez renouveler l’adhésion de {company}.",
} as const;

/** « Renouveler l’adhésion au réseau ». */
export const renewal = {
  title: "Renouveler l’adhésion au réseau",
  answer: "Gratuit. Confirmez le profil et le contrat, puis « Renouveler ».",
  answerLapsed: "L’adhésion a pris fin le {day}. Renouvelez-la : c’est gratuit, et tout se rouvre aussitôt.",
  leave: "Quitter sans renouveler",
  profile: "Profil juridique",
  profileText: "C’est sous ce nom et à cette adresse que l’entreprise est membre du réseau.",
  correct: "Corriger",
  profileRight: "Ces informations sont exactes.",
  profileMissing: "Confirmez-le, ou corrigez le profil d’abord.",
  agreement: "Contrat en vigueur",
  agreementSigned: "Version {version}, acceptée le {day} par {name}. Elle est toujours en vigueur.",
  agreementNew: "La version {version} est en vigueur depuis le {day}. Elle demande une nouvelle acceptation.",
  read: "Relire le contrat",
  accept: "Lire et accepter",
  agreementSeen: "J’ai pris connaissance du contrat en vigueur.",
  agreementMissing: "Confirmez-le pour continuer.",
  period: "Nouvelle période",
  periodText: "du {from} au {to}",
  periodHint: "Les échéances restent comptées du jour de l’adhésion, quel que soit le jour du renouvellement.",
  price: "Prix",
  freeOfCharge: "Gratuit",
  renew: "Renouveler",
  note: "Rien n’est débité.",
  renewed: "Adhésion renouvelée jusqu’au {day}.",
} as const;
