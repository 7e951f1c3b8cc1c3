import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "programmes.notFound": "There is no such programme here.",
  "programmes.networkItself": "A company joins the network by enrolling: there is nothing else to ask for.",
  "programmes.already": "Your company is enrolled already, or its enrolment is under way: {programme}.",
  "programmes.programmeMissing": "Enrol your company in this programme first: {programme}.",
  "programmes.countryClosed": "This programme is not open to the country of your {label.partnerId} {partnerId}: {country}.",
  "programmes.roleNeeded": "This programme needs the {needs} role.",
  "programmes.networkStays": "The network membership is not left from here: ask support for it.",
  "programmes.notEnrolled": "Your company is not enrolled in this programme: {programme}.",
  "programmes.othersRest": "Other programmes rest on this one. Leave them first: {programmes}.",
  "programmes.enrolmentNotFound": "There is no such enrolment.",
  "programmes.moved": "This enrolment has changed since you read it. Read it again, then decide.",
  "programmes.wrongState": "This decision does not fit the state of the enrolment.",
  "programmes.reasonNeeded": "Tell the company why: they will read this sentence.",
  "programmes.menuNotEnrolled": "The company is not enrolled in it. These people can enrol it: {names}.",
  "programmes.menuApplying": "The application waits for the company’s verification to end. These people can answer it: {names}.",
  "programmes.menuExamined": "{label.vendor}’s team is examining the application; an e-mail will bring their decision.",
  "programmes.menuQualified": "The agreement remains to be accepted. These people can accept it: {names}.",
  "programmes.menuSuspended": "{label.vendor}’s team has suspended the enrolment, and can reinstate it.",
  "programmes.menuNetworkUnsigned":
    "The company is not yet a member {label.ofTheNetwork}: the {label.networkAgreement} remains to be signed. These people can sign it: {names}.",
  "programmes.menuNetworkRejected":
    "The company’s verification is rejected, and its membership suspended with it. These people can answer it: {names}.",
  "programmes.menuRole": "These people can give you one of these roles: {names}.",
};

export const facts: Catalog<typeof fr.facts> = {
  "enrolment.applying": "Enrolment requested: {name}",
  "enrolment.pendingVerification": "Enrolment to be examined: {name}",
  "enrolment.qualified": "Enrolment accepted, agreement to sign: {name}",
  "enrolment.active": "Enrolment active: {name}",
  "enrolment.suspended": "Enrolment suspended: {name}",
  "enrolment.reinstated": "Enrolment reinstated: {name}",
  "enrolment.rejected": "Enrolment rejected: {name}",
  "enrolment.left": "Programme left: {name}",
};

export const requirements: Catalog<typeof fr.requirements> = {
  network: "Membership {label.ofTheNetwork}",
  "network.unsigned": "The {label.networkAgreement} is not signed yet.",
  "network.rejected": "Your company’s verification is rejected: the membership is suspended.",
  authorized: "An “Authorised” verification",
  "authorized.pending": "Your verification is “Pending”. You can enrol: the application goes on as soon as it ends.",
  "authorized.actionNeeded": "Your verification has “action needed”. You can enrol: the application goes on as soon as it ends.",
  "authorized.rejected": "Your verification is “Rejected”.",
  staffApproval: "The approval of {label.vendor}’s team",
  "staffApproval.why": "They examine the application once you have enrolled.",
  agreement: "Acceptance of: {title}",
  "agreement.why": "The agreement is accepted once the other conditions are met.",
  role: "Enrolment by the {needs} role",
  "role.why": "You have: {held}.",
  "role.none": "no role",
  programme: "Enrolment in the {programme} programme",
  "programme.why": "Your company is not active in it.",
  country: "A {label.partnerId} in your own country: {partnerId}, {country}",
  "country.why": "The programme is not open in this country: {country}.",
  "country.any": "A {label.partnerId} in the company’s own country",
};

export const mails: Catalog<typeof fr.mails> = {
  "qualified.subject": "Enrolment accepted, agreement to sign: {programme}",
  "qualified.text": "{company} meets the conditions of this programme: {programme}.",
  "qualified.next": "What remains is to accept the programme’s agreement. The enrolment is active as soon as you do.",
  "active.subject": "Enrolment active: {programme}",
  "active.text": "{company} is enrolled in this programme: {programme}.",
  "active.next": "Its pages stand in the menu of everybody who has one of its roles.",
  "rejected.subject": "Enrolment rejected: {programme}",
  "rejected.text": "The enrolment of {company} was not accepted: {programme}.",
  "rejected.next": "You can apply again once the reason is gone. The rest of your account is not affected.",
  "suspended.subject": "Enrolment suspended: {programme}",
  "suspended.text": "The enrolment of {company} is suspended: {programme}. Its pages are closed.",
  "suspended.next": "Nothing is deleted: everything returns when the enrolment is reinstated. The rest of your account is not affected.",
  "reinstated.subject": "Enrolment reinstated: {programme}",
  "reinstated.text": "The enrolment of {company} is active again: {programme}.",
  "reinstated.next": "Its pages are back in the menu.",
  reason: "Reason given by the team: {reason}",
  "action.agreement": "Read and accept the agreement",
  "action.programme": "Open the programme",
  footer: "This message concerns the {company} account.",
};
