import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout } from "../../testing/shop.ts";

const ROUNDS = Math.min(3, Number(process.env.ENTENTE_PROOF_ROUNDS ?? 2));
const COMPANIES = 6;

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false, networkMonths: 120 });
});
afterAll(() => house.close());

/** Companies whose subscriptions are due on one day. */
async function cohort() {
  const ids: string[] = [];
  let due = "";
  for (let at = 0; at < COMPANIES; at++) {
    const partner = await member(house);
    const { body } = await (await Checkout.ready(house, partner.admin, partner.accountId, { expiry: "09/45" })).buy();
    ids.push(partner.accountId);
    due = body.term.endsOn;
  }
  await house.settle();
  return { ids, due };
}
/** What the gateway captured and what the house keeps, from books that never speak to each other. */
const books = (ids: readonly string[], at = house) =>
  at.db.one(sql`
    select (select count(*)::int from gateway.charges c join gateway.cards k on k.id = c.card_id where k.holder = any(${ids}::text[]) and c.state = 'captured') as captured,
      (select count(*)::int from orders where account_id = any(${ids}::uuid[]) and state = 'paid') as paid,
      (select count(*)::int from orders where account_id = any(${ids}::uuid[]) and state = 'paying') as paying,
      (select count(*)::int from memberships where account_id = any(${ids}::uuid[]) and kind = 'offer' and term = 2) as renewed`);
const once = { captured: 2 * COMPANIES, paid: 2 * COMPANIES, paying: 0, renewed: COMPANIES };
const noon = (day: string) => house.open.house.clock.moveTo(house.db, `${day}T09:00:00Z`);

test("O12 F-131 the run is held back in its middle: each company is charged or waits, never both; let go on, each has been charged once", async () => {
  const finance = await house.staff(["finance"]);
  for (let round = 0; round < ROUNDS; round++) {
    const { ids, due } = await cohort();
    await house.travel(addDays(due, -1));
    await noon(due);
    const [held] = await Promise.all([
      finance.do("purchasing.holdRenewals", { body: { partnerId: null, reason: "Stop" } }),
      house.open.jobs.drain(),
      house.open.jobs.drain(),
    ]);
    await house.settle();
    const split = await house.db.one<{ waiting: number; renewed: number }>(sql`
      select (select count(*)::int from held_charges where account_id = any(${ids}::uuid[])) as waiting,
        (select count(*)::int from memberships where account_id = any(${ids}::uuid[]) and kind = 'offer' and term = 2) as renewed`);
    expect([round, split!.waiting + split!.renewed]).toEqual([round, COMPANIES]);
    // Let go on at the very moment when a try of the same day holds something back again.
    await Promise.all([finance.do("purchasing.releaseRenewals", { holdId: held.id }), house.open.jobs.drain()]);
    await house.db.query(sql`update jobs set not_before = '2000-01-01' where state = 'waiting' and kind = 'purchasing.charge'`);
    await house.settle();
    expect([round, await books(ids)]).toEqual([round, once]);
  }
});

test("O12 F-131 the house dies when the bank has charged and nobody heard: another takes the run up, repeats all of it, and nobody is charged twice", async () => {
  const { ids, due } = await cohort();
  await house.travel(addDays(due, -1));
  await house.visitor().do("gateway.behave", { body: { loseAnswers: 1000 } });
  await noon(due);
  // Every charge is asked for and captured; neither its answer nor its last word comes back.
  house.open.house.log.warn = () => {};
  // Each act rings the bell, which takes jobs beside these hands: what it has in hand is waited for.
  await house.open.jobs.drainAll();
  expect(await books(ids)).toEqual({ ...once, paid: COMPANIES, paying: COMPANIES, renewed: 0 });

  const second = await TestHouse.start({ database: house.database, bell: false, networkMonths: 120 });
  await house.visitor().do("gateway.behave", { body: { loseAnswers: 0 } });
  const repeat = () =>
    second.db.query(sql`
      update jobs set state = 'waiting', not_before = '2000-01-01', due_at = least(due_at, now()) where kind in ('purchasing.charge', 'purchasing.settle')
        and account_id = any(${ids}::uuid[]) and (kind = 'purchasing.settle' or due_at <= ${second.open.house.clock.now()}::timestamptz)`);
  await repeat();
  await Promise.all([second.open.jobs.drain(), second.open.jobs.drain()]);
  await second.settle();
  expect(await books(ids, second)).toEqual(once);
  // The whole night once more, by both houses.
  await repeat();
  await Promise.all([second.settle(), house.settle()]);
  expect(await books(ids, second)).toEqual(once);
  await second.open.close();
});
