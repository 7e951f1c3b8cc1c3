import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
let staff: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  staff = await house.staff(["programmeManager"]);
});
afterAll(() => house.close());

const enrol = (partner: Partner, programme: string, who: Caller = partner.admin, key = newId()) =>
  who.call("programmes.enrol", { accountId: partner.accountId, body: { programme } }, { key });
const leave = (partner: Partner, programmeId: string) =>
  partner.admin.call("programmes.leave", { accountId: partner.accountId, programmeId });
const rowOf = async ({ accountId }: Partner) =>
  (await house.db.one<{ id: string; state: string; version: number }>(
    sql`select id, state, version from enrolments where account_id = ${accountId}`,
  ))!;
type Ruling = "qualify" | "reject" | "suspend" | "reinstate";
const decide = (row: { id: string; version: number }, ruling: Ruling, reason = "Pièce manquante", who: Caller = staff) =>
  who.call("programmes.decide", { enrolmentId: row.id, body: { ruling, version: row.version, reason } });
const factsOf = async ({ accountId }: Partner) =>
  (
    await house.db.query<{ type: string }>(
      sql`select type from facts where account_id = ${accountId} and type like 'enrolment.%' order by id`,
    )
  ).map(({ type }) => type.split(".")[1]);

test("F-172 twenty colleagues enrol the company at once: one application, nineteen refusals with the programme's name, one fact of each step", async () => {
  const partner = await house.partner();
  const colleagues = await Promise.all(Array.from({ length: 20 }, () => house.colleague(partner, ["partnerAdmin"])));
  const answers = await Promise.all(colleagues.map((who) => enrol(partner, "windows-xbox", who)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ status, problem }) => `${status} ${problem.code}`))).toEqual(new Set(["409 programmes.already"]));
  expect(refused[0]!.problem.detail).toContain("Windows et Xbox");
  expect(await factsOf(partner)).toEqual(["applying", "qualified"]);
});

test("F-172 a double click enrols once and gets the first answer twice", async () => {
  const partner = await house.partner();
  const key = newId();
  const answers = await Promise.all([
    enrol(partner, "office-store", partner.admin, key),
    enrol(partner, "office-store", partner.admin, key),
  ]);
  const again = await enrol(partner, "office-store", partner.admin, key);
  expect([again.status, again.body]).toEqual([201, { programme: "office-store", state: "qualified" }]);
  expect(answers.some(({ status }) => status === 201)).toBe(true);
  expect(await factsOf(partner)).toEqual(["applying", "qualified"]);
});

test("O18 the office suspends while the company leaves: it has left in the end, and the office reads that the enrolment has moved if it came second", async () => {
  for (let turn = 0; turn < 6; turn++) {
    const partner = await house.partner({ programmes: ["referrals"] });
    const row = await rowOf(partner);
    const [left, suspended] = await Promise.all([leave(partner, "referrals"), decide(row, "suspend")]);
    expect(left.status).toBe(200);
    expect(["200 undefined", "409 programmes.moved"]).toContain(`${suspended.status} ${suspended.problem.code}`);
    expect((await rowOf(partner)).state).toBe("left");
    expect(await factsOf(partner)).toEqual(suspended.status === 200 ? ["suspended", "left"] : ["left"]);
  }
});

test("O18 the office rejects while the company withdraws: one of the two, and the other reads why not", async () => {
  for (let turn = 0; turn < 6; turn++) {
    const partner = await house.partner();
    await enrol(partner, "reseller");
    const row = await rowOf(partner);
    const [left, rejected] = await Promise.all([leave(partner, "reseller"), decide(row, "reject")]);
    expect([left.status, rejected.status].sort()).toEqual([200, 409]);
    expect((await rowOf(partner)).state).toBe(left.status === 200 ? "left" : "rejected");
    if (left.status === 409) expect(left.problem.code).toBe("programmes.notEnrolled");
    else expect(rejected.problem.code).toBe("programmes.moved");
  }
});

test("O18 two members of staff decide about the state that both have read: one decision stands, one mail, one fact", async () => {
  const partner = await house.partner();
  await enrol(partner, "control-panel-vendor");
  const row = await rowOf(partner);
  const second = await house.staff(["programmeManager"]);
  const answers = await Promise.all([decide(row, "qualify", ""), decide(row, "reject", "Licence inconnue", second)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("programmes.moved");
  const state = (await rowOf(partner)).state;
  expect(await factsOf(partner)).toEqual(["applying", "pendingVerification", state]);
  expect((await house.mailsTo(partner.admin.email)).filter(({ subject }) => /^Inscription/.test(subject))).toHaveLength(1);
});

test("F-168 a suspended company may leave; what was left is not reinstated by a page that still shows it, and enrolling again begins anew", async () => {
  const partner = await house.partner({ programmes: ["office-store"] });
  await decide(await rowOf(partner), "suspend");
  const seen = await rowOf(partner);
  expect((await leave(partner, "office-store")).body).toEqual({ programme: "office-store", state: "left" });
  const late = await decide(seen, "reinstate", "");
  expect([late.status, late.problem.code]).toEqual([409, "programmes.moved"]);
  const wrong = await decide(await rowOf(partner), "reinstate", "");
  expect([wrong.status, wrong.problem.code]).toEqual([409, "programmes.wrongState"]);
  const again = await enrol(partner, "office-store");
  expect(again.body.state).toBe("qualified");
  expect((await rowOf(partner)).version).toBeGreaterThan(seen.version);
});

test("O18 a rejection or a suspension without its reason is refused at its field; one by somebody of another desk is shut", async () => {
  const partner = await house.partner({ programmes: ["referrals"] });
  const row = await rowOf(partner);
  for (const reason of ["", "   "]) {
    const { status, problem } = await decide(row, "suspend", reason);
    expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, "programmes.reasonNeeded", "/reason"]);
  }
  const { status, problem } = await decide(row, "suspend", "Litige", await house.staff(["verifier"]));
  expect([status, problem.code]).toEqual([403, "staff.closed"]);
  expect((await decide({ id: newId(), version: 1 }, "suspend")).status).toBe(404);
  expect((await rowOf(partner)).state).toBe("active");
});

test("F-172 the agreement is accepted while the company withdraws: it has left, or is active; never active after having left", async () => {
  for (let turn = 0; turn < 4; turn++) {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    await enrol(partner, "edge-extensions");
    const { agreementId, version, language, sha256 } = await admin.do("agreements.read", {
      accountId,
      agreementId: "extensions-agreement",
    });
    const [signed, left] = await Promise.all([
      admin.call("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } }),
      leave(partner, "edge-extensions"),
    ]);
    await house.settle();
    expect([signed.status, left.status]).toEqual([201, 200]);
    expect((await rowOf(partner)).state).toBe("left");
    expect((await factsOf(partner)).at(-1)).toBe("left");
  }
});
