import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { grantorsOf, guestRoles, programmesFor, roles } from "../../permissions.ts";
import type { Asker } from "./requests.rules.ts";
import { decideAsk, decideDecline, isAskable, roleRequest } from "./requests.rules.ts";

const asker: Asker = { roles: ["salesAgent"], guest: false, enrolledKinds: ["network"] };
const admin: readonly Role[] = ["globalAdmin"];
const developers: readonly Role[] = ["developerOwner", "developerManager", "developer"];

describe("which roles somebody may ask for", () => {
  const askable = (change: Partial<Asker> = {}) => roles.filter((role) => isAskable(role, { ...asker, ...change }));

  test("G-009 every role that they do not hold and that a programme of the company uses", () => {
    expect(askable()).toEqual(roles.filter((role) => role !== "salesAgent" && !developers.includes(role)));
    expect(askable({ roles: [] })).toContain("salesAgent");
  });

  test("G-009 a developer's role once the company is in a developer programme", () => {
    expect(askable({ enrolledKinds: ["network", "reseller"] })).not.toContain("developer");
    expect(askable({ enrolledKinds: ["network", "developer"] })).toEqual(roles.filter((role) => role !== "salesAgent"));
  });

  test("C16 a guest may ask for a guest's three roles, less those they have", () => {
    expect(askable({ guest: true, enrolledKinds: ["network", "developer"] })).toEqual(["partnerAdmin", "referralsAdmin", "profileAdmin"]);
    expect(askable({ guest: true, roles: ["referralsAdmin"] })).toEqual(["partnerAdmin", "profileAdmin"]);
  });
});

describe("asking a colleague for a role", () => {
  test("G-009 a role that one has is not asked for, and that is said before all else", () => {
    const refusal = { ok: false, code: "team.roleHeld", params: {}, pointer: "/role" };
    expect(decideAsk("salesAgent", asker, admin)).toEqual(refusal);
    expect(decideAsk("developer", { roles: ["developer"], guest: true, enrolledKinds: [] }, undefined)).toEqual(refusal);
  });

  test("C16 a guest is told which roles a guest may have", () => {
    const guest: Asker = { ...asker, roles: [], guest: true, enrolledKinds: [] };
    for (const role of ["globalAdmin", "developer"] as const)
      expect(decideAsk(role, guest, admin)).toEqual({
        ok: false,
        code: "accounts.notForGuests",
        params: { role, needs: ["partnerAdmin", "referralsAdmin", "profileAdmin"] },
        pointer: "/role",
      });
    expect(decideAsk("profileAdmin", guest, admin)).toEqual({ ok: true, value: true });
  });

  test("G-009 a role that no programme of the company uses is refused before whom one asks is looked at", () => {
    for (const asked of [admin, undefined])
      expect(decideAsk("developer", asker, asked)).toEqual({
        ok: false,
        code: "accounts.roleUnused",
        params: { role: "developer", needs: ["globalAdmin", "accountAdmin", "developerOwner"] },
        pointer: "/role",
      });
    expect(decideAsk("developer", { ...asker, enrolledKinds: ["developer"] }, ["developerOwner"])).toEqual({ ok: true, value: true });
  });

  test("G-009 somebody who is not of this account, or no longer, is asked for nothing", () => {
    expect(decideAsk("billingAdmin", asker, undefined)).toEqual({
      ok: false,
      code: "team.notAGrantor",
      params: { role: "billingAdmin", needs: ["globalAdmin", "userAdmin"] },
      pointer: "/askedOf",
    });
  });

  test.each(roles)("G-009 the role %s is asked of those who give it, and of nobody else", (role) => {
    const nobody: Asker = { roles: [], guest: false, enrolledKinds: programmesFor(role) ?? [] };
    for (const held of roles)
      expect([held, decideAsk(role, nobody, [held])]).toEqual([
        held,
        grantorsOf(role).includes(held)
          ? { ok: true, value: true }
          : { ok: false, code: "team.notAGrantor", params: { role, needs: grantorsOf(role) }, pointer: "/askedOf" },
      ]);
  });

  test("G-009 what the page offers to ask for is what may be asked of a global administrator or an account administrator", () => {
    const asked: readonly Role[] = ["globalAdmin", "accountAdmin"];
    for (const guest of [false, true])
      for (const kinds of [["network"], ["network", "developer"]] as const)
        for (const held of roles)
          for (const role of roles) {
            const one: Asker = { roles: [held], guest, enrolledKinds: kinds };
            expect([held, role, decideAsk(role, one, asked).ok]).toEqual([held, role, isAskable(role, one)]);
          }
    expect(guestRoles).toHaveLength(3);
  });
});

test("G-009 whoever may give a role may refuse it, and others are told who may", () => {
  expect(decideDecline("billingAdmin", ["salesAgent", "userAdmin"])).toEqual({ ok: true, value: true });
  expect(decideDecline("billingAdmin", ["accountAdmin"])).toEqual({
    ok: false,
    code: "accounts.mayNotGrant",
    params: { role: "billingAdmin", needs: ["globalAdmin", "userAdmin"] },
  });
});

test("G-009 a request is answered once", () => {
  expect(roleRequest.legal("asked")).toEqual(["grant", "decline"]);
  for (const state of ["granted", "declined"] as const) expect(roleRequest.legal(state)).toEqual([]);
});
