import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import { canonicalPostalCode, canonicalRegistration, canonicalVat, registrationFormHolds } from "./numbers.rules.ts";

describe("VAT numbers", () => {
  test.each([
    // The prefix is cut once, at the beginning, and put back.
    ["FR", "83404833048", "FR83404833048"],
    ["FR", "FR83404833048", "FR83404833048"],
    ["BE", "0428.759.497", "BE0428759497"],
    ["BE", "be-0428 759 497", "BE0428759497"],
    ["GR", "EL094259216", "EL094259216"],
    ["GR", "094259216", "EL094259216"],
    // Its invoices say EL; its people say GR.
    ["GR", "GR094259216", "EL094259216"],
    ["IE", "6433435F", "IE6433435F"],
    ["DE", "136/695/976", "DE136695976"],
    // The country's own sign is part of the number there.
    ["CH", "CHE-107.787.577 TVA", "CHE107787577TVA"],
    ["ES", "J99216582", "ESJ99216582"],
  ])("P13 of %s, « %s » is kept as « %s »", (country, typed, number) => {
    expect(canonicalVat(typed, country)).toEqual({ ok: true, number });
  });

  test.each([
    ["a prefix alone", "FR", "FR", "FR83404833048"],
    ["a prefix twice", "FRFR83404833048", "FR", "FR83404833048"],
    ["a prefix at the end", "83404833048FR", "FR", "FR83404833048"],
    ["another country's prefix", "BE83404833048", "FR", "FR83404833048"],
    ["one digit mistyped", "EL094259217", "GR", "EL094259216"],
    ["nothing but signs", " .-/", "FR", "FR83404833048"],
    ["three signs where nobody knows the form", "A-1 2", "US", "123456789"],
    ["twenty-one signs where nobody knows the form", "1".repeat(21), "US", "123456789"],
    ["a sign that is no letter", "12_3456", "US", "123456789"],
    ["a letter with an accent", "É123456", "US", "123456789"],
  ])("P13 %s is refused with one that would be accepted", (_, typed, country, example) => {
    expect(canonicalVat(typed, country)).toEqual({ ok: false, example });
    expect(canonicalVat(example, country)).toEqual({ ok: true, number: example });
  });

  test.each(["ABCD", "1".repeat(20), "ab 12-34"])("where nobody knows the form, « %s » is taken in one piece", (typed) => {
    expect(canonicalVat(typed, "US")).toEqual({ ok: true, number: typed.toUpperCase().replace(/[ -]/g, "") });
  });

  test("no number is no number, in every country", () => {
    for (const country of ["FR", "US", "ZZ"]) expect(canonicalVat("", country)).toEqual({ ok: true, number: "" });
  });
});

describe("numbers of a company register", () => {
  const pattern = "HR[AB] \\d{1,6}";
  test.each([
    ["FR", "983214768", undefined, "983 214 768"],
    ["FR", "983 214 768", undefined, "983 214 768"],
    ["FR", "983 214 765", undefined, undefined],
    ["FR", "", undefined, undefined],
    // The library's own check stands before the programme's pattern.
    ["FR", "983 214 765", ".*", undefined],
    ["DE", "HRB 4711", pattern, "HRB 4711"],
    ["DE", "hrb 4711", pattern, "HRB 4711"],
    ["DE", "HRB 47111111", pattern, undefined],
    ["DE", "x HRB 4711", pattern, undefined],
    ["DE", "HRB 4711 x", pattern, undefined],
    // Typed with spaces, kept without: the pattern's form is the one that counts.
    ["JP", "1234 5678 90123", "\\d{13}", "1234567890123"],
    ["JP", "1234-5678-90123", "\\d{13}", "1234567890123"],
    ["JP", "12 34-ab", "\\d{4}-[A-Z]{2}", "1234-AB"],
    ["JP", "ab", "[a-z]{2}", "ab"],
    // An alternative of the pattern is one as a whole, not only its ends.
    ["JP", "12", "1|2", undefined],
    ["JP", "2", "1|2", "2"],
    ["JP", "𠮷", ".", "𠮷"],
    ["ZZ", "as it is written", undefined, "as it is written"],
  ])("P13 of %s, « %s » with the programme's pattern %s is kept as %s", (country, typed, form, kept) => {
    expect(canonicalRegistration(typed, country, form)).toBe(kept);
  });

  test.each([
    ["checked by the library", "983 214 768", "FR", undefined, true],
    ["wrong by the library", "983 214 765", "FR", undefined, false],
    ["checked by the pattern", "HRB 4711", "DE", pattern, true],
    ["wrong by the pattern", "4711", "DE", pattern, false],
    ["checked by nobody", "4711", "DE", undefined, false],
    ["empty where the library knows", "", "FR", undefined, false],
    ["empty where the pattern would take it", "", "DE", ".*", false],
  ])("P13 a number that is %s has a checked form: %s in %s", (_, number, country, form, holds) => {
    expect(registrationFormHolds(number, country, form)).toBe(holds);
  });
});

describe("postal codes", () => {
  test.each([
    ["GB", "sw1a1aa", "SW1A 1AA", "SW1A 1AA"],
    ["GB", "SW1A  1AA", "SW1A 1AA", "SW1A 1AA"],
    ["PL", "00 950", "00-950", "00-950"],
    ["FR", "29 200", "29200", "29200"],
    ["FR", "29-200", "29200", "29200"],
    // Without an example the country's own form is kept as it was typed.
    ["FR", "29 200", "", "29 200"],
    ["SE", "11455", "114 55", "114 55"],
    // Shorter than the example and right all the same: it is kept as it was read.
    ["GB", "m11ae", "SW1A 1AA", "M11AE"],
    ["GB", "m1 1ae", "SW1A 1AA", "M1 1AE"],
    ["FR", "2920", "29200", undefined],
    ["FR", "292000", "29200", undefined],
    ["FR", "2920é", "29200", undefined],
    ["FR", "", "29200", undefined],
    ["ZZ", "as it is written", "12345", "as it is written"],
  ])("P13 of %s, « %s » beside the example « %s » is kept as %s", (country, typed, example, kept) => {
    expect(canonicalPostalCode(typed, country, example)).toBe(kept);
  });
});

test("P13 every country of the programme that the tables name is known to the library they ask", () => {
  const { countries } = loadProgramme(path.resolve(import.meta.dirname, "../../../programmes/network"));
  expect(countries.length).toBeGreaterThan(20);
  for (const { code } of countries) {
    expect(() => canonicalVat("1", code)).not.toThrow();
    expect(() => canonicalRegistration("1", code, "\\d")).not.toThrow();
  }
});
