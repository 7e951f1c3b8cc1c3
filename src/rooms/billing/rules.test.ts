import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import { accept } from "../../kit/decision.ts";
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
