import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

test("G-010 the list finds people by name or address, without accents or capitals, and filters by role, for every user", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const reader = await house.colleague(partner, [], { givenName: "Léa", familyName: "Fontaine" });
  await house.colleague(partner, ["globalAdmin"], { givenName: "Solène", familyName: "Prigent" });
  await house.colleague(partner, ["salesAgent"], { givenName: "Inès", familyName: "Haddad" });
  const names = async (query: object) => (await reader.do("accounts.users", { accountId, ...query })).items.map(({ name }) => name);

  expect(await names({})).toEqual(["Léa Fontaine", "Inès Haddad", "Maëlle Kermadec", "Solène Prigent"]);
  expect(await names({ q: "ines HAD" })).toEqual(["Inès Haddad"]);
  expect(await names({ q: "maelle.kermadec@" })).toEqual(["Maëlle Kermadec"]);
  expect(await names({ role: "globalAdmin" })).toEqual(["Maëlle Kermadec", "Solène Prigent"]);
  expect(await names({ role: "globalAdmin", q: "prigent" })).toEqual(["Solène Prigent"]);
  expect(await names({ q: "100%" })).toEqual([]);
  expect(await names({ q: "_" })).toEqual([]);
  expect(await names({ q: "\\" })).toEqual([]);
  expect((await reader.do("accounts.users", { accountId, role: "globalAdmin" })).total).toBe(2);
  expect(await reader.do("accounts.team", { accountId })).toMatchObject({ users: 4, globalAdmins: 2, domain: partner.domain });
  expect((await reader.call("accounts.users", { accountId, role: "king" as Role })).status).toBe(400);
});

test("G-010 the list is read page by page, each person once, in one order", async () => {
  const partner = await house.partner();
  for (const familyName of ["Élan", "Eon", "Zola", "d’Aboville", "Elan"])
    await house.colleague(partner, [], { givenName: "Anne", familyName });
  const { accountId, admin } = partner;
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin.do("accounts.users", { accountId, limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ familyName }) => familyName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.slice(0, 1).concat(seen.slice(3))).toEqual(["d’Aboville", "Eon", "Kermadec", "Zola"]);
  expect(seen.slice(1, 3).sort()).toEqual(["Elan", "Élan"]);
  expect((await admin.do("accounts.users", { accountId, limit: 2, cursor: "not-ours" })).items).toHaveLength(2);
});
