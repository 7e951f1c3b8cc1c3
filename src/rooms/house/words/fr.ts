export const refusals = {
  "house.noSuchPage": "Cette page n’existe pas.",
} as const;

export const screens = {
  updated: "Texte du {day}.",
} as const;

/** The overview of an account: what is open, what is not yet, what comes next. */
export const overview = {
  title: "Vue d’ensemble",
  answerSign: "Bonjour {name}. Il reste un contrat à signer ; le reste s’ouvre ensuite.",
  answerSetup: "Bonjour {name}. Il reste à vérifier votre rôle ; l’ajout d’utilisateurs s’ouvrira ensuite.",
  answerPending: "Bonjour {name}. Votre compte est ouvert ; les achats s’ouvriront à la fin de la vérification.",
  answerActionNeeded: "Bonjour {name}. Votre compte est ouvert ; la vérification attend une réponse de votre part.",
  answerRejected: "Bonjour {name}. La vérification n’a pas abouti ; corrigez ce qui est indiqué, et elle reprendra.",
  answerAuthorized: "Bonjour {name}. Tout est ouvert.",
  goOn: "Continuer l’inscription",
  next: "Étapes suivantes",
  users: "Ajouter des utilisateurs et leur attribuer des autorisations",
  usersText: { one: "Vous êtes pour l’instant la seule personne de ce compte.", other: "Vous êtes {count} sur ce compte." },
  add: "Ajouter",
  starterPack: "{label.buyOrRenewStarterPack}",
  subscribe: "S’abonner maintenant",
  benefits: "Gérer les avantages de votre adhésion",
  benefitsText: "Les avantages d’entrée de gamme sont compris dans l’adhésion au réseau.",
  open: "Ouvrir",
  competencies: "{label.learnCompetencies}",
  account: "Compte",
  toProfile: "Profil du partenaire",
  agreement: "Contrat",
  signedOn: "signé le {day}",
  notSigned: "À signer",
  contact: "Contact",
  oneAdmin: "Un seul administrateur général.",
  noAdmin: "Aucun administrateur général.",
  oneAdminText: "S’il part, le compte se ferme à tous.",
  noAdminText: "Les achats restent fermés.",
  secondAdmin: "En ajouter un second",
  firstAdmin: "En nommer un",
  activity: "Activité",
  allActivity: "Tout voir",
  partnerId: "{label.partnerId}",
  copyId: "Copier {label.partnerId}",
  signed: "Signé",
  programme: "Programme {name}",
} as const;
