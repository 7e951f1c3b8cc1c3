import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { newcomer, profileOn } from "../../testing/newcomers.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const factsOf = (accountId: string, type: string) =>
  house.db.query<{ data: Record<string, unknown>; subject: string }>(
    sql`select data, subject from facts where account_id = ${accountId} and type = ${type}`,
  );

test("F-026 without the accepted agreement the enrolment cannot finish: roles and users stay closed with that reason", async () => {
  const person = await newcomer(house);
  const { accountId } = await person.do("accounts.enrol", { body: profileOn(person.domain) });
  const { roles, moves } = await person.do("accounts.user", { accountId, userId: person.userId });
  const { status, problem } = await person.call("accounts.setRoles", {
    accountId,
    userId: person.userId,
    body: { roles: [...roles, "adminAgent"] },
  });
  expect([status, problem.code]).toEqual([409, "door.agreementSigned"]);
  expect(moves.setRoles).toEqual(problem.door);
  expect(
    (
      await person.call("accounts.addUser", {
        accountId,
        body: { givenName: "Inès", familyName: "Haddad", email: `ines@${person.domain}`, language: "fr", roles: [] },
      })
    ).status,
  ).toBe(409);
});

test("F-040 F-041 F-044 the enrolling person sees that the admin agent's role is missing, ticks it, updates, and adding users opens", async () => {
  const partner = await house.partner({ roles: ["globalAdmin", "partnerAdmin", "accountAdmin"], setupDone: false });
  const { accountId, admin } = partner;
  const me = await admin.do("accounts.user", { accountId, userId: admin.userId });
  expect(me.choices.find(({ role }) => role === "adminAgent")).toMatchObject({
    label: "Agent d’administration",
    held: false,
    mayChange: true,
  });
  const colleague = { givenName: "Inès", familyName: "Haddad", email: `ines@${partner.domain}`, language: "fr" as const, roles: [] };
  const closed = await admin.call("accounts.addUser", { accountId, body: colleague });
  expect([closed.status, closed.problem.code]).toEqual([409, "door.setupDone"]);
  expect(closed.problem.detail).toContain("«\u202fAgent d’administration\u202f»");
  expect((await admin.do("accounts.team", { accountId })).moves.add).toEqual(closed.problem.door);
  expect((await admin.do("house.steps", { accountId })).items[0]!.door).toEqual(closed.problem.door);

  const updated = await admin.do("accounts.setRoles", { accountId, userId: admin.userId, body: { roles: [...me.roles, "adminAgent"] } });

  expect(updated).toMatchObject({ setupDone: true, roles: expect.arrayContaining(["adminAgent"]) });
  expect(await factsOf(accountId, "account.setupDone")).toHaveLength(1);
  expect((await admin.do("accounts.team", { accountId })).moves.add).toEqual({ open: true });
  expect((await admin.call("accounts.addUser", { accountId, body: colleague })).status).toBe(201);
});

test("F-041 a colleague's admin agent role does not finish the set-up: it is the enrolling person who has to tick it", async () => {
  const partner = await house.partner({ roles: ["globalAdmin"], setupDone: false });
  const other = await house.colleague(partner, []);
  const reply = await partner.admin.do("accounts.setRoles", {
    accountId: partner.accountId,
    userId: other.userId,
    body: { roles: ["adminAgent"] },
  });
  expect(reply.setupDone).toBe(false);
  expect(await factsOf(partner.accountId, "account.setupDone")).toEqual([]);
});
