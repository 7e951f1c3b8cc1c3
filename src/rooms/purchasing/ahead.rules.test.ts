import { describe, expect, test } from "vitest";
import { addDays, anniversary } from "../../kit/dates.ts";
import { loadProgramme } from "../../programme/load.ts";
import { termOf } from "../memberships/rules.ts";
import type { AheadFacts } from "./ahead.rules.ts";
import { decideDay, leadDays, lookAhead } from "./ahead.rules.ts";
import { decideCharge } from "./charge.rules.ts";
import type { OwnedRow } from "./rules.ts";

const programme = loadProgramme("programmes/network");
const pack = programme.offers[0]!;
const anchorOn = "2026-06-22";
const due = anniversary(anchorOn, 1);

const row: OwnedRow = {
  ...{ id: "m", kind: "offer", offerId: pack.id, state: "active", anchorOn, termMonths: 12, term: 1, autoRenew: true, refundingAt: null },
  ...termOf(anchorOn, 12, 1),
  keptUntil: addDays(due, 30),
};
/** The network's level, far from its own end. */
const network: OwnedRow = {
  ...{
    id: "n",
    kind: "network",
    offerId: programme.membership.id,
    state: "active",
    anchorOn: "2026-06-22",
    termMonths: 120,
    term: 1,
    autoRenew: false,
    refundingAt: null,
  },
  ...{ endsOn: "2036-06-22", keptUntil: "2036-07-22" },
};
const mandate = { method: { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2031, id: "c", gateway: "sandbox" } };
const buyerIn = (country: string) => () => ({ country, vatNumber: "", exemption: null });
type Facts = AheadFacts<typeof mandate>;
const facts = (change: Partial<Facts> = {}): Facts => ({
  ...{
    programme,
    buyerOn: buyerIn("FR"),
    row,
    owned: [network, row],
    mandate,
    provider: "sandbox",
    held: false,
    refusedBefore: false,
    awaitingUntil: null,
  },
  ...change,
});
const on = (day: number) => addDays(due, day);
const told = (of: Facts, until: string, from = anchorOn) => lookAhead(of, from, until).told.map(({ on: day, what }) => [day, what]);

describe("O12 what an automatic charge comes to on a day", () => {
  const decide = (change: Partial<Facts> & { paying?: boolean }, day = due) =>
    decideCharge({ ...facts(change), paying: change.paying ?? false }, day);

  test("O12 the card is asked for the price of the day, to the cent, for the term after the one that runs", () => {
    expect(decide({})).toMatchObject({ does: "charge", term: 2, amounts: { total: { minor: 51_000, currency: "EUR" } }, mandate });
    expect(decide({ buyerOn: buyerIn("GB") })).toMatchObject({ does: "charge", amounts: { total: { minor: 43_800, currency: "GBP" } } });
  });

  test.each<[string, Partial<Facts> & { paying?: boolean }, object]>([
    ["it was stopped", { row: { ...row, autoRenew: false } }, { does: "nothing" }],
    ["it has ended", { row: { ...row, state: "expired" } }, { does: "nothing" }],
    ["it is the network's level", { row: { ...network, endsOn: due, keptUntil: on(30), autoRenew: true } }, { does: "nothing" }],
    ["the offer left the programme", { row: { ...row, offerId: "gone" } }, { does: "nothing" }],
    ["it is held back", { held: true }, { does: "hold" }],
    ["somebody is paying", { paying: true }, { does: "wait" }],
    ["its price is on the way back", { row: { ...row, refundingAt: "2027-06-20T09:00:00Z" } }, { does: "wait" }],
    ["a transfer is expected", { awaitingUntil: due }, { does: "tell", reason: "awaitingTransfer" }],
    ["there is no card", { mandate: undefined }, { does: "tell", reason: "noCard" }],
    ["the provider is another", { provider: "other" }, { does: "tell", reason: "noProvider" }],
    ["there is no provider", { provider: undefined }, { does: "tell", reason: "noProvider" }],
    ["the country has no price", { buyerOn: buyerIn("JP") }, { does: "tell", reason: "notSold" }],
    [
      "the network's level has lapsed",
      { owned: [{ ...network, keptUntil: on(-1), endsOn: on(-31) }, row] },
      { does: "tell", reason: "networkEnded" },
    ],
    [
      "the card has expired",
      { mandate: { method: { ...mandate.method, expMonth: 5, expYear: 2027 } } },
      { does: "tell", reason: "cardExpired" },
    ],
  ])("O12 when %s", (_, change, decided) => {
    expect(decide(change)).toEqual(decided);
  });

  test("O12 before the window opens and after it closes nothing is charged", () => {
    expect([-16, -15, 30, 31].map((day) => decide({}, on(day)).does)).toEqual(["nothing", "charge", "charge", "nothing"]);
  });
});

describe("O12 looking ahead", () => {
  test("O12 a year that renews by itself: reminded, charged once on the anniversary, and the next year after it", () => {
    expect(told(facts(), anniversary(anchorOn, 2))).toEqual([
      [on(-15), "reminder"],
      [due, "charge"],
      [addDays(anniversary(anchorOn, 2), -15), "reminder"],
      [anniversary(anchorOn, 2), "charge"],
    ]);
    expect(lookAhead(facts(), anchorOn, due).row).toMatchObject({ term: 2, endsOn: anniversary(anchorOn, 2), state: "active" });
  });

  test("O12 a year that does not: reminded twice, kept, ended", () => {
    const stopped = facts({ row: { ...row, autoRenew: false } });
    expect(told(stopped, on(400))).toEqual([
      [on(-15), "reminder"],
      [on(1), "grace"],
      [on(23), "reminder"],
      [on(31), "end"],
    ]);
  });

  test("O12 a card that has expired by then fails on every day that it would be asked, each with the next one; then the year ends", () => {
    const seen = lookAhead(facts({ mandate: { method: { ...mandate.method, expMonth: 1, expYear: 2027 } } }), anchorOn, on(40)).told;
    expect(seen.filter(({ what }) => what === "notCharged").map((one) => [one.on, one.reason, one.againOn])).toEqual([
      [due, "cardExpired", on(3)],
      [on(3), "cardExpired", on(10)],
      [on(10), "cardExpired", on(20)],
      [on(20), "cardExpired", null],
    ]);
    expect(seen.at(-1)).toMatchObject({ on: on(31), what: "end" });
  });

  test("O12 while a transfer is expected the card is not asked; from the day after it, it is", () => {
    expect(told(facts({ awaitingUntil: on(3) }), on(10), on(-1))).toEqual([
      [due, "notCharged"],
      [on(1), "grace"],
      [on(3), "notCharged"],
      [on(10), "charge"],
    ]);
  });

  test("O12 the price of a country changes nothing of the days, and a card that the bank refused before is asked all the same, with a word about it", () => {
    const [, charge] = lookAhead(facts({ refusedBefore: true }), anchorOn, due).told;
    expect(charge).toMatchObject({ what: "charge", refusedBefore: true, amounts: { total: { minor: 51_000 } } });
  });

  test("O12 what is held back stays held back on each of its days, and ends when nobody lets it go on", () => {
    expect(told(facts({ held: true }), on(40), on(-1))).toEqual([
      [due, "held"],
      [on(1), "grace"],
      [on(3), "held"],
      [on(10), "held"],
      [on(20), "held"],
      [on(23), "reminder"],
      [on(31), "end"],
    ]);
  });

  test("O12 the network's level is reminded of, kept and ended, and never charged", () => {
    const level = { ...network, termMonths: 12, endsOn: due, keptUntil: on(30) };
    expect(told(facts({ row: level, owned: [level] }), on(40))).toEqual([
      [on(-15), "reminder"],
      [on(1), "grace"],
      [on(23), "reminder"],
      [on(31), "end"],
    ]);
    expect(told(facts({ row: { ...level, state: "expired" } }), on(40))).toEqual([]);
  });

  test("O12 seen from a day on which something has happened already, only what is still to come is told", () => {
    expect(told(facts({ row: { ...row, state: "grace" } }), on(3), due)).toEqual([
      [on(1), "grace"],
      [on(3), "charge"],
    ]);
  });

  test.each([
    ["2027-01-01", "2027-01-01", "purchasing.dayPast"],
    ["2026-12-31", "2027-01-01", "purchasing.dayPast"],
    ["2027-01-02", "2027-01-01", undefined],
    ["2027-01-11", "2027-01-01", undefined],
    ["2027-01-12", "2027-01-01", "purchasing.dayFar"],
  ])("O12 %s may be looked at on %s: %s", (day, today, code) => {
    const decided = decideDay(day, today, 10);
    expect(decided.ok ? undefined : [decided.code, decided.pointer]).toEqual(code && [code, "/on"]);
  });

  test("O12 the first thing of a year happens so many days before its anniversary", () => expect(leadDays(programme)).toBe(15));
});
