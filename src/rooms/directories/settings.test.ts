import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { comeBack, TestProvider } from "../../testing/provider.ts";
import { codes, companyOf, goodPassword, someDomain } from "../people/testing.ts";
import { callbackOf, partnerWith, signInThrough, through, whyNot } from "./testing.ts";

let house: TestHouse;
let provider: TestProvider;
beforeAll(async () => {
  house = await TestHouse.start();
  provider = await TestProvider.start(callbackOf(house));
});
afterAll(async () => {
  await provider.close();
  await house.close();
});
beforeEach(async () => {
  provider.tamper = {};
  await house.db.query(sql`delete from identity_providers`);
  await house.db.query(sql`delete from throttles`);
});

const at = (partner: Partner) => ({ accountId: partner.accountId });
const list = async (partner: Partner) => (await partner.admin.do("directories.list", at(partner))).items;
const factsOf = async (accountId: string, type: string) =>
  house.db.query<{ data: object }>(sql`select data from facts where account_id = ${accountId} and type = ${type}`);

/** Brings a built-in directory of another company into the account, through all three steps. */
async function associate(partner: Partner, company: { email: string; domain: string }) {
  await partner.admin.do("directories.check", { ...at(partner), body: { domain: company.domain } });
  const { proofId } = await partner.admin.do("directories.prove", {
    ...at(partner),
    body: { email: company.email, password: goodPassword },
  });
  return partner.admin.do("directories.confirm", { ...at(partner), proofId });
}

describe("« Locataires »", () => {
  test("G-029 a directory is checked, proven by its administrator, confirmed, and then one of the account's, with its people in it", async () => {
    const partner = await house.partner();
    const company = await companyOf(house);
    expect(await list(partner)).toMatchObject([
      { domain: partner.domain, kind: "builtIn", primary: true, yours: true, people: 1, provider: null },
    ]);

    const { proofId } = await partner.admin.do("directories.prove", {
      ...at(partner),
      body: { email: company.email, password: company.password },
    });
    expect(await partner.admin.do("directories.proof", { ...at(partner), proofId })).toEqual({
      domain: company.domain,
      kind: "builtIn",
      person: "Maëlle Le Goff",
      host: null,
    });
    // Nothing belongs to anybody before « Confirmer ».
    expect(await list(partner)).toHaveLength(1);
    const done = await partner.admin.do("directories.confirm", { ...at(partner), proofId });
    expect(done.domain).toBe(company.domain);
    expect(await list(partner)).toMatchObject([
      { primary: true },
      { id: done.directoryId, domain: company.domain, primary: false, yours: false, people: 1 },
    ]);
    const { items } = await partner.admin.do("accounts.users", at(partner));
    expect(items.find(({ email }) => email === company.email)).toMatchObject({ roles: [], state: "active" });
    expect(await factsOf(partner.accountId, "directory.attached")).toHaveLength(1);
  });

  test("F-174 its people reach the account beside any other they belong to, and lose this one alone", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    const company = await companyOf(house);
    const { directoryId } = await associate(partner, company);
    const [user] = await house.db.query<{ id: string }>(sql`select id from users where email = ${company.email}`);
    await house.db.query(
      sql`insert into members (account_id, user_id, roles, since) values (${other.accountId}, ${user!.id}, ${["partnerAdmin"]}, now())`,
    );
    const maelle = await house.signedIn(user!.id, company.email, "Maëlle Le Goff");
    const ids = async () => (await maelle.do("house.shell", {})).me!.accounts.map(({ id }) => id).sort();
    expect(await ids()).toEqual([partner.accountId, other.accountId].sort());
    await partner.admin.do("directories.remove", { ...at(partner), directoryId });
    expect(await ids()).toEqual([other.accountId]);
    expect((await maelle.call("accounts.overview", at(partner))).status).toBe(404);
    expect((await maelle.call("accounts.overview", at(other))).status).toBe(200);
  });

  test("what cannot be brought in is refused before anything is proven: mine already, tied elsewhere, a mail service, no name", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    await house.db.query(sql`update directories set domain_proven_at = now() where id = ${other.directoryId}`);
    const check = (domain: string) => partner.admin.call("directories.check", { ...at(partner), body: { domain } });
    expect(codes(await check(partner.domain))).toEqual(["directories.yoursAlready /domain"]);
    const tied = await check(`https://brest.${other.domain}/`);
    expect([tied.status, codes(tied)]).toEqual([409, ["directories.tiedElsewhere /domain"]]);
    // Whom to ask, and nothing of whose account it is.
    expect(tied.problem.detail).toContain("Demandez à un administrateur général");
    expect(JSON.stringify(tied.body)).not.toContain(other.name);
    expect(codes(await check("gmail.com"))).toEqual(["people.personalDomain /domain"]);
    expect(codes(await check("nothing at all"))).toEqual(["people.domainUnreadable /domain"]);
    // An unproven company and none at all look the same.
    const unproven = await companyOf(house);
    expect([(await check(unproven.domain)).status, (await check(someDomain())).status]).toEqual([200, 200]);
  });

  test("a wrong password, an unknown address and somebody of staff speak for no directory; nor does a directory that is tied", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    const prove = (email: string, password: string) =>
      partner.admin.call("directories.prove", { ...at(partner), body: { email, password } });
    const company = await companyOf(house);
    const wrong = [await prove(company.email, "not the password at all"), await prove(`nobody@${someDomain()}`, goodPassword)];
    expect(wrong.map(({ status, problem }) => [status, problem.code])).toEqual([
      [422, "people.wrongCredentials"],
      [422, "people.wrongCredentials"],
    ]);
    await associate(other, company);
    expect((await prove(company.email, goodPassword)).problem.code).toBe("directories.tiedElsewhere");
    expect(
      (await other.admin.call("directories.prove", { ...at(other), body: { email: company.email, password: goodPassword } })).problem.code,
    ).toBe("directories.yoursAlready");
  });

  test("a proof is its finder's: another colleague, another browser, another account and a second time find nothing", async () => {
    const partner = await house.partner();
    const company = await companyOf(house);
    const { proofId } = await partner.admin.do("directories.prove", {
      ...at(partner),
      body: { email: company.email, password: goodPassword },
    });
    const colleague = await house.colleague(partner, ["globalAdmin"]);
    const elsewhere = await house.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name);
    for (const caller of [colleague, elsewhere])
      expect((await caller.call("directories.confirm", { ...at(partner), proofId })).problem.code).toBe("directories.attemptUnknown");
    const other = await house.partner();
    await house.db.query(
      sql`insert into members (account_id, user_id, roles, since) values (${other.accountId}, ${partner.admin.userId}, ${["globalAdmin"]}, now())`,
    );
    expect((await partner.admin.call("directories.confirm", { ...at(other), proofId })).status).toBe(404);
    const key = "one and the same key";
    const first = await partner.admin.do("directories.confirm", { ...at(partner), proofId }, { key });
    expect(await partner.admin.do("directories.confirm", { ...at(partner), proofId }, { key })).toEqual(first);
    expect((await partner.admin.call("directories.confirm", { ...at(partner), proofId })).problem.code).toBe("directories.attemptUnknown");
  });

  test("the primary directory and the one signed in with stay, and the list says why; another company's is not there", async () => {
    const partner = await house.partner();
    const company = await companyOf(house);
    const { directoryId } = await associate(partner, company);
    const [user] = await house.db.query<{ id: string }>(sql`select id from users where email = ${company.email}`);
    const maelle = await house.signedIn(user!.id, company.email, "Maëlle Le Goff");
    await partner.admin.do("accounts.setRoles", { ...at(partner), userId: user!.id, body: { roles: ["globalAdmin"] } });

    const seen = (await maelle.do("directories.list", at(partner))).items;
    expect(seen.map(({ moves }) => moves.remove)).toMatchObject([
      { open: false, text: expect.stringContaining("locataire principal") },
      { open: false, text: expect.stringContaining("Vous êtes connecté par") },
    ]);
    for (const [id, code] of [
      [partner.directoryId, "directories.primary"],
      [directoryId, "directories.signedInWith"],
    ] as const) {
      const { status, problem } = await maelle.call("directories.remove", { ...at(partner), directoryId: id });
      expect([status, problem.code]).toEqual([409, code]);
    }
    const other = await house.partner();
    expect((await maelle.call("directories.remove", { ...at(partner), directoryId: other.directoryId })).problem.code).toBe(
      "directories.notFound",
    );
  });

  test("an account administrator reads the list with the reason why not; other colleagues get the reason, strangers nothing", async () => {
    const partner = await house.partner();
    const [reader, clerk] = [await house.colleague(partner, ["accountAdmin"]), await house.colleague(partner, ["billingAdmin"])];
    const { items, moves } = await reader.do("directories.list", at(partner));
    expect([items[0]!.moves.configure.open, moves.associate.open]).toEqual([false, false]);
    const closed = await clerk.call("directories.list", at(partner));
    expect([closed.status, closed.problem.door]).toMatchObject([
      403,
      { open: false, holders: expect.arrayContaining([expect.objectContaining({ name: partner.admin.name })]) },
    ]);
    expect((await (await house.partner()).admin.call("directories.list", at(partner))).status).toBe(404);
  });
});

describe("a directory with a provider of its own", () => {
  test("G-029 is brought in by signing in through it, and its person comes in with it", async () => {
    const partner = await house.partner();
    const domain = someDomain();
    const who = `yann-${randomBytes(3).toString("hex")}`;
    provider.people.set(who, { email: `${who}@${domain}`, email_verified: true, given_name: "Yann", family_name: "Prigent" });
    const { location } = await partner.admin.do("directories.proveByProvider", { ...at(partner), body: { domain, ...provider.typed } });
    const onward = await through(partner.admin, provider, location, who);
    expect(onward.pathname).toBe(`/a/${partner.accountId}/settings/directories/associate`);
    const proofId = onward.searchParams.get("proof")!;
    expect(await partner.admin.do("directories.proof", { ...at(partner), proofId })).toMatchObject({
      domain,
      kind: "provider",
      person: `${who}@${domain}`,
    });
    // Who proved it has not signed in here: the administrator is still the administrator.
    expect((await partner.admin.do("house.shell", {})).me?.id).toBe(partner.admin.userId);

    const { directoryId } = await partner.admin.do("directories.confirm", { ...at(partner), proofId });
    expect(await list(partner)).toMatchObject([
      { primary: true },
      { id: directoryId, domain, kind: "provider", people: 1, provider: { issuer: provider.issuer } },
    ]);
    const { browser } = await signInThrough(house, provider, { ...partner, directoryId }, who);
    expect((await browser.do("house.shell", {})).me?.accounts).toMatchObject([{ id: partner.accountId, roles: [] }]);

    // Removed, its people sign in and find nothing.
    await partner.admin.do("directories.remove", { ...at(partner), directoryId });
    expect((await browser.do("house.shell", {})).me?.accounts).toEqual([]);
    expect((await browser.call("accounts.overview", at(partner))).status).toBe(404);
  });

  test("a provider whose word is no good, or that serves another account, is told on the way back and brings nothing in", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    const domain = someDomain();
    const who = `yann-${randomBytes(3).toString("hex")}`;
    const bring = async (by: Partner, name = domain) => {
      const { location } = await by.admin.do("directories.proveByProvider", { ...at(by), body: { domain: name, ...provider.typed } });
      return through(by.admin, provider, location, who);
    };
    provider.people.set(who, { email: `${who}@${domain}`, email_verified: false });
    expect(await whyNot(partner.admin, await bring(partner))).toMatchObject({ code: "people.providerEmailUnverified" });

    provider.people.set(who, { email: `${who}@${domain}`, email_verified: true });
    const proofId = (await bring(other)).searchParams.get("proof")!;
    await other.admin.do("directories.confirm", { ...at(other), proofId });
    expect(await whyNot(partner.admin, await bring(partner))).toMatchObject({ code: "directories.tiedElsewhere", status: 409 });
    expect(await list(partner)).toHaveLength(1);
  });
});

describe("how a directory's people sign in", () => {
  const set = (partner: Partner, body: object) =>
    partner.admin.call("directories.setProvider", { ...at(partner), directoryId: partner.directoryId, body: body as never });

  test("the secret is written once and never read again; left out it stays, for the same issuer and client only", async () => {
    const partner = await partnerWith(house, provider);
    expect(JSON.stringify(await partner.admin.do("directories.list", at(partner)))).not.toContain(provider.clientSecret);
    const { clientSecret: _, ...without } = provider.typed;
    expect((await set(partner, { ...without, groupsClaim: "teams" })).status).toBe(200);
    expect((await list(partner))[0]!.provider).toMatchObject({ groupsClaim: "teams" });
    expect(codes(await set(partner, { ...without, clientId: "another" }))).toEqual(["directories.secretNeeded /clientSecret"]);
    // A test with another issuer would otherwise hand the secret over to it.
    const tested = await partner.admin.call("directories.testProvider", {
      ...at(partner),
      directoryId: partner.directoryId,
      body: { ...without, issuer: "http://localhost:1" },
    });
    expect(codes(tested)).toEqual(["directories.secretNeeded /clientSecret"]);
  });

  test("an issuer that is none, a client of another directory, a group twice and an issuer in use are refused at their fields", async () => {
    const partner = await partnerWith(house, provider);
    const other = await house.partner();
    expect(codes(await set(partner, { ...provider.typed, issuer: "our provider" }))).toEqual(["directories.issuerUnreadable /issuer"]);
    expect(codes(await set(other, provider.typed))).toEqual(["directories.clientTaken /clientId"]);
    const groupRoles = ["finance", "finance"].map((group) => ({ group, roles: ["billingAdmin"] }));
    expect(codes(await set(partner, { ...provider.typed, groupRoles }))).toEqual(["directories.groupTwice /groupRoles/1/group"]);
    await signInThrough(house, provider, partner, "ines-in-use", { email: `ines@${partner.domain}`, email_verified: true });
    expect(codes(await set(partner, { ...provider.typed, issuer: "http://localhost:9" }))).toEqual(["directories.issuerInUse /issuer"]);
  });

  test("« Tester la connexion » says of each step how it stands, and stops at the first that fails", async () => {
    const partner = await house.partner();
    const { directoryId } = partner;
    const tried = async (body: object, tamper: TestProvider["tamper"] = {}) => {
      provider.tamper = tamper;
      const { checks } = await partner.admin.do("directories.testProvider", {
        ...at(partner),
        directoryId,
        body: { ...provider.typed, ...body },
      });
      return checks.map(({ check, ok }) => `${check} ${ok}`);
    };
    const fine = ["address true", "description true", "method true"];
    expect(await tried({})).toEqual([...fine, "keys true", "client true"]);
    expect(await tried({ clientSecret: "wrong" })).toEqual([...fine, "keys true", "client false"]);
    expect(await tried({ clientId: "unknown" })).toEqual([...fine, "keys true", "client false"]);
    expect(await tried({ issuer: "http://localhost:1" })).toEqual(["address false"]);
    expect(await tried({ issuer: `${provider.issuer}/elsewhere` })).toEqual(["description false"]);
    const keys = (path: string) => (path === "/jwks" ? { status: 200, body: '{"keys":[]}' } : undefined);
    expect(await tried({}, { answer: keys })).toEqual([...fine, "keys false"]);
    const plain = {
      issuer: provider.issuer,
      authorization_endpoint: "x:",
      token_endpoint: "x:",
      jwks_uri: "x:",
      code_challenge_methods_supported: ["plain"],
    };
    const described = (path: string) => (path.startsWith("/.well-known") ? { status: 200, body: JSON.stringify(plain) } : undefined);
    expect(await tried({}, { answer: described })).toEqual(["address true", "description true", "method false"]);
  });

  test("groups give and take roles at each sign-in, what a person gave stays, and the last global administrator stays one", async () => {
    const partner = await partnerWith(house, provider, {
      groupRoles: [
        { group: "finance", roles: ["billingAdmin"] },
        { group: "heads", roles: ["globalAdmin", "billingAdmin"] },
      ],
    });
    const who = `loic-${randomBytes(3).toString("hex")}`;
    const person = { email: `${who}@${partner.domain}`, email_verified: true };
    const rolesAfter = async (groups: string[]) => {
      const { browser } = await signInThrough(house, provider, partner, who, { ...person, groups });
      const { me } = await browser.do("house.shell", {});
      return { userId: me!.id, roles: me!.accounts[0]!.roles };
    };
    const first = await rolesAfter(["finance"]);
    expect(first.roles).toEqual(["billingAdmin"]);
    await partner.admin.do("accounts.setRoles", { ...at(partner), userId: first.userId, body: { roles: ["billingAdmin", "salesAgent"] } });
    expect((await rolesAfter(["heads"])).roles).toEqual(["globalAdmin", "billingAdmin", "salesAgent"]);
    const sheet = await partner.admin.do("accounts.user", { ...at(partner), userId: first.userId });
    expect(sheet.choices.filter(({ fromGroup }) => fromGroup !== null).map(({ role, fromGroup }) => `${role} ${fromGroup}`)).toEqual([
      "globalAdmin heads",
      "billingAdmin heads",
    ]);
    expect((await rolesAfter([])).roles).toEqual(["salesAgent"]);

    // The last one: what the group gave is kept until somebody else has the role.
    await rolesAfter(["heads"]);
    await house.db.query(
      sql`update members set roles = '{}' where account_id = ${partner.accountId} and user_id = ${partner.admin.userId}`,
    );
    expect((await rolesAfter([])).roles).toEqual(["globalAdmin", "salesAgent"]);
  });
});

test("the way back of an association belongs to whoever set out: another person signed in there brings nothing in", async () => {
  const partner = await house.partner();
  const colleague = await house.colleague(partner, ["globalAdmin"]);
  const domain = someDomain();
  provider.people.set("yann-other", { email: `yann@${domain}`, email_verified: true });
  const { location } = await partner.admin.do("directories.proveByProvider", { ...at(partner), body: { domain, ...provider.typed } });
  const address = await provider.signIn(location, "yann-other");
  partner.admin.cookies.set("entente", colleague.cookies.get("entente")!);
  const { location: onward } = await comeBack(partner.admin, address);
  expect(await whyNot(partner.admin, onward)).toMatchObject({ code: "directories.signInAgain" });
});
