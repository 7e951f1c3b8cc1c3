import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

test("G-010 the list finds people by name or address, without accents or capitals, and filters by role, for every user", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const reader = await house.colleague(partner, ["salesAgent"], { givenName: "Léa", familyName: "Fontaine" });
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

test("G-037 the users report has everybody, with roles in the reader's language, state, last sign-in and second factor; no cell is run by a spreadsheet", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const lea = await house.colleague(partner, ["salesAgent", "billingAdmin"], { givenName: "Léa", familyName: "Fontaine" });
  await house.colleague(partner, [], { givenName: "=HYPERLINK(1)", familyName: 'Le; "Goff"' });
  const gone = await house.colleague(partner, ["salesAgent"], { givenName: "Anne", familyName: "Abgrall" });
  await admin.do("accounts.deactivateUser", { accountId, userId: gone.userId });
  await house.db.query(
    sql`insert into sign_ins (user_id, day, total, with_factor, last_at) values (${lea.userId}, '2026-03-01', 2, 0, '2026-03-01T08:00:00Z'), (${lea.userId}, '2026-04-02', 1, 0, '2026-04-02T22:05:31Z')`,
  );
  await house.db.query(sql`update users set second_factor_since = now() where id = ${lea.userId}`);

  const answer = await fetch(`${house.base}/api/v1/accounts/${accountId}/user-report`, {
    headers: { cookie: `entente=${admin.cookies.get("entente")}`, "accept-language": "fr" },
  });

  expect(answer.headers.get("content-disposition")).toMatch(/attachment; filename="utilisateurs-\d{7}-[\d-]+\.csv"/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(bytes, { bom: true }) as string[][];
  expect(rows.map(([name, , ...rest]) => [name, ...rest])).toEqual([
    ["Nom", "Rôles", "Statut", "Dernière connexion (Europe/Paris)", "Second facteur"],
    ["Anne Abgrall", "Agent commercial", "Désactivé", "", "non"],
    ["Léa Fontaine", "Agent commercial, Administrateur de la facturation", "Actif", "2026-04-03 00:05", "oui"],
    expect.arrayContaining(["Maëlle Kermadec", "Actif", "", "non"]),
    ['\'=HYPERLINK(1) Le; "Goff"', "", "Actif", "", "non"],
  ]);
  const seller = await lea.call("accounts.exportUsers", { accountId });
  expect([seller.status, seller.problem.code]).toEqual([403, "door.role"]);
  expect((await (await house.partner()).admin.call("accounts.exportUsers", { accountId })).status).toBe(404);
});

test("G-037 the report of more people than one reading holds has each of them once", async () => {
  const partner = await house.partner();
  await house.db.query(sql`
    with made as (
      insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
      select gen_random_uuid(), ${partner.directoryId}, 'p' || n || ${`@${partner.domain}`}, 'P', 'Name' || n % 7, 'fr', 'x', now() from generate_series(1, 1100) n returning id
    ) insert into members (account_id, user_id, roles, since) select ${partner.accountId}, id, '{}', now() from made`);
  const { body } = await partner.admin.call("accounts.exportUsers", { accountId: partner.accountId });
  const rows = parse(String(body), { bom: true }) as string[][];
  expect(rows).toHaveLength(1102);
  expect(new Set(rows.map(([, email]) => email)).size).toBe(1102);
});
