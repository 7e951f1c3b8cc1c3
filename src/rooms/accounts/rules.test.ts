import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import type { Role } from "../../permissions.ts";
import type { Granter, Target } from "./rules.ts";
import {
  decideDeactivate,
  decideFirstRoles,
  decidePasswordReset,
  decideReactivate,
  decideRoles,
  mayChange,
  programmeStatus,
  rolesOfEnroller,
} from "./rules.ts";

const target = (roles: readonly Role[], more: Partial<Target> = {}): Target => ({
  state: "active",
  roles,
  otherGlobalAdmins: 1,
  guest: false,
  ...more,
});
const granter = (roles: readonly Role[], more: Partial<Granter> = {}): Granter => ({ roles, self: false, enroller: false, ...more });
const code = (decision: Decision<unknown>): string => (decision.ok ? "ok" : decision.code);

test("enrolling gives every role of the list but the admin agent's, which step 5 ticks", () => {
  expect([...rolesOfEnroller(true)].sort()).toEqual(["accountAdmin", "globalAdmin", "partnerAdmin", "profileAdmin", "referralsAdmin"]);
  expect([...rolesOfEnroller(false)].sort()).toEqual(["accountAdmin", "partnerAdmin", "profileAdmin", "referralsAdmin"]);
});

describe("F-044 the whole set of roles takes the place of the old one", () => {
  test("a role that stays is neither added nor removed, and the order is the house's", () => {
    const decision = decideRoles(target(["salesAgent", "globalAdmin"]), ["adminAgent", "globalAdmin"], granter(["globalAdmin"]));
    expect(decision).toEqual({ ok: true, value: { roles: ["globalAdmin", "adminAgent"], added: ["adminAgent"], removed: ["salesAgent"] } });
  });
  test("the enrolling person may tick the admin agent for themselves without being a global administrator, and nobody else may so", () => {
    const enroller = granter(["accountAdmin"], { self: true, enroller: true });
    expect(code(decideRoles(target(["accountAdmin"]), ["accountAdmin", "adminAgent"], enroller))).toBe("ok");
    expect(code(decideRoles(target(["accountAdmin"]), ["accountAdmin", "adminAgent"], { ...enroller, enroller: false }))).toBe(
      "accounts.mayNotGrant",
    );
    expect(code(decideRoles(target([]), ["adminAgent"], { ...enroller, self: false }))).toBe("accounts.mayNotGrant");
    expect(mayChange("userAdmin", enroller)).toBe(false);
  });
  test.each<[readonly Role[], readonly Role[], readonly Role[], string]>([
    [["userAdmin"], [], ["salesAgent"], "ok"],
    [["userAdmin"], [], ["globalAdmin"], "accounts.mayNotGrant"],
    [["userAdmin"], [], ["partnerAdmin"], "accounts.mayNotGrant"],
    [["userAdmin"], ["globalAdmin"], [], "accounts.mayNotGrant"],
    [["accountAdmin"], [], ["partnerAdmin", "referralsAdmin"], "ok"],
    [["accountAdmin"], [], ["salesAgent"], "accounts.mayNotGrant"],
    [["partnerAdmin"], [], ["referralsAdmin"], "accounts.mayNotGrant"],
    [["globalAdmin"], ["globalAdmin"], ["billingAdmin"], "ok"],
    [[], ["salesAgent"], ["salesAgent"], "ok"],
  ])("holding %j, from %j to %j: %s", (held, before, after, expected) =>
    expect(code(decideRoles(target(before), after, granter(held)))).toBe(expected),
  );
});

describe("the account keeps a global administrator", () => {
  const last = target(["globalAdmin"], { otherGlobalAdmins: 0 });
  test("the last one cannot lose the role, whoever asks", () => {
    for (const roles of [["globalAdmin"], ["userAdmin"]] as const)
      expect(code(decideRoles(last, [], granter(roles)))).toBe("accounts.lastGlobalAdmin");
    expect(code(decideRoles(last, ["globalAdmin", "salesAgent"], granter(["globalAdmin"], { self: true })))).toBe("ok");
  });
  test("the last one cannot be deactivated, nor deactivate themselves", () => {
    expect(code(decideDeactivate(last, granter(["globalAdmin"])))).toBe("accounts.lastGlobalAdmin");
    expect(code(decideDeactivate(last, granter(["globalAdmin"], { self: true })))).toBe("accounts.lastGlobalAdmin");
  });
  test("with another one, the role may go", () =>
    expect(code(decideRoles(target(["globalAdmin"]), [], granter(["globalAdmin"])))).toBe("ok"));
});

test("nobody deactivates themselves, and only a global administrator decides about one", () => {
  expect(code(decideDeactivate(target(["userAdmin"]), granter(["userAdmin"], { self: true })))).toBe("accounts.notYourself");
  expect(code(decideDeactivate(target(["globalAdmin"]), granter(["userAdmin"])))).toBe("accounts.aboveYou");
  expect(code(decideDeactivate(target(["salesAgent"]), granter(["userAdmin"])))).toBe("ok");
  expect(code(decideReactivate(target(["globalAdmin"], { state: "deactivated" }), granter(["userAdmin"])))).toBe("accounts.aboveYou");
});

test("each move leaves only from its own state", () => {
  const off = { state: "deactivated" } as const;
  expect(code(decideDeactivate(target([], off), granter(["globalAdmin"])))).toBe("accounts.userDeactivated");
  expect(code(decideReactivate(target([]), granter(["globalAdmin"])))).toBe("accounts.userActive");
  expect(code(decideReactivate(target([], off), granter(["userAdmin"])))).toBe("ok");
  expect(code(decideRoles(target([], off), ["salesAgent"], granter(["globalAdmin"])))).toBe("accounts.userDeactivated");
});

test("a password is reset for an active colleague of one's own directory, never for oneself", () => {
  expect(code(decidePasswordReset(target([]), granter(["globalAdmin"]), true))).toBe("ok");
  expect(code(decidePasswordReset(target([]), granter(["globalAdmin"], { self: true }), true))).toBe("accounts.ownPassword");
  expect(code(decidePasswordReset(target([]), granter(["globalAdmin"]), false))).toBe("accounts.otherDirectory");
  expect(code(decidePasswordReset(target([], { state: "deactivated" }), granter(["globalAdmin"]), true))).toBe("accounts.userDeactivated");
});

test("a new colleague gets only roles that their sponsor may give, and none is none", () => {
  expect(decideFirstRoles([], granter(["userAdmin"]))).toEqual({ ok: true, value: [] });
  expect(code(decideFirstRoles(["globalAdmin"], granter(["userAdmin"])))).toBe("accounts.mayNotGrant");
  expect(code(decideFirstRoles(["globalAdmin"], granter(["globalAdmin"])))).toBe("ok");
});

test("F-058 the programme is active once the agreement is signed, pending before, rejected with the verification", () => {
  expect(programmeStatus({ agreementSigned: false, verification: "pending" })).toBe("pending");
  expect(programmeStatus({ agreementSigned: true, verification: "pending" })).toBe("active");
  expect(programmeStatus({ agreementSigned: true, verification: "rejected" })).toBe("rejected");
});
