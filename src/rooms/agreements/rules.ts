import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Role } from "../../permissions.ts";
import { permits } from "../../permissions.ts";
import { readMarkdown } from "../../programme/markdown.ts";
import { appliesIn, byEffect } from "../../programme/programme.ts";
import type { Agreement, EnrolmentProgramme, Programme } from "../../programme/schema.ts";

/** How a company stands with one agreement, handbook §3.3. */
export const agreement = machine("agreement", {
  states: ["toAccept", "accepted", "reacceptRequired", "blocked"],
  initial: "toAccept",
  moves: {
    accept: { from: ["toAccept"], to: "accepted", by: "agreements.sign" },
    acceptAgain: { from: ["accepted", "reacceptRequired", "blocked"], to: "accepted", by: "agreements.sign" },
    require: { from: ["accepted", "blocked"], to: "reacceptRequired", by: "clock" },
    block: { from: ["accepted", "reacceptRequired"], to: "blocked", by: "clock" },
    /** The version that was asked for applies no longer: the company is in another country now. */
    relieve: { from: ["reacceptRequired", "blocked"], to: "accepted", by: "clock" },
  },
});
export type AgreementState = (typeof agreement.states)[number];

export type VersionFacts = Pick<Agreement, "version" | "effectiveFrom" | "countries" | "acceptBy">;

export type CompanyStanding = {
  readonly state: AgreementState;
  /** The last day to accept again, or null when nothing is owed. */
  readonly dueOn: Day | null;
  /** The versions that ask this company to accept again, the oldest first. */
  readonly asking: readonly VersionFacts[];
};

/**
 * What a company owes on a day: every version that took effect after the one it accepted, applies in its country and sets a day asks for a new
 * acceptance, by the earliest of those days. Accepting the version in force answers them all.
 */
export function standingOn(
  versions: readonly VersionFacts[],
  company: { readonly country: string; readonly accepted: string | null },
  today: Day,
): CompanyStanding {
  if (company.accepted === null) return { state: "toAccept", dueOn: null, asking: [] };
  const inOrder = [...versions].sort(byEffect);
  // A version that is not known any more was accepted before all that are.
  const later = inOrder.slice(inOrder.findIndex(({ version }) => version === company.accepted) + 1);
  const asking = later.filter((one) => one.acceptBy !== null && one.effectiveFrom <= today && appliesIn(one, company.country));
  const [dueOn = null] = asking.map(({ acceptBy }) => acceptBy!).sort();
  if (dueOn === null) return { state: "accepted", dueOn, asking };
  return { state: dueOn < today ? "blocked" : "reacceptRequired", dueOn, asking };
}

/** What happens on the way to the last day: the notice, the reminders, and the day after, when what needs the agreement closes. */
export const steps = ["notice", "in14", "in3", "in1", "today", "passed"] as const;
export type Step = (typeof steps)[number];
const daysBefore = { in14: 14, in3: 3, in1: 1, today: 0, passed: -1 } as const;

/** When each step of a version is due. Days before it takes effect, or before it was published, are left out. */
export function stepsOf(one: { readonly effectiveFrom: Day; readonly acceptBy: Day | null }, today: Day): { step: Step; on: Day }[] {
  const { effectiveFrom, acceptBy } = one;
  if (acceptBy === null) return [];
  const begins = effectiveFrom > today ? effectiveFrom : today;
  return steps
    .map((step) => ({ step, on: step === "notice" ? begins : addDays(acceptBy, -daysBefore[step]) }))
    .filter(({ step, on }) => step === "notice" || step === "passed" || on > begins);
}

/** Whether a company is written to at a step of a version: told of every version that asks, reminded of the one whose day comes first. */
export function writesAt(step: Step, version: VersionFacts, standing: CompanyStanding): boolean {
  if (!standing.asking.some((one) => one.version === version.version)) return false;
  return step === "notice" || standing.dueOn === version.acceptBy;
}

/** What identifies a text: two texts of one version differ in their digest. */
export type Shown = { readonly version: string; readonly sha256: string };

/** An acceptance that stands already. */
export type Standing = { readonly signerName: string; readonly acceptedAt: string };

/** The programme that a company joins by enrolling here: the first of the list. What its agreement opens is the whole account. */
export const firstProgramme = (programme: Programme): EnrolmentProgramme => programme.enrolmentProgrammes[0]!;

/**
 * The enrolment programme whose agreement is meant. Other agreements, such as the terms of an offer, are accepted where they apply and
 * not here.
 */
export const programmeOf = (programme: Programme, agreementId: string | undefined): EnrolmentProgramme | undefined =>
  agreementId === undefined ? firstProgramme(programme) : programme.enrolmentProgrammes.find(({ agreement }) => agreement === agreementId);

/** F-053: the programme a company joined here, and every other one whose agreement it accepted; no others. */
export const enrolledIn = (programme: Programme, accepted: ReadonlySet<string>): readonly EnrolmentProgramme[] =>
  programme.enrolmentProgrammes.filter((one) => one.id === firstProgramme(programme).id || accepted.has(one.agreement));

/** Some agreements leave signing to fewer roles than others do; a reseller's, to the global administrator alone (handbook §2.4). */
export const maySign = ({ signedBy }: Pick<Agreement, "signedBy">, held: readonly Role[]): boolean =>
  signedBy === undefined || signedBy.some((role) => held.includes(role));

/** The roles that may sign this agreement. */
export const signersOf = ({ signedBy }: Pick<Agreement, "signedBy">): readonly Role[] =>
  permits["agreements.sign"].roles.filter((role) => signedBy === undefined || signedBy.includes(role));

export type SignRefusal = "agreements.authorityMissing" | "agreements.textChanged" | "agreements.alreadySigned";

/**
 * Whether this text may be accepted now: by somebody who declares the authority to sign (F-026), as it is in force, and once per version.
 */
export function decideSign(offered: {
  readonly authorityDeclared: boolean;
  readonly shown: Shown;
  readonly inForce: Shown;
  readonly standing: Standing | undefined;
}): Decision<null, SignRefusal> {
  const { authorityDeclared, shown, inForce, standing } = offered;

  if (!authorityDeclared) return refuse("agreements.authorityMissing", {}, "/authorityDeclared");
  if (shown.version !== inForce.version) return refuse("agreements.textChanged", { version: inForce.version });
  if (standing) return refuse("agreements.alreadySigned", { name: standing.signerName, acceptedAt: standing.acceptedAt });
  if (shown.sha256 !== inForce.sha256) return refuse("agreements.textChanged", { version: inForce.version });

  return accept(null);
}

export type DraftRefusal =
  | "agreements.versionTaken"
  | "agreements.effectPast"
  | "agreements.deadlineBeforeEffect"
  | "agreements.deadlineOnTerms"
  | "agreements.countryUnknown"
  | "agreements.markdown";

export type DraftFacts = VersionFacts & { readonly text: Readonly<Record<"fr" | "en", string>> };

/**
 * Whether a draft may be published as it is, O3: under a name of its own, from today on at the earliest, in the Markdown of agreements, with a
 * last day after it takes effect. Terms are accepted with every order, so nobody is asked to accept them again. Everything wrong is said at once.
 */
export function decideDraft(
  draft: DraftFacts,
  known: { readonly versions: ReadonlySet<string>; readonly terms: boolean; readonly countries: ReadonlySet<string> },
  today: Day,
): Decision<null, DraftRefusal> {
  const wrong: Refused<DraftRefusal>[] = [];
  const { version, effectiveFrom, acceptBy } = draft;

  if (known.versions.has(version)) wrong.push(refuse("agreements.versionTaken", { version }, "/version"));
  if (effectiveFrom < today) wrong.push(refuse("agreements.effectPast", { todayOn: today }, "/effectiveFrom"));
  if (acceptBy !== null && acceptBy < effectiveFrom)
    wrong.push(refuse("agreements.deadlineBeforeEffect", { effectOn: effectiveFrom }, "/acceptBy"));
  if (acceptBy !== null && known.terms) wrong.push(refuse("agreements.deadlineOnTerms", {}, "/acceptBy"));
  for (const [at, code] of (draft.countries ?? []).entries())
    if (!known.countries.has(code)) wrong.push(refuse("agreements.countryUnknown", { code }, `/countries/${at}`));
  for (const lang of ["fr", "en"] as const) {
    const [first] = readMarkdown(draft.text[lang]).problems;
    if (first) wrong.push(refuse("agreements.markdown", { line: first.line }, `/text/${lang}`));
  }

  const [one, ...others] = wrong;
  return one ? refuseAll([one, ...others]) : accept(null);
}

/** A signature is asked for while the version in force is not accepted. */
export const decideAsk = (standing: Standing | undefined): Decision<null, "agreements.nothingToSign"> =>
  standing ? refuse("agreements.nothingToSign", { name: standing.signerName, acceptedAt: standing.acceptedAt }) : accept(null);
