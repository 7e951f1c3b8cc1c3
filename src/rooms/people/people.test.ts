import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { inOneTransaction } from "../../server/acts.ts";
import type { Act } from "../../server/context.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import * as door from "./door.ts";
import { codes, companyOf, goodPassword, signIn, someDomain } from "./testing.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const asked = (domain: string, changes: object = {}) => ({
  body: {
    domain,
    givenName: "Maëlle",
    familyName: "Kermadec",
    email: `maelle@${domain}`,
    password: goodPassword,
    language: "fr" as const,
    ...changes,
  },
});
const act = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
  inOneTransaction(house.open.house, () => {}, { kind: "clock", id: null, name: "" }, null, work);
const prove = (domain: string, state: "proven" | "not" = "proven") =>
  house.db.query(
    sql`update directories set domain_proven_at = ${state === "proven" ? "2026-01-01T00:00:00Z" : null} where domain = ${domain}`,
  );

describe("F-023, F-034 « Créer un compte »", () => {
  test("F-034 a directory and its first administrator are made, nobody is signed in, and the new credentials sign in", async () => {
    const browser = house.visitor();
    const domain = someDomain();
    const made = await browser.call("people.createDirectory", asked(domain, { domain: `https://www.${domain}/` }));
    expect(made).toMatchObject({ status: 201, body: { domain, email: `maelle@${domain}` } });
    expect(made.headers.getSetCookie()).toEqual([]);
    expect((await browser.do("house.shell", {})).me).toBeNull();

    await signIn(browser, `maelle@${domain}`, goodPassword);
    expect((await browser.do("house.shell", {})).me).toMatchObject({
      name: "Maëlle Kermadec",
      accounts: [],
      enrolment: { step: "profile", accountId: null },
    });
  });

  test("F-034 whoever was signed in with another account while creating one stays who they were: only a fresh sign-in changes that", async () => {
    const partner = await house.partner();
    await partner.admin.do("people.createDirectory", asked(someDomain()));
    expect((await partner.admin.do("house.shell", {})).me?.email).toBe(partner.admin.email);
  });

  test("F-023 the path completes without any directory there before, and tells what happened", async () => {
    const { email, directoryId } = await companyOf(house, { language: "en" });
    const facts = await house.db.query<{ type: string; data: object }>(
      sql`select f.type, f.data from facts f where f.subject = ${directoryId} or f.subject = (select id::text from users where email = ${email}) order by f.type`,
    );
    expect(facts.map(({ type }) => type)).toEqual(["directory.created", "user.created"]);
    expect(JSON.stringify(facts)).not.toContain(goodPassword);
    const row = await house.db.one<{ hash: string; language: string }>(
      sql`select password_hash as hash, language from users where email = ${email}`,
    );
    expect(row?.language).toBe("en");
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/);
  });

  test.each([
    [
      "a mail service for a company",
      { domain: "gmail.com", email: "maelle@gmail.com" },
      ["people.personalDomain /domain", "people.personalMail /email"],
    ],
    [
      "a mail service of the programme's own list",
      { domain: "laposte.net", email: "maelle@laposte.net" },
      ["people.personalDomain /domain", "people.personalMail /email"],
    ],
    ["a personal address", { email: "maelle@outlook.com" }, ["people.personalMail /email"]],
    ["an address of another company", { email: "maelle@autre.example" }, ["people.emailOffDomain /email"]],
    ["a shared mailbox", { email: "info@DOMAIN" }, ["people.sharedMailbox /email"]],
    ["no domain at all", { domain: "mon entreprise" }, ["people.domainUnreadable /domain"]],
    ["a short password", { password: "court" }, ["people.passwordShort /password"]],
    ["a common password", { password: "motdepasse202620" }, ["people.passwordCommon /password"]],
    ["the company's name as password", { password: "maellekermadec12" }, ["people.passwordPersonal /password"]],
    [
      "everything wrong at once",
      { domain: "x", email: "info@gmail.com", password: "aaaaaaaaaaaaaaaaaa" },
      ["people.domainUnreadable /domain", "people.personalMail /email", "people.passwordSimple /password"],
    ],
  ])("F-027 %s is refused at its field, and nothing is made", async (_, changes, expected) => {
    const domain = someDomain();
    const body = { ...asked(domain).body, ...changes };
    const answer = await house.visitor().call("people.createDirectory", { body: { ...body, email: body.email.replace("DOMAIN", domain) } });
    expect([answer.status, ...codes(answer)]).toEqual([422, ...expected]);
    expect(await house.db.query(sql`select from directories where domain = ${domain}`)).toEqual([]);
  });

  test("F-027 the refusal is a sentence with what would be accepted, in French and in English", async () => {
    const domain = someDomain();
    const changes = { email: "maelle@gmail.com" };
    const detail = async (language: "fr" | "en") =>
      (await house.visitor(language).call("people.createDirectory", asked(domain, changes))).problem.errors![0]!.detail;
    expect(await detail("fr")).toBe(
      "Adresse personnelle. Indiquez une adresse de votre entreprise, par exemple prenom.nom@entreprise.example.",
    );
    expect(await detail("en")).toBe("Personal address. Use one of your company’s, for example first.last@company.example.");
  });

  test("a domain that a company has proven is refused, and so is one under it; whoever has it must ask their administrators", async () => {
    const { domain } = await companyOf(house);
    await prove(domain);
    for (const one of [domain, `brest.${domain}`]) {
      const { status, problem } = await house.visitor().call("people.createDirectory", asked(one, { email: `yann@${one}` }));
      expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([409, "people.domainProven", "/domain"]);
      expect(problem.detail).toContain("demandez à ses administrateurs");
    }
    const under = await companyOf(house);
    await prove(`brest.${under.domain}`);
    expect((await house.visitor().call("people.createDirectory", asked(`x${domain}`))).status).toBe(201);
  });

  test("a domain that nobody has proven keeps nobody out", async () => {
    const { domain } = await companyOf(house);
    expect((await house.visitor().call("people.createDirectory", asked(domain, { email: `yann@${domain}` }))).status).toBe(201);
  });

  test("an address that has an account is told to sign in, and the half-made directory is gone", async () => {
    const { domain, email } = await companyOf(house);
    const { status, problem } = await house.visitor().call("people.createDirectory", asked(domain, { email: email.toUpperCase() }));
    expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([409, "people.emailTaken", "/email"]);
    expect(await house.db.query(sql`select from directories where domain = ${domain}`)).toHaveLength(1);
  });

  test("a double press makes one directory and gives the same answer twice", async () => {
    const domain = someDomain();
    const key = newId();
    const browser = house.visitor();
    const first = await browser.call("people.createDirectory", asked(domain), { key });
    const second = await browser.call("people.createDirectory", asked(domain), { key });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await house.db.query(sql`select from directories where domain = ${domain}`)).toHaveLength(1);
    const kept = await house.db.one<{ hash: Buffer }>(sql`select request_hash as hash from idempotency where key = ${key}`);
    const bare = createHash("sha256")
      .update(JSON.stringify(["people.createDirectory", null, asked(domain).body]))
      .digest();
    expect(kept?.hash.equals(bare)).toBe(false);
    const other = await browser.call("people.createDirectory", asked(someDomain()), { key });
    expect([other.status, other.problem.code]).toEqual([422, "request.keyReused"]);
  });

  test.each([
    ["an empty name", { givenName: "  " }, "/givenName"],
    ["a name with a line in it", { familyName: "Ker\u0000madec" }, "/familyName"],
    ["a language that we do not speak", { language: "de" }, "/language"],
    ["an address without @", { email: "maelle" }, "/email"],
    ["a field nobody asked for", { directoryId: newId() }, "/directoryId"],
  ])("%s is refused at its field", async (_, changes, pointer) => {
    const answer = await house.visitor().call("people.createDirectory", asked(someDomain(), changes));
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  test("a network that makes directory after directory is stopped, in words and seconds, and goes on an hour later", async () => {
    const own = await TestHouse.start();
    await own.visitor().do("people.createDirectory", asked(someDomain()));
    await own.db.query(sql`update throttles set count = 60 where key like 'directory.network:%'`);
    const { status, problem, headers } = await own.visitor().call("people.createDirectory", asked(someDomain()));
    expect([status, problem.code, Number(headers.get("retry-after")) > 3500]).toEqual([429, "people.tooManyTries", true]);
    await own.db.query(sql`update throttles set until = now() - interval '1 second'`);
    expect((await own.visitor().call("people.createDirectory", asked(someDomain()))).status).toBe(201);
    await own.close();
  });

  test("without an Idempotency-Key nothing is made", async () => {
    const domain = someDomain();
    const answer = await house
      .visitor()
      .send("POST", "/api/v1/directories", JSON.stringify(asked(domain).body), { "content-type": "application/json" });
    expect([answer.status, answer.problem.code]).toEqual([400, "request.idempotencyKey"]);
    expect(await house.db.query(sql`select from directories where domain = ${domain}`)).toEqual([]);
  });
});

test("F-020 the step of signing in names the appropriate roles, as the programme calls them, and whom the others ask", () => {
  const { roles } = house.open.house.programme;
  for (const [words, lang] of [
    [fr.screens, "fr"],
    [en.screens, "en"],
  ] as const) {
    expect([words.rolesFirst, words.rolesSecond]).toEqual([roles.globalAdmin.label[lang], roles.adminAgent.label[lang]]);
    expect(words.rolesElse.toLowerCase()).toContain(roles.globalAdmin.label[lang].toLowerCase());
  }
});

describe("what other rooms may ask", () => {
  const someone = (directoryId: string, email: string) => ({
    directoryId,
    email,
    givenName: "Inès",
    familyName: "Haddad",
    language: "fr" as const,
  });

  test("a colleague gets a temporary password that signs in once and then asks for a new one", async () => {
    const { domain, directoryId } = await companyOf(house);
    const made = await act((one) => door.createUser(one, someone(directoryId, `ines@${domain}`)));
    if (!made.ok) throw new Error(made.code);
    expect(made.value.temporaryPassword).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/);
    const browser = house.visitor();
    expect((await signIn(browser, `ines@${domain}`, made.value.temporaryPassword)).body).toMatchObject({ mustChangePassword: true });
    await browser.do("people.changePassword", { body: { current: made.value.temporaryPassword, password: goodPassword } });
    expect((await signIn(house.visitor(), `ines@${domain}`, made.value.temporaryPassword)).status).toBe(422);
  });

  test.each([
    ["ines@gmail.com", "people.personalMail"],
    ["contact@DOMAIN", "people.sharedMailbox"],
    ["ines@autre.example", "people.emailOffDomain"],
    ["maelle@DOMAIN", "people.emailTaken"],
  ])("F-027 %s as a colleague's address is refused as %s", async (email, code) => {
    const { domain, directoryId } = await companyOf(house);
    expect(await act((one) => door.createUser(one, someone(directoryId, email.replace("DOMAIN", domain))))).toMatchObject({
      ok: false,
      code,
      pointer: "/email",
    });
  });

  test("a temporary password ends the sessions of the person, and so does deactivating them; reactivating lets them in again", async () => {
    const { email } = await companyOf(house);
    const { id } = (await house.db.one<{ id: string }>(sql`select id from users where email = ${email}`))!;
    const browser = house.visitor();
    await signIn(browser, email, goodPassword);
    const given = await act((one) => door.setTemporaryPassword(one, { userId: id }));
    if (!given.ok) throw new Error(given.code);
    expect((await browser.do("house.shell", {})).me).toBeNull();
    expect((await signIn(browser, email, goodPassword)).status).toBe(422);
    expect((await signIn(browser, email, given.value.temporaryPassword)).status).toBe(200);

    expect(await act((one) => door.deactivateUser(one, { userId: id }))).toBe(true);
    expect(await act((one) => door.deactivateUser(one, { userId: id }))).toBe(false);
    expect((await browser.do("house.shell", {})).me).toBeNull();
    expect((await signIn(browser, email, given.value.temporaryPassword)).status).toBe(422);
    expect(await act((one) => door.reactivateUser(one, { userId: id }))).toBe(true);
    expect(await act((one) => door.reactivateUser(one, { userId: id }))).toBe(false);
    expect((await signIn(browser, email, given.value.temporaryPassword)).status).toBe(200);
    await act((one) => door.endSessions(one, { userId: id }));
    expect((await browser.do("house.shell", {})).me).toBeNull();
  });

  test("each of these acts leaves one fact in the account's list, with a name and without a password", async () => {
    const { accountId, admin } = await house.partner();
    const given = await act((one) => door.setTemporaryPassword(one, { userId: admin.userId, accountId }));
    await act((one) => door.deactivateUser(one, { userId: admin.userId, accountId }));
    await act((one) => door.reactivateUser(one, { userId: admin.userId, accountId }));
    const facts = await house.db.query<{ type: string; data: object }>(
      sql`select type, data from facts where account_id = ${accountId} order by id`,
    );
    const data = { name: "Maëlle Kermadec" };
    expect(facts).toEqual(["user.temporaryPasswordSet", "user.deactivated", "user.reactivated"].map((type) => ({ type, data })));
    expect(JSON.stringify(facts)).not.toContain(given.ok && given.value.temporaryPassword);
  });

  test("a directory belongs to one account at most, and a domain to one company at most", async () => {
    const [one, two] = [await companyOf(house), await companyOf(house)];
    expect(await act((it) => door.attachDirectory(it, one.directoryId, newId()))).toBe(true);
    expect(await act((it) => door.attachDirectory(it, one.directoryId, newId()))).toBe(false);

    const rival = await companyOf(house, { domain: `brest.${two.domain}` });
    expect(await act((it) => door.proveDomain(it, two.directoryId))).toBe(true);
    expect(await act((it) => door.proveDomain(it, two.directoryId))).toBe(true);
    expect(await act((it) => door.proveDomain(it, rival.directoryId))).toBe(false);
  });
});
