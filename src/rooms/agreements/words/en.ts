import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "agreements.notFound": "This agreement is not signed here, or does not exist in this programme.",
  "agreements.acceptanceNotFound": "This account has no such signed agreement.",
  "agreements.authorityMissing": "Tick the declaration: without the authority to sign, the agreement cannot be accepted.",
  "agreements.textChanged": "The agreement has changed since you opened it. Read version {version} again, then accept it.",
  "agreements.alreadySigned": "This version is accepted already: {name}, on {acceptedAt}.",
};

export const facts: Catalog<typeof fr.facts> = {
  "agreement.signed": "Agreement accepted, version {version}",
};

export const paper: Catalog<typeof fr.paper> = {
  authority: "I declare that I have the authority to sign agreements on behalf of {company}.",
  reason: "Exact text of the accepted agreement",
};

export const mails: Catalog<typeof fr.mails> = {
  "signed.subject": "Agreement accepted: {title}",
  "signed.heading": "You have accepted the agreement",
  "signed.text": "On behalf of {company}, you have accepted: {title}.",
  "signed.copy": "The sealed copy of what you read stays at your disposal in {label.thePortal}.",
  "signed.version": "Version",
  "signed.at": "Date and time",
  "signed.by": "Signatory",
  "signed.action": "Open the signed agreement",
  "signed.notYou": "If this was not you, tell your account’s global administrator: somebody is using your name.",
  footer: "This message is about the account {company}.",
};

export const signing: Catalog<typeof fr.signing> = {
  stepTitle: "{label.networkAgreement}",
  answer: "Read and accept the {label.networkAgreementTerms}.",
  answerOther: "Read, then accept for {company}.",
  textTitle: "Text of the agreement",
  version: "Version {version}, in force since {day}",
  language: "Language of the text",
  french: "Français",
  english: "English",
  prevails: "If the texts differ, the French one prevails.",
  prevailsEnglish: "If the texts differ, the English one prevails.",
  who: "Who signs",
  company: "Company",
  partnerId: "{label.partnerId}",
  signer: "Signatory",
  authorityTitle: "Authority to sign agreements",
  accept: "Accept",
  tickMissing: "Tick this declaration to accept.",
  refuse: "Do not accept",
  consequence: "“Accept” binds {company}. Your name, the date and the time are recorded with the text.",
  ifNotTitle: "If you do not accept",
  ifNot:
    "Nothing is signed and nothing is lost. The account exists but stays closed: no users, no purchases, until the agreement is accepted.",
  keptTitle: "What we keep",
  kept: "The exact text, its version, who accepted it and when, in a sealed PDF that you can download at any time.",
  accepted: "Agreement accepted",
  alreadyTitle: "This agreement is accepted",
  already: "Accepted on {day} by {name}.",
  go: "Continue",
  open: "Open the signed agreement",
  leave: "Leave without accepting",
  back: "Back to the agreements",
};

export const screens: Catalog<typeof fr.screens> = {
  title: "Agreements",
  answer: "What your company has accepted, programme by programme.",
  caption: "Agreements by programme",
  agreement: "Agreement",
  version: "Version",
  signedOn: "Signed on",
  signedBy: "By",
  document: "Document",
  download: "Download",
  downloadOf: "Download: {title}, version {version}",
  openPdf: "Open the PDF",
  notSigned: "Not signed yet",
  read: "Read and accept",
  newer: "Version {version} has been in force since {day}. It binds your company only if you accept it.",
  pageAnswer: "Version {version}, signed on {day} by {name} for {company}.",
  textTitle: "Signed text",
  facts: "Signature",
  company: "Company",
  partnerId: "{label.partnerId}",
  signer: "Signatory",
  roles: "Roles on that day",
  noRole: "No role",
  moment: "Date and time",
  french: "French",
  english: "English",
  authority: "Authority declared",
  textDigest: "SHA-256 digest of the text",
  documentDigest: "SHA-256 digest of the PDF",
  copyDigest: "Copy the digest",
  making: "The sealed document is being made. It is there as soon as you ask for it.",
  checkTitle: "Check the seal",
  checkReader: "Open the PDF in a reader that shows signatures: it says that the document has not changed since {issuer} sealed it.",
  checkCommand: "Or, in a terminal, with the Poppler tools:",
  checkFingerprint: "Compare the certificate fingerprint that your reader shows with the one on this page.",
  checkChanged: "One changed byte, and the signature is no longer valid.",
  fingerprint: "SHA-256 fingerprint of the certificate",
  copyFingerprint: "Copy the fingerprint of the certificate",
  certificate: "Present certificate (PEM)",
};
