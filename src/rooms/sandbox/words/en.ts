import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "sandbox.backwards": "The clock only moves forward; it is {now}.",
  "sandbox.tooFar": "The clock moves at most {years} years at a time.",
};

export const screens: Catalog<typeof fr.screens> = {
  mailbox: "Captured mailbox",
  mailboxAnswer: "Everything the system sends in the sandbox arrives here, and nowhere else.",
  noMail: "No mail.",
  noMailWhy: "Enrol a company or place an order: the mail arrives at once.",
  sentTo: "To {to}, {at}",
  refusedByServer: "Refused by the mail server.",
};
