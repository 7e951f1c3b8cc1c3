import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Statement } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { Caller, TestHouse } from "../../testing/house.ts";
import { inFrontOf, startServer } from "../../testing/servers.ts";
import { refusal } from "../../testing/shop.ts";
import type { Buyer } from "./testing.ts";
import {
  approve,
  ask,
  askAgain,
  at,
  behave,
  booksOf,
  buyer,
  cancel,
  caseOf,
  healthy,
  look,
  never,
  once,
  openKey,
  refuse,
  takeKey,
} from "./testing.ts";

const ROUNDS = Number(process.env.ENTENTE_PROOF_ROUNDS ?? 3);
const program = path.resolve(`node_modules/.cache/entente/served-refunds-${process.pid}.mjs`);

let house: TestHouse;
let desk: Colleague;
let second: Colleague;
const children: ChildProcess[] = [];
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
  desk = await house.staff(["finance"]);
  second = await house.staff(["finance"]);
  await build({
    entryPoints: [path.resolve("src/testing/served.ts")],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await behave(house, healthy);
});
afterAll(async () => {
  rmSync(program, { force: true });
  await house.close();
});

/** Lets acts run into a row that somebody else holds, as many as wait for it, and lets go. */
async function against<T>(
  row: Statement,
  waiting: number,
  acts: () => Promise<T>[],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<T[]> {
  let running: Promise<T>[] = [];
  await house.db.transaction(async (tx) => {
    await tx.query(row);
    running = acts();
    const blocked = async () =>
      (await house.db.one<{ n: number }>(
        sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      ))!.n;
    await expect.poll(blocked, { timeout: 10_000, interval: 5 }).toBeGreaterThanOrEqual(waiting);
    await meanwhile();
  });
  return Promise.all(running);
}

test("F-118 twenty people of a company cancel at once: one refund, one end, and everybody else reads why not", async () => {
  const of = await buyer(house);
  const people = await Promise.all(Array.from({ length: 20 }, () => house.colleague(of, ["partnerAdmin"])));
  await behave(house, { delayAfterMs: 100 });
  const answers = await Promise.all(people.map((one) => cancel(of, one)));
  await house.settle();
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200))
    expect(["refunds.underWay", "refunds.givenBack"]).toContain(refusal(answer)[1]);
  expect(await booksOf(house, of)).toEqual(once);
});

test("F-118 S-08 a key whose opening comes after the cancellation stays sealed, and one whose opening comes before keeps the price where it is", async () => {
  const after = await buyer(house);
  const key = await takeKey(house, after);
  // The opening waits for its benefit; meanwhile the company gives the subscription back.
  const [opening] = await against(
    sql`select id from entitlements where id = ${key.benefitId} for update`,
    1,
    () => [openKey(after, key.keyId)],
    async () => expect((await cancel(after)).status).toBe(200),
  );
  // The end of the membership reaches its keys a moment after its money went back; before or after that moment the key stays sealed.
  expect(opening!.status).toBe(409);
  expect(["keys.beingCancelled", "keys.ended"]).toContain(refusal(opening!)[1]);
  await house.settle();
  expect(await booksOf(house, after)).toEqual(once);
  expect(await house.db.query(sql`select 1 from keys where id = ${key.keyId} and state = 'free'`)).toHaveLength(1);

  const before = await buyer(house);
  const other = await takeKey(house, before);
  // The cancellation waits for what the company may buy; meanwhile the key is opened.
  const [cancelling] = await against(
    sql`select id from memberships where account_id = ${before.accountId} and kind = 'network' for update`,
    1,
    () => [cancel(before)],
    async () => expect((await openKey(before, other.keyId)).status).toBe(200),
  );
  expect(refusal(cancelling!)).toEqual([409, "refunds.keyOpened"]);
  expect(await booksOf(house, before)).toEqual(never);
});

test("F-118 S-08 opened and cancelled at the same moment, again and again: never both", async () => {
  for (let round = 0; round < ROUNDS * 2; round++) {
    const of = await buyer(house);
    const { keyId } = await takeKey(house, of);
    const [opening, cancelling] = await Promise.all([openKey(of, keyId), cancel(of)]);
    await house.settle();
    expect([round, [opening.status, cancelling.status].sort()]).toEqual([round, [200, 409]]);
    expect(await booksOf(house, of)).toEqual(cancelling.status === 200 ? once : never);
  }
});

test("O13 approved and refused by two people at once: one decision stands, and the other reads that it came second", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const of = await buyer(house);
    await ask(of);
    const waiting = await caseOf(house, desk, of);
    const answers = await against<{ status: number; problem: { code: string } }>(
      sql`select id from refunds where id = ${waiting.id} for update`,
      2,
      () => (round % 2 === 0 ? [approve(desk, waiting), refuse(second, waiting)] : [refuse(second, waiting), approve(desk, waiting)]),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("refunds.decidedAlready");
    const { state } = await desk.do("refunds.case", { refundId: waiting.id });
    expect(await booksOf(house, of)).toEqual(state.state === "refunded" ? once : never);
  }
});

test("O13 F-118 the desk approves while the company cancels by itself: one refund under one case", async () => {
  const of = await buyer(house);
  await ask(of);
  const waiting = await caseOf(house, desk, of);
  const [approved, cancelled] = await against<{ status: number }>(
    sql`select id from memberships where account_id = ${of.accountId} and kind = 'network' for update`,
    2,
    () => [approve(desk, waiting), cancel(of)],
  );
  expect([approved!.status, cancelled!.status].sort()).toEqual([200, 409]);
  await house.settle();
  expect(await booksOf(house, of)).toEqual(once);
});

test("O13 the automatic charge and a confirmed exception at the same moment: what is on its way first is waited for, and never both are done", async () => {
  const of = await buyer(house);
  const other = await buyer(house);
  const { endsOn } = await of.admin.do("memberships.show", at(of));
  await house.travel(addDays(endsOn, -1));
  const propose = async (one: Buyer) => {
    const { id } = await second.do("refunds.open", { body: { orderNumber: one.number, note: "Notre erreur." } });
    return (await approve(desk, await desk.do("refunds.case", { refundId: id }), "Notre erreur.")).body;
  };
  const [charged, given] = [await propose(of), await propose(other)];
  const third = await house.staff(["finance"]);
  const { clock } = house.open.house;

  // The refund is on its way first: the charge comes back later, and finds nothing to renew.
  await clock.moveTo(house.db, `${endsOn}T09:00:00Z`);
  await house.db.query(
    sql`update jobs set not_before = '2999-01-01' where kind = 'purchasing.charge' and account_id = ${of.accountId} and state = 'waiting'`,
  );
  await behave(house, { delayBeforeMs: 700 });
  const confirming = approve(third, given);
  await expect.poll(async () => (await booksOf(house, other)).paying, { timeout: 5_000, interval: 10 }).toBe(1);
  await house.open.jobs.drain();
  expect((await confirming).body.state.state).toBe("refunded");
  await behave(house, { delayBeforeMs: 0 });
  await house.db.query(
    sql`update jobs set not_before = '2000-01-01' where kind = 'purchasing.charge' and account_id = ${other.accountId} and state = 'waiting'`,
  );
  await house.settle();
  expect(await booksOf(house, other)).toEqual(once);
  expect(await house.db.query(sql`select 1 from orders where account_id = ${other.accountId}`)).toHaveLength(1);

  // The charge is on its way first: the confirmation is refused, and the year is renewed.
  await house.db.query(
    sql`update jobs set not_before = '2000-01-01' where kind = 'purchasing.charge' and account_id = ${of.accountId} and state = 'waiting'`,
  );
  await behave(house, { delayBeforeMs: 700 });
  const charging = house.open.jobs.drain();
  const paying = async () =>
    (await house.db.query(sql`select 1 from orders where account_id = ${of.accountId} and state = 'paying'`)).length;
  await expect.poll(paying, { timeout: 5_000, interval: 10 }).toBe(1);
  expect(refusal(await approve(third, charged))).toEqual([409, "refunds.renewalUnderWay"]);
  await charging;
  await house.settle();
  expect((await of.admin.do("memberships.show", at(of))).term).toBe(2);
  expect(refusal(await approve(third, charged))).toEqual([409, "refunds.renewedSince"]);
  expect(await booksOf(house, of)).toEqual(never);
});

test("F-118 a renewal that is bought while its subscription is given back waits no longer than the answer: the term is neither paid twice nor given back unseen", async () => {
  const of = await buyer(house);
  await behave(house, { loseAnswers: 2 });
  expect((await cancel(of)).body.case!.state.state).toBe("paying");
  const offers = await of.admin.do("purchasing.offers", { accountId: of.accountId });
  expect(offers.purchased[0]!.moves.renew).toMatchObject({ open: false });
  const answer = await of.admin.call("purchasing.openRenewal", at(of));
  expect(refusal(answer)).toEqual([409, "memberships.beingCancelled"]);
  await askAgain(house);
  expect(refusal(await of.admin.call("purchasing.openRenewal", at(of)))).toEqual([409, "memberships.cancelled"]);
  expect(await booksOf(house, of)).toEqual(once);
});

const hurry = () =>
  house.db.query(sql`update jobs set due_at = least(due_at, ${house.open.house.clock.machine()}), not_before = ${house.open.house.clock.machine()}
    where kind = 'refunds.settle' and state = 'waiting'`);

test("F-118 the server is killed while refunds are on their way, before the provider has given back and after it: another ends them right, each once, and nothing is lost", async () => {
  const moments = [
    { slow: { delayBeforeMs: 900, delayAfterMs: 0 }, given: 0 },
    { slow: { delayBeforeMs: 0, delayAfterMs: 900 }, given: 1 },
  ];
  const buyers: Buyer[] = [];
  for (const { slow, given } of moments) {
    const { child, base } = await startServer(house, program, children);
    await new Caller(base).do("gateway.behave", { body: slow });
    const [of, asked] = [await buyer(house), await buyer(house)];
    buyers.push(of, asked);
    await ask(asked);
    const waiting = await caseOf(house, desk, asked);
    const staff = new Caller(base);
    for (const [name, value] of desk.cookies) staff.cookies.set(name, value);
    const presses = [cancel(of, inFrontOf(base, of)).catch(() => "cut"), approve(staff, waiting).catch(() => "cut")];
    for (const one of [of, asked])
      await expect
        .poll(async () => [(await booksOf(house, one)).paying, (await booksOf(house, one)).given], { timeout: 10_000, interval: 5 })
        .toEqual([1, given]);
    child.kill("SIGKILL");
    expect(await Promise.all(presses)).toEqual(["cut", "cut"]);
    // What the dead server leaves: a case on its way, an order still paid, a subscription that nobody uses meanwhile.
    expect(await booksOf(house, of)).toEqual({ ...never, paying: 1, given });
    expect((await of.admin.do("memberships.show", at(of))).beingCancelled).toBe(true);
  }
  // The key of the press that was cut is held by a dead server; anew, the same person reads that it is under way.
  expect((await cancel(buyers[0]!, buyers[0]!.admin, newId())).body.case!.state.state).toBe("paying");

  const { base } = await startServer(house, program, children);
  await hurry();
  for (const of of buyers) await expect.poll(async () => booksOf(house, of), { timeout: 20_000, interval: 50 }).toEqual(once);
  for (const of of buyers) expect((await look(of, inFrontOf(base, of))).case!.state.state).toBe("refunded");
}, 60_000);
