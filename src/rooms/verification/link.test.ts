import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { caseOf, checkIn, confirm, confirmed, contactOf, enrolled, openCase, rule, statesIn, statusOf, tokenFor } from "./testing.ts";

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
const factTypes = async (partner: Partner): Promise<string[]> =>
  (await house.db.query<{ type: string }>(sql`select type from facts where account_id = ${partner.accountId} order by id`)).map(
    ({ type }) => type,
  );

test("F-031 an account carries a verification status from its creation, before anybody has done anything", async () => {
  const partner = await starting();
  const before = await partner.admin.do("verification.summary", { accountId: partner.accountId });
  expect(before).toMatchObject({ overall: { state: "pending", label: "En attente" }, catchingUp: true });

  await openCase(house, partner);
  const status = await statusOf(partner);
  expect(status).toMatchObject({ overall: { state: "pending", label: "En attente" }, catchingUp: false, turn: { who: "partner" } });
  expect(statesIn(status)).toEqual({ email: "pending", employment: "waiting", business: "waiting" });
});

test("F-031 a stranger learns nothing of it, and a visitor is asked to sign in", async () => {
  const partner = await starting();
  const stranger = await house.partner();
  const { status } = await stranger.admin.call("verification.status", { accountId: partner.accountId });
  expect(status).toBe(404);
  expect((await house.visitor().call("verification.summary", { accountId: partner.accountId })).status).toBe(401);
  expect((await partner.admin.call("verification.status", { accountId: "not-an-account" })).status).toBe(404);
});

test("N1 the mail leaves when the account is made: to the contact, in their language, with a link that lasts thirty days", async () => {
  for (const language of ["fr", "en"] as const) {
    const partner = await starting({ language });
    await openCase(house, partner);
    const [mail, ...others] = await house.mailsTo(contactOf(partner));
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ language, state: "sent" });
    expect(mail!.subject).toBe(
      language === "fr" ? `Confirmez votre adresse pour ${partner.name}` : `Confirm your address for ${partner.name}`,
    );
    expect(mail!.text).toContain(language === "fr" ? "(1) Je suis à l’origine de l’inscription" : "(1) I enrolled");
    expect(mail!.text).toContain(`(2) ${language === "fr" ? "L’adresse" : "The address"} ${contactOf(partner)}`);

    const token = await tokenFor(house, contactOf(partner));
    const page = await house.visitor(language).do("verification.linkPage", { token });
    expect(page).toMatchObject({ state: "open", company: partner.name, email: contactOf(partner), usedAt: null });
    expect(Date.parse(page.expiresAt) - Date.parse(house.open.house.clock.now())).toBeGreaterThan(29.9 * 86_400_000);
    for (const statement of page.statements) expect(mail!.text).toContain(statement);
  }
});

test("N1 a second telling of the same news opens no second case and sends no second mail", async () => {
  const partner = await starting();
  await openCase(house, partner);
  await openCase(house, partner);
  expect(await house.mailsTo(contactOf(partner))).toHaveLength(1);
});

test("F-029 confirming records two facts, each by itself: the person agrees, the address belongs to the company", async () => {
  const partner = await starting();
  await confirmed(house, partner);

  const facts = await house.db.query<{ type: string; data: { name: string; email: string }; actorKind: string }>(sql`
    select type, data, actor_kind as "actorKind" from facts where account_id = ${partner.accountId} and type in ('verification.contactAgreed', 'verification.addressConfirmed') order by type`);
  expect(facts).toEqual([
    expect.objectContaining({
      type: "verification.addressConfirmed",
      actorKind: "link",
      data: { name: "Yann Le Goff", email: contactOf(partner) },
    }),
    expect.objectContaining({
      type: "verification.contactAgreed",
      actorKind: "link",
      data: { name: "Yann Le Goff", email: contactOf(partner) },
    }),
  ]);
  const seen = await caseOf(house, await house.staff(), partner);
  expect(seen.contact).toMatchObject({ email: contactOf(partner), agreedAt: expect.any(String), confirmedAt: expect.any(String) });
});

test("F-029 a mail scanner that opens the link any number of times confirms nothing", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const token = await tokenFor(house, contactOf(partner));
  for (let look = 0; look < 5; look++) await house.visitor().do("verification.linkPage", { token });
  await fetch(`${house.base}/api/v1/verifications/email/${token}`, { method: "HEAD" });

  expect(await factTypes(partner)).not.toContain("verification.addressConfirmed");
  expect(statesIn(await statusOf(partner))).toEqual({ email: "pending", employment: "waiting", business: "waiting" });
  expect((await house.visitor().do("verification.linkPage", { token })).state).toBe("open");
});

test("F-029 a link opens its door once: used again it says so, and changes nothing", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const token = await tokenFor(house, contactOf(partner));
  expect(await house.visitor().do("verification.confirm", { token })).toMatchObject({ state: "used", usedAt: expect.any(String) });
  const before = await factTypes(partner);

  const again = await house.visitor().call("verification.confirm", { token });
  expect([again.status, again.problem.code]).toEqual([410, "verification.linkUsed"]);
  expect(again.problem.detail).toBe("Ce lien a déjà servi\u00a0: l’adresse est confirmée.");
  expect(await house.visitor().do("verification.linkPage", { token })).toMatchObject({ state: "used" });
  expect(await factTypes(partner)).toEqual(before);
});

test("F-029 a forged link, a broken one and one of another kind are all simply not valid", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const token = await tokenFor(house, contactOf(partner));
  for (const forged of [`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, "x".repeat(43), `${token}extra`]) {
    expect((await house.visitor().call("verification.linkPage", { token: forged })).problem.code).toBe("verification.noSuchLink");
    expect((await house.visitor().call("verification.confirm", { token: forged })).status).toBe(404);
  }
  await house.db.query(
    sql`update links set purpose = 'passwordReset' where subject in (select id::text from verification_cases where account_id = ${partner.accountId})`,
  );
  expect((await house.visitor().call("verification.confirm", { token })).status).toBe(404);
});

test("F-030 the review does not go on before the confirmation: the desk can decide nothing, and sees nothing to treat", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const verifier = await house.staff();
  const seen = await caseOf(house, verifier, partner);
  expect(seen.state).toBe("confirming");
  for (const check of ["employment", "business"] as const) {
    const shown = checkIn(seen, check);
    expect(shown.moves.authorise).toMatchObject({
      open: false,
      text: "La vérification continue seulement après la confirmation du contact principal.",
    });
    const reason = shown.reasons.find(({ decisions }) => decisions.includes("authorise"))!.code;
    const answer = await verifier.call("verification.decide", {
      caseId: seen.caseId,
      body: { check, decision: "authorise", reason, note: "", seen: shown.seen },
    });
    expect([answer.status, answer.problem.code]).toEqual([409, "verification.notConfirmedYet"]);
  }
  const queue = await verifier.do("verification.queue", { search: partner.name });
  expect(queue.items).toEqual([]);
  const atPartner = await verifier.do("verification.queue", { search: partner.name, tab: "atPartner" });
  expect(atPartner.items.map(({ company, focus }) => [company, focus.check])).toEqual([[partner.name, "email"]]);
});

test("F-030 the confirmation starts the review: the e-mail check passes by its rule, the employment check by EMP-1, the business check waits for a person", async () => {
  const partner = await starting();
  await confirmed(house, partner);
  const status = await statusOf(partner);
  expect(statesIn(status)).toEqual({ email: "passed", employment: "passed", business: "pending" });
  const [email, employment, business] = status.checks;
  expect(email).toMatchObject({ decided: { automatic: true, by: null }, ruled: { rule: { code: "EML-1" } } });
  expect(employment).toMatchObject({ decided: { automatic: true, by: null }, ruled: { rule: { code: "EMP-1" } } });
  expect(employment!.comparison!.lines).toEqual([
    { field: "domain", label: "Domaine de l’adresse", declared: partner.domain, found: partner.domain, result: "same" },
  ]);
  expect(business).toMatchObject({ decided: null, dueOn: expect.any(String) });
  expect(status).toMatchObject({ overall: { state: "pending" }, turn: { who: "us" } });
});

test("F-030 an address on another domain does not pass by the rule: a person decides the employment check", async () => {
  const partner = await starting();
  await house.db.query(sql`update accounts set contact_email = 'yann@groupe-kermadec.example' where id = ${partner.accountId}`);
  await openCase(house, partner);
  await house.visitor().do("verification.confirm", { token: await tokenFor(house, "yann@groupe-kermadec.example") });
  expect(statesIn(await statusOf(partner))).toEqual({ email: "passed", employment: "pending", business: "pending" });
  const proven = await house.db.one(
    sql`select 1 from directories where account_id = ${partner.accountId} and domain_proven_at is not null`,
  );
  expect(proven).toBeUndefined();
});

test("F-030 confirming proves the directory's domain, unless another company has proved it: then a person decides", async () => {
  const first = await starting();
  await confirmed(house, first);
  const second = await starting({ domain: first.domain.replace("kermadec", "autre") });
  await house.db.query(sql`update directories set domain = ${first.domain} where id = ${second.directoryId}`);
  await house.db.query(sql`update accounts set contact_email = ${`karim@${first.domain}`} where id = ${second.accountId}`);
  await openCase(house, second);
  await house.visitor().do("verification.confirm", { token: await tokenFor(house, `karim@${first.domain}`) });

  const proven = await house.db.query<{ accountId: string }>(
    sql`select account_id as "accountId" from directories where domain = ${first.domain} and domain_proven_at is not null`,
  );
  expect(proven).toEqual([{ accountId: first.accountId }]);
  expect(statesIn(await statusOf(second))).toEqual({ email: "passed", employment: "pending", business: "pending" });
});

test("a link to an address that is no longer the contact's is worth nothing", async () => {
  const partner = await starting();
  await openCase(house, partner);
  const token = await tokenFor(house, contactOf(partner));
  await house.db.query(sql`update accounts set contact_email = ${`solene@${partner.domain}`} where id = ${partner.accountId}`);
  const answer = await house.visitor().call("verification.confirm", { token });
  expect([answer.status, answer.problem.code]).toEqual([410, "verification.linkReplaced"]);
});

test("S-01 a company that enrols by itself is verified: its contact confirms, a person of the desk decides, and the account is authorised", async () => {
  const domain = `armor-${Math.random().toString(36).slice(2, 8)}.example`;
  const directoryId = newId();
  await house.db.query(
    sql`insert into directories (id, domain, name, created_at) values (${directoryId}, ${domain}, 'Armor Services', now())`,
  );
  const solene = await house.person({ directoryId, email: `solene@${domain}`, givenName: "Solène", familyName: "Prigent" });
  await solene.do("accounts.join", { body: { companyName: "Armor Services", country: "FR" } });
  const { accountId } = await solene.do("accounts.enrol", {
    body: {
      legalName: "Armor Services",
      addressLine1: "3 quai du Port",
      postalCode: "29200",
      city: "Brest",
      country: "FR",
      registrationNumber: "983 214 768",
      contactGivenName: "Karim",
      contactFamilyName: "Belkacem",
      contactEmail: `karim@${domain}`,
      contactPhone: "02 98 00 14 72",
      contactLanguage: "fr",
    },
  });
  await house.settle();
  const summary = () => solene.do("verification.summary", { accountId });
  expect(await summary()).toMatchObject({ overall: { state: "pending" }, turn: { who: "partner" }, contact: { name: "Karim Belkacem" } });

  await confirm(house, `karim@${domain}`);
  expect(await summary()).toMatchObject({ overall: { state: "pending" }, turn: { who: "us" } });

  const verifier = await house.staff();
  const partner = { accountId, admin: solene } as Partner;
  const seen = await caseOf(house, verifier, partner);
  expect(seen.thread.at(-1)).toMatchObject({ text: "Demande envoyée", by: "Solène Prigent" });
  expect((await rule(house, verifier, partner, "business", "authorise")).status).toBe(200);
  expect(await summary()).toMatchObject({ overall: { state: "authorized", label: "Autorisé" }, turn: { who: "nobody" } });
  for (const address of [`karim@${domain}`, solene.email]) {
    const [mail] = await house.mailsTo(address);
    expect(mail!.subject).toBe("Vérification terminée\u00a0: votre compte est autorisé");
    // The agreement was not signed yet: the mail promises nothing that is not so.
    expect(mail!.text).toContain("Les achats s’ouvriront quand");
  }
});
