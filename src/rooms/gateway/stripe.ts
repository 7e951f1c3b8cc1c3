import { createHash } from "node:crypto";
import Stripe from "stripe";
import type { DeclineReason } from "../../kit/cards.ts";
import type { House } from "../../server/house.ts";
import type {
  ActionNeeded,
  Asked,
  Attached,
  Captured,
  CardPage,
  Charge,
  Closed,
  Declined,
  Message,
  PaymentGateway,
  Refund,
  Refunded,
  RefundRefused,
  Unknown,
  Unreachable,
} from "../../server/payments.ts";
import { isLoopback } from "../../server/settings.ts";
import { brandName, declineReasonOf, partsOf, referenceOf } from "./stripe.rules.ts";
import { customerOf, keepCustomer } from "./stripe.store.ts";

/** Shorter than the time after which the house takes a provider for silent. */
const ANSWER_MS = 8000;
/** How old a signed message may be. */
const TOLERANCE_SECONDS = 300;

const UNKNOWN: Unknown = { outcome: "unknown" };
const UNREACHABLE: Unreachable = { outcome: "unreachable" };

/** What an error of the library's may carry, whatever its class. */
type Failure = Error & { readonly code?: string; readonly statusCode?: number; readonly param?: string; readonly requestId?: string };

const refusedFor = (error: unknown): boolean => (error as Failure).statusCode === 400 || (error as Failure).statusCode === 404;
const isMissing = (error: unknown): boolean => (error as Failure).code === "resource_missing";

/** Why the bank said no to this payment, if it did. */
function declineOf({ status, last_payment_error: error, latest_charge: charge }: Stripe.PaymentIntent): DeclineReason | undefined {
  if (status !== "requires_payment_method" && status !== "canceled") return undefined;
  if (error) return declineReasonOf({ code: error.code, declineCode: error.decline_code });
  // An ended payment may have forgotten its error; the charge that failed remembers.
  if (typeof charge === "object" && charge?.status === "failed")
    return declineReasonOf({ code: charge.failure_code, declineCode: charge.outcome?.reason });
  return undefined;
}

/**
 * Stripe, by its own library. One attempt is one PaymentIntent: made first, then confirmed, each under the attempt's key, so that whoever makes it
 * a second time finds the first. Ending an attempt is finding it, or making it, and cancelling it: a confirmation that arrives later is refused.
 */
class StripeGateway implements PaymentGateway {
  readonly id = "stripe";
  private readonly stripe: Stripe;

  constructor(
    private readonly house: House,
    private readonly settings: NonNullable<House["settings"]["stripe"]>,
  ) {
    const at = settings.url === undefined ? undefined : new URL(settings.url);
    this.stripe = new Stripe(settings.secretKey, {
      timeout: ANSWER_MS,
      // The house asks again by itself, and knows what it asks.
      maxNetworkRetries: 0,
      telemetry: false,
      ...(at && {
        host: at.hostname,
        protocol: at.protocol === "http:" ? "http" : "https",
        port: at.port || (at.protocol === "http:" ? 80 : 443),
      }),
    });
  }

  async cardPage({ holder, name, language, returnTo, backTo }: CardPage) {
    try {
      const session = await this.stripe.checkout.sessions.create({
        mode: "setup",
        customer: await this.customer(holder, name),
        allowed_payment_method_types: ["card"],
        locale: language,
        success_url: returnTo.replace("{token}", "{CHECKOUT_SESSION_ID}"),
        cancel_url: backTo,
      });
      return session.url && this.mayOpen(session.url) ? ({ outcome: "page", url: session.url } as const) : UNREACHABLE;
    } catch (error) {
      return this.unheard(error, UNREACHABLE);
    }
  }

  async attach(token: string, holder: string): Promise<Attached> {
    const customer = await customerOf(this.house.db, holder, this.id);
    if (customer === undefined || !/^cs_\w+$/.test(token)) return { outcome: "unknownToken" };
    try {
      const session = await this.stripe.checkout.sessions.retrieve(token, { expand: ["setup_intent.payment_method"] });
      const setup = typeof session.setup_intent === "object" ? session.setup_intent : null;
      const method = typeof setup?.payment_method === "object" ? setup?.payment_method : null;
      // A page that somebody else's company opened gives nothing, whoever brings its token.
      if (session.customer !== customer || setup?.status !== "succeeded" || !method?.card) return { outcome: "unknownToken" };
      const { brand, last4, exp_month: expMonth, exp_year: expYear } = method.card;
      return {
        outcome: "attached",
        ref: referenceOf(customer, method.id),
        card: { brand: brandName(brand), last4, expMonth, expYear },
      };
    } catch (error) {
      return isMissing(error) ? { outcome: "unknownToken" } : this.unheard(error, UNREACHABLE);
    }
  }

  async charge(charge: Charge): Promise<Captured | Declined | Closed | ActionNeeded | Unreachable | Unknown> {
    let made: Stripe.PaymentIntent;
    try {
      made = await this.make(charge);
    } catch (error) {
      // Nothing is captured by making: what was not made is never confirmed by this call.
      if (refusedFor(error)) return this.unheard(error, { outcome: "declined", reason: isMissing(error) ? "declined" : "processingError" });
      return this.unheard(error, UNREACHABLE);
    }
    try {
      await this.stripe.paymentIntents.confirm(
        made.id,
        charge.returnTo === undefined ? { off_session: true } : { return_url: charge.returnTo },
        { idempotencyKey: `${charge.attemptId}-confirm` },
      );
    } catch (error) {
      const { statusCode } = error as Failure;
      // A no is read from the payment itself, like a yes; without any answer nobody knows.
      if (statusCode !== 402 && !refusedFor(error)) return this.unheard(error, UNKNOWN);
    }
    return this.standing(made.id);
  }

  async look(asked: Asked): Promise<Captured | Declined | Closed | ActionNeeded | Unknown> {
    try {
      const found = await this.find(asked);
      return found ? await this.standing(found.id) : UNKNOWN;
    } catch (error) {
      return this.unheard(error, UNKNOWN);
    }
  }

  async close(asked: Asked): Promise<Captured | Declined | Closed | Unknown> {
    try {
      // Keys are kept for a day, payments for ever: an old attempt is found among its customer's, a new one by making it again.
      const found = (await this.find(asked)) ?? (await this.made(asked));
      return found ? await this.end(await this.read(found.id)) : { outcome: "closed" };
    } catch (error) {
      return this.unheard(error, UNKNOWN);
    }
  }

  async refund({ refundId, chargeRef, amount }: Refund): Promise<Refunded | RefundRefused | Unreachable | Unknown> {
    try {
      // As with an attempt: what was asked long ago is found, not asked a second time.
      for await (const one of this.stripe.refunds.list({ payment_intent: chargeRef, limit: 100 }))
        if (one.metadata?.refund === refundId) return givenBack(one);
    } catch (error) {
      return this.unheard(error, refusedFor(error) ? { outcome: "refused" } : UNREACHABLE);
    }
    try {
      const asked = { payment_intent: chargeRef, amount: amount.minor, metadata: { refund: refundId } };
      return givenBack(await this.stripe.refunds.create(asked, { idempotencyKey: refundId }));
    } catch (error) {
      if (refusedFor(error)) return this.unheard(error, { outcome: "refused" });
      const { statusCode } = error as Failure;
      return this.unheard(error, statusCode === 401 || statusCode === 429 ? UNREACHABLE : UNKNOWN);
    }
  }

  hear(body: string, signature: string): Message | undefined {
    try {
      const event = this.stripe.webhooks.constructEvent(body, signature, this.settings.webhookSecret, TOLERANCE_SECONDS);
      const about = event.data.object as { metadata?: Readonly<Record<string, string>> | null };
      return { id: event.id, kind: event.type, attemptId: about.metadata?.attempt };
    } catch {
      return undefined;
    }
  }

  /** The account as the provider knows it: made once, however many people add their first card at once. */
  private async customer(holder: string, name: string): Promise<string> {
    const known = await customerOf(this.house.db, holder, this.id);
    if (known !== undefined) return known;
    const named = createHash("sha256").update(name).digest("hex").slice(0, 16);
    const made = await this.stripe.customers.create(
      { name, metadata: { account: holder } },
      { idempotencyKey: `customer-${holder}-${named}` },
    );
    return keepCustomer(this.house.db, holder, { gateway: this.id, ref: made.id, at: this.house.clock.machine() });
  }

  /** What cannot be made is not there, and cannot be made later under the same key. */
  private async made(asked: Asked): Promise<Stripe.PaymentIntent | undefined> {
    try {
      return await this.make(asked);
    } catch (error) {
      if (!refusedFor(error) || error instanceof Stripe.errors.StripeIdempotencyError) throw error;
      return this.unheard(error, undefined);
    }
  }

  private make({ attemptId, ref, amount, order }: Asked): Promise<Stripe.PaymentIntent> {
    const { customer, method } = partsOf(ref);
    return this.stripe.paymentIntents.create(
      {
        amount: amount.minor,
        currency: amount.currency.toLowerCase(),
        customer,
        payment_method: method,
        allowed_payment_method_types: ["card"],
        description: order,
        metadata: { attempt: attemptId, order },
      },
      { idempotencyKey: attemptId },
    );
  }

  private async find({ attemptId, ref }: Asked): Promise<Stripe.PaymentIntent | undefined> {
    for await (const one of this.stripe.paymentIntents.list({ customer: partsOf(ref).customer, limit: 100 }))
      if (one.metadata.attempt === attemptId) return one;
    return undefined;
  }

  private read(id: string): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
  }

  /** How a payment stands now. One that the bank declined is ended here: no page that is still open can pay it after all. */
  private async standing(id: string): Promise<Captured | Declined | Closed | ActionNeeded | Unknown> {
    try {
      const payment = await this.read(id);
      const url = payment.status === "requires_action" ? payment.next_action?.redirect_to_url?.url : undefined;
      if (url && this.mayOpen(url)) return { outcome: "actionNeeded", url };
      return declineOf(payment) === undefined ? ended(payment) : await this.end(payment);
    } catch (error) {
      return this.unheard(error, UNKNOWN);
    }
  }

  /** The last word: what has been captured stays, everything else is cancelled. */
  private async end(seen: Stripe.PaymentIntent): Promise<Captured | Declined | Closed | Unknown> {
    if (seen.status === "succeeded" || seen.status === "canceled") return ended(seen);
    try {
      const cancelled = await this.stripe.paymentIntents.cancel(seen.id, { expand: ["latest_charge"] });
      const reason = declineOf(seen);
      return reason === undefined ? ended(cancelled) : { outcome: "declined", reason };
    } catch (error) {
      // Captured, or being captured, in the moment between reading and cancelling.
      return refusedFor(error) ? ended(await this.read(seen.id)) : this.unheard(error, UNKNOWN);
    }
  }

  /** A page that people are sent to: the provider's own, or one on this machine when the provider is. */
  private mayOpen(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname } = new URL(address);
    return protocol === "https:" || (protocol === "http:" && this.settings.url !== undefined && isLoopback(hostname));
  }

  /** Notes why there was no answer, without anything that was said. */
  private unheard<T>(error: unknown, answer: T): T {
    const { name, code, statusCode, requestId } = error as Failure;
    this.house.log.warn(
      { reason: name, code, status: statusCode, providerRequest: requestId },
      "the payment provider gave no usable answer",
    );
    return answer;
  }
}

/** What a payment has come to, if it has come to anything. */
function ended(payment: Stripe.PaymentIntent): Captured | Declined | Closed | Unknown {
  if (payment.status === "succeeded") return { outcome: "captured", ref: payment.id };
  if (payment.status !== "canceled") return UNKNOWN;
  const reason = declineOf(payment);
  return reason === undefined ? { outcome: "closed" } : { outcome: "declined", reason };
}

/** A refund on its way is given back: the bank books it in its own time. */
const givenBack = ({ id, status }: Stripe.Refund): Refunded | RefundRefused =>
  status === "failed" || status === "canceled" ? { outcome: "refused" } : { outcome: "refunded", ref: id };

const gateways = new WeakMap<House, StripeGateway>();

/** The provider that the settings name; one for each process. */
export function stripeGateway(house: House): PaymentGateway | undefined {
  const { stripe } = house.settings;
  if (!stripe) return undefined;
  const gateway = gateways.get(house) ?? new StripeGateway(house, stripe);
  gateways.set(house, gateway);
  return gateway;
}
