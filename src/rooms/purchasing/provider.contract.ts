import { z } from "zod";
import { declineReasons } from "../../kit/cards.ts";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { AccountParams, Id } from "../../wire.ts";
import { order } from "./rules.ts";

const account = "/api/v1/accounts/{accountId}" as const;

/** What a payment provider with pages of its own needs: the way there, the way back, and its messages. */
export const providerEndpoints = {
  cardPage: {
    summary: "The provider's page where a new card is typed, for this cart; it sends the person back with a token for « payment-methods »",
    method: "POST",
    path: `${account}/carts/{cartId}/card-page`,
    permit: "offers.buy",
    params: AccountParams.extend({ cartId: Id }),
    reply: z.object({ url: z.string() }),
    refusals: {
      "purchasing.cartNotFound": 404,
      "purchasing.cartClosed": 409,
      "purchasing.alreadyOrdered": 409,
      "purchasing.cardTypedHere": 409,
      "purchasing.gatewayUnreachable": 503,
    },
    ownTransactions: true,
  },
  askPayment: {
    summary: "Ask the provider what became of an order that is being paid; `giveUp` ends the attempt unless it has been captured",
    method: "POST",
    path: `${account}/orders/{orderId}/payment`,
    permit: "offers.buy",
    params: AccountParams.extend({ orderId: Id }),
    body: z.strictObject({ giveUp: z.boolean().default(false) }),
    reply: z.object({
      orderId: Id,
      number: z.string(),
      state: z.enum(order.states),
      declined: z.enum(declineReasons).nullable(),
      offer: z.object({ id: z.string() }),
      renews: Id.nullable(),
      /** The bank's page where the buyer confirms the payment, while it waits for them. */
      confirmAt: z.string().nullable(),
    }),
    refusals: { "purchasing.orderNotFound": 404 },
    ownTransactions: true,
  },
  hearProvider: {
    summary: "A message of the payment provider, signed by it: a reason to ask it, never an answer by itself",
    method: "POST",
    path: "/webhooks/stripe",
    permit: "public",
    signedBy: "stripe-signature",
    body: z.strictObject({ payload: z.string(), signature: z.string() }),
    reply: z.object({}),
    refusals: { "purchasing.messageForged": 400 },
  },
} as const satisfies Contract<Permit>;
