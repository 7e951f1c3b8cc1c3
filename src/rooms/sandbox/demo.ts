import { randomInt } from "node:crypto";
import { inOneTransaction } from "../../server/acts.ts";
import type { OpenHouse } from "../../server/assemble.ts";
import { sql } from "../../server/db.ts";
import type { Actor } from "../../server/ledger.ts";
import { addKeys } from "../keys/door.ts";
import * as people from "../people/door.ts";
import { Browser } from "./browser.ts";
import type { Company } from "./companies.ts";
import { companies, PASSWORD, staff } from "./companies.ts";

const actor: Actor = { kind: "clock", id: null, name: "" };
const KEYS_EACH = 200;

/**
 * What a sandbox starts with: a member of the vendor's staff, keys in every pool and, unless it is asked to be empty, demo companies in
 * several states. What is there already stays as it is.
 * @returns the lines that tell a person how to sign in.
 */
export async function prepareSandbox(open: OpenHouse): Promise<string[]> {
  const { house } = open;
  await hireStaff(open);
  await fillPools(open);
  const lines = [`${staff.email}  ${PASSWORD}`];
  if (house.settings.sandbox === "on") {
    for (const company of companies) {
      const marker = `demo:${company.domain}`;
      if (await house.db.one(sql`select 1 from house where key = ${marker}`)) continue;
      // A start that was cut off half-way leaves a company as far as it came; the mark says that nobody tries again.
      await house.db.query(sql`insert into house (key, value) values (${marker}, 'begun') on conflict do nothing`);
      await found(open, company);
    }
    lines.push(...companies.map((company) => `${company.admin.email}  ${PASSWORD}`));
  }
  return lines;
}

async function hireStaff({ house }: OpenHouse): Promise<void> {
  if (await house.db.one(sql`select 1 from users where email = ${staff.email}`)) return;
  const password = await people.prepareKnownPassword(PASSWORD);
  if (!password.ok) throw new Error("the house is too busy to hash a password at its start");
  await inOneTransaction(
    house,
    () => {},
    actor,
    null,
    (act) => people.createStaff(act, { ...staff, password: password.value }),
  );
}

const ALPHABET = "BCDFGHJKMPQRTVWXY2346789";
const newKey = (): string =>
  Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")).join("-");

async function fillPools({ house }: OpenHouse): Promise<void> {
  for (const product of house.programme.products.filter(({ kind }) => kind === "software")) {
    if (await house.db.one(sql`select 1 from keys where product_id = ${product.id} limit 1`)) continue;
    await house.db.transaction((tx) => addKeys(house, tx, product.id, Array.from({ length: KEYS_EACH }, newKey), house.clock.now()));
  }
}

/** Walks one company as far as its story goes. */
async function found(open: OpenHouse, company: Company): Promise<void> {
  const { app, house, jobs } = open;
  const host = `localhost:${house.settings.port}`;
  const admin = new Browser(app, company.language, host);
  const { email, givenName, familyName } = company.admin;
  await admin.call("POST", "/api/v1/joins", { companyName: company.name, country: company.country });
  await admin.call("POST", "/api/v1/directories", {
    domain: company.domain,
    givenName,
    familyName,
    email,
    password: PASSWORD,
    language: company.language,
  });
  await admin.call("POST", "/api/v1/sessions", { email, password: PASSWORD });
  const { accountId } = await admin.call<{ accountId: string }>("POST", "/api/v1/enrolment", company.profile);
  const account = `/api/v1/accounts/${accountId}`;
  const text = await admin.call<{ agreementId: string; version: string; language: string; sha256: string }>(
    "GET",
    `${account}/agreement-text`,
  );
  const { agreementId, version, language, sha256 } = text;
  await admin.call("POST", `${account}/agreements`, { agreementId, version, language, sha256, authorityDeclared: true });
  const me = await admin.call<{ items: { userId: string; roles: string[] }[] }>("GET", `${account}/users`);
  const own = me.items[0]!;
  await admin.call("PUT", `${account}/users/${own.userId}/roles`, { roles: [...own.roles, "adminAgent"] });
  for (const colleague of company.colleagues) await admin.call("POST", `${account}/users`, { ...colleague, language: company.language });
  await jobs.drainAll();
  await furnish(admin, account, company);
  if (company.reaches === "enrolled") return;

  await confirmAddress(open, company, host);
  await jobs.drainAll();
  if (company.reaches === "confirmed") return;

  await decide(open, company, accountId, host);
  await jobs.drainAll();
  if (company.reaches === "owner") await buy(open, admin, account, company);
  await jobs.drainAll();
}

/** Its places and its support, for the companies that have them. */
async function furnish(admin: Browser, account: string, { profile, locations = [], support }: Company): Promise<void> {
  const { legalName, contactGivenName, contactFamilyName, contactEmail, contactPhone, country } = profile;
  for (const [name, addressLine1, postalCode, city] of locations) {
    const contact = { contactGivenName, contactFamilyName, contactEmail, contactPhone };
    await admin.call("POST", `${account}/locations`, { name, legalEntity: legalName, addressLine1, postalCode, city, country, ...contact });
  }
  if (support) await admin.call("PUT", `${account}/support-profile`, { version: 0, ...support, shown: true });
}

/** The primary contact presses the button behind the link of their mail. */
async function confirmAddress({ app }: OpenHouse, company: Company, host: string): Promise<void> {
  const visitor = new Browser(app, company.language, host);
  const mails = await visitor.call<{ text: string }[]>("GET", `/dev/mail?to=${encodeURIComponent(company.profile.contactEmail)}`);
  const token = mails.map(({ text }) => /\/confirm-email\/([\w-]+)/.exec(text)?.[1]).find(Boolean);
  if (!token) throw new Error(`no link was mailed to the primary contact of ${company.name}`);
  await visitor.call("POST", `/api/v1/verifications/email/${token}`);
}

/** The desk decides the business check: authorised, or a document asked for. */
async function decide({ app }: OpenHouse, company: Company, accountId: string, host: string): Promise<void> {
  const desk = new Browser(app, "fr", host);
  await desk.call("POST", "/api/v1/sessions", { email: staff.email, password: PASSWORD });
  const queue = await desk.call<{ items: { caseId: string; accountId: string }[] }>("GET", "/api/v1/office/verifications?limit=200");
  const line = queue.items.find((item) => item.accountId === accountId);
  if (!line) throw new Error(`${company.name} is not in the desk's queue`);
  const url = `/api/v1/office/verifications/${line.caseId}`;
  await desk.call("POST", `${url}/claim`, {});
  const taken = await desk.call<TakenCase>("GET", url);
  const { seen, reasons } = taken.checks.find(({ check }) => check === "business")!;
  const reason = (decision: string) =>
    reasons.find(({ decisions, needsDocument }) => decisions.includes(decision) && (decision === "ask" || !needsDocument))!.code;
  if (company.reaches === "asked") {
    const deadline = taken.deadlineDays.usual;
    await desk.call("POST", `${url}/information-requests`, { check: "business", reason: reason("ask"), deadline, seen });
  } else await desk.call("POST", `${url}/decisions`, { check: "business", reason: reason("authorise"), decision: "authorise", seen });
}

type TakenCase = {
  checks: { check: string; seen: object; reasons: { code: string; decisions: string[]; needsDocument: boolean }[] }[];
  deadlineDays: { usual: string };
};

/** The first offer of the programme, paid with the gateway's first test card. */
async function buy({ app, house }: OpenHouse, admin: Browser, account: string, company: Company): Promise<void> {
  const offer = house.programme.offers[0]!;
  const terms = await admin.call<{ version: string; sha256: string }>("GET", `${account}/offers/${offer.id}/terms`);
  const cart = await admin.call<{ id: string; version: number }>("POST", `${account}/carts`, { offerId: offer.id });
  const accepted = await admin.call<{ version: number }>("POST", `${account}/carts/${cart.id}/terms-acceptance`, {
    version: cart.version,
    terms: { version: terms.version, sha256: terms.sha256 },
  });
  const { profile } = company;
  const gateway = new Browser(app, company.language, `localhost:${house.settings.port}`);
  const { token } = await gateway.call<{ token: string }>("POST", "/sandbox-gateway/v1/tokens", {
    number: "4242424242424242",
    expiry: `12/${Number(house.clock.today().slice(2, 4)) + 3}`,
    cvc: "123",
    address: { line1: profile.addressLine1, postalCode: profile.postalCode, city: profile.city, country: company.country },
  });
  const paid = await admin.call<{ version: number }>("POST", `${account}/carts/${cart.id}/payment-methods`, {
    version: accepted.version,
    token,
  });
  await admin.call("POST", `${account}/carts/${cart.id}/order`, { version: paid.version });
}
