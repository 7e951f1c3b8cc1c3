import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import type { CheckName } from "./rules.ts";
import { caseOf, checkIn, pdf, ready, resubmit, rule, send, statesIn, statusOf } from "./testing.ts";

let house: TestHouse;
let data: string;
let camille: Colleague;
let noe: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-overrides-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  camille = await house.staff();
  noe = await house.staff(["verifier"], { givenName: "Noé", familyName: "Lagadec" });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

async function rejected(): Promise<Partner> {
  const partner = await ready(house);
  await rule(house, camille, partner, "business", "reject", { reason: "business.notFound" });
  return partner;
}
async function askFor(partner: Partner, check: CheckName = "business", who = camille) {
  const { caseId } = await caseOf(house, who, partner);
  const moved = await who.do("verification.reopen", { caseId, body: { check, reason: "Erreur de ma part : le registre a deux fiches." } });
  const { override } = checkIn(await caseOf(house, who, partner), check);
  return { at: { caseId, overrideId: override!.id }, caseId, overrideId: override!.id, moved };
}
const business = async (partner: Partner) => statesIn(await statusOf(partner)).business;

test("O1 a rejection is overturned by two: one asks and nothing moves, the other approves and the check is open again", async () => {
  const partner = await rejected();
  const before = checkIn(await caseOf(house, camille, partner), "business");
  expect([before.takesTwo, before.moves.reopen.open, before.override]).toEqual([true, true, null]);
  const { caseId, overrideId, moved } = await askFor(partner);
  expect(moved.awaitsSecond).toBe(true);
  expect(await business(partner)).toBe("rejected");

  const own = await camille.call("verification.approveOverride", { caseId, overrideId });
  expect([own.status, own.problem.code]).toEqual([409, "verification.ownOverride"]);
  const mine = checkIn(await caseOf(house, camille, partner), "business");
  expect(mine.override!.moves).toMatchObject({ approve: { open: false, text: own.problem.detail }, decline: { open: true } });
  expect(mine.moves.reopen).toMatchObject({ open: false, text: expect.stringContaining("Camille Dervaux") });
  const twice = await camille.call("verification.reopen", { caseId, body: { check: "business", reason: "encore" } });
  expect([twice.status, twice.problem.code]).toEqual([409, "verification.overrideWaiting"]);

  const waiting = await noe.do("verification.queue", { tab: "second", search: partner.name });
  expect(waiting).toMatchObject({ counts: { second: expect.any(Number) }, items: [expect.objectContaining({ caseId })] });
  await noe.do("verification.approveOverride", { caseId, overrideId });
  expect(await business(partner)).toBe("pending");
  const seen = await caseOf(house, noe, partner);
  expect(seen.thread.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      "Entreprise\u00a0: réouverture demandée, une seconde personne décide",
      "Entreprise\u00a0: réouverture approuvée par une seconde personne",
    ]),
  );
  expect((await statusOf(partner)).thread.map(({ text }) => text).join()).not.toContain("seconde personne");
  expect((await noe.do("verification.queue", { tab: "second", search: partner.name })).items).toEqual([]);
});

test("O1 what a rule has passed is overridden by two as well; what a person has passed is reopened by one", async () => {
  const partner = await ready(house);
  const { caseId, overrideId } = await askFor(partner, "employment");
  expect(statesIn(await statusOf(partner)).employment).toBe("passed");
  await noe.do("verification.approveOverride", { caseId, overrideId });
  expect(statesIn(await statusOf(partner)).employment).toBe("pending");

  await rule(house, camille, partner, "business", "authorise");
  const shown = checkIn(await caseOf(house, camille, partner), "business");
  expect(shown.takesTwo).toBe(false);
  const moved = await camille.do("verification.reopen", { caseId, body: { check: "business", reason: "Homonyme." } });
  expect(moved.awaitsSecond).toBe(false);
  expect(await business(partner)).toBe("pending");
});

test("O1 eight at once approve: the check is opened once, and the same key twice is the first answer again", async () => {
  const partner = await rejected();
  const { caseId, overrideId } = await askFor(partner);
  const others = await Promise.all(Array.from({ length: 8 }, () => house.staff()));
  const answers = await Promise.all(others.map((one) => one.call("verification.approveOverride", { caseId, overrideId })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  const opened = await house.db.query(sql`select 1 from facts where account_id = ${partner.accountId} and type = 'verification.reopened'`);
  expect(opened).toHaveLength(1);
  const winner = others[answers.findIndex(({ status }) => status === 200)]!;
  const late = await winner.call("verification.declineOverride", { caseId, overrideId, body: { reason: "trop tard" } });
  expect([late.status, late.problem.code]).toEqual([409, "verification.overrideAnswered"]);
});

test("O1 declined, nothing moves, the reason stays with the staff, and it may be asked again; one's own is taken back", async () => {
  const partner = await rejected();
  const first = await askFor(partner);
  const empty = await noe.call("verification.declineOverride", { ...first.at, body: { reason: " " } });
  expect([empty.status, empty.problem.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  await noe.do("verification.declineOverride", { ...first.at, body: { reason: "Le registre est clair." } });
  expect(await business(partner)).toBe("rejected");
  expect((await caseOf(house, camille, partner)).notes[0]).toMatchObject({ author: "Noé Lagadec", text: "Le registre est clair." });
  expect(JSON.stringify(await statusOf(partner))).not.toContain("Le registre est clair");

  const second = await askFor(partner);
  await camille.do("verification.declineOverride", { ...second.at, body: { reason: "Je me suis trompé de dossier." } });
  expect(checkIn(await caseOf(house, camille, partner), "business")).toMatchObject({ override: null, moves: { reopen: { open: true } } });
});

test("O1 the partner's own answer overtakes the question: there is nothing left to approve", async () => {
  const partner = await rejected();
  const { caseId, overrideId } = await askFor(partner);
  await send(partner, pdf());
  await resubmit(partner);
  const late = await noe.call("verification.approveOverride", { caseId, overrideId });
  expect([late.status, late.problem.code]).toEqual([409, "verification.overrideAnswered"]);
  expect(checkIn(await caseOf(house, noe, partner), "business").override).toBeNull();
});

test("O1 another case's question does not exist here, and the database itself refuses one person for both parts", async () => {
  const [one, other] = [await rejected(), await rejected()];
  const { caseId } = await askFor(one);
  const { overrideId } = await askFor(other);
  for (const id of [overrideId, newId()]) {
    const answer = await noe.call("verification.approveOverride", { caseId, overrideId: id });
    expect([answer.status, answer.problem.code]).toEqual([404, "verification.noSuchOverride"]);
  }
  await expect(
    house.db.query(
      sql`update verification_overrides set state = 'approved', answered_by = asked_by, answered_at = now() where id = ${overrideId}`,
    ),
  ).rejects.toThrow(/two_people_override/);
});
