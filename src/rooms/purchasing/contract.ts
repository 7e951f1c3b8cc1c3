import { z } from "zod";
import { declineReasons } from "../../kit/cards.ts";
import { contract } from "../../permissions.ts";
import { refundBlockers } from "../../programme/names.ts";
import { AccountParams, Day, DoorView, Id, Instant, Language, MoneyView, pageOf, pageQuery } from "../../wire.ts";
import { membership } from "../memberships/rules.ts";
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
  order: z.object({ id: Id, number: z.string(), state: z.enum(order.states), declined: z.enum(declineReasons).nullable() }).nullable(),
  moves: z.object({ buy: DoorView }),
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
  amounts: AmountsView,
  term: Term,
  soldTo: SoldTo,
  paidBy: CardView,
  terms: TermsRef.extend({ language: Language, sha256: z.string(), acceptedBy: z.string(), acceptedAt: Instant, acceptedOn: Day }),
  boughtBy: z.object({ name: z.string(), me: z.boolean() }),
  refund: RefundView,
  declined: z.enum(declineReasons).nullable(),
});

const MembershipParams = AccountParams.extend({ membershipId: Id });
const CartParams = AccountParams.extend({ cartId: Id });
/** Which version of the cart the writer has seen. */
const version = z.number().int().min(1);

const offerRefusals = {
  "purchasing.notMember": 409,
  "purchasing.requirementMissing": 409,
  "purchasing.notSoldInCountry": 409,
  "purchasing.alreadyOwned": 409,
  "purchasing.inFlight": 409,
  "purchasing.noPaymentProvider": 503,
  // Of the next term of a membership.
  "purchasing.alreadyRenewed": 409,
  "memberships.renewalTooEarly": 409,
  "memberships.renewalOver": 409,
  "memberships.renewalGone": 409,
} as const;

const cartRefusals = {
  "purchasing.cartNotFound": 404,
  "purchasing.cartClosed": 409,
  "purchasing.alreadyOrdered": 409,
  "purchasing.cartChanged": 409,
} as const;

const termsRefusals = { "purchasing.termsMissing": 409, "purchasing.termsChanged": 409 } as const;

export const purchasing = contract({
  offers: {
    summary: "The offers open to members, each with its price here, its requirements and whether this reader may buy it; and what is owned",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/offers",
    permit: "offers.view",
    params: AccountParams,
    reply: z.object({
      /** The network level; null for a company that is not an active member, which has no offers. */
      level: z.object({ name: z.string(), since: Day }).nullable(),
      country: z.object({ code: z.string(), name: z.string() }),
      /** Null where nothing is sold. */
      currency: z.string().nullable(),
      available: z.array(OfferTile),
      purchased: z.array(
        z.object({
          membershipId: Id,
          offerId: z.string(),
          subscriptionName: z.string(),
          state: z.enum(membership.states),
          stateText: z.string(),
          startsOn: Day,
          endsOn: Day,
          /** The last day of the benefits when it is not renewed. */
          keptUntil: Day,
          autoRenew: z.boolean(),
          /** The card that paid last; null for a reader who may not see orders. */
          paidBy: CardView.nullable(),
          /** When we remind of a renewal that comes next; null when no reminder is left. */
          reminderOn: Day.nullable(),
          moves: z.object({ renew: DoorView, stopAutoRenewal: DoorView, startAutoRenewal: DoorView }),
        }),
      ),
      /** Who in this company may buy. */
      buyers: z.array(z.object({ name: z.string(), me: z.boolean() })),
    }),
  },
  terms: {
    summary: "The terms of an offer, in the reader's language: those in force, or a version once accepted",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/offers/{offerId}/terms",
    permit: "offers.view",
    params: AccountParams.extend({ offerId: z.string().max(80) }),
    query: z.strictObject({ version: z.string().max(40).optional() }),
    reply: z.object({
      title: z.string(),
      version: z.string(),
      effectiveFrom: Day,
      language: Language,
      /** Of the text in this language: what is accepted is what was shown. */
      sha256: z.string(),
      blocks: z.array(
        z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("heading"), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }),
          z.object({ kind: z.literal("paragraph"), text: z.string() }),
          z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
        ]),
      ),
    }),
    refusals: { "purchasing.offerNotFound": 404 },
  },
  openCart: {
    summary: "Start buying an offer, or go on where this person stopped",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts",
    permit: "offers.buy",
    params: AccountParams,
    body: z.strictObject({ offerId: z.string().max(80) }),
    reply: CartView,
    refusals: { "purchasing.offerNotFound": 404, ...offerRefusals },
  },
  openRenewal: {
    summary: "« Renouveler des abonnements »: starts this person's order of the next term, or goes on with the one they have under way",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/memberships/{membershipId}/renewal",
    permit: "offers.buy",
    params: MembershipParams,
    reply: CartView,
    refusals: { "purchasing.offerNotFound": 404, "memberships.notFound": 404, ...offerRefusals },
  },
  renewalCart: {
    summary: "The cart in which this person is renewing a membership, or the one they renewed it with last",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/memberships/{membershipId}/renewal",
    permit: "offers.buy",
    params: MembershipParams,
    reply: CartView,
    refusals: { "purchasing.cartNotFound": 404 },
  },
  readDetails: {
    summary: "Go on from the details of a renewal, which come before its terms",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/details",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version }),
    reply: CartView,
    refusals: { ...cartRefusals, ...offerRefusals },
  },
  cart: {
    summary: "What this person is about to buy, and the first step that is not done",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}",
    permit: "offers.buy",
    params: CartParams,
    reply: CartView,
    refusals: { "purchasing.cartNotFound": 404 },
  },
  cartOf: {
    summary: "The cart in which this person is buying an offer, or the one they bought it with last",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/offers/{offerId}/cart",
    permit: "offers.buy",
    params: AccountParams.extend({ offerId: z.string().max(80) }),
    reply: CartView,
    refusals: { "purchasing.cartNotFound": 404 },
  },
  leaveCart: {
    summary: "Leave without buying: the cart is dropped, stored cards stay",
    method: "DELETE",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}",
    permit: "offers.buy",
    params: CartParams,
    reply: z.object({}),
    refusals: {
      "purchasing.cartNotFound": 404,
      "purchasing.cartClosed": 409,
      "purchasing.alreadyOrdered": 409,
      "purchasing.inFlight": 409,
    },
  },
  acceptTerms: {
    summary: "Accept the terms in force, for this order: version, hash of the text shown, person and time are kept with it",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/terms-acceptance",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version, terms: z.strictObject({ version: z.string().max(40), sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }),
    reply: CartView,
    refusals: { ...cartRefusals, ...offerRefusals, "purchasing.detailsUnread": 409, "purchasing.termsChanged": 409 },
  },
  methods: {
    summary: "The account's stored cards, newest first; a card is usable until the end of its month",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/payment-methods",
    permit: "offers.buy",
    params: AccountParams,
    reply: z.object({
      items: z.array(MethodView),
      /** For the address of a new card: the countries whose postal codes are known. */
      countries: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  },
  addMethod: {
    summary: "Pay with a new card: brings the gateway's token, never a card number; the card is stored for this account and chosen",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/payment-methods",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version, token: z.string().trim().min(1).max(200) }),
    reply: CartView,
    status: 201,
    refusals: {
      ...cartRefusals,
      ...offerRefusals,
      ...termsRefusals,
      "purchasing.cardNumber": 422,
      "purchasing.tokenUnknown": 422,
      "purchasing.gatewayUnreachable": 503,
    },
    ownTransactions: true,
  },
  chooseMethod: {
    summary: "Pay with a stored card",
    method: "PUT",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/payment-method",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version, methodId: Id }),
    reply: CartView,
    refusals: { ...cartRefusals, ...offerRefusals, ...termsRefusals, "purchasing.methodNotFound": 404, "purchasing.methodExpired": 409 },
  },
  buy: {
    summary: "Place the order and capture its amount at once; the membership starts in the moment the order is paid",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/order",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version }),
    reply: OrderView,
    status: 201,
    idempotent: true,
    ownTransactions: true,
    refusals: {
      ...cartRefusals,
      ...offerRefusals,
      ...termsRefusals,
      "purchasing.methodMissing": 409,
      "purchasing.methodExpired": 409,
      "purchasing.priceChanged": 409,
      "purchasing.cardDeclined": 402,
      "purchasing.insufficientFunds": 402,
      "purchasing.cardExpired": 402,
      "purchasing.cvcWrong": 402,
      "purchasing.processingError": 402,
      "purchasing.notCharged": 503,
      "purchasing.gatewayUnreachable": 503,
      "purchasing.paymentUnknown": 502,
    },
  },
  orders: {
    summary: "The account's orders, newest first, or those of one membership",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/orders",
    permit: "orders.view",
    params: AccountParams,
    query: pageQuery.extend({ membershipId: Id.optional() }),
    reply: pageOf(OrderView),
  },
  order: {
    summary: "One order: amounts, card, terms accepted, buyer, and until when it may be refunded",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/orders/{orderId}",
    permit: "orders.view",
    params: AccountParams.extend({ orderId: Id }),
    reply: OrderView,
    refusals: { "purchasing.orderNotFound": 404 },
  },
});
