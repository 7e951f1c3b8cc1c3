import type { Card, DeclineReason } from "../kit/cards.ts";
import type { Money } from "../kit/money.ts";

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
}
