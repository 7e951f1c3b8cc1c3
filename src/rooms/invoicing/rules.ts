import type { Day } from "../../kit/dates.ts";
import { daysBetween } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";

/** What is issued for a paid order, and for what was paid back. Each kind has a series of numbers of its own. */
export const billingKinds = ["invoice", "creditNote", "receipt"] as const;
export type BillingKind = (typeof billingKinds)[number];

/** FA-2027-000001: the kind, the year of issue, and the place in it. */
export const numberOf = (series: string, year: number, place: number): string => `${series}-${year}-${String(place).padStart(6, "0")}`;

/** The year in whose series a document issued on this day is numbered. */
export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** The longest period of one export, in days: a leap year. */
const MOST_DAYS = 366;

/** The days of an export, both included. */
export function decidePeriod(asked: {
  readonly from: Day;
  readonly to: Day;
}): Decision<typeof asked, "invoicing.daysReversed" | "invoicing.tooManyDays"> {
  const { from, to } = asked;
  if (from > to) return refuse("invoicing.daysReversed", { fromOn: from, toOn: to }, "/to");
  const count = daysBetween(from, to) + 1;
  return count > MOST_DAYS ? refuse("invoicing.tooManyDays", { count, most: MOST_DAYS }, "/to") : accept(asked);
}

/** A credit note takes away: its amounts count against the others in a ledger. */
export const signOf = (kind: BillingKind): 1 | -1 => (kind === "creditNote" ? -1 : 1);
