import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Role, Standing } from "../../permissions.ts";
import { grantorsOf, guestRoles, programmeKinds, roles } from "../../permissions.ts";
import { decideRoles } from "../accounts/rules.ts";
import type { Addressee } from "./invitations.rules.ts";
import { decideGiven, decideInvite, decideOpen, maySend, wayOf } from "./invitations.rules.ts";

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
  networkEndedOn: null,
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

describe("whom one invites", () => {
  const email = "yann@kermadec.example";
  const sender = { roles: ["userAdmin"] as const, standing };
  const invite = (
    addressee: Partial<Addressee>,
    asked: readonly Role[] = ["salesAgent"],
    by: Pick<typeof sender, "standing"> & { roles: readonly Role[] } = sender,
  ) => decideInvite({ email, roles: asked }, { ...stranger, guest: false, ...addressee }, by, now);

  test.each([
    ["is a member already", { held: "active" as const }, "team.memberAlready", { email }],
    ["was shut out", { held: "deactivated" as const }, "team.memberShutOut", { email }],
    [
      "has an invitation that lasts a second more",
      { openUntil: "2027-03-01T09:00:01Z" },
      "team.invitedAlready",
      { email, untilAt: "2027-03-01T09:00:01Z" },
    ],
    // Being a member says more than an invitation that was never taken up.
    ["is a member and has one", { held: "active" as const, openUntil: "2027-03-05T09:00:00Z" }, "team.memberAlready", { email }],
  ])("F-163 somebody who %s is not invited, and the address says why", (_, addressee, code, params) => {
    expect(invite(addressee)).toEqual({ ok: false, code, params, pointer: "/email" });
    expect(invite(addressee, ["globalAdmin"])).toMatchObject({ code });
  });

  test("F-163 an invitation that is over keeps nobody from another, from its last second on", () => {
    expect(invite({ openUntil: now })).toEqual({ ok: true, value: ["salesAgent"] });
    expect(invite({ openUntil: "2027-02-01T09:00:00Z" })).toEqual({ ok: true, value: ["salesAgent"] });
  });

  test("F-163 the roles of an invitation are refused at their field: not the sender's to give, not a guest's, of no use here", () => {
    expect(invite({}, ["salesAgent", "globalAdmin"])).toEqual({
      ok: false,
      code: "accounts.mayNotGrant",
      params: { role: "globalAdmin", needs: ["globalAdmin"] },
      pointer: "/roles",
    });
    expect(invite({ guest: true })).toEqual({
      ok: false,
      code: "accounts.notForGuests",
      params: { role: "salesAgent", needs: ["partnerAdmin", "referralsAdmin", "profileAdmin"] },
      pointer: "/roles",
    });
    const byOwner = { roles: ["developerOwner"] as const, standing: { ...standing, enrolledKinds: ["network"] as const } };
    expect(invite({}, ["developer"], byOwner)).toMatchObject({ code: "accounts.roleUnused", params: { role: "developer" } });
    expect(invite({}, ["developer"], { ...byOwner, standing })).toEqual({ ok: true, value: ["developer"] });
  });
});

describe("what an invitation gives when it is taken up", () => {
  const sender = { roles: ["globalAdmin"] as readonly Role[], standing };
  const given = (asked: readonly Role[], change: Partial<typeof sender> = {}, guest = false) =>
    decideGiven({ roles: asked, guest }, { ...sender, ...change });

  test("F-163 all that was asked for, while the sender may give all of it", () => {
    expect(given(["billingAdmin", "profileAdmin"])).toEqual({ ok: true, value: ["billingAdmin", "profileAdmin"] });
    expect(given([])).toEqual({ ok: true, value: [] });
  });

  test("F-163 of what was asked for only what the sender may still give, a guest may have and a programme uses", () => {
    expect(given(["globalAdmin", "salesAgent"], { roles: ["userAdmin"] })).toEqual({ ok: true, value: ["salesAgent"] });
    expect(given(["salesAgent", "profileAdmin"], {}, true)).toEqual({ ok: true, value: ["profileAdmin"] });
    expect(given(["developer", "salesAgent"], { standing: { ...standing, enrolledKinds: ["network"] } })).toEqual({
      ok: true,
      value: ["salesAgent"],
    });
  });

  test("F-163 a sender who may add nobody any more lets nobody in, be it that their roles went or that the account is closed to it", () => {
    const gone = { ok: false, code: "team.senderGone", params: {} };
    expect(given([], { roles: ["partnerAdmin"] })).toEqual(gone);
    expect(given([], { roles: [] })).toEqual(gone);
    expect(given(["salesAgent"], { standing: { ...standing, agreementSigned: false } })).toEqual(gone);
    expect(given(["salesAgent"], { standing: { ...standing, setupDone: false } })).toEqual(gone);
    expect([maySend(["userAdmin"], standing), maySend(["developerOwner"], standing)]).toEqual([true, false]);
  });
});
