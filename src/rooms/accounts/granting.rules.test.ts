import fc from "fast-check";
import { expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { grantorsOf, guestRoles, roles } from "../../permissions.ts";
import { decideDeactivate, decideRoles } from "./rules.ts";

type Person = { roles: readonly Role[]; active: boolean; guest: boolean };

const someRoles = fc.subarray([...roles]);
const team = fc
  .array(fc.record({ roles: someRoles, active: fc.boolean(), guest: fc.boolean() }), { minLength: 1, maxLength: 5 })
  // A guest comes with a guest's roles; the first person holds the account.
  .map((people): Person[] =>
    people.map((one, index) =>
      index === 0
        ? { roles: ["globalAdmin"], active: true, guest: false }
        : { ...one, roles: one.guest ? one.roles.filter((role) => guestRoles.includes(role)) : one.roles },
    ),
  );
const act = fc.record({ by: fc.nat(4), on: fc.nat(4), wanted: someRoles, leaves: fc.boolean() });

const globalAdmins = (people: readonly Person[]): number => people.filter((one) => one.active && one.roles.includes("globalAdmin")).length;

test("S-18 whatever people do to each other's roles, nobody gains or loses what the other may not grant, and one global administrator stays", () => {
  fc.assert(
    fc.property(team, fc.array(act, { maxLength: 20 }), (start, acts) => {
      let people = start;
      for (const { by, on, wanted, leaves } of acts) {
        const [actor, target] = [people[by % people.length]!, people[on % people.length]!];
        if (!actor.active) continue;
        const granter = { roles: actor.roles, self: actor === target, enroller: false };
        const state = target.active ? ("active" as const) : ("deactivated" as const);
        const otherGlobalAdmins = globalAdmins(people.filter((one) => one !== target));
        const held = { state, roles: target.roles, guest: target.guest, otherGlobalAdmins };

        if (leaves) {
          if (!decideDeactivate(held, granter).ok) continue;
          people = people.map((one) => (one === target ? { ...one, active: false } : one));
        } else {
          const decided = decideRoles(held, wanted, granter);
          if (!decided.ok) continue;
          for (const role of [...decided.value.added, ...decided.value.removed])
            expect(grantorsOf(role).some((grantor) => actor.roles.includes(grantor))).toBe(true);
          if (target.guest) expect(decided.value.added.filter((role) => !guestRoles.includes(role))).toEqual([]);
          people = people.map((one) => (one === target ? { ...one, roles: decided.value.roles } : one));
        }
        expect(globalAdmins(people)).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
