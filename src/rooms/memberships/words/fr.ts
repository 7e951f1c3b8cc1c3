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
  "memberships.renewalGone": "Cette offre n’est plus proposée : elle ne se renouvelle pas.",
} as const;

export const states = {
  active: "Actif",
  grace: "À renouveler",
  expired: "Expiré",
} as const;

export const facts = {
  "membership.activated": "Une adhésion est active",
  "membership.autoRenewalStopped": "Renouvellement automatique désactivé",
  "membership.renewed": "Abonnement renouvelé, du {startsOn} au {endsOn}",
  "membership.lapsed": "Échéance passée sans renouvellement : les avantages restent jusqu’au {untilOn}",
  "membership.expired": "Abonnement terminé, et ses avantages avec lui",
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
