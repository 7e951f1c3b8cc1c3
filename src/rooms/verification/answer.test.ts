import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import {
  ask,
  caseOf,
  checkIn,
  checkOf,
  contactOf,
  correct,
  jpeg,
  overturned,
  pdf,
  png,
  ready,
  resubmit,
  rule,
  send,
  statesIn,
  statusOf,
} from "./testing.ts";

let house: TestHouse;
let data: string;
let verifier: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-verification-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  verifier = await house.staff();
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

test("G-001 the page shows the three checks with their state, the reason, the rule that failed, what was compared, and what can be done", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", {
    reason: "business.addressDiffers",
    findings: {
      source: "Registre national des entreprises",
      values: { legalName: partner.name.toUpperCase(), address: "14 bis rue de Siam" },
    },
  });
  const status = await statusOf(partner);
  expect(status.checks.map(({ name, label }) => [name, label])).toEqual([
    ["Propriété de l’e\u2011mail", "Autorisé"],
    ["Emploi", "Autorisé"],
    ["Entreprise", "Rejeté"],
  ]);
  expect(status).toMatchObject({
    overall: { state: "rejected", label: "Rejeté" },
    turn: { who: "partner" },
    tries: { used: 1, left: 2, of: 3, nextOne: true },
  });
  const business = checkOf(status, "business");
  expect(business.decided).toMatchObject({ by: "Camille D.", automatic: false });
  expect(business.ruled).toMatchObject({
    rule: { code: "ENT-3" },
    reason: { code: "business.addressDiffers" },
    remedies: ["correct", "document"],
  });
  expect(business.comparison).toMatchObject({ version: 1, source: "Registre national des entreprises", consultedAt: expect.any(String) });
  expect(business.comparison!.lines.map(({ field, declared, found, result }) => [field, declared, found, result])).toEqual([
    ["legalName", partner.name, partner.name.toUpperCase(), "same"],
    ["registrationNumber", "983 214 768", null, "formOnly"],
    ["address", "14 rue de Siam", "14 bis rue de Siam", "differs"],
    ["city", "29200 Brest", null, null],
  ]);
  expect(business.evidence).toMatchObject({ need: "all", showing: ["la dénomination sociale légale", "l’adresse déclarée"] });
  expect(status.answerers).toEqual([expect.objectContaining({ name: "Maëlle Kermadec", you: true })]);
  expect(status.thread[0]!.text).toBe("Entreprise\u00a0: rejeté");
});

test("G-001 whoever may not answer reads the page all the same, and each closed act says why and who can", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  const ines = await house.colleague(partner, ["salesAgent"]);
  const status = await ines.do("verification.status", { accountId: partner.accountId });
  const { upload } = checkOf(status, "business").moves;
  expect(upload).toMatchObject({ open: false, holders: [{ name: "Maëlle Kermadec" }] });
  const refused = await ines.call("verification.upload", { accountId: partner.accountId, check: "business", body: {}, file: pdf() });
  expect([refused.status, refused.problem.detail]).toEqual([403, upload.open ? "" : upload.text]);
  expect(refused.problem.door).toEqual(upload);
});

test("G-003 the upload control stands in every rejected and document-needed state, and stays after the first file (P1)", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  for (let n = 0; n < 3; n++) {
    expect(checkOf(await statusOf(partner), "business").moves.upload).toEqual({ open: true });
    expect((await send(partner, pdf(`extrait-${n}.pdf`))).status).toBe(201);
  }
  const other = await ready(house);
  await ask(house, verifier, other, "business", { reason: "business.nameDiffers", deadline: addDays(house.open.house.clock.today(), 10) });
  await send(other, png());
  await send(other, jpeg());
  expect(checkOf(await statusOf(other), "business")).toMatchObject({
    moves: { upload: { open: true } },
    documents: [{ submitted: false }, { submitted: false }],
  });
});

test("G-003 a document is sent and the rejected check is examined again: one try is used, and both sides see the verdict afterwards", async () => {
  const partner = await ready(house, { language: "en" });
  await rule(house, verifier, partner, "business", "reject", { reason: "business.addressDiffers" });
  const sent = await send(partner, pdf("extrait-kbis.pdf"), "business", "registerExtract");
  expect(sent.body).toMatchObject({ name: "extrait-kbis.pdf", kind: expect.stringContaining("Kbis"), submitted: false, verdict: null });

  const answer = await resubmit(partner);
  expect([answer.status, answer.body.overall.state, answer.body.tries.used]).toEqual([200, "pending", 2]);
  const seen = await caseOf(house, verifier, partner);
  expect(seen).toMatchObject({ state: "examining", tries: { used: 2, of: 3 }, documents: [{ name: "extrait-kbis.pdf", submitted: true }] });
  expect(checkIn(seen, "business").seen).toEqual({ state: "pending", dataVersion: 1, documents: 1 });

  await rule(house, verifier, partner, "business", "reject", { reason: "business.documentTooOld" });
  expect(checkOf(await statusOf(partner), "business").documents).toEqual([
    expect.objectContaining({
      verdict: { kept: false, text: "The extract received is more than 3 months old. Send a more recent one.", at: expect.any(String) },
    }),
  ]);
});

test("G-003 there must be something new to send, and something that waits for it", async () => {
  const partner = await ready(house);
  const early = await resubmit(partner);
  expect([early.status, early.problem.code]).toEqual([409, "verification.nothingToAnswer"]);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  const empty = await resubmit(partner);
  expect([empty.status, empty.problem.code]).toEqual([409, "verification.nothingNew"]);
  const { moves } = await statusOf(partner);
  expect(moves.resubmit).toMatchObject({ open: false, text: empty.problem.detail });
});

test("G-003 a request for a document is answered without using a try", async () => {
  const partner = await ready(house, { language: "en" });
  await ask(house, verifier, partner, "business", {
    reason: "business.documentUnreadable",
    deadline: addDays(house.open.house.clock.today(), 10),
  });
  await send(partner, pdf());
  const answer = await resubmit(partner);
  expect(answer.body).toMatchObject({ overall: { state: "pending" }, tries: { used: 1 }, turn: { who: "us" } });
});

test("G-003 after the last try a person calls: nothing can be sent again, but documents still reach the desk", async () => {
  const partner = await ready(house);
  for (const used of [1, 2, 3]) {
    await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
    if (used === 3) break;
    await send(partner, pdf());
    expect((await resubmit(partner)).body.tries.used).toBe(used + 1);
  }
  const status = await statusOf(partner);
  expect(status).toMatchObject({
    overall: { state: "rejected" },
    turn: { who: "us", dueOn: expect.any(String) },
    tries: { used: 3, left: 0, nextOne: false },
  });
  const [mail] = await house.mailsTo(contactOf(partner));
  expect(mail!.subject).toContain("(à notre équipe)");
  expect(mail!.text).toContain("vous appelle");

  expect((await send(partner, pdf())).body).toMatchObject({ submitted: true });
  const refused = await resubmit(partner);
  expect([refused.status, refused.problem.code]).toEqual([409, "verification.noTriesLeft"]);
  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });
  expect(statesIn(await statusOf(partner)).business).toBe("rejected");
  const queue = await verifier.do("verification.queue", { search: partner.name });
  expect(queue.items).toEqual([expect.objectContaining({ state: "calling", focus: expect.objectContaining({ check: "business" }) })]);
  const seen = await caseOf(house, verifier, partner);
  expect(seen.versions.map(({ version }) => version)).toEqual([1, 2]);

  await overturned(house, verifier, partner, "business", "Au téléphone : adresse corrigée.");
  expect((await rule(house, verifier, partner, "business", "authorise")).body).toMatchObject({ overall: { state: "authorized" } });
});

test("P2 what proves a check is said before anything is sent: one of these, showing this, with an example of each kind; and a rejection without a reason of the programme is none", async () => {
  const partner = await ready(house);
  const { evidence } = checkOf(await statusOf(partner), "business");
  const { documents, reasons } = house.open.house.programme.verification.checks.business;
  expect(evidence).toEqual({
    oneOf: documents!.oneOf.map(({ id, name }) => ({ id, name: name.fr })),
    need: "all",
    showing: documents!.showing.items.map(({ fr }) => fr),
    examples: {
      accepted: documents!.examples.accepted.fr,
      refused: documents!.examples.refused.what.fr,
      because: reasons.find(({ code }) => code === "business.documentNotAccepted")!.text.fr,
    },
  });

  const seen = await caseOf(house, verifier, partner);
  const body = { check: "business", decision: "reject", note: "Non.", seen: checkIn(seen, "business").seen } as const;
  for (const reason of [undefined, "", "business.becauseISaySo", "business.registryMatches"]) {
    const refused = await verifier.call("verification.decide", { caseId: seen.caseId, body: { ...body, reason: reason as string } });
    expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  }
  expect(statesIn(await statusOf(partner)).business).toBe("pending");
});
