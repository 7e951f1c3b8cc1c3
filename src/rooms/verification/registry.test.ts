import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { hearRegistry } from "./registry.ts";
import { caseOf, checkOf, correct, enrolled, openCase, ready, rule, statesIn, statusOf } from "./testing.ts";

/** A register of companies on this machine: it says what the test wants it to say, and remembers what it was asked. */
const asked: URLSearchParams[] = [];
let says: { status?: number; body: string } = { body: "" };
const server = createServer((request, response) => {
  asked.push(new URL(request.url!, "http://localhost").searchParams);
  response.writeHead(says.status ?? 200, { "content-type": "application/json" }).end(says.body);
});

let house: TestHouse;
let verifier: Colleague;
beforeAll(async () => {
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/companies`;
  house = await TestHouse.start({ environment: { REGISTRY_URL: url } });
  verifier = await house.staff();
});
afterAll(async () => {
  await house?.close();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  says = { body: JSON.stringify({ matches: [] }) };
});

const entry = (changes: object = {}) => ({
  name: "KERMADEC NUMERIQUE",
  number: "983214768",
  address: { line1: "14 bis rue de Siam", postalCode: "29200", city: "BREST", country: "FR" },
  status: "active",
  since: "2019-04-01",
  ...changes,
});
const saysNow = (body: string, status = 200): void => {
  says = { status, body };
};
const answers = (...matches: object[]): void => saysNow(JSON.stringify({ matches, extra: "is not read" }));
const seen = async (partner: Partner) => (await caseOf(house, verifier, partner)).registry;
const again = async (partner: Partner, who = verifier, key?: string) => {
  const { caseId } = await caseOf(house, verifier, partner);
  const reply = await who.call("verification.askRegistry", { caseId }, key === undefined ? {} : { key });
  return reply;
};
const rows = (partner: Partner) =>
  house.db.query(sql`select data_version, state from registry_lookups where account_id = ${partner.accountId} order by data_version`);

test("O1 the register is asked when the business check begins; desk and company read declared beside found, field by field, and nothing is decided by it", async () => {
  answers(entry());
  const partner = await ready(house);
  await house.settle();
  expect(asked.map((one) => [one.get("country"), one.get("number"), one.get("name")])).toEqual([["FR", "983 214 768", partner.name]]);
  const registry = await seen(partner);
  expect(registry).toMatchObject({
    configured: true,
    search: expect.stringMatching(/^https:/),
    last: { state: "answered", why: null, match: { status: "active", since: "2019-04-01" } },
    moves: { ask: { open: true } },
  });
  expect(registry.last!.match!.lines.map(({ field, result }) => [field, result])).toEqual([
    ["legalName", "differs"],
    ["registrationNumber", "same"],
    ["address", "differs"],
    ["city", "same"],
  ]);
  const status = await statusOf(partner);
  expect(statesIn(status).business).toBe("pending");
  expect(checkOf(status, "business").comparison).toMatchObject({
    source: expect.stringContaining("127.0.0.1"),
    consultedAt: registry.last!.answeredAt,
    lines: expect.arrayContaining([expect.objectContaining({ field: "address", found: "14 bis rue de Siam", result: "differs" })]),
  });

  // What a person looked up stands before it.
  const findings = { source: "Greffe de Brest", values: { address: "14 rue de Siam" } };
  await rule(house, verifier, partner, "business", "authorise", { findings });
  expect(checkOf(await statusOf(partner), "business").comparison!.source).toBe("Greffe de Brest");
});

test.each([
  ["noMatch", () => answers()],
  ["several", () => answers(entry(), entry({ name: "Kermadec Numérique 2" }))],
  ["otherCompany", () => answers(entry({ number: "552100554", name: "Autre" }))],
  ["otherCompany", () => answers(entry({ address: { ...entry().address, country: "BE" } }))],
  ["unreadable", () => saysNow("<html>")],
  ["unreadable", () => answers(entry({ status: "asleep" }))],
  ["tooLarge", () => saysNow(" ".repeat(300_000))],
  ["down", () => saysNow("", 503)],
] as const)("O1 a register that answers %s is said to have, and the desk goes on by hand", async (why, tell) => {
  tell();
  const partner = await ready(house);
  await house.settle();
  const { last } = await seen(partner);
  const [row] = await house.db.query<{ why: string }>(sql`select why from registry_lookups where account_id = ${partner.accountId}`);
  expect([row!.why, last!.state, last!.match]).toEqual([why, "silent", null]);
  expect(last!.why).toMatch(/registre/i);
  expect(checkOf(await statusOf(partner), "business").comparison!.source).toBeNull();
  expect((await rule(house, verifier, partner, "business", "authorise")).status).toBe(200);
});

test("O1 a register that was down is asked again by itself and by the desk: one row, the last asking's answer, once for one key", async () => {
  saysNow("", 500);
  const partner = await ready(house);
  await house.settle();
  expect((await seen(partner)).last!.state).toBe("silent");
  answers(entry());
  const [one, two] = [await again(partner, verifier, "again-0001"), await again(partner, verifier, "again-0001")];
  expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
  await house.settle();
  expect(asked).toHaveLength(2);
  expect(await rows(partner)).toEqual([{ data_version: 1, state: "answered" }]);

  // The work runs a second time after a crash, and an answer to an asking that was overtaken comes late.
  const { house: inside } = house.open;
  const jobs = await house.db.query<{ key: string }>(
    sql`select key from jobs where kind = 'verification.registry' and account_id = ${partner.accountId}`,
  );
  expect(jobs).toHaveLength(2);
  answers(entry({ name: "Une autre réponse" }));
  for (const { key } of jobs)
    await hearRegistry(inside, {
      id: key,
      kind: "",
      key,
      accountId: partner.accountId,
      payload: {},
      dueAt: inside.clock.now(),
      attempts: 0,
    });
  expect(asked).toHaveLength(2);
  expect((await seen(partner)).last!.match!.lines[0]!.found).toBe("KERMADEC NUMERIQUE");
});

test("O1 changed legal data are asked about anew, other data are not, and an answer about older data stands beside nothing", async () => {
  answers(entry());
  const partner = await ready(house);
  await house.settle();
  await correct(house, partner, { contactPhone: "+33 2 98 00 14 73" });
  expect(asked).toHaveLength(1);
  saysNow("", 503);
  await correct(house, partner, { registrationNumber: "552 100 554" });
  await house.settle();
  expect(asked.map((one) => one.get("number"))).toEqual(["983 214 768", "552 100 554"]);
  expect((await seen(partner)).last).toMatchObject({ state: "silent", match: null });
  expect(checkOf(await statusOf(partner), "business").comparison!.source).toBeNull();

  // Between a correction and the asking that follows it, all there is is the answer about the data of before.
  await house.db.query(sql`
    delete from registry_lookups l where account_id = ${partner.accountId}
      and data_version = (select max(data_version) from registry_lookups where account_id = l.account_id)`);
  expect(await rows(partner)).toEqual([{ data_version: 1, state: "answered" }]);
  expect((await seen(partner)).last).toBeNull();
  expect(checkOf(await statusOf(partner), "business").comparison!.source).toBeNull();
});

test("O1 the register is asked by the desk alone, of a case that has begun, and not while it is being asked", async () => {
  answers(entry());
  const early = await enrolled(house);
  await openCase(house, early);
  expect(await again(early)).toMatchObject({ status: 409, problem: { code: "verification.notConfirmedYet" } });
  const partner = await ready(house);
  await house.settle();
  const { caseId } = await caseOf(house, verifier, partner);
  expect((await partner.admin.call("verification.askRegistry", { caseId })).status).toBe(404);
  expect((await house.visitor().call("verification.askRegistry", { caseId })).status).toBe(401);
  const strange = "01900000-0000-7000-8000-000000000000";
  expect((await verifier.call("verification.askRegistry", { caseId: strange })).status).toBe(404);

  await house.db.query(
    sql`update registry_lookups set state = 'asked', answered_at = null, found = null where account_id = ${partner.accountId}`,
  );
  expect((await seen(partner)).moves.ask).toMatchObject({ open: false, reasons: [{ code: "verification.registryUnderWay" }] });
  expect(await again(partner)).toMatchObject({ status: 409, problem: { code: "verification.registryUnderWay" } });
});

test("O1 without a register nobody is asked: the desk is told so and where to look, and whether the domain is proved", async () => {
  const manual = await TestHouse.start();
  try {
    const staff = await manual.staff();
    const partner = await ready(manual);
    const { registry, domainProvenAt, caseId } = await caseOf(manual, staff, partner);
    expect(registry).toMatchObject({
      configured: false,
      last: null,
      search: expect.stringMatching(/^https:/),
      moves: { ask: { open: false } },
    });
    expect(domainProvenAt).toEqual(expect.any(String));
    expect(await staff.call("verification.askRegistry", { caseId })).toMatchObject({
      status: 409,
      problem: { code: "verification.noRegistry" },
    });
    expect(await manual.db.query(sql`select 1 from registry_lookups`)).toEqual([]);
  } finally {
    await manual.close();
  }
});
