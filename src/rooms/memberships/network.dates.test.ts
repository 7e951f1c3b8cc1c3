import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, anniversary } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { AccountPermit } from "../../permissions.ts";
import { permits, staysOpenWhenLapsed } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, refusal } from "../../testing/shop.ts";
import { draftOf, publishNow, signNow } from "../agreements/testing.ts";

let house: TestHouse;
let partner: Partner;
let english: Colleague;
let at: { accountId: string };
let joined: string;
let due: string;

/** One company in a house of its own, the day it joins; a colleague reads everything in English. */
beforeEach(async () => {
  house = await TestHouse.start({ bell: false });
  partner = await member(house);
  english = await house.colleague(partner, ["accountAdmin"], { language: "en" });
  at = { accountId: partner.accountId };
  joined = house.open.house.clock.today();
  due = anniversary(joined, 1);
});
afterEach(() => house.close());

const goTo = (day: number, from = due) => house.travel(addDays(from, day));
const network = async () => (await partner.admin.do("memberships.list", at)).items.find(({ kind }) => kind === "network")!;
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");
const subjects = async (email: string) => (await house.mailsTo(email)).map(({ subject }) => plain(subject));
const shown = async (who: Colleague = partner.admin) => {
  const { agreement } = await who.do("memberships.networkRenewal", at);
  const { dataVersion } = await who.do("accounts.profile", at);
  return { profileRight: true, profileVersion: dataVersion, agreementSeen: true, agreementVersion: agreement.version };
};
const renew = async (who: Colleague = partner.admin) => who.call("memberships.renewNetwork", { ...at, body: await shown(who) });
const doors = async (who: Colleague = partner.admin) => (await who.do("house.doors", at)).doors;
const captured = async () => (await house.visitor().do("gateway.charges", { limit: 200 })).captured;
/** Buys today with a card that outlives the story. */
const buys = async () => {
  const { body } = await (await Checkout.ready(house, partner.admin, partner.accountId, { expiry: "09/40" })).buy();
  await house.settle();
  return { pack: { ...at, membershipId: body.membershipId! }, packDue: body.term.endsOn };
};

describe("before the end", () => {
  test("C10 N8 N9 whoever may renew is reminded fifteen days before and on day 23, in their language: that it is free, and what happens without it", async () => {
    const seller = await house.colleague(partner, ["salesAgent"]);
    await goTo(-16);
    expect(await subjects(english.email)).toEqual([]);
    await goTo(-15);
    const [near] = await house.mailsTo(english.email);
    expect(near!.subject).toMatch(/^Network membership: to be renewed before /);
    for (const part of ["Nothing is charged", "the account is read-only", `/a/${at.accountId}/network-renewal`])
      expect(near!.text).toContain(part);
    expect((await subjects(partner.admin.email))[0]).toMatch(/^Adhésion au réseau : à renouveler avant le /);

    await goTo(22);
    expect(await subjects(english.email)).toHaveLength(1);
    await goTo(23);
    const [last] = await house.mailsTo(english.email);
    expect(last!.text).toContain("7 days are left to renew your company’s membership");
    expect((await subjects(partner.admin.email))[0]).toMatch(/derniers jours pour renouveler/);
    expect(await subjects(seller.email)).toEqual([]);
  });

  test.each([
    [-16, 409],
    [-15, 200],
    [0, 200],
    [30, 200],
    [31, 200],
    [400, 200],
  ])("C10 on day %i « Renouveler » answers %i, and the page's door says the same", async (day, status) => {
    await signNow(partner);
    await goTo(day);
    const { moves, next } = await partner.admin.do("memberships.networkRenewal", at);
    const answer = await renew();
    expect([answer.status, moves.renew.open, next !== null]).toEqual([status, status === 200, status === 200]);
    if (!moves.renew.open) expect(moves.renew.text).toBe(answer.problem.detail);
  });

  test("C10 the next steps of the overview begin with the renewal from the day it opens until somebody has renewed", async () => {
    await signNow(partner);
    const first = async () => (await partner.admin.do("house.steps", at)).items[0]!;
    await goTo(-16);
    expect(await first()).toMatchObject({ id: "users", due: null });
    await goTo(-15);
    expect(await first()).toMatchObject({ id: "network", door: { open: true }, due: { state: "active", endsOn: due } });
    await goTo(1);
    expect(await first()).toMatchObject({ id: "network", due: { state: "grace", keptUntil: addDays(due, 30) } });
    await renew();
    expect(await first()).toMatchObject({ id: "users" });
  });

  test("C10 F-015 both statements are asked for at their fields, about the very profile and text that were shown", async () => {
    await signNow(partner);
    await goTo(-15);
    const said = await shown();
    const press = (body: object) => partner.admin.call("memberships.renewNetwork", { ...at, body: { ...said, ...body } });
    const unticked = await press({ profileRight: false, agreementSeen: false });
    expect([unticked.status, unticked.problem.errors!.map(({ pointer }) => pointer)]).toEqual([422, ["/profileRight", "/agreementSeen"]]);
    expect(refusal(await press({ profileVersion: said.profileVersion + 1 }))).toEqual([409, "memberships.profileChanged"]);
    expect(refusal(await press({ agreementVersion: "1999-01" }))).toEqual([409, "memberships.agreementChanged"]);
    for (const body of [{ profileVersion: "1" }, { extra: true }, { profileRight: null }]) expect((await press(body)).status).toBe(422);
    expect(await network()).toMatchObject({ term: 1, state: "active" });
  });

  test("C10 a newer version of the agreement is accepted anew before the renewal; the one that was accepted is acknowledged", async () => {
    await signNow(partner);
    const desk = await house.staff(["agreementPublisher"]);
    const { version } = await draftOf(desk, {});
    await goTo(-20);
    await publishNow(desk, { version, effectiveFrom: addDays(due, -18) });
    await goTo(-15);
    expect((await partner.admin.do("memberships.networkRenewal", at)).agreement).toMatchObject({ version, accepted: null });
    const refused = await renew();
    expect(refusal(refused)).toEqual([409, "memberships.agreementNotAccepted"]);
    expect(refused.problem.detail).toContain(version);
    await signNow(partner);
    expect((await partner.admin.do("memberships.networkRenewal", at)).agreement.accepted).toMatchObject({ by: partner.admin.name });
    expect((await renew()).status).toBe(200);
  });

  test("C10 renewed on day 12, the anniversary stays where it was, its history says who, and nobody is reminded again", async () => {
    await signNow(partner);
    await goTo(12);
    expect(await network()).toMatchObject({ state: "grace", keptUntil: addDays(due, 30) });
    const { body } = await renew(english);
    expect(body).toMatchObject({ state: "active", term: 2, startsOn: due, endsOn: anniversary(joined, 2), since: joined });
    const written = (await subjects(english.email)).length;
    await goTo(40);
    expect(await network()).toMatchObject({ state: "active", term: 2 });
    expect((await doors())["offers.buy"]!.open).toBe(true);
    expect((await subjects(english.email)).length).toBe(written);
    const { items } = await partner.admin.do("memberships.history", { ...at, membershipId: body.id });
    expect(items.map(({ type, who }) => [type, who])).toEqual([
      ["network.renewed", english.name],
      ["membership.lapsed", "automatiquement"],
      ["network.reminded", "automatiquement"],
      ["membership.activated", "automatiquement"],
    ]);
    const fact = await house.db.one<{ data: object }>(sql`select data from facts where type = 'network.renewed'`);
    expect(fact!.data).toMatchObject({ profileVersion: expect.any(Number), agreement: expect.stringMatching(/^network-agreement /) });
  });

  test("C10 a stranger, a colleague who may not and a visitor renew nothing; one key pressed twice renews once", async () => {
    await signNow(partner);
    await goTo(-15);
    const body = await shown();
    const seller = await house.colleague(partner, ["salesAgent", "userAdmin"]);
    const closed = await seller.call("memberships.renewNetwork", { ...at, body });
    expect([closed.status, closed.problem.door]).toEqual([
      403,
      expect.objectContaining({ open: false, asks: ["globalAdmin", "partnerAdmin", "accountAdmin"] }),
    ]);
    const stranger = await member(house);
    expect((await stranger.admin.call("memberships.renewNetwork", { ...at, body })).status).toBe(404);
    expect((await stranger.admin.call("memberships.networkRenewal", at)).status).toBe(404);
    expect((await house.visitor().call("memberships.renewNetwork", { ...at, body })).status).toBe(401);
    const nobody = await house.partner();
    expect(refusal(await nobody.admin.call("memberships.renewNetwork", { accountId: nobody.accountId, body }))).toEqual([
      404,
      "memberships.notFound",
    ]);
    const key = newId();
    const first = await partner.admin.call("memberships.renewNetwork", { ...at, body }, { key });
    const again = await partner.admin.call("memberships.renewNetwork", { ...at, body }, { key });
    expect([first.status, again.body, again.headers.get("idempotency-replayed")]).toEqual([200, first.body, "true"]);
    expect(refusal(await partner.admin.call("memberships.renewNetwork", { ...at, body }))).toEqual([409, "memberships.renewalTooEarly"]);
  });
});

describe("after it", () => {
  test("C10 G-013 through day 30 everything stays; on day 31 every act that changes something is closed with the day and who can renew, and reading is not", async () => {
    await goTo(30);
    expect((await doors())["seats.assign"]!.open).toBe(true);
    await goTo(31);
    const stands = await doors();
    const names = Object.keys(permits) as AccountPermit[];
    // Closed by its own rule or not, whatever does not stay open says this reason too.
    const because = (permit: AccountPermit) => {
      const door = stands[permit]!;
      return !door.open && door.reasons.some(({ code }) => code === "networkCurrent");
    };
    expect(names.filter(because)).toEqual(names.filter((permit) => !staysOpenWhenLapsed(permit)));
    expect(names.filter((permit) => !permit.endsWith(".view") && staysOpenWhenLapsed(permit))).toEqual([
      "self.change",
      "profile.edit",
      "verification.answer",
      "agreements.sign",
      "users.deactivate",
      "users.resetPassword",
      "directories.manage",
      "users.resetFactor",
      "security.manage",
      "recovery.prove",
      "recovery.object",
      "memberships.manage",
      "memberships.renew",
      "billing.documents",
      "memberships.cancel",
      "orders.manage",
      "support.ask",
      "support.all",
      "developer.applications",
    ]);

    const refused = await english.call("purchasing.openCart", { ...at, body: { offerId: house.open.house.programme.offers[0]!.id } });
    expect(refused.status).toBe(403);
    const buyer = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    const closed = await buyer.call("purchasing.openCart", { ...at, body: { offerId: house.open.house.programme.offers[0]!.id } });
    expect(refusal(closed)).toEqual([409, "door.networkCurrent"]);
    expect(closed.problem.detail).toMatch(/^The network membership ended on \d+ \w+ \d{4}: the account is read-only\./);
    expect(closed.problem.detail).toContain(partner.admin.name);
    expect(closed.problem.detail).toContain(english.name);
  });

  test("F-014 C10 N11 lapsed, whoever may renew is told what rests; the account is read and downloaded as before, and the shell says since when", async () => {
    await signNow(partner);
    await goTo(31);
    const [told] = await house.mailsTo(english.email);
    expect(told!.subject).toBe("Network membership: ended, the account is read-only");
    expect(told!.text).toContain("due dates stay counted from the day you joined");
    expect(told!.text).not.toContain("paid subscriptions");
    expect((await subjects(partner.admin.email))[0]).toBe("Adhésion au réseau : terminée, le compte est en lecture seule");
    expect(await network()).toMatchObject({ state: "expired", stateText: "Expiré" });
    const { me } = await partner.admin.do("house.shell", {});
    expect(me!.accounts[0]!.networkEndedOn).toBe(addDays(due, 30));

    for (const name of [
      "accounts.overview",
      "accounts.profile",
      "accounts.team",
      "agreements.list",
      "benefits.overview",
      "billing.profile",
      "purchasing.offers",
      "purchasing.orders",
      "support.list",
      "memberships.networkRenewal",
    ] as const)
      expect([name, (await partner.admin.call(name, at as never)).status]).toEqual([name, 200]);
    expect((await partner.admin.call("accounts.exportUsers", at)).status).toBe(200);
    const { items } = await partner.admin.do("agreements.list", at);
    expect((await partner.admin.send("GET", items[0]!.signed!.links.document)).status).toBe(200);
  });

  test("C10 what leads back and what keeps people safe stays open: the profile, security, a leaver, a support request", async () => {
    const leaver = await house.colleague(partner, ["salesAgent"]);
    await goTo(31);
    const deactivated = await partner.admin.call("accounts.deactivateUser", { ...at, userId: leaver.userId });
    expect(deactivated.status).toBeLessThan(300);
    const { groups } = await partner.admin.do("support.options", at);
    expect(groups.length).toBeGreaterThan(0);
    const stands = await doors();
    expect([stands["profile.edit"]!.open, stands["security.manage"]!.open, stands["support.ask"]!.open]).toEqual([true, true, true]);
    // Adding somebody is none of it.
    expect(stands["users.add"]!.open).toBe(false);
  });

  test("F-015 C10 renewed after the lapse, buying and benefits open at once; the term is the one that runs today, counted from the day of joining", async () => {
    await signNow(partner);
    const granted = async () =>
      (await partner.admin.do("benefits.list", { ...at, kind: "technical" })).items.filter(({ status }) => status !== "ended");
    const before = (await granted()).length;
    expect(before).toBeGreaterThan(0);
    await goTo(200);
    expect(await granted()).toEqual([]);
    const { body } = await renew();
    expect(body).toMatchObject({ state: "active", term: 2, startsOn: due, endsOn: anniversary(joined, 2), since: joined });
    await house.settle();
    const stands = await doors();
    expect(Object.values(stands).flatMap((door) => (door.open ? [] : door.reasons.map(({ code }) => code)))).not.toContain(
      "networkCurrent",
    );
    expect((await granted()).length).toBe(before);
    expect(
      (await partner.admin.call("purchasing.openCart", { ...at, body: { offerId: house.open.house.programme.offers[0]!.id } })).status,
    ).toBe(200);
  });

  test("C10 back within the window of the next anniversary, one renewal covers the year after it too; two years late it is the term that runs", async () => {
    await signNow(partner);
    await goTo(-15, anniversary(joined, 2));
    expect((await renew()).body).toMatchObject({ term: 3, endsOn: anniversary(joined, 3) });
    const late = await member(house);
    const started = house.open.house.clock.today();
    await signNow(late);
    await house.travel(addDays(started, 3 * 365 + 10));
    const there = { accountId: late.accountId };
    const { agreement, next } = await late.admin.do("memberships.networkRenewal", there);
    expect(next).toEqual({ startsOn: anniversary(started, 3), endsOn: anniversary(started, 4) });
    const body = { profileRight: true, profileVersion: 1, agreementSeen: true, agreementVersion: agreement.version };
    const { dataVersion } = await late.admin.do("accounts.profile", there);
    const answer = await late.admin.call("memberships.renewNetwork", { ...there, body: { ...body, profileVersion: dataVersion } });
    expect(answer.body).toMatchObject({ term: 4, ...next });
  });

  test("C10 the day decides before the bell does: on day 31, before any bell has rung, the account is read-only; on day 30 it is not", async () => {
    await goTo(29);
    const move = (day: number) => house.open.house.clock.moveTo(house.db, `${addDays(due, day)}T09:00:00Z`);
    await move(30);
    expect((await doors())["seats.assign"]!.open).toBe(true);
    await move(31);
    expect((await doors())["seats.assign"]).toMatchObject({ open: false, reasons: [{ code: "networkCurrent" }] });
    expect(await network()).toMatchObject({ state: "expired" });
  });
});

describe("what was bought beneath a level that has lapsed", () => {
  test("C10 N8 N10 no automatic renewal is charged while the account is read-only: the mails say so, and once it is renewed the next try charges once", async () => {
    await signNow(partner);
    await house.travel(addDays(joined, 100));
    const { pack, packDue } = await buys();
    await goTo(31);
    const [told] = await house.mailsTo(english.email);
    expect(told!.text).toContain("No automatic renewal is charged while the account is read-only");

    await goTo(-15, packDue);
    const [near] = await house.mailsTo(partner.admin.email);
    expect(near!.text).toContain("rien ne sera débité");
    await goTo(0, packDue);
    expect(await captured()).toBe(1);
    const [failed] = await house.mailsTo(partner.admin.email);
    expect(plain(failed!.text)).toContain("L’adhésion au réseau a pris fin : le compte est en lecture seule. Rien n’est débité.");
    expect(failed!.text).toContain("Renouvelez d’abord l’adhésion au réseau");
    // By hand it is closed too, by the same door.
    expect(refusal(await partner.admin.call("purchasing.openRenewal", pack))).toEqual([409, "door.networkCurrent"]);

    await goTo(2, packDue);
    expect((await renew()).status).toBe(200);
    await goTo(3, packDue);
    expect(await captured()).toBe(2);
    const renewed = await partner.admin.do("memberships.show", pack);
    expect(renewed).toMatchObject({ state: "active", term: 2, startsOn: packDue, autoRenew: true });
    await goTo(40, packDue);
    expect(await captured()).toBe(2);
  });

  test("C10 its benefits stay readable and nothing new is handed out: a key that was opened is read, a sealed one stays sealed, no seat is given", async () => {
    await house.travel(addDays(joined, 100));
    const { pack } = await buys();
    const stock = await house.staff(["catalogueManager"]);
    const items = (await partner.admin.do("benefits.list", { ...at, kind: "software" })).items;
    const software = items.find(({ capacity }) => capacity > 1)!;
    await stock.do("keys.add", { productId: software.productId, body: { text: "AAAAA-BBBBB-CCCCC\nDDDDD-EEEEE-FFFFF" } });
    const [opened, sealed] = [await reserve(software.id), await reserve(software.id)];
    await partner.admin.do("keys.open", { ...at, keyId: opened, body: { confirmRefundLoss: true } });
    const [seats] = (await partner.admin.do("benefits.list", { ...at, kind: "developerSeats" })).items;
    await partner.admin.do("seats.assign", { ...at, benefitId: seats!.id, body: { userId: partner.admin.userId } });

    await goTo(31);
    expect((await partner.admin.do("keys.view", { ...at, keyId: opened })).key).toMatch(/^(AAAAA|DDDDD)-/);
    expect((await partner.admin.do("seats.mine", at)).items).toHaveLength(1);
    const closed = [
      await partner.admin.call("keys.open", { ...at, keyId: sealed, body: { confirmRefundLoss: true } }),
      await partner.admin.call("keys.reserve", { ...at, benefitId: software.id }),
      await partner.admin.call("seats.assign", { ...at, benefitId: seats!.id, body: { userId: english.userId } }),
    ];
    expect(closed.map(refusal)).toEqual(closed.map(() => [409, "door.networkCurrent"]));
    // Stopping the automatic renewal is never closed.
    const stopped = await partner.admin.do("memberships.autoRenewal", { ...pack, body: { on: false } });
    expect(stopped.autoRenew).toBe(false);
  });
});

const reserve = async (benefitId: string) => (await partner.admin.do("keys.reserve", { ...at, benefitId })).id;

test("C10 a membership that began before levels had a year gets its dates and bells; who was never told has the days of grace from that day", async () => {
  await goTo(60);
  await house.db.query(
    sql`update memberships set state = 'active', expired_on = null, kept_until = ends_on where account_id = ${at.accountId}`,
  );
  const { id } = await network();
  await house.db.query(sql`delete from jobs where kind like 'memberships.%' and payload->>'membershipId' = ${id}`);
  const now = house.open.house.clock.now();
  await house.db.query(sql`
    insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
    values (gen_random_uuid(), 'memberships.schedule', ${`${id}:network`}, ${at.accountId}, ${JSON.stringify({ membershipId: id })}::jsonb, 'business', ${now}, '2000-01-01')`);
  await house.settle();
  expect(await network()).toMatchObject({ state: "grace", keptUntil: addDays(due, 90) });
  expect((await subjects(english.email))[0]).toMatch(/^Network membership: last days to renew/);
  expect((await doors())["seats.assign"]!.open).toBe(true);
  await goTo(91);
  expect(await network()).toMatchObject({ state: "expired" });
  expect((await subjects(english.email))[0]).toBe("Network membership: ended, the account is read-only");
});
