import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { grantorsOf, mayGrant, roles } from "../../permissions.ts";
import { decideAssociate, decideGroupRoles, decideJoin, decideRemove, decideRemoveProvider, joinRequest } from "./rules.ts";

const domain = "brest.example";

describe("asking to join the account that one's company has", () => {
  const expiresAt = "2027-03-09T10:00:00Z";
  const request = { state: "asked" as const, expiresAt };

  test.each([
    ["an unknown link", undefined, "2027-03-09T09:00:00Z", "people.linkUnknown"],
    ["a link at its hour", request, expiresAt, "people.linkExpired"],
    ["a link the day after", request, "2027-03-10T10:00:00Z", "people.linkExpired"],
    ["a link that was confirmed", { ...request, state: "confirmed" as const }, "2027-03-09T09:00:00Z", "people.linkUsed"],
    ["a link of a request that was accepted", { ...request, state: "accepted" as const }, "2027-03-09T09:00:00Z", "people.linkUsed"],
    ["a link of a request that was declined", { ...request, state: "declined" as const }, "2027-03-09T09:00:00Z", "people.linkUsed"],
    // Whoever confirmed in time reads later that it was used, not that it came too late.
    ["a used link after its hour", { ...request, state: "confirmed" as const }, "2027-03-10T10:00:00Z", "people.linkUsed"],
  ])("S-03 %s confirms nothing", (_, link, now, code) => {
    expect(decideJoin(link, now)).toEqual({ ok: false, code, params: {} });
  });

  test("S-03 the mail's link opens until the last moment of its hour", () => {
    expect(decideJoin(request, "2027-03-09T09:59:59.999Z")).toEqual({ ok: true, value: request });
  });

  test("S-03 a request is decided once, and only after the mailbox was shown", () => {
    expect(joinRequest.legal("asked")).toEqual(["confirm"]);
    expect(joinRequest.legal("confirmed")).toEqual(["accept", "decline"]);
    for (const state of ["accepted", "declined"] as const) expect(joinRequest.legal(state)).toEqual([]);
  });
});

describe("taking a directory away", () => {
  test.each([
    [true, false, "directories.primary"],
    [true, true, "directories.primary"],
    [false, true, "directories.signedInWith"],
  ])("G-029 primary %s, signed in with it %s: it stays", (primary, signedInWith, code) => {
    expect(decideRemove({ domain, primary, signedInWith })).toEqual({ ok: false, code, params: { domain } });
  });

  test("G-029 another one goes", () => {
    expect(decideRemove({ domain, primary: false, signedInWith: false })).toEqual({ ok: true, value: true });
  });
});

describe("taking a directory's provider away", () => {
  const directory = { id: "d1", domain, issuer: "https://login.brest.example" };
  const last = { ok: false, code: "directories.lastWayIn", params: { domain } };
  const gone = { ok: true, value: { issuer: "https://login.brest.example" } };

  test.each([
    ["nobody administers the account", [], last],
    ["its only administrator comes through it", [{ own: false, through: "d1" }], last],
    ["its only administrator has no way in at all", [{ own: false, through: null }], last],
    [
      "each of two comes through it or not at all",
      [
        { own: false, through: "d1" },
        { own: false, through: null },
      ],
      last,
    ],
    ["its administrator also has something of their own", [{ own: true, through: "d1" }], gone],
    ["its administrator has only something of their own", [{ own: true, through: null }], gone],
    ["its administrator comes through another", [{ own: false, through: "d2" }], gone],
    [
      "one of two comes through another",
      [
        { own: false, through: "d1" },
        { own: false, through: "d2" },
      ],
      gone,
    ],
  ])("F-033 when %s", (_, admins, decision) => {
    expect(decideRemoveProvider(directory, admins)).toEqual(decision);
  });

  test("F-033 where there is none, none is taken away, whoever gets in", () => {
    for (const admins of [[], [{ own: true, through: null }]])
      expect(decideRemoveProvider({ ...directory, issuer: null }, admins)).toEqual({
        ok: false,
        code: "directories.noProvider",
        params: {},
      });
  });
});

test.each([
  ["nobody's", null, { ok: true, value: true }],
  ["ours", "a1", { ok: false, code: "directories.yoursAlready", params: { domain } }],
  ["another company's", "a2", { ok: false, code: "directories.tiedElsewhere", params: { domain } }],
])("G-029 a directory that is %s is brought in or refused without a word of whose it is", (_, accountId, decision) => {
  expect(decideAssociate({ domain, accountId }, "a1")).toEqual(decision);
});

describe("the roles that groups give", () => {
  const gives = (group: string, ...given: Role[]) => ({ group, roles: given });

  test("F-033 a group gives what the administrator could give by hand, and nothing more", () => {
    const wanted = [gives("Quai", "salesAgent"), gives("Cale"), gives("Direction", "adminAgent", "userAdmin")];
    expect(decideGroupRoles(wanted, [], ["userAdmin"])).toEqual({ ok: true, value: wanted });
    expect(decideGroupRoles([], [gives("Quai", "salesAgent")], [])).toEqual({ ok: true, value: [] });
  });

  test.each(roles)("F-033 the role %s in a group takes one of those who grant it; others are named", (role) => {
    for (const held of roles) {
      const decision = decideGroupRoles([gives("Cale"), gives("Quai", role)], [], [held]);
      expect([held, decision.ok]).toEqual([held, mayGrant(role, [held])]);
      if (!decision.ok)
        expect(decision).toEqual({
          ok: false,
          code: "directories.mayNotGrant",
          params: { role, needs: grantorsOf(role) },
          pointer: "/groupRoles/1/roles",
        });
    }
  });

  test("F-033 the first role beyond what one may give is told, at its line", () => {
    const wanted = [gives("Quai", "salesAgent"), gives("Direction", "adminAgent", "globalAdmin", "partnerAdmin")];
    expect(decideGroupRoles(wanted, [], ["userAdmin"])).toMatchObject({
      params: { role: "globalAdmin", needs: ["globalAdmin"] },
      pointer: "/groupRoles/1/roles",
    });
  });

  test("F-033 what stands may stay and may go, whoever put it there; to another group it is not carried", () => {
    const before = [gives("Direction", "globalAdmin"), gives("Quai", "salesAgent")];
    expect(decideGroupRoles([gives("Direction", "globalAdmin", "salesAgent")], before, ["userAdmin"]).ok).toBe(true);
    expect(decideGroupRoles([gives("Direction")], before, ["userAdmin"]).ok).toBe(true);
    expect(decideGroupRoles([gives("Quai", "globalAdmin")], before, ["userAdmin"])).toMatchObject({
      code: "directories.mayNotGrant",
      pointer: "/groupRoles/0/roles",
    });
    expect(decideGroupRoles([gives("Direction", "partnerAdmin")], before, ["userAdmin"])).toMatchObject({
      params: { role: "partnerAdmin" },
    });
  });

  test("F-033 one group stands on one line: the second is refused at its place, with its name", () => {
    const wanted = [gives("Quai", "salesAgent"), gives("Cale"), gives("Quai", "helpdeskAgent")];
    expect(decideGroupRoles(wanted, [], ["globalAdmin"])).toEqual({
      ok: false,
      code: "directories.groupTwice",
      params: { group: "Quai" },
      pointer: "/groupRoles/2/group",
    });
    // Providers tell groups apart by their capitals.
    expect(decideGroupRoles([gives("Quai"), gives("quai")], [], []).ok).toBe(true);
  });
});
