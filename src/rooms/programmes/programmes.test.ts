import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Caller, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const cards = async (partner: Partner, who: Caller = partner.admin) =>
  (await who.do("programmes.list", { accountId: partner.accountId })).items;
const card = async (partner: Partner, id: string, who: Caller = partner.admin) => (await cards(partner, who)).find((one) => one.id === id)!;
const enrol = (partner: Partner, programme: string, who: Caller = partner.admin, key = newId()) =>
  who.call("programmes.enrol", { accountId: partner.accountId, body: { programme } }, { key });
const leave = (partner: Partner, programmeId: string, who: Caller = partner.admin) =>
  who.call("programmes.leave", { accountId: partner.accountId, programmeId });
async function sign(partner: Partner, programmeId: string, who: Caller = partner.admin) {
  const { agreement } = await card(partner, programmeId, who);
  const text = await who.do("agreements.read", { accountId: partner.accountId, agreementId: agreement.id });
  const { agreementId, version, language, sha256 } = text;
  const answer = await who.call("agreements.sign", {
    accountId: partner.accountId,
    body: { agreementId, version, language, sha256, authorityDeclared: true },
  });
  await house.settle();
  return answer;
}
const stateOf = async (partner: Partner, id: string) => (await card(partner, id)).state;
const waitingOf = async (partner: Partner, staff: Caller, state: "pendingVerification" | "active" = "pendingVerification") =>
  (await staff.do("programmes.queue", { state, limit: 200 })).items.filter(({ accountId }) => accountId === partner.accountId);
const factsOf = async (partner: Partner) =>
  (
    await house.db.query<{ type: string }>(
      sql`select type from facts where account_id = ${partner.accountId} and type like 'enrolment.%' order by id`,
    )
  ).map(({ type }) => type);

const rows = [
  ["network", "partner"],
  ["reseller", "partner"],
  ["referrals", "partner"],
  ["marketplace", "developer"],
  ["windows-xbox", "developer"],
  ["office-store", "developer"],
  ["edge-extensions", "developer"],
] as const;

test("F-170 each of the seven programmes brings the settings entry of the model's table, and the control-panel vendor the developer's", async () => {
  const partner = await house.partner();
  expect((await cards(partner)).map(({ id, settings }) => [id, settings])).toEqual([...rows, ["control-panel-vendor", "developer"]]);
});

describe("enrolling", () => {
  test.each(["referrals", "marketplace", "windows-xbox", "office-store", "edge-extensions"])(
    "F-172 %s: enrolling leaves the agreement alone to accept, and accepting it makes the enrolment active",
    async (programme) => {
      const partner = await house.partner();
      const before = await card(partner, programme);
      expect(before).toMatchObject({ state: "notEnrolled", moves: { enrol: { open: true }, leave: { open: false } } });
      expect(before.requirements.every(({ state, why }) => (state === "met") === (why === null))).toBe(true);

      expect((await enrol(partner, programme)).body).toEqual({ programme, state: "qualified" });
      expect((await card(partner, programme)).agreement.sign).toEqual({ open: true });
      expect((await sign(partner, programme)).status).toBe(201);

      const after = await card(partner, programme);
      expect(after).toMatchObject({ state: "active", moves: { enrol: { open: false }, leave: { open: true } } });
      expect(after.requirements.map(({ state }) => state)).not.toContain("unmet");
      expect(await factsOf(partner)).toEqual(["enrolment.applying", "enrolment.qualified", "enrolment.active"]);
      expect((await house.mailsTo(partner.admin.email)).filter(({ subject }) => /^Inscription/.test(subject)).length).toBe(2);
    },
  );

  test.each([
    ["reseller", "partner"],
    ["control-panel-vendor", "developer"],
  ])("F-172 O18 %s: the vendor's staff decide, then its own agreement makes it active", async (programme) => {
    const partner = await house.partner();
    const staff = await house.staff(["programmeManager"]);
    expect((await enrol(partner, programme)).body).toEqual({ programme, state: "pendingVerification" });

    const [waiting] = await waitingOf(partner, staff);
    expect(waiting).toMatchObject({ company: partner.name, partnerId: partner.partnerId, age: 0, rulings: ["qualify", "reject"] });
    const decided = await staff.do("programmes.decide", {
      enrolmentId: waiting!.id,
      body: { ruling: "qualify", version: waiting!.version, reason: "" },
    });
    expect(decided.state).toBe("qualified");
    expect((await sign(partner, programme)).status).toBe(201);

    expect(await stateOf(partner, programme)).toBe("active");
    expect(await factsOf(partner)).toEqual([
      "enrolment.applying",
      "enrolment.pendingVerification",
      "enrolment.qualified",
      "enrolment.active",
    ]);
  });

  test("F-002 no programme is open to a company that is not a member of the network: 409 with the sentence, nothing made", async () => {
    const partner = await house.partner({ signed: false, setupDone: false, verification: "pending" });
    for (const [programme] of [...rows.slice(1), ["control-panel-vendor"] as const]) {
      const answer = await enrol(partner, programme);
      expect([programme, answer.status, answer.problem.code]).toEqual([programme, 409, "door.enrolled"]);
      expect(answer.problem.detail).toMatch(/membre du Microsoft Partner Network/);
      expect((await card(partner, programme)).moves.enrol).toMatchObject({ open: false, text: answer.problem.detail });
    }
    expect(await factsOf(partner)).toEqual([]);
  });

  test("an application waits for the company's verification and goes on by itself when it ends well", async () => {
    const partner = await house.partner({ verification: "pending" });
    expect((await card(partner, "referrals")).requirements.find(({ kind }) => kind === "authorized")).toMatchObject({ state: "waits" });
    expect((await enrol(partner, "referrals")).body.state).toBe("applying");

    await house.db.query(sql`update accounts set verification = 'authorized' where id = ${partner.accountId}`);
    await house.db.query(sql`
      insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
      values (${newId()}, 'programmes.verified', ${newId()}, ${partner.accountId}, '{}', 'business', ${house.open.house.clock.now()}, ${house.open.house.clock.machine()})`);
    await house.settle();

    expect(await stateOf(partner, "referrals")).toBe("qualified");
  });

  test("the network is not enrolled in from here, an unknown programme is not found, and enrolling twice is refused", async () => {
    const partner = await house.partner();
    expect([(await enrol(partner, "network")).status, (await enrol(partner, "network")).problem.code]).toEqual([
      409,
      "programmes.networkItself",
    ]);
    expect((await enrol(partner, "nowhere")).status).toBe(404);
    await enrol(partner, "edge-extensions");
    const again = await enrol(partner, "edge-extensions");
    expect([again.status, again.problem.code]).toEqual([409, "programmes.already"]);
    expect(again.problem.detail).toContain("Extensions Edge");
  });
});

describe("leaving", () => {
  test("F-168 leaving the last developer programme takes the developer's entry away at once, and what rests on it is told before", async () => {
    const partner = await house.partner({ programmes: ["marketplace", "edge-extensions"] });
    expect((await card(partner, "marketplace")).leaving).toEqual({ settingsEntry: false, applications: false });
    expect((await leave(partner, "marketplace")).body).toEqual({ programme: "marketplace", state: "left" });

    expect((await card(partner, "edge-extensions")).leaving).toEqual({ settingsEntry: true, applications: true });
    expect((await leave(partner, "edge-extensions")).status).toBe(200);
    expect((await leave(partner, "edge-extensions")).problem.code).toBe("programmes.notEnrolled");
    expect(await stateOf(partner, "edge-extensions")).toBe("left");
  });

  test("the network is not left from here, and a company that left may enrol again: its agreement is still accepted", async () => {
    const partner = await house.partner();
    expect((await leave(partner, "network")).problem.code).toBe("programmes.networkStays");
    await enrol(partner, "office-store");
    await sign(partner, "office-store");
    await leave(partner, "office-store");
    expect((await enrol(partner, "office-store")).body.state).toBe("active");
  });
});

describe("what each programme asks for", () => {
  const asks: [string, string[]][] = [
    ["network", ["agreement"]],
    ["reseller", ["network", "partnerIdInCountry", "role", "authorized", "staffApproval", "agreement"]],
    ["referrals", ["network", "authorized", "agreement"]],
    ["marketplace", ["network", "authorized", "agreement"]],
    ["windows-xbox", ["network", "agreement"]],
    ["office-store", ["network", "agreement"]],
    ["edge-extensions", ["network", "agreement"]],
    ["control-panel-vendor", ["network", "role", "authorized", "staffApproval", "agreement"]],
  ];

  test.each(asks)("F-172 %s asks for %j, says of each what is missing and why, and nothing is missing without a why", async (id, kinds) => {
    const partner = await house.partner({ verification: "actionNeeded" });
    const manager = await house.colleague(partner, ["partnerAdmin"]);
    const { requirements } = await card(partner, id, manager);
    expect(requirements.map(({ kind }) => kind)).toEqual(kinds);
    const of = (kind: string) => requirements.find((one) => one.kind === kind);
    for (const { state, why } of requirements) expect(state === "met").toBe(why === null);
    if (kinds.includes("network")) expect(of("network")).toMatchObject({ state: "met", text: "Être membre du Microsoft Partner Network" });
    if (kinds.includes("authorized"))
      expect(of("authorized")).toMatchObject({ state: "waits", why: expect.stringContaining("actions en attente") });
    if (kinds.includes("role"))
      expect(of("role")).toMatchObject({
        state: "unmet",
        text: expect.stringContaining("Administrateur général"),
        why: "Vous avez\u00a0: Administrateur partenaire MPN.",
      });
    if (kinds.includes("staffApproval")) expect(of("staffApproval")!.state).toBe("waits");
    if (kinds.includes("partnerIdInCountry"))
      expect(of("partnerIdInCountry")).toMatchObject({ state: "met", text: expect.stringContaining(partner.partnerId) });
  });

  test("F-172 a colleague whose role does not enrol reads who can, and the server refuses them with the same words", async () => {
    const partner = await house.partner();
    const seller = await house.colleague(partner, ["salesAgent"]);
    const { moves } = await card(partner, "office-store", seller);
    const answer = await enrol(partner, "office-store", seller);
    expect([answer.status, answer.problem.code]).toEqual([403, "door.role"]);
    expect(moves.enrol).toMatchObject({ open: false, text: answer.problem.detail, holders: [{ name: partner.admin.name }] });
    expect((await enrol(partner, "office-store", (await house.partner()).admin)).status).toBe(404);
    expect((await enrol(partner, "office-store", house.visitor())).status).toBe(401);
    const more = await partner.admin.call("programmes.enrol", {
      accountId: partner.accountId,
      body: { programme: "office-store", state: "active" } as never,
    });
    expect([more.status, more.problem.errors?.[0]?.pointer]).toEqual([422, "/state"]);
  });

  test("F-172 a company whose agreement was due again enrols in nothing further until it is accepted", async () => {
    const partner = await house.partner({ overdue: true });
    const answer = await enrol(partner, "office-store");
    expect([answer.status, answer.problem.code]).toEqual([409, "door.agreementCurrent"]);
  });
});

test("F-172 F-060 each programme has its own agreement, and a country's own version binds the companies of that country, in either language", async () => {
  const model = house.open.house.programme;
  const everywhere = model.agreements.find(({ id }) => id === "addins-agreement")!;
  const belgian = {
    ...everywhere,
    version: "2026-02-be",
    countries: ["BE"],
    text: { fr: `${everywhere.text.fr}\n\nDroit belge.`, en: `${everywhere.text.en}\n\nBelgian law.` },
  };
  const own = await TestHouse.start({ programme: { ...model, agreements: [...model.agreements, belgian] } });
  try {
    const companies = { FR: await own.partner({ country: "FR" }), BE: await own.partner({ country: "BE" }) };
    for (const [country, version] of [
      ["FR", everywhere.version],
      ["BE", "2026-02-be"],
    ] as const) {
      const { admin, accountId } = companies[country];
      const of = async () => (await admin.do("programmes.list", { accountId })).items;
      const ids = (await of()).map(({ agreement }) => agreement.id);
      expect(new Set(ids).size).toBe(ids.length);
      await admin.do("programmes.enrol", { accountId, body: { programme: "office-store" } });
      const [fr, en] = await Promise.all(
        (["fr", "en"] as const).map((language) => admin.do("agreements.read", { accountId, agreementId: "addins-agreement", language })),
      );
      expect([fr!.version, en!.version, fr!.sha256 === en!.sha256]).toEqual([version, version, false]);
      // The other country's text is no acceptance of one's own.
      const { sha256 } = await companies[country === "FR" ? "BE" : "FR"].admin.do("agreements.read", {
        accountId: companies[country === "FR" ? "BE" : "FR"].accountId,
        agreementId: "addins-agreement",
        language: "en",
      });
      const sign = (hash: string) =>
        admin.call("agreements.sign", {
          accountId,
          body: { agreementId: "addins-agreement", version, language: "en", sha256: hash, authorityDeclared: true },
        });
      expect((await sign(sha256)).status).toBe(409);
      expect((await sign(en!.sha256)).status).toBe(201);
      await own.settle();
      const after = (await of()).find(({ id }) => id === "office-store")!;
      expect([after.state, after.agreement.version, after.agreement.signed !== null]).toEqual(["active", version, true]);
    }
  } finally {
    await own.close();
  }
});
