import type { Day, Instant } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Offer, Programme } from "../../programme/schema.ts";
import type { MembershipKind, Standing } from "./rules.ts";
import { isHeld, termOf } from "./rules.ts";

export type RenewalTerms = Offer["renewal"] | Programme["membership"]["renewal"];

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
  closesOn: addDays(anniversaryOn, "windowClosesDay" in terms ? terms.windowClosesDay : terms.graceDays),
  remindersOn: terms.reminderDays.map((day) => addDays(anniversaryOn, day)),
  chargesOn: ("chargeOnDay" in terms ? [terms.chargeOnDay, ...terms.retryDays] : []).map((day) => addDays(anniversaryOn, day)),
  keptUntil: addDays(anniversaryOn, terms.graceDays),
});

export type RenewalRefusal =
  | "memberships.renewalTooEarly"
  | "memberships.renewalOver"
  | "memberships.renewalGone"
  | "memberships.cancelled"
  | "memberships.beingCancelled";

/** Whether the next term may be bought today (handbook C4), and which one it is. A renewal in the window never shifts the anniversary. */
export function decideRenewal(
  held: Standing & { readonly term: number; readonly refundingAt: Instant | null },
  year: Year | undefined,
  today: Day,
): Decision<number, RenewalRefusal> {
  if (held.state === "cancelled") return refuse("memberships.cancelled");
  if (held.refundingAt !== null) return refuse("memberships.beingCancelled");
  if (!year) return refuse("memberships.renewalGone");
  if (today < year.opensOn) return refuse("memberships.renewalTooEarly", { opensOn: year.opensOn });
  if (today > year.closesOn || !isHeld(held, today)) return refuse("memberships.renewalOver", { closesOn: year.closesOn });
  return accept(held.term + 1);
}

/**
 * The network level is free: it is renewed from the day its window opens, and after its end on any day (handbook C10). Anniversaries stay
 * counted from the day of joining, so the next term is the one that runs today; within the window of its own end already, the one after it.
 */
export function decideNetworkRenewal(
  held: { readonly anchorOn: Day; readonly termMonths: number; readonly term: number; readonly endsOn: Day },
  terms: Programme["membership"]["renewal"],
  today: Day,
): Decision<number, "memberships.renewalTooEarly"> {
  const opensOn = (endsOn: Day) => addDays(endsOn, terms.windowOpensDay);
  if (today < opensOn(held.endsOn)) return refuse("memberships.renewalTooEarly", { opensOn: opensOn(held.endsOn) });
  let term = held.term + 1;
  while (today >= opensOn(termOf(held.anchorOn, held.termMonths, term).endsOn)) term++;
  return accept(term);
}

export type ConfirmationRefusal =
  | "memberships.profileUnconfirmed"
  | "memberships.agreementUnseen"
  | "memberships.profileChanged"
  | "memberships.agreementChanged"
  | "memberships.agreementNotAccepted";

/** What a person says before « Renouveler », beside what stands: both statements are about the very profile and text that they were shown. */
export function decideConfirmed(
  said: {
    readonly profileRight: boolean;
    readonly profileVersion: number;
    readonly agreementSeen: boolean;
    readonly agreementVersion: string;
  },
  stands: { readonly profileVersion: number; readonly agreementVersion: string; readonly accepted: boolean },
): Decision<null, ConfirmationRefusal> {
  const missing: Refused<ConfirmationRefusal>[] = [
    ...(said.profileRight ? [] : [refuse("memberships.profileUnconfirmed", {}, "/profileRight")]),
    ...(said.agreementSeen ? [] : [refuse("memberships.agreementUnseen", {}, "/agreementSeen")]),
  ];
  const [first, ...rest] = missing;
  if (first) return refuseAll([first, ...rest]);
  if (said.profileVersion !== stands.profileVersion) return refuse("memberships.profileChanged");
  if (said.agreementVersion !== stands.agreementVersion)
    return refuse("memberships.agreementChanged", { version: stands.agreementVersion });
  return stands.accepted ? accept(null) : refuse("memberships.agreementNotAccepted", { version: stands.agreementVersion });
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

type Sold = { readonly kind: MembershipKind; readonly offerId: string; readonly endsOn: Day };

/** The days around the anniversary that comes next; undefined for what its programme does not sell any more. */
export function yearIn(programme: Programme, { kind, offerId, endsOn }: Sold): Year | undefined {
  const terms = kind === "network" ? programme.membership.renewal : findOffer(programme, offerId)?.renewal;
  return terms && yearOf(endsOn, terms);
}

/** Which term may be bought today, if one may. */
export const renewalIn = (
  programme: Programme,
  row: Sold &
    Standing & { readonly anchorOn: Day; readonly termMonths: number; readonly term: number; readonly refundingAt: Instant | null },
  today: Day,
): Decision<number, RenewalRefusal> =>
  row.kind === "network"
    ? decideNetworkRenewal(row, programme.membership.renewal, today)
    : decideRenewal(row, yearIn(programme, row), today);
