import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { loadProgramme } from "../../programme/load.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { Caller, TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { inFrontOf, startServer } from "../../testing/servers.ts";
import { Checkout, refusal } from "../../testing/shop.ts";
import { finishOrder } from "./charging.ts";

const ROUNDS = Number(process.env.ENTENTE_PROOF_ROUNDS ?? 6);
const program = path.resolve(`node_modules/.cache/entente/served-${process.pid}.mjs`);

let house: TestHouse;
const children: ChildProcess[] = [];
beforeAll(async () => {
  house = await TestHouse.start();
  const entryPoints = [path.resolve("src/testing/served.ts")];
  await build({
    entryPoints,
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  rmSync(program, { force: true });
  await house.close();
});

/** The whole of what was sold, as four books tell it that never speak to each other. */
async function books() {
  const row = await house.db.one<Record<string, number>>(sql`
    select (select count(*)::int from gateway.charges where state = 'captured') as captured,
      (select count(*)::int from orders where state = 'paid') as paid,
      (select count(*)::int from payment_attempts where state = 'captured') as attempts,
      (select count(*)::int from memberships where kind = 'offer') as memberships,
      (select count(*)::int from facts where type = 'order.paid') as told,
      (select count(*)::int from mails where template = 'N6.orderConfirmed') as mails,
      (select count(*)::int from orders where state = 'paying') as paying,
      (select count(*)::int from gateway.charges c where c.state = 'captured' and not exists (
        select from payment_attempts a join orders o on o.id = a.order_id
        where a.id::text = c.key and a.charge_ref = c.id and o.state = 'paid' and o.total_minor = c.amount_minor)) as "withoutOrder"`);
  return row!;
}

/** Nothing is on its way, and every capture is one paid order, one membership, one fact and one mail. */
async function expectBooksToAgree(sold?: number) {
  const found = await books();
  const { captured } = found;
  expect(found).toEqual({
    captured,
    paid: captured,
    attempts: captured,
    memberships: captured,
    told: captured,
    mails: captured,
    paying: 0,
    withoutOrder: 0,
  });
  if (sold !== undefined) expect(captured).toBe(sold);
}

/** The machine's clock does not travel: what asks again, and the keys that a dead server held, are made due instead. */
async function hurry() {
  const now = house.open.house.clock.machine();
  await house.db.query(
    sql`update jobs set due_at = least(due_at, ${now}), not_before = ${now} where kind = 'purchasing.settle' and state = 'waiting'`,
  );
  await house.db.query(sql`update idempotency set until = ${now} where state = 'running'`);
}

test("F-129 twenty « Acheter » at once with keys of their own: one order, one capture, one membership", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const before = await books();
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkout.buy()));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expect(["purchasing.inFlight", "purchasing.alreadyOrdered", "purchasing.alreadyOwned"]).toContain(refusal(answer)[1]);
  await expectBooksToAgree(before.captured! + 1);
});

test("F-129 twenty « Acheter » at once with the same key: one answer, and the others are that answer or wait for it", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const before = await books();
  const key = newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkout.buy({ key })));
  const made = answers.filter(({ status }) => status === 201);
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) expect(refusal(answer)).toEqual([409, "request.stillRunning"]);
  await expectBooksToAgree(before.captured! + 1);
});

test("F-129 twenty colleagues, each with a cart of their own: the company buys once", async () => {
  const partner = await member(house);
  const people = await Promise.all(Array.from({ length: 20 }, () => house.colleague(partner, ["partnerAdmin"])));
  const carts = await Promise.all(people.map((person) => Checkout.ready(house, person, partner.accountId)));
  const before = await books();
  const answers = await Promise.all(carts.map((cart) => cart.buy()));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expect(["purchasing.inFlight", "purchasing.alreadyOwned"]).toContain(refusal(answer)[1]);
  await expectBooksToAgree(before.captured! + 1);
});

test("twenty companies at once each buy their own, under twenty numbers", async () => {
  const companies = await Promise.all(Array.from({ length: 20 }, () => member(house)));
  const carts = await Promise.all(companies.map((partner) => Checkout.ready(house, partner.admin, partner.accountId)));
  const answers = await Promise.all(carts.map((cart) => cart.buy()));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  expect(new Set(answers.map(({ body }) => body.number)).size).toBe(20);
  await expectBooksToAgree();
});

test("many requests on few connections: nobody holds one while waiting for another", async () => {
  const companies = await Promise.all(Array.from({ length: 40 }, () => member(house)));
  const carts = await Promise.all(companies.map((partner) => Checkout.ready(house, partner.admin, partner.accountId)));
  const answers = await Promise.all(carts.flatMap((cart) => [cart.buy(), cart.buy(), cart.buy(), cart.buy(), cart.buy()]));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(40);
  await expectBooksToAgree();
});

test("F-129 the buyer's request and the job that asks again end an order at the same moment: one of them does, and the other finds it done", async () => {
  // An offer that may be owned twice: no index would catch a second membership for one capture.
  const twice = await TestHouse.start({ programme: loadProgramme("src/testing/programme-example") });
  const partner = await member(twice, { country: "CA" });
  const checkout = await Checkout.ready(twice, partner.admin, partner.accountId);
  await twice.visitor().do("gateway.behave", { body: { loseAnswers: 2 } });
  expect(refusal(await checkout.buy())).toEqual([502, "purchasing.paymentUnknown"]);

  const asked = (await twice.db.one<{ orderId: string; attemptId: string; ref: string }>(sql`
    select a.order_id as "orderId", a.id as "attemptId", c.id as ref from payment_attempts a join gateway.charges c on c.key = a.id::text`))!;
  const end = () =>
    inOneTransaction(
      twice.open.house,
      () => {},
      { kind: "clock", id: null, name: "" },
      null,
      (act) => finishOrder(act, { accountId: partner.accountId, ...asked }, { outcome: "captured", ref: asked.ref }),
    );
  const ended = await Promise.all(Array.from({ length: 8 }, end));
  expect(ended.filter((order) => order?.state === "paid")).toHaveLength(1);
  const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
  expect(purchased).toHaveLength(1);
  expect(await twice.db.query(sql`select 1 from mails where template = 'N6.orderConfirmed'`)).toHaveLength(1);
  await twice.close();
});

type Books = Awaited<ReturnType<typeof books>>;
/** When to kill: before a capture, after one whose answer is still on its way, and while some orders are through and others are not. */
const moments: readonly {
  readonly slow: { delayBeforeMs: number; delayAfterMs: number };
  readonly come: (start: Books, now: Books) => boolean;
}[] = [
  { slow: { delayBeforeMs: 600, delayAfterMs: 0 }, come: (_, now) => now.paying! >= 2 },
  { slow: { delayBeforeMs: 0, delayAfterMs: 600 }, come: (_, now) => now.withoutOrder! >= 2 },
  { slow: { delayBeforeMs: 0, delayAfterMs: 0 }, come: (start, now) => now.paid! > start.paid! },
];

test(
  "F-129 the server is killed in the middle of purchases, again and again: no charge without an order, no second charge, nothing lost",
  async () => {
    type Buyer = { partner: Partner; checkout: Checkout; key: string; done: boolean };
    const buyers: Buyer[] = [];
    const before = await books();
    let cut = 0;
    const seen = { asked: 0, captured: 0 };

    for (let round = 0; round < ROUNDS; round++) {
      const { child, base } = await startServer(house, program, children);
      const moment = moments[round % moments.length]!;
      await new Caller(base).do("gateway.behave", { body: moment.slow });
      const start = await books();
      const fresh = await Promise.all(Array.from({ length: 4 }, () => member(house)));
      for (const partner of fresh) {
        buyers.push({ partner, checkout: await Checkout.ready(house, partner.admin, partner.accountId), key: newId(), done: false });
      }

      // Everybody who has not bought yet presses: with the key of the first press, and from a second tab with a new one.
      const waiting = buyers.filter(({ done }) => !done);
      const presses = waiting.flatMap((buyer) =>
        [buyer.key, newId()].map(async (key) => {
          const answer = await buyer.checkout.buy({ key, caller: inFrontOf(base, buyer.partner) }).catch(() => undefined);
          if (answer === undefined) cut++;
          else if (answer.status === 201) buyer.done = true;
          else expect([409, 502, 503]).toContain(answer.status);
        }),
      );
      await expect.poll(async () => moment.come(start, await books()), { timeout: 20_000, interval: 4 }).toBe(true);
      await pause(Math.random() * 25);
      child.kill("SIGKILL");
      await Promise.all(presses);
      const dead = await books();
      expect(dead.withoutOrder).toBeLessThanOrEqual(dead.paying!);
      seen.asked += dead.paying! - dead.withoutOrder!;
      seen.captured += dead.withoutOrder!;
      await hurry();
    }
    // The story would prove nothing if it never met the two moments that matter.
    expect(cut).toBeGreaterThan(0);
    expect(seen.asked).toBeGreaterThan(0);
    expect(seen.captured).toBeGreaterThan(0);

    await startServer(house, program, children);
    await hurry();
    await expect.poll(async () => (await books()).paying, { timeout: 20_000 }).toBe(0);
    await expectBooksToAgree();

    // Whoever was cut off presses once more, with the very key of the first press: bought already, or bought now, never twice.
    await hurry();
    for (const { checkout, key, partner } of buyers) {
      const answer = await checkout.buy({ key });
      if (answer.status !== 201) expect(refusal(answer)).toEqual([409, "purchasing.alreadyOrdered"]);
      const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
      expect(purchased).toHaveLength(1);
    }
    await expectBooksToAgree(before.captured! + buyers.length);
  },
  60_000 + ROUNDS * 10_000,
);
