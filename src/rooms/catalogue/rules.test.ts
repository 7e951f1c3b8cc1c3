import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import type { PriceList, Selling } from "../../programme/schema.ts";
import { compareLists, countriesOf, decideList, decideMove, decidePin, flags, MOST_PINS, monthOf, opensOn, stateOf } from "./rules.ts";

const list = (from: string, items: Record<string, string>, currency = "EUR", countries = ["FR", "DE"]): PriceList => ({
  from,
  prices: [{ countries, currency, items }],
});
const named = (id: string) => ({ id, type: "t", name: { fr: id, en: id }, unit: { fr: "u", en: "u" } });
const october = list("2026-10-01", { kept: "10.00", dearer: "10.00", gone: "10.00" });
const november = list("2026-11-01", { kept: "10.00", dearer: "10.01", fresh: "10.00" });
const selling: Selling = {
  previewDays: 30,
  types: [{ id: "t", name: { fr: "t", en: "t" } }],
  items: ["fresh", "dearer", "kept", "gone", "never"].map(named),
  priceLists: [october, november],
};

describe("what stands at the top", () => {
  test.each([
    [[], 1],
    [["a"], 2],
    [["a", "b", "c", "d"], 5],
  ])("beside %j the next is number %i", (pinned, position) => {
    expect(decidePin(pinned, "x", "X")).toEqual({ ok: true, value: { position } });
  });

  test("G-061 the sixth is refused with the number, and what stands there already is not put there again", () => {
    const five = ["a", "b", "c", "d", "e"];
    expect(five).toHaveLength(MOST_PINS);
    expect(decidePin(five, "x", "X")).toEqual({ ok: false, code: "catalogue.full", params: { count: 5 } });
    expect(decidePin(["a"], "a", "A")).toEqual({ ok: false, code: "catalogue.alreadyPinned", params: { name: "A" } });
    expect(decidePin(five, "a", "A")).toMatchObject({ code: "catalogue.alreadyPinned" });
  });

  test.each([
    ["b", "up", ["b", "a", "c"]],
    ["b", "down", ["a", "c", "b"]],
    ["a", "down", ["b", "a", "c"]],
    ["c", "up", ["a", "c", "b"]],
  ] as const)("%s moves %s", (id, direction, order) => {
    expect(decideMove(["a", "b", "c"], id, direction, id)).toEqual({ ok: true, value: order });
  });

  test("nothing moves beyond the ends, and what does not stand at the top does not move", () => {
    expect(decideMove(["a", "b"], "a", "up", "A")).toEqual({ ok: false, code: "catalogue.atTheEnd", params: { name: "A" } });
    expect(decideMove(["a", "b"], "b", "down", "B")).toMatchObject({ code: "catalogue.atTheEnd", params: { name: "B" } });
    expect(decideMove(["a", "b"], "x", "up", "X")).toEqual({ ok: false, code: "catalogue.notPinned", params: { name: "X" } });
  });
});

describe("price lists", () => {
  test("G-062 each price says what became of it since the list before: new, changed by a cent, sold no more, unchanged", () => {
    const rows = compareLists(selling, november, october, "FR");
    expect(rows.map(({ itemId, flag, price, before }) => [itemId, flag, price?.minor ?? null, before?.minor ?? null])).toEqual([
      ["fresh", "ADD", 1000, null],
      ["dearer", "CHNG", 1001, 1000],
      ["kept", "UNC", 1000, 1000],
      ["gone", "DEL", null, 1000],
    ]);
    expect(new Set(rows.map(({ flag }) => flag))).toEqual(new Set(flags));
  });

  test("in the first list everything is new; in a country without prices there is nothing", () => {
    expect(compareLists(selling, october, undefined, "FR").map(({ flag }) => flag)).toEqual(["ADD", "ADD", "ADD"]);
    expect(compareLists(selling, november, october, "US")).toEqual([]);
  });

  test("a country that changes its currency has changed prices, and one that joins has new ones", () => {
    const dollars = list("2026-12-01", { kept: "10.00" }, "USD", ["FR", "BE"]);
    expect(compareLists(selling, dollars, november, "FR").find(({ itemId }) => itemId === "kept")!.flag).toBe("CHNG");
    expect(compareLists(selling, dollars, november, "BE").map(({ flag }) => flag)).toEqual(["ADD"]);
  });

  test.each([
    ["2026-10-01", "2026-10-01", "inForce"],
    ["2026-10-01", "2026-10-31", "inForce"],
    ["2026-10-01", "2026-11-01", "past"],
    ["2026-11-01", "2026-11-01", "inForce"],
    // No list came after it: it goes on holding.
    ["2026-11-01", "2027-06-15", "inForce"],
    ["2026-11-01", "2026-10-31", "preview"],
    ["2026-11-01", "2026-10-02", "preview"],
    ["2026-11-01", "2026-10-01", "hidden"],
    ["2026-10-01", "2026-08-31", "hidden"],
    ["2026-10-01", "2026-09-01", "preview"],
  ])("the list of %s is, on %s, %s", (from, today, state) => {
    expect(stateOf(selling, { from }, today)).toBe(state);
  });

  test("G-062 a list is looked at from thirty days before it holds; earlier the refusal names the day", () => {
    expect(opensOn(selling, november)).toBe("2026-10-02");
    expect(decideList(selling, "2026-11", "2026-10-01")).toEqual({
      ok: false,
      code: "catalogue.notYet",
      params: { opensOn: "2026-10-02" },
    });
    expect(decideList(selling, "2026-11", "2026-10-02")).toEqual({
      ok: true,
      value: { list: november, before: october, state: "preview" },
    });
    expect(decideList(selling, "2026-10", "2026-11-05")).toEqual({ ok: true, value: { list: october, before: undefined, state: "past" } });
    expect(decideList(selling, "2025-01", "2026-11-05")).toEqual({ ok: false, code: "catalogue.noSuchList", params: {} });
  });

  test("a month and its countries are read off the list", () => {
    expect([monthOf(november), countriesOf(november)]).toEqual(["2026-11", ["FR", "DE"]]);
  });

  test("the model programme publishes at least two lists, and every country that buys has prices in each", () => {
    const model = loadProgramme(path.resolve(import.meta.dirname, "../../../programmes/network"));
    expect(model.selling.priceLists.length).toBeGreaterThan(1);
    for (const each of model.selling.priceLists) {
      expect(countriesOf(each)).toContain(model.defaultCountry);
      expect(compareLists(model.selling, each, undefined, model.defaultCountry).length).toBeGreaterThan(5);
    }
  });
});
