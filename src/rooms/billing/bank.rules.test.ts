import { describe, expect, test } from "vitest";
import type { BankState } from "./bank.rules.ts";
import { bankAccount, decideBank, decideConfirm } from "./bank.rules.ts";

const typed = { holder: "Kermadec", iban: "FR14 2004 1010 0505 0001 3M02 606", bic: "PSSTFRPPREN" };
const example = "FR14 2004 1010 0505 0001 3M02 606";

describe("a bank account is refused at its field", () => {
  test.each([
    ["no holder", { holder: " " }, "accounts.needed", {}, "/holder"],
    ["a holder of 141 signs", { holder: "x".repeat(141) }, "accounts.tooLong", { count: 140 }, "/holder"],
    ["a page for an IBAN", { iban: "FR".padEnd(61, "1") }, "accounts.tooLong", { count: 60 }, "/iban"],
    ["a wrong check digit", { iban: "FR15 2004 1010 0505 0001 3M02 606" }, "billing.iban", { example }, "/iban"],
    ["a country without IBANs", { iban: "US64 SVBK 1234 5678" }, "billing.ibanCountry", { example }, "/iban"],
    ["a BIC of nine signs", { bic: "PSSTFRPPX" }, "billing.bic", {}, "/bic"],
    ["a page for a BIC", { bic: "P".repeat(21) }, "accounts.tooLong", { count: 20 }, "/bic"],
  ])("with %s", (_, change, code, params, pointer) => {
    expect(decideBank({ ...typed, ...change })).toEqual({ ok: false, code, params, pointer });
  });

  test("everything that is wrong is said at once", () => {
    const decision = decideBank({ holder: "", iban: "", bic: "x" });
    expect(decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ code, pointer }) => `${pointer} ${code}`)).toEqual([
      "/holder accounts.needed",
      "/iban accounts.needed",
      "/bic billing.bic",
    ]);
  });
});

test.each([
  [{}, { iban: "FR1420041010050500013M02606", bic: "PSSTFRPPREN", country: "FR", last4: "2606", sepa: true }],
  [{ bic: " psst fr pp " }, { iban: "FR1420041010050500013M02606", bic: "PSSTFRPP", country: "FR", last4: "2606", sepa: true }],
  [
    { iban: "GB29-NWBK-6016-1331-9268-19", bic: "" },
    { iban: "GB29NWBK60161331926819", bic: "", country: "GB", last4: "6819", sepa: true },
  ],
  [
    { iban: "ae070331234567890123456", bic: "" },
    { iban: "AE070331234567890123456", bic: "", country: "AE", last4: "3456", sepa: false },
  ],
])("%j is kept in one piece, with what it says of its country", (change, kept) => {
  expect(decideBank({ ...typed, ...change })).toEqual({ ok: true, value: { holder: "Kermadec", ...kept } });
});

describe("two administrators change the account together", () => {
  const held = { state: "pending" as BankState, askedBy: "a", askedByName: "Yann Le Goff", expiresAt: "2026-12-01T09:00:00Z" };

  test("another than who asked confirms, until the last moment", () => {
    expect(decideConfirm(held, "b", "2026-12-01T08:59:59.999Z")).toEqual({ ok: true, value: "active" });
  });

  test.each<[string, Partial<typeof held>, string, string, Record<string, unknown>]>([
    ["who asked", {}, "a", "billing.bankNeedsAnother", { count: 7 }],
    [
      "anybody at its hour, and the hour is said",
      { expiresAt: "2026-11-25T09:00:00Z" },
      "b",
      "billing.bankExpired",
      {
        expiredAt: "2026-11-25T09:00:00Z",
      },
    ],
    [
      "who asked, once it is over: that comes first",
      { expiresAt: "2026-11-20T09:00:00Z" },
      "a",
      "billing.bankExpired",
      {
        expiredAt: "2026-11-20T09:00:00Z",
      },
    ],
    ...bankAccount.states
      .filter((state) => state !== "pending")
      .map((state): [string, Partial<typeof held>, string, string, Record<string, unknown>] => [
        `anybody while it is ${state}`,
        { state },
        "b",
        "billing.bankSettled",
        {},
      ]),
  ])("it is not confirmed by %s", (_, change, person, code, params) => {
    expect(decideConfirm({ ...held, ...change }, person, "2026-11-25T09:00:00Z")).toEqual({ ok: false, code, params });
  });
});
