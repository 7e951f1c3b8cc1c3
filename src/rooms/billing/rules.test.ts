import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import { accept } from "../../kit/decision.ts";
import { phoneExample } from "../accounts/profile.rules.ts";
import { decideBank, decideConfirm } from "./bank.rules.ts";
import { ageInDays, decideAddress, decideCertificate, decideContact, decideRuling, inForce } from "./rules.ts";

const france = {
  code: "FR",
  name: "France",
  postalCode: { example: "29200" },
  registration: { label: "SIREN", example: "", required: true },
};
const refusedAt = (decision: Decision<unknown>): string[] =>
  decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ code, pointer }) => `${pointer} ${code}`);

describe("a bank account", () => {
  test("is kept in one piece, with its country, its last four characters and whether SEPA reaches it", () => {
    expect(decideBank({ holder: " Kermadec ", iban: "fr14 2004 1010 0505 0001 3m02 606", bic: "psstfrppren" })).toEqual(
      accept({ holder: "Kermadec", iban: "FR1420041010050500013M02606", bic: "PSSTFRPPREN", country: "FR", last4: "2606", sepa: true }),
    );
    expect(decideBank({ holder: "K", iban: "AE07 0331 2345 6789 0123 456", bic: "" })).toMatchObject({ value: { sepa: false, bic: "" } });
  });
  test.each([
    ["a wrong check digit", "FR14 2004 1010 0505 0001 3M02 607", "", ["/iban billing.iban"]],
    ["one digit too few", "FR14 2004 1010 0505 0001 3M02 60", "", ["/iban billing.iban"]],
    ["a country without IBANs", "US64 SVBK 1234 5678", "", ["/iban billing.ibanCountry"]],
    ["nothing", "", "", ["/iban accounts.needed"]],
    ["a BIC of nine characters", "FR14 2004 1010 0505 0001 3M02 606", "PSSTFRPPX", ["/bic billing.bic"]],
  ])("with %s is refused", (_, iban, bic, refusals) => expect(refusedAt(decideBank({ holder: "K", iban, bic }))).toEqual(refusals));
});

describe("confirming a bank account", () => {
  const held = { state: "pending", askedBy: "a", askedByName: "A", expiresAt: "2026-12-01T09:00:00Z" } as const;
  test.each([
    ["b", "2026-12-01T08:59:59Z", held, undefined],
    ["a", "2026-11-25T09:00:00Z", held, "billing.bankNeedsAnother"],
    ["b", "2026-12-01T09:00:00Z", held, "billing.bankExpired"],
    ["b", "2026-11-25T09:00:00Z", { ...held, state: "cancelled" }, "billing.bankSettled"],
  ] as const)("by %s at %s", (person, now, row, code) => {
    const decision = decideConfirm(row, person, now);
    expect(decision.ok ? undefined : decision.code).toBe(code);
  });
});

test("C13 the address is checked by its country, the contact by the legal one, and each wrong field says so", () => {
  const address = { addressLine1: "", addressLine2: "", postalCode: "2920", city: "Brest", country: "FR" };
  expect(refusedAt(decideAddress(address, france))).toEqual(["/addressLine1 accounts.needed", "/postalCode accounts.postalCode"]);
  const contact = {
    contactGivenName: "Y",
    contactFamilyName: "L",
    contactEmail: "x",
    contactPhone: "1",
    poNumber: "",
    taxId: "FR29983214768",
  };
  expect(refusedAt(decideContact(contact, "FR", (text) => text.includes("@")))).toEqual([
    "/contactEmail accounts.email",
    "/contactPhone accounts.phone",
    "/taxId accounts.vatFormat",
  ]);
});

describe("a certificate", () => {
  const good = { number: "EX-1", country: "FR", region: "", validFrom: "2026-01-01", validUntil: "2026-11-24" };
  test.each([
    [{}, undefined],
    [{ validUntil: "2026-11-23" }, "/validUntil billing.certificateOver"],
    [{ validUntil: "2025-12-31" }, "/validUntil billing.daysReversed"],
    [{ number: "" }, "/number accounts.needed"],
  ])("%o on its last day", (change, refusal) => {
    expect(refusedAt(decideCertificate({ ...good, ...change }, france, "2026-11-24"))).toEqual(refusal ? [refusal] : []);
  });
  test("counts on both ends of its validity, once approved", () => {
    const approved = { state: "approved", validFrom: "2026-01-01", validUntil: "2026-12-31" } as const;
    expect(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map((day) => inForce(approved, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inForce({ ...approved, state: "submitted" }, "2026-06-01")).toBe(false);
  });
  test("that is over cannot be approved, and what is decided is not decided again", () => {
    expect(decideRuling({ state: "submitted", validUntil: "2026-11-23" }, "approve", "2026-11-24")).toMatchObject({
      code: "billing.certificateOver",
    });
    expect(decideRuling({ state: "submitted", validUntil: "2026-11-23" }, "reject", "2026-11-24")).toEqual(accept("rejected"));
    expect(decideRuling({ state: "approved", validUntil: "2027-01-01" }, "reject", "2026-11-24")).toMatchObject({
      code: "billing.decidedAlready",
    });
  });
});

test("age is counted in whole days", () => {
  expect(ageInDays("2026-11-22T10:00:00Z", "2026-11-24T09:59:59Z")).toBe(1);
});

describe("C13 an address on invoices", () => {
  const siam = { addressLine1: " 14 rue de  Siam ", addressLine2: "", postalCode: "29 200", city: "Brest", country: "FR" };
  const nowhere = { code: "ZZ", name: "Nulle part", registration: { label: "", example: "", required: false } };

  test("comes back in the form in which it is kept", () => {
    expect(decideAddress(siam, france)).toEqual(accept({ ...siam, addressLine1: "14 rue de Siam", postalCode: "29200" }));
    expect(decideAddress({ ...siam, country: "ZZ", postalCode: "as written" }, nowhere)).toMatchObject({
      value: { postalCode: "as written" },
    });
  });

  test.each([
    ["a country that the programme does not know", { country: "XX" }, undefined, "accounts.countryUnknown", {}, "/country"],
    ["no country", { country: "" }, undefined, "accounts.needed", {}, "/country"],
    ["a country of three letters", { country: "FRA" }, france, "accounts.tooLong", { count: 2 }, "/country"],
    [
      "a postal code too short",
      { postalCode: "2920" },
      france,
      "accounts.postalCode",
      { country: "France", example: "29200" },
      "/postalCode",
    ],
    [
      "a postal code where the programme has no example",
      { postalCode: "1" },
      { ...nowhere, code: "DE", name: "Allemagne" },
      "accounts.postalCode",
      { country: "Allemagne", example: "" },
      "/postalCode",
    ],
    ["a line of 201 signs", { addressLine1: "a".repeat(201) }, france, "accounts.tooLong", { count: 200 }, "/addressLine1"],
    ["a second line of 201 signs", { addressLine2: "a".repeat(201) }, france, "accounts.tooLong", { count: 200 }, "/addressLine2"],
    ["a town of 101 signs", { city: "a".repeat(101) }, france, "accounts.tooLong", { count: 100 }, "/city"],
    ["a page for a postal code", { postalCode: "1".repeat(21) }, france, "accounts.tooLong", { count: 20 }, "/postalCode"],
  ])("with %s says so at its field", (_, change, country, code, params, pointer) => {
    expect(decideAddress({ ...siam, ...change }, country)).toEqual({ ok: false, code, params, pointer });
  });

  test("takes a line of 200 signs and a town of 100", () => {
    const long = { ...siam, addressLine1: "a".repeat(200), city: "b".repeat(100), postalCode: "29200" };
    expect(decideAddress(long, france)).toEqual(accept(long));
  });
});

describe("C13 whom invoices go to", () => {
  const yann = {
    contactGivenName: "Yann",
    contactFamilyName: "Le Goff",
    contactEmail: "Y.LeGoff@Kermadec.example",
    contactPhone: "02 98 00 14 72",
    poNumber: "",
    taxId: "",
  };
  const isEmail = (text: string) => /^[a-z.]+@[a-z.]+$/.test(text);
  const decide = (change: Partial<typeof yann> = {}) => decideContact({ ...yann, ...change }, "FR", isEmail);

  test("comes back in the form in which it is kept; an order number and a tax ID may be left out", () => {
    const kept = { ...yann, contactEmail: "y.legoff@kermadec.example", contactPhone: "+33298001472" };
    expect(decide()).toEqual(accept(kept));
    expect(decide({ taxId: "28 983 214 768", poNumber: " BC-7 " })).toEqual(accept({ ...kept, taxId: "FR28983214768", poNumber: "BC-7" }));
    expect(decide({ poNumber: "x".repeat(60) }).ok).toBe(true);
  });

  test.each([
    [{ contactEmail: "yann@@kermadec.example" }, "accounts.email", {}, "/contactEmail"],
    [{ contactEmail: "" }, "accounts.needed", {}, "/contactEmail"],
    [{ contactEmail: "a".repeat(255) }, "accounts.tooLong", { count: 254 }, "/contactEmail"],
    [{ contactPhone: "12" }, "accounts.phone", { example: phoneExample("FR") }, "/contactPhone"],
    [{ contactPhone: "1".repeat(41) }, "accounts.tooLong", { count: 40 }, "/contactPhone"],
    [{ taxId: "FR29983214768" }, "accounts.vatFormat", { example: "FR83404833048" }, "/taxId"],
    [{ taxId: "1".repeat(41) }, "accounts.tooLong", { count: 40 }, "/taxId"],
    [{ poNumber: "x".repeat(61) }, "accounts.tooLong", { count: 60 }, "/poNumber"],
    [{ contactGivenName: "x".repeat(101) }, "accounts.tooLong", { count: 100 }, "/contactGivenName"],
    [{ contactFamilyName: "" }, "accounts.needed", {}, "/contactFamilyName"],
  ])("%j is refused at its field, with what it takes", (change, code, params, pointer) => {
    expect(decide(change)).toEqual({ ok: false, code, params, pointer });
  });
});

describe("a certificate is read whole", () => {
  const good = { number: " EX-1 ", country: "FR", region: "", validFrom: "2026-11-24", validUntil: "2026-11-24" };
  const today = "2026-11-24";

  test("one day is a validity, and that day is not over", () => {
    expect(decideCertificate(good, france, today)).toEqual(accept({ ...good, number: "EX-1" }));
    expect(decideCertificate({ ...good, number: "x".repeat(60), region: "y".repeat(100) }, france, today).ok).toBe(true);
  });

  test.each([
    ["a country that the programme does not know", { country: "XX" }, undefined, "accounts.countryUnknown", {}, "/country"],
    ["a number of 61 signs", { number: "x".repeat(61) }, france, "accounts.tooLong", { count: 60 }, "/number"],
    ["a region of 101 signs", { region: "x".repeat(101) }, france, "accounts.tooLong", { count: 100 }, "/region"],
    [
      "days that run backwards, which comes before their being over",
      { validFrom: "2026-11-24", validUntil: "2026-11-20" },
      france,
      "billing.daysReversed",
      { fromOn: "2026-11-24", untilOn: "2026-11-20" },
      "/validUntil",
    ],
    [
      "a last day that has passed",
      { validFrom: "2026-01-01", validUntil: "2026-11-23" },
      france,
      "billing.certificateOver",
      { untilOn: "2026-11-23" },
      "/validUntil",
    ],
  ])("with %s it says so at its field", (_, change, country, code, params, pointer) => {
    expect(decideCertificate({ ...good, ...change }, country, today)).toEqual({ ok: false, code, params, pointer });
  });

  test("is approved on its last day and later no more; that it is over is told with the day", () => {
    expect(decideRuling({ state: "submitted", validUntil: today }, "approve", today)).toEqual(accept("approved"));
    expect(decideRuling({ state: "submitted", validUntil: "2026-11-25" }, "approve", today)).toEqual(accept("approved"));
    expect(decideRuling({ state: "submitted", validUntil: "2026-11-23" }, "approve", today)).toEqual({
      ok: false,
      code: "billing.certificateOver",
      params: { untilOn: "2026-11-23" },
    });
    for (const state of ["approved", "rejected", "expired", "withdrawn"] as const)
      expect(decideRuling({ state, validUntil: "2026-11-25" }, "approve", today)).toEqual({
        ok: false,
        code: "billing.decidedAlready",
        params: {},
      });
  });
});
