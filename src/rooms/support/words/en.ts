import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const states: Catalog<typeof fr.states> = {
  open: "Open",
  attentionNeeded: "Attention needed",
  closed: "Closed",
  reopened: "Reopened",
};

export const deskStates: Catalog<typeof fr.deskStates> = {
  open: "To answer",
  attentionNeeded: "With the partner",
  closed: "Closed",
  reopened: "Reopened",
};

export const refusals: Catalog<typeof fr.refusals> = {
  "support.noSuchRequest": "This request is not among those you may read: your own, and the whole company’s with the {role} role.",
  "support.notThere": "This request does not exist.",
  "support.noSuchFile": "This file is not in this request.",
  "support.unknownTopic": "This type of problem is not in the list. Choose one.",
  "support.unknownSeverity": "Choose a severity from the list.",
  "support.wrongEntrance": "This type of problem does not take requests to cancel.",
  "support.cancelWhat": "Say which subscription or order you want to cancel.",
  "support.unknownAbout": "This membership or order is not among those you may read in this account.",
  "support.unknownReason": "Choose a reason from the list.",
  "support.tooManyToday": "You have opened {most} requests today. Write on in one of them; you can open more tomorrow.",
  "support.closedAlready": "This request is closed. Reopen it to write on.",
  "support.notClosed": "This request is not closed: write on right here.",
  "support.reopenOver": "Could be reopened for {days} days, until {lastOn}. Open a new request and quote this one’s number.",
  "support.changedMeanwhile": "A message has just arrived in this request. Read it, then decide. Your text is kept here.",
  "support.heldByOther": "This request is taken. By: {name}. Take it over first, if they agree.",
  "support.notOfTheDesk": "Choose a person of the support desk.",
  "support.fileMissing": "Choose a file.",
  "support.fileEmpty": "This file is empty. Attach the document itself.",
  "support.fileTooBig": "This file is {size}. Accepted: up to {max}.",
  "support.fileIsProgram": "This file is a program. Accepted: {types}, up to {max}.",
  "support.fileNotAccepted": "This file is not of an accepted format. Accepted: {types}, up to {max}.",
  "support.tooManyWaiting": "{count} files are already waiting to be sent. Send your message, or remove some.",
  "support.tooManyFiles": "{count} files for one message. Accepted: up to {most}. Send the rest in a second message.",
  "support.fileGone": "One of these files is no longer there, or was sent already. Attach it again.",
  "support.badCursor": "There is no such continuation of the list. Start again from the top.",
};

export const facts: Catalog<typeof fr.facts> = {
  "serviceRequest.opened": "Service request {number} opened",
  "serviceRequest.written": "Message added to service request {number}",
  "serviceRequest.answered": "Support answered service request {number}",
  "serviceRequest.asked": "More detail needed for service request {number}",
  "serviceRequest.closed": "Service request {number} closed",
  "serviceRequest.reopened": "Service request {number} reopened",
};

export const officeFacts: Catalog<typeof fr.officeFacts> = {
  "serviceRequest.claimed": "Request taken",
  "serviceRequest.takenOver": "Request taken over from {from}",
  "serviceRequest.handedOver": "Request handed over to {to}",
};

export const about: Catalog<typeof fr.about> = {
  order: "Order {number}",
};

export const mails: Catalog<typeof fr.mails> = {
  greeting: "Hello {name},",
  footer: "This message is about the account {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  act: "Open the request",
  number: "Number",
  matter: "Subject",
  topic: "Problem type",
  answerBy: "Our answer by",
  more: "The rest can be read in the request.",
  reply: "Reply in the request: an e-mail sent to this address does not get there.",
  "received.subject": "Request {number} received: {subject}",
  "received.heading": "We have received your request",
  "received.text": "Its number is {number}. Give it if you call us.",
  "received.follow": "You can add messages and files at any time.",
  "updated.subject": "Request {number}, news: {subject}",
  "updated.heading": "There is news in your request",
  "asked.subject": "Request {number}, we need your answer (your turn): {subject}",
  "asked.heading": "We need your answer",
  "closed.subject": "Request {number} closed: {subject}",
  "closed.heading": "Your request is closed",
  "closed.reopen": "If the problem remains, reopen it within {days} days of {day}.",
  said: "{name} wrote, {at}:",
  asked: "{name} needs more detail, {at}:",
  ended: "{name} closed the request, {at}.",
  reopened: "{name} reopened the request, {at}:",
};
