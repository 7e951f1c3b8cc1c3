import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { caseOf, checkIn, contactOf, correct, enrolled, openCase, pdf, ready, rule, statesIn, statusOf, tokenFor } from "./testing.ts";

let house: TestHouse;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-verification-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

function tally(values: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

test("O1 two verifiers who decide at once: one wins, the other is told who has just decided what, and one mail leaves", async () => {
  for (let round = 0; round < 5; round++) {
    const partner = await ready(house);
    const camille = await house.staff();
    const malo = await house.staff(["verifier"], { givenName: "Malo", familyName: "Lagadec" });
    const seen = await caseOf(house, camille, partner);
    const { seen: shown } = checkIn(seen, "business");
    const [one, other] = await Promise.all([
      camille.call("verification.decide", {
        caseId: seen.caseId,
        body: { check: "business", decision: "authorise", reason: "business.registryMatches", note: "", seen: shown },
      }),
      malo.call("verification.decide", {
        caseId: seen.caseId,
        body: { check: "business", decision: "reject", reason: "business.notFound", note: "", seen: shown },
      }),
    ]);
    const lost = one.status === 200 ? other : one;
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    expect(lost.problem.code).toBe(one.status === 200 ? "verification.alreadyPassed" : "verification.alreadyRejected");
    expect(lost.problem.detail).toContain(one.status === 200 ? "Camille Dervaux" : "Malo Lagadec");
    expect((await house.mailsTo(contactOf(partner))).filter(({ subject }) => !subject.startsWith("Confirmez"))).toHaveLength(1);
  }
});

test("O1 ten verifiers who take a case at once: one has it", async () => {
  const partner = await ready(house);
  const verifiers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => house.staff(["verifier"], { givenName: `V${n}`, familyName: "Dervaux" })),
  );
  const { caseId } = await caseOf(house, verifiers[0]!, partner);
  const answers = await Promise.all(verifiers.map((one) => one.call("verification.claim", { caseId, body: {} })));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 409: 9 });
});

test("F-029 twenty presses of the same link at once confirm once", async () => {
  const partner = await enrolled(house);
  await openCase(house, partner);
  const token = await tokenFor(house, contactOf(partner));
  const answers = await Promise.all(Array.from({ length: 20 }, () => house.visitor().call("verification.confirm", { token })));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 410: 19 });
  const facts = await house.db.query<{ type: string }>(
    sql`select type from facts where account_id = ${partner.accountId} and type in ('verification.contactAgreed', 'verification.addressConfirmed', 'directory.domainProven') order by type`,
  );
  expect(facts.map(({ type }) => type)).toEqual(["directory.domainProven", "verification.addressConfirmed", "verification.contactAgreed"]);
});

test("F-030 two companies that prove one domain at the same moment: one has it, both are confirmed, nothing breaks", async () => {
  const one = await enrolled(house);
  const other = await enrolled(house);
  await house.db.query(sql`update directories set domain = ${one.domain} where id = ${other.directoryId}`);
  await house.db.query(sql`update accounts set contact_email = ${`karim@${one.domain}`} where id = ${other.accountId}`);
  await openCase(house, one);
  await openCase(house, other);
  const tokens = [await tokenFor(house, contactOf(one)), await tokenFor(house, `karim@${one.domain}`)];
  const answers = await Promise.all(tokens.map((token) => house.visitor().call("verification.confirm", { token })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const states = [statesIn(await statusOf(one)).employment, statesIn(await statusOf(other)).employment];
  expect(states.sort()).toEqual(["passed", "pending"]);
});

test("G-003 two colleagues who send the same answer at once: it is sent once and one try is used", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  await partner.admin.do("verification.upload", { accountId: partner.accountId, check: "business", body: {}, file: pdf() });
  const solene = await house.colleague(partner, ["accountAdmin"]);
  const answers = await Promise.all(
    [partner.admin, solene, partner.admin, solene].map((one) => one.call("verification.resubmit", { accountId: partner.accountId })),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 409: 3 });
  expect((await statusOf(partner)).tries.used).toBe(2);
});

test("O1 a decision and a correction at the same moment: the desk never authorises data that it has not seen", async () => {
  const verifier = await house.staff();
  for (let round = 0; round < 5; round++) {
    const partner = await ready(house);
    // Read before: who reads the case after the correction has seen it, and may authorise it.
    const read = await caseOf(house, verifier, partner);
    const [decided] = await Promise.all([
      rule(house, verifier, partner, "business", "authorise", { read }),
      correct(house, partner, { addressLine1: `${round} bis rue de Siam` }),
    ]);
    await house.settle();
    const status = await statusOf(partner);
    expect([200, 409]).toContain(decided.status);
    // Whoever came first, the corrected address is still to be verified.
    expect(status).toMatchObject({ overall: { state: "pending" }, catchingUp: false });
    expect(statesIn(status).business).toBe("pending");
  }
});

test("G-003 the same document sent by two people at once is kept once", async () => {
  const partner = await ready(house);
  const solene = await house.colleague(partner, ["accountAdmin"]);
  const answers = await Promise.all(
    [partner.admin, solene].map((one) =>
      one.call("verification.upload", { accountId: partner.accountId, check: "business", body: {}, file: pdf("extrait.pdf", "the same") }),
    ),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 1 });
});
