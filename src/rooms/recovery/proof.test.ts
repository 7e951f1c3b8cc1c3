import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { NameServer } from "../../testing/nameserver.ts";
import { Checkout, join, offerOf, refusal } from "../../testing/shop.ts";
import { givePassword, goodPassword, signIn } from "../people/testing.ts";

let house: TestHouse;
let dns: NameServer;
beforeAll(async () => {
  dns = await NameServer.start();
  house = await TestHouse.start({ environment: { DNS_SERVERS: dns.address } });
});
afterAll(() => Promise.all([house.close(), dns.close()]));
beforeEach(() => {
  dns.silent = false;
});

/** What enrolling gives somebody who is no administrator of the directory: everything but that. */
const enroller = ["partnerAdmin", "accountAdmin", "referralsAdmin", "profileAdmin"] as const;

const company = async (roles: Parameters<TestHouse["partner"]>[0] = {}): Promise<Partner> => {
  const partner = await house.partner(roles);
  dns.zone.set(partner.domain, []);
  return partner;
};
const page = (who: Colleague, { accountId }: Partner) => who.do("recovery.page", { accountId });
const start = (who: Colleague, { accountId }: Partner) => who.do("recovery.startProof", { accountId });
const check = (who: Colleague, { accountId }: Partner, proofId: string) => who.call("recovery.checkProof", { accountId, proofId });
const mayManage = async (who: Colleague, { accountId }: Partner) =>
  (await who.do("house.doors", { accountId })).doors["security.manage"]!.open;

/** The person in a browser that signs in now. */
async function signedInAgain(who: Colleague): Promise<Colleague> {
  await givePassword(house, who);
  const browser = house.visitor();
  await signIn(browser, who.email, goodPassword);
  return Object.assign(browser, { userId: who.userId, email: who.email, name: who.name });
}

test("S-02 G-005 F-074 an enroller who is no global administrator looks at the offers, may not buy, proves the domain, signs in again and buys", async () => {
  const partner = await company({ roles: enroller });
  const { accountId, admin } = partner;
  await join(house, partner);
  const offers = await admin.do("purchasing.offers", { accountId });
  expect(JSON.stringify(offers)).toContain(offerOf(house));
  const closed = await admin.call("purchasing.openCart", { accountId, body: { offerId: offerOf(house) } });
  expect(refusal(closed)).toEqual([409, "door.hasGlobalAdmin"]);
  expect(await page(admin, partner)).toMatchObject({ domain: partner.domain, admins: [], record: null, moves: { prove: { open: true } } });

  const record = await start(admin, partner);
  expect(record.name).toMatch(new RegExp(`^_entente-[a-z2-7]{8}\\.${partner.domain.replace(".", "\\.")}$`));
  expect(refusal(await check(admin, partner, record.id))).toEqual([409, "recovery.notYet"]);
  dns.zone.set(record.name, [record.value]);
  expect((await check(admin, partner, record.id)).status).toBe(200);

  // The session that proved it is not raised: it says so, and the role's doors stay closed to it.
  expect(await page(admin, partner)).toMatchObject({ atNextSignIn: true, admins: [{ name: admin.name, you: true }], record: null });
  expect(await mayManage(admin, partner)).toBe(false);
  expect((await admin.do("house.shell", {})).me!.accounts[0]!.roles).not.toContain("globalAdmin");

  const again = await signedInAgain(admin);
  expect(await page(again, partner)).toMatchObject({ atNextSignIn: false });
  expect(await mayManage(again, partner)).toBe(true);
  const bought = await (await Checkout.ready(house, again, accountId)).buy();
  expect(bought.status).toBe(201);
});

describe("the record", () => {
  test("G-005 is the same until it is over, another for every person and every account, and gives the person who asked alone the role", async () => {
    const partner = await company({ language: "en" });
    const [one, two] = [await house.colleague(partner, []), await house.colleague(partner, ["salesAgent"])];
    const [first, again, other] = [await start(one, partner), await start(one, partner), await start(two, partner)];
    expect(again).toEqual(first);
    expect(other.value).not.toBe(first.value);
    expect(other.name).not.toBe(first.name);
    dns.zone.set(first.name, [first.value]);
    expect(refusal(await check(two, partner, other.id))).toEqual([409, "recovery.notYet"]);
    expect(refusal(await check(two, partner, first.id))).toEqual([404, "recovery.noSuchProof"]);
    expect((await check(one, partner, first.id)).status).toBe(200);
  });

  test("G-005 with another value is shown as found; beside the right one, and in pieces, it counts", async () => {
    const partner = await company();
    const who = await house.colleague(partner, []);
    const record = await start(who, partner);
    dns.zone.set(record.name, ["v=spf1 -all", `${record.value}x`]);
    const wrong = await check(who, partner, record.id);
    expect(refusal(wrong)).toEqual([409, "recovery.otherRecord"]);
    expect(wrong.problem.detail).toContain(`v=spf1 -all, ${record.value}x`);
    dns.zone.set(record.name, ["something else", [record.value.slice(0, 10), record.value.slice(10)]]);
    expect((await check(who, partner, record.id)).status).toBe(200);
  });

  test("G-005 put at the domain itself counts too, among whatever else is there", async () => {
    const partner = await company();
    const who = await house.colleague(partner, []);
    const record = await start(who, partner);
    dns.zone.set(partner.domain, ["v=spf1 -all", record.value]);
    expect((await check(who, partner, record.id)).status).toBe(200);
  });

  test("G-005 of a domain that does not exist says so", async () => {
    const partner = await company();
    dns.zone.delete(partner.domain);
    const who = await house.colleague(partner, []);
    const { id } = await start(who, partner);
    const answer = await check(who, partner, id);
    expect(refusal(answer)).toEqual([409, "recovery.noDomain"]);
    expect(answer.problem.detail).toContain(partner.domain);
  });

  test("G-005 is not found when the name servers stay silent: 503 within some seconds, nothing changed, and right afterwards it is", async () => {
    const partner = await company();
    const who = await house.colleague(partner, []);
    const record = await start(who, partner);
    dns.zone.set(record.name, [record.value]);
    dns.silent = true;
    const began = Date.now();
    expect(refusal(await check(who, partner, record.id))).toEqual([503, "recovery.silent"]);
    expect(Date.now() - began).toBeLessThan(9_000);
    dns.silent = false;
    expect((await check(who, partner, record.id)).status).toBe(200);
  });

  test("G-005 is over after fourteen days, and so is one that has been used", async () => {
    const partner = await company();
    const who = await house.colleague(partner, []);
    const record = await start(who, partner);
    dns.zone.set(record.name, [record.value]);
    await house.db.query(sql`update domain_proofs set expires_at = created_at where id = ${record.id}`);
    expect(refusal(await check(who, partner, record.id))).toEqual([410, "recovery.proofExpired"]);
    const fresh = await start(who, partner);
    expect(fresh.value).not.toBe(record.value);
    dns.zone.set(fresh.name, [fresh.value]);
    expect((await check(who, partner, fresh.id)).status).toBe(200);
    expect(refusal(await check(who, partner, fresh.id))).toEqual([410, "recovery.proofExpired"]);
    expect(refusal(await who.call("recovery.startProof", { accountId: partner.accountId }))).toEqual([409, "recovery.alreadyAdmin"]);
  });
});

test("F-075 those who are global administrators already are shown first, are told by mail, and keep their role; the facts say how", async () => {
  const partner = await company();
  const who = await house.colleague(partner, ["salesAgent"], { givenName: "Yann", familyName: "Le Goff" });
  const shown = await page(who, partner);
  expect(shown.admins).toEqual([{ name: partner.admin.name, email: partner.admin.email, you: false }]);
  const record = await start(who, partner);
  dns.zone.set(record.name, [record.value]);
  await check(who, partner, record.id);
  const [mail] = await house.mailsTo(partner.admin.email);
  expect(mail!.subject).toContain("Yann Le Goff devient administrateur général");
  expect(mail!.text).toContain(partner.domain);
  expect(await mayManage(partner.admin, partner)).toBe(true);
  const facts = await house.db.query<{ type: string; actor: string }>(
    sql`select type, actor_name as actor from facts where account_id = ${partner.accountId} and type in ('recovery.domainProven', 'user.rolesChanged', 'directory.domainProven') order by type`,
  );
  expect(facts).toEqual([
    { type: "directory.domainProven", actor: who.name },
    { type: "recovery.domainProven", actor: who.name },
    { type: "user.rolesChanged", actor: who.name },
  ]);
});

test("a domain that another company has proven is not proven twice: nothing is granted", async () => {
  const [first, second] = [await company(), await company()];
  await house.db.query(sql`update directories set domain = ${first.domain} where id = ${second.directoryId}`);
  await house.db.query(sql`update directories set domain_proven_at = now() where id = ${first.directoryId}`);
  const who = await house.colleague(second, []);
  const record = await start(who, second);
  dns.zone.set(record.name, [record.value]);
  expect(refusal(await check(who, second, record.id))).toEqual([409, "recovery.domainElsewhere"]);
  expect((await page(who, second)).atNextSignIn).toBe(false);
  expect((await start(who, second)).id).toBe(record.id);
});

test("two presses at once make one administrator, one fact and one mail to each", async () => {
  const partner = await company();
  const who = await house.colleague(partner, []);
  const record = await start(who, partner);
  dns.zone.set(record.name, [record.value]);
  const answers = await Promise.all(Array.from({ length: 5 }, () => check(who, partner, record.id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const facts = await house.db.query(sql`select from facts where account_id = ${partner.accountId} and type = 'recovery.domainProven'`);
  expect(facts).toHaveLength(1);
  expect(await house.mailsTo(partner.admin.email)).toHaveLength(1);
});

test("looking is counted: after thirty in an hour the next waits", async () => {
  const partner = await company();
  const who = await house.colleague(partner, []);
  const { id } = await start(who, partner);
  await house.db.query(sql`delete from throttles`);
  for (let n = 0; n < 30; n++) await check(who, partner, id);
  const before = dns.asked;
  expect(refusal(await check(who, partner, id))).toEqual([429, "recovery.tooManyLooks"]);
  expect(dns.asked).toBe(before);
  await house.db.query(sql`delete from throttles`);
});
