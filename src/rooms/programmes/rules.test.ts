import { describe, expect, test } from "vitest";
import type { Standing } from "../../permissions.ts";
import { loadProgramme } from "../../programme/load.ts";
import { findEnrolment } from "../../programme/programme.ts";
import type { EnrolmentProgramme } from "../../programme/schema.ts";
import type { EnrolmentState, Ruling, Situation } from "./rules.ts";
import {
  decideEnrol,
  decideLeave,
  decideRuling,
  enrollersOf,
  enrolment,
  reaches,
  requirementsOf,
  restingOn,
  rulings,
  shownState,
} from "./rules.ts";

const model = loadProgramme("programmes/network");
const example = loadProgramme("src/testing/programme-example");
const [network, reseller, referrals] = ["network", "reseller", "referrals"].map((id) => findEnrolment(model, id)!) as [
  EnrolmentProgramme,
  EnrolmentProgramme,
  EnrolmentProgramme,
];
const [circle, shelf, workshop] = example.enrolmentProgrammes as [EnrolmentProgramme, EnrolmentProgramme, EnrolmentProgramme];

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
  enrolled: ["network"],
  enrolledKinds: ["network"],
};
const canadian: Standing = { ...standing, country: "CA", enrolled: ["circle", "shelf"] };
const rejected: Standing = { ...standing, verification: "rejected" };
const unsigned: Standing = { ...standing, agreementSigned: false };
const asked: Situation = { standing, roles: ["globalAdmin"], state: undefined, accepted: false };

describe("what a page shows", () => {
  test.each<[string, Standing, EnrolmentState | undefined, string]>([
    ["nothing signed yet", unsigned, undefined, "qualified"],
    ["nothing signed and rejected", { ...unsigned, verification: "rejected" }, undefined, "qualified"],
    ["signed, the verification still runs", { ...standing, verification: "pending" }, undefined, "active"],
    ["signed and authorised", standing, undefined, "active"],
    ["signed, then rejected", rejected, undefined, "suspended"],
    ["it has no enrolment of its own: another's state says nothing", standing, "left", "active"],
  ])("F-002 the network, %s", (_, company, state, shown) => {
    expect(shownState(network, company, state)).toBe(shown);
  });

  test.each<[string, Standing, EnrolmentState | undefined, string]>([
    ["never applied", standing, undefined, "notEnrolled"],
    ["active in a member", standing, "active", "active"],
    ["active, while the network's membership rests", rejected, "active", "suspended"],
    ["active, while the network's agreement is not signed", unsigned, "active", "suspended"],
    ["an application goes on standing while the membership rests", rejected, "applying", "applying"],
    ["left stays left while the membership rests", rejected, "left", "left"],
    ["never applied, and no member", unsigned, undefined, "notEnrolled"],
  ])("F-002 a programme that rests on the network, %s", (_, company, state, shown) => {
    expect(shownState(reseller, company, state)).toBe(shown);
  });
});

describe("what a programme asks for", () => {
  const states = (one: EnrolmentProgramme, change: Partial<Situation> = {}) =>
    requirementsOf(one, { ...asked, ...change }).map(({ kind, state }) => `${kind} ${state}`);

  test("F-172 the network's membership stands first, the programme's own requirements follow in its order, the agreement last", () => {
    expect(requirementsOf(reseller, asked)).toEqual([
      { kind: "network", state: "met" },
      { kind: "partnerIdInCountry", country: "FR", state: "met" },
      { kind: "role", roles: ["globalAdmin"], state: "met" },
      { kind: "authorized", state: "met" },
      { kind: "staffApproval", state: "waits" },
      { kind: "agreement", state: "waits" },
    ]);
  });

  test("F-172 the network asks for its agreement alone, and not for itself", () => {
    expect(requirementsOf(network, { ...asked, standing: unsigned })).toEqual([{ kind: "agreement", state: "waits" }]);
    expect(requirementsOf(circle, { ...asked, accepted: true })).toEqual([{ kind: "agreement", state: "met" }]);
  });

  test("F-002 who is no member of the network lacks that first", () => {
    expect(states(reseller, { standing: unsigned })[0]).toBe("network unmet");
    expect(states(reseller, { standing: rejected })[0]).toBe("network unmet");
    expect(states(referrals, { standing: { ...standing, verification: "pending" } })[0]).toBe("network met");
  });

  test.each<[Standing["verification"], string]>([
    ["pending", "waits"],
    ["actionNeeded", "waits"],
    ["rejected", "waits"],
    ["authorized", "met"],
  ])("F-172 with the verification %s the authorisation %s", (verification, state) => {
    expect(states(referrals, { standing: { ...standing, verification } })).toContain(`authorized ${state}`);
  });

  test.each<[EnrolmentState | undefined, string]>([
    [undefined, "waits"],
    ["applying", "waits"],
    ["pendingVerification", "waits"],
    ["qualified", "met"],
    ["active", "met"],
    ["suspended", "met"],
    ["rejected", "waits"],
    ["left", "waits"],
  ])("F-172 for an enrolment that is %s the staff's approval %s", (state, approval) => {
    expect(states(reseller, { state })).toContain(`staffApproval ${approval}`);
  });

  test("F-172 one of the roles that enrol is enough, and none of them is not", () => {
    const either: EnrolmentProgramme = { ...reseller, requires: [{ kind: "role", roles: ["globalAdmin", "partnerAdmin"] }] };
    expect(states(either, { roles: ["salesAgent", "partnerAdmin"] })).toContain("role met");
    expect(states(either, { roles: ["salesAgent", "accountAdmin"] })).toContain("role unmet");
    expect(states(either, { roles: [] })).toContain("role unmet");
  });

  test("F-172 another programme is there while the company is active in it, and named when it is not", () => {
    expect(requirementsOf(workshop, { ...asked, standing: canadian })[1]).toEqual({ kind: "programme", programme: "shelf", state: "met" });
    expect(requirementsOf(workshop, asked)[1]).toEqual({ kind: "programme", programme: "shelf", state: "unmet" });
  });

  test("F-172 a list of countries takes the company's own or not; without a list every country does", () => {
    expect(requirementsOf(shelf, asked)[1]).toEqual({ kind: "partnerIdInCountry", country: "FR", state: "unmet" });
    expect(requirementsOf(shelf, { ...asked, standing: canadian })[1]).toEqual({
      kind: "partnerIdInCountry",
      country: "CA",
      state: "met",
    });
    expect(states(reseller, { standing: { ...standing, country: "ZZ" } })).toContain("partnerIdInCountry met");
  });

  test("F-172 an accepted agreement is met", () => {
    expect(states(reseller, { accepted: true }).at(-1)).toBe("agreement met");
  });
});

describe("enrolling", () => {
  test("F-172 nobody enrols in the network: joining it is another matter", () => {
    expect(decideEnrol(network, asked)).toEqual({ ok: false, code: "programmes.networkItself", params: {} });
  });

  test.each<[EnrolmentState | undefined, boolean]>([
    [undefined, true],
    ["applying", false],
    ["pendingVerification", false],
    ["qualified", false],
    ["active", false],
    ["suspended", false],
    ["rejected", true],
    ["left", true],
  ])("F-172 an enrolment that is %s may be begun again: %s", (state, may) => {
    expect(decideEnrol(reseller, { ...asked, state })).toEqual(
      may ? { ok: true, value: null } : { ok: false, code: "programmes.already", params: { programme: "reseller" } },
    );
  });

  test("F-172 a role that does not enrol is told which do", () => {
    expect(decideEnrol(reseller, { ...asked, roles: ["partnerAdmin", "accountAdmin"] })).toEqual({
      ok: false,
      code: "programmes.roleNeeded",
      params: { needs: ["globalAdmin"] },
    });
  });

  test("F-172 a country that is not on the programme's list is told with the partner ID that stands in it", () => {
    expect(decideEnrol(shelf, asked)).toEqual({
      ok: false,
      code: "programmes.countryClosed",
      params: { country: "FR", partnerId: "4218001" },
    });
    expect(decideEnrol(shelf, { ...asked, standing: canadian })).toEqual({ ok: true, value: null });
  });

  test("F-172 a programme that is missing is named", () => {
    expect(decideEnrol(workshop, { ...asked, standing: { ...canadian, enrolled: ["circle"] } })).toEqual({
      ok: false,
      code: "programmes.programmeMissing",
      params: { programme: "shelf" },
    });
  });

  test("F-172 the first thing that is missing, in the programme's order, is the answer", () => {
    const both: EnrolmentProgramme = { ...workshop, requires: [...workshop.requires, ...shelf.requires] };
    const other: EnrolmentProgramme = { ...workshop, requires: [...shelf.requires, ...workshop.requires] };
    expect(decideEnrol(both, asked)).toMatchObject({ code: "programmes.programmeMissing" });
    expect(decideEnrol(other, asked)).toMatchObject({ code: "programmes.countryClosed" });
  });

  test("F-172 what merely waits keeps nobody from applying, and the network's membership is the permit's to ask", () => {
    const waiting: Standing = { ...standing, verification: "actionNeeded" };
    expect(decideEnrol(reseller, { ...asked, standing: waiting })).toEqual({ ok: true, value: null });
    expect(decideEnrol(referrals, { ...asked, standing: unsigned })).toEqual({ ok: true, value: null });
  });

  test("F-172 who may enrol is said by the programme, or by nobody but the permit", () => {
    expect(enrollersOf(reseller)).toEqual(["globalAdmin"]);
    expect(enrollersOf(referrals)).toBeUndefined();
  });
});

describe("how far an application comes by itself", () => {
  type Stands = Parameters<typeof reaches>[1];
  const nothing: Stands = { authorized: false, approved: false, accepted: false };
  test.each<[string, EnrolmentProgramme, Partial<Stands>, string]>([
    ["not authorised: it waits for the verification", reseller, {}, "applying"],
    ["approved and signed do not replace the authorisation", reseller, { approved: true, accepted: true }, "applying"],
    ["authorised: it waits for the vendor's staff", reseller, { authorized: true }, "pendingVerification"],
    ["a signature does not replace the approval", reseller, { authorized: true, accepted: true }, "pendingVerification"],
    ["authorised and approved: only the agreement is missing", reseller, { authorized: true, approved: true }, "qualified"],
    ["all is there", reseller, { authorized: true, approved: true, accepted: true }, "active"],
    ["where no staff decides, the authorisation is enough to be qualified", referrals, { authorized: true }, "qualified"],
    ["where no staff decides, the authorisation is still waited for", referrals, { accepted: true }, "applying"],
    ["a programme that asks for neither waits for its agreement", shelf, {}, "qualified"],
    ["a programme that asks for neither is active once it is signed", shelf, { accepted: true }, "active"],
  ])("F-172 %s", (_, one, stands, state) => {
    expect(reaches(one, { ...nothing, ...stands })).toBe(state);
  });
});

describe("leaving", () => {
  test("F-168 a programme rests on another while the company is active in it and it asks for the other", () => {
    const ids = (id: string, enrolled: readonly string[]) => restingOn(example, id, enrolled).map((one) => one.id);
    expect(ids("shelf", ["circle", "shelf", "workshop"])).toEqual(["workshop"]);
    expect(ids("shelf", ["circle", "shelf"])).toEqual([]);
    expect(ids("workshop", ["circle", "shelf", "workshop"])).toEqual([]);
    expect(restingOn(model, "reseller", ["network", "reseller", "referrals"])).toEqual([]);
  });

  test.each<[EnrolmentState | undefined, boolean]>([
    [undefined, false],
    ["applying", true],
    ["pendingVerification", true],
    ["qualified", true],
    ["active", true],
    ["suspended", true],
    ["rejected", false],
    ["left", false],
  ])("F-168 an enrolment that is %s may be left: %s", (state, may) => {
    expect(decideLeave(reseller, { state, roles: ["globalAdmin"] }, [])).toEqual(
      may ? { ok: true, value: "left" } : { ok: false, code: "programmes.notEnrolled", params: { programme: "reseller" } },
    );
  });

  test("F-168 the network is not left here, whatever rests on it", () => {
    expect(decideLeave(network, { state: undefined, roles: ["globalAdmin"] }, [])).toEqual({
      ok: false,
      code: "programmes.networkStays",
      params: {},
    });
    expect(decideLeave(network, { state: "active", roles: [] }, [reseller])).toMatchObject({ code: "programmes.networkStays" });
  });

  test("F-168 who may not enrol in a programme may not leave it either, and is told who may", () => {
    expect(decideLeave(reseller, { state: "active", roles: ["partnerAdmin", "accountAdmin"] }, [])).toEqual({
      ok: false,
      code: "programmes.roleNeeded",
      params: { needs: ["globalAdmin"] },
    });
    const either: EnrolmentProgramme = { ...reseller, requires: [{ kind: "role", roles: ["globalAdmin", "partnerAdmin"] }] };
    expect(decideLeave(either, { state: "active", roles: ["partnerAdmin"] }, [])).toEqual({ ok: true, value: "left" });
    expect(decideLeave(referrals, { state: "active", roles: ["partnerAdmin"] }, [])).toEqual({ ok: true, value: "left" });
  });

  test("F-168 what others rest on is left after them, and they are named", () => {
    expect(decideLeave(shelf, { state: "active", roles: ["globalAdmin"] }, [workshop])).toEqual({
      ok: false,
      code: "programmes.othersRest",
      params: { programmes: ["workshop"] },
    });
    expect(decideLeave(reseller, { state: "active", roles: ["accountAdmin"] }, [workshop])).toMatchObject({
      code: "programmes.roleNeeded",
    });
  });
});

describe("what the vendor's staff decide", () => {
  const open: Record<EnrolmentState, Partial<Record<Ruling, EnrolmentState>>> = {
    applying: {},
    pendingVerification: { qualify: "qualified", reject: "rejected" },
    qualified: {},
    active: { suspend: "suspended" },
    suspended: { reinstate: "active" },
    rejected: {},
    left: {},
  };
  test.each(enrolment.states)(
    "O18 of an enrolment that is %s they decide what the handbook's table lets them, and nothing else",
    (state) => {
      for (const ruling of rulings) {
        const next = open[state][ruling];
        expect([ruling, decideRuling({ state, version: 3 }, ruling, { version: 3, reason: "Dossier complet." })]).toEqual([
          ruling,
          next ? { ok: true, value: next } : { ok: false, code: "programmes.wrongState", params: {} },
        ]);
      }
    },
  );

  test("O18 what moved since it was read is not decided, in either direction, and that is said before all else", () => {
    for (const version of [2, 4])
      expect(decideRuling({ state: "left", version: 3 }, "reject", { version, reason: "" })).toEqual({
        ok: false,
        code: "programmes.moved",
        params: {},
      });
  });

  test.each<[EnrolmentState, Ruling, boolean]>([
    ["pendingVerification", "qualify", false],
    ["pendingVerification", "reject", true],
    ["active", "suspend", true],
    ["suspended", "reinstate", false],
  ])("O18 from %s, to %s takes a reason: %s", (state, ruling, takes) => {
    const decision = decideRuling({ state, version: 1 }, ruling, { version: 1, reason: "" });
    if (takes) expect(decision).toEqual({ ok: false, code: "programmes.reasonNeeded", params: {}, pointer: "/reason" });
    else expect(decision).toEqual({ ok: true, value: enrolment.to(ruling) });
  });

  test("O18 a state that is closed to a ruling is said before the reason is asked for", () => {
    expect(decideRuling({ state: "left", version: 1 }, "suspend", { version: 1, reason: "" })).toMatchObject({
      code: "programmes.wrongState",
    });
  });
});
