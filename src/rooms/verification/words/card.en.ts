import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./card.fr.ts";

export const card: Catalog<typeof fr.card> = {
  title: "Verification of the company",
  see: "See what is compared",
  answer: "Answer",
  since: "since {day}",
  emailSent: "Message sent to {email}. {name} has to confirm.",
  emailConfirmed: "Confirmed by {name} on {at}",
  waiting: "Starts once the primary contact’s address is confirmed",
  domainPassed: "The address is on {domain}, the company’s domain",
  employmentPending: "Someone from our team is checking the domain. Started on {day}",
  businessPending: "We are comparing your data with the register. Started on {day}",
  passedBy: "Authorised by {name} on {day}",
  passed: "Authorised on {day}",
  rejectedBy: "Rejected by {name} on {day}",
  asked: "A document or a correction is expected from you",
  nothing: "Nothing to do on your side.",
  by: "Answer by {day}",
  days: { one: "{count} working day", other: "{count} working days" },
  holiday: "{day} is a holiday",
  late: "We are late: our answer was due on {day}. Your case goes to the front of the queue.",
  called: "Your tries are used. Our team will call you by {day}.",
  confirmYours: "Open the message that arrived at {email}, then confirm.",
  confirmTheirs: "{name} has to confirm the address {email}, from the message received.",
  yours: "We need a document or a correction.",
};
