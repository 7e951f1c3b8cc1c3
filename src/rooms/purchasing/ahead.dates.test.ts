import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, anniversary } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, refusal } from "../../testing/shop.ts";

let house: TestHouse;
let finance: Colleague;
beforeEach(async () => {
  house = await TestHouse.start({ bell: false });
  // A day of June, so that no leap day lies between anniversaries that are thirty-one days apart.
  await house.travel(`${Number(house.open.house.clock.today().slice(0, 4)) + 1}-06-01`);
  finance = await house.staff(["finance"], { language: "en" });
});
afterEach(() => house.close());

const today = () => house.open.house.clock.today();
const buys = async (partner: Partner, expiry = "09/45") => {
  const { body } = await (await Checkout.ready(house, partner.admin, partner.accountId, { expiry })).buy();
  await house.settle();
  return { at: { accountId: partner.accountId, membershipId: body.membershipId! }, due: body.term.endsOn };
};
const company = async (country = "FR") => {
  const partner = await member(house, { country });
  const bought = await buys(partner);
  return { partner, ...bought, ...bought.at };
};
const captured = async () => (await house.visitor().do("gateway.charges", { limit: 200 })).captured;
const rehearse = async (on: string | null) => {
  const { id: rehearsalId } = await finance.do("purchasing.rehearse", { body: { on } });
  await house.settle();
  return finance.do("purchasing.rehearsal", { rehearsalId });
};
/** Every line, page by page. */
const linesOf = async (rehearsalId: string, limit = 3) => {
  const lines = [];
  for (let cursor: string | undefined; ; ) {
    const page = await finance.do("purchasing.rehearsalLines", { rehearsalId, limit, ...(cursor && { cursor }) });
    lines.push(...page.items);
    if (page.nextCursor === null) return lines;
    cursor = page.nextCursor;
  }
};
const hold = (partnerId: string | null, who = finance) =>
  who.call("purchasing.holdRenewals", { body: { partnerId, reason: "Prices under review" } });

/** What the run did after a moment, from the books that it keeps: orders, and the history of each company. */
async function doneSince(after: string) {
  const rows = await house.db.query<{ accountId: string; what: string; amount: string | null }>(sql`
    select account_id as "accountId", 'charge' as what, total_minor || ' ' || currency as amount from orders where automatic and id > ${after}
    union all
    select account_id, case type when 'renewal.failed' then 'notCharged' when 'renewal.held' then 'held' when 'membership.lapsed' then 'grace'
      when 'renewal.reminded' then 'reminder' when 'network.reminded' then 'reminder' else 'end' end, null
    from facts where id > ${after} and type in ('renewal.failed', 'renewal.held', 'membership.lapsed', 'membership.expired', 'network.ended', 'renewal.reminded', 'network.reminded')
      and not (type = 'renewal.failed' and data ? 'number')`);
  return rows.map(({ accountId, what, amount }) => [accountId, what, amount].join(" ")).sort();
}
const minor = (amount: { amount: string; currency: string } | null) =>
  amount ? `${Math.round(Number(amount.amount) * 100)} ${amount.currency}` : null;

describe("O12 a rehearsal", () => {
  test("O12 it tells, line by line and to the cent, what the run of the same day then does: on, off, expired, refused, held back, ending, lapsing", async () => {
    // A month before the others: one that will end on the day, and one whose network level will.
    const ending = await company();
    await ending.partner.admin.do("memberships.autoRenewal", { ...ending.at, body: { on: false } });
    const lapsing = await member(house);
    await house.travel(addDays(today(), 28));
    const refused = await company();
    await house.travel(addDays(today(), 3));
    const day = anniversary(today(), 1);
    const [on, off, british, kept] = [await company(), await company(), await company("GB"), await company()];
    await off.partner.admin.do("memberships.autoRenewal", { ...off.at, body: { on: false } });
    const expired = await member(house);
    await buys(expired, `${day.slice(5, 7) === "01" ? "12" : String(Number(day.slice(5, 7)) - 1).padStart(2, "0")}/${day.slice(2, 4)}`);
    const lapsingPack = await buys(lapsing);
    expect([lapsingPack.due, on.due, addDays(ending.due, 31), addDays(refused.due, 3)]).toEqual([day, day, day, day]);

    // Three days before, the bank refuses one card; it is asked again on the day.
    await house.db.query(sql`
      update gateway.cards set fate = 'insufficientFunds' where holder = ${refused.accountId}::text`);
    await house.travel(addDays(day, -1));
    expect((await hold(kept.partner.partnerId)).status).toBe(201);
    const before = await house.db.one(sql`
      select (select count(*)::int from orders) as orders, (select count(*)::int from mails) as mails,
        (select count(*)::int from facts where account_id is not null) as facts, (select count(*)::int from held_charges) as held`);
    const rehearsed = await rehearse(null);
    expect(rehearsed).toMatchObject({ on: day, from: addDays(day, -1), state: "ready" });
    expect(rehearsed.done).toBe(rehearsed.total);
    // Nothing was done.
    expect(
      await house.db.one(sql`
        select (select count(*)::int from orders) as orders, (select count(*)::int from mails) as mails,
          (select count(*)::int from facts where account_id is not null) as facts, (select count(*)::int from held_charges) as held`),
    ).toEqual(before);

    const lines = await linesOf(rehearsed.id);
    const since = newId();
    await house.travel(day);
    const done = await doneSince(since);
    expect(lines.map(({ company: { id }, what, amount }) => [id, what, minor(amount)].join(" ")).sort()).toEqual(done);
    expect(done).toHaveLength(9);

    const of = (accountId: string) => lines.filter(({ company: { id } }) => id === accountId).map(({ what, text }) => [what, text]);
    expect(of(on.accountId)).toEqual([["charge", "Automatic renewal: €510.00 charged to the card Visa ending in 4242."]]);
    expect(of(british.accountId)[0]![1]).toContain("£438.00");
    expect(of(off.accountId)).toEqual([]);
    expect(of(expired.accountId)[0]).toEqual([
      "notCharged",
      expect.stringMatching(/^The card has expired\. Nothing was charged\. Next try on /),
    ]);
    expect(of(refused.accountId)[0]![1]).toContain("The bank refused this card last time");
    expect(of(kept.accountId).map(([what]) => what)).toEqual(["held"]);
    expect(of(ending.accountId).map(([what]) => what)).toEqual(["end", "end"]);
    expect(
      of(lapsing.accountId)
        .map(([what]) => what)
        .sort(),
    ).toEqual(["end", "notCharged"]);
    expect(rehearsed.totals).toEqual([
      { total: { amount: "1020.00", currency: "EUR" }, count: 2, atRisk: { amount: "510.00", currency: "EUR" }, risky: 1 },
      { total: { amount: "438.00", currency: "GBP" }, count: 1, atRisk: { amount: "0.00", currency: "GBP" }, risky: 0 },
    ]);
    expect(Object.fromEntries(rehearsed.counts.map(({ what, count }) => [what, count]))).toEqual({
      charge: 3,
      notCharged: 2,
      held: 1,
      end: 3,
    });
  });

  test("O12 of many memberships it is made page by page, says how far it is, and lists every one once, by kind too", async () => {
    const { accountId, membershipId, due, partner } = await company();
    await partner.admin.do("memberships.autoRenewal", { accountId, membershipId, body: { on: false } });
    await house.db.query(sql`
      insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, term, starts_on, ends_on, kept_until, paid_on, auto_renew, only_one, started_at)
      select gen_random_uuid(), account_id, kind, offer_id, package_id, state, anchor_on, term_months, term, starts_on, ends_on, kept_until, paid_on, false, false, started_at
      from memberships, generate_series(1, 450) where id = ${membershipId}`);
    await house.travel(addDays(due, -20));
    const { id: rehearsalId, total } = await finance.do("purchasing.rehearse", { body: { on: addDays(due, 1) } });
    expect(total).toBe(452);
    const early = await finance.call("purchasing.approveRehearsal", { rehearsalId });
    expect(refusal(early)).toEqual([409, "purchasing.rehearsalRunning"]);
    await house.settle();
    const whole = await finance.do("purchasing.rehearsal", { rehearsalId });
    expect([whole.state, whole.done]).toEqual(["ready", 452]);
    const pages = await house.db.one(sql`select count(*)::int as n from jobs where kind = 'purchasing.rehearse' and state = 'done'`);
    expect(pages).toEqual({ n: 3 });
    const lines = await linesOf(rehearsalId, 100);
    expect([lines.length, new Set(lines.map((one) => one.membershipId)).size]).toEqual([452, 452]);
    const ends = await finance.do("purchasing.rehearsalLines", { rehearsalId, what: "end", limit: 10 });
    expect(ends.items).toEqual([]);
    expect(whole.totals).toEqual([]);
  });

  test("O12 somebody of finance approves it once; the night happens with or without it", async () => {
    const { due } = await company();
    await house.travel(addDays(due, -1));
    const { id: rehearsalId } = await rehearse(due);
    const approved = await finance.do("purchasing.approveRehearsal", { rehearsalId });
    expect(approved.approved).toMatchObject({ by: finance.name });
    expect(refusal(await finance.call("purchasing.approveRehearsal", { rehearsalId }))).toEqual([409, "purchasing.rehearsalApproved"]);
    expect((await finance.do("purchasing.rehearsals", {})).items.map(({ id }) => id)).toEqual([rehearsalId]);
    await house.travel(due);
    expect(await captured()).toBe(2);
  });

  test("O12 it is for finance and the administrators of the platform; days that are past or too far are refused at their field; old ones are dropped", async () => {
    const verifier = await house.staff(["verifier"]);
    const partner = await member(house);
    for (const [who, status] of [
      [verifier, 403],
      [partner.admin, 404],
      [house.visitor(), 401],
    ] as const) {
      expect((await who.call("purchasing.rehearse", { body: { on: null } })).status).toBe(status);
      expect((await who.call("purchasing.holdRenewals", { body: { partnerId: null, reason: "x" } })).status).toBe(status);
      expect((await who.call("purchasing.renewalHolds", {})).status).toBe(status);
    }
    const asked = (on: string) => finance.call("purchasing.rehearse", { body: { on } });
    expect(refusal(await asked(today()))).toEqual([422, "purchasing.dayPast"]);
    const far = await asked(addDays(today(), 401));
    expect([...refusal(far), far.problem.errors!.map(({ pointer }) => pointer)]).toEqual([422, "purchasing.dayFar", ["/on"]]);
    expect((await asked("2027-02-30")).status).toBe(422);
    for (const name of ["purchasing.rehearsal", "purchasing.rehearsalLines", "purchasing.approveRehearsal"] as const)
      expect(refusal(await finance.call(name, { rehearsalId: newId() }))).toEqual([404, "purchasing.rehearsalNotFound"]);

    const { id } = await rehearse(null);
    await house.travel(addDays(today(), 91));
    const { id: next } = await rehearse(null);
    expect((await finance.do("purchasing.rehearsals", {})).items.map((one) => one.id)).toEqual([next]);
    expect((await finance.call("purchasing.rehearsal", { rehearsalId: id })).status).toBe(404);
  });
});

describe("O12 holding back", () => {
  test("O12 everything is held back with a reason: nothing is charged, the company reads it, and once it goes on the card is charged once, on its anniversary's terms", async () => {
    const { partner, accountId, membershipId, due } = await company();
    await house.travel(addDays(due, -1));
    const held = await hold(null);
    expect(held.body).toMatchObject({ company: null, reason: "Prices under review", heldBy: finance.name, waiting: 0 });
    expect(refusal(await hold(null))).toEqual([409, "purchasing.heldAlready"]);
    await house.travel(addDays(due, 5));
    expect(await captured()).toBe(1);
    const [newest] = (await partner.admin.do("memberships.history", { accountId, membershipId })).items.filter(
      ({ type }) => type === "renewal.held",
    );
    expect(newest!.text).toContain("retenu par l’équipe du réseau");
    expect((await finance.do("purchasing.renewalHolds", {})).standing).toMatchObject([{ id: held.body.id, waiting: 1 }]);
    expect((await partner.admin.do("purchasing.ahead", { accountId })).held).toBe(true);

    const released = await finance.do("purchasing.releaseRenewals", { holdId: held.body.id });
    expect(released).toMatchObject({ releasedBy: finance.name, waiting: 0 });
    await house.settle();
    expect(await captured()).toBe(2);
    expect(await partner.admin.do("memberships.show", { accountId, membershipId })).toMatchObject({
      term: 2,
      startsOn: due,
      state: "active",
    });
    expect(refusal(await finance.call("purchasing.releaseRenewals", { holdId: held.body.id }))).toEqual([409, "purchasing.holdReleased"]);
    await house.travel(addDays(due, 35));
    expect(await captured()).toBe(2);
    const list = await finance.do("purchasing.renewalHolds", {});
    expect([list.standing, list.items.map(({ id }) => id)]).toEqual([[], [held.body.id]]);
  });

  test("O12 one company is held back by its partner ID and nobody else; beneath a hold of everybody it waits for both", async () => {
    const [one, other] = [await company(), await company()];
    await house.travel(addDays(one.due, -1));
    expect(refusal(await hold("0000000"))).toEqual([422, "purchasing.noSuchPartner"]);
    const { body: own } = await hold(one.partner.partnerId);
    expect(own.company).toMatchObject({ id: one.accountId, partnerId: one.partner.partnerId });
    await house.travel(one.due);
    expect(await captured()).toBe(3);
    const { body: all } = await hold(null);
    await finance.do("purchasing.releaseRenewals", { holdId: own.id });
    await house.settle();
    expect(await captured()).toBe(3);
    await finance.do("purchasing.releaseRenewals", { holdId: all.id });
    await house.settle();
    expect(await captured()).toBe(4);
    expect((await other.partner.admin.do("memberships.show", other.at)).term).toBe(2);
  });

  test("O12 let go on after its window has closed, it is not charged any more, and the company has been told that it ended", async () => {
    const { partner, due } = await company();
    const { body } = await hold(null);
    await house.travel(addDays(due, 31));
    await finance.do("purchasing.releaseRenewals", { holdId: body.id });
    await house.settle();
    expect(await captured()).toBe(1);
    const subjects = (await house.mailsTo(partner.admin.email)).map(({ subject }) => subject.replaceAll("\u00a0", " "));
    expect(subjects).toContain("Abonnement au Microsoft Action Pack : terminé");
  });

  test("O12 a reason is asked for, and a forged hold is not there", async () => {
    for (const body of [{ partnerId: null, reason: "" }, { partnerId: null }, { partnerId: 7, reason: "x" }])
      expect((await finance.call("purchasing.holdRenewals", { body: body as never })).status).toBe(422);
    expect(refusal(await finance.call("purchasing.releaseRenewals", { holdId: newId() }))).toEqual([404, "purchasing.holdNotFound"]);
  });
});

describe("O12 one company's own look ahead", () => {
  test("O12 P5 « Mon compte au … » opens on the next anniversary and says what is charged, with which card, what we write and how everything stands", async () => {
    const { partner, accountId, membershipId, due } = await company();
    const view = await partner.admin.do("purchasing.ahead", { accountId });
    expect([view.on, view.held]).toEqual([due, false]);
    expect(view.items.map(({ on, membershipId: id, what }) => [on, id === membershipId, what])).toEqual([
      [addDays(due, -15), expect.any(Boolean), "reminder"],
      [addDays(due, -15), expect.any(Boolean), "reminder"],
      [due, true, "charge"],
    ]);
    const charge = view.items.at(-1)!;
    expect(charge.text).toMatch(/^Renouvellement automatique\s: 510,00\s€ débités de la carte Visa se terminant par 4242\.$/);
    expect([charge.amount, charge.card, view.totals]).toEqual([
      { amount: "510.00", currency: "EUR" },
      { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2045 },
      [{ amount: "510.00", currency: "EUR" }],
    ]);
    expect(view.standing.find((one) => one.membershipId === membershipId)).toMatchObject({ state: "active", endsOn: anniversary(due, 1) });

    const later = await partner.admin.do("purchasing.ahead", { accountId, on: addDays(due, 31) });
    // Nobody has renewed the network's level by then.
    expect(later.items.filter(({ what }) => what === "end").map(({ text }) => text)).toEqual([
      expect.stringMatching(/^L’adhésion au réseau prend fin\s: le compte passe en lecture seule\.$/),
    ]);
    expect(later.standing.map(({ state }) => state).sort()).toEqual(["active", "expired"]);
    // Looking does nothing.
    expect(await captured()).toBe(1);
  });

  test("O12 P14 a card that will have expired, a stopped renewal and a card that was refused are foretold, and so it happens", async () => {
    const { partner, accountId, membershipId, due } = await company();
    await house.db.query(sql`update payment_methods set exp_month = 1, exp_year = 2027 where account_id = ${accountId}`);
    const [failed] = (await partner.admin.do("purchasing.ahead", { accountId, on: due })).items.filter(({ what }) => what === "notCharged");
    expect(failed).toMatchObject({ on: due, amount: null, card: { last4: "4242" }, againOn: addDays(due, 3) });
    expect(failed!.text).toMatch(/^La carte a expiré\. Rien n’est débité\. Nouvel essai le /);
    await house.travel(due);
    expect((await partner.admin.do("memberships.history", { accountId, membershipId })).items[0]).toMatchObject({ type: "renewal.failed" });

    await partner.admin.do("memberships.autoRenewal", { accountId, membershipId, body: { on: false } });
    const english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    const ending = await english.do("purchasing.ahead", { accountId, on: addDays(due, 31) });
    expect(ending.items.filter((one) => one.membershipId === membershipId).map(({ what }) => what)).toEqual(["grace", "reminder", "end"]);
    expect(ending.items.at(-1)!.text).toMatch(/ends/);
    await house.travel(addDays(due, 31));
    expect(await partner.admin.do("memberships.show", { accountId, membershipId })).toMatchObject({ state: "expired" });
  });

  test("O12 it is for whoever sees the orders; a stranger sees nothing, and a day that is past or too far is refused at its field", async () => {
    const { partner, accountId } = await company();
    const seller = await house.colleague(partner, ["salesAgent"]);
    expect((await seller.call("purchasing.ahead", { accountId })).status).toBe(403);
    const stranger = await member(house);
    expect((await stranger.admin.call("purchasing.ahead", { accountId })).status).toBe(404);
    const at = (on: string) => partner.admin.call("purchasing.ahead", { accountId, on });
    expect(refusal(await at(today()))).toEqual([422, "purchasing.dayPast"]);
    expect(refusal(await at(addDays(today(), 401)))).toEqual([422, "purchasing.dayFar"]);
    expect((await at("demain")).status).toBe(400);
    // A company that owns nothing that ends looks as far as it may.
    const fresh = await house.partner();
    const empty = await fresh.admin.do("purchasing.ahead", { accountId: fresh.accountId });
    expect([empty.items, empty.on]).toEqual([[], empty.latest]);
  });
});
