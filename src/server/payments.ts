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

/** The bank wants to hear the buyer: nothing is captured before they have been at `url`, a page of the bank's or the provider's. */
export type ActionNeeded = { readonly outcome: "actionNeeded"; readonly url: string };

/** One question to the provider: what it is known by, however late it is asked about. */
export type Asked = {
  /** The idempotency key: however often one attempt is asked for, it is charged at most once. */
  readonly attemptId: string;
  /** What the provider calls the stored card. */
  readonly ref: string;
  readonly amount: Money;
  /** The number of the order that it pays. */
  readonly order: string;
};

export type Charge = Asked & {
  readonly description: string;
  /** The buyer is there, and their bank may send them back to this address. Without them, a bank that wants to hear them says no. */
  readonly returnTo?: string | undefined;
};

/** A page of the provider's own where a person types a new card, which never comes here. */
export type CardPage = {
  readonly holder: string;
  /** How the provider's own pages name the holder. */
  readonly name: string;
  readonly language: "fr" | "en";
  /** Where the person is sent with the token: `{token}` in it is filled in. And where, when they turn back. */
  readonly returnTo: string;
  readonly backTo: string;
};

/** What a provider tells by itself, signed. It is a hint to ask, never an answer: it may come twice, late, or before an older one. */
export type Message = { readonly id: string; readonly kind: string; readonly attemptId: string | undefined };

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
  /** Where a new card is typed, for a provider that has a page for it; without one the card is typed here, for the provider alone. */
  cardPage?(asked: CardPage): Promise<{ readonly outcome: "page"; readonly url: string } | Unreachable>;
  /** Captures at once. */
  charge(charge: Charge): Promise<Captured | Declined | Closed | ActionNeeded | Unreachable | Unknown>;
  /** What is known of an attempt now; it may still be charged afterwards. */
  look(asked: Asked): Promise<Captured | Declined | Closed | ActionNeeded | Unknown>;
  /**
   * The last word about an attempt whose answer was lost: what became of it, or, if it has not been charged, that it never will be.
   * Asking alone would not do: a charge still on its way could arrive after the question.
   */
  close(asked: Asked): Promise<Captured | Declined | Closed | Unknown>;
  /** Gives a charge back. After silence it is asked again under the same key, and answers what it answered. */
  refund(refund: Refund): Promise<Refunded | RefundRefused | Unreachable | Unknown>;
  /** Reads what the provider sent; undefined when it has not signed it, or long ago. */
  hear?(body: string, signature: string): Message | undefined;
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
