/** The sentence of every no, with what would be accepted. */
export const refusals = {
  "directories.noProvider":
    "Nous ne connaissons pas de fournisseur d’identité pour cette entreprise. Vérifiez le nom de domaine, ou connectez-vous avec votre adresse et votre mot de passe. Si vous n’en avez jamais eu, choisissez « Mot de passe oublié ? ».",
  "directories.providerGone":
    "Votre entreprise ne se connecte plus par ce fournisseur d’identité. Connectez-vous avec votre adresse et votre mot de passe ; si vous n’en avez jamais eu, choisissez « Mot de passe oublié ? ».",
  "directories.lastWayIn":
    "Sans ce fournisseur, plus aucun administrateur général ne pourrait se connecter : aucun n’a de mot de passe ni de clé d’accès. Ajoutez une clé d’accès dans « Sécurité », puis revenez ici.",
  "directories.attemptUnknown":
    "Cette connexion n’a pas commencé dans ce navigateur, a déjà servi, ou a attendu plus de dix minutes. Rien n’a été fait ; recommencez depuis le début.",
  "directories.signInAgain": "La personne connectée ici n’est plus celle qui avait commencé. Connectez-vous de nouveau, puis recommencez.",
  "directories.issuerUnreadable":
    "Ce n’est pas l’adresse d’un émetteur. Écrivez-la comme le fournisseur d’identité la donne, par exemple https://connexion.entreprise.example.",
  "directories.domainTaken":
    "Une entreprise a déjà prouvé que le domaine {domain} est le sien : elle a un compte dans {label.thePortal}. Demandez à le rejoindre plutôt que d’en créer un second.",
  "directories.clientTaken":
    "Cette application de {host} sert déjà à un autre annuaire. Créez-en une autre chez votre fournisseur d’identité, et donnez son identifiant.",
  "directories.yoursAlready": "{domain} est déjà un locataire de ce compte.",
  "directories.tiedElsewhere":
    "{domain} est rattaché à un autre compte, et ne peut l’être qu’à un seul. Demandez à un administrateur général de {domain} de le supprimer de ses locataires, ou écrivez à notre équipe.",
  "directories.notItsAdmin":
    "Cette personne n’administre pas {domain}. Il faut l’adresse et le mot de passe d’un de ses administrateurs généraux.",
  "directories.notFound": "Ce locataire n’existe pas dans ce compte, ou n’y est plus.",
  "directories.primary": "{domain} est le locataire principal : le compte a été créé avec lui, et il y reste.",
  "directories.signedInWith": "Vous êtes connecté par {domain}. Connectez-vous par un autre locataire du compte pour supprimer celui-ci.",
  "directories.noLongerAdmin": "Vous n’êtes plus administrateur général de ce compte. Rien n’a été changé.",
  "directories.secretNeeded":
    "Donnez le secret de cette application. Celui que nous gardons a été donné pour un autre émetteur ou une autre application.",
  "directories.issuerInUse": {
    one: "{count} personne se connecte par {host}, et serait inconnue d’un autre émetteur. Associez le nouveau comme un locataire de plus.",
    other:
      "{count} personnes se connectent par {host}, et seraient inconnues d’un autre émetteur. Associez le nouveau comme un locataire de plus.",
  },
  "directories.companyUnknown":
    "Aucune entreprise n’a encore prouvé que {domain} est le sien. Vérifiez l’adresse, ou créez le compte de votre entreprise.",
  "directories.useProvider":
    "Les personnes de {domain} se connectent par leur entreprise. Choisissez « Se connecter avec votre entreprise » : votre accès est créé à votre arrivée.",
  "directories.requestGone": "Cette demande n’attend plus de réponse : quelqu’un s’en est occupé, ou elle n’est pas de ce compte.",
  "directories.mayNotGrant": "Vous ne pouvez pas donner ce rôle : {role}. Peuvent le faire : {needs}.",
  "directories.groupTwice": "Le groupe {group} est déjà dans la liste. Ajoutez-lui les rôles à cet endroit.",
} as const;

export const facts = {
  "join.asked": "Demande à rejoindre le compte commencée : {name}",
  "join.confirmed": "Demande à rejoindre le compte : {name}",
  "join.declined": "Demande à rejoindre le compte refusée : {name}",
} as const;

export const mails = {
  linkSubject: "Confirmez votre demande à rejoindre votre entreprise",
  linkText:
    "Bonjour {name}, vous avez demandé à rejoindre le compte de votre entreprise {label.inThePortal}. Ce lien montre que l’adresse est bien la vôtre.",
  linkAct: "Continuer",
  linkUntil: "Le lien est valable jusqu’au {until}, et ne sert qu’une fois.",
  notYou: "Vous n’avez rien demandé ? Ne faites rien : personne d’autre n’est prévenu.",
  askedSubject: "{name} demande à rejoindre {company}",
  askedText:
    "{name} ({email}) a confirmé son adresse et demande à rejoindre votre compte. Acceptez avec les rôles de votre choix, ou refusez.",
  askedAct: "Voir la demande",
  acceptedSubject: "Vous avez rejoint {company}",
  acceptedText: "Bonjour {name}, votre demande est acceptée. Connectez-vous avec votre adresse et le mot de passe que vous avez choisi.",
  declinedSubject: "Votre demande à rejoindre {company} n’est pas acceptée",
  declinedText: "Bonjour {name}, un administrateur de votre entreprise a refusé votre demande. Parlez-en avec lui si cela vous surprend.",
  signIn: "Se connecter",
  footer: "Message envoyé par {label.thePortal} à propos d’une demande à rejoindre un compte.",
} as const;

/** The steps of « Tester la connexion », and what to do about a failure. */
export const checks = {
  address: "L’adresse répond",
  description: "Le fournisseur se décrit",
  method: "Code et PKCE sont acceptés",
  keys: "Les clés de signature sont publiées",
  client: "L’application est reconnue",
  "people.providerForbidden": "{host} ne peut pas être joint d’ici : il faut une adresse https:// publique.",
  "people.providerDown": "{host} ne répond pas. Vérifiez l’adresse, ou réessayez plus tard.",
  "people.providerUnfit": "{host} répond, mais pas comme OpenID Connect le demande. Vérifiez l’émetteur, lettre pour lettre.",
  "people.providerClientRefused": "{host} refuse l’identifiant ou le secret. Recopiez-les depuis votre fournisseur d’identité.",
  "people.providerSaidNo": "{host} refuse la demande. Regardez pourquoi dans son journal.",
  "people.providerAnswerWrong": "{host} a répondu autrement que prévu. Vérifiez que l’application accepte le code d’autorisation.",
} as const;

/** Signing in through a company's own provider. */
export const signing = {
  title: "Se connecter avec votre entreprise",
  answer: "Vous vous connectez sur la page de votre entreprise, puis vous revenez ici.",
  company: "Adresse professionnelle ou domaine de l’entreprise",
  companyHint: "Par exemple prenom.nom@entreprise.example, ou entreprise.example.",
  goOn: "Continuer",
  withPassword: "Se connecter avec un mot de passe",
  direct: "Votre entreprise vous a donné cette adresse. La page de connexion s’ouvre à sa place.",
  first: "Première fois ?",
  firstText:
    "Votre compte est créé à votre arrivée, si votre entreprise a réglé cette connexion et garantit votre adresse. Demandez à son administrateur s’il faut un lien particulier.",
  backTitle: "La connexion n’a pas abouti",
  broken: "La connexion n’a pas abouti, pour une raison qui tient à nous. Recommencez dans une minute.",
  backAnswer: "Personne n’a été connecté, et rien n’a changé.",
  again: "Recommencer",
  toLink: "Se connecter comme avant",
  linkTitle: "Relier la connexion de votre entreprise",
  linkAnswer: "Pour vous connecter ici par {host}, en plus de votre mot de passe.",
  linkNone: "Votre entreprise n’a pas réglé de connexion par fournisseur d’identité. Il n’y a rien à relier.",
  linkText: "Vous allez vous connecter à {host}. L’identité que vous y montrez sera ajoutée à votre compte, {email}.",
  link: "Relier",
  linked: "Votre compte est relié à {host} : vous pouvez vous connecter par là.",
  carryOn: "Continuer",
} as const;

/** « Locataires »: the directories of an account. */
export const tenants = {
  title: "Locataires",
  answer: "Les annuaires dont les personnes se connectent à ce compte.",
  settings: "Paramètres du partenaire",
  caption: "Annuaires du compte",
  domain: "Domaine",
  primary: "Principal",
  yours: "Le vôtre",
  kind: "Connexion",
  builtIn: "Adresse et mot de passe",
  provider: "Par {host}",
  people: "Personnes",
  address: "Adresse de connexion",
  addressHint: "À donner à vos collègues tant que le domaine n’est pas prouvé.",
  copyAddress: "Copier l’adresse de connexion de {domain}",
  unproven: "Domaine non prouvé",
  proven: "Domaine prouvé",
  status: "Preuve",
  acts: "Actions",
  associate: "Associer",
  requests: "Demandes à rejoindre le compte",
  configure: "Régler la connexion",
  configureOf: "Régler la connexion de {domain}",
  remove: "Supprimer",
  removeOf: "Supprimer {domain}",
  removeAsk: "Supprimer {domain} de ce compte ?",
  removeText: {
    one: "{count} personne perd tout de suite l’accès au compte, et ce qu’elle y tenait est libéré. L’annuaire lui-même n’est pas touché.",
    other:
      "{count} personnes perdent tout de suite l’accès au compte, et ce qu’elles y tenaient est libéré. L’annuaire lui-même n’est pas touché.",
  },
  removeKeep: "Garder",
  removed: {
    one: "{domain} est supprimé : {count} personne n’a plus accès.",
    other: "{domain} est supprimé : {count} personnes n’ont plus accès.",
  },

  formTitle: "Connexion de {domain}",
  formWhat:
    "Les personnes de {domain} se connectent par le fournisseur d’identité de leur entreprise (OpenID Connect). Les mots de passe existants restent valables.",
  callback: "Adresse de retour, à inscrire chez le fournisseur",
  copyCallback: "Copier l’adresse de retour",
  issuer: "Émetteur",
  issuerHint: "L’adresse que le fournisseur d’identité donne, par exemple https://connexion.entreprise.example.",
  clientId: "Identifiant de l’application",
  clientSecret: "Secret de l’application",
  secretHint: "Gardé scellé, jamais affiché de nouveau.",
  secretKept: "Laissez vide pour garder celui que nous avons.",
  groupsClaim: "Donnée qui porte les groupes",
  groupsClaimHint: "Souvent groups.",
  adminGroup: "Groupe des administrateurs généraux",
  adminGroupHint:
    "Si vous en êtes, vous devenez administrateur général du compte. Sans groupe, vous avez les autres rôles de l’inscription, et l’achat attend un administrateur général.",
  mapping: "Rôles donnés par les groupes",
  mappingHint: "Recalculés à chaque connexion. Les rôles donnés à la main restent.",
  group: "Groupe",
  role: "Rôle",
  addGroup: "Ajouter un groupe",
  removeGroup: "Retirer la ligne {group}",
  test: "Tester la connexion",
  tested: "Résultat du test",
  save: "Enregistrer",
  saved: "La connexion de {domain} est réglée.",
  takeAway: "Retirer le fournisseur",
  takeAwayWhat: "Les personnes de {domain} se connecteront alors avec leur adresse et un mot de passe.",
  takeAwayAsk: "Retirer le fournisseur d’identité de {domain} ?",
  takeAwayText: "Les connexions ouvertes par {host} se ferment tout de suite, sauf la vôtre.",
  takeAwayNobody: "Tout le monde a déjà un mot de passe.",
  takeAwayPeople: {
    one: "{count} personne n’a pas de mot de passe : elle en choisira un par « Mot de passe oublié ? ».",
    other: "{count} personnes n’ont pas de mot de passe : elles en choisiront un par « Mot de passe oublié ? ».",
  },
  takeAwayRoles: "Les rôles donnés par les groupes restent comme ils sont ; vous les modifiez ensuite vous-même.",
  takeAwayBack: "Réglé de nouveau, le même émetteur reconnaîtra les mêmes personnes.",
  takeAwayKeep: "Garder",
  takenAwayDone: "Le fournisseur d’identité de {domain} est retiré.",
  takenAway: {
    one: "Le fournisseur d’identité de {domain} est retiré ; {count} personne doit choisir un mot de passe.",
    other: "Le fournisseur d’identité de {domain} est retiré ; {count} personnes doivent choisir un mot de passe.",
  },

  wizardTitle: "Associer un annuaire",
  wizardSteps: "Étapes",
  stepDomain: "Annuaire",
  stepProof: "Preuve",
  stepConfirm: "Confirmation",
  domainAnswer: "De quelle entreprise s’agit-il ? Nous vérifions tout de suite que rien ne s’y oppose.",
  domainLabel: "Nom de domaine",
  domainHint: "Ce qui suit le @ de ses adresses, par exemple filiale.example.",
  next: "Suivant",
  back: "Précédent",
  leave: "Quitter",
  proofAnswer:
    "Montrez que {domain} est le vôtre : connectez-vous en tant que son administrateur général, ou par son fournisseur d’identité.",
  byPassword: "L’annuaire existe déjà ici",
  byPasswordText: "Avec l’adresse et le mot de passe d’un de ses administrateurs généraux. Vous restez connecté comme maintenant.",
  email: "Adresse",
  password: "Mot de passe",
  code: "Code du second facteur",
  codeHint: "Seulement si cette personne en a un.",
  prove: "Se connecter",
  byProvider: "Par son fournisseur d’identité",
  byProviderText: "Vous vous y connectez, puis vous revenez ici pour confirmer.",
  goThere: "Continuer chez le fournisseur",
  confirmAnswer: "{person} a répondu pour {domain}.",
  confirmText:
    "Les personnes de {domain} pourront se connecter à {account}. Elles n’y ont aucun rôle tant que vous n’en donnez pas. Un annuaire n’appartient qu’à un compte.",
  confirm: "Confirmer",
  doneTitle: "Tout est prêt",
  doneAnswer: "{domain} est associé à {account}.",
  toList: "Revenir aux locataires",

  enrolTitle: "Se connecter par votre fournisseur d’identité",
  enrolAnswer: "Vos collègues se connecteront comme à leurs autres outils, sans mot de passe de plus.",
  enrolGo: "Se connecter",
  enrolNext: "Ensuite",
  enrolNextText: "Vous vous connectez sur la page de votre entreprise, puis vous revenez remplir le profil juridique.",
  enrolWho: "Qui peut le faire ?",
  enrolWhoText:
    "Qui administre le fournisseur d’identité de votre entreprise : il faut y inscrire une application, avec l’adresse de retour ci-dessous.",
} as const;

/** Joining the account that the company has already. */
export const joining = {
  askTitle: "Votre société a un compte dans {label.thePortal}",
  askAnswer: "Demandez à le rejoindre : ses administrateurs répondent, et choisissent vos rôles.",
  email: "Adresse de messagerie professionnelle",
  emailHint: "C’est elle qui dit à quelle entreprise vous appartenez.",
  givenName: "Prénom",
  familyName: "Nom",
  ask: "Demander à rejoindre",
  back: "Précédent",
  sentTitle: "Regardez vos messages",
  sentAnswer: "Un message part à {email}. Son lien montre que l’adresse est la vôtre ; la demande part ensuite à vos administrateurs.",
  linkTitle: "Rejoindre {company}",
  linkAnswer: "Pour {email}. Un administrateur doit encore accepter.",
  company: "Entreprise",
  city: "Ville",
  contact: "Contact principal",
  password: "Choisissez votre mot de passe",
  passwordHint: "Il vaudra dès que votre demande est acceptée. {min} caractères au moins.",
  confirm: "Envoyer la demande",
  confirmedTitle: "Demande envoyée",
  confirmedAnswer: "Les administrateurs de {company} sont prévenus. Vous recevrez leur réponse par message.",
  listTitle: "Demandes à rejoindre le compte",
  listAnswer: "Des personnes de votre domaine, dont l’adresse est confirmée.",
  none: "Aucune demande n’attend de réponse.",
  name: "Personne",
  since: "Demandé le",
  acts: "Réponse",
  accept: "Accepter",
  acceptOf: "Accepter {name}",
  acceptAsk: "Avec quels rôles ?",
  acceptNote: "Sans rôle, la personne voit le compte et n’y change rien.",
  accepted: "{name} a rejoint le compte.",
  decline: "Refuser",
  declineOf: "Refuser {name}",
  declineAsk: "Refuser la demande de {name} ?",
  declineText: "La personne est prévenue. Elle pourra demander de nouveau.",
  declined: "La demande de {name} est refusée.",
  keep: "Attendre",
  settings: "Paramètres du partenaire",
} as const;
