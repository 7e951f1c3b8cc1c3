import type { Card, DeclineReason } from "../../kit/cards.ts";
import { isExpired } from "../../kit/cards.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Money } from "../../kit/money.ts";
import { add } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { findCountry, priceIn, transferAccountIn } from "../../programme/programme.ts";
import type { Offer, Programme } from "../../programme/schema.ts";
import type { MembershipKind, Standing } from "../memberships/rules.ts";
import { isHeld } from "../memberships/rules.ts";
import type { Buyer, Tax } from "./tax.rules.ts";
import { taxOn } from "./tax.rules.ts";

/** What one person is about to buy for their company. */
export const cart = machine("cart", {
  states: ["open", "ordered", "left"],
  initial: "open",
  moves: {
    order: { from: ["open"], to: "ordered", by: "gateway" },
    leave: { from: ["open"], to: "left", by: "offers.buy" },
  },
});

/**
 * Handbook §3.7. By card: paid at once, declined, or abandoned because the provider never charged. By transfer: it waits for its money, which
 * the vendor's finance matches with it, until it is cancelled or its days are over; money that had arrived in time pays it even then. What was paid may be given back (§3.8).
 */
export const order = machine("order", {
  states: ["paying", "awaitingPayment", "proofSubmitted", "paid", "declined", "abandoned", "cancelled", "expired", "refunded"],
  initial: "paying",
  also: ["awaitingPayment"],
  moves: {
    pay: { from: ["paying"], to: "paid", by: "gateway" },
    decline: { from: ["paying"], to: "declined", by: "gateway" },
    abandon: { from: ["paying"], to: "abandoned", by: "gateway" },
    prove: { from: ["awaitingPayment", "proofSubmitted"], to: "proofSubmitted", by: "orders.manage" },
    match: { from: ["awaitingPayment", "proofSubmitted", "expired"], to: "paid", by: "office.payments" },
    cancel: { from: ["awaitingPayment", "proofSubmitted"], to: "cancelled", by: "orders.manage" },
    expire: { from: ["awaitingPayment", "proofSubmitted"], to: "expired", by: "clock" },
    refund: { from: ["paid"], to: "refunded", by: "gateway" },
  },
});
/** The state in which an order by transfer begins. */
export const AWAITING = "awaitingPayment" as const satisfies OrderState;
export type OrderState = (typeof order.states)[number];

/** One question to the provider: may this amount be captured? */
export const attempt = machine("paymentAttempt", {
  states: ["asked", "captured", "declined", "closed"],
  initial: "asked",
  moves: {
    capture: { from: ["asked"], to: "captured", by: "gateway" },
    decline: { from: ["asked"], to: "declined", by: "gateway" },
    close: { from: ["asked"], to: "closed", by: "gateway" },
  },
});

export type Amounts = Tax & {
  readonly country: string;
  readonly net: Money;
  readonly total: Money;
};

/** The price of one term for a buyer, with its tax rounded once; undefined where the offer is not sold. */
export function amountsFor(programme: Programme, offer: Offer, buyer: Buyer): Amounts | undefined {
  const net = priceIn(offer, buyer.country);
  const tax = net && taxOn(programme, net, buyer);
  return net && tax && { country: buyer.country, net, ...tax, total: add(net, tax.tax) };
}

export const sameAmounts = (a: Amounts, b: Amounts): boolean =>
  a.country === b.country &&
  a.treatment === b.treatment &&
  a.exemption === b.exemption &&
  a.total.currency === b.total.currency &&
  a.net.minor === b.net.minor &&
  a.tax.minor === b.tax.minor &&
  a.total.minor === b.total.minor;

export type Situation = {
  readonly programme: Programme;
  readonly buyer: Buyer;
  /** Whether the company is an active member of the network. */
  readonly member: boolean;
  /** How many active memberships of this offer it has. */
  readonly owned: number;
  /** Who is paying for this offer at this moment. */
  readonly paying: string | undefined;
  /** The number of an order of this offer that waits for a transfer. */
  readonly awaiting: string | undefined;
  /** Whether this house has a payment provider at all. */
  readonly provider: boolean;
  readonly lang: Lang;
};

/** A membership of the company, as the rules about what it may buy look at it. */
export type OwnedRow = Standing & {
  readonly id: string;
  readonly kind: MembershipKind;
  readonly offerId: string;
  readonly anchorOn: Day;
  readonly termMonths: number;
  readonly term: number;
  readonly autoRenew: boolean;
  readonly refundingAt: Instant | null;
};

/** What the company is and has on a day; what is about to be renewed is no obstacle to itself. */
export const situationIn = (
  programme: Programme,
  lang: Lang,
  today: Day,
  offer: Offer,
  buyer: Buyer,
  {
    owned,
    paying,
    awaiting,
    provider,
    renews,
  }: Pick<Situation, "paying" | "awaiting" | "provider"> & { owned: readonly OwnedRow[]; renews?: string | undefined },
): Situation => ({
  ...{ programme, lang, buyer, paying, awaiting, provider },
  member: owned.some((row) => row.kind === "network" && isHeld(row, today)),
  owned: owned.filter((row) => row.kind === "offer" && row.offerId === offer.id && row.id !== renews && isHeld(row, today)).length,
});

/** Each requirement of an offer, met or not. Competencies are earned in a room that is not built yet: nobody has one. */
export const requirementsOf = (
  offer: Offer,
  { member }: Pick<Situation, "member">,
): readonly { kind: string; met: boolean; text: Offer["name"] }[] =>
  offer.requires.map(({ kind, text }) => ({ kind, text, met: kind === "networkMembership" && member }));

export type OfferRefusal =
  | "purchasing.notMember"
  | "purchasing.requirementMissing"
  | "purchasing.notSoldInCountry"
  | "purchasing.alreadyOwned"
  | "purchasing.inFlight"
  | "purchasing.awaitingTransfer"
  | "purchasing.noPaymentProvider";

/** Whether this company may buy this offer now, whoever asks: the rule of the tile, of the checkout and of « Acheter » alike. */
export function decideOffer(offer: Offer, now: Situation): Decision<Amounts, OfferRefusal> {
  const { programme, lang, buyer } = now;
  const unmet = requirementsOf(offer, now).filter(({ met }) => !met);
  if (unmet.some(({ kind }) => kind === "networkMembership")) return refuse("purchasing.notMember");
  if (unmet.length > 0)
    return refuse("purchasing.requirementMissing", { count: unmet.length, missing: unmet.map(({ text }) => text[lang]) });

  const amounts = amountsFor(programme, offer, buyer);
  if (!amounts) {
    const { country } = buyer;
    return refuse("purchasing.notSoldInCountry", { country: findCountry(programme, country)?.name[lang] ?? country });
  }
  if (now.owned >= offer.maxPerAccount) return refuse("purchasing.alreadyOwned", { count: offer.maxPerAccount });
  if (now.paying !== undefined) return refuse("purchasing.inFlight", { name: now.paying });
  if (now.awaiting !== undefined) return refuse("purchasing.awaitingTransfer", { number: now.awaiting });
  if (!now.provider && !transferAccountIn(programme, amounts.total.currency))
    return refuse("purchasing.noPaymentProvider", { contact: programme.operator.email });

  return accept(amounts);
}

/** `details` is a renewal's first step: what is about to be renewed, before its terms. */
export const steps = ["details", "terms", "payment", "order", "done"] as const;
export type Step = (typeof steps)[number];

export type CartFacts = {
  readonly state: (typeof cart.states)[number];
  /** The version accepted for this order, if any, and the one in force. */
  readonly accepted: string | undefined;
  readonly inForce: string;
  readonly card: Card | undefined;
  /** Chosen instead of a card: whether the vendor has an account in the currency. Null while no transfer was chosen. */
  readonly transfer: boolean | null;
  /** A renewal whose details the person has not gone on from. */
  readonly unread: boolean;
  /** The amounts that the person was shown, and those of today. */
  readonly shown: Amounts;
  readonly amounts: Amounts;
};

/** Terms before payment, payment before the order: the first step that is not done. */
export const stepOf = ({ state, accepted, inForce, card, transfer, unread }: CartFacts, today: Day): Step =>
  state === "ordered"
    ? "done"
    : unread
      ? "details"
      : accepted !== inForce
        ? "terms"
        : transfer || (card !== undefined && !isExpired(card, today))
          ? "order"
          : "payment";

export type PaymentRefusal = "purchasing.termsMissing" | "purchasing.termsChanged";

/** A payment method is chosen only after the terms in force were accepted. */
export function decidePayment({ accepted, inForce }: Pick<CartFacts, "accepted" | "inForce">): Decision<true, PaymentRefusal> {
  if (accepted === undefined) return refuse("purchasing.termsMissing");
  if (accepted !== inForce) return refuse("purchasing.termsChanged", { version: inForce });
  return accept(true);
}

export type BuyRefusal =
  | PaymentRefusal
  | "purchasing.methodMissing"
  | "purchasing.methodExpired"
  | "purchasing.transferNotHere"
  | "purchasing.priceChanged";

/** The last look before a card is charged, or an order sent that is paid by transfer: everything the person saw is still so. */
export function decideBuy(facts: CartFacts, today: Day, write: (amount: Money) => string): Decision<Amounts, BuyRefusal> {
  const terms = decidePayment(facts);
  if (!terms.ok) return terms;
  if (facts.transfer === false) return refuse("purchasing.transferNotHere", { currency: facts.amounts.total.currency });
  if (!facts.card && !facts.transfer) return refuse("purchasing.methodMissing");
  if (facts.card && isExpired(facts.card, today)) return refuse("purchasing.methodExpired", { last4: facts.card.last4 });
  if (!sameAmounts(facts.shown, facts.amounts)) {
    return refuse("purchasing.priceChanged", { was: write(facts.shown.total), now: write(facts.amounts.total) });
  }
  return accept(facts.amounts);
}

/** How the provider's no is answered. */
export const declineRefusals = {
  declined: "purchasing.cardDeclined",
  insufficientFunds: "purchasing.insufficientFunds",
  cardExpired: "purchasing.cardExpired",
  cvcWrong: "purchasing.cvcWrong",
  processingError: "purchasing.processingError",
  authenticationNeeded: "purchasing.authenticationNeeded",
} as const satisfies Record<DeclineReason, string>;

export const declineRefusal = (reason: DeclineReason): Refused<(typeof declineRefusals)[DeclineReason]> => refuse(declineRefusals[reason]);

/** Handbook C8: the last day on which a refund may be asked, counted from the purchase. Day 30 passes, day 31 does not. */
export const refundUntil = (placedOn: Day, refund: Offer["refund"]): Day => addDays(placedOn, refund.days);
