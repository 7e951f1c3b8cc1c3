import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Caller, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, cards, refusal } from "../../testing/shop.ts";
import { TestStripe } from "../../testing/stripe.ts";

const asksTheBuyer = "4000 0027 6000 3184";

let provider: TestStripe;
let house: TestHouse;
beforeAll(async () => {
  provider = await TestStripe.start();
  house = await TestHouse.start({ environment: provider.environment });
});
afterEach(() => provider.meet());
afterAll(async () => {
  await house.close();
  await provider.close();
});

/** The provider's page for a card, and back from it with the token. */
async function typeCard({ caller, accountId, cartId }: Checkout, number: string): Promise<string> {
  const { url } = await caller.do("purchasing.cardPage", { accountId, cartId });
  return new URL(provider.typeCard(url, number)).searchParams.get("token")!;
}

async function payWith(checkout: Checkout, number: string = cards.good) {
  const { caller, accountId, cartId, version } = checkout;
  const token = await typeCard(checkout, number);
  const cart = await caller.do("purchasing.addMethod", { accountId, cartId, body: { version, token } });
  checkout.version = cart.version;
  return cart;
}

async function ready({ accountId, admin }: Partner, number?: string, in_ = house, caller: Caller = admin): Promise<Checkout> {
  const checkout = await Checkout.open(in_, caller, accountId);
  await checkout.accept();
  await payWith(checkout, number);
  return checkout;
}

const ordersOf = ({ accountId }: Partner) =>
  house.db.query<{ id: string; state: string; declined: string | null }>(
    sql`select id, state, decline_code as declined from orders where account_id = ${accountId} order by id`,
  );
const statesOf = async (partner: Partner) => (await ordersOf(partner)).map(({ state, declined }) => declined ?? state);
const customerOf = async ({ accountId }: Partner): Promise<string> =>
  (await house.db.one<{ ref: string }>(sql`select ref from provider_customers where account_id = ${accountId}`))!.ref;
const captured = async (partner: Partner): Promise<number> => provider.captured(await customerOf(partner)).length;
const bought = async ({ accountId }: Partner): Promise<number> =>
  (await house.db.query(sql`select 1 from memberships where account_id = ${accountId} and kind = 'offer'`)).length;
const paymentsOf = async (partner: Partner) => {
  const customer = await customerOf(partner);
  return provider.payments.filter(({ fields }) => fields.customer === customer);
};
const eventsOf = async (partner: Partner, type: string) => {
  const customer = await customerOf(partner);
  return provider.events.filter(
    (event) => event.type === type && (event.data as { object: { customer: string } }).object.customer === customer,
  );
};

/** The machine's clock does not travel: the job that asks again is made due instead. */
async function askAgain({ accountId }: Partner): Promise<void> {
  const now = house.open.house.clock.machine();
  await house.db.query(
    sql`update jobs set due_at = least(due_at, ${now}), not_before = ${now} where kind = 'purchasing.settle' and account_id = ${accountId} and state = 'waiting'`,
  );
  await house.settle();
}
const ask = ({ accountId, admin }: Partner, orderId: string, giveUp = false) =>
  admin.do("purchasing.askPayment", { accountId, orderId, body: { giveUp } });

describe("a card typed on the provider's page", () => {
  test("F-126 F-127 comes back as a token, is the company's for every buyer, and nothing of its number is here", async () => {
    const partner = await member(house);
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    await checkout.accept();
    const { entry } = await partner.admin.do("purchasing.methods", { accountId: partner.accountId });
    expect(entry).toBe("page");
    const { url } = await partner.admin.do("purchasing.cardPage", { accountId: partner.accountId, cartId: checkout.cartId });
    expect(provider.sessions.get(url.split("/").pop()!)).toMatchObject({
      locale: "fr",
      cancel: `${house.open.house.url}/a/${partner.accountId}/offers/${checkout.offerId}/checkout/payment`,
    });
    const back = provider.typeCard(url, "5555 5555 5555 4444");
    expect(back).toContain(`${house.open.house.url}/a/${partner.accountId}/carts/${checkout.cartId}/card?token=cs_test_`);
    const token = new URL(back).searchParams.get("token")!;
    const body = { version: checkout.version, token };
    const cart = await partner.admin.do("purchasing.addMethod", { accountId: partner.accountId, cartId: checkout.cartId, body });
    expect(cart).toMatchObject({ step: "order", method: { brand: "Mastercard", last4: "4444", expMonth: 9, expYear: 2031 } });
    const yann = await house.colleague(partner, ["partnerAdmin"]);
    const { items } = await yann.do("purchasing.methods", { accountId: partner.accountId });
    expect(items.map(({ last4 }) => last4)).toEqual(["4444"]);
  });

  test("F-127 the token of another company's page, an unfinished page's and an invented one are no card", async () => {
    const [partner, other] = [await member(house), await member(house)];
    const [hers, theirs] = [
      await Checkout.open(house, partner.admin, partner.accountId),
      await Checkout.open(house, other.admin, other.accountId),
    ];
    await hers.accept();
    await theirs.accept();
    await payWith(hers);
    const { url } = await partner.admin.do("purchasing.cardPage", { accountId: partner.accountId, cartId: hers.cartId });
    for (const token of [await typeCard(theirs, cards.good), url.split("/").pop()!, "cs_test_nobody", "tok_nobody"]) {
      const body = { version: hers.version, token };
      const answer = await partner.admin.call("purchasing.addMethod", { accountId: partner.accountId, cartId: hers.cartId, body });
      expect(refusal(answer), token).toEqual([422, "purchasing.tokenUnknown"]);
    }
    expect((await partner.admin.do("purchasing.methods", { accountId: partner.accountId })).items).toHaveLength(1);
  });

  test("F-126 two colleagues open the page at once: the company is one customer there", async () => {
    const partner = await member(house);
    const yann = await house.colleague(partner, ["partnerAdmin"]);
    const { accountId } = partner;
    const carts = [await Checkout.open(house, partner.admin, accountId), await Checkout.open(house, yann, accountId)];
    await Promise.all(carts.map(({ caller, cartId }) => caller.call("purchasing.cardPage", { accountId, cartId })));
    await yann.do("purchasing.cardPage", { accountId, cartId: carts[1]!.cartId });
    expect([...provider.customers.values()].filter(({ fields }) => fields["metadata[account]"] === accountId)).toHaveLength(1);
  });

  test("F-127 a colleague's cart has no page, and a provider out of reach is said to be; a house whose cards are typed here has none", async () => {
    const partner = await member(house);
    const yann = await house.colleague(partner, ["partnerAdmin"]);
    const { cartId } = await Checkout.open(house, partner.admin, partner.accountId);
    const at = { accountId: partner.accountId, cartId };
    expect(refusal(await yann.call("purchasing.cardPage", at))).toEqual([404, "purchasing.cartNotFound"]);
    await provider.meet({ on: /./, times: 99, cut: true });
    expect(refusal(await partner.admin.call("purchasing.cardPage", at))).toEqual([503, "purchasing.gatewayUnreachable"]);

    const plain = await TestHouse.start();
    const there = await member(plain);
    const cart = await Checkout.open(plain, there.admin, there.accountId);
    const answer = await there.admin.call("purchasing.cardPage", { accountId: there.accountId, cartId: cart.cartId });
    expect(refusal(answer)).toEqual([409, "purchasing.cardTypedHere"]);
    expect((await there.admin.do("purchasing.methods", { accountId: there.accountId })).entry).toBe("form");
    await plain.close();
  });

  test("F-126 a card that another provider keeps is neither offered nor charged", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await house.db.query(sql`update payment_methods set gateway = 'sandbox' where account_id = ${partner.accountId}`);
    const { methodId } = (await house.db.one<{ methodId: string }>(
      sql`select id as "methodId" from payment_methods where account_id = ${partner.accountId}`,
    ))!;
    expect((await partner.admin.do("purchasing.methods", { accountId: partner.accountId })).items).toEqual([]);
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.methodMissing"]);
    const body = { version: checkout.version, methodId };
    expect(
      refusal(await partner.admin.call("purchasing.chooseMethod", { accountId: partner.accountId, cartId: checkout.cartId, body })),
    ).toEqual([404, "purchasing.methodNotFound"]);
    expect(await captured(partner)).toBe(0);
  });
});

describe("« Acheter »", () => {
  test("F-129 captures the amount of the review at once, under the order's number, once", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    const key = newId();
    const { status, body } = await checkout.buy({ key });
    expect([status, body.state, body.confirmAt]).toEqual([201, "paid", null]);
    expect((await checkout.buy({ key })).body).toEqual(body);
    const [payment, ...more] = await paymentsOf(partner);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({
      status: "succeeded",
      fields: { amount: "51000", currency: "eur", description: body.number, "metadata[order]": body.number },
    });
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test.each([
    ["cardDeclined", cards.declined],
    ["insufficientFunds", cards.insufficientFunds],
    ["cardExpired", cards.expired],
    ["cvcWrong", cards.cvcWrong],
    ["processingError", cards.processingError],
  ])("F-129 P14 a no of the bank is told as « %s », changes nothing, and ends the payment there", async (code, number) => {
    const partner = await member(house);
    const checkout = await ready(partner, number);
    expect(refusal(await checkout.buy())).toEqual([402, `purchasing.${code}`]);
    expect((await paymentsOf(partner)).map(({ status }) => status)).toEqual(["canceled"]);
    await payWith(checkout);
    expect((await checkout.buy()).body.state).toBe("paid");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("F-129 an answer lost after the capture is asked for once more at once: paid, charged once", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await provider.meet({ on: /confirm$/, lose: true });
    expect((await checkout.buy()).body.state).toBe("paid");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("F-129 silence after the capture: the buyer is told not to pay again, and the job finds the capture, also when the keys are forgotten", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await provider.meet(
      { on: /confirm$/, lose: true },
      { on: /payment_intents/, times: 0 },
      { on: /GET .*payment_intents/, times: 99, cut: true },
    );
    expect(refusal(await checkout.buy())).toEqual([502, "purchasing.paymentUnknown"]);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 0]);
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.inFlight"]);
    await provider.meet();
    provider.forgetKeys();
    await askAgain(partner);
    expect(await statesOf(partner)).toEqual(["paid"]);
    expect([await captured(partner), (await paymentsOf(partner)).length, await bought(partner)]).toEqual([1, 1, 1]);
  });

  test.each([
    ["out of reach", { on: /POST .*payment_intents$/, times: 99, cut: true }, "gatewayUnreachable"],
    ["broken when the payment is made", { on: /POST .*payment_intents$/, status: 500 }, "gatewayUnreachable"],
    ["asked too often when the payment is made", { on: /POST .*payment_intents$/, status: 429 }, "gatewayUnreachable"],
    ["silent after the payment was made", { on: /POST .*payment_intents$/, lose: true }, "gatewayUnreachable"],
    ["closed to our key", { on: /./, times: 99, status: 401 }, "gatewayUnreachable"],
    ["broken when it is confirmed", { on: /confirm$/, status: 500 }, "notCharged"],
    ["asked too often when it is confirmed", { on: /confirm$/, status: 429 }, "notCharged"],
    ["out of reach when it is confirmed", { on: /confirm$/, cut: true }, "notCharged"],
  ] as const)("F-129 a provider %s: a clear sentence, nothing is charged, and the same cart buys later", async (_, trouble, code) => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await provider.meet({ ...trouble });
    expect(refusal(await checkout.buy())).toEqual([503, `purchasing.${code}`]);
    expect([await statesOf(partner), await captured(partner)]).toEqual([["abandoned"], 0]);
    await provider.meet();
    expect((await checkout.buy()).body.state).toBe("paid");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("F-129 a confirmation on its way while the last word is asked for: it comes too late, and is refused", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await provider.meet({ on: /confirm$/, before: 800 });
    const late = checkout.buy();
    await expect.poll(() => paymentsOf(partner)).toHaveLength(1);
    await askAgain(partner);
    expect(await statesOf(partner)).toEqual(["abandoned"]);
    expect(refusal(await late)).toEqual([503, "purchasing.notCharged"]);
    expect([await captured(partner), await bought(partner)]).toEqual([0, 0]);
  });

  test("F-129 a confirmation being worked at while the last word is asked for: the order waits, and follows the capture", async () => {
    const partner = await member(house);
    const checkout = await ready(partner);
    await provider.meet({ on: /confirm$/, during: 1500 });
    const late = checkout.buy();
    await expect.poll(async () => (await paymentsOf(partner)).map(({ locked }) => locked)).toEqual([true]);
    await askAgain(partner);
    expect(await statesOf(partner)).toEqual(["paying"]);
    expect((await late).body.state).toBe("paid");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });
});

describe("a bank that wants to hear the buyer", () => {
  async function asked() {
    const partner = await member(house);
    const checkout = await ready(partner, asksTheBuyer);
    const { status, body } = await checkout.buy();
    return { partner, checkout, status, order: body };
  }

  test("F-129 sends them to its page; the order waits, nobody pays twice, and it is paid when they come back", async () => {
    const { partner, checkout, status, order } = await asked();
    expect([status, order.state, order.confirmAt]).toEqual([201, "paying", expect.stringMatching(/\/pages\/bank\/pi_/)]);
    expect(await ask(partner, order.id)).toMatchObject({ state: "paying", confirmAt: order.confirmAt });
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.inFlight"]);
    await askAgain(partner);
    expect([await statesOf(partner), await captured(partner)]).toEqual([["paying"], 0]);

    const back = provider.answerBank(order.confirmAt!, true);
    expect(back).toContain(`${house.open.house.url}/a/${partner.accountId}/orders/${order.id}/payment?`);
    const ended = await ask(partner, order.id);
    expect(ended).toMatchObject({ state: "paid", confirmAt: null, offer: { id: checkout.offerId }, renews: null });
    expect(await ask(partner, order.id)).toEqual(ended);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
    expect(await checkout.read()).toMatchObject({ step: "done" });
  });

  test("F-129 they refuse there: the order is declined with that reason, the payment is ended, and another card buys", async () => {
    const { partner, checkout, order } = await asked();
    provider.answerBank(order.confirmAt!, false);
    expect(await ask(partner, order.id)).toMatchObject({ state: "declined", declined: "authenticationNeeded" });
    expect((await paymentsOf(partner)).map(({ status }) => status)).toEqual(["canceled"]);
    await payWith(checkout);
    expect((await checkout.buy()).body.state).toBe("paid");
  });

  test("F-129 they give up here: nothing is charged, and a confirmation that comes after it captures nothing", async () => {
    const { partner, checkout, order } = await asked();
    expect(await ask(partner, order.id, true)).toMatchObject({ state: "abandoned", confirmAt: null });
    provider.answerBank(order.confirmAt!, true);
    expect([await captured(partner), await bought(partner)]).toEqual([0, 0]);
    await payWith(checkout);
    expect((await checkout.buy()).body.state).toBe("paid");
  });

  test("F-129 they confirm and give up at once: captured is captured", async () => {
    const { partner, order } = await asked();
    provider.answerBank(order.confirmAt!, true);
    expect(await ask(partner, order.id, true)).toMatchObject({ state: "paid" });
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("F-129 they never come back: once their time is over the attempt is closed", async () => {
    const { partner, order } = await asked();
    const past = new Date(Date.now() - 1000).toISOString();
    await house.db.query(sql`update payment_attempts set confirm_until = ${past} where order_id = ${order.id}`);
    await askAgain(partner);
    expect([await statesOf(partner), await captured(partner)]).toEqual([["abandoned"], 0]);
    expect((await paymentsOf(partner)).map(({ status }) => status)).toEqual(["canceled"]);
  });

  test("F-129 a stranger asks about nothing, and a colleague who may not buy gets the reason", async () => {
    const { partner, order } = await asked();
    const other = await member(house);
    const body = { giveUp: true };
    const answer = await other.admin.call("purchasing.askPayment", { accountId: other.accountId, orderId: order.id, body });
    expect(refusal(answer)).toEqual([404, "purchasing.orderNotFound"]);
    const reader = await house.colleague(partner, ["referralsAdmin"]);
    expect((await reader.call("purchasing.askPayment", { accountId: partner.accountId, orderId: order.id, body })).status).toBe(403);
    expect(await statesOf(partner)).toEqual(["paying"]);
  });
});

test.each(["http://pay.example.com/page", "javascript:alert(1)", "//pay.example.com", "page"])(
  "F-127 F-129 nobody is sent to %s, whatever the provider says",
  async (address) => {
    const partner = await member(house);
    const checkout = await ready(partner, asksTheBuyer);
    provider.elsewhere = address;
    const page = await partner.admin.call("purchasing.cardPage", { accountId: partner.accountId, cartId: checkout.cartId });
    const bought = await checkout.buy();
    provider.elsewhere = undefined;
    expect(refusal(page)).toEqual([503, "purchasing.gatewayUnreachable"]);
    expect(refusal(bought)).toEqual([503, "purchasing.notCharged"]);
    expect([await statesOf(partner), (await paymentsOf(partner)).map(({ status }) => status)]).toEqual([["abandoned"], ["canceled"]]);
  },
);

describe("the provider's messages", () => {
  const heard = async () => (await house.db.query(sql`select id from provider_messages`)).length;
  const hearing = () => house.db.query(sql`select id from jobs where kind = 'purchasing.hear'`);

  async function confirmedElsewhere() {
    const partner = await member(house);
    const checkout = await ready(partner, asksTheBuyer);
    const { body } = await checkout.buy();
    provider.answerBank(body.confirmAt!, true);
    const [event] = await eventsOf(partner, "payment_intent.succeeded");
    return { partner, event: event! };
  }

  test("F-129 finish an order whose buyer never came back, once, however often and in whatever order they come", async () => {
    const { partner, event } = await confirmedElsewhere();
    const failed = { ...event, id: `evt_${newId()}`, type: "payment_intent.payment_failed" };
    const cancelled = { ...event, id: `evt_${newId()}`, type: "payment_intent.canceled" };
    // The house asks what became of it: a message that says no, and comes first, changes nothing of a capture.
    for (const message of [failed, event, event, cancelled]) expect((await provider.deliver(house.base, message)).status).toBe(200);
    await Promise.all([1, 2, 3].map(() => provider.deliver(house.base, event)));
    await house.settle();
    expect(await statesOf(partner)).toEqual(["paid"]);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
    expect((await house.mailsTo(partner.admin.email)).filter(({ subject }) => subject.startsWith("Commande"))).toHaveLength(1);
  });

  test("F-129 each is remembered once, and one about nothing of ours leads to nothing", async () => {
    const { event } = await confirmedElsewhere();
    const [before, jobs] = [await heard(), (await hearing()).length];
    const strange = { ...event, id: `evt_${newId()}`, data: { object: { id: "pi_elsewhere", metadata: { attempt: newId() } } } };
    const bare = { ...event, id: `evt_${newId()}`, type: "customer.updated", data: { object: { id: "cus_1" } } };
    for (const message of [strange, strange, bare, bare]) expect((await provider.deliver(house.base, message)).status).toBe(200);
    expect([await heard(), (await hearing()).length]).toEqual([before + 2, jobs]);
  });

  test("F-129 forged, changed on the way, old or unsigned they are refused, and nothing is written", async () => {
    const { partner, event } = await confirmedElsewhere();
    const before = await heard();
    const forged = [
      provider.deliver(house.base, event, { secret: "whsec_somebody_else" }),
      provider.deliver(house.base, event, { change: (text) => text.replace("succeeded", "succeedee") }),
      provider.deliver(house.base, event, { secondsAgo: 600 }),
      fetch(`${house.base}/webhooks/stripe`, { method: "POST", body: JSON.stringify(event) }),
      fetch(`${house.base}/webhooks/stripe`, { method: "POST" }),
    ];
    for (const answer of await Promise.all(forged)) {
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as { code: string }).code).toBe("purchasing.messageForged");
    }
    expect([await heard(), await statesOf(partner)]).toEqual([before, ["paying"]]);
    await provider.deliver(house.base, event);
    await house.settle();
    expect(await statesOf(partner)).toEqual(["paid"]);
  });

  test("F-129 a house without this provider hears nothing of it", async () => {
    const plain = await TestHouse.start();
    const { event } = await confirmedElsewhere();
    expect((await provider.deliver(plain.base, event)).status).toBe(400);
    await plain.close();
  });
});

test("F-118 a subscription that is cancelled in time is given back to the card there, once", async () => {
  const partner = await member(house);
  const { body: order } = await (await ready(partner)).buy();
  const at = { accountId: partner.accountId, membershipId: order.membershipId! };
  await partner.admin.do("refunds.cancel", { ...at, body: { orderId: order.id } });
  await house.settle();
  const [payment] = await paymentsOf(partner);
  expect(provider.refunds.filter((refund) => refund.payment === payment!.id)).toMatchObject([{ amount: 51_000, status: "succeeded" }]);
  const { items } = await partner.admin.do("purchasing.orders", { accountId: partner.accountId, limit: 10 });
  expect(items.map(({ state }) => state)).toEqual(["refunded"]);
});

describe("the automatic renewal", () => {
  async function due(number: string) {
    const away = await TestHouse.start({ bell: false, environment: provider.environment });
    const partner = await member(away);
    const english = await away.colleague(partner, ["partnerAdmin"], { language: "en" });
    const checkout = await ready(partner, number, away);
    const { body: order } = await checkout.buy();
    if (order.confirmAt) provider.answerBank(order.confirmAt, true);
    await ask(partner, order.id);
    await away.settle();
    await away.travel(addDays(order.term.endsOn, 0));
    const { items } = await partner.admin.do("purchasing.orders", { accountId: partner.accountId, limit: 50 });
    return { away, partner, english, items };
  }

  test("F-131 N10 charges the stored card without its holder", async () => {
    const { away, items } = await due(cards.good);
    expect(items.map(({ automatic, state }) => [automatic, state])).toEqual([
      [true, "paid"],
      [false, "paid"],
    ]);
    await away.close();
  });

  test("F-131 N10 a bank that wants to hear them declines; the mail says so, and how to renew by hand", async () => {
    const { away, partner, english, items } = await due(asksTheBuyer);
    expect(items.map(({ automatic, state, declined }) => [automatic, state, declined])).toEqual([
      [true, "declined", "authenticationNeeded"],
      [false, "paid", null],
    ]);
    const [hers] = await away.mailsTo(partner.admin.email);
    expect(hers!.text).toContain("La banque demande que vous confirmiez vous-même ce paiement. Rien n’est débité");
    const [theirs] = await away.mailsTo(english.email);
    expect(theirs!.text).toContain("The bank asks you to confirm this payment yourself. Nothing was charged");
    expect(theirs!.text).toContain("by hand");
    await away.close();
  });
});
