import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const states: Catalog<typeof fr.states> = {
  pending: "Pending",
  actionNeeded: "Action needed",
  rejected: "Rejected",
  authorized: "Authorised",
  "check.waiting": "Not started",
  "check.pending": "Pending",
  "check.passed": "Authorised",
  "check.rejected": "Rejected",
  "check.documentNeeded": "Action needed",
};

export const refusals: Catalog<typeof fr.refusals> = {
  "verification.emailConfirmed": "This address is confirmed already: there is nothing to send again.",
  "verification.emailRejected": "This address was rejected. Give another one in the legal profile: the message will go there.",
  "verification.resendTooSoon": "The message left less than one working day ago. You can send it again from {fromAt}.",
  "verification.resendTooOften": "Several messages have left for this address already. You can send one again from {fromAt}.",
  "verification.notOpen": "The verification is just being opened. Try again in a few seconds.",
  "verification.noDocumentsHere": "No document proves this check: the primary contact confirms their address.",
  "verification.checkWaiting": "This check has not started: the primary contact has to confirm their address first.",
  "verification.checkPassed": "This check has passed: no document is expected.",
  "verification.tooManyDocuments": "{count} documents have been received for this check already. Send them, or wait for our answer.",
  "verification.fileMissing": "Choose a file.",
  "verification.fileEmpty": "This file is empty. Send the document itself.",
  "verification.fileTooBig": "This file is {size}. Accepted: up to {max}.",
  "verification.fileIsProgram": "This file is a program, not a PDF. Accepted: {types}, up to {max}.",
  "verification.fileNotAccepted": "This file is not in an accepted format. Accepted: {types}, up to {max}.",
  "verification.alreadyReceived": "This document has been received already: {name}, on {receivedOn}.",
  "verification.unknownDocument": "This document is not one that is accepted for this check.",
  "verification.nothingToAnswer": "Nothing is waiting for an answer from you.",
  "verification.nothingNew": "There is nothing new to send yet. Add a document, or correct the declared data.",
  "verification.noTriesLeft": "Your {tries} tries are used. Our team will call you; documents that you add reach them.",
  "verification.noSuchDocument": "This document does not exist in this case.",
  "verification.noSuchLink": "This link is not valid. Check that it is complete, or open it from the message.",
  "verification.linkUsed": "This link has been used: the address is confirmed.",
  "verification.linkReplaced": "This link no longer counts: a more recent message has left, or the contact’s address has changed.",
  "verification.linkExpired": "This link has expired. Ask for it to be sent again from the “Verification” page.",
  "verification.noSuchCase": "This case does not exist.",
  "verification.alreadyPassed": "{name} has just authorised this check.",
  "verification.alreadyPassedByRule": "This check has passed by an automatic rule.",
  "verification.alreadyRejected": "{name} has just rejected this check.",
  "verification.alreadyAsked": "{name} has just asked for a document for this check.",
  "verification.byMailOnly": "Only the message that the primary contact received makes this check pass.",
  "verification.noRegistry": "No register is asked here: compare by hand, for instance on the site of the country’s register.",
  "verification.registryUnderWay": "The question is already on its way to the register. Its answer will appear here.",
  "verification.notConfirmedYet": "The verification continues only after the primary contact’s confirmation.",
  "verification.heldByOther": "{name} has this case. Take it over first, if you both agree.",
  "verification.dataChanged": "The declared data have just changed (version {version}). Read them again before deciding.",
  "verification.documentArrived": "A document has just arrived for this check. Read it before deciding.",
  "verification.unknownReason": "Choose a reason from the list.",
  "verification.reasonDoesNotFit": "This reason does not go with this decision.",
  "verification.deadlineRange": "Choose a day to come, at most {days} days ahead.",
  "verification.notDecided": "This check has not been decided: there is nothing to reopen.",
  "verification.nothingOwed": "We owe you no answer at the moment: there is nothing to chase.",
  "verification.notLate": "Our answer is due on {dueOn}. You can chase us the day after, if it has not come.",
  "verification.alreadyEscalated": "We have your reminder: {escalatedAt}. The case goes before the others.",
  "verification.caseLinkOver": "This link has expired. Ask for a new one on this page: it goes to the same address.",
  "verification.caseLinkMoved": "This link no longer counts: this address is no longer that of the company’s contact.",
  "verification.caseLinkTooOften": "Several links have left already. Wait {minutes} min, or look for the latest message.",
  "verification.portalOnly": "This is done {label.inThePortal}, with an account.",
  "verification.noSuchOverride": "This request does not exist in this case.",
  "verification.overrideAnswered": "This request has been answered, or the check has changed since.",
  "verification.ownOverride": "You requested this reopening: another member of the team must approve it.",
  "verification.overrideWaiting": "{name} has already requested a reopening. A second person decides.",
  "verification.badCursor": "This part of the list does not exist. Start again from the beginning.",
};

export const facts: Catalog<typeof fr.facts> = {
  "verification.opened": "Request sent",
  "verification.mailSent": "Confirmation message sent to {to}",
  "verification.contactAgreed": "Enrolment confirmed by the primary contact, {name}",
  "verification.addressConfirmed": "Address confirmed: {email}",
  "verification.checkStarted": "{check}: check started",
  "verification.checkPassed": "{check}: authorised",
  "verification.checkRejected": "{check}: rejected",
  "verification.documentAsked": "{check}: document or correction requested",
  "verification.documentReceived": "Document received: {file}",
  "verification.resubmitted": "Answer sent, try {try}",
  "verification.dataChanged": "Declared data changed, version {version}",
  "verification.deadlinePassed": "{check}: the deadline has passed, our turn to decide",
  "verification.overdue": "We are late with our answer",
  "verification.escalated": "Delay reported by the company",
  "verification.reopened": "{check}: check reopened",
  "verification.authorized": "Verification complete: account authorised",
};

export const officeFacts: Catalog<typeof fr.officeFacts> = {
  "verification.claimed": "Case taken",
  "verification.takenOver": "Case taken over from {from}",
  "verification.registryAsked": "Register asked again",
  "verification.overrideAsked": "{check}: reopening requested, a second person decides",
  "verification.overrideApproved": "{check}: reopening approved by a second person",
  "verification.overrideDeclined": "{check}: reopening not approved",
};

export const registryWhy: Catalog<typeof fr.registryWhy> = {
  noMatch: "The register knows no company by this name or number.",
  several: "Several companies in the register answer to this: none of them is taken.",
  otherCompany: "The register answered about another company than the one asked for: its answer is not used.",
  slow: "The register did not answer in time.",
  down: "The register cannot be reached.",
  tooLarge: "The register’s answer is too long to be read.",
  unreadable: "The register’s answer cannot be read.",
  forbidden: "The register’s address is not one that this house may ask.",
};

export const fields: Catalog<typeof fr.fields> = {
  legalName: "Legal name",
  registrationNumber: "Registration number",
  address: "Address",
  city: "Town",
  country: "Country",
  contactEmail: "Primary contact’s e-mail address",
  domain: "Domain of the address",
  directory: "Company directory",
};

export const mails: Catalog<typeof fr.mails> = {
  greeting: "Hello {name},",
  footer: "This message concerns the account of {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  answerers: { one: "{names} can answer {label.inThePortal}.", other: "{names} can answer {label.inThePortal}." },

  "confirm.subject": "Confirm your address for {company}",
  "confirm.subjectAgain": "Reminder: confirm your address for {company}",
  "confirm.subjectChanged": "Confirm your new address for {company}",
  "confirm.heading": "Confirm your address",
  "confirm.first": "{company} is joining {label.theNetwork} and names you as its primary contact.",
  "confirm.again":
    "{company} is joining {label.theNetwork} and names you as its primary contact. Here is a new link; earlier ones no longer work.",
  "confirm.changed": "The legal data of {company} have changed, and this is now the address of its primary contact.",
  "confirm.two": "By confirming, you state two things:",
  "confirm.one": "(1) {statement}",
  "confirm.other": "(2) {statement}",
  "confirm.then": "The verification of the company continues after your confirmation, not before.",
  "confirm.act": "Read and confirm",
  "confirm.until": "This link works once, until {until}. Opening it confirms nothing: only the button on the page does.",
  "confirm.stranger": "You were not expecting this message? Do not confirm: without you, nothing continues.",

  "case.personal": "This link is yours alone: it opens the case without an account, until {until}.",
  "case.subject": "Your link to the case of {company}",
  "case.heading": "The verification case",
  "case.text": "Here is a new link to the verification case of {company}: what was compared, what is missing, and where to send it.",
  "case.act": "Open the case",
  "case.stranger": "You did not ask for this? This message changes nothing.",

  "ask.subject": "Verification: we need a document or a correction (your turn)",
  "ask.heading": "We need a document or a correction",
  "ask.oneOf": { one: "Document expected:", other: "Any one of these documents is enough:" },
  "ask.showingAll": "It must show {items}.",
  "ask.showingOne": "It must show {items}: either is enough.",
  "ask.orCorrect": "You can also correct the declared data: only this check will be done again.",
  "ask.act": "Answer",
  "ask.later": "After this day we decide with what we have. You will still be able to send documents.",

  "passed.subject": "Verification complete: your account is authorised",
  "passed.heading": "Your account is authorised",
  "passed.text": "All three checks of {company} have passed: {checks}. Purchases are open.",
  "passed.textUnsigned":
    "All three checks of {company} have passed: {checks}. Purchases will open once the {label.networkAgreement} is signed.",
  "passed.act": "Open the overview",

  "rejected.subject": "Verification: the “{check}” check has not passed (your turn)",
  "rejected.subjectCalled": "Verification: the “{check}” check has not passed (our turn)",
  "rejected.heading": "The “{check}” check has not passed",
  "rejected.correct": "To put it right, correct the declared data.",
  "rejected.document": "To put it right, send a document.",
  "rejected.either": "To put it right, either is enough: correct the declared data, or send a document.",
  "rejected.tries": { one: "You have one try left, then we call you.", other: "You have {count} tries left, then we call you." },
  "rejected.called": "Your {tries} tries are used: someone from our team will call you by {day}.",
  "rejected.act": "See what was compared",

  "changed.subject": "{company}: the legal data have changed",
  "changed.heading": "The legal data have changed",
  "changed.text": "The legal data of {company} were changed on {day}. Only what changed is verified again: {checks}.",
  "changed.kept": "The other checks stand. We answer by {due}.",
  "changed.act": "See the verification",
  "changed.stranger": "Does this change surprise you? Tell {names}.",

  "fact.check": "Check",
  "fact.rule": "Rule",
  "fact.deadline": "Deadline",
  "preview.none": "No message leaves yet. Still to be decided: {checks}.",
};

export const statements: Catalog<typeof fr.statements> = {
  agreed: "I enrolled {company}, or I agree to be its primary contact.",
  owned: "The address {email} belongs to {company}, and I read what arrives there.",
};
export * from "./card.en.ts";
export * from "./desk.en.ts";
export * from "./page.en.ts";
