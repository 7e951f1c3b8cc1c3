import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import type { CheckName } from "./rules.ts";
import { ask, caseOf, caseTokenFor, checkOf, contactOf, pdf, program, ready, rule, send, statusOf } from "./testing.ts";

let house: TestHouse;
let data: string;
let verifier: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-caselink-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  verifier = await house.staff();
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const today = () => house.open.house.clock.today();

/** A company whose business check was rejected, and the link of the mail that says so. */
async function rejected(): Promise<{ partner: Partner; token: string }> {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.addressDiffers", note: "Le 14 n’existe plus." });
  return { partner, token: await caseTokenFor(house, contactOf(partner)) };
}
const sendBy = (token: string, file: Blob & { name?: string }, check: CheckName = "business") =>
  house.visitor().call("verification.uploadByLink", { token, check, body: { kind: "" }, file });

test("G-001 P4 after a refusal the mail's link opens the whole case without an account: rule, comparison, tries, turn, thread, documents that would do", async () => {
  const { partner, token } = await rejected();
  const page = await house.visitor().do("verification.caseByLink", { token });
  expect(page).toMatchObject({ state: "open", company: partner.name, reader: { name: "Yann Le Goff", email: contactOf(partner) } });
  const { status } = page;
  expect(status).toMatchObject({
    overall: { state: "rejected" },
    turn: { who: "partner", since: expect.any(String) },
    tries: { used: 1, left: 2, of: 3 },
  });
  const business = status!.checks.find(({ check }) => check === "business")!;
  expect(business).toMatchObject({
    state: "rejected",
    ruled: { rule: { code: "ENT-3" }, note: "Le 14 n’existe plus.", remedies: ["correct", "document"] },
    evidence: { oneOf: expect.arrayContaining([expect.objectContaining({ id: "registerExtract" })]) },
    moves: { upload: { open: true } },
  });
  expect(business.comparison!.lines.map(({ field }) => field)).toContain("address");
  expect(status!.thread[0]).toMatchObject({ text: "Entreprise\u00a0: rejeté" });
  // The same page that a member of the company reads, but for what needs an account: those doors name who has one.
  expect(status!.thread).toEqual((await statusOf(partner)).thread);
  expect(status!.moves.correct).toMatchObject({ open: false, holders: [expect.objectContaining({ name: partner.admin.name })] });
  expect([status!.moves.view.open, status!.moves.resend.open]).toEqual([false, false]);
});

test("P1 G-003 by the link a document is sent and the check submitted again, in the reader's name; the control stays after the first one", async () => {
  const { partner, token } = await rejected();
  const sent = await sendBy(token, pdf("kbis.pdf"));
  expect(sent).toMatchObject({ status: 201, body: { name: "kbis.pdf", sentBy: "Yann Le Goff", submitted: false } });
  const page = await house.visitor().do("verification.caseByLink", { token });
  expect(page.status!.checks.find(({ check }) => check === "business")!.moves.upload.open).toBe(true);
  expect((await sendBy(token, pdf("bail.pdf"))).status).toBe(201);

  const key = newId();
  const again = await house.visitor().call("verification.resubmitByLink", { token }, { key });
  expect(again).toMatchObject({ status: 200, body: { overall: { state: "pending" }, turn: { who: "us" }, tries: { used: 2 } } });
  expect((await house.visitor().call("verification.resubmitByLink", { token }, { key })).body.tries.used).toBe(2);
  const seen = await caseOf(house, verifier, partner);
  expect(seen.documents.map(({ name, sentBy }) => [name, sentBy])).toEqual([
    ["bail.pdf", "Yann Le Goff"],
    ["kbis.pdf", "Yann Le Goff"],
  ]);
  expect(seen.thread[0]).toMatchObject({ text: "Réponse envoyée, essai 2", by: "Yann Le Goff" });
});

test("G-003 by the link the same files are refused as anywhere, and nothing that was sent is given back", async () => {
  const { partner, token } = await rejected();
  const refused = await sendBy(token, program());
  expect([refused.status, refused.problem.code, refused.problem.errors?.[0]?.pointer]).toEqual([
    422,
    "verification.fileIsProgram",
    "/file",
  ]);
  expect((await sendBy(token, pdf(), "email")).problem.code).toBe("verification.noDocumentsHere");
  const { id } = (await send(partner, pdf())).body;
  const raw = await house.visitor().send("GET", `/api/v1/verifications/cases/${token}/documents/${id}`);
  expect(raw.status).toBe(404);
});

test("P3 a link opens its own case to its own address: a forged one is unknown, another company's shows another company", async () => {
  const one = await rejected();
  const other = await rejected();
  const forged = `${one.token.startsWith("A") ? "B" : "A"}${one.token.slice(1)}`;
  for (const token of [forged, "x".repeat(83)]) {
    expect((await house.visitor().call("verification.caseByLink", { token })).problem.code).toBe("verification.noSuchLink");
    expect((await sendBy(token, pdf())).status).toBe(404);
    expect((await house.visitor().call("verification.resubmitByLink", { token })).status).toBe(404);
    expect((await house.visitor().call("verification.renewCaseLink", { token })).status).toBe(404);
  }
  expect((await house.visitor().do("verification.caseByLink", { token: other.token })).company).toBe(other.partner.name);
});

test("P3 when the address is no longer the contact's the link tells nothing any more, and sends nothing", async () => {
  const { partner, token } = await rejected();
  await house.db.query(sql`update accounts set contact_email = ${`solene@${partner.domain}`} where id = ${partner.accountId}`);
  expect(await house.visitor().do("verification.caseByLink", { token })).toEqual({
    state: "moved",
    company: "",
    reader: null,
    status: null,
    expiresAt: expect.any(String),
  });
  const sent = await sendBy(token, pdf());
  expect([sent.status, sent.problem.code]).toEqual([410, "verification.caseLinkMoved"]);
  expect((await house.visitor().call("verification.renewCaseLink", { token })).status).toBe(410);
});

test("the confirmation of an enrolment and the authorisation need no such link, and the one of a request opens while the request waits", async () => {
  const partner = await ready(house);
  await ask(house, verifier, partner, "business", { reason: "business.documentUnreadable", deadline: addDays(today(), 10) });
  const token = await caseTokenFor(house, contactOf(partner));
  await rule(house, verifier, partner, "business", "authorise");
  const page = await house.visitor().do("verification.caseByLink", { token });
  expect(page.status).toMatchObject({ overall: { state: "authorized" }, turn: { who: "nobody" } });
});

test("G-001 what only its form was checked for says « Forme vérifiée », until a register was looked at", async () => {
  const partner = await ready(house);
  const line = async () =>
    checkOf(await statusOf(partner), "business").comparison!.lines.find(({ field }) => field === "registrationNumber");
  expect(await line()).toMatchObject({ found: null, result: "formOnly" });
  await rule(house, verifier, partner, "business", "reject", {
    reason: "business.numberDiffers",
    findings: { source: "Registre", values: { registrationNumber: "983 214 766" } },
  });
  expect(await line()).toMatchObject({ found: "983 214 766", result: "differs" });
});

// From here on the clock is far ahead.
test("G-001 P4 once the five working days are over the company may say so, once; the desk sees it, and the next answer owed starts afresh", async () => {
  const partner = await ready(house);
  const before = await partner.admin.call("verification.escalate", { accountId: partner.accountId });
  expect([before.status, before.problem.code]).toEqual([409, "verification.notLate"]);
  const { turn } = await statusOf(partner);
  expect(turn).toMatchObject({ who: "us", late: false, escalatedAt: null });
  const agent = await house.colleague(partner, ["salesAgent"]);
  await house.travel(addDays(turn.dueOn!, 1));

  expect((await agent.call("verification.escalate", { accountId: partner.accountId })).status).toBe(403);
  const said = await Promise.all([1, 2, 3].map(() => partner.admin.call("verification.escalate", { accountId: partner.accountId })));
  expect(said.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const late = await statusOf(partner);
  expect(late).toMatchObject({ turn: { late: true, escalatedAt: expect.any(String) } });
  expect(late.moves.escalate).toMatchObject({ open: false, text: expect.stringContaining("Votre relance est reçue") });
  expect(late.thread[0]).toMatchObject({ text: "Retard signalé par l’entreprise" });
  const queue = await verifier.do("verification.queue", { search: partner.name });
  expect(queue.items).toEqual([expect.objectContaining({ late: true, escalated: true })]);

  await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  await send(partner, pdf());
  await partner.admin.do("verification.resubmit", { accountId: partner.accountId });
  expect((await statusOf(partner)).turn).toMatchObject({ who: "us", late: false, escalatedAt: null });
});

test("P3 a link that is over says until when it was good and sends a new one to the same address, three an hour at most", async () => {
  const { partner, token } = await rejected();
  const { expiresAt } = await house.visitor().do("verification.caseByLink", { token });
  await house.travel(addDays(expiresAt.slice(0, 10), 1));
  expect(await house.visitor().do("verification.caseByLink", { token })).toMatchObject({
    state: "expired",
    company: partner.name,
    status: null,
  });
  const sent = await sendBy(token, pdf());
  expect([sent.status, sent.problem.code]).toEqual([410, "verification.caseLinkOver"]);

  expect(await house.visitor().do("verification.renewCaseLink", { token })).toEqual({ to: contactOf(partner) });
  const fresh = await caseTokenFor(house, contactOf(partner));
  expect(fresh).not.toBe(token);
  expect(await house.visitor().do("verification.caseByLink", { token: fresh })).toMatchObject({ state: "open" });
  for (const _ of [2, 3]) await house.visitor().do("verification.renewCaseLink", { token });
  const fourth = await house.visitor().call("verification.renewCaseLink", { token });
  expect([fourth.status, fourth.problem.code, Number(fourth.headers.get("retry-after")) > 0]).toEqual([
    429,
    "verification.caseLinkTooOften",
    true,
  ]);
});
