import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Language, MoneyView, pageOf, pageQuery } from "../../wire.ts";
import { membership } from "../memberships/rules.ts";
import { aheadContract } from "./ahead.contract.ts";
import { deskEndpoints } from "./desk.contract.ts";
import {
  CartView,
  cartRefusals,
  MethodView,
  OfferTile,
  OrderView,
  offerRefusals,
  PaidBy,
  termsRefusals,
  version,
  WaitingOrder,
} from "./order.shapes.ts";
import { providerEndpoints } from "./provider.contract.ts";
import { transferEndpoints } from "./transfer.contract.ts";

const MembershipParams = AccountParams.extend({ membershipId: Id });
const CartParams = AccountParams.extend({ cartId: Id });
export const purchasing = contract({
  ...aheadContract,
  ...transferEndpoints,
  ...deskEndpoints,
  ...providerEndpoints,
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
          /** How the term was paid last; null for a reader who may not see orders. */
          paidBy: PaidBy.nullable(),
          cancelledOn: Day.nullable(),
          /** What came back the same way, for the same readers. */
          refunded: z.object({ amount: MoneyView, on: Day }).nullable(),
          /** When we remind of a renewal that comes next; null when no reminder is left. */
          reminderOn: Day.nullable(),
          moves: z.object({ renew: DoorView, stopAutoRenewal: DoorView, startAutoRenewal: DoorView }),
        }),
      ),
      /** The orders that wait for a transfer, for a reader who may see orders. */
      waiting: z.array(WaitingOrder),
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
      /** Where a new card is typed: in a form of the page that gives it to the provider, or on the provider's own page. */
      entry: z.enum(["form", "page"]),
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
    summary:
      "Place the order and capture its amount at once, or once the buyer has confirmed it; the membership starts in the moment the order is paid",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/carts/{cartId}/order",
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version }),
    /** `confirmAt`: the bank's page where the buyer confirms the payment of an order that still waits for it. */
    reply: OrderView.extend({ confirmAt: z.string().nullable() }),
    status: 201,
    idempotent: true,
    ownTransactions: true,
    refusals: {
      ...cartRefusals,
      ...offerRefusals,
      ...termsRefusals,
      "purchasing.methodMissing": 409,
      "purchasing.methodExpired": 409,
      "purchasing.transferNotHere": 409,
      "purchasing.priceChanged": 409,
      "purchasing.cardDeclined": 402,
      "purchasing.insufficientFunds": 402,
      "purchasing.cardExpired": 402,
      "purchasing.cvcWrong": 402,
      "purchasing.processingError": 402,
      "purchasing.authenticationNeeded": 402,
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
    summary: "One order: amounts, card or transfer, terms accepted, buyer, and until when it may be refunded",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/orders/{orderId}",
    permit: "orders.view",
    params: AccountParams.extend({ orderId: Id }),
    reply: OrderView,
    refusals: { "purchasing.orderNotFound": 404 },
  },
});
