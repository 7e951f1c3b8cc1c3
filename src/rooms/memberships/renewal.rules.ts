import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Offer } from "../../programme/schema.ts";
import type { MembershipKind } from "./rules.ts";

export type RenewalTerms = Offer["renewal"];

/** The days that count around an anniversary (handbook C4, C5, C7). All of them are counted from it. */
export type Year = {
  readonly anniversaryOn: Day;
  /** The first day on which it can be renewed by hand, and the last one. */
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly remindersOn: readonly Day[];
  readonly chargesOn: Day;
  /** The last day of the benefits of a membership that is not renewed. */
  readonly keptUntil: Day;
};

export const yearOf = (anniversaryOn: Day, terms: RenewalTerms): Year => ({
  anniversaryOn,
  opensOn: addDays(anniversaryOn, terms.windowOpensDay),
  closesOn: addDays(anniversaryOn, terms.windowClosesDay),
  remindersOn: terms.reminderDays.map((day) => addDays(anniversaryOn, day)),
  chargesOn: addDays(anniversaryOn, terms.chargeOnDay),
  keptUntil: addDays(anniversaryOn, terms.graceDays),
});

export type AutoRenewalRefusal =
  | "memberships.renewsByHand"
  | "memberships.autoRenewalIsOn"
  | "memberships.autoRenewalIsOff"
  | "memberships.autoRenewalLocked";

/** F-131 to F-133: on from the purchase, off on any day of the term, and on again by a renewal alone. */
export function decideAutoRenewal(
  held: { readonly kind: MembershipKind; readonly autoRenew: boolean },
  on: boolean,
): Decision<null, AutoRenewalRefusal> {
  if (held.kind === "network") return refuse("memberships.renewsByHand");
  if (on) return refuse(held.autoRenew ? "memberships.autoRenewalIsOn" : "memberships.autoRenewalLocked");
  return held.autoRenew ? accept(null) : refuse("memberships.autoRenewalIsOff");
}
