import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, startOf } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, orderByTransfer, purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
let partner: Partner;
let english: Awaited<ReturnType<TestHouse["colleague"]>>;
beforeEach(async () => {
  house = await TestHouse.start({ bell: false, networkMonths: 120 });
  partner = await member(house);
  english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
});
afterEach(() => house.close());

type Order = Awaited<ReturnType<typeof orderByTransfer>>;
const read = (order: Order) => partner.admin.do("purchasing.order", { accountId: partner.accountId, orderId: order.id });
const templates = async (email: string) => {
  await house.settle();
  const mails = await house.db.query<{ template: string }>(
    sql`select template from mails where to_address = ${email} and template like 'N7.%' order by id desc`,
  );
  return mails.map(({ template }) => template);
};
/** A second before a day begins where the programme is, and the second in which it does. */
const edges = (day: string) => {
  const begins = startOf(day, house.open.house.clock.zone);
  return [new Date(Date.parse(begins) - 1000).toISOString(), begins] as const;
};

describe("the thirty days", () => {
  test("S-07 G-011 N7 reminded on day 23, still open in the last second of day 30, expired with the first of day 31, in the programme's zone", async () => {
    const order = await orderByTransfer(house, partner, english);
    const until = addDays(order.placedOn, 30);
    expect(order.transfer!.payUntil).toBe(until);
    await house.travel(addDays(order.placedOn, 22));
    expect(await templates(english.email)).toEqual(["N7.instructions"]);
    await house.travel(addDays(order.placedOn, 23));
    expect(await templates(english.email)).toEqual(["N7.expiring", "N7.instructions"]);
    const [reminder] = await house.mailsTo(english.email);
    expect(reminder!.text).toContain("There are 7 days left");
    expect(reminder!.text).toContain("IE39 CITI 9900 5100 4473 21");

    const [last, over] = edges(addDays(until, 1));
    await house.travel(last);
    expect(await read(order)).toMatchObject({ state: "awaitingPayment", moves: { cancel: { open: true } } });
    await house.travel(over);
    expect(await read(order)).toMatchObject({ state: "expired", membershipId: null, moves: { cancel: { open: false } } });
    const [expired] = await house.mailsTo(english.email);
    expect(expired).toMatchObject({ subject: `Order ${order.number} has expired` });
    expect(expired!.text).toContain("do not pay a second time: place a new order by transfer");
    expect(refusal(await partner.admin.call("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id }))).toEqual([
      409,
      "purchasing.orderOver",
    ]);
    expect((await partner.admin.do("purchasing.offers", { accountId: partner.accountId })).waiting).toEqual([]);
    // A second order, and its own thirty days.
    const second = await orderByTransfer(house, partner);
    expect(second.transfer!.payUntil).toBe(addDays(until, 31));
  });

  test("G-011 nothing is open in the hours between the end of day 30 and the bell: the order stands expired, and the next one may be placed", async () => {
    const order = await orderByTransfer(house, partner);
    const [, over] = edges(addDays(order.placedOn, 31));
    await house.open.house.clock.moveTo(house.db, over);
    expect(await house.db.one(sql`select state from orders where id = ${order.id}`)).toEqual({ state: "awaitingPayment" });
    expect(await read(order)).toMatchObject({ state: "expired" });
    expect(refusal(await partner.admin.call("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id }))).toEqual([
      409,
      "purchasing.orderOver",
    ]);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    expect((await checkout.buy()).status).toBe(201);
    await house.settle();
    expect(await house.db.one(sql`select state from orders where id = ${order.id}`)).toEqual({ state: "expired" });
    expect(await house.db.query(sql`select 1 from facts where type = 'order.expired' and subject = ${order.id}`)).toHaveLength(1);
  });

  test("N7 whoever has cancelled is neither reminded nor told that anything expired", async () => {
    const order = await orderByTransfer(house, partner);
    await partner.admin.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id });
    await house.travel(addDays(order.placedOn, 40));
    expect(await templates(partner.admin.email)).toEqual(["N7.cancelled", "N7.instructions"]);
  });
});

/** The desk enters a payment as it arrived. */
const enter = async (order: Order, change: Record<string, string> = {}) => {
  const desk = await house.staff(["finance"]);
  const body = {
    receivedOn: house.open.house.clock.today(),
    amount: "510,00",
    currency: "EUR",
    reference: order.transfer!.reference,
    payer: "KERMADEC",
    ...change,
  };
  const receipt = await desk.do("purchasing.enterReceipt", { body });
  await house.settle();
  return { desk, receipt };
};
const purchased = async () => (await partner.admin.do("purchasing.offers", { accountId: partner.accountId })).purchased;

describe("which day counts", () => {
  test("S-07 O11 G-011 matched eleven days after the order, the year and the right to a refund begin on that day; day 30 of it passes", async () => {
    const order = await orderByTransfer(house, partner);
    const start = addDays(order.placedOn, 11);
    await house.travel(start);
    const { receipt } = await enter(order, { receivedOn: addDays(order.placedOn, 9) });
    expect(receipt.state).toBe("matched");
    const paid = await read(order);
    expect(paid).toMatchObject({ state: "paid", term: { startsOn: start }, refund: { until: addDays(start, 30) } });
    expect(await purchased()).toMatchObject([{ startsOn: start, endsOn: paid.term.endsOn, autoRenew: false }]);
    const at = { accountId: partner.accountId, membershipId: paid.membershipId! };
    await house.travel(addDays(start, 30));
    expect((await partner.admin.do("memberships.show", at)).refund).toMatchObject({ possible: true, until: addDays(start, 30) });
    await house.travel(addDays(start, 31));
    expect((await partner.admin.do("memberships.show", at)).refund.possible).toBe(false);
    // A paid order is neither reminded of nor does it expire.
    expect(await templates(partner.admin.email)).toEqual(["N7.activated", "N7.instructions"]);
  });

  test("O11 G-011 money of day 30 pays an order that has expired meanwhile; money of day 31 does not, and pays the order placed after it", async () => {
    const order = await orderByTransfer(house, partner);
    const until = order.transfer!.payUntil;
    await house.travel(addDays(until, 2));
    expect(await read(order)).toMatchObject({ state: "expired" });
    const late = await enter(order, { receivedOn: addDays(until, 1), payer: "TARD" });
    expect(late.receipt.state).toBe("unmatched");
    const inTime = await enter(order, { receivedOn: until, payer: "A TEMPS" });
    expect(inTime.receipt.state).toBe("matched");
    expect(await read(order)).toMatchObject({ state: "paid", term: { startsOn: addDays(until, 2) } });
    const refused = await late.desk.call("purchasing.matchReceipt", {
      receiptId: late.receipt.id,
      body: { orderId: order.id, reason: "Client connu" },
    });
    expect(refusal(refused)).toEqual([409, "purchasing.receiptOrderPaid"]);
  });

  test("O11 G-011 late money and a newer order: the machine leaves it to a person, who matches it with the newer one", async () => {
    const order = await orderByTransfer(house, partner);
    const until = order.transfer!.payUntil;
    await house.travel(addDays(until, 3));
    const { desk, receipt } = await enter(order, { receivedOn: addDays(until, 1) });
    expect(receipt.state).toBe("unmatched");
    const next = await orderByTransfer(house, partner);
    const match = (to: Order) =>
      desk.call("purchasing.matchReceipt", { receiptId: receipt.id, body: { orderId: to.id, reason: "Ancien numéro" } });
    expect(refusal(await match(order))).toEqual([409, "purchasing.receiptLate"]);
    expect((await match(next)).body).toMatchObject({ state: "matched" });
    expect(await read(next)).toMatchObject({ state: "paid" });
    expect(await read(order)).toMatchObject({ state: "expired" });
    // Money in time for the old order, when a newer one waits, is the newer one's too: nothing is bought twice.
    expect(await purchased()).toHaveLength(1);
  });
});

describe("a renewal by transfer", () => {
  /** Three days before a day. */
  const renewing = async (due: string, membershipId: string) => {
    await house.travel(addDays(due, -3));
    const cart = await partner.admin.do("purchasing.openRenewal", { accountId: partner.accountId, membershipId });
    const at = { accountId: partner.accountId, cartId: cart.id };
    const terms = await partner.admin.do("purchasing.terms", { accountId: partner.accountId, offerId: cart.offer.id });
    const read_ = await partner.admin.do("purchasing.readDetails", { ...at, body: { version: cart.version } });
    const accepted = await partner.admin.do("purchasing.acceptTerms", {
      ...at,
      body: { version: read_.version, terms: { version: terms.version, sha256: terms.sha256 } },
    });
    const contact = { name: "Yann Le Goff", phone: "02 98 00 14 72", email: "y@k.example" };
    const chosen = await partner.admin.do("purchasing.chooseTransfer", { ...at, body: { version: accepted.version, contact } });
    return partner.admin.do("purchasing.sendTransfer", { ...at, body: { version: chosen.version } });
  };

  test("G-011 F-131 while the transfer of a renewal is expected no card is charged; once it is cancelled, a later try of the same year charges", async () => {
    const bought = await purchase(house, partner);
    const [due, membershipId] = [bought.term.endsOn, bought.membershipId!];
    const order = await renewing(due, membershipId);
    expect(order).toMatchObject({ state: "awaitingPayment", renews: membershipId, term: { startsOn: due } });
    const again = await partner.admin.call("purchasing.openRenewal", { accountId: partner.accountId, membershipId });
    expect(refusal(again)).toEqual([409, "purchasing.awaitingTransfer"]);
    await house.travel(due);
    expect((await house.visitor().do("gateway.charges", { limit: 200 })).captured).toBe(1);
    const [failed] = await house.mailsTo(english.email);
    expect(failed!.text).toContain("A transfer is expected for this term: no card is charged.");
    await partner.admin.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id });
    await house.travel(addDays(due, 3));
    expect((await house.visitor().do("gateway.charges", { limit: 200 })).captured).toBe(2);
    const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(purchased).toMatchObject([{ startsOn: due, autoRenew: true, paidBy: { by: "card" } }]);
  });

  test("G-011 O11 N8 a renewal by transfer keeps the anniversary; it does not renew by itself, the next reminder says why, and a card switches that on again", async () => {
    const bought = await purchase(house, partner);
    const [due, membershipId] = [bought.term.endsOn, bought.membershipId!];
    const order = await renewing(due, membershipId);
    await house.travel(addDays(due, 4));
    const { receipt } = await enter(order);
    expect(receipt.state).toBe("matched");
    const [stands] = await purchased();
    expect(stands).toMatchObject({ startsOn: due, autoRenew: false, state: "active", paidBy: { by: "transfer" } });
    await house.travel(addDays(stands!.endsOn, -15));
    const [near] = await house.mailsTo(english.email);
    expect(near!.text).toContain("Its last term was paid by transfer: no card is linked to it");
    await house.travel(stands!.endsOn);
    expect((await house.visitor().do("gateway.charges", { limit: 200 })).captured).toBe(1);
    const checkout = await Checkout.renewal(partner.admin, partner.accountId, membershipId);
    expect((await checkout.buy()).status).toBe(201);
    await house.settle();
    expect(await purchased()).toMatchObject([{ startsOn: stands!.endsOn, autoRenew: true, paidBy: { by: "card" } }]);
  });

  test("G-011 O11 sent in the window and matched after the grace: benefits end on their day and come back with the match, the anniversary where it was", async () => {
    const bought = await purchase(house, partner);
    const [due, membershipId] = [bought.term.endsOn, bought.membershipId!];
    await partner.admin.do("memberships.autoRenewal", { accountId: partner.accountId, membershipId, body: { on: false } });
    const order = await renewing(addDays(due, 28), membershipId);
    expect(order.placedOn).toBe(addDays(due, 25));
    await house.travel(addDays(due, 31));
    expect(await purchased()).toMatchObject([{ state: "expired" }]);
    expect(await read(order)).toMatchObject({ state: "awaitingPayment" });
    await house.travel(addDays(due, 40));
    const { receipt } = await enter(order, { receivedOn: addDays(due, 38) });
    expect(receipt.state).toBe("matched");
    expect(await purchased()).toMatchObject([{ membershipId, state: "active", startsOn: due }]);
    const { items } = await partner.admin.do("benefits.list", { accountId: partner.accountId, kind: "software" });
    expect(items.some(({ status }) => status !== "ended")).toBe(true);
  });
});
