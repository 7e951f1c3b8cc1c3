import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { codes } from "../people/testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const ask = (who: Colleague, { accountId }: Partner, role: Role, askedOf: string, note = "") =>
  who.call("team.askRole", { accountId, body: { role, askedOf, note } });
const answersTo = async (who: Colleague, { accountId }: Partner) =>
  (await who.do("team.myRoleRequests", { accountId })).items.map(({ roleLabel, state, decidedBy, reason }) => [
    roleLabel,
    state,
    decidedBy,
    reason,
  ]);

test("G-009 somebody who lacks a role asks a named colleague who gives it; the mail leads to their sheet with the role, giving it answers, and they are told", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  await house.colleague(partner, ["userAdmin"], { givenName: "Solène", familyName: "Prigent" });
  const lea = await house.colleague(partner, [], { givenName: "Léa", familyName: "Fontaine", language: "en" });

  const { choices } = await lea.do("team.myRoleRequests", { accountId });
  const who = (role: Role) => choices.find((one) => one.role === role)?.holders.map(({ name }) => name);
  expect(who("billingAdmin")).toEqual(["Maëlle Kermadec", "Solène Prigent"]);
  expect(who("partnerAdmin")).toEqual(["Maëlle Kermadec"]);
  expect(who("developer")).toBeUndefined();
  expect((await ask(lea, partner, "billingAdmin", admin.userId, "pour les factures d’octobre")).status).toBe(201);

  const [mail] = await house.mailsTo(admin.email);
  expect(mail!.subject).toBe("Léa Fontaine vous demande de lui attribuer un rôle");
  expect(mail!.text).toContain("Administrateur de la facturation");
  expect(mail!.text).toContain("pour les factures d’octobre");
  expect(mail!.text).toContain(`/a/${accountId}/settings/users?user=${lea.userId}&give=${lea.userId}.billingAdmin`);
  expect((await admin.do("team.roleRequests", { accountId })).items).toMatchObject([
    { name: "Léa Fontaine", roleLabel: "Administrateur de la facturation", askedOf: "Maëlle Kermadec", yours: true },
  ]);

  await admin.do("accounts.setRoles", { accountId, userId: lea.userId, body: { roles: ["billingAdmin", "salesAgent"] } });

  const [told] = await house.mailsTo(lea.email);
  expect(told).toMatchObject({ language: "en", subject: "You now have the role Billing administrator" });
  expect(told!.text).toContain("Maëlle Kermadec");
  expect(await answersTo(lea, partner)).toEqual([["Billing administrator", "granted", "Maëlle Kermadec", ""]]);
  expect((await admin.do("team.roleRequests", { accountId })).items).toEqual([]);
});

test("a role is refused with a reason by whoever may give it, once, and the asker is told it", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const solene = await house.colleague(partner, ["userAdmin"], { givenName: "Solène", familyName: "Prigent", language: "en" });
  const lea = await house.colleague(partner, ["salesAgent"], { givenName: "Léa", familyName: "Fontaine" });
  await ask(lea, partner, "adminAgent", solene.userId);
  expect((await house.mailsTo(solene.email))[0]!.subject).toBe("Léa Fontaine asks you to give them a role");
  const [request] = (await admin.do("team.roleRequests", { accountId })).items;
  const refuse = (by: Colleague, reason: string) => by.call("team.declineRole", { accountId, requestId: request!.id, body: { reason } });

  expect(codes(await refuse(admin, "  "))).toEqual(["field.required /reason"]);
  const both = await Promise.all([refuse(admin, "Inès s’en occupe déjà."), refuse(solene, "Non.")]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  const answers = await answersTo(lea, partner);
  expect(answers).toHaveLength(1);
  const [mail] = await house.mailsTo(lea.email);
  expect(mail!.subject).toBe("Le rôle Agent d’administration ne vous est pas attribué");
  expect(mail!.text).toContain(String(answers[0]![3]));
  const tom = await house.colleague(partner, ["salesAgent"], { language: "en" });
  await ask(tom, partner, "adminAgent", admin.userId);
  const { id } = (await admin.do("team.roleRequests", { accountId })).items[0]!;
  await admin.do("team.declineRole", { accountId, requestId: id, body: { reason: "Not this year." } });
  expect((await house.mailsTo(tom.email))[0]).toMatchObject({ language: "en", text: expect.stringContaining("Not this year.") });
  // Given afterwards all the same, it answers nothing a second time.
  await admin.do("accounts.setRoles", { accountId, userId: lea.userId, body: { roles: ["salesAgent", "adminAgent"] } });
  expect(await house.mailsTo(lea.email)).toHaveLength(1);
});

test("one request per person, role and day: a double click and another holder are told so; the next day asks again", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const solene = await house.colleague(partner, ["userAdmin"]);
  const lea = await house.colleague(partner, []);
  const answers = await Promise.all([1, 2, 3].map(() => ask(lea, partner, "salesAgent", admin.userId)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(codes(await ask(lea, partner, "salesAgent", solene.userId))).toEqual(["team.askedToday /role"]);
  expect((await ask(lea, partner, "helpdeskAgent", solene.userId)).status).toBe(201);
  expect(await house.mailsTo(admin.email)).toHaveLength(1);

  await house.travel(addDays(house.open.house.clock.today(), 1));
  expect((await ask(lea, partner, "salesAgent", solene.userId)).status).toBe(201);
  await admin.do("accounts.setRoles", { accountId, userId: lea.userId, body: { roles: ["salesAgent"] } });
  // Asked twice, told once.
  expect((await house.mailsTo(lea.email)).map(({ subject }) => subject)).toEqual(["Vous avez maintenant le rôle Agent commercial"]);
});

test("one asks only for what can be given here, and only a colleague who gives it; requests of another company do not exist", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const { accountId, admin } = partner;
  const seller = await house.colleague(partner, ["salesAgent"]);
  const userAdmin = await house.colleague(partner, ["userAdmin"]);
  expect(codes(await ask(seller, partner, "salesAgent", admin.userId))).toEqual(["team.roleHeld /role"]);
  expect(codes(await ask(seller, partner, "developer", admin.userId))).toEqual(["accounts.roleUnused /role"]);
  for (const holder of [userAdmin.userId, other.admin.userId, newId(), seller.userId])
    expect(codes(await ask(seller, partner, "partnerAdmin", holder))).toEqual(["team.notAGrantor /askedOf"]);
  expect(codes(await ask(seller, partner, "partnerAdmin", admin.userId, "a\r\nBcc: x"))).toEqual(["field.invisible /note"]);
  expect((await ask(seller, other, "partnerAdmin", other.admin.userId)).status).toBe(404);

  await ask(seller, partner, "partnerAdmin", admin.userId);
  const [request] = (await userAdmin.do("team.roleRequests", { accountId })).items;
  expect(request).toMatchObject({ yours: false, givenBy: ["Administrateur général", "Administrateur des comptes"] });
  const refused = await userAdmin.call("team.declineRole", { accountId, requestId: request!.id, body: { reason: "Non." } });
  expect([refused.status, refused.problem.code]).toEqual([403, "accounts.mayNotGrant"]);
  expect((await seller.call("team.roleRequests", { accountId })).problem.code).toBe("door.role");
  const elsewhere = { accountId: other.accountId, requestId: request!.id, body: { reason: "Non." } };
  expect((await other.admin.call("team.declineRole", elsewhere)).status).toBe(404);
  await admin.do("accounts.deactivateUser", { accountId, userId: seller.userId });
  expect((await admin.do("team.roleRequests", { accountId })).items).toEqual([]);
});

test("a guest asks for a guest's roles only", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const { accountId, admin } = partner;
  const body = { givenName: "Yann", familyName: "Le Goff", email: other.admin.email, language: "fr" as const, roles: [] };
  await admin.do("team.invite", { accountId, body });
  const token = /\/invitation\/([\w-]+)/.exec((await house.mailsTo(other.admin.email))[0]!.text)![1]!;
  await other.admin.do("team.joinInvited", { token });
  expect((await other.admin.do("team.myRoleRequests", { accountId })).choices.map(({ role }) => role)).toEqual([
    "partnerAdmin",
    "referralsAdmin",
    "profileAdmin",
  ]);
  expect(codes(await ask(other.admin, partner, "globalAdmin", admin.userId))).toEqual(["accounts.notForGuests /role"]);
});
