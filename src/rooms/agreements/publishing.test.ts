import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { typeset } from "../../kit/words.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { spaced, textOfPdf, withPoppler } from "../../testing/pdf.ts";
import { dayFrom, draftOf, NETWORK, publishNow, signNow } from "./testing.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
  desk = await house.staff(["agreementPublisher"]);
});
afterAll(() => house.close());

const agreementId = NETWORK;
const fresh = (options: Parameters<TestHouse["partner"]>[0] = {}) => house.partner({ signed: false, ...options });
const save = (body: object, who: Colleague = desk) => who.call("agreements.saveDraft", { agreementId, body } as never);
const dropIfAny = async () => {
  const { draft } = await desk.do("agreements.deskShow", { agreementId });
  if (draft) await desk.do("agreements.dropDraft", { agreementId, revision: draft.revision });
};
const itemOf = async (partner: Partner, who: Colleague = partner.admin) =>
  (await who.do("agreements.list", { accountId: partner.accountId })).items.find((item) => item.agreementId === agreementId)!;

describe("O3 the desk", () => {
  test("O3 lists the agreements of the programme with their version in force and how the companies stand", async () => {
    const partner = await fresh();
    await signNow(partner);
    const { items } = await desk.do("agreements.deskList", {});
    const network = items.find((item) => item.id === agreementId)!;

    expect(network).toMatchObject({ signed: true, title: "Contrat Microsoft Partner Network", draft: null });
    expect(network.standings.accepted).toBeGreaterThan(0);
    expect(items.find((item) => item.id === "internal-use-rights")).toMatchObject({ signed: false });
  });

  test("O3 what is wrong with a draft is said at each field at once, with what is accepted", async () => {
    await dropIfAny();
    const good = await draftOf(desk, { effectiveFrom: dayFrom(house, 0) });
    const answer = await save({
      ...good,
      version: "2026-02",
      effectiveFrom: dayFrom(house, -1),
      acceptBy: dayFrom(house, -2),
      countries: ["FR", "ZZ"],
      text: { fr: "Sans titre.", en: "# Fine\n\n**bold**" },
    });

    expect([answer.status, answer.problem.code]).toEqual([422, "agreements.versionTaken"]);
    expect(answer.problem.errors!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/version agreements.versionTaken",
      "/effectiveFrom agreements.effectPast",
      "/acceptBy agreements.deadlineBeforeEffect",
      "/countries/1 agreements.countryUnknown",
      "/text/fr agreements.markdown",
      "/text/en agreements.markdown",
    ]);
    expect(answer.problem.errors![5]!.detail).toContain("Ligne 3");
    expect((await save({ ...good, more: 1 })).problem.errors![0]!.pointer).toBe("/more");
    expect((await save({ ...good, acceptBy: "soon" })).problem.errors![0]!.pointer).toBe("/acceptBy");
    expect((await desk.do("agreements.deskShow", { agreementId })).draft).toBeNull();
    const terms = await desk.call("agreements.saveDraft", {
      agreementId: "internal-use-rights",
      body: { ...good, acceptBy: dayFrom(house, 30) },
    });
    expect(terms.problem.code).toBe("agreements.deadlineOnTerms");
    expect((await desk.call("agreements.deskShow", { agreementId: "nobody" })).status).toBe(404);
  });

  test("O3 two people at one draft: the second is told who saved it and when, and nothing of theirs is overwritten", async () => {
    await dropIfAny();
    const other = await house.staff(["agreementPublisher"], { givenName: "Noé", familyName: "Tanguy" });
    const body = await draftOf(desk, { effectiveFrom: dayFrom(house, 0) });
    expect((await save(body, other)).status).toBe(200);
    const late = await save({ ...body, version: "late" });

    expect([late.status, late.problem.code]).toEqual([409, "agreements.draftMoved"]);
    expect(late.problem.detail).toContain("Noé Tanguy");
    expect((await desk.do("agreements.deskShow", { agreementId })).draft).toMatchObject({ version: body.version, revision: 1 });
    const [gone, again] = [
      await desk.call("agreements.dropDraft", { agreementId, revision: 1 }),
      await desk.call("agreements.dropDraft", { agreementId, revision: 1 }),
    ];
    expect([gone.status, again.status, again.problem.code]).toEqual([200, 404, "agreements.noDraft"]);
  });

  test("O3 only what was looked at is published, once, by two at once; the rest are told", async () => {
    await dropIfAny();
    const body = await draftOf(desk, { effectiveFrom: dayFrom(house, 300) });
    await save(body);
    const seen = await desk.do("agreements.previewDraft", { agreementId });
    await save({ ...body, revision: 1, title: { fr: "Autre titre", en: "Another title" } });
    const publish = (revision: number, sha256: { fr: string; en: string }, key = newId()) =>
      desk.call("agreements.publish", { agreementId, body: { revision, sha256, confirmed: true } }, { key });

    expect((await publish(seen.revision, seen.sha256)).problem.code).toBe("agreements.draftMoved");
    expect((await publish(2, { ...seen.sha256, en: "0".repeat(64) })).problem.code).toBe("agreements.draftMoved");
    expect(
      (await desk.call("agreements.publish", { agreementId, body: { revision: 2, sha256: seen.sha256, confirmed: false } } as never))
        .status,
    ).toBe(422);
    const answers = await Promise.all(Array.from({ length: 6 }, () => publish(2, seen.sha256)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
    const [row] = await house.db.query(sql`
      select (select count(*)::int from agreement_versions where version = ${body.version}) as versions,
        (select count(*)::int from facts where type = 'agreement.published' and data->>'version' = ${body.version}) as facts,
        (select count(*)::int from jobs where kind = 'agreements.campaign' and payload->>'version' = ${body.version}) as jobs`);
    expect(row).toEqual({ versions: 1, facts: 1, jobs: 0 });
  });

  test("what is published never changes: not by a statement, not by a second publication under its name", async () => {
    await expect(
      house.db.query(sql`update agreement_versions set accept_by = ${dayFrom(house, 3)} where version = '2026-02'`),
    ).rejects.toThrow("what was published does not change");
    await expect(house.db.query(sql`delete from agreement_versions where version = '2026-02'`)).rejects.toThrow(
      "what was published does not change",
    );
  });

  test("a verifier is told whose desk it is; a partner finds no desk at all", async () => {
    const verifier = await house.staff(["verifier"]);
    const closed = await verifier.call("agreements.deskList", {});
    expect([closed.status, closed.problem.code]).toEqual([403, "staff.closed"]);
    expect(closed.problem.detail).toContain("Contrats");
    const partner = await fresh();
    expect((await partner.admin.call("agreements.deskList", {})).status).toBe(404);
  });
});

describe("a version with a last day", () => {
  test("F-039 G-024 from the notice to the closed door and back: told at once, reminded at 14, 3 and 1 days and on the day, closed the day after, open again by accepting", async () => {
    const [partner, english, elsewhere] = [await fresh(), await fresh({ language: "en" }), await fresh({ country: "BE" })];
    for (const each of [partner, english, elsewhere]) await signNow(each);
    const second = await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", language: "en" });
    const agent = await house.colleague(partner, ["salesAgent"]);
    await dropIfAny();
    const acceptBy = dayFrom(house, 20);
    const body = await draftOf(desk, { effectiveFrom: dayFrom(house, 0), acceptBy, countries: ["FR"], version: "2030-01" });
    await save(body);
    const preview = await desk.do("agreements.previewDraft", { agreementId });
    const concerned = await house.db.one<{ n: number }>(sql`
      select count(*)::int as n from company_agreements c join accounts a on a.id = c.account_id where c.version is not null and a.country = 'FR'`);
    expect(preview).toMatchObject({ companies: concerned!.n, counts: { changed: 1, added: 0, removed: 0 }, acceptBy });

    await desk.do("agreements.publish", { agreementId, body: { revision: preview.revision, sha256: preview.sha256, confirmed: true } });
    await house.settle();

    const subjects = async (who: { email: string }) =>
      (await house.mailsTo(who.email))
        .map(({ subject }) => subject)
        .filter((subject) => !/^(Contrat accepté|Agreement accepted)/.test(subject));
    expect(await subjects(partner.admin)).toEqual([typeset("Contrat à accepter de nouveau : Contrat Microsoft Partner Network", "fr")]);
    expect(await subjects(second)).toHaveLength(1);
    expect(await subjects(english.admin)).toEqual(["Agreement to accept again: Microsoft Partner Network Agreement"]);
    expect([await subjects(agent), await subjects(elsewhere.admin)]).toEqual([[], []]);
    expect(await itemOf(partner)).toMatchObject({ state: "reacceptRequired", dueOn: acceptBy, inForce: { version: "2030-01" } });
    expect(await itemOf(elsewhere)).toMatchObject({ state: "accepted", dueOn: null, inForce: { version: "2026-02" } });

    // One of them accepts: nothing more is written to it.
    await house.travel(dayFrom(house, 3));
    await signNow(english, english.admin, agreementId, "en");
    for (const [days, count] of [
      [-14, 2],
      [-3, 3],
      [-1, 4],
      [0, 5],
    ] as const) {
      await house.travel(dayOf(acceptBy, days));
      expect([days, (await subjects(partner.admin)).length]).toEqual([days, count]);
    }
    expect((await subjects(partner.admin))[0]).toBe(typeset("Dernier jour pour accepter : Contrat Microsoft Partner Network", "fr"));
    const offerId = house.open.house.programme.offers[0]!.id;
    const buy = () => partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId } });
    expect((await buy()).problem?.code).not.toBe("door.agreementCurrent");

    await house.travel(dayOf(acceptBy, 1));
    expect((await subjects(partner.admin))[0]).toMatch(/^Achats fermés/);
    expect(await itemOf(partner)).toMatchObject({ state: "blocked", dueOn: acceptBy });
    const closed = await buy();
    expect([closed.status, closed.problem.code]).toEqual([409, "door.agreementCurrent"]);
    expect(closed.problem.door).toMatchObject({ reasons: [{ code: "agreementCurrent", has: "une échéance passée" }] });
    expect((await english.admin.call("purchasing.openCart", { accountId: english.accountId, body: { offerId } })).problem?.code).not.toBe(
      "door.agreementCurrent",
    );
    expect(await subjects(english.admin)).toHaveLength(1);

    await signNow(partner, second);
    expect((await buy()).problem?.code).not.toBe("door.agreementCurrent");
    const item = await itemOf(partner);
    expect(item).toMatchObject({ state: "accepted", dueOn: null, signed: { version: "2030-01", signedBy: second.name } });
    expect(item.earlier.map(({ version }) => version)).toEqual(["2026-02"]);
    const facts = await house.db.query(sql`
      select type, count(*)::int as n from facts where account_id = ${partner.accountId} and type in ('agreement.asked', 'agreement.blocked') group by type order by type`);
    expect(facts).toEqual([
      { type: "agreement.asked", n: 1 },
      { type: "agreement.blocked", n: 1 },
    ]);
  });

  test("F-039 the hour between the last day and the house's own sweep opens no gap: the door closes by the date alone", async () => {
    const partner = await fresh();
    await signNow(partner);
    const acceptBy = dayFrom(house, 2);
    await publishNow(desk, { effectiveFrom: dayFrom(house, 0), acceptBy });
    await house.settle();
    await house.db.query(sql`update jobs set state = 'cancelled' where kind = 'agreements.campaign' and state = 'waiting'`);
    await house.travel(dayOf(acceptBy, 1));
    const offerId = house.open.house.programme.offers[0]!.id;
    const answer = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId } });
    expect(answer.problem.code).toBe("door.agreementCurrent");
    expect((await itemOf(partner)).state).toBe("blocked");
  });

  test("a version that takes effect later changes nothing until its day, and then is the one to sign", async () => {
    const partner = await fresh();
    await signNow(partner);
    const effectiveFrom = dayFrom(house, 10);
    const { version } = await publishNow(desk, { effectiveFrom, acceptBy: dayOf(effectiveFrom, 30) });
    await house.settle();
    const before = await itemOf(partner);
    expect(before.state).toBe("accepted");
    expect(before.inForce.version).not.toBe(version);

    await house.travel(effectiveFrom);
    expect(await itemOf(partner)).toMatchObject({ state: "reacceptRequired", inForce: { version }, moves: { sign: { open: true } } });
    const [mail] = await house.mailsTo(partner.admin.email);
    expect(mail!.text).toContain(`/a/${partner.accountId}/agreements/accept/${agreementId}`);
  });

  test("a country of its own: the company is offered its country's text, and moving to another country is noticed", async () => {
    const partner = await fresh({ country: "CH" });
    await publishNow(desk, { effectiveFrom: dayFrom(house, 0), countries: ["CH"], version: `ch-${newId().slice(-6)}` });
    expect((await itemOf(partner)).inForce.version).toMatch(/^ch-/);
    expect((await itemOf(await fresh())).inForce.version).not.toMatch(/^ch-/);
    await signNow(partner);
    await publishNow(desk, {
      effectiveFrom: dayFrom(house, 0),
      acceptBy: dayFrom(house, 9),
      countries: ["CH"],
      version: `ch2-${newId().slice(-6)}`,
    });
    await house.settle();
    expect((await itemOf(partner)).state).toBe("reacceptRequired");

    await house.db.query(sql`update accounts set country = 'FR' where id = ${partner.accountId}`);
    await house.db.query(sql`
      insert into jobs (id, kind, key, account_id, clock, due_at, not_before)
      values (${newId()}, 'agreements.review', ${newId()}, ${partner.accountId}, 'business', now() - interval '1 day', now() - interval '1 day')`);
    await house.settle();
    expect(
      await house.db.query(sql`select state, due_on as "dueOn" from company_agreements where account_id = ${partner.accountId}`),
    ).toEqual([{ state: "accepted", dueOn: null }]);
  });
});

const dayOf = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe("what changes, word by word", () => {
  test("F-039 against the version this company signed, in the reader's language, with the words marked on both sides", async () => {
    const partner = await fresh();
    await signNow(partner, partner.admin, agreementId, "en");
    await publishNow(desk, {
      effectiveFrom: dayFrom(house, 0),
      text: {
        fr: "# Contrat\n\nL’adhésion coûte 10 euros par an.\n\nAncien point.",
        en: "# Agreement\n\nMembership costs 10 euros a year.\n\nOld point.",
      },
    });
    await signNow(partner, partner.admin, agreementId, "en");
    const { version } = await publishNow(desk, {
      effectiveFrom: dayFrom(house, 0),
      version: `w-${newId().slice(-8)}`,
      text: {
        fr: "# Contrat\n\nL’adhésion coûte 12 euros par an.\n\nNouveau passage tout autre, ajouté.",
        en: "# Agreement\n\nMembership costs 12 euros a year.",
      },
    });
    const ask = { accountId: partner.accountId, agreementId };
    const french = await partner.admin.do("agreements.difference", ask);
    expect(french).toMatchObject({
      language: "fr",
      referenceLanguage: "fr",
      after: { version },
      signed: { language: "en" },
      counts: { changed: 1, removed: 1, added: 1, same: 1 },
    });
    expect(french.passages[1]).toEqual({
      kind: "paragraph",
      change: "changed",
      left: [
        { text: "L’adhésion coûte ", differs: false },
        { text: "10", differs: true },
        { text: " euros par an.", differs: false },
      ],
      right: [
        { text: "L’adhésion coûte ", differs: false },
        { text: "12", differs: true },
        { text: " euros par an.", differs: false },
      ],
    });
    expect((await partner.admin.do("agreements.difference", { ...ask, language: "en" })).counts).toEqual({
      changed: 1,
      removed: 1,
      added: 0,
      same: 1,
    });

    const newcomer = await fresh();
    const none = await newcomer.admin.call("agreements.difference", { accountId: newcomer.accountId, agreementId });
    expect([none.status, none.problem.code]).toEqual([404, "agreements.nothingBefore"]);
    expect((await partner.admin.call("agreements.difference", { ...ask, version: "2026-02" })).status).toBe(404);
    expect((await newcomer.admin.call("agreements.difference", ask)).status).toBe(404);
  });

  withPoppler("F-054 one digest from the desk to the page, the acceptance and the sealed document", async () => {
    const partner = await fresh();
    const { version } = await publishNow(desk, { effectiveFrom: dayFrom(house, 0) });
    const shown = (await desk.do("agreements.deskShow", { agreementId })).versions.find((one) => one.version === version)!;
    const read = await partner.admin.do("agreements.read", { accountId: partner.accountId, agreementId, language: "fr" });
    const { id } = await signNow(partner);
    const document = await partner.admin.call("agreements.document", { accountId: partner.accountId, acceptanceId: id });
    const page = await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: id });
    const printed = textOfPdf(document.body as unknown as Buffer).replaceAll(" ", "");

    expect([read.sha256, page.sha256]).toEqual([shown.sha256.fr, shown.sha256.fr]);
    expect(printed).toContain(spaced(shown.sha256.fr).replaceAll(" ", ""));
    const [line] = (await desk.do("agreements.deskAcceptances", { agreementId, version })).items;
    expect(line).toMatchObject({ id, company: partner.name, sha256: shown.sha256.fr, documentSha256: page.document!.sha256 });
    const copy = await desk.call("agreements.deskDocument", { acceptanceId: id });
    expect((copy.body as unknown as Buffer).equals(document.body as unknown as Buffer)).toBe(true);
    expect((await desk.call("agreements.deskDocument", { acceptanceId: newId() })).status).toBe(404);
  });

  test("O3 who accepted what is read page by page and exported; a name that looks like a formula stays a name", async () => {
    const { version } = await publishNow(desk, { effectiveFrom: dayFrom(house, 0) });
    const partners = [await fresh({ name: '=1+1, Œuvre "SA"' }), await fresh(), await fresh()];
    for (const partner of partners) await signNow(partner);
    const first = await desk.do("agreements.deskAcceptances", { agreementId, version, limit: 2 });
    const rest = await desk.do("agreements.deskAcceptances", { agreementId, version, limit: 2, cursor: first.nextCursor! });
    expect([first.total, first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, 1, null]);

    const file = await desk.send("GET", `/api/v1/office/agreements/${agreementId}/acceptances.csv?version=${version}`);
    expect(file.headers.get("content-type")).toContain("text/csv");
    const lines = String(file.body).split("\r\n");
    expect(lines[0]).toBe("id,company,partnerId,version,language,signedBy,signedAt,sha256,documentSha256");
    expect(lines).toHaveLength(5);
    expect(lines[3]).toContain(`"'=1+1, Œuvre ""SA"""`);
  });
});

describe("asking for a signature", () => {
  test("N22 whoever may not sign asks somebody who may, by name: one mail, once a day, and the answer is the same for a double click", async () => {
    const partner = await fresh();
    const reader = await house.colleague(partner, ["userAdmin"], { givenName: "Léa", familyName: "Quéméner" });
    const item = await itemOf(partner, reader);
    expect(item.moves).toMatchObject({ sign: { open: false }, askSignature: { open: true } });
    expect(item.signatories).toEqual([{ id: partner.admin.userId, name: "Maëlle Kermadec" }]);
    const ask = (userId: string, key = newId()) =>
      reader.call("agreements.askSignature", { accountId: partner.accountId, body: { agreementId, userId } }, { key });

    const key = newId();
    const answers = await Promise.all([ask(partner.admin.userId, key), ask(partner.admin.userId, key)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const again = await ask(partner.admin.userId);
    expect([again.status, again.problem.code]).toEqual([429, "agreements.askedToday"]);
    const [mail, ...others] = await house.mailsTo(partner.admin.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(typeset("Léa Quéméner vous demande de signer : Contrat Microsoft Partner Network", "fr"));
    expect(mail!.text).toContain(`/agreements/accept/${agreementId}`);

    const wrong = await ask(reader.userId);
    expect([wrong.status, wrong.problem.errors![0]!.pointer]).toEqual([422, "/userId"]);
    expect(wrong.problem.detail).toContain("Maëlle Kermadec");
    const stranger = await fresh();
    expect((await ask(stranger.admin.userId)).status).toBe(422);
    await signNow(partner);
    expect((await ask(partner.admin.userId)).problem.code).toBe("agreements.nothingToSign");
    const agent = await house.colleague(partner, ["salesAgent"]);
    expect(
      (await agent.call("agreements.askSignature", { accountId: partner.accountId, body: { agreementId, userId: partner.admin.userId } }))
        .status,
    ).toBe(403);
  });
});
