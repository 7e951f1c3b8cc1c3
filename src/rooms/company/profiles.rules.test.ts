import { describe, expect, test } from "vitest";
import { phoneExample, readPhone } from "../accounts/profile.rules.ts";
import { decideOrganisation, decideSupport, languagesIn, readWebsite, sectors } from "./profiles.rules.ts";

describe("the address of a support site", () => {
  test.each([
    // A host and a port look like a scheme; a scheme in the path is none.
    ["kermadec.example:8443", "https://kermadec.example:8443"],
    ["kermadec.example:8443/aide", "https://kermadec.example:8443/aide"],
    ["kermadec.example/aide:marins", "https://kermadec.example/aide:marins"],
    ["kermadec.example/go?to=https://brest.example/", "https://kermadec.example/go?to=https://brest.example"],
    ["KERMADEC.example/Aide", "https://kermadec.example/Aide"],
    ["HTTPS://kermadec.example", "https://kermadec.example"],
    ["k.example", "https://k.example"],
    ["k-9.brest2.example", "https://k-9.brest2.example"],
    ["пример.рф", "https://xn--e1afmkfd.xn--p1ai"],
  ])("G-032 « %s » is kept as « %s »", (typed, kept) => {
    expect(readWebsite(typed)).toBe(kept);
    expect(readWebsite(kept)).toBe(kept);
  });

  test.each([
    "",
    "mailto:aide@kermadec.example",
    "ftp://kermadec.example",
    "HTTP://kermadec.example",
    "tel:+33298001472",
    "https://yann@kermadec.example",
    "https://:secret@kermadec.example",
    "_aide.kermadec.example",
    "ker_madec.example",
    "-kermadec.example",
    "kermadec-.example",
    "kermadec.example_",
    "kermadec.ex_mple",
    "kermadec.example-",
    "kermadec.-example",
    "kermadec.example.",
    "kermadec..example",
    "kermadec.e",
    "10.0.0.1:8443",
    "[::1]:8443",
    "ker madec.example",
  ])("G-032 « %s » is no address of a site", (typed) => {
    expect(readWebsite(typed)).toBeUndefined();
  });
});

describe("where customers find help", () => {
  const isEmail = (text: string) => /^[a-z@.]+$/.test(text);
  const typed = { website: " kermadec.example/aide ", email: "Aide@Kermadec.example", phone: "02 98 00 14 72" };
  const decide = (change: Partial<typeof typed> = {}) => decideSupport({ ...typed, ...change }, "FR", isEmail);

  test("G-032 all three come back in the form in which they are kept", () => {
    expect(decide()).toEqual({
      ok: true,
      value: { website: "https://kermadec.example/aide", email: "aide@kermadec.example", phone: "+33298001472" },
    });
  });

  test.each([
    [{ website: "http://kermadec.example" }, "company.website", {}, "/website"],
    [{ website: `kermadec.example/${"a".repeat(284)}` }, "accounts.tooLong", { count: 300 }, "/website"],
    [{ website: "" }, "accounts.needed", {}, "/website"],
    [{ email: "2@kermadec.example" }, "accounts.email", {}, "/email"],
    [{ email: "a".repeat(255) }, "accounts.tooLong", { count: 254 }, "/email"],
    [{ phone: "12" }, "accounts.phone", { example: phoneExample("FR") }, "/phone"],
    [{ phone: `+33298001472${" ".repeat(3)}${"0".repeat(40)}` }, "accounts.tooLong", { count: 40 }, "/phone"],
  ])("G-032 %j is refused at its field, with what it takes", (change, code, params, pointer) => {
    expect(decide(change)).toEqual({ ok: false, code, params, pointer });
  });

  test("P13 the example of a refused phone is one that would be accepted", () => {
    expect(readPhone(phoneExample("FR"), "FR")).toMatch(/^\+33\d{9}$/);
  });
});

describe("sectors and languages", () => {
  const known = new Set(Array.from({ length: 21 }, (_, at) => `l${at}`));
  const decide = (of: readonly string[], languages: readonly string[]) =>
    decideOrganisation({ size: "small", sectors: of, languages }, known);
  const noSectors = { ok: false, code: "company.sectors", params: { count: 5 }, pointer: "/sectors" };
  const noLanguages = { ok: false, code: "company.languages", params: { count: 20 }, pointer: "/languages" };
  const twenty = [...known].slice(0, 20);

  test("G-031 five sectors and twenty languages are kept, sectors in the order of their letters, languages as they were chosen", () => {
    expect(decide([..."UCBAU", "D"], [...twenty, "l0"])).toEqual({
      ok: true,
      value: { size: "small", sectors: [..."ABCDU"], languages: twenty },
    });
  });

  test.each<[string, readonly string[]]>([
    ["none", []],
    ["six", [..."ABCDEF"]],
    ["one that does not exist", ["Z"]],
    ["one that exists and one that does not", ["A", "Z"]],
    ["a small letter", ["A", "b"]],
  ])("G-031 of sectors, %s are refused with how many there may be", (_, of) => {
    expect(decide(of, ["l0"])).toEqual(noSectors);
    expect(decide(of, [])).toEqual(noSectors);
  });

  test.each<[string, readonly string[]]>([
    ["none", []],
    ["twenty-one", [...known]],
    ["one that nobody knows", ["xx"]],
    ["one that is known and one that is not", ["l0", "xx"]],
  ])("G-031 of languages, %s are refused with how many there may be", (_, languages) => {
    expect(decide(["A"], languages)).toEqual(noLanguages);
  });

  test("G-031 the sections of NACE are twenty-one letters", () => {
    expect([sectors.length, sectors[0], sectors.at(-1)]).toEqual([21, "A", "U"]);
  });

  test("G-031 each language stands once, by its own code, in the order in which its reader looks for it", () => {
    const names = languagesIn("fr").map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    // Codes that gave way to others: iw to he, in to id, ji to yi.
    expect(languagesIn("fr").filter(({ code }) => ["iw", "in", "ji"].includes(code))).toEqual([]);
    expect(languagesIn("en")).toContainEqual({ code: "he", name: "Hebrew" });
    // An accent is no letter of its own.
    const [estonian, ewe, faroese] = ["estonien", "éwé", "féroïen"].map((name) => names.indexOf(name)) as [number, number, number];
    expect([estonian > 0, ewe - estonian, faroese > ewe]).toEqual([true, 1, true]);
    expect(languagesIn("fr").map(({ code }) => code)).not.toContain("zz");
    expect(languagesIn("en").find(({ code }) => code === "aa")).toEqual({ code: "aa", name: "Afar" });
  });
});
