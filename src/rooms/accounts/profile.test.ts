import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { newcomer, profileOn } from "../../testing/newcomers.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

/** A company as enrolment leaves it, with a register number, signed by hand of the test. */
async function enrolled(language: "fr" | "en" = "fr") {
  const admin = await newcomer(house, { language });
  const { accountId, partnerId } = await admin.do("accounts.enrol", { body: profileOn(admin.domain) });
  return { admin, accountId, partnerId };
}
const changes = (accountId: string) =>
  house.db.query<{ data: unknown }>(
    sql`select data from facts where account_id = ${accountId} and type = 'legalProfile.changed' order by id`,
  );

test("F-050 F-051 the account's details are read again after enrolling: legal name, address, contact", async () => {
  const { admin, accountId } = await enrolled();
  const { values, country, updatedAt } = await admin.do("accounts.profile", { accountId });
  expect(values).toMatchObject({
    legalName: "Kermadec Numérique",
    addressLine1: "14 rue de Siam",
    city: "Brest",
    contactFamilyName: "Le Goff",
    contactPhone: "+33298001472",
  });
  expect(country).toMatchObject({ code: "FR", name: "France", registration: { label: "SIREN" } });
  expect(updatedAt).toMatch(/Z$/);
});

test("F-050 the profile is closed to a colleague without a role that reads it, with the names of those who do, and does not exist for a stranger", async () => {
  const partner = await house.partner();
  const seller = await house.colleague(partner, ["salesAgent"]);
  const closed = await seller.call("accounts.profile", { accountId: partner.accountId });
  expect([closed.status, closed.problem.code]).toEqual([403, "door.role"]);
  expect(closed.problem.door).toMatchObject({ holders: [{ name: "Maëlle Kermadec" }] });
  expect((await (await house.partner()).admin.call("accounts.profile", { accountId: partner.accountId })).status).toBe(404);
});

test("F-052 the partner ID is shown, is the one the enrolment gave, and no change of the profile changes it", async () => {
  const { admin, accountId, partnerId } = await enrolled();
  expect((await admin.do("accounts.profile", { accountId })).partnerId).toBe(partnerId);
  await admin.do("accounts.changeProfile", { accountId, body: { dataVersion: 1, legalName: "Kermadec" } });
  expect((await admin.do("accounts.profile", { accountId })).partnerId).toBe(partnerId);
  const other = await enrolled();
  expect(other.partnerId).not.toBe(partnerId);
});

test("F-058 the programme section names the status of each programme in words: pending, active once signed, rejected", async () => {
  const statusOf = async (options: Parameters<typeof house.partner>[0]) => {
    const { admin, accountId } = await house.partner(options);
    const [programme] = (await admin.do("accounts.profile", { accountId })).programmes;
    return [programme!.statusLabel, programme!.statusText];
  };
  expect(await statusOf({ signed: false })).toEqual(["Statut du programme MPN", "En attente"]);
  expect(await statusOf({ verification: "pending" })).toEqual(["Statut du programme MPN", "Actif"]);
  expect(await statusOf({ verification: "rejected" })).toEqual(["Statut du programme MPN", "Rejeté"]);
  expect(await statusOf({ language: "en" })).toEqual(["MPN programme status", "Active"]);
});

test("correcting the profile makes a new version and tells exactly which fields changed", async () => {
  const { admin, accountId } = await enrolled();
  const reply = await admin.do("accounts.changeProfile", {
    accountId,
    body: { dataVersion: 1, city: "Quimper", contactPhone: "02 98 00 14 73", legalName: " Kermadec  Numérique " },
  });
  expect(reply).toEqual({ dataVersion: 2, changed: ["city", "contactPhone"] });
  expect(await changes(accountId)).toEqual([{ data: { dataVersion: 2, fields: ["city", "contactPhone"] } }]);

  expect(await admin.do("accounts.changeProfile", { accountId, body: { dataVersion: 2, city: "Quimper" } })).toEqual({
    dataVersion: 2,
    changed: [],
  });
  expect(await changes(accountId)).toHaveLength(1);
});

test("a correction that the rules refuse changes nothing and says so at each field", async () => {
  const { admin, accountId } = await enrolled();
  const { status, problem } = await admin.call("accounts.changeProfile", {
    accountId,
    body: { dataVersion: 1, postalCode: "x", contactEmail: "yann@free.fr", city: "Quimper" },
  });
  expect([status, problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([
    422,
    ["/postalCode accounts.postalCode", "/contactEmail people.personalMail"],
  ]);
  expect((await admin.do("accounts.profile", { accountId })).values.city).toBe("Brest");
  expect(
    (await admin.call("accounts.changeProfile", { accountId, body: { dataVersion: 1, partnerId: "1234567" } as never })).problem.errors,
  ).toMatchObject([{ pointer: "/partnerId" }]);
});

test("P13 a telephone number and an address that cannot be are told at their own fields with an example, and the number is kept in one form", async () => {
  const { admin, accountId } = await enrolled();
  const wrong = await admin.call("accounts.changeProfile", {
    accountId,
    body: { dataVersion: 1, contactPhone: "02 98", postalCode: "2920", addressLine1: "" },
  });
  expect(wrong.problem.errors).toMatchObject([
    { pointer: "/addressLine1", detail: "Ce champ est nécessaire." },
    { pointer: "/postalCode", detail: expect.stringContaining("29200") },
    { pointer: "/contactPhone", detail: expect.stringMatching(/Par exemple 0\d/) },
  ]);
  for (const [at, typed] of ["02.98.00.14.73", "+33 (0)2 98 00 14 73", "0033298001473"].entries()) {
    const { dataVersion } = await admin.do("accounts.profile", { accountId });
    await admin.do("accounts.changeProfile", { accountId, body: { dataVersion, contactPhone: typed, addressLine2: `Étage ${at}` } });
    expect((await admin.do("accounts.profile", { accountId })).values.contactPhone).toBe("+33298001473");
  }
});

test("a country is changed with what it asks for: the number of its register, its postal code, its VAT number", async () => {
  const { admin, accountId } = await enrolled();
  const { problem } = await admin.call("accounts.changeProfile", { accountId, body: { dataVersion: 1, country: "BE" } });
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/postalCode", "/registrationNumber", "/vatNumber"]);
  const reply = await admin.do("accounts.changeProfile", {
    accountId,
    body: { dataVersion: 1, country: "BE", postalCode: "1000", registrationNumber: "0428.759.497", vatNumber: "" },
  });
  expect(reply.changed).toEqual(["postalCode", "country", "registrationNumber", "vatNumber"]);
});

test("a tab that is behind keeps its entries and learns at what time somebody changed the record", async () => {
  const { admin, accountId } = await enrolled();
  await admin.do("accounts.changeProfile", { accountId, body: { dataVersion: 1, city: "Quimper" } });
  const { status, problem } = await admin.call("accounts.changeProfile", { accountId, body: { dataVersion: 1, city: "Morlaix" } });
  expect([status, problem.code]).toEqual([409, "accounts.profileMoved"]);
  expect(problem.detail).toMatch(/^Quelqu’un a modifié cette fiche à \d\d:\d\d\. Votre saisie est gardée/);
});

test("the profile is changed by global and account administrators only, and never from outside", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const reader = await house.colleague(partner, ["billingAdmin"]);
  const editor = await house.colleague(partner, ["accountAdmin"]);
  const body = { dataVersion: 1, registrationNumber: "983 214 768" };
  expect((await reader.call("accounts.changeProfile", { accountId, body })).status).toBe(403);
  expect((await reader.do("accounts.profile", { accountId })).moves.edit).toMatchObject({
    open: false,
    holders: expect.arrayContaining([expect.objectContaining({ name: editor.name })]),
  });
  expect((await (await house.partner()).admin.call("accounts.changeProfile", { accountId, body })).status).toBe(404);
  expect((await editor.call("accounts.changeProfile", { accountId, body })).status).toBe(200);
});

test("F-056 the overview is open to every member and says how the account stands", async () => {
  const partner = await house.partner({ verification: "pending" });
  const member = await house.colleague(partner, ["helpdeskAgent"]);
  const { accountId, partnerId } = partner;
  expect(await member.do("accounts.overview", { accountId })).toMatchObject({
    partnerId,
    verification: "pending",
    agreementSigned: true,
    setupDone: true,
    contact: "Yann Le Goff",
    users: 2,
    globalAdmins: 1,
    advisedGlobalAdmins: 2,
    programmes: [{ status: "active" }],
  });
  expect((await (await house.partner()).admin.call("accounts.overview", { accountId })).status).toBe(404);
  expect((await house.visitor().call("accounts.overview", { accountId })).status).toBe(401);
});

test("the activity tells what happened, newest first, page by page, in the reader's language, and only of this account", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const colleague = await house.colleague(partner, []);
  await admin.do("accounts.setRoles", { accountId, userId: colleague.userId, body: { roles: ["salesAgent"] } });
  await admin.do("accounts.deactivateUser", { accountId, userId: colleague.userId });

  const first = await admin.do("accounts.activity", { accountId, limit: 1 });
  const second = await admin.do("accounts.activity", { accountId, limit: 1, cursor: first.nextCursor! });

  expect(first.items).toMatchObject([{ type: "user.deactivated", who: "Maëlle Kermadec", side: "partner" }]);
  expect(second.items).toMatchObject([{ text: `Rôles mis à jour pour ${colleague.name}` }]);
  expect(second.nextCursor).toBeNull();
  await admin.do("house.language", { body: { language: "en" } });
  expect((await admin.do("accounts.activity", { accountId })).items[1]!.text).toBe(`Roles updated for ${colleague.name}`);
  expect((await (await house.partner()).admin.call("accounts.activity", { accountId })).status).toBe(404);
});
