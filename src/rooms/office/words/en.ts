import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "office.jobNotFound": "There is no such job.",
  "office.jobNotFailed": "This job has not failed: it is done, or still expected.",
};

export const facts: Catalog<typeof fr.facts> = {
  "job.repeated": "Failed job tried again",
};

export const screens: Catalog<typeof fr.screens> = {
  title: "Dated jobs",
  answer: "What the system will do by itself, what is late, what failed.",
  onTime: "Nothing is late.",
  lateBy: { one: "The latest one has been waiting for {count} minute.", other: "The latest one has been waiting for {count} minutes." },
  lists: "Lists of jobs",
  next: "Next",
  late: "Late",
  failed: "Failed",
  kind: "Job",
  company: "Company",
  due: "Due",
  tries: "Tries",
  error: "Last error",
  repeat: "Try again",
  repeated: "The job is being tried again.",
  emptyNext: "No job is expected.",
  emptyLate: "No job is late.",
  emptyFailed: "No job has failed.",
  nobody: "the system",
};

/** What each kind of dated job does, for people. */
export const kinds: Catalog<typeof fr.kinds> = {
  "files.clear": "Removal of a file",
  "team.clearImport": "Clearing of a file of invitations that nobody confirmed",
  "team.import": "Invitations from a file",
  "verification.deadline": "Last day for a document",
  "verification.registry": "Question to the company register",
  "verification.overdue": "End of our time for a verification",
  "team.rolesGiven": "Closing of role requests that were met",
  "verification.open": "Opening of a verification case",
  "verification.takeChange": "Verification again after a change",
  "agreements.review": "Review of a company’s agreement",
  "agreements.campaign": "Notices and reminders of a new version",
  "programmes.verified": "Enrolments after the verification",
  "programmes.signed": "Enrolments after the signature",
  "billing.followCountry": "Billing after a change of country",
  "purchasing.settle": "Settling a payment that got no answer",
  "support.tell": "News of a service request by e-mail",
  "support.clearFile": "Clearing away a file that was not sent",
  "listings.reindex": "Update of the partner finder",
  "mail.send": "Sending an e-mail",
  "people.mailPasswordReset": "Link for a new password",
  "security.tell": "Notice to people without a second factor",
  "security.measure": "Daily record of second factors",
  "recovery.mailRequest": "Account recovery link",
  "recovery.remind": "Reminder of an account recovery",
  "recovery.end": "End of the objection period",
  "recovery.lapse": "Account recovery without an answer",
  "memberships.startNetwork": "Start of the network membership",
  "agreements.makeDocument": "Sealing of a signed agreement",
  "benefits.grant": "Granting of benefits",
  "bankAccount.expire": "End of a bank account request",
  "taxExemption.expire": "End of a tax exemption",
  "seats.make": "Opening of seats",
  "seats.freeOf": "Freeing of a person’s seats",
};
