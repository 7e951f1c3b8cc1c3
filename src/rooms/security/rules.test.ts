import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { asks, decidePolicy } from "./rules.ts";

const today = "2027-03-09";

describe("a policy", () => {
  test.each([
    ["from today", "everybody", "2027-03-09", "yes"],
    ["from the last day that is near enough", "administrators", "2028-03-08", "yes"],
    ["from yesterday", "everybody", "2027-03-08", "security.dayPast"],
    ["from the day after", "everybody", "2028-03-09", "security.dayTooFar"],
    ["from no day", "everybody", undefined, "security.dayNeeded"],
    ["of nobody", "nobody", undefined, "yes"],
    ["of nobody, from a day", "nobody", "2027-04-01", "security.noDayNeeded"],
  ] as const)("%s", (_, askedOf, dueOn, expected) => {
    const decision = decidePolicy({ askedOf, dueOn }, today);
    expect(decision.ok ? "yes" : decision.code).toBe(expected);
  });

  test.each<[string, readonly Role[], boolean]>([
    ["a global administrator", ["globalAdmin"], true],
    ["an admin agent", ["adminAgent"], true],
    ["a sales agent", ["salesAgent"], false],
    ["a helpdesk agent", ["helpdeskAgent"], false],
    ["a sales agent who administers bills", ["salesAgent", "billingAdmin"], true],
    ["somebody without a role", [], false],
  ])("that asks administrators asks %s: %s", (_, roles, asked) => {
    expect(asks({ askedOf: "administrators" }, roles)).toBe(asked);
    expect(asks({ askedOf: "everybody" }, roles)).toBe(true);
    expect(asks({ askedOf: "nobody" }, roles)).toBe(false);
  });
});

test.each([
  ["everybody", "2027-03-08", "security.dayPast", { firstOn: "2027-03-09" }],
  ["administrators", "2028-03-09", "security.dayTooFar", { lastOn: "2028-03-08" }],
  ["everybody", null, "security.dayNeeded", { exampleOn: "2027-04-08" }],
  ["nobody", "2027-04-01", "security.noDayNeeded", {}],
] as const)("asking %s from %s is refused at the day, with the days that would do", (askedOf, dueOn, code, params) => {
  expect(decidePolicy({ askedOf, dueOn }, today)).toEqual({ ok: false, code, params, pointer: "/dueOn" });
});

test("what was asked is what is kept; asking nobody keeps no day", () => {
  expect(decidePolicy({ askedOf: "administrators", dueOn: "2027-04-01" }, today)).toEqual({
    ok: true,
    value: { askedOf: "administrators", dueOn: "2027-04-01" },
  });
  expect(decidePolicy({ askedOf: "nobody" }, today)).toEqual({ ok: true, value: { askedOf: "nobody", dueOn: null } });
});
