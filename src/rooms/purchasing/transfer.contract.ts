import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { AccountParams, Day, Id } from "../../wire.ts";
import { CartView, cartRefusals, OrderView, offerRefusals, termsRefusals, version } from "./order.shapes.ts";

const account = "/api/v1/accounts/{accountId}" as const;
const CartParams = AccountParams.extend({ cartId: Id });
const OrderParams = AccountParams.extend({ orderId: Id });
const typed = z.string().max(2000).default("");
const waiting = {
  "purchasing.orderNotFound": 404,
  "purchasing.orderPaid": 409,
  "purchasing.orderOver": 409,
  "purchasing.orderByCard": 409,
} as const;

export const transferEndpoints = {
  chooseTransfer: {
    summary: "Pay by bank transfer: whom to ask about it; the cart's card, if it has one, is set aside",
    method: "PUT",
    path: `${account}/carts/{cartId}/transfer`,
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version, contact: z.strictObject({ name: typed, phone: typed, email: typed }) }),
    reply: CartView,
    refusals: {
      ...cartRefusals,
      ...offerRefusals,
      ...termsRefusals,
      "purchasing.transferNotHere": 409,
      "purchasing.email": 422,
      "accounts.phone": 422,
      "accounts.needed": 422,
      "accounts.tooLong": 422,
      "accounts.strangeCharacters": 422,
    },
  },
  sendTransfer: {
    summary: "Place the order to be paid by transfer: it waits for its money, with a number, the account to pay and a last day",
    method: "POST",
    path: `${account}/carts/{cartId}/transfer-order`,
    permit: "offers.buy",
    params: CartParams,
    body: z.strictObject({ version }),
    reply: OrderView,
    status: 201,
    idempotent: true,
    refusals: {
      ...cartRefusals,
      ...offerRefusals,
      ...termsRefusals,
      "purchasing.methodMissing": 409,
      "purchasing.methodExpired": 409,
      "purchasing.transferNotHere": 409,
      "purchasing.priceChanged": 409,
    },
  },
  cancelOrder: {
    summary: "« Annuler la commande »: an unpaid order that waits for a transfer; the offer may be bought again",
    method: "POST",
    path: `${account}/orders/{orderId}/cancellation`,
    permit: "orders.manage",
    params: OrderParams,
    idempotent: true,
    reply: OrderView,
    refusals: waiting,
  },
  prove: {
    summary:
      "« Télécharger la preuve de paiement »: the document, when and to which account it was paid, and the bank's reference; it takes the place of an earlier one",
    method: "POST",
    path: `${account}/orders/{orderId}/proof`,
    permit: "orders.manage",
    params: OrderParams,
    upload: { maxBytes: 10_000_000 },
    body: z.strictObject({ paidOn: Day, bankAccount: typed, reference: typed }),
    idempotent: true,
    reply: OrderView,
    refusals: {
      ...waiting,
      "purchasing.proofFuture": 422,
      "purchasing.proofMissing": 422,
      "purchasing.proofNotAccepted": 422,
      "purchasing.proofTooBig": 413,
      "accounts.needed": 422,
      "accounts.tooLong": 422,
      "accounts.strangeCharacters": 422,
    },
  },
  proof: {
    summary: "The proof of payment that was sent for an order",
    method: "GET",
    path: `${account}/orders/{orderId}/proof`,
    permit: "orders.view",
    params: OrderParams,
    reply: z.object({}),
    file: "application/octet-stream",
    refusals: { "purchasing.noProof": 404 },
  },
} as const satisfies Contract<Permit>;
