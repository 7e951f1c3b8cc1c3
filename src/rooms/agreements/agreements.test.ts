import { createHash, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import type { Programme } from "../../programme/schema.ts";
import { sql } from "../../server/db.ts";
import { factsOf } from "../../server/ledger.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { sealReport, spaced, textOfPdf, withPoppler } from "../../testing/pdf.ts";
import { wordingOf } from "../../testing/wording.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const fresh = (options: Parameters<TestHouse["partner"]>[0] = {}) =>
  house.partner({ signed: false, setupDone: false, verification: "pending", ...options });
const read = (partner: Partner, who: Colleague = partner.admin, language?: "fr" | "en") =>
  who.do("agreements.read", { accountId: partner.accountId, language });

type Signing = { agreementId: string; version: string; language: "fr" | "en"; sha256: string; authorityDeclared: boolean };
async function signing(partner: Partner, changes: Partial<Signing> = {}, language?: "fr" | "en"): Promise<Signing> {
  const text = await read(partner, partner.admin, language);
  return {
    agreementId: text.agreementId,
    version: text.version,
    language: text.language,
    sha256: text.sha256,
    authorityDeclared: true,
    ...changes,
  };
}
const send = (partner: Partner, body: Signing, who: Colleague = partner.admin, key = newId()) =>
  who.call("agreements.sign", { accountId: partner.accountId, body }, { key });
async function sign(partner: Partner, changes: Partial<Signing> = {}, language?: "fr" | "en") {
  const answer = await send(partner, await signing(partner, changes, language));
  expect(answer.status).toBe(201);
  return answer.body;
}
const documentOf = (partner: Partner, acceptanceId: string, who: Colleague = partner.admin) =>
  who.call("agreements.document", { accountId: partner.accountId, acceptanceId });
const shellOf = async (who: Colleague) => (await who.do("house.shell", {})).me!;

type Blocks = { blocks: readonly ({ kind: "list"; items: readonly string[] } | { kind: "heading" | "paragraph"; text: string })[] };
const partsOf = ({ blocks }: Blocks) => blocks.flatMap((block) => (block.kind === "list" ? block.items : [block.text]));

const traces = async (accountId: string) => {
  const [row] = await house.db.query<{ acceptances: number; facts: number; mails: number; signed: boolean }>(sql`
    select (select count(*)::int from acceptances where account_id = ${accountId}) as acceptances,
      (select count(*)::int from facts where account_id = ${accountId} and type = 'agreement.signed') as facts,
      (select count(*)::int from mails where account_id = ${accountId} and template = 'agreement.signed') as mails,
      (select agreement_signed_at is not null from accounts where id = ${accountId}) as signed`);
  return row;
};
const nothing = { acceptances: 0, facts: 0, mails: 0, signed: false };
const once = { acceptances: 1, facts: 1, mails: 1, signed: true };

describe("F-026", () => {
  test("F-026 without the declared authority nothing is accepted, and the refusal stands at the field", async () => {
    const partner = await fresh();
    const answer = await send(partner, await signing(partner, { authorityDeclared: false }));

    expect([answer.status, answer.problem.code]).toEqual([422, "agreements.authorityMissing"]);
    expect(answer.problem.errors).toEqual([
      { pointer: "/authorityDeclared", code: "agreements.authorityMissing", detail: expect.stringMatching(/^Cochez la déclaration/) },
    ]);
    expect(await traces(partner.accountId)).toEqual(nothing);
  });

  test("F-026 enrolment stays at this step, and what waits for it stays closed with this reason, until the agreement is accepted", async () => {
    const partner = await fresh({ setupDone: true });
    expect((await shellOf(partner.admin)).enrolment).toEqual({ step: "agreement", accountId: partner.accountId });
    const closed = await partner.admin.call("accounts.addUser", {
      accountId: partner.accountId,
      body: { givenName: "Inès", familyName: "Haddad", email: `ines@${partner.domain}`, language: "fr", roles: [] },
    });
    expect([closed.status, closed.problem.code]).toEqual([409, "door.agreementSigned"]);
    expect(closed.problem.detail).toBe("S’ouvre quand le Contrat Microsoft Partner Network est signé.");

    await sign(partner);

    expect((await shellOf(partner.admin)).enrolment).toBeNull();
    const open = await partner.admin.call("accounts.addUser", {
      accountId: partner.accountId,
      body: { givenName: "Inès", familyName: "Haddad", email: `ines@${partner.domain}`, language: "fr", roles: [] },
    });
    expect(open.status).toBe(201);
  });

  test("F-026 the declaration that was ticked is kept as it was shown, for this company", async () => {
    const partner = await fresh({ name: "Chantier Œuvre & Fils" });
    const shown = await read(partner);
    expect(shown.authority).toBe("Je déclare avoir le pouvoir de signer des contrats au nom de Chantier Œuvre & Fils.");
    const { id } = await sign(partner);
    const kept = await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: id });
    expect(kept.authority).toBe(shown.authority);
  });
});

describe("F-039", () => {
  test("F-039 the text to read is the programme's own, whole, with its version, its digest and who would sign for whom", async () => {
    const partner = await fresh();
    const text = await read(partner);
    const inForce = house.open.house.programme.agreements[0]!;

    expect(text).toMatchObject({
      title: "Contrat Microsoft Partner Network",
      version: inForce.version,
      language: "fr",
      referenceLanguage: "fr",
      signed: null,
    });
    expect(text.source).toBe(inForce.text.fr);
    expect(text.sha256).toBe(createHash("sha256").update(text.source, "utf8").digest("hex"));
    expect(text.blocks.filter((block) => block.kind === "heading")).toHaveLength(15);
    expect(text.signer).toMatchObject({ name: "Maëlle Kermadec", email: partner.admin.email });
    expect(text.signer.roleLabels).toContain("Administrateur général");
    expect(text.company).toEqual({ name: partner.name, partnerId: partner.partnerId });
    expect(text.moves.sign).toEqual({ open: true });
    expect((await read(partner, partner.admin, "en")).title).toBe("Microsoft Partner Network Agreement");
  });

  test("P21 the text is there in the reader's language and in the other, each with its own digest, and both name the language that prevails", async () => {
    const partner = await fresh();
    const [french, english] = [await read(partner, partner.admin, "fr"), await read(partner, partner.admin, "en")];
    const inForce = house.open.house.programme.agreements[0]!;
    expect([french.source, english.source]).toEqual([inForce.text.fr, inForce.text.en]);
    for (const text of [french, english])
      expect(text).toMatchObject({ version: inForce.version, languages: ["fr", "en"], referenceLanguage: inForce.referenceLanguage });
    expect(english.sha256).not.toBe(french.sha256);
    // What was read is what is signed: the English words, and the declaration in English, in the sealed paper too.
    const signed = await sign(partner, {}, "en");
    const printed = textOfPdf((await documentOf(partner, signed.id)).body as unknown as Buffer);
    for (const part of partsOf(english)) expect(printed).toContain(spaced(part));
    expect(await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: signed.id })).toMatchObject({
      language: "en",
      sha256: english.sha256,
    });
  });

  test("F-039 the acceptance keeps version, text, person, roles and both times, and opens the account, in one transaction", async () => {
    const partner = await fresh();
    const before = house.open.house.clock.now();
    const signed = await sign(partner);

    expect(signed).toMatchObject({
      version: "2026-02",
      language: "fr",
      signedBy: "Maëlle Kermadec",
      title: "Contrat Microsoft Partner Network",
    });
    expect(signed.signedAt >= before).toBe(true);
    const [row] = await house.db.query(sql`
      select person_id as "personId", person_email as email, person_roles as roles, accepted_at = recorded_at as "oneInstant", ip, user_agent <> '' as "hasAgent", programme
      from acceptances where id = ${signed.id}`);
    expect(row).toEqual({
      personId: partner.admin.userId,
      email: partner.admin.email,
      roles: ["globalAdmin", "adminAgent", "partnerAdmin", "accountAdmin", "referralsAdmin", "profileAdmin"],
      oneInstant: expect.any(Boolean),
      ip: "127.0.0.1",
      hasAgent: true,
      programme: "network",
    });
    expect(await traces(partner.accountId)).toEqual(once);
    const [fact] = await factsOf(house.db, partner.accountId, { types: ["agreement.signed"], limit: 5 });
    expect(fact).toMatchObject({
      subject: signed.id,
      at: signed.signedAt,
      actorKind: "person",
      actorName: "Maëlle Kermadec",
      data: { version: "2026-02", language: "fr" },
    });
  });

  test("F-039 a failure at the very end leaves neither acceptance nor fact nor mail nor an open account", async () => {
    const partner = await fresh();
    const body = await signing(partner);
    // The ledger is the last thing written; a row that stands in its way fails the whole.
    await house.db.query(sql`alter table facts add constraint nothing_is_signed_today check (type <> 'agreement.signed') not valid`);
    try {
      expect((await send(partner, body)).status).toBe(500);
      expect(await traces(partner.accountId)).toEqual(nothing);
    } finally {
      await house.db.query(sql`alter table facts drop constraint nothing_is_signed_today`);
    }
    expect((await send(partner, body)).status).toBe(201);
    expect(await traces(partner.accountId)).toEqual(once);
  });

  test("F-039 whoever leaves without accepting finds the account unusable, told why, and the step where they left it", async () => {
    const partner = await fresh({ setupDone: true, verification: "authorized" });
    const { accountId, admin } = partner;
    const offerId = house.open.house.programme.offers[0]!.id;
    const doors = async () => [
      await admin.call("accounts.setRoles", { accountId, userId: admin.userId, body: { roles: ["globalAdmin", "adminAgent"] } }),
      await admin.call("accounts.deactivateUser", { accountId, userId: admin.userId }),
      await admin.call("purchasing.openCart", { accountId, body: { offerId } }),
    ];

    for (const answer of await doors()) {
      expect([answer.status, answer.problem.code]).toEqual([409, "door.agreementSigned"]);
      expect(answer.problem.door).toMatchObject({
        open: false,
        reasons: [{ code: "agreementSigned", needs: "le Contrat Microsoft Partner Network signé" }],
      });
    }
    expect((await shellOf(admin)).enrolment).toEqual({ step: "agreement", accountId });

    await sign(partner);
    for (const answer of await doors()) expect(answer.problem?.code).not.toBe("door.agreementSigned");
  });

  test("F-039 another version, other words or another language's digest than the one in force is refused: what is signed is what was shown", async () => {
    const partner = await fresh();
    const english = await read(partner, partner.admin, "en");
    for (const changes of [{ version: "2025-01" }, { sha256: "0".repeat(64) }, { sha256: english.sha256 }]) {
      const answer = await send(partner, await signing(partner, changes));
      expect([answer.status, answer.problem.code]).toEqual([409, "agreements.textChanged"]);
      expect(answer.problem.detail).toContain("version 2026-02");
    }
    expect(await traces(partner.accountId)).toEqual(nothing);
  });

  test("F-039 a version is accepted once: the second time says who accepted it and when, and the page says the same before", async () => {
    const partner = await fresh();
    await sign(partner);
    const again = await send(partner, await signing(partner));

    expect([again.status, again.problem.code]).toEqual([409, "agreements.alreadySigned"]);
    expect(again.problem.detail).toMatch(/^Cette version est déjà acceptée.: Maëlle Kermadec, le \d+(er)? \p{L}+ \d{4} à \d\d:\d\d\.$/u);
    const text = await read(partner);
    expect(text.signed?.signedBy).toBe("Maëlle Kermadec");
    expect(text.moves.sign).toEqual(again.problem.door);
    expect(await traces(partner.accountId)).toEqual(once);
  });

  test("F-039 a double click signs once and gives the same answer twice", async () => {
    const partner = await fresh();
    const body = await signing(partner);
    const key = newId();
    const [one, two] = await Promise.all([send(partner, body, partner.admin, key), send(partner, body, partner.admin, key)]);

    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    expect(await traces(partner.accountId)).toEqual(once);
  });

  test("F-039 the signatory gets a mail in their language, with a link to the signed agreement", async () => {
    const partner = await fresh({ language: "en" });
    const { id } = await sign(partner, {}, "fr");
    const [mail] = await house.mailsTo(partner.admin.email);

    expect(mail).toMatchObject({ subject: "Agreement accepted: Microsoft Partner Network Agreement" });
    expect(mail!.text).toContain(partner.name);
    expect(mail!.text).toContain(`/a/${partner.accountId}/agreements/${id}`);
  });
});

describe("bad input", () => {
  test("unknown fields, wrong types, missing fields and agreements that are not signed here each say so at their place", async () => {
    const partner = await fresh();
    const good = await signing(partner);
    const shapes: [object, string][] = [
      [{ ...good, more: 1 }, "/more"],
      [{ ...good, authorityDeclared: "yes" }, "/authorityDeclared"],
      [{ ...good, authorityDeclared: undefined }, "/authorityDeclared"],
      [{ ...good, sha256: "abc" }, "/sha256"],
      [{ ...good, language: "de" }, "/language"],
    ];
    for (const [body, pointer] of shapes) {
      const answer = await send(partner, body as Signing);
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
    }
    // The terms of an offer are accepted with an order.
    for (const agreementId of ["internal-use-rights", "nobody", "__proto__"]) {
      const answer = await send(partner, { ...good, agreementId });
      expect([answer.status, answer.problem.code]).toEqual([404, "agreements.notFound"]);
      expect((await partner.admin.call("agreements.read", { accountId: partner.accountId, agreementId })).status).toBe(404);
    }
    expect(
      (
        await partner.admin.send("POST", `/api/v1/accounts/${partner.accountId}/agreements`, JSON.stringify(good), {
          "content-type": "application/json",
        })
      ).status,
    ).toBe(400);
    expect(await traces(partner.accountId)).toEqual(nothing);
  });

  test("a sales agent may not sign: 403 with the roles and the names of who can, the same as the page shows", async () => {
    const partner = await fresh();
    const body = await signing(partner);
    const agent = await house.colleague(partner, ["salesAgent"]);
    const answer = await send(partner, body, agent);

    expect([answer.status, answer.problem.code]).toEqual([403, "door.role"]);
    expect(answer.problem.door).toMatchObject({ open: false, holders: [{ name: "Maëlle Kermadec" }] });
    expect(answer.problem.detail).toContain("Maëlle Kermadec");
    expect((await agent.call("agreements.read", { accountId: partner.accountId })).status).toBe(403);
    // Who may read but not sign is shown the same door before pressing.
    const reader = await house.colleague(partner, ["userAdmin"]);
    const shown = (await read(partner, reader)).moves.sign;
    expect(shown).toEqual((await send(partner, body, reader)).problem.door);
    expect(await traces(partner.accountId)).toEqual(nothing);
  });
});

describe("what was signed can be found again", () => {
  test("F-053 one agreement for each enrolled programme and none for others, signed or not", async () => {
    const partner = await fresh();
    const list = () => partner.admin.do("agreements.list", { accountId: partner.accountId });
    const before = await list();
    expect(before.items.map((item) => [item.programme.id, item.agreementId, item.signed])).toEqual([
      ["network", "network-agreement", null],
    ]);
    expect(before.items[0]).toMatchObject({ programme: { statusLabel: "Statut du programme MPN" }, moves: { sign: { open: true } } });

    const signed = await sign(partner);

    const [item, ...others] = (await list()).items;
    expect(others).toEqual([]);
    expect(item).toMatchObject({ signed: { ...signed }, earlier: [], moves: { sign: { open: false } } });
    const biller = await house.colleague(partner, ["billingAdmin"]);
    expect((await biller.call("agreements.list", { accountId: partner.accountId })).status).toBe(403);
  });

  test("F-059 the agreement is named in the reader's language, whatever language it was signed in, and leads to its page and its document", async () => {
    const partner = await fresh();
    const { id } = await sign(partner, {}, "en");
    const [item] = (await partner.admin.do("agreements.list", { accountId: partner.accountId })).items;

    expect(item!.signed).toMatchObject({ title: "Contrat Microsoft Partner Network", language: "en" });
    expect(item!.signed!.links).toEqual({
      page: `/a/${partner.accountId}/agreements/${id}`,
      document: `/api/v1/accounts/${partner.accountId}/agreements/${id}/document`,
    });
    const page = await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: id });
    expect(page).toMatchObject({ title: "Microsoft Partner Network Agreement", language: "en", version: "2026-02" });
    expect(createHash("sha256").update(page.source, "utf8").digest("hex")).toBe(page.sha256);
    const document = await partner.admin.send("GET", item!.signed!.links.document);
    expect([document.status, document.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  });

  test("F-054 the document is there at once, opens or downloads under a name people know, with its digest, and its date is shown", async () => {
    const partner = await fresh({ name: "Éditions Naïve" });
    const signed = await sign(partner);
    const attached = await documentOf(partner, signed.id);
    const inline = await partner.admin.call("agreements.document", { accountId: partner.accountId, acceptanceId: signed.id, as: "inline" });
    const bytes = attached.body as unknown as Buffer;

    expect(attached.status).toBe(200);
    expect(attached.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(decodeURIComponent(attached.headers.get("content-disposition")!)).toContain(
      "Contrat Microsoft Partner Network 2026-02 – Éditions Naïve.pdf",
    );
    expect(inline.headers.get("content-disposition")).toMatch(/^inline; /);
    expect(attached.headers.get("repr-digest")).toBe(`sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`);
    expect(bytes.equals(inline.body as unknown as Buffer)).toBe(true);
    expect(signed.signedOn).toMatch(/^\d{4}-\d\d-\d\d$/);

    const page = await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: signed.id });
    expect(page.document?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(page.document?.bytes).toBe(bytes.length);
  });

  test("F-054 the job makes the document without anybody asking, once, however often it runs", async () => {
    const partner = await fresh();
    const { id } = await sign(partner);
    await house.settle();
    const kept = () => house.db.query(sql`select sha256, made_at as at from agreement_documents where acceptance_id = ${id}`);
    const first = await kept();
    expect(first).toHaveLength(1);
    await house.db.query(
      sql`update jobs set state = 'waiting', attempts = 0 where kind = 'agreements.makeDocument' and account_id = ${partner.accountId}`,
    );
    await house.settle();
    expect(await kept()).toEqual(first);
  });

  test("F-054 strangers and other accounts find neither the acceptance nor its document; a colleague without a role for it is told whom to ask", async () => {
    const [partner, stranger] = [await fresh(), await fresh()];
    const { id } = await sign(partner);
    for (const answer of [
      await documentOf(partner, id, stranger.admin),
      await documentOf(stranger, id),
      await stranger.admin.call("agreements.acceptance", { accountId: stranger.accountId, acceptanceId: id }),
      await partner.admin.call("agreements.acceptance", { accountId: partner.accountId, acceptanceId: newId() }),
      await partner.admin.call("agreements.acceptance", { accountId: partner.accountId, acceptanceId: "not-an-id" }),
    ])
      expect(answer.status).toBe(404);
    expect((await house.visitor().call("agreements.document", { accountId: partner.accountId, acceptanceId: id })).status).toBe(401);
    const agent = await house.colleague(partner, ["salesAgent"]);
    const refused = await documentOf(partner, id, agent);
    expect([refused.status, refused.problem.code]).toEqual([403, "door.role"]);
  });
});

describe("the sealed document", () => {
  const valid = (pdf: Buffer) => {
    const said = sealReport(pdf);
    expect(said).toContain("Signature is Valid.");
    expect(said).toContain("Total document signed");
    return said;
  };

  withPoppler(
    "F-054 an independent reader says the downloaded document is validly sealed by who runs the house; one changed byte is seen",
    async () => {
      const partner = await fresh();
      const { id } = await sign(partner);
      const pdf = (await documentOf(partner, id)).body as unknown as Buffer;

      const said = valid(pdf);
      expect(said).toContain("Signing Hash Algorithm: SHA-256");
      expect(said).toContain("ETSI.CAdES.detached");
      for (const place of [Math.floor(pdf.length / 3), Math.floor(pdf.length / 2)]) {
        const forged = Buffer.from(pdf);
        forged[place] = forged[place]! ^ 1;
        expect(sealReport(forged)).not.toContain("Signature is Valid.");
      }
    },
  );

  withPoppler(
    "F-054 the document holds every paragraph of the text that was read, in its language, and who signed, for whom, when, with what authority",
    async () => {
      for (const language of ["fr", "en"] as const) {
        const partner = await fresh({ name: "Kermadec Numérique" });
        const text = await read(partner, partner.admin, language);
        const { id } = await sign(partner, {}, language);
        const printed = textOfPdf((await documentOf(partner, id)).body as unknown as Buffer);

        for (const part of partsOf(text)) expect(printed).toContain(spaced(part));
        // The exact instant stands beside the written one: it is part of what is sealed.
        const written = printed.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, "");
        expect(wordingOf(house.open.house.programme)(language, [written])).toEqual([]);
        for (const fact of [
          text.authority,
          text.sha256,
          text.company.name,
          text.company.partnerId,
          text.signer.name,
          text.signer.email,
          id,
          partner.accountId,
        ])
          expect(printed.replaceAll(" ", "")).toContain(spaced(fact).replaceAll(" ", ""));
      }
    },
  );

  test("the certificate is public, and is the one that sealed the document", async () => {
    const partner = await fresh();
    const { id } = await sign(partner);
    await documentOf(partner, id);
    const answer = await house.visitor().call("agreements.certificate", {});
    const certificate = new X509Certificate(answer.body as unknown as Buffer);
    const page = await partner.admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: id });

    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pem-certificate-chain"]);
    expect(page.document?.sealFingerprint).toBe(certificate.fingerprint256);
    expect(String(answer.body)).not.toContain("PRIVATE KEY");
  });
});

/** The model programme with a newer version of its agreement, under another title, and a second programme to enrol in. */
function changed(programme: Programme): Programme {
  const copy = structuredClone(programme) as unknown as { -readonly [K in keyof Programme]: Programme[K] };
  const [agreement, ...others] = copy.agreements;
  const newer = {
    ...agreement!,
    title: { fr: "Contrat remanié", en: "Reworded" },
    version: "2027-01",
    effectiveFrom: "2026-03-01",
    text: { fr: "# Contrat nouveau\n\nTout est différent.", en: "# New\n\nAll is different." },
  };
  const second = {
    ...newer,
    id: "reseller-agreement",
    programme: "reseller",
    title: { fr: "Contrat de revente", en: "Reseller agreement" },
  };
  const [network] = copy.enrolmentProgrammes;
  copy.agreements = [agreement!, ...others, newer, second];
  copy.enrolmentProgrammes = [
    network!,
    { ...network!, id: "reseller", agreement: "reseller-agreement", statusLabel: { fr: "Statut de revente", en: "Reseller status" } },
  ];
  return copy;
}

describe("after the house is closed and started anew on the same database", () => {
  withPoppler(
    "F-054 the document is the same, byte for byte, and still validly sealed, though the programme's words have changed since",
    async () => {
      const first = await TestHouse.start();
      const partner = await first.partner({ signed: false });
      const text = await partner.admin.do("agreements.read", { accountId: partner.accountId });
      const { agreementId, version, language, sha256 } = text;
      const signOn = (caller: Colleague, body: object) =>
        caller.call("agreements.sign", { accountId: partner.accountId, body: body as Signing });
      const signed = (await signOn(partner.admin, { agreementId, version, language, sha256, authorityDeclared: true })).body;
      const get = (caller: Colleague, acceptanceId: string) =>
        caller.call("agreements.document", { accountId: partner.accountId, acceptanceId });
      const before = (await get(partner.admin, signed.id)).body as unknown as Buffer;
      const certificate = String((await first.visitor().call("agreements.certificate", {})).body);

      // A second company signs, and the house ends before its document is made.
      const late = await first.partner({ signed: false });
      await first.open.jobs.stop();
      const lateSigned = await late.admin.call("agreements.sign", {
        accountId: late.accountId,
        body: { agreementId, version, language, sha256, authorityDeclared: true },
      });
      expect(await first.db.query(sql`select 1 from agreement_documents where acceptance_id = ${lateSigned.body.id}`)).toEqual([]);
      await first.open.close();

      const second = await TestHouse.start({ database: first.database, programme: changed(first.open.house.programme) });
      try {
        const admin = await second.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name);
        const after = (await get(admin, signed.id)).body as unknown as Buffer;
        expect(after.equals(before)).toBe(true);
        expect(sealReport(after)).toContain("Signature is Valid.");
        expect(String((await second.visitor().call("agreements.certificate", {})).body)).toBe(certificate);

        const lateAdmin = await second.signedIn(late.admin.userId, late.admin.email, late.admin.name);
        const made = (await lateAdmin.call("agreements.document", { accountId: late.accountId, acceptanceId: lateSigned.body.id }))
          .body as unknown as Buffer;
        expect(sealReport(made)).toContain("Signature is Valid.");
        const printed = textOfPdf(made);
        for (const part of partsOf(text)) expect(printed).toContain(spaced(part));
        expect(printed).not.toContain("Tout est différent");

        // The page of it shows the words that were signed, too.
        const page = await admin.do("agreements.acceptance", { accountId: partner.accountId, acceptanceId: signed.id });
        expect([page.source, page.sha256]).toEqual([text.source, text.sha256]);

        // The newer version may be accepted; both stay.
        const newer = await admin.do("agreements.read", { accountId: partner.accountId });
        expect([newer.version, newer.signed, newer.moves.sign]).toEqual(["2027-01", null, { open: true }]);
        const accepted = await signOn(admin, {
          agreementId,
          version: newer.version,
          language,
          sha256: newer.sha256,
          authorityDeclared: true,
        });
        expect(accepted.status).toBe(201);
        const { items } = await admin.do("agreements.list", { accountId: partner.accountId });
        expect(items.map((item) => [item.agreementId, item.signed?.version, item.earlier.map((one) => one.version)])).toEqual([
          ["network-agreement", "2027-01", ["2026-02"]],
        ]);
      } finally {
        await second.close();
      }
    },
  );

  test("F-060 the same steps serve another programme's agreement: its link appears with its acceptance, and the network's own condition is untouched", async () => {
    const other = await TestHouse.start({ programme: changed(house.open.house.programme) });
    try {
      const partner = await other.partner({ signed: false });
      const ask = { accountId: partner.accountId };
      const text = await partner.admin.do("agreements.read", { ...ask, agreementId: "reseller-agreement" });
      const { version, language, sha256 } = text;
      expect((await partner.admin.do("agreements.list", ask)).items.map((item) => item.programme.id)).toEqual(["network"]);

      const signed = await partner.admin.do("agreements.sign", {
        ...ask,
        body: { agreementId: "reseller-agreement", version, language, sha256, authorityDeclared: true },
      });

      const { items } = await partner.admin.do("agreements.list", ask);
      expect(items.map((item) => [item.programme.statusLabel, item.signed?.id])).toEqual([
        ["Statut du programme MPN", undefined],
        ["Statut de revente", signed.id],
      ]);
      expect((await partner.admin.call("agreements.document", { ...ask, acceptanceId: signed.id })).status).toBe(200);
      expect((await partner.admin.do("house.shell", {})).me!.enrolment?.step).toBe("agreement");
    } finally {
      await other.close();
    }
  });
});
