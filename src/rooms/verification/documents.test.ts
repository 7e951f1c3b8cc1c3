import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import {
  caseOf,
  checkOf,
  confirm,
  contactOf,
  enrolled,
  ofSize,
  openCase,
  pdf,
  plainText,
  program,
  ready,
  send,
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

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test("G-003 what is not a document is refused in a sentence, and leaves nothing: a program renamed .pdf, plain words, an empty file, eleven megabytes", async () => {
  const partner = await ready(house);
  const before = (await filesIn(data)).length;
  const cases: [Blob & { name?: string }, number, string, string][] = [
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
