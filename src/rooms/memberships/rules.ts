import type { Day } from "../../kit/dates.ts";
import { addMonths } from "../../kit/dates.ts";
import { machine } from "../../kit/machine.ts";
import type { Offer, Programme } from "../../programme/schema.ts";

/** Handbook §3.4 and §3.5. A membership is active from the moment it starts; renewing and ending it are moves of their own. */
export const membership = machine("membership", { states: ["active"], initial: "active", moves: {} });
export type MembershipState = (typeof membership.states)[number];

export const membershipKinds = ["network", "offer"] as const;
export type MembershipKind = (typeof membershipKinds)[number];

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
