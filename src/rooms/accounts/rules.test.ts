import { describe, expect, test } from "vitest";
import type { Decision } from "../../kit/decision.ts";
import type { Role } from "../../permissions.ts";
import type { Granter, Target } from "./rules.ts";
import {
  decideDeactivate,
  decideFactorReset,
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

describe("each no to a change of roles stands at the roles, with the role and with whom it is for", () => {
  const guestRoles = ["partnerAdmin", "referralsAdmin", "profileAdmin"];

  test("F-044 a role that is not the granter's to give or to take names those who may", () => {
    expect(decideRoles(target([]), ["salesAgent", "partnerAdmin"], granter(["userAdmin"]))).toEqual({
      ok: false,
      code: "accounts.mayNotGrant",
      params: { role: "partnerAdmin", needs: ["globalAdmin", "accountAdmin"] },
      pointer: "/roles",
    });
    expect(decideRoles(target(["billingAdmin"]), [], granter(["accountAdmin"]))).toMatchObject({
      params: { role: "billingAdmin", needs: ["globalAdmin", "userAdmin"] },
    });
  });

  test("S-18 the last global administrator's role stays, and the field says so before the granter's keys are looked at", () => {
    const last = target(["globalAdmin", "salesAgent"], { otherGlobalAdmins: 0 });
    expect(decideRoles(last, ["salesAgent"], granter([]))).toEqual({
      ok: false,
      code: "accounts.lastGlobalAdmin",
      params: {},
      pointer: "/roles",
    });
    // Somebody else's role is no global administrator's, though there is no other.
    expect(decideRoles(target(["salesAgent"], { otherGlobalAdmins: 0 }), [], granter(["globalAdmin"])).ok).toBe(true);
  });

  test("C16 a guest gets a guest's roles only; what a guest holds beyond may stay and may go", () => {
    const guest = target(["salesAgent"], { guest: true });
    expect(decideRoles(guest, ["salesAgent", "billingAdmin"], granter(["globalAdmin"]))).toEqual({
      ok: false,
      code: "accounts.notForGuests",
      params: { role: "billingAdmin", needs: guestRoles },
      pointer: "/roles",
    });
    expect(decideRoles(guest, ["salesAgent", "profileAdmin"], granter(["globalAdmin"]))).toMatchObject({
      value: { added: ["profileAdmin"] },
    });
    expect(decideRoles(guest, [], granter(["globalAdmin"]))).toMatchObject({ value: { removed: ["salesAgent"] } });
  });

  test("F-044 a role that no programme of the company uses is not given, and may be taken", () => {
    const admin = granter(["globalAdmin"], { enrolledKinds: ["network", "reseller"] });
    const refusal = {
      ok: false,
      code: "accounts.roleUnused",
      params: { role: "developer", needs: ["globalAdmin", "accountAdmin", "developerOwner"] },
      pointer: "/roles",
    };
    expect(decideRoles(target([]), ["salesAgent", "developer"], admin)).toEqual(refusal);
    expect(decideRoles(target([]), ["developer"], granter(["globalAdmin"]))).toEqual(refusal);
    expect(decideRoles(target(["developer"]), [], admin)).toMatchObject({ value: { removed: ["developer"] } });
    expect(decideRoles(target(["developer"]), ["developer", "salesAgent"], admin)).toMatchObject({ value: { added: ["salesAgent"] } });
    expect(decideRoles(target([]), ["developer"], { ...admin, enrolledKinds: ["developer"] })).toMatchObject({
      value: { added: ["developer"] },
    });
  });

  test("F-044 a new colleague's first roles are refused alike", () => {
    const admin = { roles: ["globalAdmin"] as const, enrolledKinds: ["network"] as const };
    expect(decideFirstRoles(["salesAgent", "globalAdmin"], { roles: ["userAdmin"] })).toEqual({
      ok: false,
      code: "accounts.mayNotGrant",
      params: { role: "globalAdmin", needs: ["globalAdmin"] },
      pointer: "/roles",
    });
    expect(decideFirstRoles(["profileAdmin", "salesAgent"], admin, true)).toEqual({
      ok: false,
      code: "accounts.notForGuests",
      params: { role: "salesAgent", needs: guestRoles },
      pointer: "/roles",
    });
    expect(decideFirstRoles(["salesAgent", "developerManager"], admin)).toEqual({
      ok: false,
      code: "accounts.roleUnused",
      params: { role: "developerManager", needs: ["globalAdmin", "accountAdmin", "developerOwner"] },
      pointer: "/roles",
    });
    expect(decideFirstRoles(["profileAdmin", "partnerAdmin"], admin, true)).toEqual({ ok: true, value: ["partnerAdmin", "profileAdmin"] });
    expect(decideFirstRoles(["salesAgent"], admin)).toEqual({ ok: true, value: ["salesAgent"] });
  });
});

test("a global administrator is shut out and let in again by a global administrator alone", () => {
  const other = target(["globalAdmin", "salesAgent"]);
  expect(decideDeactivate(other, granter(["userAdmin"]))).toEqual({ ok: false, code: "accounts.aboveYou", params: {} });
  expect(decideDeactivate(other, granter(["globalAdmin"]))).toEqual({ ok: true, value: "deactivated" });
  expect(decideDeactivate(target(["salesAgent"]), granter(["userAdmin"]))).toEqual({ ok: true, value: "deactivated" });
  const off = { ...other, state: "deactivated" as const };
  expect(decideReactivate(off, granter(["userAdmin"]))).toEqual({ ok: false, code: "accounts.aboveYou", params: {} });
  expect(decideReactivate(off, granter(["globalAdmin"]))).toEqual({ ok: true, value: "active" });
});

describe("a lost second factor", () => {
  const active = { state: "active", hasFactor: true } as const;
  test.each([
    ["somebody deactivated: that comes first", { ...active, state: "deactivated" as const }, true, false, "accounts.userDeactivated"],
    ["oneself", active, true, true, "accounts.ownFactor"],
    ["oneself, from another directory", active, true, false, "accounts.ownFactor"],
    ["a guest, whose factor belongs elsewhere", active, false, false, "accounts.otherDirectory"],
    ["a guest without one", { ...active, hasFactor: false }, false, false, "accounts.otherDirectory"],
    ["a colleague who has none", { ...active, hasFactor: false }, false, true, "accounts.noFactor"],
  ])("is not taken away from %s", (_, one, self, sameDirectory, code) => {
    expect(decideFactorReset(one, { self }, sameDirectory)).toEqual({ ok: false, code, params: {} });
  });

  test("is taken away from an active colleague who has one", () => {
    expect(decideFactorReset(active, { self: false }, true)).toEqual({ ok: true, value: true });
    expect(decidePasswordReset(target([]), granter(["globalAdmin"]), true)).toEqual({ ok: true, value: true });
  });
});
