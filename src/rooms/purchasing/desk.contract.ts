import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { Day, Id, Instant, MoneyView, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { Contact, ProofView } from "./order.shapes.ts";
import { receipt } from "./receipt.rules.ts";
import { order } from "./rules.ts";

const office = "/api/v1/office" as const;
const OrderParams = z.strictObject({ orderId: Id });
const ReceiptParams = z.strictObject({ receiptId: Id });
const typed = z.string().max(2000).default("");
const Reason = z.string().trim().max(500).default("");

const DeskOrder = z.object({
  orderId: Id,
  number: z.string(),
  company: z.string(),
  partnerId: z.string(),
  subscriptionName: z.string(),
  renewal: z.boolean(),
  state: z.enum(order.states),
  total: MoneyView,
  placedOn: Day,
  ageDays: z.number().int(),
  payUntil: Day,
  buyer: z.string(),
  contact: Contact,
  /** The account that the order was shown. */
  iban: z.string(),
  /** `sameAccount`: the company says that it paid the account it was shown. */
  proof: ProofView.extend({ sameAccount: z.boolean() }).nullable(),
});

const ReceiptView = z.object({
  id: Id,
  state: z.enum(receipt.states),
  receivedOn: Day,
  amount: MoneyView,
  reference: z.string(),
  payer: z.string(),
  enteredBy: z.string(),
  enteredAt: Instant,
  order: z.object({ orderId: Id, number: z.string(), company: z.string() }).nullable(),
  reason: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledAt: Instant.nullable(),
});

const matching = {
  "purchasing.noSuchReceipt": 404,
  "purchasing.orderNotFound": 404,
  "purchasing.receiptSettled": 409,
  "purchasing.receiptCurrency": 409,
  "purchasing.receiptAmount": 409,
  "purchasing.receiptLate": 409,
  "purchasing.receiptOrderPaid": 409,
  "purchasing.receiptOrderOver": 409,
  "purchasing.receiptNewerOrder": 409,
  "purchasing.receiptTermHeld": 409,
  "purchasing.matchReasonNeeded": 422,
} as const;

export const deskEndpoints = {
  waitingTransfers: {
    summary: "For the vendor's staff: the orders that wait for a transfer, the oldest first, with what waits at the desk",
    method: "GET",
    path: `${office}/transfers`,
    permit: "office.payments",
    query: pageQuery.extend({ list: z.enum(["waiting", "proven"]).default("waiting"), search: optionalLine(100) }),
    reply: pageOf(DeskOrder).extend({
      counts: z.object({ waiting: z.number().int(), proven: z.number().int(), unmatched: z.number().int() }),
      today: Day,
      /** How many lines of a statement are read at once. */
      statementLines: z.number().int(),
    }),
  },
  deskProof: {
    summary: "For the vendor's staff: the proof of payment of an order, as a file to keep",
    method: "GET",
    path: `${office}/transfers/{orderId}/proof`,
    permit: "office.payments",
    params: OrderParams,
    reply: z.object({}),
    file: "application/octet-stream",
    refusals: { "purchasing.noProof": 404 },
  },
  receipts: {
    summary: "For the vendor's staff: what has arrived, the newest first",
    method: "GET",
    path: `${office}/receipts`,
    permit: "office.payments",
    query: pageQuery.extend({ state: z.enum(receipt.states).default("unmatched") }),
    reply: pageOf(ReceiptView),
  },
  enterReceipt: {
    summary:
      "For the vendor's staff: enter a payment that has arrived; where order number, partner ID, amount and currency all agree it pays its order at once",
    method: "POST",
    path: `${office}/receipts`,
    permit: "office.payments",
    status: 201,
    idempotent: true,
    body: z.strictObject({ receivedOn: typed, amount: typed, currency: typed, reference: typed, payer: typed }),
    reply: ReceiptView,
    refusals: {
      "purchasing.receiptKnown": 409,
      "purchasing.receiptDay": 422,
      "purchasing.receiptFuture": 422,
      "purchasing.receiptSum": 422,
      "purchasing.receiptCurrencyUnknown": 422,
      "purchasing.receiptPayer": 422,
      "purchasing.receiptText": 422,
    },
  },
  importStatement: {
    summary:
      "For the vendor's staff: read a bank statement (CSV, UTF-8); each line is a payment that has arrived, answered one by one, and a line read before is not counted again",
    method: "POST",
    path: `${office}/statements`,
    permit: "office.payments",
    idempotent: true,
    ownTransactions: true,
    upload: { maxBytes: 1_000_000 },
    reply: z.object({
      items: z.array(
        z.object({
          line: z.number().int(),
          outcome: z.enum(["matched", "unmatched", "known", "wrong"]),
          payer: z.string(),
          /** The order that it has paid. */
          number: z.string().nullable(),
          /** What is wrong with the line. */
          text: z.string().nullable(),
        }),
      ),
      counts: z.object({
        matched: z.number().int(),
        unmatched: z.number().int(),
        known: z.number().int(),
        wrong: z.number().int(),
      }),
    }),
    refusals: {
      "purchasing.statementMissing": 422,
      "purchasing.statementUnreadable": 422,
      "purchasing.statementColumns": 422,
      "purchasing.statementEmpty": 422,
      "purchasing.statementTooLong": 422,
    },
  },
  receiptOrders: {
    summary: "For the vendor's staff: the orders that a payment could be for, with what agrees and, where it may not be matched, why",
    method: "GET",
    path: `${office}/receipts/{receiptId}/orders`,
    permit: "office.payments",
    params: ReceiptParams,
    query: z.strictObject({ search: optionalLine(100) }),
    reply: z.object({
      items: z.array(
        DeskOrder.extend({
          agrees: z.object({
            amount: z.enum(["same", "less", "more", "unlike"]),
            currency: z.boolean(),
            number: z.boolean(),
            partnerId: z.boolean(),
          }),
          /** Why it may not be matched; null where it may. */
          closed: z.string().nullable(),
          /** Its message does not name the order and the company: whoever matches it says why. */
          needsReason: z.boolean(),
        }),
      ),
    }),
    refusals: { "purchasing.noSuchReceipt": 404 },
  },
  matchReceipt: {
    summary: "For the vendor's staff: pay an order with a payment that has arrived; what it buys begins today",
    method: "POST",
    path: `${office}/receipts/{receiptId}/match`,
    permit: "office.payments",
    params: ReceiptParams,
    idempotent: true,
    body: z.strictObject({ orderId: Id, reason: Reason }),
    reply: ReceiptView,
    refusals: matching,
  },
  returnReceipt: {
    summary: "For the vendor's staff: say that a payment was given back, and why",
    method: "POST",
    path: `${office}/receipts/{receiptId}/return`,
    permit: "office.payments",
    params: ReceiptParams,
    idempotent: true,
    body: z.strictObject({ reason: Reason }),
    reply: ReceiptView,
    refusals: { "purchasing.noSuchReceipt": 404, "purchasing.receiptSettled": 409, "purchasing.returnReasonNeeded": 422 },
  },
} as const satisfies Contract<Permit>;
