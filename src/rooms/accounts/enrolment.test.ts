import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { newcomer, profileOn } from "../../testing/newcomers.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const accountsOf = (directoryId: string) =>
  house.db.query<{ id: string; partnerId: string }>(
    sql`select id, partner_id as "partnerId" from accounts where directory_id = ${directoryId}`,
  );
const factsOf = (accountId: string, type: string) =>
  house.db.query<{ data: Record<string, unknown>; subject: string }>(
    sql`select data, subject from facts where account_id = ${accountId} and type = ${type}`,
  );

test("F-001 a company that has not joined the network cannot submit: it gets the join link, and its draft stays", async () => {
  const person = await newcomer(house, { joined: false });
  await person.do("accounts.saveDraft", { body: { legalName: "Kermadec Numérique", city: "Brest" } });

  const { status, problem } = await person.call("accounts.enrol", { body: profileOn(person.domain) });

  expect([status, problem.code]).toEqual([409, "accounts.membershipRequired"]);
  expect(problem.params).toEqual({ join: `${house.open.house.url}/join` });
  expect(problem.detail).toContain("Votre saisie est gardée");
  expect(await accountsOf(person.directoryId)).toEqual([]);
  expect(await person.do("accounts.enrolment", {})).toMatchObject({
    step: "join",
    values: { legalName: "Kermadec Numérique", city: "Brest" },
  });

  await person.do("accounts.join", { body: { companyName: "Kermadec Numérique", country: "FR" } });
  expect((await person.call("accounts.enrol", { body: profileOn(person.domain) })).status).toBe(201);
});

test("F-002 joining the network comes before any programme: without the join no account, no member, no fact comes into being", async () => {
  const person = await newcomer(house, { joined: false });
  expect((await person.call("accounts.enrol", { body: profileOn(person.domain) })).problem.code).toBe("accounts.membershipRequired");
  expect((await person.do("house.shell", {})).me?.accounts).toEqual([]);
  expect(await house.db.query(sql`select 1 from facts where actor_id = ${person.userId} and type = 'account.created'`)).toEqual([]);
});

test("F-036 submitting makes the account with a partner ID of seven digits and tells the rooms that wait for it", async () => {
  const person = await newcomer(house);

  const made = await person.do("accounts.enrol", { body: profileOn(person.domain) });

  expect(made.partnerId).toMatch(/^\d{7}$/);
  expect(await accountsOf(person.directoryId)).toEqual([{ id: made.accountId, partnerId: made.partnerId }]);
  expect(await factsOf(made.accountId, "account.created")).toEqual([
    { data: { partnerId: made.partnerId, dataVersion: 1, country: "FR" }, subject: made.accountId },
  ]);
  expect(await house.db.one(sql`select account_id as id from directories where id = ${person.directoryId}`)).toEqual({
    id: made.accountId,
  });
  expect(
    await house.db.one(sql`select account_id as id, directory_id as directory from joins where directory_id = ${person.directoryId}`),
  ).toEqual({ id: made.accountId, directory: person.directoryId });
  expect((await person.do("house.shell", {})).me).toMatchObject({
    accounts: [{ id: made.accountId }],
    enrolment: { step: "agreement", accountId: made.accountId },
  });
  expect(await person.do("accounts.enrolment", {})).toMatchObject({ step: "agreement", accountId: made.accountId, savedAt: null });
});

test("F-036 submitting writes to the primary contact, once, in the contact's language", async () => {
  const person = await newcomer(house);
  await person.do("accounts.enrol", { body: { ...profileOn(person.domain), contactLanguage: "en" } });
  const mails = await house.mailsTo(`yann.legoff@${person.domain}`);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ language: "en", subject: "Confirm your address for Kermadec Numérique" });
});

test("a company nobody prepared goes from its directory to its first colleague by the real doors alone", async () => {
  const [visitor, domain] = [house.visitor(), "sillage.example"];
  const password = "le phare du Petit Minou veille";
  await visitor.do("accounts.join", { body: { companyName: "Sillage Données", country: "FR" } });
  const { email } = await visitor.do("people.createDirectory", {
    body: { domain, givenName: "Solène", familyName: "Prigent", email: `solene@${domain}`, password, language: "fr" },
  });
  await visitor.do("people.signIn", { body: { email, password } });
  const { accountId } = await visitor.do("accounts.enrol", { body: profileOn(domain) });
  const { agreementId, version, language, sha256 } = await visitor.do("agreements.read", { accountId });
  await visitor.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });
  const { me } = await visitor.do("house.shell", {});
  expect(me?.enrolment).toEqual({ step: "roles", accountId });
  const roles = me!.accounts[0]!.roles;
  await visitor.do("accounts.setRoles", { accountId, userId: me!.id, body: { roles: [...roles, "adminAgent"] } });
  expect((await visitor.do("house.shell", {})).me?.enrolment).toBeNull();
  expect((await visitor.do("accounts.enrolment", {})).step).toBe("done");
  const colleague = { givenName: "Karim", familyName: "Belkacem", email: `karim@${domain}`, language: "fr" as const, roles: [] };
  expect((await visitor.call("accounts.addUser", { accountId, body: colleague })).status).toBe(201);
});

test("the enrolling person has five roles, and not yet the admin agent's", async () => {
  const person = await newcomer(house);
  const { accountId } = await person.do("accounts.enrol", { body: profileOn(person.domain) });
  const me = await person.do("accounts.user", { accountId, userId: person.userId });
  expect(me.roles).toEqual(["globalAdmin", "partnerAdmin", "accountAdmin", "referralsAdmin", "profileAdmin"]);
  expect(me.enroller).toBe(true);
});

test("F-031 the account has a verification status from its first moment", async () => {
  const person = await newcomer(house);
  const { accountId } = await person.do("accounts.enrol", { body: profileOn(person.domain) });
  expect((await person.do("accounts.overview", { accountId })).verification).toBe("pending");
});

test("F-025 legal name, address and contact are kept as the verification compares them, in their canonical form", async () => {
  const person = await newcomer(house);
  const { accountId } = await person.do("accounts.enrol", { body: profileOn(person.domain) });
  const { values, dataVersion } = await person.do("accounts.profile", { accountId });
  expect(dataVersion).toBe(1);
  expect(values).toEqual({ ...profileOn(person.domain), vatNumber: "FR28983214768", contactPhone: "+33298001472" });
});

test("F-025 every field that is wrong is refused at once, each with what would be accepted, and nothing is half done", async () => {
  const person = await newcomer(house);
  const { status, problem } = await person.call("accounts.enrol", {
    body: {
      ...profileOn(person.domain),
      legalName: "  ",
      postalCode: "292",
      registrationNumber: "",
      contactPhone: "12",
      contactEmail: "yann@gmail.com",
      country: "FR",
    },
  });
  expect(status).toBe(422);
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
    "/legalName",
    "/postalCode",
    "/registrationNumber",
    "/contactEmail",
    "/contactPhone",
  ]);
  expect(problem.errors?.[1]?.detail).toBe("Ce code postal n’a pas la forme attendue pour ce pays\u00a0: France. Par exemple 29200.");
  expect(await accountsOf(person.directoryId)).toEqual([]);
});

test("F-027 the primary contact needs a name and a work address: personal mail and shared boxes are refused with the reason", async () => {
  const person = await newcomer(house);
  const refusalOf = async (changes: Record<string, string>) => {
    const { problem } = await person.call("accounts.enrol", { body: { ...profileOn(person.domain), ...changes } });
    return problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
  };
  expect(await refusalOf({ contactEmail: "yann.legoff@orange.fr" })).toEqual(["/contactEmail people.personalMail"]);
  expect(await refusalOf({ contactEmail: `info@${person.domain}` })).toEqual(["/contactEmail people.sharedMailbox"]);
  expect(await refusalOf({ contactEmail: "yann.legoff" })).toEqual(["/contactEmail accounts.email"]);
  expect(await refusalOf({ contactGivenName: "", contactFamilyName: "" })).toEqual([
    "/contactGivenName accounts.needed",
    "/contactFamilyName accounts.needed",
  ]);
});

test("F-028 the primary contact may be oneself or somebody else", async () => {
  const [alone, together] = [await newcomer(house), await newcomer(house)];
  const mine = await alone.do("accounts.enrolment", {});
  expect(mine.values).toMatchObject({
    contactIs: "me",
    contactGivenName: "Maëlle",
    contactFamilyName: "Kermadec",
    contactEmail: alone.email,
  });
  const self = {
    ...profileOn(alone.domain),
    contactGivenName: mine.values.contactGivenName,
    contactFamilyName: mine.values.contactFamilyName,
    contactEmail: mine.values.contactEmail,
  };
  expect((await alone.call("accounts.enrol", { body: self })).status).toBe(201);

  const { accountId } = await together.do("accounts.enrol", { body: profileOn(together.domain) });
  expect((await together.do("accounts.overview", { accountId })).contact).toBe("Yann Le Goff");
});

test("F-035 what is known is filled in and stays editable: the draft before the join, the join before nothing", async () => {
  const person = await newcomer(house);
  const first = await person.do("accounts.enrolment", {});
  expect(first.values).toMatchObject({ legalName: "Kermadec Numérique", country: "FR", city: "", contactLanguage: "fr" });
  expect(first.directory).toMatchObject({ domain: person.domain });
  expect(first.savedAt).toBeNull();

  await person.do("accounts.saveDraft", { body: { legalName: "Kermadec Numérique SAS", contactIs: "other" } });

  expect((await person.do("accounts.enrolment", {})).values).toMatchObject({
    legalName: "Kermadec Numérique SAS",
    country: "FR",
    contactIs: "other",
  });
});

test("a draft is never lost: two tabs write different fields, and a field once emptied stays empty", async () => {
  const person = await newcomer(house);
  await Promise.all([
    person.do("accounts.saveDraft", { body: { city: "Brest" } }),
    person.do("accounts.saveDraft", { body: { postalCode: "29200" } }),
  ]);
  await person.do("accounts.saveDraft", { body: { legalName: "" } });
  const { values, savedAt } = await person.do("accounts.enrolment", {});
  expect(values).toMatchObject({ city: "Brest", postalCode: "29200", legalName: "" });
  expect(savedAt).toMatch(/Z$/);
});

test("a draft takes whatever was typed, even what no store can keep, and shows it to nobody else", async () => {
  const [person, stranger] = [await newcomer(house), await newcomer(house)];
  const legalName = "<script>alert(1)</script> شركة 🌊";
  await person.do("accounts.saveDraft", { body: { legalName, city: "Bre\u0000st\ud83d" } });
  expect((await person.do("accounts.enrolment", {})).values).toMatchObject({ legalName, city: "Bre st " });
  expect((await stranger.do("accounts.enrolment", {})).values.legalName).toBe("Kermadec Numérique");
  expect((await person.call("accounts.saveDraft", { body: { colour: "red" } as never })).problem.errors).toMatchObject([
    { pointer: "/colour", code: "field.unknown" },
  ]);
});

test("the join of a browser becomes the directory's, so that the enrolment goes on from another machine", async () => {
  const person = await newcomer(house);
  await person.do("accounts.saveDraft", { body: { city: "Brest" } });
  const elsewhere = await house.signedIn(person.userId, person.email, person.name);
  expect(await elsewhere.do("accounts.enrolment", {})).toMatchObject({ step: "profile", joined: { companyName: "Kermadec Numérique" } });
  expect((await elsewhere.call("accounts.enrol", { body: profileOn(person.domain) })).status).toBe(201);
});

test("another company's join opens nothing once it is claimed", async () => {
  const person = await newcomer(house);
  const thief = await newcomer(house, { joined: false });
  await person.do("accounts.saveDraft", { body: { city: "Brest" } });
  thief.cookies.set("entente-join", person.cookies.get("entente-join")!);
  expect((await thief.call("accounts.enrol", { body: profileOn(thief.domain) })).problem.code).toBe("accounts.membershipRequired");
});

test("a double click makes one account and gives the same answer twice", async () => {
  const person = await newcomer(house);
  const press = () => person.call("accounts.enrol", { body: profileOn(person.domain) }, { key: `enrol-${person.userId}` });
  const [first, second] = await Promise.all([press(), press()]);
  const third = await press();
  for (const answer of [first, second, third]) expect([answer.status, answer.body]).toEqual([201, first.body]);
  expect(await accountsOf(person.directoryId)).toHaveLength(1);
  expect(await factsOf(first.body.accountId, "account.created")).toHaveLength(1);
});

test("the directory that has its account cannot make a second one: the refusal names the account", async () => {
  const person = await newcomer(house);
  await person.do("accounts.enrol", { body: profileOn(person.domain) });
  const { status, problem } = await person.call("accounts.enrol", { body: profileOn(person.domain) });
  expect([status, problem.code, problem.params]).toEqual([409, "accounts.directoryTaken", { name: "Kermadec Numérique" }]);
});

test("somebody without a company directory is sent to one, and a visitor to signing in", async () => {
  const staff = await house.staff();
  expect((await staff.call("accounts.enrol", { body: profileOn("vendor.example") })).problem.code).toBe("accounts.directoryNeeded");
  expect(await staff.do("accounts.enrolment", {})).toMatchObject({ step: "directory", accountId: null });
  const visitor = house.visitor();
  expect((await visitor.call("accounts.enrol", { body: profileOn("x.example") })).status).toBe(401);
  expect((await visitor.call("accounts.enrolment", {})).status).toBe(401);
});

test("a colleague who did not enrol the company is not asked to finish its enrolment", async () => {
  const partner = await house.partner({ signed: false, setupDone: false });
  const colleague = await house.colleague(partner, ["salesAgent"]);
  expect(await colleague.do("accounts.enrolment", {})).toMatchObject({ step: "done", accountId: partner.accountId });
  expect(await partner.admin.do("accounts.enrolment", {})).toMatchObject({ step: "agreement" });
});
