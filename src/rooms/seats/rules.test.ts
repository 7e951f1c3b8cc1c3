import { describe, expect, test } from "vitest";
import { decideHolder, decideRelease } from "./rules.ts";

describe("who may be given a seat", () => {
  test.each([
    ["an active member", { state: "active", holdsOne: false }, null],
    ["nobody of this account", undefined, "seats.userNotFound"],
    ["somebody deactivated", { state: "deactivated", holdsOne: false }, "seats.userInactive"],
    ["somebody who holds one", { state: "active", holdsOne: true }, "seats.alreadyHolds"],
    [
      "somebody deactivated who still holds one: that they left comes first",
      { state: "deactivated", holdsOne: true },
      "seats.userInactive",
    ],
  ] as const)("%s", (_, candidate, code) => {
    const decision = decideHolder(candidate, "Inès Haddad");
    expect(decision.ok ? null : [decision.code, decision.pointer]).toEqual(code && [code, "/userId"]);
  });
});

describe("F-094 when a seat may change hands (handbook C3)", () => {
  const seat = { state: "assigned", assignedOn: "2026-07-01" } as const;
  test.each([
    ["at any time, the same day", seat, 0, "2026-07-01", null],
    ["on day 89 of 90", seat, 90, "2026-09-28", "seats.tooSoon"],
    ["on day 90 of 90", seat, 90, "2026-09-29", null],
    ["a free seat", { state: "free", assignedOn: null } as const, 0, "2026-07-01", "seats.notAssigned"],
  ] as const)("%s", (_, held, cooldown, today, code) => {
    const decision = decideRelease(held, cooldown, today);
    expect(decision.ok ? null : decision.code).toBe(code);
  });

  test("the refusal says from which day on", () => {
    expect(decideRelease(seat, 90, "2026-07-02")).toMatchObject({ params: { opensOn: "2026-09-29", days: 90 } });
  });
});

test("each no says whom it is about, and a seat that nobody has is not released", () => {
  const active = { state: "active", holdsOne: false } as const;
  expect(decideHolder(active, "Inès Haddad")).toEqual({ ok: true, value: null });
  expect(decideHolder({ ...active, state: "deactivated" }, "Inès Haddad")).toMatchObject({ params: { name: "Inès Haddad" } });
  expect(decideHolder({ ...active, holdsOne: true }, "Inès Haddad")).toMatchObject({ params: { name: "Inès Haddad" } });
  const nobodys = { ok: false, code: "seats.notAssigned", params: {} };
  expect(decideRelease({ state: "assigned", assignedOn: null }, 0, "2026-07-01")).toEqual(nobodys);
  expect(decideRelease({ state: "free", assignedOn: "2026-06-01" }, 0, "2026-07-01")).toEqual(nobodys);
});

test("C3 where the programme sets no days a seat passes on on any day, be it before the day it was assigned", () => {
  expect(decideRelease({ state: "assigned", assignedOn: "2026-07-01" }, 0, "2026-06-30")).toEqual({ ok: true, value: null });
});
