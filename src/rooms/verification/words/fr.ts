/** The overall state and that of one check, as badges. Handbook §3.2 and §8.2. */
export const states = {
  pending: "En attente",
  actionNeeded: "Actions en attente",
  rejected: "Rejeté",
  authorized: "Autorisé",
  "check.waiting": "Pas commencé",
  "check.pending": "En attente",
  "check.passed": "Autorisé",
  "check.rejected": "Rejeté",
  "check.documentNeeded": "Actions en attente",
} as const;

export const refusals = {
  "verification.emailConfirmed": "Cette adresse est déjà confirmée : il n’y a rien à renvoyer.",
  "verification.emailRejected": "Cette adresse a été rejetée. Indiquez-en une autre dans le profil juridique : le message y partira.",
  "verification.resendTooSoon": "Le message est parti il y a moins d’un jour ouvré. Vous pourrez le renvoyer à partir du {fromAt}.",
  "verification.resendTooOften":
    "Plusieurs messages sont déjà partis vers cette adresse. Vous pourrez en renvoyer un à partir du {fromAt}.",
  "verification.notOpen": "La vérification s’ouvre à l’instant. Réessayez dans quelques secondes.",
  "verification.noDocumentsHere": "Ce contrôle ne se prouve pas par un document : le contact principal confirme son adresse.",
  "verification.checkWaiting": "Ce contrôle n’a pas commencé : le contact principal doit d’abord confirmer son adresse.",
  "verification.checkPassed": "Ce contrôle est passé : aucun document n’est attendu.",
  "verification.tooManyDocuments": "{count} documents sont déjà reçus pour ce contrôle. Envoyez-les, ou attendez notre réponse.",
  "verification.fileMissing": "Choisissez un fichier.",
  "verification.fileEmpty": "Ce fichier est vide. Envoyez le document lui-même.",
  "verification.fileTooBig": "Ce fichier pèse {size}. Accepté : {max} au plus.",
  "verification.fileIsProgram": "Ce fichier est un programme, pas un PDF. Acceptés : {types}, {max} au plus.",
  "verification.fileNotAccepted": "Ce fichier n’est pas d’un format accepté. Acceptés : {types}, {max} au plus.",
  "verification.alreadyReceived": "Ce document est déjà reçu : {name}, le {receivedOn}.",
  "verification.unknownDocument": "Ce document n’est pas de ceux qui sont acceptés pour ce contrôle.",
  "verification.nothingToAnswer": "Rien n’attend de réponse de votre part.",
  "verification.nothingNew": "Il n’y a encore rien de nouveau à envoyer. Ajoutez un document, ou corrigez les données déclarées.",
  "verification.noTriesLeft":
    "Vos {tries} essais sont utilisés. Notre équipe vous appelle ; les documents que vous ajoutez lui parviennent.",
  "verification.noSuchDocument": "Ce document n’existe pas dans ce dossier.",
  "verification.noSuchLink": "Ce lien n’est pas valable. Vérifiez qu’il est entier, ou ouvrez-le depuis le message.",
  "verification.linkUsed": "Ce lien a déjà servi : l’adresse est confirmée.",
  "verification.linkReplaced": "Ce lien ne vaut plus : un message plus récent est parti, ou l’adresse du contact a changé.",
  "verification.linkExpired": "Ce lien est périmé. Demandez qu’il soit renvoyé depuis la page « Vérification ».",
  "verification.noSuchCase": "Ce dossier n’existe pas.",
  "verification.alreadyPassed": "Ce contrôle vient d’être autorisé. Par : {name}.",
  "verification.alreadyPassedByRule": "Ce contrôle est passé par une règle automatique.",
  "verification.alreadyRejected": "Ce contrôle vient d’être rejeté. Par : {name}.",
  "verification.alreadyAsked": "Un document vient d’être demandé pour ce contrôle. Par : {name}.",
  "verification.byMailOnly": "Seul le message reçu par le contact principal fait passer ce contrôle.",
  "verification.noRegistry": "Aucun registre n’est interrogé ici : comparez à la main, par exemple sur le site du registre du pays.",
  "verification.registryUnderWay": "La question est déjà partie au registre. Sa réponse s’affichera ici.",
  "verification.notConfirmedYet": "La vérification continue seulement après la confirmation du contact principal.",
  "verification.heldByOther": "Ce dossier est pris. Par : {name}. Reprenez-le d’abord, si vous en êtes d’accord.",
  "verification.dataChanged": "Les données déclarées viennent de changer (version {version}). Relisez-les avant de décider.",
  "verification.documentArrived": "Un document vient d’arriver pour ce contrôle. Lisez-le avant de décider.",
  "verification.unknownReason": "Choisissez un motif de la liste.",
  "verification.reasonDoesNotFit": "Ce motif ne va pas avec cette décision.",
  "verification.deadlineRange": "Choisissez un jour à venir, à {days} jours au plus.",
  "verification.notDecided": "Ce contrôle n’est pas décidé : il n’y a rien à rouvrir.",
  "verification.nothingOwed": "Nous ne vous devons pas de réponse en ce moment : il n’y a rien à relancer.",
  "verification.notLate": "Notre réponse est due le {dueOn}. Vous pourrez nous relancer le lendemain, si elle n’est pas arrivée.",
  "verification.alreadyEscalated": "Votre relance est reçue : {escalatedAt}. Le dossier passe avant les autres.",
  "verification.caseLinkOver": "Ce lien est périmé. Demandez-en un nouveau sur cette page : il part à la même adresse.",
  "verification.caseLinkMoved": "Ce lien ne vaut plus : cette adresse n’est plus celle du contact de l’entreprise.",
  "verification.caseLinkTooOften": "Plusieurs liens sont déjà partis. Attendez {minutes} min, ou cherchez le dernier message reçu.",
  "verification.portalOnly": "Cette action se fait {label.inThePortal}, avec un compte.",
  "verification.noSuchOverride": "Cette demande n’existe pas dans ce dossier.",
  "verification.overrideAnswered": "Cette demande a déjà sa réponse, ou le contrôle a changé depuis.",
  "verification.ownOverride": "Vous avez demandé cette réouverture : une autre personne de l’équipe doit l’approuver.",
  "verification.overrideWaiting": "Une réouverture est déjà demandée. Par : {name}. Une seconde personne décide.",
  "verification.badCursor": "Cette suite de liste n’existe pas. Repartez du début.",
} as const;

/** What the activity list and the thread of the case say. `{check}` is the name of its check, kept in both languages. */
export const facts = {
  "verification.opened": "Demande envoyée",
  "verification.mailSent": "Message de confirmation envoyé à {to}",
  "verification.contactAgreed": "Inscription confirmée par le contact principal, {name}",
  "verification.addressConfirmed": "Adresse confirmée : {email}",
  "verification.checkStarted": "{check} : contrôle commencé",
  "verification.checkPassed": "{check} : autorisé",
  "verification.checkRejected": "{check} : rejeté",
  "verification.documentAsked": "{check} : document ou correction demandé",
  "verification.documentReceived": "Document reçu : {file}",
  "verification.resubmitted": "Réponse envoyée, essai {try}",
  "verification.dataChanged": "Données déclarées modifiées, version {version}",
  "verification.deadlinePassed": "{check} : la date limite est passée, à nous de décider",
  "verification.overdue": "Délai dépassé de notre côté",
  "verification.escalated": "Retard signalé par l’entreprise",
  "verification.reopened": "{check} : contrôle rouvert",
  "verification.authorized": "Vérification terminée : compte autorisé",
} as const;

/** Facts that only the vendor's staff read. */
export const officeFacts = {
  "verification.claimed": "Dossier pris",
  "verification.takenOver": "Dossier repris à {from}",
  "verification.registryAsked": "Registre interrogé de nouveau",
  "verification.overrideAsked": "{check} : réouverture demandée, une seconde personne décide",
  "verification.overrideApproved": "{check} : réouverture approuvée par une seconde personne",
  "verification.overrideDeclined": "{check} : réouverture non approuvée",
} as const;

/** Why the register of companies gave no answer that can be set beside the declared data. */
export const registryWhy = {
  noMatch: "Le registre ne connaît aucune entreprise de ce nom ou de ce numéro.",
  several: "Plusieurs entreprises du registre répondent à cette question : aucune n’est retenue.",
  otherCompany: "Le registre a répondu pour une autre entreprise que celle demandée : sa réponse n’est pas retenue.",
  slow: "Le registre n’a pas répondu à temps.",
  down: "Le registre est injoignable.",
  tooLarge: "La réponse du registre est trop longue pour être lue.",
  unreadable: "La réponse du registre n’est pas lisible.",
  forbidden: "L’adresse du registre n’est pas de celles que la maison a le droit d’interroger.",
} as const;

export const fields = {
  legalName: "Dénomination sociale légale",
  registrationNumber: "Numéro d’immatriculation",
  address: "Adresse",
  city: "Commune",
  country: "Pays",
  contactEmail: "Adresse e-mail du contact principal",
  domain: "Domaine de l’adresse",
  directory: "Annuaire de l’entreprise",
} as const;

export const mails = {
  greeting: "Bonjour {name},",
  footer: "Ce message concerne le compte {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  answerers: { one: "Peut répondre {label.inThePortal} : {names}.", other: "Peuvent répondre {label.inThePortal} : {names}." },

  "confirm.subject": "Confirmez votre adresse pour {company}",
  "confirm.subjectAgain": "Rappel : confirmez votre adresse pour {company}",
  "confirm.subjectChanged": "Confirmez votre nouvelle adresse pour {company}",
  "confirm.heading": "Confirmez votre adresse",
  "confirm.first": "{company} s’inscrit {label.toTheNetwork} et vous désigne comme contact principal.",
  "confirm.again":
    "{company} s’inscrit {label.toTheNetwork} et vous désigne comme contact principal. Voici un nouveau lien ; les précédents ne servent plus.",
  "confirm.changed": "Les données juridiques de {company} ont changé, et cette adresse est désormais celle du contact principal.",
  "confirm.two": "En confirmant, vous déclarez deux choses :",
  "confirm.one": "(1) {statement}",
  "confirm.other": "(2) {statement}",
  "confirm.then": "La vérification de l’entreprise continue après votre confirmation, pas avant.",
  "confirm.act": "Lire et confirmer",
  "confirm.until": "Ce lien sert une fois, jusqu’au {until}. L’ouvrir ne confirme rien : seul le bouton de la page confirme.",
  "confirm.stranger": "Vous n’attendiez pas ce message ? Ne confirmez pas : sans vous, rien ne continue.",

  "case.personal": "Ce lien vous est personnel : il ouvre le dossier sans compte, jusqu’au {until}.",
  "case.subject": "Votre lien vers le dossier de {company}",
  "case.heading": "Le dossier de vérification",
  "case.text": "Voici un nouveau lien vers le dossier de vérification de {company} : ce qui a été comparé, ce qui manque, et où l’envoyer.",
  "case.act": "Ouvrir le dossier",
  "case.stranger": "Vous n’avez rien demandé ? Ce message ne change rien.",

  "ask.subject": "Vérification : un document ou une correction nous manque (à vous)",
  "ask.heading": "Il nous manque un document ou une correction",
  "ask.oneOf": { one: "Document attendu :", other: "Un seul de ces documents suffit :" },
  "ask.showingAll": "Il doit montrer {items}.",
  "ask.showingOne": "Il doit montrer {items} : l’un des deux suffit.",
  "ask.orCorrect": "Vous pouvez aussi corriger les données déclarées : seul ce contrôle sera refait.",
  "ask.act": "Répondre",
  "ask.later": "Passé cette date, nous décidons avec ce que nous avons. Vous pourrez encore envoyer des documents.",

  "passed.subject": "Vérification terminée : votre compte est autorisé",
  "passed.heading": "Votre compte est autorisé",
  "passed.text": "Les trois contrôles de {company} sont passés : {checks}. Les achats sont ouverts.",
  "passed.textUnsigned":
    "Les trois contrôles de {company} sont passés : {checks}. Les achats s’ouvriront quand le {label.networkAgreement} sera signé.",
  "passed.act": "Ouvrir la vue d’ensemble",

  "rejected.subject": "Vérification : le contrôle « {check} » n’est pas passé (à vous)",
  "rejected.subjectCalled": "Vérification : le contrôle « {check} » n’est pas passé (à notre équipe)",
  "rejected.heading": "Le contrôle « {check} » n’est pas passé",
  "rejected.correct": "Pour y remédier, corrigez les données déclarées.",
  "rejected.document": "Pour y remédier, envoyez un document.",
  "rejected.either": "Pour y remédier, l’un ou l’autre suffit : corriger les données déclarées, ou envoyer un document.",
  "rejected.tries": {
    one: "Il vous reste un essai, puis nous vous appelons.",
    other: "Il vous reste {count} essais, puis nous vous appelons.",
  },
  "rejected.called": "Vos {tries} essais sont utilisés : une personne de notre équipe vous appelle, au plus tard le {day}.",
  "rejected.act": "Voir ce qui a été comparé",

  "changed.subject": "{company} : les données juridiques ont changé",
  "changed.heading": "Les données juridiques ont changé",
  "changed.text": "Les données juridiques de {company} ont été modifiées le {day}. Seul ce qui a changé est vérifié de nouveau : {checks}.",
  "changed.kept": "Les autres contrôles restent acquis. Réponse au plus tard le {due}.",
  "changed.act": "Voir la vérification",
  "changed.stranger": "Cette modification vous surprend ? Prévenez {names}.",

  "fact.check": "Contrôle",
  "fact.rule": "Règle",
  "fact.deadline": "Date limite",
  "preview.none": "Aucun message ne part encore. Reste à décider : {checks}.",
} as const;

/** The two statements of the contact (seed 001: the mail verifies both). */
export const statements = {
  agreed: "Je suis à l’origine de l’inscription de {company}, ou j’accepte d’en être le contact principal.",
  owned: "L’adresse {email} appartient à {company}, et je lis ce qui y arrive.",
} as const;
export * from "./card.fr.ts";
export * from "./desk.fr.ts";
export * from "./page.fr.ts";
