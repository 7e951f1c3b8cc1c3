import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { roles } from "../../permissions.ts";
import type { Granted } from "./granted.rules.ts";
import { decideGranted } from "./granted.rules.ts";

type Held = Parameters<typeof decideGranted>[0];
const change = (held: Partial<Held>) => decideGranted({ roles: [], granted: {}, now: {}, otherGlobalAdmins: 1, ...held });

describe("what a sign-in through a provider makes of somebody's roles", () => {
  test("F-033 nothing given and nothing held changes nothing", () => {
    expect(change({})).toEqual({ roles: [], granted: {}, added: [], removed: [] });
  });

  test("F-033 what the groups give comes, with the group that gave it, in the order of the table", () => {
    expect(change({ now: { partnerAdmin: "Quai", globalAdmin: "Direction" } })).toEqual({
      roles: ["globalAdmin", "partnerAdmin"],
      granted: { globalAdmin: "Direction", partnerAdmin: "Quai" },
      added: ["globalAdmin", "partnerAdmin"],
      removed: [],
    });
  });

  test("F-033 what they gave and give no longer goes", () => {
    expect(change({ roles: ["salesAgent", "partnerAdmin"], granted: { salesAgent: "Quai", partnerAdmin: "Quai" } })).toEqual({
      roles: [],
      granted: {},
      added: [],
      removed: ["salesAgent", "partnerAdmin"],
    });
  });

  test("F-033 what a person gave stays, whatever the groups say, and stays a person's", () => {
    const byHand = { roles: ["salesAgent"], granted: {}, added: [], removed: [] };
    expect(change({ roles: ["salesAgent"] })).toEqual(byHand);
    expect(change({ roles: ["salesAgent"], now: { salesAgent: "Quai" } })).toEqual(byHand);
    // So the group may stop giving it: a person did.
    expect(change({ roles: ["salesAgent"], granted: byHand.granted, now: {} }).removed).toEqual([]);
  });

  test("F-033 what another group gives now stays, under that group's name", () => {
    expect(change({ roles: ["salesAgent"], granted: { salesAgent: "Quai" }, now: { salesAgent: "Cale" } })).toEqual({
      roles: ["salesAgent"],
      granted: { salesAgent: "Cale" },
      added: [],
      removed: [],
    });
  });

  test("F-033 a role that a person took away comes back while a group gives it, and is the group's", () => {
    expect(change({ granted: { salesAgent: "Quai" }, now: { salesAgent: "Quai" } })).toEqual({
      roles: ["salesAgent"],
      granted: { salesAgent: "Quai" },
      added: ["salesAgent"],
      removed: [],
    });
    expect(change({ granted: { salesAgent: "Quai" } })).toEqual({ roles: [], granted: {}, added: [], removed: [] });
  });

  test("S-18 the last global administrator stays one though no group says so any more, until there is another", () => {
    const held = { roles: ["globalAdmin", "salesAgent"], granted: { globalAdmin: "Direction", salesAgent: "Direction" } } as const;
    expect(change({ ...held, otherGlobalAdmins: 0 })).toEqual({
      roles: ["globalAdmin"],
      // It stays the group's: once there is another, it goes.
      granted: { globalAdmin: "Direction" },
      added: [],
      removed: ["salesAgent"],
    });
    expect(change({ ...held, otherGlobalAdmins: 1 })).toMatchObject({ roles: [], removed: ["globalAdmin", "salesAgent"] });
  });

  test("S-18 where there is no global administrator at all, nobody becomes one by that", () => {
    expect(change({ roles: ["salesAgent"], granted: { salesAgent: "Quai", globalAdmin: "Direction" }, otherGlobalAdmins: 0 })).toEqual({
      roles: [],
      granted: {},
      added: [],
      removed: ["salesAgent"],
    });
  });

  const given = fc
    .subarray([...roles])
    .chain((some) => fc.tuple(...some.map((role) => fc.constantFrom("Quai", "Cale").map((group) => [role, group] as const))))
    .map((pairs) => Object.fromEntries(pairs) as Granted);
  const some = fc.subarray([...roles]) as fc.Arbitrary<Role[]>;

  test("F-033 whatever was held and given: all that groups give is held, nothing of a person's is lost, a second sign-in changes nothing", () => {
    fc.assert(
      fc.property(some, given, given, fc.nat(1), (held, granted, now, otherGlobalAdmins) => {
        const after = decideGranted({ roles: held, granted, now, otherGlobalAdmins });
        for (const role of roles) {
          if (now[role]) expect(after.roles).toContain(role);
          if (held.includes(role) && !granted[role]) expect(after.roles).toContain(role);
          if (!held.includes(role) && !now[role]) expect(after.roles).not.toContain(role);
          if (held.includes(role) && granted[role] && !now[role] && role !== "globalAdmin") expect(after.roles).not.toContain(role);
        }
        expect([...held.filter((role) => !after.removed.includes(role)), ...after.added].sort()).toEqual([...after.roles].sort());
        expect(decideGranted({ roles: after.roles, granted: after.granted, now, otherGlobalAdmins })).toEqual({
          ...after,
          added: [],
          removed: [],
        });
      }),
    );
  });
});
