import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Caller, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { comeBack, TestProvider } from "../../testing/provider.ts";
import { givePassword, goodPassword, signIn, tokenInMail } from "../people/testing.ts";
import { callbackOf, partnerWith, signInThrough, through, whyNot } from "./testing.ts";

let house: TestHouse;
let provider: TestProvider;
beforeAll(async () => {
  house = await TestHouse.start();
  provider = await TestProvider.start(callbackOf(house));
});
afterAll(async () => {
  await provider.close();
  await house.close();
});
beforeEach(async () => {
  await house.db.query(sql`delete from throttles`);
});

const groupRoles = [{ group: "finance", roles: ["billingAdmin"] }];
const at = ({ accountId, directoryId }: Partner) => ({ accountId, directoryId });
const remove = (partner: Partner, by: Caller = partner.admin) => by.call("directories.removeProvider", at(partner));
const me = async (browser: Caller) => (await browser.do("house.shell", {})).me;
const shown = async (partner: Partner, by: Caller = partner.admin) =>
  (await by.do("directories.list", { accountId: partner.accountId })).items.find(({ id }) => id === partner.directoryId)!;

/** A partner whose administrator has a password, with Inès of finance, who came through the provider and has none. */
async function company() {
  const partner = await partnerWith(house, provider, { groupRoles });
  await givePassword(house, partner.admin);
  const login = `ines-${randomBytes(3).toString("hex")}`;
  const person = {
    email: `${login}@${partner.domain}`,
    email_verified: true,
    given_name: "Inès",
    family_name: "Haddad",
    groups: ["finance"],
  };
  const { browser } = await signInThrough(house, provider, partner, login, person);
  return { partner, login, person, browser, userId: (await me(browser))!.id };
}

test("F-033 a provider that is taken away signs nobody in any more: who came through it is out at once, and reads on the page what to do", async () => {
  const { partner, login, browser } = await company();
  const begun = house.visitor();
  const { location } = await begun.do("directories.begin", { body: { directoryId: partner.directoryId } });
  expect((await shown(partner)).provider).toMatchObject({ withoutPassword: 1, remove: { open: true } });

  expect(await partner.admin.do("directories.removeProvider", at(partner))).toEqual({ people: 1 });

  expect(await me(browser)).toBeNull();
  expect((await me(partner.admin))?.id).toBe(partner.admin.userId);
  expect(await shown(partner)).toMatchObject({ kind: "builtIn", provider: null, signInAddress: null, people: 2 });
  // Somebody who was at the provider's page meanwhile, and somebody who begins now by the link they were given.
  const why = await whyNot(begun, await through(begun, provider, location, login));
  expect(why).toMatchObject({ code: "directories.providerGone", status: 410 });
  expect(why.text).toContain("Mot de passe oublié");
  expect(await me(begun)).toBeNull();
  const late = await house.visitor().call("directories.begin", { body: { directoryId: partner.directoryId } });
  expect([late.status, late.problem.code]).toEqual([404, "directories.noProvider"]);
  const [fact] = await house.db.query<{ data: object }>(
    sql`select data from facts where account_id = ${partner.accountId} and type = 'directory.providerRemoved'`,
  );
  expect(fact?.data).toEqual({ domain: partner.domain });
});

test("F-033 who never had a password chooses one by « Mot de passe oublié » once the provider is gone, and not while it stands", async () => {
  const { partner, person, userId } = await company();
  const forget = async () => {
    await house.visitor().do("people.forgotPassword", { body: { email: person.email } });
    return (await house.mailsTo(person.email)).length;
  };
  expect(await forget()).toBe(0);
  await remove(partner);
  expect(await forget()).toBe(1);
  await house.visitor().do("people.resetPassword", { token: await tokenInMail(house, person.email), body: { password: goodPassword } });
  const browser = house.visitor();
  expect((await signIn(browser, person.email, goodPassword)).status).toBe(200);
  // The role that the group gave is theirs, and no longer the group's.
  expect(await me(browser)).toMatchObject({ id: userId, accounts: [{ id: partner.accountId, roles: ["billingAdmin"] }] });
  const { choices } = await partner.admin.do("accounts.user", { accountId: partner.accountId, userId });
  expect(choices.find(({ role }) => role === "billingAdmin")).toMatchObject({ held: true, fromGroup: null });
});

test("the same issuer set up again finds the same people, with the roles as they stood; nobody is made twice", async () => {
  const { partner, login, person, userId } = await company();
  await remove(partner);
  await partner.admin.do("directories.setProvider", { ...at(partner), body: { ...provider.typed, groupRoles } as never });
  const { browser } = await signInThrough(house, provider, partner, login, { ...person, email: `married@${partner.domain}`, groups: [] });
  expect(await me(browser)).toMatchObject({ id: userId, email: person.email, accounts: [{ roles: ["billingAdmin"] }] });
});

test("only what came through the provider ends: a session by password stays, and so does the session of whoever takes it away", async () => {
  const { partner, login, person, browser, userId } = await company();
  await partner.admin.do("accounts.setRoles", { accountId: partner.accountId, userId, body: { roles: ["globalAdmin"] } });
  const elsewhere = await signInThrough(house, provider, partner, login, person);
  const colleague = await house.colleague(partner, ["billingAdmin"]);
  const byPassword = await house.signedIn(userId, person.email, "Inès Haddad");

  expect((await remove(partner, browser)).status).toBe(200);
  expect((await me(browser))?.id).toBe(userId);
  expect(await me(elsewhere.browser)).toBeNull();
  for (const kept of [colleague, byPassword, partner.admin]) expect(await me(kept)).not.toBeNull();
});

test("the last way in of a global administrator stays: the door says so until a passkey or a password opens another", async () => {
  const { partner, browser, userId } = await company();
  await partner.admin.do("accounts.setRoles", { accountId: partner.accountId, userId, body: { roles: ["globalAdmin"] } });
  const forgetPassword = (until: string | null) =>
    house.db.query(
      sql`update users set password_hash = ${until && "x"}, password_expires_at = ${until}::timestamptz where id = ${partner.admin.userId}`,
    );
  await forgetPassword(null);
  const closed = (await shown(partner, browser)).provider!.remove;
  expect(closed).toMatchObject({ open: false, text: expect.stringContaining("Ajoutez une clé d’accès") });
  const refused = await remove(partner, browser);
  expect([refused.status, refused.problem.code]).toEqual([409, "directories.lastWayIn"]);
  // A temporary password whose time is over opens nothing.
  await forgetPassword("2020-01-01T00:00:00Z");
  expect((await remove(partner, browser)).problem.code).toBe("directories.lastWayIn");
  expect((await shown(partner, browser)).provider).not.toBeNull();

  await house.db.query(sql`
    insert into passkeys (id, user_id, credential_id, public_key, counter, name, added_at)
    values (gen_random_uuid(), ${userId}, ${randomBytes(8).toString("hex")}, '\\x00', 0, 'Ordinateur', now())`);
  expect((await remove(partner, browser)).status).toBe(200);
});

test("a stranger finds nothing, colleagues read the reason, and a directory of another company is not there", async () => {
  const { partner } = await company();
  const other = await house.partner();
  expect((await remove(partner, other.admin)).status).toBe(404);
  const elsewhere = await other.admin.call("directories.removeProvider", { accountId: other.accountId, directoryId: partner.directoryId });
  expect([elsewhere.status, elsewhere.problem.code]).toEqual([404, "directories.notFound"]);
  for (const role of ["accountAdmin", "userAdmin"] as const) {
    const colleague = await house.colleague(partner, [role]);
    const answer = await remove(partner, colleague);
    expect([answer.status, answer.problem.door]).toMatchObject([
      403,
      { open: false, holders: expect.arrayContaining([expect.objectContaining({ name: partner.admin.name })]) },
    ]);
  }
  const reader = await house.colleague(partner, ["accountAdmin"]);
  expect((await shown(partner, reader)).provider).toMatchObject({ remove: { open: false } });
  expect((await remove(partner, house.visitor())).status).toBe(401);
  expect((await shown(partner)).kind).toBe("provider");
});

test("an unknown directory, a directory without a provider and an id that is none are refused, and nothing ends", async () => {
  const partner = await house.partner();
  const without = await remove(partner);
  expect([without.status, without.problem.code]).toEqual([409, "directories.noProvider"]);
  const gone = await partner.admin.call("directories.removeProvider", {
    ...at(partner),
    directoryId: "00000000-0000-4000-8000-000000000000",
  });
  expect([gone.status, gone.problem.code]).toEqual([404, "directories.notFound"]);
  expect((await partner.admin.call("directories.removeProvider", { ...at(partner), directoryId: "none" })).status).toBe(404);
  expect(await me(partner.admin)).not.toBeNull();
});

test("two tabs that take it away at the same moment: one does, the other reads that there is none", async () => {
  const { partner } = await company();
  const statuses = (await Promise.all([remove(partner), remove(partner)])).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 409]);
});

test("whoever arrives while it is taken away is either out again or never in: nobody's session outlives the provider", async () => {
  const { partner, login, userId } = await company();
  const arrivals = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = house.visitor();
      const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
      return { browser, address: await provider.signIn(location, login) };
    }),
  );
  await Promise.all([...arrivals.map(({ browser, address }) => comeBack(browser, address)), remove(partner)]);
  for (const { browser } of arrivals) expect(await me(browser)).toBeNull();
  expect(await house.db.query(sql`select 1 from sessions where issuer is not null and user_id = ${userId}`)).toEqual([]);
});
