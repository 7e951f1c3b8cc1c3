import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { loadProgramme } from "../../programme/load.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { offerOf, purchase } from "../../testing/shop.ts";
import * as memberships from "./door.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const actor = { kind: "clock", id: null, name: "" } as const;

/** The news that an account exists, as an enrolment records it. */
const tell = ({ accountId, partnerId }: Partner, in_ = house) =>
  inOneTransaction(
    in_.open.house,
    () => {},
    actor,
    null,
    async (act) => {
      act.record({ type: "account.created", accountId, subject: accountId, data: { partnerId, dataVersion: 1, country: "FR" } });
    },
  );

const listOf = async (partner: Partner) => (await partner.admin.do("memberships.list", { accountId: partner.accountId })).items;

test("F-006 C10 a new account becomes a member of the network, free, for the programme's term, and everybody hears it once", async () => {
  const partner = await house.partner();
  expect(await listOf(partner)).toEqual([]);
  await tell(partner);
  await house.settle();

  const today = house.open.house.clock.today();
  const [network, ...rest] = await listOf(partner);
  expect(rest).toEqual([]);
  expect(network).toMatchObject({
    kind: "network",
    state: "active",
    since: today,
    startsOn: today,
    term: 1,
    termMonths: 12,
    autoRenew: false,
    name: "Adhésion au réseau",
  });
  expect(network!.endsOn).toBe(`${Number(today.slice(0, 4)) + 1}${today.slice(4)}`);
  const facts = await house.db.query(sql`select data from facts where account_id = ${partner.accountId} and type = 'membership.activated'`);
  const { id: membershipId, startsOn, endsOn } = network!;
  expect(facts).toEqual([
    { data: { membershipId, offerId: "network", packageId: "network", kind: "network", startsOn, endsOn, untilOn: addDays(endsOn, 30) } },
  ]);
});

test("C10 the same news twice, and two at once, make one membership", async () => {
  const partner = await house.partner();
  await Promise.all([tell(partner), tell(partner), tell(partner)]);
  await house.settle();
  expect(await listOf(partner)).toHaveLength(1);
  const told = await house.db.one(
    sql`select count(*)::int as count from facts where account_id = ${partner.accountId} and type = 'membership.activated'`,
  );
  expect(told).toEqual({ count: 1 });
});

test("a membership's page is for every member of the account, in their language, and for nobody else", async () => {
  const partner = await member(house);
  const [network] = await listOf(partner);
  const colleague = await house.colleague(partner, ["salesAgent"], { language: "en" });
  const at = { accountId: partner.accountId, membershipId: network!.id };
  expect(await colleague.do("memberships.show", at)).toMatchObject({
    name: "Network membership",
    refund: { until: null, possible: false },
  });

  const stranger = await house.partner();
  expect((await stranger.admin.call("memberships.show", at)).status).toBe(404);
  expect((await stranger.admin.call("memberships.list", { accountId: partner.accountId })).status).toBe(404);
  expect((await house.visitor().call("memberships.show", at)).status).toBe(401);
  const smuggled = await stranger.admin.call("memberships.show", { ...at, accountId: stranger.accountId });
  expect([smuggled.status, smuggled.problem.code, smuggled.problem.detail]).toEqual([
    404,
    "memberships.notFound",
    "Cette adhésion n’existe pas dans ce compte.",
  ]);
  for (const forged of [newId(), "1", "%27"]) {
    expect((await partner.admin.call("memberships.show", { ...at, membershipId: forged })).status, forged).toBe(404);
  }
});

test("C8 F-135 what was bought says until when it may be refunded; an opened key ends that right, and the page says on which day", async () => {
  const partner = await member(house);
  const { membershipId } = await purchase(house, partner);
  const at = { accountId: partner.accountId, membershipId: membershipId! };
  const before = await partner.admin.do("memberships.show", at);
  expect(before.refund).toMatchObject({ possible: true, daysLeft: 30, blockedBy: ["keyOpened"], used: [] });

  await inOneTransaction(
    house.open.house,
    () => {},
    actor,
    null,
    (act) => memberships.noteUse(act.tx, partner.accountId, membershipId!, "keyOpened", act.now).then(() => undefined),
  );
  const after = await partner.admin.do("memberships.show", at);
  expect(after.refund).toMatchObject({
    possible: false,
    until: before.refund.until,
    used: [{ what: "keyOpened", on: house.open.house.clock.today() }],
  });
});

test("at most one active membership of an offer that is sold once: the database has the last word", async () => {
  const partner = await member(house);
  const offer = house.open.house.programme.offers[0]!;
  const start = () =>
    inOneTransaction(
      house.open.house,
      () => {},
      actor,
      null,
      (act) =>
        memberships.start(act, partner.accountId, {
          kind: "offer",
          offerId: offerOf(house),
          packageId: offer.package,
          termMonths: 12,
          anchorOn: act.today,
          autoRenew: true,
          onlyOne: true,
        }),
    );
  const started = await Promise.all(Array.from({ length: 8 }, start));
  expect(started.filter((one) => one !== undefined)).toHaveLength(1);
  const told = await house.db.one(
    sql`select count(*)::int as count from facts where account_id = ${partner.accountId} and type = 'membership.activated' and data->>'offerId' = ${offer.id}`,
  );
  expect(told).toEqual({ count: 1 });
});

test("C6 C10 the anchor is the account's day in the programme's zone, also when the news comes late and the day has turned", async () => {
  const paris = await TestHouse.start({ bell: false });
  const partner = await paris.partner();
  // Half past midnight in Paris, still the day before in Greenwich.
  await paris.travel("2028-02-28T23:30:00Z");
  await tell(partner, paris);
  await paris.open.house.clock.moveTo(paris.db, "2028-03-02T12:00:00Z");
  await paris.settle();
  const { items } = await partner.admin.do("memberships.list", { accountId: partner.accountId });
  expect(items[0]).toMatchObject({ since: "2028-02-29", startsOn: "2028-02-29", endsOn: "2029-02-28" });
  await paris.close();
});

test("another programme has another level, another zone and another term", async () => {
  const programme = loadProgramme(path.resolve("src/testing/programme-example"));
  const toronto = await TestHouse.start({ programme });
  const partner = await toronto.partner({ country: "CA" });
  await toronto.travel("2027-06-22T02:00:00Z");
  await tell(partner, toronto);
  await toronto.settle();
  const { items } = await partner.admin.do("memberships.list", { accountId: partner.accountId });
  expect(items[0]).toMatchObject({ offerId: programme.membership.id, termMonths: programme.membership.termMonths, since: "2027-06-21" });
  await toronto.close();
});
