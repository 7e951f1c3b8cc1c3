import * as notices from "./notices.fr.ts";
import * as factors from "./security.fr.ts";

export { security, securityMails } from "./security.fr.ts";

/** The sentence of every no, with what would be accepted. */
export const refusals = {
  ...factors.refusals,
  ...notices.refusals,
  "people.wrongCredentials":
    "Adresse ou mot de passe incorrect. Vérifiez les deux, ou choisissez un nouveau mot de passe avec « Mot de passe oublié ? ».",
  "people.temporaryExpired":
    "Ce mot de passe provisoire n’est plus valable depuis le {expiredAt}. Demandez-en un autre à la personne qui vous l’a donné, ou choisissez le vôtre avec « Mot de passe oublié ? ».",
  "people.tooManyTries": {
    one: "Trop d’essais. Réessayez dans une minute.",
    other: "Trop d’essais. Réessayez dans {count} minutes.",
  },
  "people.busy": "Beaucoup de personnes se connectent en ce moment. Rien n’est perdu ici ; réessayez dans quelques secondes.",
  "people.personalMail": "Adresse personnelle. Indiquez une adresse de votre entreprise, par exemple prenom.nom@entreprise.example.",
  "people.sharedMailbox":
    "« {mailbox}@ » est une boîte partagée. Il faut l’adresse d’une personne, par exemple prenom.nom@entreprise.example.",
  "people.personalDomain":
    "{domain} est un service de messagerie, pas le domaine d’une entreprise. Indiquez celui de la vôtre, par exemple entreprise.example.",
  "people.domainUnreadable": "Ce n’est pas un nom de domaine. Écrivez ce qui suit le @ de vos adresses, par exemple entreprise.example.",
  "people.domainProven":
    "Une entreprise a déjà prouvé que le domaine {domain} est le sien. Si c’est la vôtre, demandez à ses administrateurs de vous ajouter.",
  "people.emailOffDomain": "L’adresse doit être sur {domain}, par exemple prenom.nom@{domain}.",
  "people.emailTaken":
    "{email} a déjà un compte. Connectez-vous avec cette adresse, ou choisissez un nouveau mot de passe avec « Mot de passe oublié ? ».",
  "people.secondFactorMissing":
    "Votre compte n’a pas encore de second facteur, nécessaire à l’équipe. Demandez un nouveau lien d’invitation à la personne qui exploite ce site.",
  "people.secondFactorOwed": "Donnez d’abord votre second facteur : votre connexion n’est pas terminée.",
  "people.noSecondFactorOwed": "Vous n’avez pas de second facteur : cette connexion n’attend pas de code.",
  "people.wrongCode":
    "Ce code n’est pas le bon. Recopiez les six chiffres affichés en ce moment par votre application, et vérifiez que l’heure de votre téléphone est exacte.",
  "people.usedCode": "Ce code a déjà servi. Attendez le suivant : il s’affiche au bout de 30 secondes au plus.",
  "people.passwordShort": {
    one: "Trop court : {count} caractère, il en faut {min}. Trois ou quatre mots sans rapport entre eux conviennent, espaces compris.",
    other: "Trop court : {count} caractères, il en faut {min}. Trois ou quatre mots sans rapport entre eux conviennent, espaces compris.",
  },
  "people.passwordLong": { one: "Trop long : {count} caractère, {max} au plus.", other: "Trop long : {count} caractères, {max} au plus." },
  "people.passwordSimple":
    "Trop simple à deviner : une suite ou une répétition. Prenez plutôt trois ou quatre mots sans rapport entre eux.",
  "people.passwordCommon":
    "C’est un mot de passe courant, ou un mot de passe courant avec des chiffres autour. Prenez plutôt trois ou quatre mots sans rapport entre eux.",
  "people.passwordPersonal":
    "« {word} » se devine à partir de votre compte. Ajoutez-y plusieurs mots sans rapport avec vous, ou choisissez autre chose.",
  "people.passwordSame": "C’est le mot de passe actuel. Choisissez-en un autre.",
  "people.wrongCurrent": "Ce n’est pas votre mot de passe actuel.",
  "people.partnerCannotBeStaff": "{email} appartient à l’annuaire d’une entreprise partenaire. L’équipe a des adresses à part.",
  "people.staffDeactivated": "Le compte de {email} est désactivé. Réactivez-le d’abord.",
  "people.codeNeeded":
    "Cette personne a un second facteur. Donnez aussi le code à six chiffres de son application, ou un de ses codes de secours.",
  "people.providerForbidden":
    "{host} ne peut pas être joint d’ici. L’adresse doit commencer par https:// et être publique, par exemple https://connexion.entreprise.example.",
  "people.providerDown":
    "{host} ne répond pas. Réessayez dans quelques minutes ; si cela dure, prévenez l’informatique de votre entreprise.",
  "people.providerUnfit":
    "{host} ne se décrit pas comme un fournisseur d’identité utilisable : OpenID Connect avec code et PKCE (S256). Vérifiez l’adresse de l’émetteur, lettre pour lettre.",
  "people.providerClientRefused":
    "{host} refuse l’identifiant ou le secret de l’application. Un administrateur doit les corriger dans les réglages du locataire.",
  "people.providerSaidNo":
    "{host} n’a pas donné son accord ({said}). Recommencez, ou demandez à l’informatique de votre entreprise pourquoi.",
  "people.providerAnswerWrong":
    "La réponse de {host} ne passe pas nos contrôles, et personne n’a été connecté. Recommencez ; si cela se répète, prévenez l’informatique de votre entreprise.",
  "people.identityElsewhere":
    "Cette identité n’appartient pas à l’annuaire de {domain}. Connectez-vous par l’annuaire de votre entreprise.",
  "people.identityDeactivated": "Votre accès est désactivé. Un administrateur de votre entreprise peut le rétablir.",
  "people.identityTaken": "Cette identité de {domain} est déjà celle d’une autre personne. Connectez-vous à {domain} avec la vôtre.",
  "people.providerNoEmail":
    "Le fournisseur d’identité de {domain} n’a pas donné votre adresse. Demandez à l’informatique de votre entreprise de l’ajouter aux données transmises (email).",
  "people.providerEmailUnverified":
    "Le fournisseur d’identité de {domain} ne garantit pas que {email} est à vous. Demandez à l’informatique de votre entreprise de le confirmer (email_verified).",
  "people.providerEmailOffDomain":
    "{email} n’est pas une adresse de {domain}. Ce locataire n’accueille que des adresses comme prenom.nom@{domain}.",
  "people.emailHeld":
    "{email} a déjà un compte, avec une autre façon de se connecter. Connectez-vous comme avant, puis reliez la connexion de {domain} à ce compte.",
  "people.linkUnknown": "Ce lien n’existe pas, ou un plus récent l’a remplacé. Ouvrez le lien du dernier message reçu, en entier.",
  "people.linkUsed": "Ce lien a déjà servi. Il n’ouvre qu’une fois ; demandez-en un nouveau.",
  "people.linkExpired": "Ce lien n’est plus valable. Demandez-en un nouveau.",
} as const;

export const states = {
  active: "Actif",
  deactivated: "Désactivé",
} as const;

export const facts = {
  ...factors.facts,
  ...notices.facts,
  "directory.created": "Annuaire créé : {domain}",
  "directory.attached": "Annuaire rattaché au compte",
  "directory.domainProven": "Domaine prouvé",
  "directory.detached": "Locataire supprimé : {domain}",
  "directory.providerRemoved": "Connexion par fournisseur d’identité retirée : {domain}",
  "directory.providerSet": "Connexion par fournisseur d’identité réglée : {domain}",
  "user.created": "Utilisateur ajouté : {name}",
  "user.renamed": "Nom corrigé : {before} est devenu {name}",
  "user.signedIn": "Connexion",
  "user.secondFactorGiven": "Second facteur donné",
  "user.signedOut": "Déconnexion",
  "user.sessionsEnded": { one: "Une connexion fermée", other: "{count} connexions fermées" },
  "user.passwordChanged": "Mot de passe changé",
  "user.passwordResetAsked": "Lien de nouveau mot de passe demandé",
  "user.passwordReset": "Mot de passe choisi par le lien reçu",
  "user.temporaryPasswordSet": "Mot de passe provisoire donné à {name}",
  "user.deactivated": "Utilisateur désactivé : {name}",
  "user.reactivated": "Utilisateur réactivé : {name}",
  "user.identityLinked": "Connexion de l’entreprise reliée à un compte",
  "staff.invited": "Membre de l’équipe invité",
  "staff.joined": "Membre de l’équipe arrivé : {name}",
} as const;

export const mails = {
  "reset.subject": "Choisissez un nouveau mot de passe",
  "reset.heading": "Choisissez un nouveau mot de passe",
  "reset.text": "Bonjour {name}, vous avez demandé un nouveau mot de passe pour {email}. Ce lien ouvre la page où le choisir.",
  "reset.action": "Choisir un mot de passe",
  "reset.until": "Le lien est valable jusqu’au {until}, et n’ouvre qu’une fois.",
  "reset.notYou": "Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.",
  "changed.subject": "Votre mot de passe a changé",
  "changed.heading": "Votre mot de passe a changé",
  "changed.text": "Bonjour {name}, le mot de passe de {email} a été changé le {at}.",
  "changed.ended": "Toutes les autres connexions ouvertes avec cette adresse ont été fermées.",
  "changed.action": "Choisir un autre mot de passe",
  "changed.notYou":
    "Ce n’était pas vous ? Choisissez tout de suite un autre mot de passe, puis prévenez un administrateur de votre entreprise.",
  footer: "Message envoyé par {label.thePortal} à propos de votre compte d’utilisateur.",
} as const;

export const screens = {
  email: "Adresse de messagerie professionnelle",
  emailHint: "Par exemple prenom.nom@entreprise.example. Les adresses personnelles sont refusées.",
  password: "Mot de passe",
  newPassword: "Nouveau mot de passe",
  passwordHint: "{min} caractères au moins. Trois ou quatre mots sans rapport entre eux conviennent, espaces compris.",
  givenName: "Prénom",
  familyName: "Nom",
  signIn: "Se connecter",
  signInTitle: "Se connecter",
  signInAnswer: "Avec le compte professionnel de votre entreprise.",
  withCompany: "Se connecter avec votre entreprise",
  forgotten: "Mot de passe oublié ?",
  noAccount: "Votre entreprise n’a pas de compte professionnel ?",
  createAccount: "Créer un compte",
  helpTitle: "Vous ne connaissez pas votre compte professionnel ?",
  helpLeaves: "Le lien s’ouvre dans un nouvel onglet, sur un autre site. Cette page reste ouverte : revenez-y pour continuer.",
  signedInAs: "Le compte {email} est ouvert ici.",
  carryOn: "Continuer",
  otherPerson: "Se connecter avec un autre compte",
  passwordChanged: "Votre mot de passe est changé. Connectez-vous avec le nouveau.",

  stepTitle: "Se connecter à votre entreprise",
  stepAnswer: "Il faut l’administrateur général du compte professionnel de votre entreprise.",
  stepHave: "Votre entreprise a un compte professionnel",
  stepHaveText: "Connectez-vous avec l’adresse et le mot de passe de son administrateur général.",
  stepOwn: "Votre entreprise a son fournisseur d’identité",
  stepOwnText: "Vos collègues se connectent déjà à leurs outils par une page de votre entreprise ? Elle peut servir ici aussi.",
  stepOwnNew: "Régler cette connexion",
  stepNone: "Votre entreprise n’en a pas encore",
  stepNoneText: "Créez-le maintenant, avec son premier administrateur général. Cela prend deux minutes.",
  rolesTitle: "Rôles appropriés",
  rolesFirst: "Administrateur général",
  rolesSecond: "Agent d’administration",
  rolesElse: "Vous n’avez aucun des deux ? Demandez à l’administrateur général de votre entreprise de faire l’inscription.",
  back: "Précédent",
  next: "Suivant",

  directoryTitle: "Créer le compte professionnel de votre entreprise",
  directoryAnswer: "C’est l’annuaire des personnes de votre entreprise. Vous en serez le premier administrateur général.",
  company: "Entreprise",
  domain: "Nom de domaine de l’entreprise",
  domainHint: "Ce qui suit le @ de vos adresses, par exemple entreprise.example.",
  firstAdmin: "Premier administrateur général",
  directoryEmailHint: "Une adresse à votre nom, sur le domaine de l’entreprise.",
  language: "Langue des messages",
  french: "Français",
  english: "English",
  createDirectory: "Créer un compte",
  knownTitle: "Votre société a un compte dans {label.thePortal}",
  knownText: "Demandez à le rejoindre plutôt que d’en créer un second : ses administrateurs répondent, et choisissent vos rôles.",
  knownAct: "Demander à rejoindre",
  createdTitle: "Connectez-vous avec le compte créé",
  createdAnswer: "L’annuaire de {domain} est prêt. Pour continuer l’inscription, connectez-vous avec ses identifiants.",
  createdMessage: "Le compte professionnel de {domain} est créé.",
  whatNext: "Ensuite",
  whatNextText: "Vous vous connectez avec ce compte, puis vous remplissez le profil juridique de votre entreprise.",
  whyDomain: "Pourquoi le domaine ?",
  whyDomainText: "Il dit à quelle entreprise appartiennent les adresses. Les services de messagerie personnels sont refusés.",

  codeTitle: "Second facteur",
  codeAnswer: "Votre mot de passe est juste ; il reste à prouver que c’est bien vous.",
  code: "Code à six chiffres",
  codeHint: "Il change toutes les 30 secondes.",
  confirm: "Confirmer",
  codeWho: "Connexion commencée avec {email}.",

  changeTitle: "Changer de mot de passe",
  changeAnswer: "Vos autres connexions seront fermées.",
  firstTitle: "Choisissez votre mot de passe",
  firstAnswer: "Celui que vous avez reçu était provisoire. Le nouveau n’est connu que de vous.",
  current: "Mot de passe actuel",
  temporary: "Mot de passe provisoire",
  change: "Changer le mot de passe",
  changed: "Mot de passe changé. Vos autres connexions sont fermées.",

  forgottenTitle: "Mot de passe oublié",
  forgottenAnswer: "Nous vous envoyons un lien pour en choisir un nouveau.",
  send: "Envoyer le lien",
  sentTitle: "Regardez vos messages",
  sentAnswer: "Si {email} a un compte, un message vient de partir. Son lien est valable une heure.",
  sentNothing:
    "Rien reçu au bout de quelques minutes ? Regardez dans les indésirables, vérifiez l’adresse, ou demandez à un administrateur de votre entreprise.",
  again: "Essayer une autre adresse",
  toSignIn: "Revenir à la connexion",

  resetTitle: "Choisissez un nouveau mot de passe",
  resetAnswer: "Pour {email}. Vos connexions ouvertes seront fermées.",
  resetAct: "Choisir ce mot de passe",
  linkTitle: "Ce lien n’ouvre plus",
  newLink: "Demander un nouveau lien",

  staffTitle: "Bienvenue dans l’équipe",
  staffAnswer: "Pour {email}. Ce lien est valable jusqu’au {until}, et n’ouvre qu’une fois.",
  staffWho: "Vous",
  staffFactor: "Second facteur",
  staffFactorText: "Ajoutez ce compte dans une application d’authentification de votre téléphone, puis recopiez le code qu’elle affiche.",
  staffAct: "Terminer et se connecter",
  staffNewLink: "Demandez un nouveau lien à la personne qui exploite ce site.",
} as const;
