import type { Card } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Offer, Programme } from "../../programme/schema.ts";
import type { Use } from "../memberships/refund.rules.ts";
import { refundRight } from "../memberships/refund.rules.ts";
import type { MembershipState } from "../memberships/rules.ts";
import { isOver } from "../memberships/rules.ts";
import type { OrderState } from "../purchasing/rules.ts";

/**
 * Handbook §3.8. A case is asked for and decided at the desk, or comes into being on its way to the provider when the programme's rule lets the company
 * give back by itself. Beyond the rule one member of the desk proposes and another confirms.
 */
export const refund = machine("refund", {
  states: ["requested", "proposed", "paying", "refunded", "failed", "refused", "withdrawn"],
  initial: "requested",
  moves: {
    propose: { from: ["requested"], to: "proposed", by: "office.refunds" },
    approve: { from: ["requested"], to: "paying", by: "office.refunds" },
    confirm: { from: ["proposed"], to: "paying", by: "office.refunds" },
    takeBack: { from: ["requested"], to: "paying", by: "memberships.cancel" },
    refuse: { from: ["requested", "proposed"], to: "refused", by: "office.refunds" },
    withdraw: { from: ["requested", "proposed"], to: "withdrawn", by: "support.ask" },
    pay: { from: ["paying"], to: "refunded", by: "gateway" },
    fail: { from: ["paying"], to: "failed", by: "gateway" },
  },
});
export type RefundState = (typeof refund.states)[number];

export const origins = ["self", "request", "desk"] as const;
export type Origin = (typeof origins)[number];

export const tabs = ["toDecide", "underWay", "closed"] as const;
export type Tab = (typeof tabs)[number];

/** What is looked at, in the order in which it is read. */
export const checks = ["order", "membership", "days", "keyOpened", "seatAssigned", "payment"] as const;
export type CheckName = (typeof checks)[number];

export type Block =
  | "refunds.givenBack"
  | "refunds.underWay"
  | "refunds.renewedSince"
  | "refunds.renewalUnderWay"
  | "refunds.membershipOver"
  | "refunds.noRule"
  | "refunds.tooLate"
  | "refunds.keyOpened"
  | "refunds.aKeyOpened"
  | "refunds.seatAssigned"
  | "refunds.byHand"
  | "refunds.noProvider";

/** No exception helps against these: there is nothing left to give back, or no way to do it. */
const final: readonly Block[] = [
  "refunds.givenBack",
  "refunds.underWay",
  "refunds.renewedSince",
  "refunds.renewalUnderWay",
  "refunds.byHand",
  "refunds.noProvider",
];
export const isFinal = (code: Block): boolean => final.includes(code);

export type Facts = {
  readonly programme: Programme;
  readonly order: {
    readonly offerId: string;
    readonly state: OrderState;
    readonly placedOn: Day;
    readonly refundedOn: Day | null;
    /** The term that it paid for. */
    readonly term: number;
    /** Null for what was not paid by card. */
    readonly card: Card | null;
    /** Who captured it; null when no provider did. */
    readonly gateway: string | null;
  };
  readonly membership: {
    readonly state: MembershipState;
    readonly term: number;
    readonly endsOn: Day;
    readonly refunding: boolean;
    readonly renewing: boolean;
  };
  readonly uses: readonly Use[];
  /** The keys that were opened in the running term: the product in the reader's language, by whom, on which day. */
  readonly openedKeys: readonly { readonly product: string; readonly by: string; readonly on: Day }[];
  /** The provider of this house, if it has one. */
  readonly provider: string | undefined;
  /** The day on which it is asked for. */
  readonly askedOn: Day;
  readonly contact: string;
};

export type Check = { readonly name: CheckName; readonly against: readonly Refused<Block>[] };

const blocked = (rule: Offer["refund"] | undefined, what: string): boolean =>
  (rule?.blockedBy as readonly string[] | undefined)?.includes(what) ?? false;

function ofOrder({ order, membership }: Facts): Refused<Block>[] {
  if (order.state === "refunded") return [refuse("refunds.givenBack", { refundedOn: order.refundedOn ?? order.placedOn })];
  return membership.refunding ? [refuse("refunds.underWay")] : [];
}

function ofMembership({ order, membership }: Facts): Refused<Block>[] {
  const { state, term, endsOn, renewing } = membership;
  if (order.state === "refunded") return [];
  if (order.term < term) return [refuse("refunds.renewedSince", { endsOn })];
  if (renewing) return [refuse("refunds.renewalUnderWay")];
  return isOver(state) ? [refuse("refunds.membershipOver", { endsOn })] : [];
}

/** Handbook C8, counted to the day on which it was asked for: a desk that takes its time costs nobody a right. */
function ofDays({ programme, order, askedOn }: Facts): Refused<Block>[] {
  const rule = programme.offers.find(({ id }) => id === order.offerId)?.refund;
  if (!rule) return [refuse("refunds.noRule")];
  const right = refundRight(programme, { offerId: order.offerId, on: order.placedOn }, [], askedOn);
  return right.possible
    ? []
    : [refuse("refunds.tooLate", { count: rule.days, placedOn: order.placedOn, untilOn: right.until ?? order.placedOn })];
}

function ofUses(facts: Facts, what: "keyOpened" | "seatAssigned"): Refused<Block>[] {
  const { programme, order, uses, openedKeys } = facts;
  const use = uses.find((one) => one.what === what);
  if (!use || !blocked(programme.offers.find(({ id }) => id === order.offerId)?.refund, what)) return [];
  if (what === "seatAssigned") return [refuse("refunds.seatAssigned", { assignedOn: use.on })];
  if (openedKeys.length === 0) return [refuse("refunds.aKeyOpened", { openedOn: use.on })];
  return openedKeys.map(({ product, by, on }) => refuse("refunds.keyOpened", { product, name: by, openedOn: on }));
}

function ofPayment({ order, provider, contact }: Facts): Refused<Block>[] {
  if (order.gateway === null) return [refuse("refunds.byHand", { contact })];
  return order.gateway === provider ? [] : [refuse("refunds.noProvider", { contact })];
}

/** Everything that is looked at, and what of it stands against giving the price back. The desk, the page and the act itself read the same. */
export const checksOf = (facts: Facts): readonly Check[] => {
  const rule = facts.programme.offers.find(({ id }) => id === facts.order.offerId)?.refund;
  const all: readonly Check[] = [
    { name: "order", against: ofOrder(facts) },
    { name: "membership", against: ofMembership(facts) },
    { name: "days", against: ofDays(facts) },
    { name: "keyOpened", against: ofUses(facts, "keyOpened") },
    { name: "seatAssigned", against: ofUses(facts, "seatAssigned") },
    { name: "payment", against: ofPayment(facts) },
  ];
  return all.filter(({ name }) => (name === "keyOpened" || name === "seatAssigned" ? blocked(rule, name) : true));
};

export const blocksOf = (facts: Facts): readonly Refused<Block>[] => checksOf(facts).flatMap(({ against }) => against);

/** Whether the company may give it back by itself: the programme's rule approves, and nobody of the staff is asked. */
export function decideRefund(facts: Facts): Decision<null, Block> {
  const [first, ...also] = blocksOf(facts);
  return first === undefined ? accept(null) : also.length === 0 ? first : { ...first, also };
}

export type Standing = {
  readonly state: RefundState;
  readonly version: number;
  readonly askedBy: string;
  readonly proposedBy: string | null;
};

export type DeskRefusal =
  | "refunds.decidedAlready"
  | "refunds.changedMeanwhile"
  | "refunds.ownRequest"
  | "refunds.ownException"
  | "refunds.exceptionNeedsReason"
  | Block;

const seenAsItStands = (held: Standing, seen: number) => (held.version === seen ? accept(null) : refuse("refunds.changedMeanwhile"));

const undecided = (held: Standing, move: "approve" | "refuse") =>
  refund.can(held.state, move) || (move === "approve" && refund.can(held.state, "confirm"))
    ? accept(null)
    : refuse("refunds.decidedAlready");

/**
 * What an approval is: within the rule it is one; beyond the rule it is a proposal with its reason, and somebody else's confirmation. Nobody approves
 * what they have asked for.
 */
export function decideApproval(
  held: Standing,
  seen: number,
  me: string,
  blocks: readonly Refused<Block>[],
  exception: string,
): Decision<"approve" | "propose" | "confirm", DeskRefusal> {
  const open = undecided(held, "approve");
  if (!open.ok) return open;
  const read = seenAsItStands(held, seen);
  if (!read.ok) return read;
  const never = blocks.find(({ code }) => isFinal(code));
  if (never) return never;
  if (held.state === "proposed") {
    if (held.proposedBy === me) return refuse("refunds.ownException");
    return held.askedBy === me ? refuse("refunds.ownRequest") : accept("confirm");
  }
  if (blocks.length > 0) return exception.trim() === "" ? refuse("refunds.exceptionNeedsReason", {}, "/exception") : accept("propose");
  return held.askedBy === me ? refuse("refunds.ownRequest") : accept("approve");
}

export function decideRefusal(held: Standing, seen: number): Decision<null, "refunds.decidedAlready" | "refunds.changedMeanwhile"> {
  const open = undecided(held, "refuse");
  return open.ok ? seenAsItStands(held, seen) : open;
}
