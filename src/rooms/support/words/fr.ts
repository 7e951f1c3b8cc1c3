export const states = {
  open: "Ouverte",
  attentionNeeded: "À vous de répondre",
  closed: "Close",
  reopened: "Rouverte",
} as const;

/** The same, as the vendor's staff read them. */
export const deskStates = {
  open: "À traiter",
  attentionNeeded: "Chez le partenaire",
  closed: "Close",
  reopened: "Rouverte",
} as const;

export const refusals = {
  "support.noSuchRequest":
    "Cette demande n’est pas parmi celles que vous pouvez lire : les vôtres, et celles de toute l’entreprise avec le rôle {role}.",
  "support.notThere": "Cette demande n’existe pas.",
  "support.noSuchFile": "Ce fichier n’est pas dans cette demande.",
  "support.unknownTopic": "Ce type de problème n’est pas de la liste. Choisissez-en un.",
  "support.unknownSeverity": "Choisissez une gravité de la liste.",
  "support.wrongEntrance": "Ce type de problème ne prend pas les demandes d’annulation.",
  "support.cancelWhat": "Dites quel abonnement ou quelle commande vous voulez annuler.",
  "support.unknownAbout": "Cette adhésion ou cette commande n’est pas de celles que vous pouvez lire dans ce compte.",
  "support.unknownReason": "Choisissez un motif de la liste.",
  "support.tooManyToday":
    "Vous avez ouvert {most} demandes aujourd’hui. Écrivez la suite dans l’une d’elles ; vous pourrez en ouvrir demain.",
  "support.closedAlready": "Cette demande est close. Rouvrez-la pour écrire la suite.",
  "support.notClosed": "Cette demande n’est pas close : écrivez la suite ici même.",
  "support.reopenOver": "Se rouvrait pendant {days} jours, jusqu’au {lastOn}. Ouvrez une nouvelle demande et citez le numéro de celle-ci.",
  "support.changedMeanwhile": "Un message vient d’arriver dans cette demande. Lisez-le, puis décidez. Votre texte est gardé ici.",
  "support.heldByOther": "Cette demande est prise. Par : {name}. Reprenez-la d’abord, si vous en êtes d’accord.",
  "support.notOfTheDesk": "Choisissez une personne du bureau du support.",
  "support.fileMissing": "Choisissez un fichier.",
  "support.fileEmpty": "Ce fichier est vide. Joignez le document lui-même.",
  "support.fileTooBig": "Ce fichier pèse {size}. Accepté : {max} au plus.",
  "support.fileIsProgram": "Ce fichier est un programme. Acceptés : {types}, {max} au plus.",
  "support.fileNotAccepted": "Ce fichier n’est pas d’un format accepté. Acceptés : {types}, {max} au plus.",
  "support.tooManyWaiting": "{count} fichiers attendent déjà d’être envoyés. Envoyez votre message, ou retirez-en.",
  "support.tooManyFiles": "{count} fichiers pour un message. Accepté : {most} au plus. Envoyez le reste dans un second message.",
  "support.fileGone": "Un de ces fichiers n’est plus là, ou est déjà envoyé. Joignez-le à nouveau.",
  "support.badCursor": "Cette suite de liste n’existe pas. Repartez du début.",
} as const;

/** What the activity list says. */
export const facts = {
  "serviceRequest.opened": "Demande de service {number} ouverte",
  "serviceRequest.written": "Message ajouté à la demande de service {number}",
  "serviceRequest.answered": "Réponse du support à la demande de service {number}",
  "serviceRequest.asked": "Précision attendue pour la demande de service {number}",
  "serviceRequest.closed": "Demande de service {number} close",
  "serviceRequest.reopened": "Demande de service {number} rouverte",
} as const;

/** Facts that only the vendor's staff read. */
export const officeFacts = {
  "serviceRequest.claimed": "Demande prise",
  "serviceRequest.takenOver": "Demande reprise à {from}",
  "serviceRequest.handedOver": "Demande confiée à {to}",
} as const;

export const about = {
  order: "Commande {number}",
} as const;

export const mails = {
  greeting: "Bonjour {name},",
  footer: "Ce message concerne le compte {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  act: "Ouvrir la demande",
  number: "Numéro",
  matter: "Objet",
  topic: "Type de problème",
  answerBy: "Notre réponse au plus tard",
  more: "La suite se lit dans la demande.",
  reply: "Répondez dans la demande : un e-mail envoyé à cette adresse n’y arrive pas.",
  "received.subject": "Demande {number} reçue : {subject}",
  "received.heading": "Nous avons reçu votre demande",
  "received.text": "Elle porte le numéro {number}. Donnez-le si vous nous appelez.",
  "received.follow": "Vous pouvez y ajouter des messages et des fichiers à tout moment.",
  "updated.subject": "Demande {number}, des nouvelles : {subject}",
  "updated.heading": "Il y a du nouveau dans votre demande",
  "asked.subject": "Demande {number}, il nous faut votre réponse (à vous) : {subject}",
  "asked.heading": "Il nous faut votre réponse",
  "closed.subject": "Demande {number} close : {subject}",
  "closed.heading": "Votre demande est close",
  "closed.reopen": "Si le problème demeure, rouvrez-la dans les {days} jours qui suivent le {day}.",
  said: "{name} a écrit, {at} :",
  asked: "{name} attend une précision, {at} :",
  ended: "{name} a clos la demande, {at}.",
  reopened: "{name} a rouvert la demande, {at} :",
} as const;
