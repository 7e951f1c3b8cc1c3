import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { caseOf, checkIn, contactOf, enrolled, openCase, pdf, ready, rule, statusOf, tokenFor } from "./testing.ts";

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

const starting = (options: Parameters<TestHouse["partner"]>[0] = {}) => enrolled(house, options);
const verificationOf = async (partner: Partner) =>
  (await house.db.one<{ verification: string }>(sql`select verification from accounts where id = ${partner.accountId}`))?.verification;
const today = () => house.open.house.clock.today();

test("O1 a verifier authorises the business check: the account is authorised, its guard opens, and the fact is recorded", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const before = await partner.admin.do("verification.summary", { accountId: partner.accountId });
  expect(before.overall.state).toBe("pending");

  const answer = await rule(house, verifier, partner, "business", "authorise", { reason: "business.registryMatches" });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ state: "authorized", overall: { state: "authorized", label: "Autorisé" } });

  expect(await verificationOf(partner)).toBe("authorized");
  const status = await statusOf(partner);
  expect(status).toMatchObject({ overall: { state: "authorized", label: "Autorisé" }, turn: { who: "nobody" } });
  expect(status.checks.find(({ check }) => check === "business")).toMatchObject({
    state: "passed",
    decided: { by: "Camille D.", automatic: false },
    ruled: { reason: { code: "business.registryMatches" } },
  });
  const facts = await house.db.query<{ type: string }>(
    sql`select type from facts where account_id = ${partner.accountId} and type in ('verification.changed', 'verification.authorized', 'verification.claimed', 'verification.checkPassed') and actor_kind = 'staff' order by type`,
  );
  expect(facts.map(({ type }) => type)).toEqual([
    "verification.authorized",
    "verification.changed",
    "verification.checkPassed",
    "verification.claimed",
  ]);
});

test("O1 the desk is closed to partners, to visitors and to staff of another role", async () => {
  const partner = await ready(house);
  const seen = await caseOf(house, await house.staff(), partner);
  expect((await partner.admin.call("verification.queue", {})).status).toBe(404);
  expect((await partner.admin.call("verification.case", { caseId: seen.caseId })).status).toBe(404);
  expect((await house.visitor().call("verification.queue", {})).status).toBe(401);
  const other = await house.staff(["catalogueManager"]);
  const refused = await other.call("verification.case", { caseId: seen.caseId });
  expect([refused.status, refused.problem.detail]).toEqual([403, expect.stringContaining("Vérification")]);
  const unknown = await (await house.staff()).call("verification.case", { caseId: "01890000-0000-7000-8000-000000000000" });
  expect([unknown.status, unknown.problem.code]).toEqual([404, "verification.noSuchCase"]);
});

test("O1 only the mail makes the e-mail check pass: no person can, and no person can undo it", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const verifier = await house.staff();
  const refused = await rule(house, verifier, partner, "email", "authorise", { reason: "email.confirmed" });
  expect([refused.status, refused.problem.code]).toEqual([409, "verification.byMailOnly"]);
  const shown = checkIn(await caseOf(house, verifier, partner), "email");
  expect(shown.reasons.map(({ code }) => code)).not.toContain("email.confirmed");

  await house.visitor().do("verification.confirm", { token: await tokenFor(house, contactOf(partner)) });
  const seen = await caseOf(house, verifier, partner);
  const undo = await verifier.call("verification.reopen", { caseId: seen.caseId, body: { check: "email", reason: "to see" } });
  expect([undo.status, undo.problem.code]).toEqual([409, "verification.byMailOnly"]);
});

test("O1 a reason must be one of the programme's, and one that goes with the decision", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const unknown = await rule(house, verifier, partner, "business", "reject", { reason: "business.badMood" });
  expect([unknown.status, unknown.problem.code, unknown.problem.errors?.[0]?.pointer]).toEqual([
    422,
    "verification.unknownReason",
    "/reason",
  ]);
  const misfit = await rule(house, verifier, partner, "business", "reject", { reason: "business.registryMatches" });
  expect([misfit.status, misfit.problem.code]).toEqual([422, "verification.reasonDoesNotFit"]);
  const missing = await verifier.call("verification.decide", {
    caseId: (await caseOf(house, verifier, partner)).caseId,
    body: { check: "business", decision: "reject" } as never,
  });
  expect(missing.problem.errors?.map(({ pointer }) => pointer)).toEqual(["/reason", "/seen"]);
  expect(await verificationOf(partner)).toBe("pending");
});

test("O1 a case that somebody has is theirs: the second verifier is told who, and may take it over, which is recorded", async () => {
  const partner = await ready(house);
  const camille = await house.staff();
  const malo = await house.staff(["verifier"], { givenName: "Malo", familyName: "Lagadec" });
  const { caseId } = await caseOf(house, camille, partner);
  await camille.do("verification.claim", { caseId, body: {} });
  await camille.do("verification.claim", { caseId, body: {} });

  const crossed = await malo.call("verification.claim", { caseId, body: {} });
  expect([crossed.status, crossed.problem.code]).toEqual([409, "verification.heldByOther"]);
  expect(crossed.problem.detail).toContain("Camille Dervaux");
  const decided = await rule(house, malo, partner, "business", "authorise");
  expect([decided.status, decided.problem.code]).toEqual([409, "verification.heldByOther"]);
  expect(checkIn(await caseOf(house, malo, partner), "business").moves.authorise).toMatchObject({
    open: false,
    text: decided.problem.detail,
  });

  await malo.do("verification.claim", { caseId, body: { takeOver: true } });
  const seen = await caseOf(house, malo, partner);
  expect(seen.owner).toMatchObject({ name: "Malo Lagadec", mine: true });
  expect(seen.thread.map(({ text }) => text)).toEqual(expect.arrayContaining(["Dossier pris", "Dossier repris à Camille Dervaux"]));
  expect((await rule(house, malo, partner, "business", "authorise")).status).toBe(200);
  expect((await statusOf(partner)).thread.map(({ text }) => text)).not.toContain("Dossier pris");
});

test("O1 internal notes are for the staff: nothing of them reaches the partner", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const { caseId } = await caseOf(house, verifier, partner);
  await verifier.do("verification.note", { caseId, body: { text: "Siège transféré en février.\nLe bail porte l’ancien numéro." } });
  const seen = await caseOf(house, verifier, partner);
  expect(seen.notes).toEqual([
    expect.objectContaining({ author: "Camille Dervaux", text: "Siège transféré en février.\nLe bail porte l’ancien numéro." }),
  ]);
  expect(JSON.stringify(await statusOf(partner))).not.toContain("transféré");
  const activity = await partner.admin.do("accounts.activity", { accountId: partner.accountId });
  expect(JSON.stringify(activity)).not.toContain("transféré");
  for (const mail of [...(await house.mailsTo(contactOf(partner))), ...(await house.mailsTo(partner.admin.email))])
    expect(mail.text).not.toContain("transféré");

  const empty = await verifier.call("verification.note", { caseId, body: { text: "   " } });
  expect([empty.status, empty.problem.errors?.[0]?.pointer]).toEqual([422, "/text"]);
});

test("O1 a verifier who decides on old data, or before a document that has just arrived, is told what happened", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const before = await caseOf(house, verifier, partner);
  const body = {
    check: "business" as const,
    decision: "authorise" as const,
    reason: "business.registryMatches",
    note: "",
    seen: checkIn(before, "business").seen,
  };
  await partner.admin.do("verification.upload", { accountId: partner.accountId, check: "business", body: {}, file: pdf() });
  const arrived = await verifier.call("verification.decide", { caseId: before.caseId, body });
  expect([arrived.status, arrived.problem.code]).toEqual([409, "verification.documentArrived"]);

  await partner.admin.do("accounts.changeProfile", {
    accountId: partner.accountId,
    body: { dataVersion: 1, addressLine1: "14 bis rue de Siam" },
  });
  const changed = await verifier.call("verification.decide", {
    caseId: before.caseId,
    body: { ...body, seen: { ...body.seen, documents: 1 } },
  });
  expect([changed.status, changed.problem.code]).toEqual([409, "verification.dataChanged"]);
  expect(await verificationOf(partner)).toBe("pending");
});

test("O1 a decided check is reopened with a reason: the account waits again, and the reason stays with the staff", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  await rule(house, verifier, partner, "business", "authorise");
  expect(await verificationOf(partner)).toBe("authorized");
  const { caseId } = await caseOf(house, verifier, partner);
  await verifier.do("verification.reopen", { caseId, body: { check: "business", reason: "Homonyme : ce n’est pas la bonne société." } });

  expect(await verificationOf(partner)).toBe("pending");
  const seen = await caseOf(house, verifier, partner);
  expect(seen.notes[0]!.text).toContain("Homonyme");
  expect(JSON.stringify(await statusOf(partner))).not.toContain("Homonyme");
  expect((await statusOf(partner)).thread[0]!.text).toBe("Entreprise\u00a0: contrôle rouvert");
  const again = await verifier.call("verification.reopen", { caseId, body: { check: "business", reason: "encore" } });
  expect([again.status, again.problem.code]).toEqual([409, "verification.notDecided"]);
});

test("O1 the queue goes by due day, is filtered and searched, and its cursor is read only when we wrote it", async () => {
  const verifier = await house.staff();
  const mark = `File ${Math.random().toString(36).slice(2, 8)}`;
  const partners: Partner[] = [];
  for (let n = 0; n < 5; n++) partners.push(await ready(house, { name: `${mark} ${n}` }));
  for (const [n, partner] of partners.entries()) {
    await house.db.query(sql`update verification_cases set due_on = ${addDays(today(), 5 - n)} where account_id = ${partner.accountId}`);
  }
  const first = await verifier.do("verification.queue", { search: mark, limit: 2 });
  expect(first).toMatchObject({ total: 5, workingDays: 5 });
  const names = first.items.map(({ company }) => company);
  let cursor = first.nextCursor;
  while (cursor) {
    const next = await verifier.do("verification.queue", { search: mark, limit: 2, cursor });
    names.push(...next.items.map(({ company }) => company));
    cursor = next.nextCursor;
  }
  expect(names).toEqual([4, 3, 2, 1, 0].map((n) => `${mark} ${n}`));

  await verifier.do("verification.claim", { caseId: first.items[0]!.caseId, body: {} });
  expect((await verifier.do("verification.queue", { search: mark, owner: "me" })).items.map(({ owner }) => owner)).toEqual([
    { name: "Camille Dervaux", initials: "CD", mine: true },
  ]);
  expect((await verifier.do("verification.queue", { search: mark, owner: "nobody" })).items).toHaveLength(4);
  expect((await verifier.do("verification.queue", { search: mark, check: "employment" })).items).toEqual([]);
  expect((await verifier.do("verification.queue", { search: "100%_" })).items).toEqual([]);

  for (const forged of [
    "nonsense",
    Buffer.from('["toTreat","2026-02-31","x"]').toString("base64url"),
    Buffer.from('["atPartner","2026-02-28T00:00:00Z","01890000-0000-7000-8000-000000000000"]').toString("base64url"),
  ]) {
    const answer = await verifier.call("verification.queue", { cursor: forged });
    expect([answer.status, answer.problem.code]).toEqual([400, "verification.badCursor"]);
  }
});
