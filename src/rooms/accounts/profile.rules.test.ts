import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { loadProgramme } from "../../programme/load.ts";
import { canonicalPostalCode, canonicalRegistration, canonicalVat } from "./numbers.rules.ts";
import type { CountryTerms, ProfileValues } from "./profile.rules.ts";
import { changedFields, decideProfile, phoneExample, profileFields, readPhone } from "./profile.rules.ts";

const france: CountryTerms = {
  code: "FR",
  name: "France",
  postalCode: { example: "29200" },
  registration: { label: "SIREN", example: "983 214 768", required: true },
};
const germany: CountryTerms = { code: "DE", name: "Allemagne", registration: { label: "HRB", example: "HRB 1", required: false } };

const good: ProfileValues = {
  legalName: "Kermadec Numérique",
  addressLine1: "14 rue de Siam",
  addressLine2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  registrationNumber: "983 214 768",
  vatNumber: "",
  contactGivenName: "Yann",
  contactFamilyName: "Le Goff",
  contactEmail: "yann.legoff@kermadec.example",
  contactPhone: "02 98 00 14 72",
  contactLanguage: "fr",
};
const anyEmail = (email: string): Decision<string, never> => accept(email.toLowerCase());
const decide = (changes: Partial<ProfileValues>, country: CountryTerms | undefined = france) =>
  decideProfile({ ...good, ...changes }, country, anyEmail);
const refusedAt = (decision: Decision<unknown>): string[] =>
  decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ code, pointer }) => `${pointer} ${code}`);

test("F-035 a whole profile comes back in its canonical form, however it was typed", () => {
  const decision = decide({
    legalName: "  Kermadec\u00a0 Nume\u0301rique ",
    contactPhone: "+33 (0)2 98 00 14 72",
    vatNumber: "fr 28 983.214.768",
    contactEmail: "Yann.LeGoff@Kermadec.example",
  });
  expect(decision).toEqual(
    accept({ ...good, contactPhone: "+33298001472", vatNumber: "FR28983214768", contactEmail: "yann.legoff@kermadec.example" }),
  );
});

test("F-035 every wrong field says so at once, in the order of the form, and each field once", () => {
  const empty = Object.fromEntries(profileFields.map((field) => [field, ""])) as unknown as ProfileValues;
  expect(refusedAt(decideProfile(empty, undefined, anyEmail))).toEqual([
    "/legalName accounts.needed",
    "/addressLine1 accounts.needed",
    "/postalCode accounts.needed",
    "/city accounts.needed",
    "/country accounts.needed",
    "/contactGivenName accounts.needed",
    "/contactFamilyName accounts.needed",
    "/contactEmail accounts.needed",
    "/contactPhone accounts.needed",
    "/contactLanguage accounts.needed",
  ]);
});

describe("a field is refused", () => {
  const cases: [string, Partial<ProfileValues>, string][] = [
    ["a name of 201 letters", { legalName: "é".repeat(201) }, "/legalName accounts.tooLong"],
    ["a null byte", { city: "Bre\0st" }, "/city accounts.strangeCharacters"],
    ["half a character", { city: "Brest\ud83d" }, "/city accounts.strangeCharacters"],
    [
      "a mark that turns the direction of the text",
      { contactFamilyName: "Le \u202eGoff" },
      "/contactFamilyName accounts.strangeCharacters",
    ],
    ["a postal code of four digits in France", { postalCode: "2920" }, "/postalCode accounts.postalCode"],
    ["no register number where one is needed", { registrationNumber: "" }, "/registrationNumber accounts.registrationNeeded"],
    ["a register number too short", { registrationNumber: "983 214" }, "/registrationNumber accounts.registrationFormat"],
    ["a register number with one digit mistyped", { registrationNumber: "983 214 765" }, "/registrationNumber accounts.registrationFormat"],
    ["a VAT number with a wrong key", { vatNumber: "FR 29 983 214 768" }, "/vatNumber accounts.vatFormat"],
    ["a VAT number of another form", { vatNumber: "FR 12" }, "/vatNumber accounts.vatFormat"],
    ["a phone that does not exist", { contactPhone: "02 98" }, "/contactPhone accounts.phone"],
    ["a phone in letters", { contactPhone: "call me 0298001472 now" }, "/contactPhone accounts.phone"],
    ["a language we do not speak", { contactLanguage: "de" }, "/contactLanguage accounts.languageUnknown"],
  ];
  test.each(cases)("%s", (_, changes, refusal) => expect(refusedAt(decide(changes))).toEqual([refusal]));
});

describe("a field is accepted", () => {
  const cases: [string, Partial<ProfileValues>][] = [
    ["a name of 200 letters", { legalName: "é".repeat(200) }],
    ["a name written from right to left", { legalName: "شركة كرماديك" }],
    ["a name with an emoji", { legalName: "Kermadec 🌊" }],
    ["a name that looks like markup", { legalName: "<b>Kermadec</b> & Fils" }],
    ["a tab from a spreadsheet, read as a space", { city: "Brest\t" }],
    ["a register number without its spaces", { registrationNumber: "983214768" }],
    ["a phone of another country with its prefix", { contactPhone: "+32 2 555 12 34" }],
  ];
  test.each(cases)("%s", (_, changes) => expect(refusedAt(decide(changes))).toEqual([]));
});

test("a country without patterns takes what is written, and needs no register number", () => {
  expect(
    refusedAt(
      decideProfile({ ...good, country: "DE", postalCode: "10115", registrationNumber: "", contactPhone: "030 901820" }, germany, anyEmail),
    ),
  ).toEqual([]);
});

test("F-027 the refusal of an address stands at the contact's address, beside the others", () => {
  const decision = decideProfile({ ...good, city: "" }, france, () => refuse("people.personalMail", { domain: "gmail.com" }));
  expect(refusedAt(decision)).toEqual(["/city accounts.needed", "/contactEmail people.personalMail"]);
});

test("a refusal says what would be accepted", () => {
  const decision = decide({ contactPhone: "1", registrationNumber: "" });
  const [registration, phone] = decision.ok ? [] : [decision, ...(decision.also ?? [])];
  expect(registration?.params).toEqual({ label: "SIREN", example: "983 214 768" });
  expect(readPhone(String(phone?.params.example), "FR")).toMatch(/^\+33\d{9}$/);
});

test.each([
  ["FR", "28983214768", "FR28983214768"],
  ["FR", "FR 28 983 214 768", "FR28983214768"],
  ["GR", "el094259216", "EL094259216"],
  ["IE", "6433435f", "IE6433435F"],
  ["CH", "CHE-107.787.577 TVA", "CHE107787577TVA"],
  ["ES", "ESJ99216582", "ESJ99216582"],
  ["US", "12-3456789", "123456789"],
  ["FR", "", ""],
])("a VAT number of %s typed as « %s » is kept as « %s »", (country, typed, number) =>
  expect(canonicalVat(typed, country)).toEqual({ ok: true, number }),
);

test("a VAT number of another country is refused with an example of this one's", () => {
  expect(canonicalVat("DE136695976", "FR")).toEqual({ ok: false, example: "FR83404833048" });
});

test("P13 every country of the programme is checked by a library or by its own pattern, and the example of each refusal is accepted", () => {
  const { countries } = loadProgramme(path.resolve(import.meta.dirname, "../../../programmes/network"));
  for (const { code, postalCode, registration } of countries) {
    const wrong = canonicalVat("?", code);
    expect([code, !wrong.ok && canonicalVat(wrong.example, code).ok]).toEqual([code, true]);
    expect([code, canonicalRegistration(registration.example, code, registration.pattern)]).toEqual([code, expect.any(String)]);
    const { example } = postalCode!;
    expect([code, canonicalPostalCode(example.toLowerCase().replaceAll(" ", ""), code, example)]).toEqual([code, example]);
    expect([code, canonicalPostalCode(`${example}99`, code, example)]).toEqual([code, undefined]);
  }
});

test.each([
  ["GB", "bs1 4qa", "BS1 4QA", "SW1A 1AA"],
  ["PL", "00950", "00-950", "00-950"],
  ["AQ", "as written", "as written", ""],
])("a postal code of %s typed as « %s » is kept as « %s »", (country, typed, kept, example) =>
  expect(canonicalPostalCode(typed, country, example)).toBe(kept),
);

test("what differs is told field by field, in the order of the form", () => {
  expect(changedFields(good, { ...good, city: "Quimper", legalName: "Kermadec" })).toEqual(["legalName", "city"]);
  expect(changedFields(good, good)).toEqual([]);
});

describe("P13 a refused field says with what it would be accepted", () => {
  test.each<[string, Partial<ProfileValues>, string, Record<string, string>, string]>([
    ["a postal code", { postalCode: "2920" }, "accounts.postalCode", { country: "France", example: "29200" }, "/postalCode"],
    [
      "a register number",
      { registrationNumber: "983 214 765" },
      "accounts.registrationFormat",
      { label: "SIREN", example: "983 214 768" },
      "/registrationNumber",
    ],
    ["a VAT number", { vatNumber: "FR 12" }, "accounts.vatFormat", { example: "FR83404833048" }, "/vatNumber"],
  ])("%s", (_, change, code, params, pointer) => {
    expect(decide(change)).toEqual({ ok: false, code, params, pointer });
  });

  test("a postal code of a country for which the programme has no example", () => {
    const there = { ...good, postalCode: "1", registrationNumber: "", contactPhone: "+33298001472" };
    expect(decideProfile(there, germany, anyEmail)).toEqual({
      ok: false,
      code: "accounts.postalCode",
      params: { country: "Allemagne", example: "" },
      pointer: "/postalCode",
    });
  });
});

test("F-025 a country that is written and unknown is told at its field, and keeps nothing else from being read", () => {
  expect(decideProfile({ ...good, country: "XX" }, undefined, anyEmail)).toEqual({
    ok: false,
    code: "accounts.countryUnknown",
    params: {},
    pointer: "/country",
  });
});

test("F-027 the language of the mail is one of the two that are spoken, and an empty address is not asked about", () => {
  expect(decide({ contactLanguage: "en" })).toMatchObject({ ok: true, value: { contactLanguage: "en" } });
  const asked: string[] = [];
  const listening = (email: string): Decision<string, never> => {
    asked.push(email);
    return accept(email);
  };
  expect(refusedAt(decideProfile({ ...good, contactEmail: " " }, france, listening))).toEqual(["/contactEmail accounts.needed"]);
  expect(asked).toEqual([]);
});

test.each([
  ["AQ", "+33298001472", "+33298001472"],
  ["AQ", "02 98 00 14 72", undefined],
  ["AQ", "call me: +33298001472", undefined],
  ["FR", "02 98 00 14 72 ext. 12", undefined],
])("P13 in %s, the phone « %s » is read as %s", (country, typed, number) => {
  expect(readPhone(typed, country)).toBe(number);
});

test("P13 a country without numbers of its own gets an example with its prefix, which would be accepted there", () => {
  expect(phoneExample("AQ")).toMatch(/^\+/);
  expect(readPhone(phoneExample("AQ"), "AQ")).toMatch(/^\+33\d{9}$/);
});
