import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import Stripe from "stripe";

type Json = Record<string, unknown>;
type Fields = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly body: Json };

/** How each test card ends: the provider's own numbers for tests. */
const fates: Readonly<Record<string, { code: string; declineCode?: string } | "authenticate" | "good">> = {
  "4242424242424242": "good",
  "5555555555554444": "good",
  "4000002760003184": "authenticate",
  "4000000000000002": { code: "card_declined", declineCode: "generic_decline" },
  "4000000000009995": { code: "card_declined", declineCode: "insufficient_funds" },
  "4000000000000069": { code: "expired_card", declineCode: "expired_card" },
  "4000000000000127": { code: "incorrect_cvc", declineCode: "incorrect_cvc" },
  "4000000000000119": { code: "processing_error", declineCode: "processing_error" },
  "4000000000000341": { code: "card_declined", declineCode: "generic_decline" },
};

type Method = { id: string; number: string; customer: string; brand: string };
type Session = {
  id: string;
  customer: string;
  success: string;
  cancel: string;
  locale: string;
  method: Method | undefined;
};
type Payment = {
  id: string;
  fields: Fields;
  status: "requires_confirmation" | "requires_action" | "requires_payment_method" | "succeeded" | "canceled";
  method: Method;
  error: { code: string; declineCode?: string } | undefined;
  charge: { id: string; failed: boolean } | undefined;
  returnTo: string | undefined;
  created: number;
  locked: boolean;
};
type Refund = { id: string; payment: string; amount: number; metadata: Fields; status: "succeeded" | "failed" };

/** What may go wrong on the way there and back, for the requests whose « METHOD /path » fits. */
export type Trouble = {
  readonly on: RegExp;
  /** How many requests it meets; every one unless said. */
  times?: number;
  /** Milliseconds on the way there, at work, and on the way back. */
  readonly before?: number;
  readonly during?: number;
  readonly after?: number;
  /** Answers this without doing anything. */
  readonly status?: 401 | 429 | 500;
  /** Does the work, and the answer never arrives. */
  readonly lose?: true;
  /** Says no for reasons of its own. */
  readonly refuse?: true;
  /** The connection ends before anything is heard. */
  readonly cut?: true;
};

/** In Stripe's alphabet, in which thirteen digits hardly ever stand together: hexadecimal ids look like a card's number now and then. */
const id = (kind: string): string => `${kind}_${randomBytes(18).toString("base64url").replace(/[-_]/g, "x")}`;

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly error: Json,
    /** Nothing was begun, so nothing is remembered for the key. */
    readonly early = false,
  ) {
    super(String(error.code ?? error.type));
  }
}
const invalid = (code: string, param?: string, more: Json = {}, early = false) =>
  new Refused(
    code === "resource_missing" && !param ? 404 : 400,
    { type: "invalid_request_error", code, param, message: code, ...more },
    early,
  );

/** `metadata[attempt]=…` as `{ attempt: … }`. */
const inner = (fields: Fields, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => key.startsWith(`${name}[`))
      .map(([key, value]) => [key.slice(name.length + 1, -1), value]),
  );

const taken: Readonly<Record<string, readonly string[]>> = {
  customers: ["name", "email", "metadata"],
  "checkout/sessions": ["mode", "customer", "allowed_payment_method_types", "locale", "success_url", "cancel_url", "expand"],
  payment_intents: [
    "amount",
    "currency",
    "customer",
    "payment_method",
    "allowed_payment_method_types",
    "description",
    "metadata",
    "expand",
  ],
  confirm: ["off_session", "return_url", "expand"],
  cancel: ["cancellation_reason", "expand"],
  refunds: ["payment_intent", "amount", "metadata", "reason"],
};

/**
 * The part of Stripe's wire that the house speaks, on this machine: form-encoded requests, keys that give the first answer again, errors as the
 * provider words them, its pages for a card and for the bank's question, and signed messages.
 */
export class TestStripe {
  readonly secretKey = `sk_test_${randomBytes(12).toString("hex")}`;
  readonly webhookSecret = `whsec_${randomBytes(16).toString("hex")}`;
  readonly customers = new Map<string, { id: string; fields: Fields }>();
  readonly sessions = new Map<string, Session>();
  readonly methods = new Map<string, Method>();
  readonly payments: Payment[] = [];
  readonly refunds: Refund[] = [];
  /** Everything that it would tell by itself, in order. */
  readonly events: Json[] = [];
  /** « METHOD /path » of every request heard. */
  readonly asked: string[] = [];
  private troubles: Trouble[] = [];
  private readonly keys = new Map<string, { hash: string; answer: Answer | undefined }>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(port = 0): Promise<TestStripe> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
    const stripe = new TestStripe(server, `http://127.0.0.1:${(server.address() as { port: number }).port}`);
    server.on("request", (request, response) => void stripe.serve(request, response));
    return stripe;
  }

  /** What a house needs to be a customer of this provider. */
  get environment(): Record<string, string> {
    return { STRIPE_SECRET_KEY: this.secretKey, STRIPE_WEBHOOK_SECRET: this.webhookSecret, STRIPE_API_URL: this.url };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  /** Where its pages are said to be, if not here. */
  elsewhere: string | undefined;

  /** What goes wrong from now on; nothing, unless said. */
  async meet(...troubles: Trouble[]): Promise<void> {
    this.troubles = troubles;
  }

  /** Keys are forgotten after a day. */
  forgetKeys(): void {
    this.keys.clear();
  }

  captured(customer?: string): Payment[] {
    return this.payments.filter((one) => one.status === "succeeded" && (!customer || one.fields.customer === customer));
  }

  /** What the person does on the provider's page: types a card and goes back. @returns the address they are sent to. */
  typeCard(page: string, number = "4242424242424242"): string {
    const session = this.sessions.get(page.split("/").pop()!)!;
    const digits = number.replace(/\D/g, "");
    const method = { id: id("pm"), number: digits, customer: session.customer, brand: digits.startsWith("5") ? "mastercard" : "visa" };
    this.methods.set(method.id, method);
    session.method = method;
    this.tell("checkout.session.completed", this.shownSession(session, []));
    return session.success.replace("{CHECKOUT_SESSION_ID}", session.id);
  }

  /** What the buyer answers on the bank's page. @returns the address they are sent to. */
  answerBank(page: string, yes: boolean): string {
    const payment = this.payments.find((one) => one.id === page.split("/").pop())!;
    if (payment.status === "requires_action") {
      if (yes) this.succeed(payment);
      else this.fail(payment, { code: "payment_intent_authentication_failure" }, false);
    }
    return `${payment.returnTo}?payment_intent=${payment.id}&redirect_status=${payment.status === "succeeded" ? "succeeded" : "failed"}`;
  }

  /** One of its messages, signed with its secret, or with another, or long ago. */
  async deliver(house: string, event: Json, how: { secret?: string; secondsAgo?: number; change?: (text: string) => string } = {}) {
    const payload = JSON.stringify(event);
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      secret: how.secret ?? this.webhookSecret,
      timestamp: Math.floor(Date.now() / 1000) - (how.secondsAgo ?? 0),
    });
    const { change = (text) => text } = how;
    return fetch(`${house}/webhooks/stripe`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
      body: change(payload),
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    const what = `${request.method} ${url.pathname}`;
    if (!url.pathname.startsWith("/v1/")) return this.page(url, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = Object.fromEntries(new URLSearchParams(chunks.length > 0 ? Buffer.concat(chunks).toString() : url.search));
    this.asked.push(what);

    const trouble = this.troubles.find(({ on, times = 1 }) => times > 0 && on.test(what));
    if (trouble?.times !== undefined) trouble.times -= 1;
    if (trouble?.cut) return void request.socket.destroy();
    if (trouble?.before) await pause(trouble.before);

    const key = request.headers["idempotency-key"] as string | undefined;
    const { answer, replayed } =
      request.headers.authorization !== `Bearer ${this.secretKey}` || trouble?.status === 401
        ? { answer: refusal(401, { type: "invalid_request_error", message: "Invalid API Key provided" }), replayed: false }
        : await this.once(key, what, fields, async () => {
            if (trouble?.status === 429) throw new Refused(429, { type: "invalid_request_error", code: "rate_limit" }, true);
            if (trouble?.status === 500) throw new Refused(500, { type: "api_error", message: "broken" });
            if (trouble?.refuse) throw invalid("charge_not_refundable");
            return this.work(request.method!, url.pathname.slice(4), fields, trouble?.during ?? 0);
          });
    if (trouble?.after) await pause(trouble.after);
    if (trouble?.lose) return void request.socket.destroy();
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "request-id": id("req"),
      ...(replayed && { "idempotent-replayed": "true" }),
    });
    response.end(JSON.stringify(answer.body));
  }

  /** The first answer again for the same key: also a failure's, once the work had begun. */
  private async once(
    key: string | undefined,
    what: string,
    fields: Fields,
    work: () => Promise<Json>,
  ): Promise<{ answer: Answer; replayed: boolean }> {
    const hash = createHash("sha256")
      .update(JSON.stringify([what, fields]))
      .digest("hex");
    const known = key === undefined ? undefined : this.keys.get(key);
    if (known && known.hash !== hash)
      return {
        answer: refusal(400, { type: "idempotency_error", message: "Keys can only be used with the same parameters" }),
        replayed: false,
      };
    if (known) {
      const busy = refusal(409, { type: "invalid_request_error", code: "idempotency_key_in_use", message: "in use" });
      return { answer: known.answer ?? busy, replayed: known.answer !== undefined };
    }
    if (key !== undefined) this.keys.set(key, { hash, answer: undefined });
    try {
      const answer = { status: 200, body: await work() };
      if (key !== undefined) this.keys.set(key, { hash, answer });
      return { answer, replayed: false };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const answer = refusal(error.status, error.error);
      if (key !== undefined) {
        if (error.early) this.keys.delete(key);
        else this.keys.set(key, { hash, answer });
      }
      return { answer, replayed: false };
    }
  }

  private async work(method: string, path: string, fields: Fields, during: number): Promise<Json> {
    const parts = path.split("/");
    const expand = Object.values(inner(fields, "expand"));
    if (method === "POST") {
      const known = taken[parts.at(-1)!] ?? taken[path] ?? [];
      const odd = Object.keys(fields).find((name) => !known.includes(name.split("[")[0]!));
      if (odd !== undefined) throw invalid("parameter_unknown", odd, {}, true);
    }
    if (method === "POST" && path === "customers") return this.newCustomer(fields);
    if (method === "POST" && path === "checkout/sessions") return this.newSession(fields);
    if (method === "GET" && path.startsWith("checkout/sessions/")) return this.shownSession(this.sessionOf(parts[2]!), expand);
    if (method === "POST" && path === "payment_intents") return this.newPayment(fields, during);
    if (method === "GET" && path === "payment_intents") return this.listPayments(fields);
    if (method === "GET" && parts[0] === "payment_intents") return this.shown(this.paymentOf(parts[1]!), expand);
    if (method === "POST" && parts[2] === "confirm") return this.confirm(this.paymentOf(parts[1]!), fields, during);
    if (method === "POST" && parts[2] === "cancel") return this.cancel(this.paymentOf(parts[1]!), expand);
    if (method === "POST" && path === "refunds") return this.newRefund(fields);
    if (method === "GET" && path === "refunds") return this.listRefunds(fields);
    throw invalid("resource_missing");
  }

  private newCustomer(fields: Fields): Json {
    const made = { id: id("cus"), fields };
    this.customers.set(made.id, made);
    return { id: made.id, object: "customer", name: fields.name ?? null, metadata: inner(fields, "metadata") };
  }

  private sessionOf(name: string): Session {
    const found = this.sessions.get(name);
    if (!found) throw invalid("resource_missing");
    return found;
  }

  private newSession(fields: Fields): Json {
    const { mode, customer = "", success_url: success = "", cancel_url: cancel = "", locale = "auto" } = fields;
    if (mode !== "setup" || fields["allowed_payment_method_types[0]"] !== "card") throw invalid("parameter_missing", "currency");
    if (!this.customers.has(customer)) throw invalid("resource_missing", "customer");
    const made: Session = { id: id("cs_test"), customer, success, cancel, locale, method: undefined };
    this.sessions.set(made.id, made);
    return this.shownSession(made, []);
  }

  private shownSession({ id: name, customer, method }: Session, expand: readonly string[]): Json {
    const shown = method && {
      id: method.id,
      object: "payment_method",
      type: "card",
      card: { brand: method.brand, last4: method.number.slice(-4), exp_month: 9, exp_year: 2031 },
    };
    const setup = { id: `seti_${name.slice(8)}`, object: "setup_intent", status: method ? "succeeded" : "requires_payment_method" };
    const whole = expand.includes("setup_intent.payment_method");
    return {
      id: name,
      object: "checkout.session",
      mode: "setup",
      status: method ? "complete" : "open",
      customer,
      url: method ? null : (this.elsewhere ?? `${this.url}/pages/card/${name}`),
      setup_intent: whole ? { ...setup, payment_method: shown ?? null } : setup.id,
    };
  }

  private paymentOf(name: string): Payment {
    const found = this.payments.find((one) => one.id === name);
    if (!found) throw invalid("resource_missing");
    return found;
  }

  private async newPayment(fields: Fields, during: number): Promise<Json> {
    const method = this.methods.get(fields.payment_method ?? "");
    if (!this.customers.has(fields.customer ?? "")) throw invalid("resource_missing", "customer");
    if (!method || method.customer !== fields.customer) throw invalid("resource_missing", "payment_method");
    if (!(Number(fields.amount) >= 50)) throw invalid("amount_too_small", "amount");
    if (during) await pause(during);
    const made: Payment = {
      ...{ id: id("pi"), fields, status: "requires_confirmation", method, locked: false },
      ...{ error: undefined, charge: undefined, returnTo: undefined, created: this.payments.length },
    };
    this.payments.push(made);
    return this.shown(made, []);
  }

  private listPayments({ customer, limit = "10", starting_after: after }: Fields): Json {
    const all = this.payments.filter((one) => one.fields.customer === customer).reverse();
    const from = after === undefined ? 0 : all.findIndex((one) => one.id === after) + 1;
    const data = all.slice(from, from + Number(limit)).map((one) => this.shown(one, []));
    return { object: "list", url: "/v1/payment_intents", has_more: from + data.length < all.length, data };
  }

  private async confirm(payment: Payment, fields: Fields, during: number): Promise<Json> {
    if (payment.locked) throw new Refused(429, { type: "invalid_request_error", code: "lock_timeout" }, true);
    if (payment.status !== "requires_confirmation" && payment.status !== "requires_payment_method") throw this.unexpected(payment);
    payment.locked = true;
    if (during) await pause(during);
    payment.locked = false;
    const fate = fates[payment.method.number] ?? "good";
    if (fate === "good") this.succeed(payment);
    else if (fate !== "authenticate") this.fail(payment, fate, true);
    else if (fields.off_session === "true")
      this.fail(payment, { code: "authentication_required", declineCode: "authentication_required" }, true);
    else {
      payment.status = "requires_action";
      payment.returnTo = fields.return_url;
    }
    if (payment.error)
      throw new Refused(402, {
        type: "card_error",
        code: payment.error.code,
        decline_code: payment.error.declineCode,
        charge: payment.charge?.id,
        message: "Your card was declined.",
        payment_intent: this.shown(payment, []),
      });
    return this.shown(payment, []);
  }

  private cancel(payment: Payment, expand: readonly string[]): Json {
    if (payment.locked) throw new Refused(429, { type: "invalid_request_error", code: "lock_timeout" }, true);
    if (payment.status === "succeeded" || payment.status === "canceled") throw this.unexpected(payment);
    payment.status = "canceled";
    // A later change of a payment forgets its error.
    payment.error = undefined;
    this.tell("payment_intent.canceled", this.shown(payment, []));
    return this.shown(payment, expand);
  }

  private unexpected(payment: Payment): Refused {
    return invalid("payment_intent_unexpected_state", undefined, { payment_intent: this.shown(payment, []) });
  }

  private succeed(payment: Payment): void {
    payment.status = "succeeded";
    payment.error = undefined;
    payment.charge = { id: id("ch"), failed: false };
    this.tell("payment_intent.succeeded", this.shown(payment, []));
  }

  private fail(payment: Payment, error: { code: string; declineCode?: string }, charged: boolean): void {
    payment.status = "requires_payment_method";
    payment.error = error;
    payment.charge = charged ? { id: id("ch"), failed: true } : undefined;
    this.tell("payment_intent.payment_failed", this.shown(payment, []));
  }

  private shown({ id: name, fields, status, error, charge, method, created }: Payment, expand: readonly string[]): Json {
    const last = error && { type: "card_error", code: error.code, decline_code: error.declineCode };
    const failure = this.failures.get(charge?.id ?? "") ?? error;
    if (charge?.failed && error) this.failures.set(charge.id, error);
    const whole = charge && {
      id: charge.id,
      object: "charge",
      status: charge.failed ? "failed" : "succeeded",
      failure_code: charge.failed ? failure?.code : null,
      outcome: charge.failed ? { reason: failure?.declineCode ?? null } : null,
    };
    return {
      id: name,
      object: "payment_intent",
      amount: Number(fields.amount),
      currency: fields.currency,
      customer: fields.customer,
      payment_method: status === "requires_payment_method" ? null : method.id,
      description: fields.description ?? null,
      metadata: inner(fields, "metadata"),
      created,
      status,
      last_payment_error: last ?? null,
      latest_charge: whole ? (expand.includes("latest_charge") ? whole : whole.id) : null,
      next_action:
        status === "requires_action"
          ? { type: "redirect_to_url", redirect_to_url: { url: this.elsewhere ?? `${this.url}/pages/bank/${name}` } }
          : null,
    };
  }
  private readonly failures = new Map<string, { code: string; declineCode?: string }>();

  private newRefund(fields: Fields): Json {
    const payment = this.payments.find((one) => one.id === fields.payment_intent);
    if (!payment) throw invalid("resource_missing", "payment_intent");
    const before = this.refunds.filter((one) => one.payment === payment.id && one.status === "succeeded");
    const rest = Number(payment.fields.amount) - before.reduce((sum, one) => sum + one.amount, 0);
    const amount = Number(fields.amount);
    if (payment.status !== "succeeded") throw invalid("charge_not_refundable");
    if (rest === 0) throw invalid("charge_already_refunded");
    if (amount > rest) throw invalid("amount_too_large", "amount");
    const made: Refund = { id: id("re"), payment: payment.id, amount, metadata: inner(fields, "metadata"), status: "succeeded" };
    this.refunds.push(made);
    this.tell("charge.refunded", { id: payment.charge?.id, object: "charge", payment_intent: payment.id, metadata: {} });
    return this.shownRefund(made);
  }

  private listRefunds({ payment_intent: payment, limit = "10", starting_after: after }: Fields): Json {
    if (!this.payments.some((one) => one.id === payment)) throw invalid("resource_missing", "payment_intent");
    const all = this.refunds.filter((one) => one.payment === payment).reverse();
    const from = after === undefined ? 0 : all.findIndex((one) => one.id === after) + 1;
    const data = all.slice(from, from + Number(limit)).map((one) => this.shownRefund(one));
    return { object: "list", url: "/v1/refunds", has_more: from + data.length < all.length, data };
  }

  private shownRefund = ({ id: name, payment, amount, metadata, status }: Refund): Json => ({
    ...{ id: name, object: "refund", payment_intent: payment, amount, metadata, status },
  });

  private tell(type: string, object: Json): void {
    this.events.push({ id: id("evt"), object: "event", api_version: "2026-10-28.endive", type, created: 0, data: { object } });
  }

  /** Its two pages, for a browser: a card to type, and the bank's question. */
  private page(url: URL, response: ServerResponse): void {
    const [, , kind, name = ""] = url.pathname.split("/");
    const to = (location: string) => response.writeHead(303, { location }).end();
    const number = url.searchParams.get("number");
    const answer = url.searchParams.get("answer");
    const session = this.sessions.get(name);
    if (kind === "card" && number !== null) return void to(this.typeCard(name, number));
    if (kind === "bank" && answer !== null) return void to(this.answerBank(name, answer === "yes"));
    const form =
      kind === "card"
        ? `<form><label>Card <input name="number" value="4242424242424242"></label> <button>Save</button></form><a href="${session?.cancel}">Back</a>`
        : `<form><button name="answer" value="yes">Confirm</button> <button name="answer" value="no">Refuse</button></form>`;
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<!doctype html><title>${kind}</title><h1>${kind}</h1>${form}`);
  }
}

const refusal = (status: number, error: Json): Answer => ({ status, body: { error } });
