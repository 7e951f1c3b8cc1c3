import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, anniversary } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, cards, purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
let partner: Partner;
let english: Awaited<ReturnType<TestHouse["colleague"]>>;
let at: { accountId: string; membershipId: string };
let due: string;

/** One company in a house of its own, the day it buys; a colleague reads everything in English. */
beforeEach(async () => {
  house = await TestHouse.start({ bell: false, networkMonths: 120 });
  partner = await member(house);
  english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
});
afterEach(() => house.close());

const buys = async (number: string = cards.good, expiry = "09/31") => {
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId, { number, expiry });
  const { body } = await checkout.buy();
  await house.settle();
  at = { accountId: partner.accountId, membershipId: body.membershipId! };
  due = body.term.endsOn;
};
const stop = () => partner.admin.do("memberships.autoRenewal", { ...at, body: { on: false } });
const show = () => partner.admin.do("memberships.show", at);
const goTo = (day: number) => house.travel(addDays(due, day));
const captured = async () => (await house.visitor().do("gateway.charges", { limit: 200 })).captured;
const subjects = async (email: string) => (await house.mailsTo(email)).map(({ subject }) => subject.replaceAll("\u00a0", " "));
const benefits = async (kind: "software" | "developerSeats") =>
  (await partner.admin.do("benefits.list", { accountId: at.accountId, kind })).items;

describe("a year that renews by itself", () => {
  test("F-131 G-013 N8 N10 fifteen days before, everybody who renews is told the amount and the day; on the anniversary the card is charged once and the next year begins", async () => {
    await buys();
    await goTo(-16);
    expect(await subjects(english.email)).toEqual([]);
    await goTo(-15);
    const [near] = await house.mailsTo(english.email);
    expect(near!.subject).toContain("Microsoft Action Pack subscription: automatic renewal on ");
    expect(near!.text).toMatch(/Visa ending in 4242 will be charged €510\.00, tax included/);
    expect((await subjects(partner.admin.email))[0]).toMatch(/^Abonnement au Microsoft Action Pack : renouvellement automatique le /);
    await goTo(-1);
    expect([await captured(), (await show()).term]).toEqual([1, 1]);

    await goTo(0);
    expect(await captured()).toBe(2);
    const renewed = await show();
    expect(renewed).toMatchObject({ state: "active", term: 2, startsOn: due, autoRenew: true, since: addDays(due, -365) });
    expect(renewed.endsOn).toBe(anniversary(renewed.since, 2));
    const [charged] = await house.mailsTo(english.email);
    expect(charged!.text).toMatch(/Visa ending in 4242 has just been charged €510\.00/);
    expect((await subjects(partner.admin.email))[0]).toMatch(/^Abonnement au Microsoft Action Pack : renouvelé jusqu’au /);

    await goTo(40);
    expect(await captured()).toBe(2);
    const { items } = await partner.admin.do("purchasing.orders", { ...at, limit: 50 });
    expect(items.map(({ automatic, renews, state, term }) => [automatic, renews, state, term.startsOn])).toEqual([
      [true, at.membershipId, "paid", due],
      [false, null, "paid", renewed.since],
    ]);
    const { items: told } = await partner.admin.do("memberships.history", at);
    expect(told.map(({ type }) => type)).toEqual(["membership.renewed", "renewal.reminded", "membership.activated"]);
  });

  test("G-013 the next year's benefits come with it: seats keep their holders, keys are granted anew, and what was opened stays readable", async () => {
    await buys();
    const [seats] = await benefits("developerSeats");
    await partner.admin.do("seats.assign", { accountId: at.accountId, benefitId: seats!.id, body: { userId: partner.admin.userId } });
    const before = await benefits("software");
    await goTo(0);
    const [after] = await benefits("developerSeats");
    expect(after).toMatchObject({ id: seats!.id, used: 1, status: "partly", expiresOn: anniversary(due, 1) });
    const software = await benefits("software");
    expect(software.length).toBe(2 * before.length);
    expect(software.filter(({ expiresOn }) => expiresOn === anniversary(due, 1))).toHaveLength(before.length);
  });

  test("S-06 N10 a card that is refused is asked again on the programme's days; the benefits stay, and every mail says why and when", async () => {
    await buys();
    await house.db.query(sql`update gateway.cards set fate = 'insufficientFunds'`);
    await goTo(0);
    expect(await show()).toMatchObject({ state: "active", term: 1, autoRenew: true });
    const [failed] = await house.mailsTo(english.email);
    expect(failed!.subject).toBe("Microsoft Action Pack subscription: the automatic renewal could not be charged");
    expect(failed!.text).toContain("The card has insufficient funds. Nothing was charged.");
    expect(failed!.text).toMatch(/We will try again on \d+ \w+ \d{4}, with the same card/);
    await goTo(1);
    expect(await show()).toMatchObject({ state: "grace", stateText: "À renouveler" });
    await goTo(3);
    expect((await subjects(partner.admin.email)).filter((one) => one.includes("n’a pas pu être débité"))).toHaveLength(2);

    await house.db.query(sql`update gateway.cards set fate = null`);
    await goTo(9);
    expect(await captured()).toBe(1);
    await goTo(10);
    expect(await captured()).toBe(2);
    // Paid ten days late: the anniversary is where it was.
    expect(await show()).toMatchObject({ state: "active", term: 2, startsOn: due, endsOn: anniversary(due, 1) });
    await goTo(31);
    expect(await captured()).toBe(2);
  });

  test("S-06 N10 a card that has expired by then is not even asked: the reminder warned of it, and the mail says so", async () => {
    const expiry = `${addDays(house.open.house.clock.today(), 200).slice(5, 7)}/${addDays(house.open.house.clock.today(), 200).slice(2, 4)}`;
    await buys(cards.good, expiry);
    await goTo(-15);
    expect((await house.mailsTo(english.email))[0]!.text).toContain("will have expired");
    await goTo(0);
    expect((await house.mailsTo(english.email))[0]!.text).toContain("The card has expired. Nothing was charged.");
    const charges = await house.visitor().do("gateway.charges", { limit: 200 });
    expect(charges.items).toHaveLength(1);
  });

  test("P5 what cannot be charged is never silent: the company has lost the right to buy the offer, and reads it", async () => {
    await buys();
    await house.db.query(sql`update accounts set country = 'JP' where id = ${at.accountId}`);
    await goTo(0);
    const [failed] = await house.mailsTo(english.email);
    expect(failed!.text).toContain("cannot be bought by your company at the moment");
    expect((await partner.admin.do("memberships.history", at)).items[0]).toMatchObject({ type: "renewal.failed", side: "ours" });
  });

  test("F-131 the provider does not answer on the anniversary: the order is abandoned, and a later try of the same day charges once", async () => {
    await buys();
    house.open.house.log.warn = () => {};
    await house.visitor().do("gateway.behave", { body: { down: true } });
    await goTo(0);
    expect([await captured(), (await show()).term]).toEqual([1, 1]);
    await house.visitor().do("gateway.behave", { body: { down: false } });
    await house.db.query(sql`update jobs set not_before = '2000-01-01' where kind = 'purchasing.charge' and state = 'waiting'`);
    await house.settle();
    expect([await captured(), (await show()).term]).toEqual([2, 2]);
  });

  test("F-131 the answer of the bank gets lost: what it did becomes of the order, and nothing is charged twice", async () => {
    await buys();
    await house.visitor().do("gateway.behave", { body: { loseAnswers: 1 } });
    await goTo(0);
    await house.settle();
    expect([await captured(), (await show()).term]).toEqual([2, 2]);
    const { items } = await house.visitor().do("gateway.charges", { limit: 200 });
    expect(items.map(({ state }) => state)).toEqual(["captured", "captured"]);
  });
});

describe("a year that does not", () => {
  test("S-05 G-013 N8 N9 N11 stopped and not renewed: reminded fifteen days before and on day 23, benefits alive on day 30 and gone on day 31", async () => {
    await buys();
    const [seats] = await benefits("developerSeats");
    await partner.admin.do("seats.assign", { accountId: at.accountId, benefitId: seats!.id, body: { userId: partner.admin.userId } });
    await stop();
    await goTo(-15);
    const [near] = await house.mailsTo(english.email);
    expect(near!.subject).toMatch(/^Microsoft Action Pack subscription: to be renewed before it is due on /);
    for (const part of ["Its automatic renewal is off", "€510.00", "You can renew it from", "the benefits stop on"])
      expect(near!.text).toContain(part);

    await goTo(0);
    expect(await show()).toMatchObject({ state: "active" });
    await goTo(1);
    expect(await show()).toMatchObject({ state: "grace", keptUntil: addDays(due, 30) });
    await goTo(23);
    const [last] = await house.mailsTo(english.email);
    expect(last!.text).toContain("7 days are left to renew your subscription");
    expect((await subjects(partner.admin.email))[0]).toMatch(/derniers jours pour renouveler/);

    await goTo(30);
    const alive = await benefits("developerSeats");
    expect([alive[0]!.status, alive[0]!.used]).toEqual(["partly", 1]);
    expect((await partner.admin.do("seats.mine", { accountId: at.accountId })).items).toHaveLength(1);
    const colleague = await house.colleague(partner, ["salesAgent"]);
    await partner.admin.do("seats.assign", { accountId: at.accountId, benefitId: seats!.id, body: { userId: colleague.userId } });

    await goTo(31);
    expect(await show()).toMatchObject({ state: "expired", stateText: "Expiré", autoRenew: false });
    expect((await partner.admin.do("seats.mine", { accountId: at.accountId })).items).toEqual([]);
    expect((await benefits("developerSeats"))[0]).toMatchObject({ status: "ended", used: 0 });
    const [ended] = await house.mailsTo(english.email);
    expect([ended!.subject, ended!.text]).toEqual([
      "Microsoft Action Pack subscription: ended",
      expect.stringContaining("Keys that were opened can still be read."),
    ]);
    expect(await captured()).toBe(1);
    const history = await partner.admin.do("memberships.history", at);
    expect(history.items.map(({ type }) => type)).toEqual([
      "membership.expired",
      "renewal.reminded",
      "membership.lapsed",
      "renewal.reminded",
      "membership.autoRenewalStopped",
      "membership.activated",
    ]);
  });

  test("S-05 G-014 on day 31 the offer stands under « Offres expirées » with its dates and its card, and can be bought again as a new subscription", async () => {
    await buys();
    await stop();
    const offers = () => partner.admin.do("purchasing.offers", { accountId: at.accountId });
    await goTo(30);
    const kept = (await offers()).purchased[0]!;
    expect(kept).toMatchObject({ state: "grace", stateText: "À renouveler", endsOn: due, keptUntil: addDays(due, 30), autoRenew: false });
    expect((await offers()).available.map(({ id }) => id)).not.toContain(kept.offerId);
    await goTo(31);
    const { purchased, available } = await offers();
    expect(purchased[0]).toMatchObject({ state: "expired", stateText: "Expiré", endsOn: due, paidBy: { last4: "4242" } });
    expect(purchased[0]!.moves.renew).toMatchObject({ open: false });
    expect(available.map(({ id }) => id)).toContain(kept.offerId);
    const again = await purchase(house, partner);
    expect(again.membershipId).not.toBe(at.membershipId);
    expect(again.term.startsOn).toBe(addDays(due, 31));
    expect(refusal(await partner.admin.call("memberships.autoRenewal", { ...at, body: { on: false } }))).toEqual([
      409,
      "memberships.ended",
    ]);
  });

  test("G-013 a key opened in the year stays readable after the end; a sealed one does not open any more", async () => {
    await buys();
    const stock = await house.staff(["catalogueManager"]);
    const software = (await benefits("software")).find(({ capacity }) => capacity > 0)!;
    await stock.do("keys.add", { productId: software.productId, body: { text: "AAAAA-BBBBB-CCCCC\nDDDDD-EEEEE-FFFFF" } });
    const key = await partner.admin.do("keys.reserve", { accountId: at.accountId, benefitId: software.id });
    await partner.admin.do("keys.open", { accountId: at.accountId, keyId: key.id, body: { confirmRefundLoss: true } });
    await stop();
    await goTo(31);
    const read = await partner.admin.do("keys.view", { accountId: at.accountId, keyId: key.id });
    expect(read.key).toMatch(/^(AAAAA|DDDDD)-/);
    const more = await partner.admin.call("keys.reserve", { accountId: at.accountId, benefitId: software.id });
    expect(refusal(more)).toEqual([409, "keys.ended"]);
  });

  test("G-013 the day decides before the bell does: on day 31, before any bell has rung, nothing can be used or renewed any more", async () => {
    await buys();
    await stop();
    await goTo(30);
    await house.open.house.clock.moveTo(house.db, `${addDays(due, 31)}T09:00:00Z`);
    expect(await show()).toMatchObject({ state: "expired" });
    const [seats] = await benefits("developerSeats");
    expect(seats!.status).toBe("ended");
    expect(refusal(await partner.admin.call("purchasing.openRenewal", at))).toEqual([409, "memberships.renewalOver"]);
  });
});

describe("a renewal by hand", () => {
  test.each([
    [-16, 409],
    [-15, 200],
    [0, 200],
    [30, 200],
    [31, 409],
  ])("S-04 F-138 on day %i « Renouveler des abonnements » answers %i, and the page's door says the same", async (day, status) => {
    await buys();
    await stop();
    await goTo(day);
    const answer = await partner.admin.call("purchasing.openRenewal", at);
    expect(answer.status).toBe(status);
    const { moves } = await show();
    expect(moves.renew.open).toBe(status === 200);
    if (!moves.renew.open) expect(moves.renew.text).toBe(answer.problem.detail);
  });

  test("S-04 F-139 F-140 F-141 F-142 F-143 details, terms, payment, review, « Acheter »: charged at once, the anniversary stays, automatic renewal is on again and may be stopped again", async () => {
    await buys();
    await stop();
    await goTo(20);
    const cart = await partner.admin.do("purchasing.openRenewal", at);
    expect(cart).toMatchObject({
      step: "details",
      renews: at.membershipId,
      term: { startsOn: due, endsOn: anniversary(due, 1), months: 12 },
      amounts: { total: { amount: "510.00", currency: "EUR" } },
      terms: { accepted: null },
    });
    const where = { accountId: at.accountId, cartId: cart.id };
    const terms = await partner.admin.do("purchasing.terms", { accountId: at.accountId, offerId: cart.offer.id });
    const accepting = (version: number) => ({ ...where, body: { version, terms: { version: terms.version, sha256: terms.sha256 } } });
    expect(refusal(await partner.admin.call("purchasing.acceptTerms", accepting(cart.version)))).toEqual([409, "purchasing.detailsUnread"]);
    const read = await partner.admin.do("purchasing.readDetails", { ...where, body: { version: cart.version } });
    expect(read.step).toBe("terms");
    const accepted = await partner.admin.do("purchasing.acceptTerms", accepting(read.version));
    expect(accepted.step).toBe("payment");
    const { items } = await partner.admin.do("purchasing.methods", { accountId: at.accountId });
    const chosen = await partner.admin.do("purchasing.chooseMethod", {
      ...where,
      body: { version: accepted.version, methodId: items[0]!.id },
    });
    expect([chosen.step, chosen.moves.buy]).toEqual(["order", { open: true }]);
    expect(await captured()).toBe(1);

    const order = await partner.admin.do("purchasing.buy", { ...where, body: { version: chosen.version } });
    await house.settle();
    expect(await captured()).toBe(2);
    expect(order).toMatchObject({
      state: "paid",
      renews: at.membershipId,
      automatic: false,
      term: { startsOn: due, endsOn: anniversary(due, 1) },
    });
    expect(order.terms.acceptedOn).toBe(addDays(due, 20));
    const after = await show();
    expect(after).toMatchObject({ state: "active", term: 2, autoRenew: true, stopped: null, endsOn: anniversary(due, 1) });
    expect(after.refund.until).toBe(addDays(due, 50));
    expect(after.moves).toMatchObject({ stopAutoRenewal: { open: true }, renew: { open: false } });
    expect(refusal(await partner.admin.call("purchasing.openRenewal", at))).toEqual([409, "memberships.renewalTooEarly"]);
    expect((await subjects(partner.admin.email))[0]).toMatch(/^Commande \S+ confirmée, 510,00 €$/);
    expect(await stop()).toMatchObject({ autoRenew: false });
    await goTo(31);
    expect(await show()).toMatchObject({ state: "active", term: 2 });
  });

  test("F-142 F-143 renewed before the anniversary, nothing is charged on it, the days that are paid are kept, and the next year's keys come with the next year", async () => {
    await buys();
    await goTo(-10);
    const checkout = await Checkout.renewal(partner.admin, at.accountId, at.membershipId);
    expect((await checkout.buy()).status).toBe(201);
    await house.settle();
    expect(await show()).toMatchObject({ term: 2, startsOn: due, endsOn: anniversary(due, 1), autoRenew: true });
    const before = await benefits("software");
    await goTo(0);
    expect(await captured()).toBe(2);
    expect((await benefits("software")).length).toBe(2 * before.length);
    await goTo(40);
    expect(await captured()).toBe(2);
    expect(await show()).toMatchObject({ state: "active", term: 2 });
  });

  test("F-142 a refused card changes nothing and keeps what was typed: the same cart is bought with another card", async () => {
    await buys();
    await stop();
    await goTo(5);
    const checkout = await Checkout.renewal(partner.admin, at.accountId, at.membershipId, { number: cards.declined });
    const declined = await checkout.buy();
    expect(refusal(declined)).toEqual([402, "purchasing.cardDeclined"]);
    expect(await show()).toMatchObject({ state: "grace", term: 1, autoRenew: false });
    const kept = await partner.admin.do("purchasing.renewalCart", at);
    expect(kept).toMatchObject({ step: "order", details: { read: true }, order: { state: "declined" } });
    expect(kept.terms.accepted).not.toBeNull();
    await checkout.payWith();
    expect((await checkout.buy()).status).toBe(201);
    expect(await show()).toMatchObject({ state: "active", term: 2 });
    expect(await captured()).toBe(2);
  });

  test("F-138 a stranger, a colleague who may not buy and a forged id renew nothing", async () => {
    await buys();
    await goTo(-15);
    const seller = await house.colleague(partner, ["salesAgent"]);
    expect((await seller.call("purchasing.openRenewal", at)).status).toBe(403);
    const stranger = await member(house);
    expect((await stranger.admin.call("purchasing.openRenewal", at)).status).toBe(404);
    const smuggled = await stranger.admin.call("purchasing.openRenewal", { ...at, accountId: stranger.accountId });
    expect(refusal(smuggled)).toEqual([404, "memberships.notFound"]);
    const [network] = (await partner.admin.do("memberships.list", { accountId: at.accountId })).items;
    expect(refusal(await partner.admin.call("purchasing.openRenewal", { ...at, membershipId: network!.id }))).toEqual([
      404,
      "memberships.notFound",
    ]);
  });
});
