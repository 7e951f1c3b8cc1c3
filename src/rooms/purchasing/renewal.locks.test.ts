import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout } from "../../testing/shop.ts";

/** Each round is a year further on: no more than the clock may travel. */
const ROUNDS = Math.min(4, Number(process.env.ENTENTE_PROOF_ROUNDS ?? 3));

/** Good for longer than the house travels. */
const card = { expiry: "09/45" };

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
});
afterAll(() => house.close());

/** The whole of one company's renewal, as books tell it that never speak to each other. */
async function books(accountId: string) {
  return house.db.one<Record<string, number>>(sql`
    select (select count(*)::int from gateway.charges c join payment_attempts a on a.id::text = c.key join orders o on o.id = a.order_id
        where o.account_id = ${accountId} and c.state = 'captured') as captured,
      (select count(*)::int from orders where account_id = ${accountId} and state = 'paid') as paid,
      (select count(*)::int from orders where account_id = ${accountId} and state = 'paying') as paying,
      (select term from memberships where account_id = ${accountId} and kind = 'offer') as term,
      (select count(*)::int from facts where account_id = ${accountId} and type = 'membership.renewed') as renewed`);
}
const once = { captured: 2, paid: 2, paying: 0, term: 2, renewed: 1 };

/** A company on the day before its anniversary, with a renewal by hand as far as « Acheter », in as many tabs as asked. */
async function ready(tabs: number) {
  const partner = await member(house);
  const { body: order } = await (await Checkout.ready(house, partner.admin, partner.accountId, card)).buy();
  await house.settle();
  const colleagues = await Promise.all(Array.from({ length: tabs }, () => house.colleague(partner, ["partnerAdmin"])));
  return { partner, membershipId: order.membershipId!, due: order.term.endsOn, colleagues };
}

test("F-142 F-143 a double click, two tabs and eight colleagues renew once: one charge, one term, and everybody else reads why not", async () => {
  const { partner, membershipId, due, colleagues } = await ready(8);
  await house.travel(addDays(due, -3));
  const carts = await Promise.all(colleagues.map((one) => Checkout.renewal(one, partner.accountId, membershipId, card)));
  // Each presses twice, and each has a second tab that shows the same cart.
  const presses = carts.flatMap((cart) => [
    cart.buy({ key: `press-${cart.cartId}` }),
    cart.buy({ key: `press-${cart.cartId}` }),
    cart.buy(),
  ]);
  const answers = await Promise.all(presses);
  await house.settle();
  expect(await books(partner.accountId)).toEqual(once);
  const codes = new Set(answers.filter(({ status }) => status >= 300).map(({ problem }) => problem.code));
  for (const code of codes)
    expect([
      "purchasing.inFlight",
      "purchasing.alreadyRenewed",
      "purchasing.alreadyOrdered",
      "purchasing.cartChanged",
      "request.stillRunning",
      "purchasing.paymentUnknown",
    ]).toContain(code);
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
});

test("F-131 F-142 the automatic charge and « Acheter » at the same moment charge one term between them, whoever comes first", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { partner, membershipId, due, colleagues } = await ready(1);
    await house.travel(addDays(due, -1));
    const cart = await Checkout.renewal(colleagues[0]!, partner.accountId, membershipId, card);
    const { clock } = house.open.house;
    await clock.moveTo(house.db, `${due}T09:00:00Z`);
    expect((await books(partner.accountId))!.term).toBe(1);
    const [pressed] = await Promise.all([cart.buy(), house.open.jobs.drain(), house.open.jobs.drain()]);
    // A charge that found the other under way comes back later, and finds the term renewed.
    await house.db.query(sql`update jobs set not_before = '2000-01-01' where state = 'waiting' and kind = 'purchasing.charge'`);
    await house.settle();
    expect([round, await books(partner.accountId)]).toEqual([round, once]);
    expect([201, 409]).toContain(pressed.status);
  }
});

test("F-132 F-136 stopped at the moment of the charge: either nothing is charged and it stays off, or the year is renewed and it is off for the next", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { partner, membershipId, due } = await ready(0);
    await house.travel(addDays(due, -1));
    await house.open.house.clock.moveTo(house.db, `${due}T09:00:00Z`);
    const at = { accountId: partner.accountId, membershipId };
    const [stopped] = await Promise.all([
      partner.admin.call("memberships.autoRenewal", { ...at, body: { on: false } }),
      house.open.jobs.drain(),
    ]);
    await house.settle();
    expect(stopped.status).toBe(200);
    const stands = await partner.admin.do("memberships.show", at);
    expect(stands.autoRenew).toBe(false);
    expect(await books(partner.accountId)).toEqual(stands.term === 2 ? once : { captured: 1, paid: 1, paying: 0, term: 1, renewed: 0 });
  }
});
