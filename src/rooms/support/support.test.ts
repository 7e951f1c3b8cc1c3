import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, addWorkingDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { holidaysOf } from "../../programme/programme.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { join, purchase } from "../../testing/shop.ts";
import { jpeg, ofSize, pdf, plainText, png, program } from "../verification/testing.ts";
import { answer, asked, open, settle } from "./testing.ts";

let house: TestHouse;
let data: string;
let desk: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-support-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  desk = await house.staff(["supportAgent"], { givenName: "Maud", familyName: "Lenoir" });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const terms = () => house.open.house.programme.support;
const dueIn = (days: number) => addWorkingDays(house.open.house.clock.today(), days, holidaysOf(house.open.house.programme));
const show = (partner: Partner, requestId: string, who: Colleague = partner.admin) =>
  who.do("support.show", { accountId: partner.accountId, requestId });
const attach = async (partner: Partner, file = pdf(), who: Colleague = partner.admin) =>
  (await who.do("support.attach", { accountId: partner.accountId, file })).id;
const countOf = async (partner: Partner) =>
  (await house.db.one<{ n: number }>(sql`select count(*)::int as n from service_requests where account_id = ${partner.accountId}`))!.n;

describe("asking", () => {
  test("F-145 F-146 F-147 N15 a request by the type of problem for invoices and payments has its number, the day of the answer, its place in the list, and a mail", async () => {
    const partner = await house.partner();
    const { groups, severities } = await partner.admin.do("support.options", { accountId: partner.accountId });
    const topic = groups.flatMap(({ topics }) => topics).find(({ id }) => id === "billing")!;
    expect(topic.name).toBe("Aide concernant une facture, un paiement ou un fichier de rapprochement de partenaire");
    expect(severities.filter(({ usual }) => usual).map(({ name }) => name)).toEqual(["Modérée"]);

    const made = await open(partner);
    expect(made).toMatchObject({
      number: expect.stringMatching(/^SR-1\d{5}$/),
      topic: { id: "billing", name: topic.name },
      severity: { id: "moderate" },
      state: { state: "open", label: "Ouverte" },
      turn: { who: "us", dueOn: dueIn(2), late: false },
      messages: [{ side: "partner", act: "open", author: "Maëlle Kermadec", you: true, text: asked.text }],
      moves: { write: { open: true }, close: { open: true }, reopen: { open: false } },
    });
    const { items } = await partner.admin.do("support.list", { accountId: partner.accountId });
    expect(items.map(({ number, state }) => [number, state.state])).toEqual([[made.number, "open"]]);
    const mails = await house.mailsTo(partner.admin.email);
    expect(mails.map(({ subject }) => subject)).toEqual([`Demande ${made.number} reçue\u00a0: ${asked.subject}`]);
    for (const part of [made.number, topic.name, `/requests/${made.id}`]) expect(mails[0]!.text).toContain(part);
  });

  test("F-146 G-027 the types of problems stand under their headings; one may be asked for by the name that a page of ours gives it, and an unknown one is refused at its field", async () => {
    const partner = await house.partner({ language: "en" });
    const reader = await house.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name, "en");
    const { groups } = await reader.do("support.options", { accountId: partner.accountId });
    expect(groups.map(({ topics }) => topics.length > 0)).toEqual(groups.map(() => true));
    expect(groups.flatMap(({ topics }) => topics).map(({ id }) => id)).toEqual(terms().topics.map(({ id }) => id));
    expect(
      groups
        .flatMap(({ topics }) => topics)
        .filter(({ also }) => also.includes("cancellation"))
        .map(({ id }) => id),
    ).toEqual(["billing"]);
    expect((await open(partner, { topic: "cancellation" })).topic.id).toBe("billing");
    const unknown = await reader.call("support.open", { accountId: partner.accountId, body: { ...asked, topic: "refund-please" } });
    expect([unknown.status, unknown.problem.errors?.map(({ pointer, code }) => [pointer, code])]).toEqual([
      422,
      [["/topic", "support.unknownTopic"]],
    ]);
    const severe = await reader.call("support.open", { accountId: partner.accountId, body: { ...asked, severity: "apocalyptic" } });
    expect([severe.status, severe.problem.errors?.[0]?.pointer]).toEqual([422, "/severity"]);
  });

  test("F-147 P4 anybody of the account asks, with a role or without one and however the account stands; the day of the answer follows severity and type", async () => {
    const partner = await house.partner({ signed: false, setupDone: false, verification: "rejected" });
    const nobody = await house.colleague(partner, []);
    expect((await open(partner, { severity: "critical" }, nobody)).turn.dueOn).toBe(dueIn(1));
    expect((await open(partner, { severity: "minimal" }, nobody)).turn.dueOn).toBe(dueIn(4));
    expect((await open(partner, { severity: "critical", topic: "tax" }, nobody)).turn.dueOn).toBe(dueIn(10));
    const { email } = await nobody.do("support.options", { accountId: partner.accountId });
    expect(email).toBe(house.open.house.programme.operator.email);
  });

  test("F-144 F-145 a paid membership is not deleted: no act of the account ends it, and the request that asks for its end names it", async () => {
    const partner = await house.partner();
    await join(house, partner);
    await purchase(house, partner);
    const { accountId, admin } = partner;
    const { items } = await admin.do("memberships.list", { accountId });
    const pack = items.find(({ kind }) => kind === "offer")!;
    const erased = await admin.send("DELETE", `/api/v1/accounts/${accountId}/memberships/${pack.id}`);
    expect(erased.status).toBe(404);

    const made = await open(partner, { topic: "cancellation", about: { kind: "membership", id: pack.id } });
    expect(made.about).toEqual({ kind: "membership", id: pack.id, name: pack.name });
    expect((await desk.do("support.case", { requestId: made.id })).about).toEqual(made.about);
    expect((await admin.do("memberships.show", { accountId, membershipId: pack.id })).state).toBe("active");

    const { items: orders } = await admin.do("purchasing.orders", { accountId });
    const order = await open(partner, { about: { kind: "order", id: orders[0]!.id } });
    expect(order.about!.name).toBe(`Commande ${orders[0]!.number}`);
    const { about } = await admin.do("support.options", { accountId });
    expect(about.map(({ id }) => id).sort()).toEqual([...items.map(({ id }) => id), ...orders.map(({ id }) => id)].sort());
  });

  test("F-144 a membership or an order of another company, of none, or that the reader may not see, is refused alike", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    for (const each of [partner, other]) {
      await join(house, each);
      await purchase(house, each);
    }
    const theirs = (await other.admin.do("memberships.list", { accountId: other.accountId })).items[0]!;
    const [ours] = (await partner.admin.do("purchasing.orders", { accountId: partner.accountId })).items;
    const [foreign] = (await other.admin.do("purchasing.orders", { accountId: other.accountId })).items;
    const agent = await house.colleague(partner, ["salesAgent"]);
    const nobody = await house.colleague(partner, []);
    const mine = (await partner.admin.do("memberships.list", { accountId: partner.accountId })).items[0]!;
    const answers = await Promise.all(
      (
        [
          [partner.admin, { kind: "membership", id: theirs.id }],
          [partner.admin, { kind: "membership", id: newId() }],
          [partner.admin, { kind: "order", id: foreign!.id }],
          [agent, { kind: "order", id: ours!.id }],
          [nobody, { kind: "membership", id: mine.id }],
        ] as const
      ).map(([who, about]) => who.call("support.open", { accountId: partner.accountId, body: { ...asked, about } })),
    );
    expect(answers.map(({ status, problem }) => [status, problem.detail, problem.errors?.[0]?.pointer])).toEqual(
      answers.map(() => [422, answers[0]!.problem.detail, "/about"]),
    );
    expect(await countOf(partner)).toBe(0);
  });

  test("F-147 two presses of « Envoyer » with one key make one request and one mail", async () => {
    const partner = await house.partner();
    const key = newId();
    const body = { ...asked, fileIds: [await attach(partner)] };
    const call = () => partner.admin.call("support.open", { accountId: partner.accountId, body }, { key });
    const both = await Promise.all([call(), call()]);
    const third = await call();
    expect([...both.map(({ status }) => status), third.status].every((status) => status === 201 || status === 409)).toBe(true);
    expect(third.status).toBe(201);
    expect(await countOf(partner)).toBe(1);
    expect(await house.mailsTo(partner.admin.email)).toHaveLength(1);
  });

  test("F-147 N15 a subject breaks no mail: line ends, signs that turn the text and 201 letters are refused; 200 letters of any script arrive whole", async () => {
    const partner = await house.partner();
    for (const subject of [
      "Facture\r\nBcc: tout-le-monde@example.com",
      "Facture\nX: y",
      "Facture\u2028suite",
      "\u202egnp.erutcaf",
      "Facture\u0000",
      "a".repeat(201),
      "   ",
    ]) {
      const refused = await partner.admin.call("support.open", { accountId: partner.accountId, body: { ...asked, subject } });
      expect([subject, refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([subject, 422, "/subject"]);
    }
    const long = "Ω".repeat(200);
    for (const subject of [long, "فاتورة مكررة", "請求書が二重です 👍", "<b>gras</b> & « guillemets »"]) {
      const { number, id } = await open(partner, { subject });
      expect((await show(partner, id)).subject).toBe(subject);
      const [mail] = await house.mailsTo(partner.admin.email);
      expect(mail!.subject).toBe(`Demande ${number} reçue\u00a0: ${subject}`);
    }
    const spaces = await open(partner, { text: "  ligne une\n\tligne deux\r\n\r\nfin  " });
    expect(spaces.messages[0]!.text).toBe("ligne une\n\tligne deux\r\n\r\nfin");
    const bell = await partner.admin.call("support.open", { accountId: partner.accountId, body: { ...asked, text: "a\u0007b" } });
    expect(bell.status).toBe(422);
  });

  test("F-147 nobody fills the desk: after the programme's number of requests in a day the next is refused, tomorrow it is not, and a colleague's are not counted", async () => {
    const partner = await house.partner();
    const most = terms().requestsPerDay;
    for (let n = 0; n < most; n++) await open(partner);
    const refused = await partner.admin.call("support.open", { accountId: partner.accountId, body: asked });
    expect([refused.status, refused.problem.code]).toEqual([429, "support.tooManyToday"]);
    await open(partner, {}, await house.colleague(partner, []));
    await house.db.query(sql`update service_requests set opened_on = opened_on - 1 where account_id = ${partner.accountId}`);
    await open(partner);
    expect(await countOf(partner)).toBe(most + 2);
  });
});

describe("reading", () => {
  test("F-148 G-025 one sees one's own requests; the whole company's only with the partner administrator's role, and the others are told who has it", async () => {
    const partner = await house.partner({ roles: ["globalAdmin"] });
    const { accountId } = partner;
    const [ines, lead] = [
      await house.colleague(partner, ["salesAgent"]),
      await house.colleague(partner, ["partnerAdmin"], { givenName: "Karim", familyName: "Belkacem" }),
    ];
    const made = await open(partner, {}, ines);

    const hidden = await partner.admin.call("support.show", { accountId, requestId: made.id });
    const nowhere = await partner.admin.call("support.show", { accountId, requestId: newId() });
    expect([hidden.status, hidden.problem.detail]).toEqual([404, nowhere.problem.detail]);
    expect(hidden.problem.detail).toContain("Administrateur partenaire");
    expect((await partner.admin.do("support.list", { accountId })).total).toBe(0);
    const closed = await partner.admin.call("support.all", { accountId });
    expect([closed.status, closed.problem.code, closed.problem.door]).toMatchObject([
      403,
      "door.role",
      { open: false, holders: [{ name: "Karim Belkacem" }] },
    ]);

    const { items } = await lead.do("support.all", { accountId });
    expect(items).toMatchObject([{ id: made.id, requester: { name: ines.name, you: false } }]);
    await lead.do("support.write", { accountId, requestId: made.id, body: { text: "Je m’en occupe aussi." } });
    expect((await show(partner, made.id, ines)).messages.map(({ author, you }) => [author, you])).toEqual([
      [ines.name, true],
      ["Karim Belkacem", false],
    ]);
    for (const [who, text] of [
      ["partner.admin", "support.write"],
      ["partner.admin", "support.close"],
      ["partner.admin", "support.reopen"],
    ] as const) {
      const body = text === "support.close" ? { version: 1 } : { text: "?" };
      const no = await partner.admin.call(text as "support.write", { accountId, requestId: made.id, body: body as { text: string } });
      expect([who, text, no.status]).toEqual([who, text, 404]);
    }
  });

  test("F-148 G-025 the list is paged by the latest news, filtered by state and searched by number and subject as text", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    const made: { id: string; number: string }[] = [];
    for (const subject of ["100 % faux", "Relevé", "Clé perdue"]) made.push(await open(partner, { subject }));
    await admin.do("support.close", { accountId, requestId: made[0]!.id, body: { version: 1 } });
    expect((await answer(desk, made[1]!.id, "Quel mois ?", { ask: true })).status).toBe(200);
    const first = await admin.do("support.list", { accountId, limit: 2 });
    expect([first.items.map(({ id }) => id), first.counts]).toEqual([
      [made[1]!.id, made[0]!.id],
      { all: 3, open: 1, attentionNeeded: 1, closed: 1 },
    ]);
    const rest = await admin.do("support.list", { accountId, limit: 2, cursor: first.nextCursor! });
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[made[2]!.id], null]);
    const ids = async (query: { state?: "open" | "attentionNeeded" | "closed"; search?: string }) =>
      (await admin.do("support.list", { accountId, ...query })).items.map(({ id }) => id);
    expect(await ids({ state: "attentionNeeded" })).toEqual([made[1]!.id]);
    expect(await ids({ search: "100 %" })).toEqual([made[0]!.id]);
    expect(await ids({ search: "%" })).toEqual([made[0]!.id]);
    expect(await ids({ search: made[2]!.number.toLowerCase() })).toEqual([made[2]!.id]);
    for (const cursor of ["x", Buffer.from(JSON.stringify(["2026-13-45", made[0]!.id])).toString("base64url")])
      expect((await admin.call("support.list", { accountId, cursor })).status).toBe(400);
  });
});

describe("files", () => {
  test("G-025 what the bytes are decides, not the name; what leaves again is a file to keep that no browser runs", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    for (const [file, status, code] of [
      [program("facture.pdf"), 422, "support.fileIsProgram"],
      [plainText("capture.png"), 422, "support.fileNotAccepted"],
      [new File(["<svg onload=alert(1)>"], "logo.png", { type: "image/png" }), 422, "support.fileNotAccepted"],
      [new File([], "vide.pdf"), 422, "support.fileEmpty"],
      [ofSize(terms().uploads.maxBytes + 1), 413, "support.fileTooBig"],
    ] as const) {
      const refused = await admin.call("support.attach", { accountId, file });
      expect([refused.status, refused.problem.code]).toEqual([status, code]);
    }
    const fileIds = [
      await attach(partner, png("..\\..\\capture d’écran.exe")),
      await attach(partner, jpeg()),
      await attach(partner, pdf("facture\r\nX-Evil: 1.pdf")),
    ];
    const { id, messages } = await open(partner, { fileIds });
    expect(messages[0]!.files.map(({ name, type }) => [name, type])).toEqual([
      ["capture d’écran.exe.png", "image/png"],
      ["photo.jpg", "image/jpeg"],
      [expect.stringMatching(/^[^\r\n]+\.pdf$/), "application/pdf"],
    ]);
    for (const who of [
      admin.call("support.file", { accountId, requestId: id, attachmentId: fileIds[0]! }),
      desk.call("support.deskFile", { requestId: id, attachmentId: fileIds[0]! }),
    ]) {
      const { status, headers } = await who;
      expect([status, headers.get("x-content-type-options"), headers.get("content-disposition")]).toMatchObject([
        200,
        "nosniff",
        expect.stringMatching(/^attachment;/),
      ]);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  test("G-025 a file goes with one message of whoever put it there, once; somebody else's, another company's, and one that is gone refuse the whole message", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    const { accountId, admin } = partner;
    const ines = await house.colleague(partner, []);
    const mine = await attach(partner);
    const forged = [await attach(partner, pdf(), ines), await attach(other), newId()];
    for (const id of forged) {
      const refused = await admin.call("support.open", { accountId, body: { ...asked, fileIds: [mine, id] } });
      expect([refused.status, refused.problem.errors?.[0]?.pointer]).toEqual([422, "/fileIds"]);
    }
    expect(await countOf(partner)).toBe(0);
    const made = await open(partner, { fileIds: [mine, mine] });
    expect(made.messages[0]!.files).toHaveLength(1);
    const again = await admin.call("support.write", { accountId, requestId: made.id, body: { text: "Encore", fileIds: [mine] } });
    expect([again.status, again.problem.code]).toEqual([422, "support.fileGone"]);
    expect((await show(partner, made.id)).version).toBe(1);
    // The file of one request is not found under another.
    const second = await open(partner);
    const across = await admin.call("support.file", { accountId, requestId: second.id, attachmentId: mine });
    expect([across.status, across.problem.code]).toEqual([404, "support.noSuchFile"]);
  });

  test("G-025 a file may be taken away before it is sent, and after no longer; too many of one message, and too many that wait, are refused", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    const first = await attach(partner);
    await admin.do("support.detach", { accountId, attachmentId: first });
    expect((await admin.call("support.detach", { accountId, attachmentId: first })).status).toBe(404);
    const { perMessage } = terms().uploads;
    const many: string[] = [];
    for (let n = 0; n < perMessage * 3; n++) many.push(await attach(partner));
    const over = await admin.call("support.attach", { accountId, file: pdf() });
    expect([over.status, over.problem.code]).toEqual([409, "support.tooManyWaiting"]);
    const heavy = await admin.call("support.open", { accountId, body: { ...asked, fileIds: many.slice(0, perMessage + 1) } });
    expect([heavy.status, heavy.problem.code]).toEqual([422, "support.tooManyFiles"]);
    const made = await open(partner, { fileIds: many.slice(0, perMessage) });
    expect(made.messages[0]!.files).toHaveLength(perMessage);
    expect((await admin.call("support.detach", { accountId, attachmentId: many[0]! })).status).toBe(404);
  });
});

describe("going on", () => {
  test("F-148 G-025 asked for a detail it is the partner's turn; answering gives the turn back with a new day; closed and opened again, it says by whom", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    const { id } = await open(partner, { severity: "minimal" });
    expect((await answer(desk, id, "Quel mois ?", { ask: true })).status).toBe(200);
    expect(await show(partner, id)).toMatchObject({
      state: { state: "attentionNeeded", label: "À vous de répondre" },
      turn: { who: "partner", dueOn: null },
      messages: [{ act: "open" }, { act: "ask", side: "staff", author: "Maud Lenoir", text: "Quel mois ?" }],
    });
    const written = await admin.do("support.write", {
      accountId,
      requestId: id,
      body: { text: "Mars.", fileIds: [await attach(partner)] },
    });
    expect(written).toMatchObject({ state: { state: "open" }, turn: { who: "us", dueOn: dueIn(4) } });
    const closed = await admin.do("support.close", { accountId, requestId: id, body: { version: written.version, text: "Retrouvée." } });
    expect(closed).toMatchObject({
      state: { state: "closed" },
      turn: { who: "nobody", dueOn: null },
      closed: {
        by: "Maëlle Kermadec",
        byUs: false,
        reason: null,
        reopenUntil: addDays(house.open.house.clock.today(), terms().reopenDays),
      },
      moves: { write: { open: false }, close: { open: false }, reopen: { open: true } },
    });
    const late = await admin.call("support.write", { accountId, requestId: id, body: { text: "Encore" } });
    expect([late.status, late.problem.code]).toEqual([409, "support.closedAlready"]);
    const again = await admin.do("support.reopen", { accountId, requestId: id, body: { text: "Il en manque une." } });
    expect(again).toMatchObject({ state: { state: "reopened", label: "Rouverte" }, turn: { who: "us", dueOn: dueIn(4) }, closed: null });
    expect((await admin.call("support.reopen", { accountId, requestId: id, body: { text: "?" } })).problem.code).toBe("support.notClosed");
    await admin.do("support.write", { accountId, requestId: id, body: { text: "Celle d’avril." } });
    expect((await show(partner, id)).state.state).toBe("reopened");
    const { items } = await admin.do("company.activityLog", { accountId });
    expect(items.map(({ action }) => action)).toContain(`Demande de service ${again.number} rouverte`);
  });

  test("F-148 whoever closes has read everything: an answer that came meanwhile is told, and nothing is closed", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    const { id, version } = await open(partner);
    await answer(desk, id, "C’est corrigé, vérifiez.");
    const refused = await admin.call("support.close", { accountId, requestId: id, body: { version } });
    expect([refused.status, refused.problem.code]).toEqual([409, "support.changedMeanwhile"]);
    expect((await show(partner, id)).state.state).toBe("open");
    const now = await show(partner, id);
    expect((await admin.do("support.close", { accountId, requestId: id, body: { version: now.version } })).state.state).toBe("closed");
    const twice = await admin.call("support.close", { accountId, requestId: id, body: { version: now.version } });
    expect([twice.status, twice.problem.code]).toEqual([409, "support.closedAlready"]);
    expect((await settle(desk, id)).status).toBe(409);
  });
});
