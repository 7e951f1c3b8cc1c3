import type { Day } from "../../kit/dates.ts";
import { addMonths } from "../../kit/dates.ts";
import { machine } from "../../kit/machine.ts";
import type { Offer, Programme } from "../../programme/schema.ts";

/**
 * Handbook §3.4 and §3.5. Active from the moment it starts; past its anniversary without a renewal it is kept for some days with its benefits,
 * and then it ends. An order that was placed in time is honoured even when its payment is known later. What was given back is cancelled (§3.8).
 */
export const membership = machine("membership", {
  states: ["active", "grace", "expired", "cancelled"],
  initial: "active",
  moves: {
    lapse: { from: ["active"], to: "grace", by: "clock" },
    expire: { from: ["active", "grace"], to: "expired", by: "clock" },
    renew: { from: ["active", "grace", "expired"], to: "active", by: "offers.buy" },
    cancel: { from: ["active", "grace", "expired"], to: "cancelled", by: "gateway" },
  },
});
export type MembershipState = (typeof membership.states)[number];

export const membershipKinds = ["network", "offer"] as const;
export type MembershipKind = (typeof membershipKinds)[number];

export type Standing = { readonly state: MembershipState; readonly endsOn: Day; readonly keptUntil: Day };

/** What has ended by a move; the days alone may end it sooner. */
export const isOver = (state: MembershipState): boolean => state === "expired" || state === "cancelled";

/** How a membership stands on a day, whether or not its bell has rung yet. The anniversary itself belongs to the term. */
export function stateOn({ state, endsOn, keptUntil }: Standing, today: Day): MembershipState {
  if (isOver(state)) return state;
  return today > keptUntil ? "expired" : today > endsOn ? "grace" : state;
}

/** Whether its benefits can be used on a day. */
export const isHeld = (row: Standing, today: Day): boolean => !isOver(stateOn(row, today));

export type Term = { readonly startsOn: Day; readonly endsOn: Day };

/**
 * Term n of a membership: from one anniversary to the next. Both are counted from the anchor, so that a membership begun on 29 February
 * comes back to 29 February in leap years (handbook C6).
 */
export const termOf = (anchorOn: Day, termMonths: number, term: number): Term => ({
  startsOn: addMonths(anchorOn, termMonths * (term - 1)),
  endsOn: addMonths(anchorOn, termMonths * term),
});

/** Whether the programme's own names for its starter offer (« Activer votre … ») are about this one. */
export const isStarter = ({ labels }: Programme, offer: Offer): boolean => offer.subscriptionName.fr === labels.starterPackSubscription.fr;
