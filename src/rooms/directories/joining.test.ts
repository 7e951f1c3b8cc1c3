import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { PartnerOptions } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { codes, goodPassword, signIn } from "../people/testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

/** An account whose domain is proven. */
async function known(options: PartnerOptions = {}) {
  const partner = await house.partner(options);
  await house.db.query(sql`update directories set domain_proven_at = now() where id = ${partner.directoryId}`);
  return partner;
}
const askerAt = (domain: string, language: "fr" | "en" = "fr") => ({
  email: `ronan-${randomBytes(3).toString("hex")}@${domain}`,
  givenName: "Ronan",
  familyName: "Le Bris",
  language,
});
const tokenTo = async (email: string) => /\/join-company\/([\w-]+)/.exec((await house.mailsTo(email))[0]?.text ?? "")?.[1] ?? "none";

/** Asks, opens the link, chooses a password. */
async function askAndConfirm(domain: string, language: "fr" | "en" = "fr") {
  const asker = askerAt(domain, language);
  await house.visitor().do("directories.askToJoin", { body: asker });
  const token = await tokenTo(asker.email);
  await house.visitor().do("directories.confirmJoin", { token, body: { password: goodPassword } });
  return { ...asker, token };
}

test("S-03 a company that is known by its domain is joined, and no second account or directory is made", async () => {
  const partner = await known();
  const asker = askerAt(partner.domain);
  const directory = {
    domain: partner.domain,
    email: asker.email,
    givenName: "Ronan",
    familyName: "Le Bris",
    password: goodPassword,
    language: "fr" as const,
  };
  expect((await house.visitor().call("people.createDirectory", { body: directory })).problem.code).toBe("people.domainProven");

  const asking = await house.visitor().call("directories.askToJoin", { body: asker });
  expect([asking.status, asking.body]).toEqual([202, {}]);
  // Whoever reads the mailbox learns whose account it is; nobody before that, and no administrator is written to before that.
  const token = await tokenTo(asker.email);
  expect(await house.mailsTo(partner.admin.email)).toEqual([]);
  const page = await house.visitor().do("directories.joinRequest", { token });
  expect(page).toMatchObject({ email: asker.email, company: { name: partner.name, city: "Brest", contact: "Yann Le Goff" } });
  await house.visitor().do("directories.confirmJoin", { token, body: { password: goodPassword } });

  const [mail] = await house.mailsTo(partner.admin.email);
  expect(mail!.text).toContain(`/a/${partner.accountId}/settings/join-requests`);
  const { items } = await partner.admin.do("directories.joinRequests", { accountId: partner.accountId });
  expect(items).toMatchObject([{ email: asker.email, name: "Ronan Le Bris" }]);
  expect((await signIn(house.visitor(), asker.email, goodPassword)).problem.code).toBe("people.wrongCredentials");
  await partner.admin.do("directories.acceptJoin", {
    accountId: partner.accountId,
    requestId: items[0]!.id,
    body: { roles: ["partnerAdmin"] },
  });

  const ronan = house.visitor();
  expect((await signIn(ronan, asker.email, goodPassword)).status).toBe(200);
  expect((await ronan.do("house.shell", {})).me).toMatchObject({
    enrolment: null,
    accounts: [{ id: partner.accountId, roles: ["partnerAdmin"] }],
  });
  expect(await house.db.query(sql`select 1 as one from directories where domain = ${partner.domain}`)).toEqual([{ one: 1 }]);
  expect((await house.mailsTo(asker.email))[0]!.subject).toContain("Vous avez rejoint");
});

test("an unproven company, a mail service, a shared mailbox, an address that has an account and a company with a provider are told at once", async () => {
  const [partner, unproven] = [await known(), await house.partner()];
  const ask = async (email: string) =>
    codes(await house.visitor().call("directories.askToJoin", { body: { ...askerAt("x.example"), email } }));
  expect(await ask(`ronan@${unproven.domain}`)).toEqual(["directories.companyUnknown /email"]);
  expect(await ask("ronan@nobody.example")).toEqual(["directories.companyUnknown /email"]);
  expect(await ask("ronan@gmail.com")).toEqual(["people.personalMail /email"]);
  expect(await ask(`info@${partner.domain}`)).toEqual(["people.sharedMailbox /email"]);
  expect(await ask(partner.admin.email)).toEqual(["people.emailTaken /email"]);
  const provider = { issuer: "http://localhost:1", clientId: "c", clientSecret: "s" };
  await partner.admin.do("directories.setProvider", { accountId: partner.accountId, directoryId: partner.directoryId, body: provider });
  expect(await ask(`ronan@${partner.domain}`)).toEqual(["directories.useProvider /email"]);
});

test("the link shows the mailbox once: forged, replaced, used and late ones open nothing, and a weak password confirms nothing", async () => {
  const partner = await known();
  const asker = askerAt(partner.domain);
  await house.visitor().do("directories.askToJoin", { body: asker });
  const first = await tokenTo(asker.email);
  await house.visitor().do("directories.askToJoin", { body: asker });
  const token = await tokenTo(asker.email);
  const open = async (one: string) => (await house.visitor().call("directories.joinRequest", { token: one })).problem.code;
  expect([await open(first), await open("forged")]).toEqual(["people.linkUnknown", "people.linkUnknown"]);
  const weak = await house.visitor().call("directories.confirmJoin", { token, body: { password: "short" } });
  expect(codes(weak)).toEqual(["people.passwordShort /password"]);

  const presses = await Promise.all(
    [1, 2].map(() => house.visitor().call("directories.confirmJoin", { token, body: { password: goodPassword } })),
  );
  expect(presses.map(({ status }) => status).sort()).toEqual([200, 410]);
  expect(await open(token)).toBe("people.linkUsed");
  expect(await house.mailsTo(partner.admin.email)).toHaveLength(1);

  const late = askerAt(partner.domain);
  await house.visitor().do("directories.askToJoin", { body: late });
  const lateToken = await tokenTo(late.email);
  await house.db.query(sql`update join_requests set expires_at = ${house.open.house.clock.now()} where email = ${late.email}`);
  expect(await open(lateToken)).toBe("people.linkExpired");
});

test("a request is decided once, by who may add users, with roles they may give; another account finds nothing", async () => {
  const partner = await known();
  const { accountId } = partner;
  const [agent, clerk] = [await house.colleague(partner, ["accountAdmin"]), await house.colleague(partner, ["billingAdmin"])];
  const asker = await askAndConfirm(partner.domain);
  const [request] = (await agent.do("directories.joinRequests", { accountId })).items;
  const at = { accountId, requestId: request!.id };
  expect((await clerk.call("directories.joinRequests", { accountId })).status).toBe(403);
  expect(codes(await agent.call("directories.acceptJoin", { ...at, body: { roles: ["globalAdmin"] } }))).toEqual([
    "directories.mayNotGrant /roles",
  ]);
  // A developer's role is of no use to a company without a developer programme, here as when somebody is invited.
  expect(codes(await partner.admin.call("directories.acceptJoin", { ...at, body: { roles: ["developer"] } }))).toEqual([
    "accounts.roleUnused /roles",
  ]);
  const { choices } = await partner.admin.do("directories.joinRequests", { accountId });
  expect(choices.map(({ role }) => role)).toContain("billingAdmin");
  expect(choices.map(({ role }) => role)).not.toContain("developer");
  const other = await known();
  expect(
    (await other.admin.call("directories.acceptJoin", { accountId: other.accountId, requestId: request!.id, body: { roles: [] } })).problem
      .code,
  ).toBe("directories.requestGone");
  const both = await Promise.all([
    agent.call("directories.acceptJoin", { ...at, body: { roles: ["partnerAdmin"] } }),
    partner.admin.call("directories.declineJoin", at),
  ]);
  expect(both.filter(({ status }) => status < 300)).toHaveLength(1);
  expect(both.find(({ status }) => status >= 300)!.problem.code).toBe("directories.requestGone");
  const mails = (await house.mailsTo(asker.email)).filter(({ subject }) => /rejoint|acceptée/.test(subject));
  expect(mails).toHaveLength(1);
});

test.each([
  ["fr", "Vous avez rejoint", "n’est pas acceptée"],
  ["en", "You have joined", "is not accepted"],
] as const)("whoever asks is told the answer in their own language (%s)", async (language, joined, declined) => {
  const partner = await known({ language });
  const { accountId, admin } = partner;
  const [welcome, stranger] = [await askAndConfirm(partner.domain, language), await askAndConfirm(partner.domain, language)];
  const { items } = await admin.do("directories.joinRequests", { accountId });
  const requestOf = (email: string) => ({ accountId, requestId: items.find((item) => item.email === email)!.id });
  await admin.do("directories.acceptJoin", { ...requestOf(welcome.email), body: { roles: [] } });
  await admin.do("directories.declineJoin", requestOf(stranger.email));
  expect((await house.mailsTo(welcome.email))[0]!.subject).toContain(joined);
  expect((await house.mailsTo(stranger.email))[0]!.subject).toContain(declined);
});
