import type { Day } from "../../kit/dates.ts";
import { addDays, daysBetween } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";

/** Days the journal shows unless asked otherwise, and at most in one answer. Handbook §6. */
export const USUAL_DAYS = 30;
export const MOST_DAYS = 90;

/**
 * What a fact is about, by the beginning of its type: `user.added` is about people. What is not here is about something else.
 */
const subjectsByPrefix = {
  account: "account",
  network: "account",
  legalProfile: "profile",
  support: "profile",
  organisation: "profile",
  country: "profile",
  location: "locations",
  user: "users",
  invitation: "users",
  role: "users",
  directory: "users",
  agreement: "agreements",
  terms: "agreements",
  verification: "verification",
  offer: "purchases",
  cart: "purchases",
  order: "purchases",
  payment: "purchases",
  paymentMethod: "purchases",
  membership: "purchases",
  benefit: "benefits",
  key: "benefits",
  keys: "benefits",
  seat: "benefits",
  billing: "billing",
  invoice: "billing",
  creditNote: "billing",
  receipt: "billing",
  bankAccount: "billing",
  taxExemption: "billing",
  enrolment: "programmes",
  programme: "programmes",
} as const;
export const subjects = [...new Set(Object.values(subjectsByPrefix)), "other"] as const;
export type Subject = (typeof subjects)[number];

const prefixOf = (type: string): string => type.slice(0, type.indexOf("."));

/** The beginnings of the types that a subject gathers; null for what is about something else. */
export const prefixesOf = (subject: Subject): readonly string[] | null =>
  subject === "other"
    ? null
    : Object.keys(subjectsByPrefix).filter((prefix) => (subjectsByPrefix as Readonly<Record<string, Subject>>)[prefix] === subject);

export const subjectOf = (type: string): Subject => (subjectsByPrefix as Readonly<Record<string, Subject>>)[prefixOf(type)] ?? "other";

/** The first and the last day to show, both included. */
export function decideRange(
  asked: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  today: Day,
): Decision<{ readonly from: Day; readonly to: Day }, "company.daysReversed" | "company.tooManyDays"> {
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, 1 - USUAL_DAYS);
  if (from > to) return refuse("company.daysReversed", { fromOn: from, toOn: to });
  const days = daysBetween(from, to) + 1;
  return days > MOST_DAYS ? refuse("company.tooManyDays", { count: days, most: MOST_DAYS }) : accept({ from, to });
}
