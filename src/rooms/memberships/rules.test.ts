import { describe, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { loadProgramme } from "../../programme/load.ts";
import { refundRight } from "./refund.rules.ts";
import { isHeld, isStarter, membership, stateOn, termOf } from "./rules.ts";

const programme = loadProgramme("programmes/network");
const pack = programme.offers[0]!;

describe("terms, each counted from the anchor (C6)", () => {
  test.each([
    ["2026-06-22", 12, 1, "2026-06-22", "2027-06-22"],
    ["2026-06-22", 12, 2, "2027-06-22", "2028-06-22"],
    ["2028-02-29", 12, 1, "2028-02-29", "2029-02-28"],
    ["2028-02-29", 12, 4, "2031-02-28", "2032-02-29"],
    ["2028-02-29", 12, 5, "2032-02-29", "2033-02-28"],
    ["2026-08-31", 6, 1, "2026-08-31", "2027-02-28"],
    ["2026-08-31", 6, 2, "2027-02-28", "2027-08-31"],
    ["2026-12-31", 12, 1, "2026-12-31", "2027-12-31"],
  ])("a membership of %s in terms of %i months: term %i runs from %s to %s", (anchor, months, term, startsOn, endsOn) => {
    expect(termOf(anchor, months, term)).toEqual({ startsOn, endsOn });
  });

  test("on every day of four years, a term begins where the one before it ends, and comes back to the same day of the year", () => {
    for (let day = "2026-01-01"; day <= "2029-12-31"; day = addDays(day, 1)) {
      for (let term = 2; term <= 6; term++) expect(termOf(day, 12, term).startsOn).toBe(termOf(day, 12, term - 1).endsOn);
      expect(termOf(day, 12, 4).endsOn.slice(5)).toBe(day.slice(5));
    }
  });
});

describe("the right to a refund (C8)", () => {
  const bought = { offerId: pack.id, on: "2026-06-22" };

  test.each([
    ["2026-06-22", true, 30],
    ["2026-07-22", true, 0],
    ["2026-07-23", false, 0],
  ])("on %s it is open: %s, with %i days left", (today, possible, daysLeft) => {
    expect(refundRight(programme, bought, [], today)).toEqual({ until: "2026-07-22", possible, daysLeft });
  });

  test("an opened key ends it; what the programme does not list does not", () => {
    expect(refundRight(programme, bought, [{ what: "keyOpened", on: "2026-06-23" }], "2026-06-24").possible).toBe(false);
    expect(refundRight(programme, bought, [{ what: "seatAssigned", on: "2026-06-23" }], "2026-06-24").possible).toBe(true);
  });

  test("what was not bought has none", () => {
    expect(refundRight(programme, { offerId: programme.membership.id, on: "2026-06-22" }, [], "2026-06-22")).toEqual({
      until: null,
      possible: false,
      daysLeft: 0,
    });
  });
});

test("a membership starts active", () => expect(membership.initial).toBe("active"));

test("the programme's names for its starter offer are about that offer alone", () => {
  expect(programme.offers.map((offer) => isStarter(programme, offer))).toEqual([true, false, false]);
});

describe("how a membership stands on a day, whether or not its bell has rung", () => {
  const offer = { state: "active", endsOn: "2027-06-22", keptUntil: "2027-07-22" } as const;

  test.each([
    ["2027-06-22", "active"],
    ["2027-06-23", "grace"],
    ["2027-07-22", "grace"],
    ["2027-07-23", "expired"],
  ])("G-013 what was bought is, on %s, %s", (today, state) => {
    expect(stateOn(offer, today)).toBe(state);
    expect(isHeld(offer, today)).toBe(state !== "expired");
  });

  test("G-013 what has ended stays so, on a day of its term too", () => {
    expect(stateOn({ ...offer, state: "expired" }, "2027-06-01")).toBe("expired");
    expect(stateOn({ ...offer, state: "expired" }, "2027-07-01")).toBe("expired");
  });
});
