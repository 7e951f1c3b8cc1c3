import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { pdf, program } from "../verification/testing.ts";
import { answer, open, settle } from "./testing.ts";

let house: TestHouse;
let data: string;
let maud: Colleague;
let noe: Colleague;
let lead: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-support-desk-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  maud = await house.staff(["supportAgent"], { givenName: "Maud", familyName: "Lenoir" });
  noe = await house.staff(["supportAgent"], { givenName: "Noé", familyName: "Lagadec" });
  lead = await house.staff(["supportLead"], { givenName: "Ada", familyName: "Lorho" });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const caseOf = (requestId: string, who: Colleague = maud) => who.do("support.case", { requestId });
const factsOf = async (requestId: string) =>
  (await house.db.query<{ type: string }>(sql`select type from facts where subject = ${requestId} order by id`)).map(({ type }) => type);
/** Everything that the company can read of a request: its page, its list, its journal, its mails. */
async function readBy(partner: Partner, requestId: string): Promise<string> {
  const { accountId, admin } = partner;
  return JSON.stringify([
    await admin.do("support.show", { accountId, requestId }),
    await admin.do("support.list", { accountId }),
    await admin.do("support.all", { accountId }),
    await admin.do("company.activityLog", { accountId }),
    await admin.do("accounts.activity", { accountId }),
    await house.mailsTo(admin.email),
  ]);
}

test("O14 the support desk and nobody else of the staff sees what is due, the earliest first, by type, by owner, and by words", async () => {
  for (const roles of [["verifier"], ["finance"], ["marketingDesk"]] as const) {
    const other = await house.staff(roles);
    expect((await other.call("support.queue", {})).status).toBe(403);
  }
  const mark = `Quai ${Math.random().toString(36).slice(2, 8)}`;
  const partner = await house.partner({ name: mark });
  const [slow, quick, usual] = [
    await open(partner, { topic: "tax", subject: "Certificat" }),
    await open(partner, { severity: "critical", subject: "Plus rien ne marche" }),
    await open(partner, { topic: "profile" }),
  ];
  const first = await maud.do("support.queue", { search: mark, limit: 2 });
  expect([first.total, first.items.map(({ id }) => id)]).toEqual([3, [quick.id, usual.id]]);
  expect(first.items[0]).toMatchObject({ company: mark, age: 0, owner: null, state: { label: "À traiter" }, turn: { who: "us" } });
  const rest = await maud.do("support.queue", { search: mark, limit: 2, cursor: first.nextCursor! });
  expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[slow.id], null]);
  const ids = async (query: Parameters<Colleague["do"]>[1]) =>
    (await maud.do("support.queue", { search: mark, ...query } as { search: string })).items.map(({ id }) => id);
  expect(await ids({ topic: "tax" })).toEqual([slow.id]);
  expect(await ids({ search: quick.number })).toEqual([quick.id]);
  expect(await ids({ search: "%" })).toEqual([]);
  await maud.do("support.claim", { requestId: usual.id, body: {} });
  expect([await ids({ owner: "me" }), await ids({ owner: "nobody" })]).toEqual([[usual.id], [quick.id, slow.id]]);
  await answer(maud, usual.id, "Lequel ?", { ask: true });
  await settle(maud, slow.id);
  expect([await ids({ tab: "atPartner" }), await ids({ tab: "closed" }), await ids({})]).toEqual([[usual.id], [slow.id], [quick.id]]);
  const { topics } = await maud.do("support.queue", {});
  expect(topics.find(({ id }) => id === "billing")).toMatchObject({ name: expect.stringContaining("facture"), count: expect.any(Number) });
  for (const cursor of ["x", Buffer.from(JSON.stringify(["2026-02-30T", quick.id])).toString("base64url")])
    expect((await maud.call("support.queue", { cursor })).status).toBe(400);
  expect((await maud.call("support.case", { requestId: newId() })).status).toBe(404);
});

test("O14 answering takes a request that nobody has; a colleague has to take it over, the lead hands it over, and each of these is kept", async () => {
  const partner = await house.partner();
  const { id } = await open(partner);
  expect((await answer(maud, id, "Nous regardons.")).body.owner).toMatchObject({ name: "Maud Lenoir", initials: "ML", you: true });
  const other = await answer(noe, id, "Moi aussi.");
  expect([other.status, other.problem.code, other.problem.detail]).toEqual([
    409,
    "support.heldByOther",
    expect.stringContaining("Maud Lenoir"),
  ]);
  expect((await caseOf(id, noe)).moves).toMatchObject({ answer: { open: false, text: other.problem.detail }, handOver: { open: false } });
  expect((await noe.call("support.claim", { requestId: id, body: {} })).status).toBe(409);
  expect((await noe.call("support.handOver", { requestId: id, body: { staffId: noe.userId } })).status).toBe(409);
  expect((await noe.do("support.claim", { requestId: id, body: { takeOver: true } })).owner?.name).toBe("Noé Lagadec");
  const verifier = await house.staff(["verifier"]);
  for (const staffId of [verifier.userId, partner.admin.userId, newId()])
    expect((await lead.call("support.handOver", { requestId: id, body: { staffId } })).problem.code).toBe("support.notOfTheDesk");
  expect((await lead.do("support.handOver", { requestId: id, body: { staffId: maud.userId } })).owner?.name).toBe("Maud Lenoir");
  const { acts } = await caseOf(id);
  expect(acts.map(({ text, who }) => [text, who])).toEqual([
    ["Demande confiée à Maud Lenoir", "Ada Lorho"],
    ["Demande reprise à Maud Lenoir", "Noé Lagadec"],
    ["Demande prise", "Maud Lenoir"],
  ]);
});

test("O14 a note of the staff is read by the staff alone: not on the page, in the list, in the journals or in a mail of the company", async () => {
  const partner = await house.partner();
  const { id } = await open(partner);
  const secret = "Client difficile, voir la 4e fois";
  const key = newId();
  for (const _ of [1, 2]) await maud.do("support.note", { requestId: id, body: { text: secret } }, { key });
  await answer(maud, id, "Nous cherchons.");
  await settle(maud, id, "solved");
  const { notes } = await caseOf(id, noe);
  expect(notes.map(({ author, text }) => [author, text])).toEqual([["Maud Lenoir", secret]]);
  const seen = await readBy(partner, id);
  expect(seen).toContain("Nous cherchons.");
  expect(seen).not.toContain("difficile");
  expect(seen).not.toMatch(/notes?"/);
  expect(await factsOf(id)).toEqual([
    "serviceRequest.opened",
    "serviceRequest.noted",
    "serviceRequest.claimed",
    "serviceRequest.answered",
    "serviceRequest.closed",
  ]);
});

test("O14 N15 closed with a reason of the programme, which the partner reads with the last word; an unknown reason, or words that were not read, close nothing", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { id, number } = await open(partner);
  const unread = await caseOf(id);
  await admin.do("support.write", { accountId, requestId: id, body: { text: "Encore ceci." } });
  const over = await maud.call("support.settle", { requestId: id, body: { version: unread.version, reason: "solved" } });
  expect([over.status, over.problem.code]).toEqual([409, "support.changedMeanwhile"]);
  const stale = await maud.call("support.answer", { requestId: id, body: { version: unread.version, text: "Voilà.", ask: false } });
  expect([stale.status, stale.problem.code]).toEqual([409, "support.changedMeanwhile"]);
  const unknown = await settle(maud, id, "bored");
  expect([unknown.status, unknown.problem.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  expect((await admin.do("support.show", { accountId, requestId: id })).state.state).toBe("open");
  expect((await settle(maud, id, "solved", "La facture est refaite.")).status).toBe(200);
  const seen = await admin.do("support.show", { accountId, requestId: id });
  expect(seen.closed).toMatchObject({ byUs: true, by: "Maud Lenoir", reason: "Le problème est résolu." });
  const [mail] = await house.mailsTo(admin.email);
  expect(mail!.subject).toContain(`Demande ${number} close`);
  for (const part of ["Le problème est résolu.", "La facture est refaite.", "rouvrez-la"]) expect(mail!.text).toContain(part);
  expect((await answer(maud, id, "Encore")).problem.code).toBe("support.closedAlready");
});

test("O14 the desk's replies are in the partner's language and fit the type; a file of the desk goes with its answer, and one put beside another request does not", async () => {
  const partner = await house.partner({ language: "en" });
  const { accountId, admin } = partner;
  const [billing, tax] = [await open(partner, { topic: "billing" }), await open(partner, { topic: "tax" })];
  const { replies, language } = await caseOf(billing.id);
  expect([language, replies.map(({ id }) => id)]).toEqual(["en", ["received", "screenshot", "cancel-check"]]);
  expect(replies[0]).toMatchObject({ name: "Nous regardons", text: expect.stringContaining("We have read your request") });
  expect((await caseOf(tax.id)).replies.map(({ id }) => id)).toEqual(["received", "screenshot"]);

  expect((await maud.call("support.deskAttach", { requestId: billing.id, file: program() })).problem.code).toBe("support.fileIsProgram");
  const [file, elsewhere] = [
    await maud.do("support.deskAttach", { requestId: billing.id, file: pdf("avoir.pdf") }),
    await maud.do("support.deskAttach", { requestId: tax.id, file: pdf() }),
  ];
  expect((await answer(maud, billing.id, "Voici.", { fileIds: [file.id, elsewhere.id] })).problem.code).toBe("support.fileGone");
  expect((await answer(noe, billing.id, "Voici.", { fileIds: [file.id] })).problem.code).toBe("support.fileGone");
  expect((await answer(maud, billing.id, "Voici.", { fileIds: [file.id] })).status).toBe(200);
  const { messages } = await admin.do("support.show", { accountId, requestId: billing.id });
  expect(messages.at(-1)!.files.map(({ name }) => name)).toEqual(["avoir.pdf"]);
  expect((await admin.call("support.file", { accountId, requestId: billing.id, attachmentId: file.id })).status).toBe(200);
  expect((await admin.call("support.file", { accountId, requestId: tax.id, attachmentId: elsewhere.id })).status).toBe(404);
});

test("O14 an answer pressed twice with one key stands once", async () => {
  const partner = await house.partner();
  const { id } = await open(partner);
  const { version } = await caseOf(id);
  const key = newId();
  const body = { version, text: "Une fois.", ask: true };
  for (const _ of [1, 2]) expect((await maud.call("support.answer", { requestId: id, body }, { key })).status).toBe(200);
  expect((await caseOf(id)).messages.map(({ act }) => act)).toEqual(["open", "ask"]);
});

test("G-026 a type of problem brings what may solve it; whom it has helped is counted once a day for each person and type, and the desk reads how many by type", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const colleague = await house.colleague(partner, []);
  const { groups } = await admin.do("support.options", { accountId });
  const topics = groups.flatMap((group) => group.topics);
  expect(topics.find(({ id }) => id === "billing")!.solutions[0]).toMatchObject({
    name: "Retrouver une facture",
    page: "/offers/purchased",
  });
  expect(topics.find(({ id }) => id === "other")!.solutions).toEqual([]);

  const figure = async (topic: string) => (await maud.do("support.figures", {})).items.find(({ id }) => id === topic)!;
  const before = await figure("verification");
  for (const who of [admin, admin, colleague]) await who.do("support.solved", { accountId, topic: "verification" });
  await Promise.all(Array.from({ length: 5 }, () => admin.call("support.solved", { accountId, topic: "verification" })));
  await open(partner, { topic: "verification" });
  const after = await figure("verification");
  expect([after.solved - before.solved, after.opened - before.opened, after.solutions]).toEqual([2, 1, 1]);
  expect(await factsOf(admin.userId)).toContain("serviceRequest.notNeeded");

  const unknown = await admin.call("support.solved", { accountId, topic: "nothing" });
  expect([unknown.status, unknown.problem.code]).toEqual([422, "support.unknownTopic"]);
  const { days } = await maud.do("support.figures", {});
  await house.db.query(sql`update service_deflections set solved_on = solved_on - ${days}::int where account_id = ${accountId}`);
  expect((await figure("verification")).solved).toBe(before.solved);
  expect((await admin.call("support.figures", {})).status).toBe(404);
});
