import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Offer } from "../../programme/schema.ts";
import type { MembershipKind, Standing } from "./rules.ts";
import { isHeld } from "./rules.ts";

export type RenewalTerms = Offer["renewal"];

/** The days that count around an anniversary (handbook C4, C5, C7). All of them are counted from it. */
export type Year = {
  readonly anniversaryOn: Day;
  /** The first day on which it can be renewed by hand, and the last one. */
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly remindersOn: readonly Day[];
  /** When the card is asked, first on the day of the programme and again after a refusal. */
  readonly chargesOn: readonly Day[];
  /** The last day of the benefits of a membership that is not renewed. */
  readonly keptUntil: Day;
};

export const yearOf = (anniversaryOn: Day, terms: RenewalTerms): Year => ({
  anniversaryOn,
  opensOn: addDays(anniversaryOn, terms.windowOpensDay),
  closesOn: addDays(anniversaryOn, terms.windowClosesDay),
  remindersOn: terms.reminderDays.map((day) => addDays(anniversaryOn, day)),
  chargesOn: [terms.chargeOnDay, ...terms.retryDays].map((day) => addDays(anniversaryOn, day)),
  keptUntil: addDays(anniversaryOn, terms.graceDays),
});

export type RenewalRefusal = "memberships.renewalTooEarly" | "memberships.renewalOver" | "memberships.renewalGone";

/** Whether the next term may be bought today (handbook C4), and which one it is. A renewal in the window never shifts the anniversary. */
export function decideRenewal(
  held: Standing & { readonly term: number },
  year: Year | undefined,
  today: Day,
): Decision<number, RenewalRefusal> {
  if (!year) return refuse("memberships.renewalGone");
  if (today < year.opensOn) return refuse("memberships.renewalTooEarly", { opensOn: year.opensOn });
  if (today > year.closesOn || !isHeld(held, today)) return refuse("memberships.renewalOver", { closesOn: year.closesOn });
  return accept(held.term + 1);
}

export type AutoRenewalRefusal =
  | "memberships.renewsByHand"
  | "memberships.autoRenewalIsOn"
  | "memberships.autoRenewalIsOff"
  | "memberships.autoRenewalLocked"
  | "memberships.ended";

/** F-131 to F-133: on from the purchase, off on any day of the term, and on again by a renewal alone. */
export function decideAutoRenewal(
  held: { readonly kind: MembershipKind; readonly autoRenew: boolean; readonly over: boolean },
  on: boolean,
): Decision<null, AutoRenewalRefusal> {
  if (held.kind === "network") return refuse("memberships.renewsByHand");
  if (held.over) return refuse("memberships.ended");
  if (on) return refuse(held.autoRenew ? "memberships.autoRenewalIsOn" : "memberships.autoRenewalLocked");
  return held.autoRenew ? accept(null) : refuse("memberships.autoRenewalIsOff");
}
