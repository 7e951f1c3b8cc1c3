import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { codes, goodPassword, signIn } from "../people/testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const ronan = (domain: string, more: object = {}) => ({
  givenName: "Ronan",
  familyName: "Le Bris",
  email: `ronan-${randomBytes(3).toString("hex")}@${domain}`,
  language: "fr" as const,
  roles: ["salesAgent"] as Role[],
  ...more,
});
const tokenTo = async (email: string): Promise<string> =>
  /\/invitation\/([\w-]+)/.exec((await house.mailsTo(email))[0]?.text ?? "")?.[1] ?? "none";
async function invite(partner: Partner, body: ReturnType<typeof ronan>, by: Colleague = partner.admin) {
  const { id } = await by.do("team.invite", { accountId: partner.accountId, body });
  return { id, token: await tokenTo(body.email) };
}
const chosen = { givenName: "Ronan", familyName: "Le Bris", password: goodPassword };
const accept = (browser: Caller, token: string, body: object = chosen) =>
  browser.call("team.acceptInvitation", { token, body: body as typeof chosen });
const membersOf = (partner: Partner) =>
  house.db.query<{ email: string; roles: Role[]; guest: boolean }>(sql`
    select u.email, m.roles, m.guest from members m join users u on u.id = m.user_id
    where m.account_id = ${partner.accountId} and m.user_id <> ${partner.admin.userId} order by u.email`);

test("F-163 N14 an employee is invited by mail, sees who invites them into which account with which roles, and comes in with a password of their own", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const body = ronan(partner.domain, { roles: ["salesAgent", "billingAdmin"] });
  const { token } = await invite(partner, body);

  const [mail] = await house.mailsTo(body.email);
  expect(mail).toMatchObject({ subject: `Maëlle Kermadec vous invite dans le compte ${partner.name}`, language: "fr" });
  expect((await admin.do("team.invitations", { accountId })).items).toMatchObject([
    { name: "Ronan Le Bris", email: body.email, sender: "Maëlle Kermadec", guest: false, expired: false },
  ]);
  const browser = house.visitor();
  expect(await browser.do("team.invitation", { token })).toMatchObject({
    company: { name: partner.name, city: "Brest" },
    sender: "Maëlle Kermadec",
    roleLabels: ["Administrateur de la facturation", "Agent commercial"],
    way: "password",
    reader: null,
  });
  // Looking changes nothing: nobody has come in.
  expect(await membersOf(partner)).toEqual([]);

  const entered = await accept(browser, token);

  expect([entered.status, entered.body.accountId]).toEqual([201, accountId]);
  expect((await browser.do("house.shell", {})).me).toMatchObject({
    email: body.email,
    mustChangePassword: false,
    accounts: [{ id: accountId, roles: ["billingAdmin", "salesAgent"] }],
  });
  expect((await signIn(house.visitor(), body.email, goodPassword)).status).toBe(200);
  expect((await admin.do("team.invitations", { accountId })).items).toEqual([]);
  const log = (await admin.do("accounts.activity", { accountId })).items.map(({ text }) => text);
  expect(log).toEqual(expect.arrayContaining(["Invitation envoyée à Ronan Le Bris", "Invitation acceptée par Ronan Le Bris"]));
});

test("N14 the invitation is written in the language of whoever is invited, and says it to whom and until when", async () => {
  const partner = await house.partner();
  const body = ronan(partner.domain, { language: "en", roles: [] });
  await invite(partner, body);
  const [mail] = await house.mailsTo(body.email);
  expect(mail).toMatchObject({ subject: `Maëlle Kermadec invites you into the ${partner.name} account`, language: "en" });
  expect(mail!.text).toMatch(/none for now/);
  expect(mail!.text).toMatch(/The link is valid until \d/);
});

test("a forged, a used, a replaced, a revoked and a late link each say so, and what to do", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const look = async (token: string) => {
    const { status, problem } = await house.visitor().call("team.invitation", { token });
    const opened = await accept(house.visitor(), token);
    return [status, problem.code, opened.status, opened.problem.code];
  };
  expect(await look("forged")).toEqual([404, "team.invitationUnknown", 404, "team.invitationUnknown"]);

  const used = await invite(partner, ronan(partner.domain));
  expect((await accept(house.visitor(), used.token)).status).toBe(201);
  expect(await look(used.token)).toEqual([410, "team.invitationUsed", 410, "team.invitationUsed"]);

  const body = ronan(partner.domain);
  const replaced = await invite(partner, body);
  await admin.do("team.resendInvitation", { accountId, invitationId: replaced.id });
  const newer = await tokenTo(body.email);
  expect(newer).not.toBe(replaced.token);
  expect(await look(replaced.token)).toEqual([404, "team.invitationUnknown", 404, "team.invitationUnknown"]);
  await admin.do("team.revokeInvitation", { accountId, invitationId: replaced.id });
  expect(await look(newer)).toEqual([410, "team.invitationRevoked", 410, "team.invitationRevoked"]);
  expect((await admin.call("team.resendInvitation", { accountId, invitationId: replaced.id })).problem.code).toBe("team.invitationGone");
  expect((await admin.call("team.revokeInvitation", { accountId, invitationId: replaced.id })).status).toBe(404);
  expect((await membersOf(partner)).length).toBe(1);
});

test("two tabs that accept at the same moment make one person and one member", async () => {
  const partner = await house.partner();
  const body = ronan(partner.domain);
  const { token } = await invite(partner, body);
  const answers = await Promise.all([accept(house.visitor(), token), accept(house.visitor(), token), accept(house.visitor(), token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
  expect(await membersOf(partner)).toEqual([{ email: body.email, roles: ["salesAgent"], guest: false }]);
});

test("a double click sends one invitation and one mail; an open one to the same address is named, and one person is not invited twice at once", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const body = ronan(partner.domain);
  const press = () => admin.call("team.invite", { accountId, body }, { key: `invite-${accountId}` });
  const [first, second] = await Promise.all([press(), press()]);
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect(await house.mailsTo(body.email)).toHaveLength(1);
  expect(codes(await admin.call("team.invite", { accountId, body }))).toEqual(["team.invitedAlready /email"]);

  const other = ronan(partner.domain);
  const both = await Promise.all([1, 2].map(() => admin.call("team.invite", { accountId, body: other })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("somebody who is in already is not invited; who was shut out is let in by being reactivated, not by a link", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const lea = await house.colleague(partner, ["salesAgent"]);
  const to = (email: string) => admin.call("team.invite", { accountId, body: ronan(partner.domain, { email }) });
  expect(codes(await to(lea.email))).toEqual(["team.memberAlready /email"]);
  await admin.do("accounts.deactivateUser", { accountId, userId: lea.userId });
  expect(codes(await to(lea.email))).toEqual(["team.memberShutOut /email"]);

  // Added by hand while the invitation was on its way: the link then gives what is missing, and takes nothing away.
  const body = ronan(partner.domain, { roles: ["salesAgent"] });
  const { token } = await invite(partner, body);
  const added = await admin.do("accounts.addUser", { accountId, body: { ...body, roles: ["helpdeskAgent"] } });
  expect(codes(await accept(house.visitor(), token))).toEqual(["team.signInFirst"]);
  const same = await house.signedIn(added.userId, body.email, "Ronan Le Bris");
  await house.db.query(sql`update users set must_change_password = false where id = ${added.userId}`);
  await same.do("team.joinInvited", { token });
  expect((await admin.do("accounts.user", { accountId, userId: added.userId })).roles).toEqual(["salesAgent", "helpdeskAgent"]);
});

test("somebody with an account elsewhere signs in and becomes a guest, with a guest's roles at most; nobody else can use their link", async () => {
  const [partner, other] = [await house.partner(), await house.partner({ name: "Sillage Données" })];
  const { accountId, admin } = partner;
  const yann = await house.colleague(other, ["adminAgent"], { givenName: "Yann", familyName: "Le Goff" });
  const body = ronan(other.domain, { email: yann.email, roles: ["adminAgent"] });
  expect(codes(await admin.call("team.invite", { accountId, body }))).toEqual(["accounts.notForGuests /roles"]);

  const { token } = await invite(partner, { ...body, roles: ["partnerAdmin"] });
  expect(await yann.do("team.invitation", { token })).toMatchObject({ way: "signIn", guest: true, reader: { invited: true } });
  expect(codes(await accept(house.visitor(), token))).toEqual(["team.signInFirst"]);
  const thief = await other.admin.call("team.joinInvited", { token });
  expect([thief.status, thief.problem.code]).toEqual([403, "team.invitationForAnother"]);
  expect((await house.visitor().call("team.joinInvited", { token })).status).toBe(401);
  expect(codes(await (await house.staff()).call("team.joinInvited", { token }))).toEqual(["team.notForStaff"]);

  const [once, twice] = await Promise.all([yann.call("team.joinInvited", { token }), yann.call("team.joinInvited", { token })]);
  expect([once.status, twice.status].sort()).toEqual([201, 410]);
  expect(await membersOf(partner)).toEqual([{ email: yann.email, roles: ["partnerAdmin"], guest: true }]);
  expect((await yann.do("house.shell", {})).me!.accounts.map(({ id }) => id).sort()).toEqual([accountId, other.accountId].sort());
  const raised = await admin.call("accounts.setRoles", {
    accountId,
    userId: yann.userId,
    body: { roles: ["partnerAdmin", "globalAdmin"] },
  });
  expect(codes(raised)).toEqual(["accounts.notForGuests /roles"]);
});

test("somebody from elsewhere whom no company answers for chooses a password and is a guest; a company of the network gives its own people their access first", async () => {
  const [partner, known] = [await house.partner(), await house.partner()];
  await house.db.query(sql`update directories set domain_proven_at = now() where id = ${known.directoryId}`);
  const free = ronan("independante.example", { roles: ["referralsAdmin"] });
  const { token } = await invite(partner, free);
  expect(await house.visitor().do("team.invitation", { token })).toMatchObject({ way: "password", guest: true });
  const browser = house.visitor();
  expect((await accept(browser, token)).status).toBe(201);
  expect(await membersOf(partner)).toEqual([{ email: free.email, roles: ["referralsAdmin"], guest: true }]);
  const [account] = (await browser.do("house.shell", {})).me!.accounts;
  expect(account).toMatchObject({ id: partner.accountId, roles: ["referralsAdmin"] });
  expect(await browser.do("team.mine", { accountId: partner.accountId })).toMatchObject({ guest: true });

  const theirs = ronan(known.domain, { roles: ["partnerAdmin"] });
  const second = await invite(partner, theirs);
  expect(await house.visitor().do("team.invitation", { token: second.token })).toMatchObject({ way: "company", byProvider: false });
  expect(codes(await accept(house.visitor(), second.token))).toEqual(["team.companyFirst"]);
  expect(await house.db.query(sql`select 1 from users where email = ${theirs.email}`)).toEqual([]);
});

test("S-18 an invitation gives what its sender may give at that moment: roles they lost are left out, and a sender who is gone lets nobody in", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const solene = await house.colleague(partner, ["userAdmin", "accountAdmin"]);
  const beyond = await solene.call("team.invite", { accountId, body: ronan(partner.domain, { roles: ["salesAgent", "globalAdmin"] }) });
  expect([beyond.status, ...codes(beyond)]).toEqual([403, "accounts.mayNotGrant /roles"]);

  const narrowed = ronan(partner.domain, { roles: ["salesAgent", "partnerAdmin"] });
  const late = ronan(partner.domain, { roles: ["salesAgent"] });
  const [first, second] = [await invite(partner, narrowed, solene), await invite(partner, late, solene)];
  await admin.do("accounts.setRoles", { accountId, userId: solene.userId, body: { roles: ["userAdmin"] } });
  expect((await house.visitor().do("team.invitation", { token: first.token })).roleLabels).toEqual(["Agent commercial"]);
  await accept(house.visitor(), first.token);
  expect(await membersOf(partner)).toContainEqual({ email: narrowed.email, roles: ["salesAgent"], guest: false });

  await admin.do("accounts.setRoles", { accountId, userId: solene.userId, body: { roles: ["billingAdmin"] } });
  const refused = await accept(house.visitor(), second.token);
  expect([refused.status, refused.problem.code]).toEqual([409, "team.senderGone"]);
  expect(await house.db.query(sql`select 1 from users where email = ${late.email}`)).toEqual([]);
  // Sent again by somebody who may, it is theirs to answer for.
  await admin.do("team.resendInvitation", { accountId, invitationId: second.id });
  expect((await accept(house.visitor(), await tokenTo(late.email))).status).toBe(201);
});

test("whoever may not add people is told who can; a stranger finds nothing, and nobody reads another company's invitations", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const { accountId } = partner;
  const seller = await house.colleague(partner, ["salesAgent"]);
  const { id } = await invite(partner, ronan(partner.domain));
  const refused = await seller.call("team.invite", { accountId, body: ronan(partner.domain) });
  expect([refused.status, refused.problem.code]).toEqual([403, "door.role"]);
  expect(refused.problem.door).toMatchObject({ holders: [{ name: "Maëlle Kermadec" }] });
  expect((await seller.do("team.invitations", { accountId })).moves.invite.open).toBe(false);
  expect((await other.admin.call("team.invitations", { accountId })).status).toBe(404);
  const elsewhere = { accountId: other.accountId, invitationId: id };
  expect((await other.admin.call("team.resendInvitation", elsewhere)).status).toBe(404);
  expect((await other.admin.call("team.revokeInvitation", elsewhere)).status).toBe(404);
  expect((await seller.do("team.invitations", { accountId })).total).toBe(1);
});

test("no field that reaches a mail can add a line to its head; hidden signs, shared and personal mailboxes are refused at their field", async () => {
  const partner = await house.partner();
  const tried = async (more: object) =>
    codes(await partner.admin.call("team.invite", { accountId: partner.accountId, body: ronan(partner.domain, more) }));
  for (const field of ["givenName", "familyName", "email"])
    for (const break_ of ["\r\nBcc: x@evil.example", "\nSubject: x", "\0x"])
      expect({
        field,
        break_,
        said: (await tried({ [field]: `ronan@${partner.domain}${break_}` })).map((one) => one.split(" ")[1]),
      }).toEqual({
        field,
        break_,
        said: [`/${field}`],
      });
  expect(await tried({ familyName: "Le\u202eBris" })).toEqual(["field.invisible /familyName"]);
  expect(await tried({ familyName: "Le\u200bBris" })).toEqual(["field.invisible /familyName"]);
  expect(await tried({ email: "ronan@gmail.com" })).toEqual(["people.personalMail /email"]);
  expect(await tried({ email: `contact@${partner.domain}` })).toEqual(["people.sharedMailbox /email"]);
  const named = ronan(partner.domain, { givenName: "é".repeat(100), familyName: "هدّاد ".repeat(16).trim() });
  await invite(partner, named);
  expect((await house.mailsTo(named.email))[0]!.text).toContain("é".repeat(100));
});

test("one address gets five mails a day from one company, however the invitation is taken back and sent again", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const body = ronan(partner.domain);
  for (let turn = 0; turn < 5; turn++) {
    const { id } = await admin.do("team.invite", { accountId, body });
    await admin.do("team.revokeInvitation", { accountId, invitationId: id });
  }
  const sixth = await admin.call("team.invite", { accountId, body });
  expect([sixth.status, sixth.problem.code]).toEqual([429, "people.tooManyTries"]);
  expect(await house.mailsTo(body.email)).toHaveLength(5);
});

test("after seven days the link is over and says until when it was; inviting again takes its place", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const body = ronan(partner.domain);
  const { id, token } = await invite(partner, body);
  const { expiresAt } = (await admin.do("team.invitations", { accountId })).items[0]!;
  const lived = Date.parse(expiresAt) - Date.parse(house.open.house.clock.now());
  expect(Math.round(lived / 86_400_000)).toBe(7);

  await house.travel(expiresAt);
  const late = await house.visitor().call("team.invitation", { token });
  expect([late.status, late.problem.code]).toEqual([410, "team.invitationExpired"]);
  expect(codes(await accept(house.visitor(), token))).toEqual(["team.invitationExpired"]);
  expect((await admin.do("team.invitations", { accountId })).items).toMatchObject([{ id, expired: true }]);
  await admin.do("team.invite", { accountId, body });
  expect((await admin.do("team.invitations", { accountId })).items).toMatchObject([{ id, expired: false }]);
  expect((await accept(house.visitor(), await tokenTo(body.email))).status).toBe(201);
});
