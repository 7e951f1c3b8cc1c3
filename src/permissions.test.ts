import { describe, expect, test } from "vitest";
import type { AccountPermit, Role, Standing } from "./permissions.ts";
import {
  doorOf,
  grantorsOf,
  isAccountPermit,
  isStaffPermit,
  mayGrant,
  permits,
  roles,
  rolesFor,
  rolesThatOpen,
  staffMay,
  staffPermits,
  staffRoles,
  staysOpenWhenLapsed,
} from "./permissions.ts";

const open: Standing = {
  accountId: "a",
  name: "A",
  partnerId: "1",
  country: "FR",
  agreementSigned: true,
  agreementCurrent: true,
  setupDone: true,
  verification: "authorized",
  globalAdmins: 1,
  networkEndedOn: null,
  enrolled: ["n", "d"],
  enrolledKinds: ["network", "developer"],
};

describe("a door", () => {
  test("opens to every role of its permit and to no other", () => {
    for (const permit of Object.keys(permits) as AccountPermit[]) {
      const rule: { roles: readonly Role[] | "anyMember" | "self" } = permits[permit];
      for (const role of roles) {
        const opens = typeof rule.roles === "string" || rule.roles.includes(role);
        expect([permit, role, doorOf(permit, [role], open).open]).toEqual([permit, role, opens]);
        expect([permit, role, rolesThatOpen(permit).includes(role)]).toEqual([permit, role, opens]);
      }
    }
  });

  test("F-181 opens nothing but one's own page, the proof of the domain and the support to a member without any role, and names those who give roles", () => {
    const opened = (Object.keys(permits) as AccountPermit[]).filter((permit) => doorOf(permit, [], open).open);
    expect(opened).toEqual(["self.view", "self.change", "recovery.prove", "support.ask"]);
    expect(doorOf("account.view", [], open)).toEqual({
      open: false,
      reasons: [{ code: "anyRole", needs: ["globalAdmin", "userAdmin", "accountAdmin"], has: [] }],
    });
  });

  test("names the roles that open it and those the reader has", () => {
    expect(doorOf("seats.assign", ["salesAgent"], open)).toEqual({
      open: false,
      reasons: [{ code: "role", needs: ["globalAdmin"], has: ["salesAgent"] }],
    });
  });

  test.each([
    ["agreementSigned", { agreementSigned: false }, "users.add", "no"],
    ["agreementCurrent", { agreementCurrent: false }, "offers.buy", "no"],
    ["setupDone", { setupDone: false }, "users.add", "no"],
    ["authorized", { verification: "rejected" }, "offers.buy", "rejected"],
    ["hasGlobalAdmin", { globalAdmins: 0 }, "offers.buy", "0"],
  ] as const)("stays closed while %s does not hold, and says how it stands", (code, change, permit, has) => {
    expect(doorOf(permit, ["globalAdmin"], { ...open, ...change })).toEqual({ open: false, reasons: [{ code, has }] });
  });

  test("C10 F-015 once the network's membership has lapsed, whatever changes something is closed with its last day; reading, coming back and being safe are not", () => {
    const lapsed = { ...open, networkEndedOn: "2027-07-22" };
    const reason = { code: "networkCurrent", has: "2027-07-22" };
    for (const permit of Object.keys(permits) as AccountPermit[]) {
      const door = doorOf(permit, [...roles], lapsed);
      expect([permit, door]).toEqual([permit, staysOpenWhenLapsed(permit) ? { open: true } : { open: false, reasons: [reason] }]);
      expect([permit, doorOf(permit, [...roles], lapsed, undefined, true).open]).toEqual([permit, true]);
    }
    for (const permit of ["seats.assign", "offers.buy", "keys.open", "users.add", "company.edit", "programmes.enrol"] as const)
      expect([permit, staysOpenWhenLapsed(permit)]).toEqual([permit, false]);
    for (const permit of ["memberships.renew", "profile.edit", "agreements.sign", "support.ask", "keys.view", "users.deactivate"] as const)
      expect([permit, staysOpenWhenLapsed(permit)]).toEqual([permit, true]);
    expect(doorOf("seats.assign", ["salesAgent"], lapsed)).toEqual({
      open: false,
      reasons: [{ code: "role", needs: ["globalAdmin"], has: ["salesAgent"] }, reason],
    });
  });

  test("F-002 enrolling in a programme stays closed while the company is not a member of the network, and says in what it is", () => {
    const resting = { ...open, enrolled: [], enrolledKinds: [] };
    expect(doorOf("programmes.enrol", ["globalAdmin"], resting)).toEqual({
      open: false,
      reasons: [{ code: "enrolled", needs: ["network"], has: [] }],
    });
    expect(doorOf("programmes.leave", ["globalAdmin"], resting)).toEqual({ open: true });
  });

  test("a matter may narrow the roles of its permit, never widen them", () => {
    expect(doorOf("programmes.enrol", ["partnerAdmin"], open, ["globalAdmin", "salesAgent"])).toEqual({
      open: false,
      reasons: [{ code: "role", needs: ["globalAdmin"], has: ["partnerAdmin"] }],
    });
    expect(doorOf("programmes.enrol", ["salesAgent"], open, ["globalAdmin", "salesAgent"]).open).toBe(false);
    expect(doorOf("programmes.enrol", ["globalAdmin"], open, ["globalAdmin"])).toEqual({ open: true });
    expect(rolesFor("programmes.view", ["developer"])).toEqual(["developer"]);
  });

  test("a condition that a permit does not ask for closes nothing", () => {
    expect(
      doorOf("account.view", ["salesAgent"], {
        ...open,
        agreementSigned: false,
        setupDone: false,
        verification: "pending",
        globalAdmins: 0,
      }),
    ).toEqual({ open: true });
  });

  test("gives every reason at once, the role first", () => {
    const door = doorOf("offers.buy", [], { ...open, agreementSigned: false, verification: "pending", globalAdmins: 0 });
    expect(door.open ? [] : door.reasons.map((reason) => reason.code)).toEqual(["role", "agreementSigned", "authorized", "hasGlobalAdmin"]);
  });
});

test("the office opens to the roles of its table", () => {
  for (const permit of Object.keys(staffPermits) as (keyof typeof staffPermits)[]) {
    for (const role of staffRoles)
      expect([permit, role, staffMay(permit, [role])]).toEqual([
        permit,
        role,
        (staffPermits[permit].staff as readonly string[]).includes(role),
      ]);
    expect(staffMay(permit, [])).toBe(false);
  }
});

test("a permit belongs to accounts, to the office, or to neither", () => {
  expect([isAccountPermit("seats.assign"), isStaffPermit("seats.assign")]).toEqual([true, false]);
  expect([isAccountPermit("office.keys"), isStaffPermit("office.keys")]).toEqual([false, true]);
  expect([isAccountPermit("public"), isStaffPermit("public")]).toEqual([false, false]);
});

test("only a global administrator makes another one; a partner administrator grants nothing", () => {
  for (const role of roles) {
    expect(mayGrant(role, ["partnerAdmin"])).toBe(false);
    expect([role, mayGrant(role, ["globalAdmin"])]).toEqual([role, true]);
    expect(mayGrant(role, grantorsOf(role))).toBe(true);
  }
  expect(mayGrant("globalAdmin", ["userAdmin", "accountAdmin"])).toBe(false);
  expect([mayGrant("salesAgent", ["userAdmin"]), mayGrant("salesAgent", ["accountAdmin"])]).toEqual([true, false]);
  expect([mayGrant("developer", ["developerOwner"]), mayGrant("developer", ["developerManager"])]).toEqual([true, false]);
  expect([mayGrant("referralsAdmin", ["accountAdmin"]), mayGrant("referralsAdmin", ["userAdmin"])]).toEqual([true, false]);
});
