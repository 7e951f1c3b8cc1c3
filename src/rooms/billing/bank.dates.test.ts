import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const IBAN = "FR14 2004 1010 0505 0001 3M02 606";
const SECOND = "DE89 3704 0044 0532 0130 00";
const bankOf = (iban: string) => ({ holder: "Kermadec Numérique", iban, bic: "" });

async function two() {
  const partner = await house.partner();
  const other = await house.colleague(partner, ["billingAdmin"], { givenName: "Solène", familyName: "Prigent" });
  return { ...partner, other };
}

test("G-033 a bank account counts once a second administrator has confirmed it; both are named, and every global administrator is told", async () => {
  const { admin, other, accountId } = await two();
  const asked = await admin.do("billing.askBank", { accountId, body: bankOf(IBAN) });
  expect(asked).toMatchObject({ state: "pending", last4: "2606", country: "FR", sepa: true });
  const own = await admin.call("billing.confirmBank", { accountId, changeId: asked.id });
  expect([own.status, own.problem.code]).toEqual([409, "billing.bankNeedsAnother"]);
  expect((await admin.do("billing.bank", { accountId })).moves.confirm).toMatchObject({ open: false, text: own.problem.detail });

  await other.do("billing.confirmBank", { accountId, changeId: asked.id });

  const { active, pending } = await admin.do("billing.bank", { accountId });
  expect([active, pending]).toMatchObject([{ last4: "2606", askedBy: "Maëlle Kermadec", confirmedBy: "Solène Prigent" }, null]);
  const subjects = (await house.mailsTo(admin.email)).map(({ subject }) => subject);
  expect(subjects).toEqual([expect.stringContaining("confirmé"), expect.stringContaining("seconde confirmation")]);
  expect((await other.call("billing.confirmBank", { accountId, changeId: asked.id })).problem.code).toBe("billing.bankSettled");
});

test("G-033 the number is never in an answer, a fact, a mail, a job or a readable column: only its last four characters", async () => {
  const { admin, other, accountId } = await two();
  const { id } = await admin.do("billing.askBank", { accountId, body: bankOf(IBAN) }, { key: "bank-key-one" });
  await other.do("billing.confirmBank", { accountId, changeId: id });
  const [{ text } = { text: "" }] = await house.db.query<{ text: string }>(sql`
    select string_agg(t, ' ') as text from (
      select data::text as t from facts where account_id = ${accountId} union all
      select payload::text from jobs where account_id = ${accountId} union all
      select (to_jsonb(b) - 'iban')::text from bank_accounts b where account_id = ${accountId} union all
      select encode(iban, 'escape') from bank_accounts where account_id = ${accountId} union all
      select encode(reply, 'escape') from idempotency where reply is not null
    ) all_of_it`);
  const mails = (await house.mailsTo(admin.email)).map((mail) => `${mail.subject} ${mail.text}`).join(" ");
  const answers = JSON.stringify([await admin.do("billing.bank", { accountId }), await admin.do("company.activityLog", { accountId })]);
  for (const place of [text, mails, answers]) {
    expect(place).toContain("2606");
    expect(place).not.toMatch(/2004\s?1010|20041010|0505/);
  }
  const row = await house.db.one<{ iban: Buffer }>(sql`select iban from bank_accounts where id = ${id}`);
  expect(house.open.house.secret.open(row!.iban, `iban:${id}`).toString()).toBe("FR1420041010050500013M02606");
});

test("G-033 one change waits at a time, even asked for twenty times at once, and a second replaces the first when it is confirmed", async () => {
  const { admin, other, accountId } = await two();
  const answers = await Promise.all(Array.from({ length: 20 }, () => admin.call("billing.askBank", { accountId, body: bankOf(IBAN) })));
  const [made, ...more] = answers.filter(({ status }) => status === 201);
  expect([more.length, new Set(answers.filter(({ status }) => status !== 201).map(({ problem }) => problem.code))]).toEqual([
    0,
    new Set(["billing.bankPending"]),
  ]);
  await other.do("billing.confirmBank", { accountId, changeId: made!.body.id });
  const next = await other.do("billing.askBank", { accountId, body: bankOf(SECOND) });
  await admin.do("billing.confirmBank", { accountId, changeId: next.id });
  const states = await house.db.query(sql`select state, last4 from bank_accounts where account_id = ${accountId} order by asked_at, id`);
  expect(states).toEqual([
    { state: "replaced", last4: "2606" },
    { state: "active", last4: "3000" },
  ]);
});

test("G-033 a change that nobody confirms within seven days expires by the clock, and the account in use stays", async () => {
  const { admin, other, accountId } = await two();
  const { id, expiresAt } = await admin.do("billing.askBank", { accountId, body: bankOf(IBAN) });
  await house.travel(addDays(expiresAt.slice(0, 10), 1));
  const late = await other.call("billing.confirmBank", { accountId, changeId: id });
  expect([late.status, late.problem.code]).toEqual([409, "billing.bankSettled"]);
  expect((await admin.do("billing.bank", { accountId })).pending).toBeNull();
  expect((await house.mailsTo(admin.email))[0]!.subject).toContain("expiré");
  expect((await admin.call("billing.askBank", { accountId, body: bankOf(IBAN) })).status).toBe(201);
});

test("G-033 either of the two takes a change back; another company and another role never see it", async () => {
  const { admin, other, accountId, ...partner } = await two();
  const { id } = await admin.do("billing.askBank", { accountId, body: bankOf(IBAN) });
  const stranger = await house.partner();
  expect((await stranger.admin.call("billing.confirmBank", { accountId: stranger.accountId, changeId: id })).status).toBe(404);
  expect((await stranger.admin.call("billing.cancelBank", { accountId, changeId: id })).status).toBe(404);
  const agent = await house.colleague({ admin, accountId, ...partner }, ["adminAgent"]);
  const closed = await agent.call("billing.bank", { accountId });
  expect([closed.status, closed.problem.code]).toEqual([403, "door.role"]);
  await other.do("billing.cancelBank", { accountId, changeId: id });
  expect((await admin.do("billing.bank", { accountId })).pending).toBeNull();
  expect((await admin.call("billing.cancelBank", { accountId, changeId: id })).problem.code).toBe("billing.bankSettled");
});

test("G-033 an administrator who is alone reads that nobody can confirm; wrong numbers are refused at their fields with an example", async () => {
  const { admin, accountId } = await house.partner();
  expect((await admin.do("billing.bank", { accountId })).others).toEqual([]);
  const wrong = await admin.call("billing.askBank", {
    accountId,
    body: { holder: "", iban: "FR14 2004 1010 0505 0001 3M02 607", bic: "X" },
  });
  expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ["/holder", "/iban", "/bic"]]);
  expect(wrong.problem.errors![1]!.detail).toContain("FR14 2004");
  expect(JSON.stringify(wrong.problem)).not.toContain("607");
});

test("O11 an exemption ends the day after its last day, and who asked for it is told", async () => {
  const { admin, accountId } = await house.partner();
  const today = house.open.house.clock.today();
  const file = Object.assign(new Blob(["%PDF-1.7\n"], { type: "application/pdf" }), { name: "certificat.pdf" });
  const body = { number: "EX-1", country: "FR", region: "", validFrom: today, validUntil: addDays(today, 20) };
  const { id } = await admin.do("billing.askExemption", { accountId, body, file });
  const desk = await house.staff(["finance"]);
  await desk.do("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } });
  const state = async () => (await admin.do("billing.exemptions", { accountId })).items[0];

  await house.travel(`${addDays(today, 20)}T20:00:00Z`);
  expect(await state()).toMatchObject({ state: "approved", inForce: true });
  await house.travel(`${addDays(today, 21)}T01:00:00Z`);
  expect(await state()).toMatchObject({ state: "expired", inForce: false });
  expect((await house.mailsTo(admin.email))[0]!.subject).toContain("expirée");
});
