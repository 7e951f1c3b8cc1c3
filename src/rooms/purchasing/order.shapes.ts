import { z } from "zod";
import { declineReasons } from "../../kit/cards.ts";
import { refundBlockers } from "../../programme/names.ts";
import { Day, DoorView, Id, Instant, Language, MoneyView } from "../../wire.ts";
import { order, steps } from "./rules.ts";
import { taxTreatments } from "./tax.rules.ts";

const AmountsView = z.object({
  /** The country whose price and tax these are. */
  country: z.object({ code: z.string(), name: z.string() }),
  net: MoneyView,
  /** Why it bears this tax: its country's rate, the buyer's own account, a certificate, or no such tax there. */
  treatment: z.enum(taxTreatments),
  /** The certificate of an exempt order. */
  exemption: z.string().nullable(),
  /** Decimal text: "0.20". */
  taxRate: z.string(),
  tax: MoneyView,
  total: MoneyView,
});

const RefundView = z.object({
  days: z.number().int(),
  /** The last day on which it may be asked, for an order that was placed, or would be placed today. */
  until: Day,
  /** What ends the right before that day. */
  blockedBy: z.array(z.enum(refundBlockers)),
});

const Highlight = z.object({ figure: z.number().int(), name: z.string(), detail: z.string() });

const CardView = z.object({ brand: z.string(), last4: z.string(), expMonth: z.number().int(), expYear: z.number().int() });

export const OfferTile = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  highlights: z.array(Highlight),
  termMonths: z.number().int(),
  maxPerAccount: z.number().int(),
  /** Null where the offer is not sold. */
  price: AmountsView.nullable(),
  requirements: z.array(z.object({ met: z.boolean(), text: z.string() })),
  refund: z.object({ days: z.number().int(), blockedBy: z.array(z.enum(refundBlockers)) }),
  moves: z.object({ buy: DoorView }),
});

/** How a term was paid, or is about to be. */
export const PaidBy = z.discriminatedUnion("by", [CardView.extend({ by: z.literal("card") }), z.object({ by: z.literal("transfer") })]);

export const Contact = z.object({ name: z.string(), phone: z.string(), email: z.string() });

/** The vendor's account to which an amount is transferred. */
const BankAccount = z.object({ holder: z.string(), bank: z.string(), iban: z.string(), bic: z.string() });

/** What a company sent to show that it has paid. */
export const ProofView = z.object({
  file: z.object({ name: z.string(), size: z.number().int() }),
  paidOn: Day,
  bankAccount: z.string(),
  reference: z.string(),
  by: z.string(),
  at: Instant,
});

export const MethodView = CardView.extend({ id: Id, usable: z.boolean(), addedBy: z.string(), addedAt: Instant });

const SoldTo = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string(),
  postalCode: z.string(),
  city: z.string(),
  country: z.string(),
  vatNumber: z.string(),
  /** The buyer's own number for purchases; empty when they use none. */
  poNumber: z.string(),
});

/** `starter`: the programme has names of its own for this one. */
const OfferRef = z.object({ id: z.string(), name: z.string(), subscriptionName: z.string(), starter: z.boolean() });
const TermsRef = z.object({ title: z.string(), version: z.string() });
const Term = z.object({ startsOn: Day, endsOn: Day, months: z.number().int() });

export const CartView = z.object({
  id: Id,
  version: z.number().int(),
  step: z.enum(steps),
  offer: OfferRef,
  /** The terms in force, and what this person accepted of them for this order. */
  terms: TermsRef.extend({ accepted: z.object({ version: z.string(), at: Instant }).nullable() }),
  method: MethodView.nullable(),
  /** Payment by transfer: whether it was chosen, whom to ask (filled in with who buys until then), the account, and how many days there are. */
  transfer: z.object({ chosen: z.boolean(), contact: Contact, bank: BankAccount.nullable(), days: z.number().int(), payUntil: Day }),
  soldTo: SoldTo,
  amounts: AmountsView,
  term: Term,
  /** The membership whose next term this is; null for a first one. */
  renews: Id.nullable(),
  /** Of a renewal: whether the person has gone on from its details. */
  details: z.object({ read: z.boolean() }),
  renewal: z.object({ automatic: z.boolean(), on: Day, reminderOn: Day }),
  refund: RefundView,
  /** The order of this cart: the latest one, if « Acheter » was pressed. */
  order: z
    .object({ id: Id, number: z.string(), state: z.enum(order.states), declined: z.enum(declineReasons).nullable(), transfer: z.boolean() })
    .nullable(),
  /** `buy` is « Acheter » or, by transfer, « Envoyer »; the other two are the ways to pay. */
  moves: z.object({ buy: DoorView, payByCard: DoorView, payByTransfer: DoorView }),
});

export const OrderView = z.object({
  id: Id,
  number: z.string(),
  state: z.enum(order.states),
  offer: OfferRef,
  membershipId: Id.nullable(),
  /** The membership whose next term it pays for; null for a first one. */
  renews: Id.nullable(),
  /** Placed by the house on the anniversary, on the strength of the order before. */
  automatic: z.boolean(),
  placedOn: Day,
  placedAt: Instant,
  closedAt: Instant.nullable(),
  refundedOn: Day.nullable(),
  amounts: AmountsView,
  term: Term,
  soldTo: SoldTo,
  paidBy: PaidBy,
  /** Of an order by transfer: what to write, where to pay, until when, and the proof that was sent. */
  transfer: z
    .object({
      partnerId: z.string(),
      reference: z.string(),
      contact: Contact,
      bank: BankAccount,
      payUntil: Day,
      activationHours: z.object({ least: z.number().int(), most: z.number().int() }),
      uploads: z.object({ types: z.array(z.string()), maxBytes: z.number().int() }),
      proof: ProofView.nullable(),
    })
    .nullable(),
  terms: TermsRef.extend({ language: Language, sha256: z.string(), acceptedBy: z.string(), acceptedAt: Instant, acceptedOn: Day }),
  boughtBy: z.object({ name: z.string(), me: z.boolean() }),
  refund: RefundView,
  declined: z.enum(declineReasons).nullable(),
  moves: z.object({ cancel: DoorView, prove: DoorView }),
});

/** An order of this account that waits for its transfer. */
export const WaitingOrder = z.object({
  orderId: Id,
  number: z.string(),
  offerId: z.string(),
  subscriptionName: z.string(),
  renews: Id.nullable(),
  state: z.enum(order.states),
  total: MoneyView,
  payUntil: Day,
});

/** Which version of the cart the writer has seen. */
export const version = z.number().int().min(1);

export const offerRefusals = {
  "purchasing.notMember": 409,
  "purchasing.requirementMissing": 409,
  "purchasing.notSoldInCountry": 409,
  "purchasing.alreadyOwned": 409,
  "purchasing.inFlight": 409,
  "purchasing.awaitingTransfer": 409,
  "purchasing.noPaymentProvider": 503,
  // Of the next term of a membership.
  "purchasing.alreadyRenewed": 409,
  "memberships.renewalTooEarly": 409,
  "memberships.renewalOver": 409,
  "memberships.renewalGone": 409,
  "memberships.cancelled": 409,
  "memberships.beingCancelled": 409,
} as const;

export const cartRefusals = {
  "purchasing.cartNotFound": 404,
  "purchasing.cartClosed": 409,
  "purchasing.alreadyOrdered": 409,
  "purchasing.cartChanged": 409,
} as const;

export const termsRefusals = { "purchasing.termsMissing": 409, "purchasing.termsChanged": 409 } as const;
