import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Role, Standing } from "../../permissions.ts";
import { isNetworkMember } from "../../permissions.ts";
import type { EnrolmentProgramme, EnrolmentRequirement, Programme } from "../../programme/schema.ts";

/** Handbook §3.19. Not being enrolled is having no enrolment; qualified means that only the agreement is missing. */
export const enrolment = machine("enrolment", {
  states: ["applying", "pendingVerification", "qualified", "active", "suspended", "rejected", "left"],
  initial: "applying",
  moves: {
    submit: { from: ["applying"], to: "pendingVerification", by: "verification.authorized" },
    qualify: { from: ["applying", "pendingVerification"], to: "qualified", by: "office.programmes" },
    reject: { from: ["pendingVerification"], to: "rejected", by: "office.programmes" },
    activate: { from: ["qualified"], to: "active", by: "agreements.sign" },
    suspend: { from: ["active"], to: "suspended", by: "office.programmes" },
    reinstate: { from: ["suspended"], to: "active", by: "office.programmes" },
    leave: { from: ["applying", "pendingVerification", "qualified", "active", "suspended"], to: "left", by: "programmes.leave" },
    applyAgain: { from: ["rejected", "left"], to: "applying", by: "programmes.enrol" },
  },
});
export type EnrolmentState = (typeof enrolment.states)[number];

/** What the vendor's staff may do with an enrolment. */
export const rulings = ["qualify", "reject", "suspend", "reinstate"] as const;
export type Ruling = (typeof rulings)[number];

/** What a page shows: the network has no enrolment of its own, and what rests on it is suspended while it is. */
export const shownStates = ["notEnrolled", ...enrolment.states] as const;
export type ShownState = (typeof shownStates)[number];

export function shownState(one: Pick<EnrolmentProgramme, "kind">, standing: Standing, state: EnrolmentState | undefined): ShownState {
  if (one.kind === "network") return isNetworkMember(standing) ? "active" : standing.agreementSigned ? "suspended" : "qualified";
  if (state === "active" && !isNetworkMember(standing)) return "suspended";
  return state ?? "notEnrolled";
}

export type RequirementState = "met" | "unmet" | "waits";
export type Requirement =
  | { readonly kind: "network" | "authorized" | "staffApproval" | "agreement"; readonly state: RequirementState }
  | { readonly kind: "role"; readonly state: RequirementState; readonly roles: readonly Role[] }
  | { readonly kind: "programme"; readonly state: RequirementState; readonly programme: string }
  | { readonly kind: "partnerIdInCountry"; readonly state: RequirementState; readonly country: string };

export type Situation = {
  readonly standing: Standing;
  readonly roles: readonly Role[];
  /** How the enrolment stands, if there is one. */
  readonly state: EnrolmentState | undefined;
  /** Whether the agreement in force is accepted. */
  readonly accepted: boolean;
};

const met = (is: boolean, otherwise: RequirementState = "unmet"): RequirementState => (is ? "met" : otherwise);
const approved: readonly EnrolmentState[] = ["qualified", "active", "suspended"];

function standsTo(required: EnrolmentRequirement, { standing, roles, state }: Situation): Requirement {
  switch (required.kind) {
    case "authorized":
      return { kind: "authorized", state: met(standing.verification === "authorized", "waits") };
    case "staffApproval":
      return { kind: "staffApproval", state: met(state !== undefined && approved.includes(state), "waits") };
    case "role":
      return { ...required, state: met(required.roles.some((role) => roles.includes(role))) };
    case "programme":
      return { ...required, state: met(standing.enrolled.includes(required.programme)) };
    case "partnerIdInCountry":
      return { kind: required.kind, country: standing.country, state: met(required.countries?.includes(standing.country) ?? true) };
  }
}

/**
 * Everything a programme asks for, met or not: the network's membership first (F-002), then its own requirements, the agreement last.
 * What `waits` does not keep anybody from applying: the application waits for it.
 */
export function requirementsOf(one: EnrolmentProgramme, situation: Situation): Requirement[] {
  const { standing, accepted } = situation;
  const first: Requirement[] = one.kind === "network" ? [] : [{ kind: "network", state: met(isNetworkMember(standing)) }];
  return [...first, ...one.requires.map((required) => standsTo(required, situation)), { kind: "agreement", state: met(accepted, "waits") }];
}

/** The only roles that may enrol in a programme, or undefined when every role that enrols may. */
export const enrollersOf = (one: EnrolmentProgramme): readonly Role[] | undefined =>
  one.requires.find((required) => required.kind === "role")?.roles;

export type EnrolRefusal =
  | "programmes.networkItself"
  | "programmes.already"
  | "programmes.programmeMissing"
  | "programmes.countryClosed"
  | "programmes.roleNeeded";

/** Whether somebody may enrol the company now. What merely waits closes nothing. */
export function decideEnrol(one: EnrolmentProgramme, situation: Situation): Decision<null, EnrolRefusal> {
  const { state, standing } = situation;
  if (one.kind === "network") return refuse("programmes.networkItself");
  if (state !== undefined && !enrolment.can(state, "applyAgain")) return refuse("programmes.already", { programme: one.id });
  const unmet = requirementsOf(one, situation).filter((required) => required.state === "unmet");
  for (const required of unmet) {
    if (required.kind === "role") return refuse("programmes.roleNeeded", { needs: [...required.roles] });
    if (required.kind === "programme") return refuse("programmes.programmeMissing", { programme: required.programme });
    if (required.kind === "partnerIdInCountry")
      return refuse("programmes.countryClosed", { country: required.country, partnerId: standing.partnerId });
  }
  return accept(null);
}

/** How far an application comes by itself: to where something of others is missing. */
export function reaches(
  one: EnrolmentProgramme,
  stands: { readonly authorized: boolean; readonly approved: boolean; readonly accepted: boolean },
): Extract<EnrolmentState, "applying" | "pendingVerification" | "qualified" | "active"> {
  const asks = (kind: "authorized" | "staffApproval") => one.requires.some((required) => required.kind === kind);
  if (asks("authorized") && !stands.authorized) return "applying";
  if (asks("staffApproval") && !stands.approved) return "pendingVerification";
  return stands.accepted ? "active" : "qualified";
}

/** The active programmes that require this one: they must be left first. */
export const restingOn = ({ enrolmentProgrammes }: Programme, id: string, enrolled: readonly string[]): readonly EnrolmentProgramme[] =>
  enrolmentProgrammes.filter(
    (one) => enrolled.includes(one.id) && one.requires.some((required) => required.kind === "programme" && required.programme === id),
  );

export type LeaveRefusal = "programmes.networkStays" | "programmes.notEnrolled" | "programmes.othersRest" | "programmes.roleNeeded";

/** Whether the company may leave now: a programme on which another rests is left after it. */
export function decideLeave(
  one: EnrolmentProgramme,
  situation: Pick<Situation, "state" | "roles">,
  resting: readonly EnrolmentProgramme[],
): Decision<EnrolmentState, LeaveRefusal> {
  const only = enrollersOf(one);
  if (one.kind === "network") return refuse("programmes.networkStays");
  if (situation.state === undefined || !enrolment.can(situation.state, "leave"))
    return refuse("programmes.notEnrolled", { programme: one.id });
  if (only && !only.some((role) => situation.roles.includes(role))) return refuse("programmes.roleNeeded", { needs: [...only] });
  if (resting.length > 0) return refuse("programmes.othersRest", { programmes: resting.map(({ id }) => id) });
  return accept(enrolment.to("leave"));
}

/** What staff may do: only about the state they saw, and with a reason where the company loses something. */
export function decideRuling(
  held: { readonly state: EnrolmentState; readonly version: number },
  ruling: Ruling,
  given: { readonly version: number; readonly reason: string },
): Decision<EnrolmentState, "programmes.moved" | "programmes.wrongState" | "programmes.reasonNeeded"> {
  if (held.version !== given.version) return refuse("programmes.moved");
  // Staff qualify what is before them; what only waits for the verification goes on by itself.
  if (!enrolment.can(held.state, ruling) || (ruling === "qualify" && held.state === "applying")) return refuse("programmes.wrongState");
  if ((ruling === "reject" || ruling === "suspend") && given.reason === "") return refuse("programmes.reasonNeeded", {}, "/reason");
  return accept(enrolment.to(ruling));
}
