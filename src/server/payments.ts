import { setTimeout as pause } from "node:timers/promises";
import type { Card, DeclineReason } from "../kit/cards.ts";
import type { Money } from "../kit/money.ts";
import type { House } from "./house.ts";

/** The provider could not be reached: it was asked nothing. */
export type Unreachable = { readonly outcome: "unreachable" };

export type Attached =
  | { readonly outcome: "attached"; readonly ref: string; readonly card: Card }
  | { readonly outcome: "unknownToken" }
  | Unreachable;

export type Captured = { readonly outcome: "captured"; readonly ref: string };
export type Declined = { readonly outcome: "declined"; readonly reason: DeclineReason };
/** Never charged, and never will be: a charge that arrives late under this attempt's key is refused. */
export type Closed = { readonly outcome: "closed" };
/** It was asked, and nobody knows yet what came of it. */
export type Unknown = { readonly outcome: "unknown" };

export type Charge = {
  /** The idempotency key: however often one attempt is asked for, it is charged at most once. */
  readonly attemptId: string;
  /** What the provider calls the stored card. */
  readonly ref: string;
  readonly amount: Money;
  readonly description: string;
};

export type Refunded = { readonly outcome: "refunded"; readonly ref: string };
/** The provider's no: what was captured stays captured. */
export type RefundRefused = { readonly outcome: "refused" };

export type Refund = {
  /** The idempotency key: however often one refund is asked for, it is paid at most once, and the first answer stands. */
  readonly refundId: string;
  /** What the provider calls the charge that is given back, to the card that paid it. */
  readonly chargeRef: string;
  readonly amount: Money;
};

/**
 * A payment provider, seen from the house. Card numbers go from the browser to the provider alone; the house gets a token.
 * What the network does is an answer, never an exception.
 */
export interface PaymentGateway {
  readonly id: string;
  /** Makes the card behind a token the account's to charge again. Repeated by the same holder, it answers the same. */
  attach(token: string, holder: string): Promise<Attached>;
  /** Captures at once. */
  charge(charge: Charge): Promise<Captured | Declined | Closed | Unreachable | Unknown>;
  /**
   * The last word about an attempt whose answer was lost: what became of it, or, if it has not been charged, that it never will be.
   * Asking alone would not do: a charge still on its way could arrive after the question.
   */
  close(attemptId: string): Promise<Captured | Declined | Closed | Unknown>;
  /** Gives a charge back. After silence it is asked again under the same key, and answers what it answered. */
  refund(refund: Refund): Promise<Refunded | RefundRefused | Unreachable | Unknown>;
}

/** A provider that has not answered by then is taken for silent. */
const ANSWER_SECONDS = 10;

/** An answer in time, or `unknown`: silence, a broken line and a bug on the way all leave the same question. */
export async function within<T>(house: House, answer: Promise<T>): Promise<T | Unknown> {
  const silence = new AbortController();
  const heard = answer.catch((error: Error): Unknown => {
    house.log.warn({ reason: error.message }, "the payment provider's answer was lost");
    return { outcome: "unknown" };
  });
  try {
    return await Promise.race([heard, pause(ANSWER_SECONDS * 1000, { outcome: "unknown" } as const, { signal: silence.signal })]);
  } finally {
    silence.abort();
  }
}
