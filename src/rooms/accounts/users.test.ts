import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const factsAbout = (accountId: string, subject: string, type: string) =>
  house.db.query<{ data: Record<string, unknown> }>(
    sql`select data from facts where account_id = ${accountId} and subject = ${subject} and type = ${type}`,
  );
const ines = (partner: Partner, more: object = {}) => ({
  givenName: "Inès",
  familyName: "Haddad",
  email: `ines.haddad@${partner.domain}`,
  language: "fr" as const,
  roles: ["salesAgent"] as Role[],
  ...more,
});
const rolesOf = async (caller: Colleague, accountId: string, userId: string) =>
  (await caller.do("accounts.user", { accountId, userId })).roles;

test("G-006 F-162 a colleague is added with roles and a temporary password, which signs in once and must then be changed", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;

  const made = await admin.do("accounts.addUser", { accountId, body: ines(partner) });

  expect(made).toMatchObject({ name: "Inès Haddad", signInName: `ines.haddad@${partner.domain}` });
  const colleague = house.visitor();
  await colleague.do("people.signIn", { body: { email: made.signInName, password: made.temporaryPassword } });
  expect((await colleague.call("accounts.users", { accountId })).problem.code).toBe("session.mustChangePassword");
  expect(await admin.do("accounts.user", { accountId, userId: made.userId })).toMatchObject({
    state: "invited",
    roles: ["salesAgent"],
    roleLabels: ["Agent commercial"],
  });
  await colleague.do("people.changePassword", { body: { current: made.temporaryPassword, password: "le phare du Petit Minou veille" } });
  expect((await colleague.call("accounts.users", { accountId })).status).toBe(200);
  expect(await admin.do("accounts.user", { accountId, userId: made.userId })).toMatchObject({ state: "active" });
  expect(await factsAbout(accountId, made.userId, "user.added")).toEqual([{ data: { name: "Inès Haddad", roles: ["salesAgent"] } }]);
});

test("G-006 the temporary password is in no later answer, no fact, no mail and no column", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { userId, temporaryPassword } = await admin.do("accounts.addUser", { accountId, body: ines(partner) });
  const seen = [
    await admin.do("accounts.users", { accountId }),
    await admin.do("accounts.user", { accountId, userId }),
    await admin.do("accounts.activity", { accountId }),
    await house.mailsTo(`ines.haddad@${partner.domain}`),
    await house.db.query(sql`select data from facts`),
    await house.db.query(sql`select payload from jobs`),
    await house.db.query(sql`select * from users where id = ${userId}`),
    await house.db.query(sql`select encode(reply, 'escape') as kept from idempotency`),
  ];
  expect(JSON.stringify(seen)).not.toContain(temporaryPassword);
  const again = await admin.call("accounts.addUser", { accountId, body: ines(partner) });
  expect([again.status, again.problem.code]).toEqual([409, "people.emailTaken"]);
});

test("N14 the mail to the new colleague says the sign-in name and who added them, in their language", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  await admin.do("accounts.addUser", { accountId, body: ines(partner, { language: "en" }) });
  const [mail] = await house.mailsTo(`ines.haddad@${partner.domain}`);
  expect(mail).toMatchObject({ language: "en", subject: `Your access to the ${partner.name} account` });
  expect(mail!.text).toContain("Maëlle Kermadec");
  expect(mail!.text).toContain(`ines.haddad@${partner.domain}`);
  expect(mail!.text).toContain(`${house.open.house.url}/sign-in`);
});

test("a double click adds one colleague and shows the same password to the same hand", async () => {
  const partner = await house.partner();
  const press = () =>
    partner.admin.call("accounts.addUser", { accountId: partner.accountId, body: ines(partner) }, { key: `add-${partner.accountId}` });
  const [first, second] = await Promise.all([press(), press()]);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  expect((await partner.admin.do("accounts.team", { accountId: partner.accountId })).users).toBe(2);
});

test("G-006 whoever may not add is told which role it takes and who has it; a stranger learns nothing", async () => {
  const partner = await house.partner();
  const other = await house.partner();
  const seller = await house.colleague(partner, ["salesAgent"]);
  const { accountId } = partner;
  const refused = await seller.call("accounts.addUser", { accountId, body: ines(partner) });
  expect([refused.status, refused.problem.code]).toEqual([403, "door.role"]);
  expect(refused.problem.door).toMatchObject({ open: false, holders: [{ name: "Maëlle Kermadec" }] });
  for (const stranger of [other.admin, house.visitor()]) {
    const answer = await stranger.call("accounts.addUser", { accountId, body: ines(partner) });
    expect([404, 401]).toContain(answer.status);
  }
});

test("a colleague's address is on the company's domain, one person's, and nobody else's", async () => {
  const partner = await house.partner();
  const call = async (email: string) => {
    const { status, problem } = await partner.admin.call("accounts.addUser", {
      accountId: partner.accountId,
      body: ines(partner, { email }),
    });
    return [status, problem.code, problem.errors?.[0]?.pointer];
  };
  expect(await call("ines.haddad@ailleurs.example")).toEqual([422, "people.emailOffDomain", "/email"]);
  expect(await call("ines@gmail.com")).toEqual([422, "people.personalMail", "/email"]);
  expect(await call(`contact@${partner.domain}`)).toEqual([422, "people.sharedMailbox", "/email"]);
  expect(await call(partner.admin.email)).toEqual([409, "people.emailTaken", "/email"]);
});

test("names of any alphabet are kept as typed; hidden marks, null bytes and endless names are refused at their field", async () => {
  const partner = await house.partner();
  const add = (familyName: string, email: string) =>
    partner.admin.call("accounts.addUser", {
      accountId: partner.accountId,
      body: ines(partner, { familyName, email: `${email}@${partner.domain}` }),
    });
  for (const [index, name] of ["حداد", "<img src=x onerror=alert(1)>", "Ng 🌊", "é".repeat(100)].entries()) {
    const made = await add(name, `a${index}`);
    expect([made.status, made.body.name]).toEqual([201, `Inès ${name}`]);
  }
  for (const [index, name] of ["Had\0dad", "Had\u202edad", "Had\ud83ddad", "é".repeat(101), "  "].entries()) {
    const { status, problem } = await add(name, `b${index}`);
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, "/familyName"]);
  }
});

test("roles at the door are those one may give: a user administrator makes no global administrator", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const userAdmin = await house.colleague(partner, ["userAdmin"]);
  const { status, problem } = await userAdmin.call("accounts.addUser", {
    accountId,
    body: ines(partner, { roles: ["salesAgent", "globalAdmin"] }),
  });
  expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([403, "accounts.mayNotGrant", "/roles"]);
  expect(problem.detail).toBe(
    "Vous ne pouvez ni donner ni retirer ce rôle\u00a0: Administrateur général. Peuvent le faire\u00a0: Administrateur général.",
  );
  expect((await userAdmin.call("accounts.addUser", { accountId, body: ines(partner) })).status).toBe(201);
  expect((await userAdmin.do("accounts.team", { accountId })).roles.find(({ role }) => role === "globalAdmin")?.mayGrant).toBe(false);
});

test("F-043 F-044 roles are changed on the person's own sheet and are in force at once, without a new sign-in", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const colleague = await house.colleague(partner, ["salesAgent"]);
  expect((await colleague.call("accounts.profile", { accountId })).status).toBe(403);

  const reply = await admin.do("accounts.setRoles", {
    accountId,
    userId: colleague.userId,
    body: { roles: ["billingAdmin", "salesAgent"] },
  });

  expect(reply).toMatchObject({
    roles: ["billingAdmin", "salesAgent"],
    roleLabels: ["Administrateur de la facturation", "Agent commercial"],
  });
  expect((await colleague.call("accounts.profile", { accountId })).status).toBe(200);
  expect(await factsAbout(accountId, colleague.userId, "user.rolesChanged")).toEqual([
    { data: { name: colleague.name, added: ["billingAdmin"], removed: [] } },
  ]);
  await admin.do("accounts.setRoles", { accountId, userId: colleague.userId, body: { roles: ["billingAdmin", "salesAgent"] } });
  expect(await factsAbout(accountId, colleague.userId, "user.rolesChanged")).toHaveLength(1);
});

test("the last global administrator can neither lose the role nor be deactivated, by nobody", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const userAdmin = await house.colleague(partner, ["userAdmin"]);
  const lose = await admin.call("accounts.setRoles", { accountId, userId: admin.userId, body: { roles: ["accountAdmin"] } });
  expect([lose.status, lose.problem.code, lose.problem.detail]).toEqual([
    409,
    "accounts.lastGlobalAdmin",
    "Ce compte doit garder un administrateur général. Nommez-en un autre d’abord.",
  ]);
  const leave = await userAdmin.call("accounts.deactivateUser", { accountId, userId: admin.userId });
  expect([leave.status, leave.problem.code]).toEqual([409, "accounts.lastGlobalAdmin"]);
  const { moves } = await admin.do("accounts.user", { accountId, userId: admin.userId });
  expect(moves.deactivate).toMatchObject({ open: false, text: leave.problem.detail });
  expect(await rolesOf(admin, accountId, admin.userId)).toContain("globalAdmin");
});

test("a deactivated colleague is out at once, on every machine; reactivated, they are back with their roles", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const colleague = await house.colleague(partner, ["salesAgent"]);
  const phone = await house.signedIn(colleague.userId, colleague.email, colleague.name);

  expect(await admin.do("accounts.deactivateUser", { accountId, userId: colleague.userId })).toEqual({
    userId: colleague.userId,
    state: "deactivated",
  });

  for (const machine of [colleague, phone]) expect((await machine.call("accounts.users", { accountId })).status).toBe(401);
  expect(await factsAbout(accountId, colleague.userId, "user.deactivated")).toEqual([{ data: { name: colleague.name } }]);
  expect(await admin.do("accounts.team", { accountId })).toMatchObject({ users: 1, deactivated: 1 });
  expect((await admin.do("accounts.users", { accountId })).items).toMatchObject([{ userId: admin.userId }]);
  expect((await admin.do("accounts.users", { accountId, state: "deactivated" })).items).toMatchObject([
    { userId: colleague.userId, state: "deactivated" },
  ]);
  const again = await admin.call("accounts.deactivateUser", { accountId, userId: colleague.userId });
  expect([again.status, again.problem.code]).toEqual([409, "accounts.userDeactivated"]);

  await admin.do("accounts.reactivateUser", { accountId, userId: colleague.userId });
  const back = await house.signedIn(colleague.userId, colleague.email, colleague.name);
  expect((await back.do("house.shell", {})).me?.accounts).toMatchObject([{ id: accountId, roles: ["salesAgent"] }]);
  expect((await admin.call("accounts.reactivateUser", { accountId, userId: colleague.userId })).problem.code).toBe("accounts.userActive");
});

test("nobody deactivates themselves, and a user administrator decides about no global administrator", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const [second, userAdmin] = [await house.colleague(partner, ["globalAdmin"]), await house.colleague(partner, ["userAdmin"])];
  expect((await second.call("accounts.deactivateUser", { accountId, userId: second.userId })).problem.code).toBe("accounts.notYourself");
  const above = await userAdmin.call("accounts.deactivateUser", { accountId, userId: second.userId });
  expect([above.status, above.problem.code]).toEqual([403, "accounts.aboveYou"]);
  expect((await admin.call("accounts.deactivateUser", { accountId, userId: second.userId })).status).toBe(200);
});

test("a guest holds the three roles of C16 at most, and their place here ends without touching their own company's account", async () => {
  const [partner, home] = [await house.partner(), await house.partner()];
  await house.db.query(
    sql`insert into members (account_id, user_id, roles, since) values (${partner.accountId}, ${home.admin.userId}, '{partnerAdmin}', ${house.open.house.clock.now()})`,
  );
  const reset = await partner.admin.call("accounts.resetPassword", { accountId: partner.accountId, userId: home.admin.userId });
  expect([reset.status, reset.problem.code]).toEqual([409, "accounts.otherDirectory"]);

  const give = (roles: Role[]) =>
    partner.admin.call("accounts.setRoles", { accountId: partner.accountId, userId: home.admin.userId, body: { roles } });
  const beyond = await give(["partnerAdmin", "billingAdmin"]);
  expect([beyond.status, beyond.problem.code, beyond.problem.errors?.[0]?.pointer]).toEqual([422, "accounts.notForGuests", "/roles"]);
  expect(beyond.problem.detail).toContain("Administrateur de profils métier");
  expect((await give(["partnerAdmin", "referralsAdmin", "profileAdmin"])).status).toBe(200);

  await partner.admin.do("accounts.deactivateUser", { accountId: partner.accountId, userId: home.admin.userId });

  expect((await home.admin.call("accounts.users", { accountId: partner.accountId })).status).toBe(404);
  expect((await home.admin.call("accounts.users", { accountId: home.accountId })).status).toBe(200);
  expect(await factsAbout(partner.accountId, home.admin.userId, "user.deactivated")).toHaveLength(1);
});

test("G-007 a reset password is shown once, ends the person's sessions and tells them by mail, without the password", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const [colleague, english] = [await house.colleague(partner, []), await house.colleague(partner, [], { language: "en" })];

  const reply = await admin.do("accounts.resetPassword", { accountId, userId: colleague.userId });

  expect((await colleague.call("house.shell", {})).body.me).toBeNull();
  const [mail] = await house.mailsTo(colleague.email);
  expect(mail!.subject).toBe("Votre mot de passe a été réinitialisé");
  expect(mail!.text).not.toContain(reply.temporaryPassword);
  await admin.do("accounts.resetPassword", { accountId, userId: english.userId });
  expect((await house.mailsTo(english.email))[0]!.subject).toBe("Your password has been reset");
  await house.visitor().do("people.signIn", { body: { email: colleague.email, password: reply.temporaryPassword } });
  expect((await admin.call("accounts.resetPassword", { accountId, userId: admin.userId })).problem.code).toBe("accounts.ownPassword");
  const userAdmin = await house.colleague(partner, ["userAdmin"]);
  expect((await userAdmin.call("accounts.resetPassword", { accountId, userId: colleague.userId })).status).toBe(403);
});

test("another company's people cannot be seen, changed, deactivated or reset: they are not found", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const stranger = await house.colleague(other, ["salesAgent"]);
  const { accountId, admin } = partner;
  const at = { accountId, userId: stranger.userId };
  for (const answer of [
    await admin.call("accounts.user", at),
    await admin.call("accounts.setRoles", { ...at, body: { roles: ["globalAdmin"] } }),
    await admin.call("accounts.deactivateUser", at),
    await admin.call("accounts.reactivateUser", at),
    await admin.call("accounts.resetPassword", at),
  ]) {
    expect([answer.status, answer.problem.code]).toEqual([404, "accounts.userNotFound"]);
  }
  expect((await admin.call("accounts.users", { accountId: other.accountId })).status).toBe(404);
  expect(await rolesOf(other.admin, other.accountId, stranger.userId)).toEqual(["salesAgent"]);
});

test("whoever lost their roles a moment ago no longer gives any", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const second = await house.colleague(partner, ["globalAdmin"]);
  const third = await house.colleague(partner, []);
  await admin.do("accounts.setRoles", { accountId, userId: second.userId, body: { roles: ["accountAdmin"] } });
  const { status, problem } = await second.call("accounts.setRoles", { accountId, userId: third.userId, body: { roles: ["globalAdmin"] } });
  expect([status, problem.code]).toEqual([403, "accounts.mayNotGrant"]);
});
