import { describe, expect, test } from "vitest";
import type { ProgrammeKind } from "../../permissions.ts";
import type { Use } from "./rules.ts";
import { application, applicationRoles, decideToken, decideUses, nameKey, tokenState } from "./rules.ts";

describe("what an application is for", () => {
  const every: ProgrammeKind[] = ["network", "reseller", "referrals", "developer", "controlPanel"];

  test("G-064 a reseller's and a control-panel vendor's at once is no application, whatever the company is in", () => {
    const refusal = { ok: false, code: "developer.bothKinds", params: {}, pointer: "/uses" };
    expect(decideUses(["reseller", "controlPanel"], every)).toEqual(refusal);
    expect(decideUses(["controlPanel", "developer", "reseller"], every)).toEqual(refusal);
    expect(decideUses(["controlPanel", "reseller"], [])).toEqual(refusal);
  });

  test.each<[Use[], ProgrammeKind[], Use]>([
    [["developer"], ["network", "controlPanel"], "developer"],
    [["reseller"], [], "reseller"],
    [["developer", "controlPanel"], ["network", "developer"], "controlPanel"],
    [["controlPanel", "developer"], ["network"], "controlPanel"],
  ])("G-064 for %j in a company that is in %j the programme of %s is missing", (wanted, enrolled, use) => {
    expect(decideUses(wanted, enrolled)).toEqual({ ok: false, code: "developer.useNotEnrolled", params: { use }, pointer: "/uses" });
  });

  test.each<[Use[], Use[]]>([
    [["developer"], ["developer"]],
    [["reseller"], ["reseller"]],
    [
      ["reseller", "developer"],
      ["developer", "reseller"],
    ],
    [
      ["controlPanel", "developer", "controlPanel"],
      ["developer", "controlPanel"],
    ],
    [[], []],
  ])("G-064 %j is kept once each and in one order: %j", (wanted, kept) => {
    expect(decideUses(wanted, every)).toEqual({ ok: true, value: kept });
  });

  test("G-065 it has a manager's or a developer's role, never an owner's", () => {
    expect(applicationRoles).toEqual(["developerManager", "developer"]);
  });
});

describe("tokens", () => {
  const held = { state: "active" as const, alive: 0 };

  test("G-065 no application makes a token for itself, and that is said before all else", () => {
    const refusal = { ok: false, code: "developer.peopleOnly", params: {} };
    expect(decideToken(held, true)).toEqual(refusal);
    expect(decideToken({ state: "retired", alive: 5 }, true)).toEqual(refusal);
  });

  test("G-065 a retired application gets none, however few it has", () => {
    expect(decideToken({ state: "retired", alive: 0 }, false)).toEqual({ ok: false, code: "developer.retired", params: {} });
    expect(application.legal("retired")).toEqual([]);
  });

  test.each([
    [0, true],
    [4, true],
    [5, false],
    [6, false],
  ])("G-065 beside %i that are alive there is room for another: %s", (alive, room) => {
    expect(decideToken({ ...held, alive }, false)).toEqual(
      room ? { ok: true, value: null } : { ok: false, code: "developer.tooManyTokens", params: { count: 5 } },
    );
  });

  test.each([
    ["2027-01-01T00:00:01Z", null, "alive"],
    ["2027-01-01T00:00:00Z", null, "expired"],
    ["2026-12-31T23:59:59Z", null, "expired"],
    ["2027-01-01T00:00:01Z", "2026-06-01T00:00:00Z", "revoked"],
    ["2026-12-31T23:59:59Z", "2026-06-01T00:00:00Z", "revoked"],
  ])("G-065 one that lasts until %s and was revoked at %s is, at the turn of the year, %s", (expiresAt, revokedAt, state) => {
    expect(tokenState({ expiresAt, revokedAt }, "2027-01-01T00:00:00Z")).toBe(state);
  });
});

describe("the publisher's name", () => {
  test.each([
    ["Kermadec Éditions", "KERMADEC ÉDITIONS"],
    ["Kermadec Éditions", "  Kermadec \t Éditions "],
    ["Kermadec Éditions", "Kermadec E\u0301ditions"],
    ["Kermadec 2", "Ｋｅｒｍａｄｅｃ　２"],
    ["Coffre", "Co\ufb00re"],
  ])("F-171 « %s » and « %s » are one name", (one, other) => {
    expect(nameKey(other)).toBe(nameKey(one));
  });

  test.each([
    ["Kermadec Éditions", "Kermadec Editions"],
    ["Kermadec Éditions", "KermadecÉditions"],
    ["Kermadec", "Kermadec 2"],
  ])("F-171 « %s » and « %s » are two", (one, other) => {
    expect(nameKey(other)).not.toBe(nameKey(one));
  });

  test("F-171 a key is its own key", () => {
    expect(nameKey(" ｋ É  b ")).toBe("k é b");
    expect(nameKey("k é b")).toBe("k é b");
  });
});
