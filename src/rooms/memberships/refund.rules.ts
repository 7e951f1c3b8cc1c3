import type { Day } from "../../kit/dates.ts";
import { addDays, daysBetween } from "../../kit/dates.ts";
import type { Programme } from "../../programme/schema.ts";

export type RefundRight = {
  /** The last day on which a refund may be asked, or null when nothing was paid. */
  readonly until: Day | null;
  readonly possible: boolean;
  readonly daysLeft: number;
};

/** What ends the right, and the day on which it first happened. */
export type Use = { readonly what: string; readonly on: Day };

/**
 * Handbook C8: at most so many days after the purchase (day 30 passes, day 31 does not), and nothing done that the programme's list
 * names. A sealed, unopened key is no use.
 */
export function refundRight(
  programme: Programme,
  bought: { readonly offerId: string; readonly on: Day },
  uses: readonly Use[],
  today: Day,
): RefundRight {
  const refund = programme.offers.find((offer) => offer.id === bought.offerId)?.refund;
  if (!refund) return { until: null, possible: false, daysLeft: 0 };
  const until = addDays(bought.on, refund.days);
  const used = uses.some((use) => (refund.blockedBy as readonly string[]).includes(use.what));
  return { until, possible: !used && today <= until, daysLeft: Math.max(0, daysBetween(today, until)) };
}
