import { describe, expect, test, vi } from "vitest";
import { addWorkingDays, anniversary, dayOf, daysBetween, startOf } from "./dates.ts";
import { accept, refuse, refuseAll } from "./decision.ts";
import { writeDay, writeInstant, writeMoney, writeSize } from "./format.ts";
import { machine } from "./machine.ts";
import { add, decimal, fromDecimal, money, share } from "./money.ts";
import { FIXED, langs, NARROW, say, speaker, typeset } from "./words.ts";

describe("a machine", () => {
  const lamp = machine("lamp", {
    states: ["off", "on", "broken"],
    initial: "off",
    moves: {
      light: { from: ["off"], to: "on", by: "anyone" },
      darken: { from: ["on"], to: "off", by: "anyone" },
      break: { from: ["off", "on"], to: "broken", by: "clock" },
    },
  });

  test("tells where a move may leave from, where it leads and what is open in a state", () => {
    expect([lamp.from("break"), lamp.to("light"), lamp.legal("on"), lamp.can("broken", "light")]).toEqual([
      ["off", "on"],
      "on",
      ["darken", "break"],
      false,
    ]);
  });

  test("does not start with a state that nothing reaches, an unknown one or one listed twice", () => {
    expect(() => machine("lost", { states: ["a", "b"], initial: "a", moves: {} })).toThrow("no move reaches b");
    expect(() => machine("odd", { states: ["a"], initial: "a", moves: { go: { from: ["a"], to: "z" as "a", by: "x" } } })).toThrow(
      "unknown state z",
    );
    expect(() => machine("twice", { states: ["a", "a"], initial: "a", moves: {} })).toThrow("listed twice");
  });
});

describe("money", () => {
  test("is whole minor units of one currency, and rounds a share once, half up", () => {
    expect(share(money(42500, "EUR"), "0.20")).toEqual({ minor: 8500, currency: "EUR" });
    expect(share(money(5, "EUR"), "0.10")).toEqual({ minor: 1, currency: "EUR" });
    expect(share(money(4, "EUR"), "0.10")).toEqual({ minor: 0, currency: "EUR" });
    expect(() => money(0.5, "EUR")).toThrow(RangeError);
    expect(() => add(money(1, "EUR"), money(1, "USD"))).toThrow("cannot add USD to EUR");
    expect(add(money(1, "EUR"), money(2, "EUR"))).toEqual({ minor: 3, currency: "EUR" });
  });

  test("crosses the wire as decimal text with the digits of its currency", () => {
    expect([decimal(money(42500, "EUR")), decimal(money(500, "JPY")), decimal(money(500, "HUF")), decimal(money(500, "KWD"))]).toEqual([
      "425.00",
      "500",
      "5.00",
      "0.500",
    ]);
    expect(fromDecimal("425.00", "EUR")).toEqual(money(42500, "EUR"));
    expect(() => fromDecimal("425.005", "EUR")).toThrow("more digits");
  });
});

describe("dates", () => {
  test("an anniversary is counted from the first day: 29 February comes back", () => {
    expect([1, 2, 3, 4].map((years) => anniversary("2024-02-29", years))).toEqual(["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
  });

  test("a day is a day in the programme's zone", () => {
    expect([dayOf("2026-11-20T23:30:00Z", "Europe/Paris"), startOf("2027-03-28", "Europe/Paris")]).toEqual([
      "2026-11-21",
      "2027-03-27T23:00:00Z",
    ]);
    expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
  });

  test("working days step over weekends and holidays", () => {
    expect(addWorkingDays("2026-05-20", 5, new Set(["2026-05-25"]))).toBe("2026-05-28");
    expect(addWorkingDays("2026-05-22", 1)).toBe("2026-05-25");
  });
});

describe("words", () => {
  test("French is typeset on output, English is left in peace", () => {
    expect(typeset("Fermé ! S'ouvre : « Autorisé » à 20 %...", "fr")).toBe(
      `Fermé${NARROW}! S’ouvre${FIXED}: «${NARROW}Autorisé${NARROW}» à 20${NARROW}%…`,
    );
    expect(typeset("It's open...", "en")).toBe("It’s open…");
    for (const lang of langs) expect(typeset("L'E-mail, e-mails, porte-mail", lang)).toBe("L’E\u2011mail, e\u2011mails, porte-mail");
  });

  test("plurals are those of the language: nothing is singular in French and plural in English", () => {
    const fr = { n: { one: "{count} place", other: "{count} places" } } as const;
    const en = { n: { one: "{count} seat", other: "{count} seats" } };
    expect([0, 1, 2].map((count) => speaker({ fr, en }, "fr")("n", { count }))).toEqual(["0 place", "1 place", "2 places"]);
    expect([0, 1, 2].map((count) => speaker({ fr, en }, "en")("n", { count }))).toEqual(["0 seats", "1 seat", "2 seats"]);
  });

  test("labels come from the programme, numbers are written in the language, and an unknown name stays visible", () => {
    expect(say("ID {label.networkShort} : {n}, {who}", "fr", { n: 1234567 }, { networkShort: "RX" })).toBe(
      `ID RX${FIXED}: 1${NARROW}234${NARROW}567, {who}`,
    );
  });
});

test("days, instants, amounts and sizes are written the reader's way", () => {
  expect([writeDay("2027-03-09", "fr", "long"), writeDay("2027-03-01", "fr"), writeDay("2027-03-09", "en", "long")]).toEqual([
    "mardi 9 mars 2027",
    "1er mars 2027",
    "Tuesday 9 March 2027",
  ]);
  expect([writeInstant("2026-05-19T06:12:00Z", "fr", "Europe/Paris"), writeInstant("2026-05-19T06:12:00Z", "en", "Europe/Paris")]).toEqual([
    "19 mai 2026 à 08:12",
    "19 May 2026 at 08:12",
  ]);
  expect(writeMoney({ amount: "1590.00", currency: "EUR" }, "fr")).toBe(`1${NARROW}590,00${FIXED}€`);
  expect(writeMoney({ amount: "425.00", currency: "EUR" }, "en")).toBe("€425.00");
  expect([writeSize(1_800_000, "fr"), writeSize(5_112_856_576, "en")]).toEqual([`1,8${FIXED}Mo`, `5.1${FIXED}GB`]);
});

test("a refusal carries its code, its numbers and its field; several stand together", () => {
  expect(accept(1)).toEqual({ ok: true, value: 1 });
  const one = refuse("a.b", { n: 1 }, "/x");
  expect(refuseAll([one])).toEqual({ ok: false, code: "a.b", params: { n: 1 }, pointer: "/x" });
  expect(refuseAll([one, refuse("a.b")]).also).toEqual([{ ok: false, code: "a.b", params: {} }]);
});

test("ids are UUIDs of version 7 and sort by their millisecond", async () => {
  // The clock of ids only goes forward, and another file of this worker may have used it.
  vi.resetModules();
  const { newId } = await import("./ids.ts");
  expect(newId(1)).toMatch(/^00000000-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(1) < newId(2)).toBe(true);
});
