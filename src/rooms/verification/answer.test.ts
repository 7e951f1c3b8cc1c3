import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import {
  ask,
  authorized,
  caseOf,
  checkIn,
  checkOf,
  confirm,
  contactOf,
  correct,
  enrolled,
  jpeg,
  ofSize,
  openCase,
  pdf,
  plainText,
  png,
  program,
  ready,
  rule,
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

type Sent = Parameters<typeof send>[1];
const send = (
  partner: { accountId: string; admin: Colleague },
  file: Blob & { name?: string },
  check: "business" | "employment" | "email" = "business",
  kind = "",
) => partner.admin.call("verification.upload", { accountId: partner.accountId, check, body: { kind }, file });
const resubmit = (partner: { accountId: string; admin: Colleague }) =>
  partner.admin.call("verification.resubmit", { accountId: partner.accountId });
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

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
    ["Propriété de l’e-mail", "Autorisé"],
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
    ["registrationNumber", "983 214 765", null, null],
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
  const partner = await ready(house);
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
      verdict: { kept: false, text: "L’extrait reçu a plus de 3 mois. Envoyez un extrait plus récent.", at: expect.any(String) },
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
  const partner = await ready(house);
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

  await verifier.do("verification.reopen", {
    caseId: seen.caseId,
    body: { check: "business", reason: "Au téléphone : adresse corrigée." },
  });
  expect((await rule(house, verifier, partner, "business", "authorise")).body).toMatchObject({ overall: { state: "authorized" } });
});

test("G-003 what is not a document is refused in a sentence, and leaves nothing: a program renamed .pdf, plain words, an empty file, eleven megabytes", async () => {
  const partner = await ready(house);
  const before = (await filesIn(data)).length;
  const cases: [Sent, number, string, string][] = [
    [
      program("facture.pdf"),
      422,
      "verification.fileIsProgram",
      "Ce fichier est un programme, pas un PDF. Acceptés\u00a0: PDF, PNG, JPEG, 10\u00a0Mo au plus.",
    ],
    [
      plainText(),
      422,
      "verification.fileNotAccepted",
      "Ce fichier n’est pas d’un format accepté. Acceptés\u00a0: PDF, PNG, JPEG, 10\u00a0Mo au plus.",
    ],
    [new File([], "vide.pdf"), 422, "verification.fileEmpty", "Ce fichier est vide. Envoyez le document lui-même."],
    [ofSize(11_000_000), 413, "verification.fileTooBig", "Ce fichier pèse 11\u00a0Mo. Accepté\u00a0: 10\u00a0Mo au plus."],
  ];
  for (const [file, status, code, sentence] of cases) {
    const answer = await send(partner, file);
    expect([
      answer.status,
      answer.problem.code,
      answer.problem.errors?.[0]?.pointer,
      answer.problem.detail.replaceAll("\u202f", "\u00a0"),
    ]).toEqual([status, code, "/file", sentence]);
  }
  const huge = await send(partner, ofSize(21_000_000));
  expect([huge.status, huge.problem.code]).toEqual([413, "request.tooLarge"]);
  const none = await partner.admin.send(
    "POST",
    `/api/v1/accounts/${partner.accountId}/verification/checks/business/documents`,
    new FormData(),
  );
  expect([none.status, none.problem.code]).toEqual([422, "verification.fileMissing"]);
  const json = await partner.admin.send("POST", `/api/v1/accounts/${partner.accountId}/verification/checks/business/documents`, "{}", {
    "content-type": "application/json",
  });
  expect(json.status).toBe(415);
  const odd = await send(partner, pdf(), "business", "holidayPhoto");
  expect([odd.status, odd.problem.errors?.[0]?.pointer]).toEqual([422, "/kind"]);

  expect((await filesIn(data)).length).toBe(before);
  expect(checkOf(await statusOf(partner), "business").documents).toEqual([]);
});

test("G-003 a document exactly as large as allowed is received; the very same one a second time is not", async () => {
  const partner = await ready(house);
  const whole = await send(partner, ofSize(10_000_000, "grand.pdf"));
  expect(whole.body).toMatchObject({ size: 10_000_000, submitted: true });
  const again = await send(partner, ofSize(10_000_000, "copie.pdf"));
  expect([again.status, again.problem.code]).toEqual([409, "verification.alreadyReceived"]);
  expect(again.problem.detail).toContain("grand.pdf");
});

test("G-003 a check that no document can prove, one that has not begun and one that has passed take none", async () => {
  const partner = await enrolled(house);
  await openCase(house, partner);
  expect((await send(partner, pdf(), "email")).problem.code).toBe("verification.noDocumentsHere");
  expect((await send(partner, pdf(), "business")).problem.code).toBe("verification.checkWaiting");
  await confirm(house, contactOf(partner));
  expect((await send(partner, pdf(), "employment")).problem.code).toBe("verification.checkPassed");
  expect(
    (await partner.admin.send("POST", `/api/v1/accounts/${partner.accountId}/verification/checks/astrology/documents`, new FormData()))
      .status,
  ).toBe(404);
});

test("G-003 twenty documents may wait for a verdict, not one more", async () => {
  const partner = await ready(house);
  const answers = [];
  for (let n = 0; n < 21; n++) answers.push((await send(partner, pdf())).status);
  expect(answers).toEqual([...Array<number>(20).fill(201), 409]);
});

test("G-003 a document is kept sealed and comes back whole, as an attachment, to whoever may answer and to the desk alone", async () => {
  const partner = await ready(house);
  const sent = await send(partner, pdf("../../Kbis « août ».exe", "a very secret extract"));
  expect(sent.body.name).toBe("Kbis « août ».exe.pdf");
  const documentId = sent.body.id;
  for (const file of await filesIn(path.join(data, "files"))) expect((await readFile(file)).includes("a very secret extract")).toBe(false);

  const mine = await partner.admin.call("verification.document", { accountId: partner.accountId, documentId });
  expect((mine.body as unknown as Buffer).toString()).toContain("a very secret extract");
  expect(mine.headers.get("content-type")).toBe("application/pdf");
  expect(mine.headers.get("content-disposition")).toMatch(/^attachment; filename="Kbis .*\.exe\.pdf"/);
  expect([mine.headers.get("x-content-type-options"), mine.headers.get("cache-control")]).toEqual(["nosniff", "private, no-store"]);

  const { caseId } = await caseOf(house, verifier, partner);
  const desk = await verifier.call("verification.officeDocument", { caseId, documentId });
  expect((desk.body as unknown as Buffer).equals(mine.body as unknown as Buffer)).toBe(true);

  const ines = await house.colleague(partner, ["salesAgent"]);
  expect((await ines.call("verification.document", { accountId: partner.accountId, documentId })).status).toBe(403);
  const stranger = await ready(house);
  expect((await stranger.admin.call("verification.document", { accountId: partner.accountId, documentId })).status).toBe(404);
  const forged = await stranger.admin.call("verification.document", { accountId: stranger.accountId, documentId });
  expect([forged.status, forged.problem.code]).toEqual([404, "verification.noSuchDocument"]);
  const crossed = await verifier.call("verification.officeDocument", {
    caseId: (await caseOf(house, verifier, stranger)).caseId,
    documentId,
  });
  expect([crossed.status, crossed.problem.code]).toEqual([404, "verification.noSuchDocument"]);
});

test("G-003 a stored document that somebody changed on the disk is not given out as if nothing had happened", async () => {
  const partner = await ready(house);
  const before = new Set(await filesIn(data));
  const sent = await send(partner, pdf());
  const [stored] = (await filesIn(data)).filter((file) => !before.has(file));
  const bytes = await readFile(stored!);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(stored!, bytes);
  const answer = await partner.admin.call("verification.document", { accountId: partner.accountId, documentId: sent.body.id });
  expect(answer.status).toBe(500);
});

test("G-004 a corrected address re-opens the business check alone: the e-mail and employment checks stay authorised, and the contact is told (N5)", async () => {
  const partner = await authorized(house, verifier);
  expect((await statusOf(partner)).overall.state).toBe("authorized");
  const before = (await house.mailsTo(contactOf(partner))).length;

  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });

  const status = await statusOf(partner);
  expect(statesIn(status)).toEqual({ email: "passed", employment: "passed", business: "pending" });
  expect(status).toMatchObject({ overall: { state: "pending" }, turn: { who: "us" }, tries: { used: 1 }, catchingUp: false });
  const mails = await house.mailsTo(contactOf(partner));
  expect(mails).toHaveLength(before + 1);
  expect(mails[0]!.subject).toBe(`${partner.name}\u00a0: les données juridiques ont changé`);
  expect(mails[0]!.text).toContain("Seul ce qui a changé est vérifié de nouveau\u00a0: Entreprise.");
  const seen = await caseOf(house, verifier, partner);
  expect(seen.lines.find(({ field }) => field === "address")!.values).toEqual(["14 rue de Siam", "14 bis rue de Siam"]);
  expect(seen.versions).toMatchObject([
    { version: 1, try: 1 },
    { version: 2, try: 1 },
  ]);
});

test("G-004 a correction of a rejected check is its resubmission: that check alone, one try", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.addressDiffers" });
  await send(partner, pdf("bail.pdf"));
  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });
  const status = await statusOf(partner);
  expect(statesIn(status)).toEqual({ email: "passed", employment: "passed", business: "pending" });
  expect(status).toMatchObject({ overall: { state: "pending" }, tries: { used: 2, left: 1 } });
  expect(checkOf(status, "business").documents).toEqual([expect.objectContaining({ name: "bail.pdf", submitted: true })]);

  await correct(house, partner, { addressLine1: "14 ter rue de Siam" });
  expect((await statusOf(partner)).tries.used).toBe(2);
});

test("G-004 a telephone number or a language re-opens nothing, and nobody is written to", async () => {
  const partner = await authorized(house, verifier);
  const before = (await house.mailsTo(contactOf(partner))).length;
  await correct(house, partner, { contactPhone: "+33298001473", contactLanguage: "en" });
  expect((await statusOf(partner)).overall.state).toBe("authorized");
  expect(await house.mailsTo(contactOf(partner))).toHaveLength(before);
});

test("G-004 another address for the contact is confirmed anew before anything goes on; on the same domain the employment check stays", async () => {
  const partner = await authorized(house, verifier);
  const solene = `solene.prigent@${partner.domain}`;
  await correct(house, partner, { contactEmail: solene });
  const waiting = await statusOf(partner);
  expect(statesIn(waiting)).toEqual({ email: "pending", employment: "passed", business: "passed" });
  expect(waiting).toMatchObject({ overall: { state: "pending" }, turn: { who: "partner" }, contact: { email: solene, confirmedAt: null } });
  const [mail] = await house.mailsTo(solene);
  expect(mail!.subject).toBe(`Confirmez votre nouvelle adresse pour ${partner.name}`);

  await confirm(house, solene);
  expect((await statusOf(partner)).overall.state).toBe("authorized");
});

test("G-004 an address on another domain stops a review under way until it is confirmed, and a person decides the employment", async () => {
  const partner = await ready(house);
  await correct(house, partner, { contactEmail: "solene@kermadec-groupe.example" });
  const waiting = await statusOf(partner);
  expect(statesIn(waiting)).toEqual({ email: "pending", employment: "waiting", business: "waiting" });
  const refused = await rule(house, verifier, partner, "business", "authorise");
  expect([refused.status, refused.problem.code]).toEqual([409, "verification.notConfirmedYet"]);

  await confirm(house, "solene@kermadec-groupe.example");
  expect(statesIn(await statusOf(partner))).toEqual({ email: "passed", employment: "pending", business: "pending" });
});

test("G-004 while a change is still being taken in the page says so, and the desk decides nothing on the old data", async () => {
  const partner = await ready(house);
  await house.db.query(sql`update accounts set data_version = 2, address_line1 = '14 bis rue de Siam' where id = ${partner.accountId}`);
  expect((await statusOf(partner)).catchingUp).toBe(true);
  const seen = await caseOf(house, verifier, partner);
  expect(seen.lines.find(({ field }) => field === "address")!.values).toEqual(["14 rue de Siam", "14 bis rue de Siam"]);
});
