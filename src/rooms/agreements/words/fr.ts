export const refusals = {
  "agreements.notFound": "Ce contrat ne se signe pas ici, ou n’existe pas dans ce programme.",
  "agreements.acceptanceNotFound": "Ce contrat signé n’existe pas dans ce compte.",
  "agreements.authorityMissing": "Cochez la déclaration : sans le pouvoir de signer, le contrat ne peut pas être accepté.",
  "agreements.textChanged": "Le contrat a changé depuis que vous l’avez ouvert. Relisez la version {version}, puis acceptez-la.",
  "agreements.alreadySigned": "Cette version est déjà acceptée : {name}, le {acceptedAt}.",
} as const;

export const facts = {
  "agreement.signed": "Contrat accepté, version {version}",
} as const;

/** What is kept and printed with an acceptance, in the language of its text. */
export const paper = {
  authority: "Je déclare avoir le pouvoir de signer des contrats au nom de {company}.",
  reason: "Texte exact du contrat accepté",
} as const;

export const mails = {
  "signed.subject": "Contrat accepté : {title}",
  "signed.heading": "Vous avez accepté le contrat",
  "signed.text": "Au nom de {company}, vous avez accepté : {title}.",
  "signed.copy": "La copie scellée de ce que vous avez lu reste à votre disposition dans {label.thePortal}.",
  "signed.version": "Version",
  "signed.at": "Date et heure",
  "signed.by": "Signataire",
  "signed.action": "Ouvrir le contrat signé",
  "signed.notYou": "Si ce n’était pas vous, prévenez l’administrateur général de votre compte : quelqu’un se sert de votre nom.",
  footer: "Ce message concerne le compte {company}.",
} as const;

/** Reading and accepting. */
export const signing = {
  stepTitle: "{label.networkAgreement}",
  answer: "Lisez et acceptez les {label.networkAgreementTerms}.",
  answerOther: "Lisez, puis acceptez pour {company}.",
  textTitle: "Texte du contrat",
  version: "Version {version}, en vigueur depuis le {day}",
  language: "Langue du texte",
  french: "Français",
  english: "English",
  prevails: "En cas de différence, le texte français fait foi.",
  prevailsEnglish: "En cas de différence, le texte anglais fait foi.",
  who: "Qui signe",
  company: "Entreprise",
  partnerId: "{label.partnerId}",
  signer: "Signataire",
  authorityTitle: "Pouvoir de signer des contrats",
  accept: "Accepter",
  tickMissing: "Cochez cette déclaration pour accepter.",
  refuse: "Ne pas accepter",
  consequence: "« Accepter » engage {company}. Votre nom, la date et l’heure sont enregistrés avec le texte.",
  ifNotTitle: "Si vous n’acceptez pas",
  ifNot:
    "Rien n’est signé et rien n’est perdu. Le compte existe, mais il reste fermé : ni utilisateurs, ni achats, tant que le contrat n’est pas accepté.",
  keptTitle: "Ce que nous gardons",
  kept: "Le texte exact, sa version, qui l’a accepté et quand, dans un document PDF scellé que vous pourrez télécharger à tout moment.",
  accepted: "Contrat accepté",
  alreadyTitle: "Ce contrat est accepté",
  already: "Accepté le {day} par {name}.",
  go: "Continuer",
  open: "Ouvrir le contrat signé",
  leave: "Quitter sans accepter",
  back: "Revenir aux contrats",
} as const;

/** What was signed: the list, one acceptance, the lines of the partner's profile. */
export const screens = {
  title: "Contrats",
  answer: "Ce que votre entreprise a accepté, programme par programme.",
  caption: "Contrats par programme",
  agreement: "Contrat",
  version: "Version",
  signedOn: "Signé le",
  signedBy: "Par",
  document: "Document",
  download: "Télécharger",
  downloadOf: "Télécharger : {title}, version {version}",
  openPdf: "Ouvrir le PDF",
  notSigned: "Pas encore signé",
  read: "Lire et accepter",
  newer: "Une version {version} est en vigueur depuis le {day}. Elle n’engage votre entreprise que si vous l’acceptez.",
  pageAnswer: "Version {version}, signée le {day} par {name} pour {company}.",
  textTitle: "Texte signé",
  facts: "Signature",
  company: "Entreprise",
  partnerId: "{label.partnerId}",
  signer: "Signataire",
  roles: "Rôles ce jour-là",
  noRole: "Aucun rôle",
  moment: "Date et heure",
  french: "Français",
  english: "Anglais",
  authority: "Pouvoir déclaré",
  textDigest: "Empreinte SHA-256 du texte",
  documentDigest: "Empreinte SHA-256 du PDF",
  copyDigest: "Copier l’empreinte",
  making: "Le document scellé se prépare. Il est là dès que vous le demandez.",
  checkTitle: "Vérifier le sceau",
  checkReader:
    "Ouvrez le PDF dans un lecteur qui montre les signatures : il dit que le document n’a pas changé depuis son scellement par {issuer}.",
  checkCommand: "Ou, dans un terminal, avec les outils Poppler :",
  checkFingerprint: "Comparez l’empreinte du certificat que montre votre lecteur avec celle de cette page.",
  checkChanged: "Un seul octet changé, et la signature n’est plus valide.",
  fingerprint: "Empreinte SHA-256 du certificat",
  copyFingerprint: "Copier l’empreinte du certificat",
  certificate: "Certificat actuel (PEM)",
} as const;
