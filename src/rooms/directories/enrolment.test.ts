import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { profileOn } from "../../testing/newcomers.ts";
import { TestProvider } from "../../testing/provider.ts";
import { codes, companyOf, someDomain } from "../people/testing.ts";
import { callbackOf, through, whyNot } from "./testing.ts";

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
  await house.db.query(sql`delete from identity_providers`);
  await house.db.query(sql`delete from throttles`);
});

/** A company that has joined the network comes to step 2 with its own provider. */
async function enrolThrough(options: { groups?: string[]; adminGroup?: string; verified?: boolean; domain?: string } = {}) {
  const { domain = someDomain(), groups = [], adminGroup, verified = true } = options;
  const login = `yann@${domain}`;
  provider.people.set(login, { email: login, email_verified: verified, given_name: "Yann", family_name: "Le Goff", groups });
  const browser = house.visitor();
  await browser.do("accounts.join", { body: { companyName: "Kermadec Numérique", country: "FR" } });
  const { location } = await browser.do("directories.enrol", { body: { domain, ...provider.typed, ...(adminGroup && { adminGroup }) } });
  return { browser, domain, onward: await through(browser, provider, location, login), login };
}

test("S-01 F-033 a company enrols through its own provider: directory linked, form prefilled, and its administrator administers the account", async () => {
  const { browser, domain, onward } = await enrolThrough({ groups: ["heads"], adminGroup: "heads" });
  expect(onward.pathname).toBe("/enrol/profile");
  const enrolment = await browser.do("accounts.enrolment", {});
  expect(enrolment).toMatchObject({
    step: "profile",
    directory: { domain },
    me: { givenName: "Yann" },
    joined: { companyName: "Kermadec Numérique" },
  });
  const { accountId } = await browser.do("accounts.enrol", { body: profileOn(domain) });
  const { me } = await browser.do("house.shell", {});
  expect(me!.accounts.find(({ id }) => id === accountId)!.roles).toContain("globalAdmin");
  const { items } = await browser.do("directories.list", { accountId });
  expect(items).toMatchObject([{ domain, kind: "provider", primary: true, yours: true }]);
});

test("S-02 whoever is not the directory's administrator enrols without that role; buying waits for one, and says so", async () => {
  const { browser, domain } = await enrolThrough({ groups: ["everybody"], adminGroup: "heads" });
  const { accountId } = await browser.do("accounts.enrol", { body: profileOn(domain) });
  const { me } = await browser.do("house.shell", {});
  expect(me!.accounts[0]!.roles).toEqual(["partnerAdmin", "accountAdmin", "referralsAdmin", "profileAdmin"]);
  const { doors } = await browser.do("house.doors", { accountId });
  const buying = doors["offers.buy"]!;
  expect(buying.open ? [] : buying.reasons.map(({ code }) => code)).toContain("hasGlobalAdmin");
  expect(doors["offers.view"]).toMatchObject({ open: true });
});

test("F-034 whoever left half-way comes back by the same provider to where they were, and no second directory is made", async () => {
  const { domain, login } = await enrolThrough();
  const again = await enrolThrough({ domain });
  expect((await again.browser.do("house.shell", {})).me).toMatchObject({ email: login });
  expect(await house.db.query(sql`select 1 as one from directories where domain = ${domain}`)).toEqual([{ one: 1 }]);
});

test("F-022 a provider that does not vouch for the address, a mail service's domain, a bad issuer and a proven domain make nothing", async () => {
  const { browser, domain, onward } = await enrolThrough({ verified: false });
  expect(await whyNot(browser, onward)).toMatchObject({ code: "people.providerEmailUnverified" });
  expect(await house.db.query(sql`select 1 from directories where domain = ${domain}`)).toEqual([]);

  const enrol = (body: object) => browser.call("directories.enrol", { body: { domain, ...provider.typed, ...body } });
  expect(codes(await enrol({ domain: "gmail.com" }))).toEqual(["people.personalDomain /domain"]);
  expect(codes(await enrol({ issuer: "somewhere" }))).toEqual(["directories.issuerUnreadable /issuer"]);
  const known = await companyOf(house);
  await house.db.query(sql`update directories set domain_proven_at = now() where id = ${known.directoryId}`);
  expect(codes(await enrol({ domain: `brest.${known.domain}` }))).toEqual(["directories.domainTaken /domain"]);
});

test("two enrolments of one company at the same moment make one directory and one person", async () => {
  const domain = someDomain();
  const login = `yann@${domain}`;
  provider.people.set(login, { email: login, email_verified: true });
  const browsers = [house.visitor(), house.visitor(), house.visitor()];
  const onward = await Promise.all(
    browsers.map(async (browser) => {
      const { location } = await browser.do("directories.enrol", { body: { domain, ...provider.typed } });
      return through(browser, provider, location, login);
    }),
  );
  expect(onward.filter(({ pathname }) => pathname === "/enrol/profile").length).toBeGreaterThanOrEqual(1);
  expect(await house.db.query(sql`select 1 as one from directories where domain = ${domain}`)).toEqual([{ one: 1 }]);
  expect(await house.db.query(sql`select 1 as one from users where email = ${login}`)).toEqual([{ one: 1 }]);
});

test("F-036 a directory whose domain another company has proved meanwhile makes no second account: the submission says so, and keeps what was typed", async () => {
  const { browser, domain } = await enrolThrough();
  const known = await house.partner();
  await house.db.query(sql`update directories set domain = ${domain}, domain_proven_at = now() where id = ${known.directoryId}`);
  await browser.do("accounts.saveDraft", { body: { legalName: "Kermadec Numérique" } });

  const refused = await browser.call("accounts.enrol", { body: profileOn(domain) });
  expect([refused.status, refused.problem.code]).toEqual([409, "accounts.domainProven"]);
  expect(refused.problem.detail).toContain(domain);
  expect(await browser.do("accounts.enrolment", {})).toMatchObject({ accountId: null, values: { legalName: "Kermadec Numérique" } });

  // Its own proof shuts nobody out.
  await house.db.query(sql`update directories set domain = ${someDomain()}, domain_proven_at = null where id = ${known.directoryId}`);
  await house.db.query(sql`update directories set domain_proven_at = now() where domain = ${domain}`);
  expect((await browser.call("accounts.enrol", { body: profileOn(domain) })).status).toBe(201);
});
