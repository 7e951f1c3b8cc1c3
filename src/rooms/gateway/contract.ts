import { z } from "zod";
import { contract } from "../../permissions.ts";
import { Instant, line, optionalLine } from "../../wire.ts";

const milliseconds = z.number().int().min(0).max(30_000);

const Behaviour = z.object({
  /** Not reachable: every request ends before it arrives. */
  down: z.boolean(),
  /** Time that a charge takes before it is written, and before its answer leaves. */
  delayBeforeMs: milliseconds,
  delayAfterMs: milliseconds,
  /** How many of the next answers to a charge, to its closing or to a refund are lost on the way back, after the act. */
  loseAnswers: z.number().int().min(0).max(1000),
  /** Whether refunds that are asked for from now on are refused. */
  refuseRefunds: z.boolean(),
});

/** The sandbox's payment gateway: an outside system in miniature. It is not part of the product's own API. */
export const gateway = contract({
  tokenise: {
    summary:
      "Exchange a card for a token. The one address that ever receives a card number; it keeps the brand, four digits and the expiry",
    method: "POST",
    path: "/sandbox-gateway/v1/tokens",
    permit: "public",
    body: z.strictObject({
      number: line(40),
      expiry: line(12),
      cvc: line(8),
      address: z.strictObject({
        line1: line(120),
        line2: optionalLine(120),
        postalCode: line(12),
        city: line(80),
        country: z.string().regex(/^[A-Z]{2}$/),
      }),
    }),
    reply: z.object({ token: z.string(), brand: z.string(), last4: z.string(), expMonth: z.number().int(), expYear: z.number().int() }),
    status: 201,
    refusals: {
      "gateway.numberInvalid": 422,
      "gateway.numberUnknown": 422,
      "gateway.expiryUnreadable": 422,
      "gateway.expiryPast": 422,
      "gateway.cvcInvalid": 422,
      "gateway.postalCodeInvalid": 422,
      "gateway.down": 503,
    },
  },
  charges: {
    summary: "The gateway's books, newest first, for tests: what was really captured",
    method: "GET",
    path: "/sandbox-gateway/v1/charges",
    permit: "loopback",
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
    reply: z.object({
      captured: z.number().int(),
      items: z.array(
        z.object({
          key: z.string(),
          id: z.string(),
          state: z.enum(["captured", "declined", "closed"]),
          currency: z.string().nullable(),
          amountMinor: z.number().int().nullable(),
          description: z.string().nullable(),
          at: Instant,
        }),
      ),
    }),
  },
  refunds: {
    summary: "The gateway's books, newest first, for tests: what was really given back",
    method: "GET",
    path: "/sandbox-gateway/v1/refunds",
    permit: "loopback",
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
    reply: z.object({
      refunded: z.number().int(),
      items: z.array(
        z.object({
          key: z.string(),
          id: z.string(),
          chargeId: z.string(),
          state: z.enum(["refunded", "refused"]),
          currency: z.string(),
          amountMinor: z.number().int(),
          at: Instant,
        }),
      ),
    }),
  },
  behaviour: {
    summary: "How the gateway behaves now",
    method: "GET",
    path: "/sandbox-gateway/v1/behaviour",
    permit: "loopback",
    reply: Behaviour,
  },
  behave: {
    summary: "Make the gateway slow, silent, unreachable or unwilling to give back, until told otherwise or started again",
    method: "PUT",
    path: "/sandbox-gateway/v1/behaviour",
    permit: "loopback",
    body: Behaviour.partial().strict(),
    reply: Behaviour,
  },
});
