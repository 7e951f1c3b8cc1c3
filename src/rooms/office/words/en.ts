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
  answer: "What the house will do by itself, what is late, what failed.",
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
  nobody: "the house",
};

/** What each kind of dated job does, for people. */
export const kinds: Catalog<typeof fr.kinds> = {
  "mail.send": "Sending an e-mail",
  "memberships.startNetwork": "Start of the network membership",
  "agreements.makeDocument": "Sealing of a signed agreement",
  "benefits.grant": "Granting of benefits",
  "seats.make": "Opening of seats",
  "seats.freeOf": "Freeing of a person’s seats",
};
