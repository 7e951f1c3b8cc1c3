import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { decideRange, subjectOf, subjects } from "./log.rules.ts";
import { decideOrganisation, decideSupport, languagesIn, readWebsite } from "./profiles.rules.ts";
import type { LocationValues } from "./rules.ts";
import { decideAdd, decideLocation, decideRemoval, MOST_LOCATIONS, nameKey } from "./rules.ts";

const france = {
  code: "FR",
  name: "France",
  postalCode: { example: "29200" },
  registration: { label: "SIREN", example: "", required: true },
};
const brest: LocationValues = {
  name: "Kermadec Brest",
  legalEntity: "Kermadec Numérique SAS",
  addressLine1: "14 rue de Siam",
  addressLine2: "",
  postalCode: "29 200",
  city: " Brest ",
  country: "FR",
  contactGivenName: "Yann",
  contactFamilyName: "Le Goff",
  contactEmail: "Y.LeGoff@kermadec.example",
  contactPhone: "02 98 00 14 72",
};
const anyEmail = (email: string): Decision<string, never> => accept(email.toLowerCase());
const refusedAt = (decision: Decision<unknown>): string[] =>
  decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ code, pointer }) => `${pointer} ${code}`);

test("a location comes back in its canonical form, however it was typed", () => {
  expect(decideLocation(brest, france, anyEmail)).toEqual(
    accept({ ...brest, postalCode: "29200", city: "Brest", contactEmail: "y.legoff@kermadec.example", contactPhone: "+33298001472" }),
  );
});

test("P13 every wrong field of a location says so at once, in the order of the form, with what would be accepted", () => {
  const decision = decideLocation({ ...brest, name: "", postalCode: "2", city: "Bre\0st", contactPhone: "1" }, france, anyEmail);
  expect(refusedAt(decision)).toEqual([
    "/name accounts.needed",
    "/postalCode accounts.postalCode",
    "/city accounts.strangeCharacters",
    "/contactPhone accounts.phone",
  ]);
  expect(decision).toMatchObject({
    also: [{ params: { country: "France", example: "29200" } }, {}, { params: { example: expect.stringMatching(/^0\d/) } }],
  });
  expect(refusedAt(decideLocation({ ...brest, country: "XX" }, undefined, anyEmail))).toEqual(["/country accounts.countryUnknown"]);
});

test.each([
  ["KERMADEC – Brest", "kermadec brest"],
  ["Kermadec  BREST.", "kermadec brest"],
  ["Kérmadec Brest", "kermadec brest"],
  ["Kermadec Brest 2", "kermadec brest 2"],
  ["شركة كرماديك", "شركة كرماديك"],
  ["★★★", "★★★"],
])("the name « %s » is compared as « %s »", (name, key) => expect(nameKey(name)).toBe(key));

test("a name that another location has is refused with whose it is; the last free place is given, the next is not", () => {
  expect(decideAdd("Brest", { namesake: { partnerId: "4218002" }, count: 1 })).toMatchObject({
    code: "company.nameTaken",
    params: { partnerId: "4218002" },
    pointer: "/name",
  });
  expect(decideAdd("Brest", { namesake: undefined, count: MOST_LOCATIONS - 1 }).ok).toBe(true);
  expect(decideAdd("Brest", { namesake: undefined, count: MOST_LOCATIONS })).toMatchObject({ code: "company.tooManyLocations" });
});

test.each([
  ["active", false, 3, undefined],
  ["active", true, 0, undefined],
  ["active", true, 1, "company.mainStays"],
  ["removed", false, 3, "company.removedAlready"],
] as const)("a location that is %s, main %s, beside %i others: %s", (state, main, others, code) => {
  const decision = decideRemoval({ state, main }, others);
  expect(decision.ok ? undefined : decision.code).toBe(code);
});

describe("a support site", () => {
  test.each([
    ["https://www.kermadec.example/aide", "https://www.kermadec.example/aide"],
    ["kermadec.example", "https://kermadec.example"],
    ["https://kermadec.example:8443/a?b=c", "https://kermadec.example:8443/a?b=c"],
    ["https://kermadéc.example/", "https://xn--kermadc-gya.example"],
    ["http://kermadec.example", undefined],
    ["javascript:alert(1)", undefined],
    ["https://user:secret@kermadec.example", undefined],
    ["https://localhost", undefined],
    ["https://127.0.0.1/", undefined],
    ["https://", undefined],
    ["kermadec", undefined],
  ])("typed as « %s » is kept as « %s »", (typed, kept) => expect(readWebsite(typed)).toBe(kept));
});

test("support details are refused at each of their fields", () => {
  const typed = { website: "http://kermadec.example", email: "nobody", phone: "12" };
  expect(refusedAt(decideSupport(typed, "FR", (text) => text.includes("@")))).toEqual([
    "/website company.website",
    "/email accounts.email",
    "/phone accounts.phone",
  ]);
});

test("sectors and languages are of the lists, without repetition, and not more than a few", () => {
  const known = new Set(["fr", "en", "br"]);
  const decide = (sectors: string[], languages: string[]) => decideOrganisation({ size: "small", sectors, languages }, known);
  expect(decide(["M", "J", "J"], ["br", "fr", "br"])).toEqual(accept({ size: "small", sectors: ["J", "M"], languages: ["br", "fr"] }));
  expect(decide([], ["fr"])).toMatchObject({ code: "company.sectors" });
  expect(decide([..."ABCDEF"], ["fr"])).toMatchObject({ code: "company.sectors" });
  expect(decide(["Z"], ["fr"])).toMatchObject({ code: "company.sectors" });
  expect(decide(["J"], [])).toMatchObject({ code: "company.languages" });
  expect(decide(["J"], ["xx"])).toMatchObject({ code: "company.languages" });
});

test("languages are named in the reader's language, by name, each code once", () => {
  const [fr, en] = [languagesIn("fr"), languagesIn("en")];
  expect(fr).toContainEqual({ code: "br", name: "breton" });
  expect(en).toContainEqual({ code: "de", name: "German" });
  expect(new Set(fr.map(({ code }) => code)).size).toBe(fr.length);
  expect(fr.length).toBe(en.length);
});

describe("the period of the journal", () => {
  test.each([
    ["nothing asked: the last thirty days", {}, { from: "2026-10-26", to: "2026-11-24" }],
    ["an end: the thirty days before it", { to: "2026-03-01" }, { from: "2026-01-31", to: "2026-03-01" }],
    ["one day", { from: "2026-11-24", to: "2026-11-24" }, { from: "2026-11-24", to: "2026-11-24" }],
    ["ninety days, both ends included", { from: "2026-08-27", to: "2026-11-24" }, { from: "2026-08-27", to: "2026-11-24" }],
  ])("%s", (_, asked, range) => expect(decideRange(asked, "2026-11-24")).toEqual(accept(range)));
  test("ninety-one days are too many, and a period that ends before it begins is refused", () => {
    expect(decideRange({ from: "2026-08-26", to: "2026-11-24" }, "2026-11-24")).toMatchObject({
      code: "company.tooManyDays",
      params: { count: 91, most: 90 },
    });
    expect(decideRange({ from: "2026-11-25" }, "2026-11-24")).toMatchObject({ code: "company.daysReversed" });
  });
});

test("what a fact is about is told by the beginning of its type; what nobody knows is about something else", () => {
  expect(
    ["user.added", "legalProfile.changed", "location.removed", "key.opened", "bankAccount.confirmed", "weather.changed"].map(subjectOf),
  ).toEqual(["users", "profile", "locations", "benefits", "billing", "other"]);
  expect(new Set(subjects).size).toBe(subjects.length);
});

test("P13 the refusal of a location's address stands at its field; an empty one is needed, and not looked at further", () => {
  const noPersonal = (email: string): Decision<string, "people.personalMail"> =>
    email.endsWith("@gmail.com") ? refuse("people.personalMail", { domain: "gmail.com" }, "/email") : accept(email);
  expect(decideLocation({ ...brest, contactEmail: "yann@gmail.com" }, france, noPersonal)).toEqual({
    ok: false,
    code: "people.personalMail",
    params: { domain: "gmail.com" },
    pointer: "/contactEmail",
  });
  const all = () => refuse("people.personalMail", { domain: "" }, "/email");
  expect(refusedAt(decideLocation({ ...brest, contactEmail: "" }, france, all))).toEqual(["/contactEmail accounts.needed"]);
});

test("P13 a postal code is refused with the country's name where the programme has no example", () => {
  const germany = { code: "DE", name: "Allemagne", registration: { label: "", example: "", required: false } };
  expect(decideLocation({ ...brest, postalCode: "1", contactPhone: "+33298001472" }, germany, anyEmail)).toEqual({
    ok: false,
    code: "accounts.postalCode",
    params: { country: "Allemagne", example: "" },
    pointer: "/postalCode",
  });
});

test("the refusals of a place say how many there are and may be", () => {
  expect(decideAdd("Brest", { namesake: { partnerId: "4218002" }, count: 500 })).toEqual({
    ok: false,
    code: "company.tooManyLocations",
    params: { count: 500 },
  });
  expect(decideAdd("Brest", { namesake: undefined, count: 499 })).toEqual(accept(true));
  expect(decideRemoval({ state: "active", main: true }, 2)).toEqual({ ok: false, code: "company.mainStays", params: { count: 2 } });
  expect(decideRemoval({ state: "active", main: true }, 0)).toEqual(accept("removed"));
});
