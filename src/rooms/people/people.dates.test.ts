import { afterAll, beforeAll, expect, test } from "vitest";
import { addSeconds } from "../../kit/dates.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { inviteStaff } from "./door.ts";
import { companyOf, signIn, tokenInMail } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const now = () => house.open.house.clock.now();

test("the link of a forgotten password is good for an hour of the business clock, to the second", async () => {
  const [one, two] = [await companyOf(house), await companyOf(house)];
  await house.visitor().do("people.forgotPassword", { body: { email: one.email } });
  const first = await tokenInMail(house, one.email);
  const { expiresAt } = await house.visitor().do("people.passwordReset", { token: first });

  await house.travel(addSeconds(expiresAt, -5));
  expect((await house.visitor().call("people.passwordReset", { token: first })).status).toBe(200);
  await house.visitor().do("people.forgotPassword", { body: { email: two.email } });
  const second = await tokenInMail(house, two.email);

  await house.travel(expiresAt);
  const read = await house.visitor().call("people.passwordReset", { token: first });
  const reset = await house.visitor().call("people.resetPassword", { token: first, body: { password: "un tout autre troupeau" } });
  for (const { status, problem } of [read, reset]) {
    expect([status, problem.code]).toEqual([410, "people.linkExpired"]);
    expect(problem.detail).toBe("Ce lien n’est plus valable. Demandez-en un nouveau.");
  }
  expect((await signIn(house.visitor(), one.email, one.password)).status).toBe(200);
  expect((await house.visitor().call("people.passwordReset", { token: second })).status).toBe(200);
});

test("an invitation to the vendor's staff is good for three days", async () => {
  const invited = await inOneTransaction(
    house.open.house,
    () => {},
    { kind: "staff", id: null, name: "operator" },
    null,
    (act) => inviteStaff(act, { email: "camille@vendor.example", givenName: "Camille", familyName: "Dervaux", language: "fr" }),
  );
  if (!invited.ok) throw new Error(invited.code);
  const { token, expiresAt } = invited.value;
  expect(Date.parse(expiresAt) - Date.parse(now())).toBeGreaterThan(71.9 * 3_600_000);
  await house.travel(addSeconds(expiresAt, -60));
  expect((await house.visitor().call("people.staffInvitation", { token })).status).toBe(200);
  await house.travel(expiresAt);
  expect((await house.visitor().call("people.staffInvitation", { token })).problem.code).toBe("people.linkExpired");
});

test("a temporary password opens for 72 hours of the business clock; then its owner is told, and chooses one by mail or gets another", async () => {
  const partner = await house.partner();
  const at = { accountId: partner.accountId };
  const email = `ines.haddad@${partner.domain}`;
  const body = { givenName: "Inès", familyName: "Haddad", email, language: "fr", roles: [] } as const;
  const added = await partner.admin.do("accounts.addUser", { ...at, body: { ...body, roles: [] } });
  const { expiresAt } = (await house.db.one<{ expiresAt: string }>(
    sql`select password_expires_at as "expiresAt" from users where id = ${added.userId}`,
  ))!;
  expect(Date.parse(expiresAt) - Date.parse(now())).toBeGreaterThan(71.9 * 3_600_000);
  expect((await house.mailsTo(email))[0]!.text).toContain("72 heures");
  await house.travel(addSeconds(expiresAt, -60));
  expect((await signIn(house.visitor(), email, added.temporaryPassword)).body).toMatchObject({ mustChangePassword: true });

  await house.travel(expiresAt);
  const late = await signIn(house.visitor(), email, added.temporaryPassword);
  expect([late.status, late.problem.code]).toEqual([403, "people.temporaryExpired"]);
  expect(late.problem.detail).toMatch(/^Ce mot de passe provisoire n’est plus valable depuis le .* à \d\d:\d\d\. Demandez-en un autre/);
  expect((await signIn(house.visitor("en"), email, "pas le bon mot de passe")).problem.code).toBe("people.wrongCredentials");

  await house.visitor().do("people.forgotPassword", { body: { email } });
  const token = await tokenInMail(house, email);
  await house.visitor().do("people.resetPassword", { token, body: { password: "un tout autre troupeau" } });
  expect((await signIn(house.visitor(), email, "un tout autre troupeau")).status).toBe(200);

  const again = await partner.admin.do("accounts.resetPassword", { ...at, userId: added.userId });
  expect((await signIn(house.visitor(), email, again.temporaryPassword)).body).toMatchObject({ mustChangePassword: true });
});
