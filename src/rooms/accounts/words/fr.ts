export * from "./screens.fr.ts";

export const refusals = {
  "accounts.membershipRequired":
    "Votre entreprise doit d’abord être membre de son réseau : rejoignez {label.theNetwork}, puis revenez ici. Votre saisie est gardée.",
  "accounts.directoryNeeded": "Il faut le compte professionnel de votre entreprise. Connectez-vous avec lui, ou créez-en un.",
  "accounts.directoryTaken": "Ce domaine appartient déjà au compte {name}. Un administrateur de ce compte peut vous y ajouter.",
  "accounts.domainProven":
    "Entre-temps, une autre entreprise a prouvé que le domaine {domain} est le sien. Si c’est la vôtre, demandez à la rejoindre ; sinon, créez un annuaire sur le domaine de votre entreprise. Votre saisie est gardée.",
  "accounts.tooManyJoins": {
    one: "Trop d’essais depuis cet endroit. Réessayez dans {count} seconde.",
    other: "Trop d’essais depuis cet endroit. Réessayez dans {count} secondes.",
  },
  "accounts.needed": "Ce champ est nécessaire.",
  "accounts.tooLong": { one: "{count} caractère au plus.", other: "{count} caractères au plus." },
  "accounts.strangeCharacters": "Des caractères invisibles s’y trouvent. Effacez ce champ et retapez-le.",
  "accounts.countryUnknown": "Ce pays n’est pas ouvert à l’inscription. Choisissez-le dans la liste.",
  "accounts.postalCode": "Ce code postal n’a pas la forme attendue pour ce pays : {country}. Par exemple {example}.",
  "accounts.registrationNeeded": "Ce numéro est nécessaire dans ce pays : {label}. Par exemple {example}.",
  "accounts.registrationFormat": "Ce numéro n’a pas la forme attendue : {label}, par exemple {example}.",
  "accounts.vatFormat": "Ce numéro de TVA n’a pas la forme attendue dans ce pays. Par exemple {example}.",
  "accounts.phone": "Ce numéro n’existe pas dans ce pays. Par exemple {example}, ou avec l’indicatif d’un autre pays, comme +33.",
  "accounts.languageUnknown": "Choisissez parmi : français, anglais.",
  "accounts.email": "Adresse incomplète. Écrivez-la en entier, par exemple prenom.nom@entreprise.example.",
  "accounts.profileMoved": "Quelqu’un a modifié cette fiche à {time}. Votre saisie est gardée ; relisez les différences.",
  "accounts.nameByRole":
    "Tant que votre entreprise est inscrite au programme {programme}, sa dénomination légale n’est changée que par : {needs}. Le reste du profil vous reste ouvert.",
  "accounts.nameKept":
    "Tant que votre entreprise est vérifiée et inscrite au programme {programme}, sa dénomination légale ne change pas : quittez d’abord ce programme, changez-la, puis inscrivez-vous de nouveau.",
  "accounts.countryBound":
    "Le programme {programme} est lié au pays : l’annuaire, les services et la monnaie en dépendent. Pour en changer, quittez d’abord ce programme, ou inscrivez l’entreprise de l’autre pays avec un annuaire à elle.",
  "accounts.userNotFound": "Cette personne n’existe pas dans ce compte.",
  "accounts.userDeactivated": "Cette personne n’a plus accès au compte. Réactivez-la d’abord.",
  "accounts.userActive": "Cette personne a déjà accès au compte.",
  "accounts.lastGlobalAdmin": "Ce compte doit garder un administrateur général. Nommez-en un autre d’abord.",
  "accounts.notForGuests": "Ce rôle n’est pas pour les invités d’une autre entreprise : {role}. Vous pouvez leur donner : {needs}.",
  "accounts.roleUnused": "Le rôle {role} ne sert à rien sans un programme de développeur : inscrivez d’abord l’entreprise à l’un d’eux.",
  "accounts.mayNotGrant": "Vous ne pouvez ni donner ni retirer ce rôle : {role}. Peuvent le faire : {needs}.",
  "accounts.notYourself": "Vous ne pouvez pas vous désactiver vous-même. Une autre personne qui administre le compte peut le faire.",
  "accounts.aboveYou": "Seul un administrateur général peut décider de l’accès d’un administrateur général.",
  "accounts.ownPassword": "C’est votre propre mot de passe. Changez-le depuis le menu de votre nom, « Changer de mot de passe ».",
  "accounts.ownFactor": "C’est votre propre second facteur. Changez-le depuis le menu de votre nom, « Sécurité ».",
  "accounts.noFactor": "Cette personne n’a pas de second facteur : il n’y a rien à retirer.",
  "accounts.otherDirectory":
    "Cette personne se connecte avec l’annuaire d’une autre entreprise, qui seule peut réinitialiser son mot de passe.",
} as const;

export const mails = {
  addedSubject: "Votre accès au compte {company}",
  addedHeading: "Bonjour {name}",
  addedText: "{by} a créé votre accès au compte {company}, {label.inThePortal}.",
  addedPassword:
    "Votre mot de passe provisoire vous sera transmis par {by} ; il n’est pas dans ce message. Il reste valable {hours} heures ; vous choisirez le vôtre à la première connexion.",
  resetSubject: "Votre mot de passe a été réinitialisé",
  resetText: "{by} a remplacé votre mot de passe par un mot de passe provisoire, et vos sessions ont pris fin.",
  resetPassword:
    "Le mot de passe provisoire vous sera transmis par {by} ; il n’est pas dans ce message, et reste valable {hours} heures. Si cela vous surprend, parlez-en à cette personne.",
  signInName: "Nom de connexion",
  account: "Compte",
  signIn: "Se connecter",
  footer: "Vous recevez ce message parce que vous avez un accès au compte {company} {label.inThePortal}.",
} as const;

export const facts = {
  "account.created": "Compte créé",
  "legalProfile.changed": "Profil juridique modifié",
  "country.changed": "Pays changé : {from} → {to}",
  "account.setupDone": "Configuration du compte terminée",
  "user.added": "Accès créé pour {name}",
  "user.cameIn": "Arrivée par l’annuaire de l’entreprise : {name}",
  "user.rolesChanged": "Rôles mis à jour pour {name}",
} as const;

/** Who did it, when it was nobody of the company. */
export const actors = {
  staff: "notre équipe",
  clock: "automatiquement",
  link: "depuis le lien reçu par e-mail",
  visitor: "avant l’inscription",
} as const;

/** « Exporter le rapport des utilisateurs ». */
export const report = {
  file: "utilisateurs",
  name: "Nom",
  email: "Adresse de messagerie professionnelle",
  roles: "Rôles",
  state: "Statut",
  lastSignIn: "Dernière connexion ({zone})",
  factor: "Second facteur",
  active: "Actif",
  invited: "En attente",
  deactivated: "Désactivé",
  yes: "oui",
  no: "non",
} as const;
