import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { newcomer, profileOn } from "../../testing/newcomers.ts";
import { together } from "../../testing/together.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const adminsOf = async (accountId: string) =>
  (
    await house.db.query<{ id: string }>(
      sql`select user_id as id from members where account_id = ${accountId} and state = 'active' and 'globalAdmin' = any(roles)`,
    )
  ).length;

test("F-036 twenty submits at once make one account; the others are told which account the directory has", async () => {
  const person = await newcomer(house);
  const answers = await Promise.all(Array.from({ length: 20 }, () => person.call("accounts.enrol", { body: profileOn(person.domain) })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const { problem } of answers.filter(({ status }) => status !== 201))
    expect([problem.status, problem.code]).toEqual([409, "accounts.directoryTaken"]);
  const made = await house.db.query<{ id: string }>(sql`select id from accounts where directory_id = ${person.directoryId}`);
  expect(made).toHaveLength(1);
  expect(await house.db.query(sql`select 1 from members where account_id = ${made[0]!.id}`)).toHaveLength(1);
  expect(await house.db.query(sql`select 1 from facts where account_id = ${made[0]!.id} and type = 'account.created'`)).toHaveLength(1);
});

test("two administrators who take the role from each other at once leave one: the second is told why not", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const second = await house.colleague(partner, ["globalAdmin"]);
  const answers = await together(house, accountId, [
    () => admin.call("accounts.setRoles", { accountId, userId: second.userId, body: { roles: [] } }),
    () => second.call("accounts.setRoles", { accountId, userId: admin.userId, body: { roles: [] } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("accounts.lastGlobalAdmin");
  expect(await adminsOf(accountId)).toBe(1);
});

test("two administrators who deactivate each other at once leave one", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const second = await house.colleague(partner, ["globalAdmin"]);
  const answers = await together(house, accountId, [
    () => admin.call("accounts.deactivateUser", { accountId, userId: second.userId }),
    () => second.call("accounts.deactivateUser", { accountId, userId: admin.userId }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await adminsOf(accountId)).toBe(1);
});

test("ten administrators who all step down at once leave one", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const others = await Promise.all(Array.from({ length: 9 }, () => house.colleague(partner, ["globalAdmin"])));
  const answers = await Promise.all(
    [admin, ...others].map((one) => one.call("accounts.setRoles", { accountId, userId: one.userId, body: { roles: [] } })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
  expect(await adminsOf(accountId)).toBe(1);
});

test("two tabs that change the profile from the same version: one is saved, the other keeps its entries and learns that it is behind", async () => {
  const { accountId, admin } = await house.partner();
  const { dataVersion } = await admin.do("accounts.profile", { accountId });
  const answers = await Promise.all(
    ["Quimper", "Morlaix"].map((city) =>
      admin.call("accounts.changeProfile", { accountId, body: { dataVersion, city, registrationNumber: "983 214 768" } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("accounts.profileMoved");
  expect(await house.db.query(sql`select 1 from facts where account_id = ${accountId} and type = 'legalProfile.changed'`)).toHaveLength(1);
});

test("twenty tabs of one person save drafts at once: one join is claimed, and nothing fails", async () => {
  const person = await newcomer(house);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => person.call("accounts.saveDraft", { body: { city: `Brest ${n}` } })),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(await house.db.query(sql`select 1 from joins where directory_id = ${person.directoryId}`)).toHaveLength(1);
});

test("roles that went while a request waited for the account count no longer", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const second = await house.colleague(partner, ["globalAdmin"]);
  const third = await house.colleague(partner, []);
  const [answer] = await together(
    house,
    accountId,
    [() => second.call("accounts.setRoles", { accountId, userId: third.userId, body: { roles: ["globalAdmin"] } })],
    (tx) => tx.query(sql`update members set roles = '{}' where account_id = ${accountId} and user_id = ${second.userId}`),
  );
  expect(answer!.status).toBe(403);
  expect(await adminsOf(accountId)).toBe(1);
});
