import { afterAll, beforeAll, expect, test } from "vitest";
import { grantorsOf, opensToRoles, permits, roles } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { everyEntry, settingsNav } from "../../web/entries.ts";
import { partnerNav } from "../../web/nav.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const doorsIn = (mine: { areas: { tasks: { permit: string; door: { open: boolean } }[] }[] }) =>
  new Map(mine.areas.flatMap(({ tasks }) => tasks.map(({ permit, door }) => [permit, door] as const)));

test("F-181 a member without any role sees their own profile, why the rest is closed and who gives roles, and may ask for help; nothing else", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  await house.colleague(partner, ["userAdmin"], { givenName: "Solène", familyName: "Prigent" });
  const lea = await house.colleague(partner, [], { givenName: "Léa", familyName: "Fontaine" });

  const mine = await lea.do("team.mine", { accountId });

  expect(mine).toMatchObject({ givenName: "Léa", roles: [], email: lea.email });
  const open = [...doorsIn(mine)].filter(([, door]) => door.open).map(([permit]) => permit);
  // Proving the company's domain is the way back into an account that nobody administers, and asking for help is everybody's: neither takes a role.
  expect(open.sort()).toEqual(["recovery.prove", "self.change", "self.view", "support.ask"]);
  for (const name of ["accounts.overview", "accounts.users", "purchasing.offers", "benefits.list"] as const) {
    const { status, problem } = await lea.call(name as "accounts.overview", { accountId });
    expect([name, status, problem.code]).toEqual([name, 403, "door.anyRole"]);
    expect(problem.detail).toBe(
      "Cela demande au moins un rôle dans ce compte. Peuvent vous en attribuer un\u00a0: Maëlle Kermadec et Solène Prigent.",
    );
  }
  const [account] = (await lea.do("house.shell", {})).me!.accounts;
  expect(account!.views).toEqual(["self.view"]);
  expect(partnerNav(account!).flatMap(({ entries }) => entries.map(({ path }) => path))).toEqual(["/support", "/requests"]);
});

test("F-181 the first role opens what every member with a role sees, at once", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const lea = await house.colleague(partner, []);
  await partner.admin.do("accounts.setRoles", { accountId, userId: lea.userId, body: { roles: ["referralsAdmin"] } });
  expect((await lea.call("accounts.overview", { accountId })).status).toBe(200);
  await partner.admin.do("accounts.setRoles", { accountId, userId: lea.userId, body: { roles: [] } });
  expect((await lea.call("accounts.overview", { accountId })).status).toBe(403);
});

test("F-164 two users of one account see different menus, by their roles", async () => {
  const partner = await house.partner();
  const menuOf = async (caller: typeof partner.admin) => {
    const account = (await caller.do("house.shell", {})).me!.accounts.find(({ id }) => id === partner.accountId)!;
    return [...partnerNav(account).flatMap(({ entries }) => entries), ...settingsNav(account, "partner")].map(({ word }) => word);
  };
  const seller = await menuOf(await house.colleague(partner, ["salesAgent"]));
  const admin = await menuOf(partner.admin);
  expect(admin).toEqual(expect.arrayContaining(["partnerProfile", "agreements", "users"]));
  const shut = everyEntry.filter(({ permit }) => permit !== undefined && !opensToRoles(permit, ["salesAgent"])).map(({ word }) => word);
  expect(shut).toEqual(expect.arrayContaining(["partnerProfile", "agreements"]));
  expect(seller).toEqual(admin.filter((word) => !shut.includes(word)));
});

test("G-009 P8 my page lists my roles, what I may do by task, and for each closed task the role, what I have and who has it", async () => {
  const partner = await house.partner();
  const yann = await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", familyName: "Le Goff" });
  const mine = await yann.do("team.mine", { accountId: partner.accountId });
  expect(mine.roles).toEqual([expect.objectContaining({ role: "partnerAdmin", label: "Administrateur partenaire MPN" })]);
  const doors = doorsIn(mine);
  expect(doors.get("offers.buy")).toEqual({ open: true });
  expect(doors.get("users.assignRoles")).toMatchObject({
    open: false,
    asks: ["globalAdmin", "userAdmin", "accountAdmin", "developerOwner"],
    reasons: [{ code: "role", has: "Administrateur partenaire MPN" }],
    holders: [{ name: "Maëlle Kermadec" }],
  });
  // What the page says is what the door answers.
  const { doors: told } = await yann.do("house.doors", { accountId: partner.accountId });
  expect(Object.fromEntries(doors)).toEqual(told);
});

test("P22 a state that closes a task is told with what it is now, whatever the roles: a pending verification, an agreement to sign", async () => {
  const partner = await house.partner({ verification: "pending" });
  const doors = doorsIn(await partner.admin.do("team.mine", { accountId: partner.accountId }));
  expect(doors.get("offers.buy")).toMatchObject({
    open: false,
    asks: [],
    reasons: [{ code: "authorized", has: "une vérification «\u202fEn attente\u202f»" }],
  });
  // Giving roles does not wait for it.
  expect(doors.get("users.assignRoles")).toEqual({ open: true });
  const colleague = await house.colleague(partner, []);
  const { accountId } = partner;
  await partner.admin.do("accounts.setRoles", { accountId, userId: colleague.userId, body: { roles: ["salesAgent"] } });
  expect((await colleague.do("team.mine", { accountId })).roles).toMatchObject([{ role: "salesAgent" }]);
});

test("F-182 G-008 every member reads the table of roles and tasks, as the permissions table has it, in their language", async () => {
  const partner = await house.partner();
  for (const reader of [await house.colleague(partner, []), await house.colleague(partner, ["salesAgent"], { language: "en" })]) {
    const table = await reader.do("team.roleTable", { accountId: partner.accountId });
    expect(table.roles.map(({ role }) => role)).toEqual([...roles]);
    expect(table.roles.find(({ role }) => role === "userAdmin")!.givenBy).toHaveLength(grantorsOf("userAdmin").length);
    expect(table.roles.find(({ role }) => role === "globalAdmin")!.holders).toBe(1);
    const rows = table.areas.flatMap(({ tasks }) => tasks);
    expect(rows.map(({ permit }) => permit).sort()).toEqual(Object.keys(permits).sort());
    for (const { permit, opensTo, everybody } of rows) {
      const rule: { roles: readonly string[] | string } = permits[permit as keyof typeof permits];
      expect([permit, everybody ?? opensTo]).toEqual([
        permit,
        typeof rule.roles === "string" ? rule.roles : roles.filter((role) => rule.roles.includes(role)),
      ]);
    }
    expect(rows.find(({ permit }) => permit === "users.add")!.needs).toHaveLength(2);
  }
});

test("F-160 the account brings together the work address one signs in with and the company as it enrolled", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  expect((await admin.do("team.mine", { accountId })).email).toBe(admin.email);
  expect((await admin.do("accounts.profile", { accountId })).values).toMatchObject({ legalName: partner.name, city: "Brest" });
});

test("one corrects one's own name, in any script; hidden marks and control characters are refused at their field", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const lea = await house.colleague(partner, []);
  const rename = (familyName: string) => lea.call("team.rename", { accountId, body: { givenName: "Léa", familyName } });
  for (const name of ["حداد", "علی\u200cرضا", "d’Aboville-Le Goff", "é".repeat(100)]) {
    expect([name, (await rename(name)).status]).toEqual([name, 200]);
    expect((await lea.do("team.mine", { accountId })).familyName).toBe(name);
  }
  for (const name of ["Had\u200bdad", "Had\u202edad", "Had\r\nBcc: x@y.example", "\u3164", "é".repeat(101), " "]) {
    const { status, problem } = await rename(name);
    expect([name, status, problem.errors?.[0]?.pointer]).toEqual([name, 422, "/familyName"]);
  }
  const facts = await house.db.query<{ data: object }>(
    sql`select data from facts where subject = ${lea.userId} and type = 'user.renamed' order by id`,
  );
  expect(facts).toHaveLength(4);
  await rename("é".repeat(100));
  expect(await house.db.query(sql`select 1 from facts where subject = ${lea.userId} and type = 'user.renamed'`)).toHaveLength(4);
});

test("one's page is one's own: another company's member finds no account there, and nobody is asked to sign in", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  for (const name of ["team.mine", "team.roleTable"] as const) {
    expect((await other.admin.call(name, { accountId: partner.accountId })).status).toBe(404);
    expect((await house.visitor().call(name, { accountId: partner.accountId })).status).toBe(401);
  }
});
