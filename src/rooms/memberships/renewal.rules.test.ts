import { describe, expect, test } from "vitest";
import { addDays, dayOf, startOf } from "../../kit/dates.ts";
import { decideAutoRenewal, decideConfirmed, decideNetworkRenewal, decideRenewal, yearOf } from "./renewal.rules.ts";
import { stateOn, termOf } from "./rules.ts";

const terms = { windowOpensDay: -15, windowClosesDay: 30, reminderDays: [-15, 23], chargeOnDay: 0, retryDays: [3, 10, 20], graceDays: 30 };

test("G-013 the days of a year are counted from its anniversary, across months, years and 29 February", () => {
  expect(yearOf("2027-06-22", terms)).toEqual({
    anniversaryOn: "2027-06-22",
    opensOn: "2027-06-07",
    closesOn: "2027-07-22",
    remindersOn: ["2027-06-07", "2027-07-15"],
    chargesOn: ["2027-06-22", "2027-06-25", "2027-07-02", "2027-07-12"],
    keptUntil: "2027-07-22",
  });
  expect(yearOf("2028-01-10", terms)).toMatchObject({ opensOn: "2027-12-26", closesOn: "2028-02-09", keptUntil: "2028-02-09" });
  expect(yearOf("2028-02-29", terms)).toMatchObject({ opensOn: "2028-02-14", closesOn: "2028-03-30" });
});

describe("automatic renewal (F-131, F-133)", () => {
  test.each([
    ["offer", true, false, undefined],
    ["offer", false, false, "memberships.autoRenewalIsOff"],
    ["offer", true, true, "memberships.autoRenewalIsOn"],
    ["offer", false, true, "memberships.autoRenewalLocked"],
    ["network", false, true, "memberships.renewsByHand"],
    ["network", false, false, "memberships.renewsByHand"],
  ] as const)("F-133 a membership of the %s, on: %s, asked to be on: %s, answers %s", (kind, autoRenew, on, code) => {
    const decision = decideAutoRenewal({ kind, autoRenew, over: false }, on);
    expect(decision.ok ? undefined : decision.code).toBe(code);
  });
});

describe.each(["Europe/Paris", "America/Toronto", "Pacific/Auckland"])("every day of four years in %s", (zone) => {
  test("G-013 a purchase of any day comes back to its date, opens, is kept and ends on the days of the programme, whatever the clocks of the zone do", () => {
    for (let day = "2026-01-01"; day <= "2029-12-31"; day = addDays(day, 1)) {
      const anchorOn = dayOf(startOf(day, zone), zone);
      expect(anchorOn).toBe(day);
      for (const term of [1, 2, 3]) {
        const { endsOn } = termOf(anchorOn, 12, term);
        if (!day.endsWith("02-29")) expect(endsOn.slice(4)).toBe(day.slice(4));
        const year = yearOf(endsOn, terms);
        const held = { kind: "offer", state: "active", endsOn, keptUntil: year.keptUntil, term, refundingAt: null } as const;
        const on = (days: number) => dayOf(startOf(addDays(endsOn, days), zone), zone);
        expect([-16, -15, 0, 30, 31].map((days) => decideRenewal(held, year, on(days)).ok)).toEqual([false, true, true, true, false]);
        expect([0, 1, 30, 31].map((days) => stateOn(held, on(days)))).toEqual(["active", "grace", "grace", "expired"]);
      }
    }
  }, 60_000);
});

describe("each no of a renewal says its day", () => {
  const year = yearOf("2027-06-22", terms);
  const held = { kind: "offer", state: "active", endsOn: "2027-06-22", keptUntil: "2027-07-22", term: 3, refundingAt: null } as const;

  test.each([
    ["the day before it opens", held, "2027-06-06", "memberships.renewalTooEarly", { opensOn: "2027-06-07" }],
    ["the day after it closes", held, "2027-07-23", "memberships.renewalOver", { closesOn: "2027-07-22" }],
    [
      "after a window that is longer than its days of grace",
      { ...held, keptUntil: "2027-06-30" },
      "2027-07-01",
      "memberships.renewalOver",
      { closesOn: "2027-07-22" },
    ],
    ["once it is given back", { ...held, state: "cancelled" as const }, "2027-06-22", "memberships.cancelled", {}],
    ["while it is being given back", { ...held, refundingAt: "2027-06-20T09:00:00Z" }, "2027-06-22", "memberships.beingCancelled", {}],
    ["once it has ended", { ...held, state: "expired" as const }, "2027-06-22", "memberships.renewalOver", { closesOn: "2027-07-22" }],
  ])("G-013 %s", (_, row, today, code, params) => {
    expect(decideRenewal(row, year, today)).toEqual({ ok: false, code, params });
  });

  test("G-013 a window that closes before the days of grace are over is over with its own last day", () => {
    const short = { ...year, closesOn: "2027-06-25" };
    expect(decideRenewal(held, short, "2027-06-25")).toEqual({ ok: true, value: 4 });
    expect(decideRenewal(held, short, "2027-06-26")).toEqual({
      ok: false,
      code: "memberships.renewalOver",
      params: { closesOn: "2027-06-25" },
    });
  });

  test("G-013 an offer that left the programme is not renewed; the next term is the one after the present", () => {
    expect(decideRenewal(held, undefined, "2027-06-22")).toEqual({ ok: false, code: "memberships.renewalGone", params: {} });
    expect(decideRenewal(held, year, "2027-06-07")).toEqual({ ok: true, value: 4 });
  });

  test("F-133 what has ended is neither turned on nor off; the network's membership is renewed by hand, ended or not", () => {
    for (const on of [true, false]) {
      expect(decideAutoRenewal({ kind: "offer", autoRenew: true, over: true }, on)).toEqual({
        ok: false,
        code: "memberships.ended",
        params: {},
      });
      expect(decideAutoRenewal({ kind: "network", autoRenew: false, over: true }, on)).toMatchObject({ code: "memberships.renewsByHand" });
    }
  });
});

describe("the network's free level (C10)", () => {
  const free = { windowOpensDay: -15, reminderDays: [-15, 23], graceDays: 30 };
  const held = { anchorOn: "2026-06-22", termMonths: 12, term: 1, endsOn: "2027-06-22" };

  test("C10 its year has a window that lasts as long as everything stays, reminders, and no charge", () => {
    expect(yearOf("2027-06-22", free)).toEqual({
      anniversaryOn: "2027-06-22",
      opensOn: "2027-06-07",
      closesOn: "2027-07-22",
      remindersOn: ["2027-06-07", "2027-07-15"],
      chargesOn: [],
      keptUntil: "2027-07-22",
    });
  });

  test.each([
    ["2027-06-06", undefined],
    ["2027-06-07", 2],
    ["2027-06-22", 2],
    ["2027-07-22", 2],
    ["2027-07-23", 2],
    ["2028-06-06", 2],
    ["2028-06-07", 3],
    ["2030-01-01", 4],
  ])("C10 on %s a renewal begins term %s", (today, term) => {
    const decided = decideNetworkRenewal(held, free, today);
    expect(decided).toEqual(
      term === undefined
        ? { ok: false, code: "memberships.renewalTooEarly", params: { opensOn: "2027-06-07" } }
        : { ok: true, value: term },
    );
  });

  test("C10 of every day of six years, the term that a renewal begins contains it or begins within its window, and cannot be renewed again at once", () => {
    for (const anchorOn of ["2026-06-22", "2028-02-29"]) {
      const { endsOn } = termOf(anchorOn, 12, 1);
      for (let day = addDays(endsOn, -15); day < addDays(endsOn, 6 * 365); day = addDays(day, 1)) {
        const decided = decideNetworkRenewal({ anchorOn, termMonths: 12, term: 1, endsOn }, free, day);
        if (!decided.ok) throw new Error(`${day} is refused`);
        const next = termOf(anchorOn, 12, decided.value);
        expect(addDays(next.startsOn, -15) <= day && day < addDays(next.endsOn, -15)).toBe(true);
        expect(decideNetworkRenewal({ anchorOn, termMonths: 12, term: decided.value, endsOn: next.endsOn }, free, day).ok).toBe(false);
      }
    }
  });

  test.each([
    ["nothing is missing", {}, undefined],
    ["the profile is not confirmed", { profileRight: false }, "memberships.profileUnconfirmed"],
    ["the agreement is not read", { agreementSeen: false }, "memberships.agreementUnseen"],
    ["the profile is another by now", { profileVersion: 2 }, "memberships.profileChanged"],
    ["the agreement is another by now", { agreementVersion: "2025-01" }, "memberships.agreementChanged"],
  ])("C10 %s", (_, change, code) => {
    const said = { profileRight: true, profileVersion: 3, agreementSeen: true, agreementVersion: "2026-02", ...change };
    const decided = decideConfirmed(said, { profileVersion: 3, agreementVersion: "2026-02", accepted: true });
    expect(decided.ok ? undefined : decided.code).toBe(code);
  });

  test("C10 a version in force that nobody has accepted is accepted first", () => {
    const said = { profileRight: true, profileVersion: 3, agreementSeen: true, agreementVersion: "2026-02" };
    expect(decideConfirmed(said, { profileVersion: 3, agreementVersion: "2026-02", accepted: false })).toMatchObject({
      ok: false,
      code: "memberships.agreementNotAccepted",
      params: { version: "2026-02" },
    });
  });
});
