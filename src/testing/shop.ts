import * as memberships from "../rooms/memberships/door.ts";
import { inOneTransaction } from "../server/acts.ts";
import type { Answer, Caller, Partner, TestHouse } from "./house.ts";

/** The sandbox's cards by how their charges end. */
export const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  insufficientFunds: "4000 0000 0000 9995",
  expired: "4000 0000 0000 0069",
  cvcWrong: "4000 0000 0000 0127",
  processingError: "4000 0000 0000 0119",
  attachesThenFails: "4000 0000 0000 0341",
} as const;

const actor = { kind: "clock", id: null, name: "" } as const;

/** Makes a company a member of the network, as the news of its account does. */
export async function join(house: TestHouse, partner: Partner): Promise<void> {
  await inOneTransaction(
    house.open.house,
    () => {},
    actor,
    null,
    (act) => memberships.startNetwork(act, partner.accountId, act.today),
  );
}

/** What the programme sells to every member. */
export const offerOf = (house: TestHouse): string => house.open.house.programme.offers[0]!.id;

type Typed = { number?: string; expiry?: string; cvc?: string };

/** What the browser does with a card: it gives it to the gateway and gets a token. */
export const tokenise = (caller: Caller, { number = cards.good, expiry = "09/31", cvc = "123" }: Typed = {}) =>
  caller.do("gateway.tokenise", {
    body: { number, expiry, cvc, address: { line1: "3 quai de la Douane", postalCode: "29200", city: "Brest", country: "FR" } },
  });

/** One person's way through the checkout, a method for each step. */
export class Checkout {
  private constructor(
    readonly caller: Caller,
    readonly accountId: string,
    readonly offerId: string,
    readonly cartId: string,
    public version: number,
  ) {}

  static async open(house: TestHouse, caller: Caller, accountId: string, offerId = offerOf(house)): Promise<Checkout> {
    const cart = await caller.do("purchasing.openCart", { accountId, body: { offerId } });
    return new Checkout(caller, accountId, offerId, cart.id, cart.version);
  }

  /** « Renouveler des abonnements », as far as the review: details read, terms accepted, this card stored and chosen. */
  static async renewal(caller: Caller, accountId: string, membershipId: string, card: Typed = {}): Promise<Checkout> {
    const cart = await caller.do("purchasing.openRenewal", { accountId, membershipId });
    const checkout = new Checkout(caller, accountId, cart.offer.id, cart.id, cart.version);
    await checkout.readDetails();
    await checkout.accept();
    await checkout.payWith(card);
    return checkout;
  }

  async readDetails() {
    const cart = await this.caller.do("purchasing.readDetails", { ...this.at, body: { version: this.version } });
    this.version = cart.version;
    return cart;
  }

  /** As far as the review: terms accepted, this card stored and chosen. */
  static async ready(house: TestHouse, caller: Caller, accountId: string, card: Typed = {}): Promise<Checkout> {
    const checkout = await Checkout.open(house, caller, accountId);
    await checkout.accept();
    await checkout.payWith(card);
    return checkout;
  }

  private get at() {
    return { accountId: this.accountId, cartId: this.cartId };
  }

  read() {
    return this.caller.do("purchasing.cart", this.at);
  }

  async accept() {
    const terms = await this.caller.do("purchasing.terms", { accountId: this.accountId, offerId: this.offerId });
    const cart = await this.caller.do("purchasing.acceptTerms", {
      ...this.at,
      body: { version: this.version, terms: { version: terms.version, sha256: terms.sha256 } },
    });
    this.version = cart.version;
    return cart;
  }

  async payWith(card: Typed = {}) {
    const { token } = await tokenise(this.caller, card);
    const cart = await this.caller.do("purchasing.addMethod", { ...this.at, body: { version: this.version, token } });
    this.version = cart.version;
    return cart;
  }

  /** The transfer chosen instead of a card, with this contact. */
  async payByTransfer(contact: { name?: string; phone?: string; email?: string } = {}) {
    const filled = { name: "Yann Le Goff", phone: "02 98 00 14 72", email: "compta@kermadec.example", ...contact };
    const cart = await this.caller.do("purchasing.chooseTransfer", { ...this.at, body: { version: this.version, contact: filled } });
    this.version = cart.version;
    return cart;
  }

  /** « Envoyer ». */
  send(extras: { key?: string; caller?: Caller } = {}) {
    return (extras.caller ?? this.caller).call(
      "purchasing.sendTransfer",
      { ...this.at, body: { version: this.version } },
      extras.key === undefined ? {} : { key: extras.key },
    );
  }

  buy(extras: { key?: string; caller?: Caller } = {}) {
    return (extras.caller ?? this.caller).call(
      "purchasing.buy",
      { ...this.at, body: { version: this.version } },
      extras.key === undefined ? {} : { key: extras.key },
    );
  }
}

/** Orders the programme's first offer by transfer, and lets everything that follows happen. */
export async function orderByTransfer(house: TestHouse, partner: Partner, caller: Caller = partner.admin) {
  const checkout = await Checkout.open(house, caller, partner.accountId);
  await checkout.accept();
  await checkout.payByTransfer();
  const answer = await checkout.send();
  if (answer.status !== 201) throw new Error(`the order answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  await house.settle();
  return answer.body;
}

/** Buys the programme's first offer for a member and lets everything that follows happen. */
export async function purchase(house: TestHouse, partner: Partner, caller: Caller = partner.admin) {
  const answer = await (await Checkout.ready(house, caller, partner.accountId)).buy();
  if (answer.status !== 201) throw new Error(`the purchase answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  await house.settle();
  const { confirmAt: _, ...order } = answer.body;
  return order;
}

export const refusal = ({ status, problem }: Answer<unknown>): [number, string] => [status, problem.code];
