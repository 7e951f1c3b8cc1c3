import fc from "fast-check";
import { expect, test } from "vitest";
import type { Role, Standing } from "../../permissions.ts";
import { grantorsOf, guestRoles, programmeKinds, roles } from "../../permissions.ts";
import { decideRoles } from "../accounts/rules.ts";
import { decideGiven, decideInvite, decideOpen, wayOf } from "./invitations.rules.ts";

const standing: Standing = {
  accountId: "a",
  name: "Kermadec",
  partnerId: "4218001",
  country: "FR",
  agreementSigned: true,
  agreementCurrent: true,
  setupDone: true,
  verification: "authorized",
  globalAdmins: 1,
  enrolled: [],
  enrolledKinds: programmeKinds,
};
const now = "2027-03-01T09:00:00Z";
const stranger = { held: null, openUntil: null };

const someRoles = fc.subarray([...roles]);
/** Somebody invites, by hand or by a line of a file; a role is given or taken meanwhile; the invitation is accepted, perhaps by somebody who is in. */
const turn = fc.record({
  by: fc.nat(6),
  wanted: someRoles,
  guest: fc.boolean(),
  meanwhile: fc.array(fc.record({ by: fc.nat(6), on: fc.nat(6), wanted: someRoles }), { maxLength: 3 }),
});

type Person = { roles: readonly Role[]; guest: boolean };
const mayGive = (role: Role, held: readonly Role[]): boolean => grantorsOf(role).some((grantor) => held.includes(grantor));
const admins = (people: readonly Person[]): number => people.filter((one) => one.roles.includes("globalAdmin")).length;

test("S-18 nobody comes in by an invitation with a role that its sender could not give then and cannot give now; a global administrator stays", () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
      let people: Person[] = [
        { roles: ["globalAdmin"], guest: false },
        { roles: ["userAdmin"], guest: false },
        { roles: ["accountAdmin"], guest: false },
        { roles: ["salesAgent"], guest: false },
      ];
      for (const { by, wanted, guest, meanwhile } of turns) {
        const at = by % people.length;
        const before = people[at]!.roles;
        const asked = decideInvite({ email: "a@b.example", roles: wanted }, { ...stranger, guest }, { roles: before, standing }, now);
        if (!asked.ok) {
          expect(wanted.every((role) => mayGive(role, before) && (!guest || guestRoles.includes(role)))).toBe(false);
          continue;
        }
        for (const change of meanwhile) {
          const [actor, target] = [people[change.by % people.length]!, people[change.on % people.length]!];
          const otherGlobalAdmins = admins(people.filter((one) => one !== target));
          const decided = decideRoles({ state: "active", ...target, otherGlobalAdmins }, change.wanted, {
            roles: actor.roles,
            self: actor === target,
            enroller: false,
            enrolledKinds: programmeKinds,
          });
          if (decided.ok) people = people.map((one) => (one === target ? { ...one, roles: decided.value.roles } : one));
        }
        const sender = people[at]!.roles;
        const given = decideGiven({ roles: asked.value, guest }, { roles: sender, standing });
        if (!given.ok) continue;
        for (const role of given.value) {
          expect([role, mayGive(role, before), mayGive(role, sender)]).toEqual([role, true, true]);
          if (guest) expect(guestRoles).toContain(role);
        }
        people = [...people, { roles: given.value, guest }];
        expect(admins(people)).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
});

test("an invitation opens while it is sent and not over, to the second", () => {
  const one = { state: "sent" as const, expiresAt: now };
  expect(decideOpen(one, "2027-03-01T08:59:59Z")).toEqual({ ok: true, value: one });
  expect(decideOpen(one, now)).toMatchObject({ code: "team.invitationExpired", params: { expiredAt: now } });
  expect(decideOpen({ ...one, state: "revoked" }, "2027-02-01T00:00:00Z")).toMatchObject({ code: "team.invitationRevoked" });
  expect(decideOpen({ ...one, state: "accepted" }, "2027-02-01T00:00:00Z")).toMatchObject({ code: "team.invitationUsed" });
  expect(decideOpen(undefined, now)).toMatchObject({ code: "team.invitationUnknown" });
});

test.each([
  [{ known: true, own: "provider" as const, elsewhere: true }, "signIn"],
  [{ known: false, own: "provider" as const, elsewhere: false }, "company"],
  [{ known: false, own: undefined, elsewhere: true }, "company"],
  [{ known: false, own: "password" as const, elsewhere: true }, "password"],
  [{ known: false, own: undefined, elsewhere: false }, "password"],
])("%j comes in by %s", (place, way) => expect(wayOf(place)).toBe(way));
