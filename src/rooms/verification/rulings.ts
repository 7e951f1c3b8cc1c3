import type { Day } from "../../kit/dates.ts";
import type { VerificationReason } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import type { Profile } from "../accounts/door.ts";
import type { Step } from "./course.ts";
import { dueFrom, triesOf } from "./course.ts";
import type { Ruling } from "./desk.rules.ts";
import { moveOf } from "./desk.rules.ts";
import type { Matter } from "./letters.ts";
import type { CheckName, States, Tries } from "./rules.ts";
import { caseStateOf, check, exhausted, overallOf, triesLeft } from "./rules.ts";
import type { Case, CheckRow, Findings } from "./store.ts";
import { statesOf } from "./store.ts";

export type Given = {
  readonly check: CheckName;
  readonly decision: Ruling;
  readonly reason: VerificationReason;
  readonly note: string;
  readonly documents: readonly string[];
  readonly deadline: Day | null;
};

export type Outcome = {
  readonly states: States;
  readonly tries: Tries /** What leaves by mail, or null while nothing does. */;
  readonly matter: Matter | null;
};

/** What a ruling leads to. The desk's preview and the decision itself ask this one function, so that they cannot differ. */
export function outcomeOf(act: Pick<Act, "house" | "now">, held: Case, given: Given): Outcome {
  const states: States = { ...statesOf(held), [given.check]: check.to(moveOf(given.decision)) };
  const before = triesOf(act, held);
  const tries: Tries = given.decision === "reject" ? { ...before, answered: true } : before;
  const { check: name, reason, note } = given;

  if (given.decision === "ask") {
    return { states, tries, matter: { kind: "asked", check: name, reason, note, documents: given.documents, deadline: given.deadline! } };
  }
  if (given.decision === "reject") {
    const calledAlready = held.state === "calling" && caseStateOf(states, tries) === "calling";
    const callBy = exhausted(tries) ? (calledAlready ? held.dueOn : dueFrom(act, act.now)) : null;
    return { states, tries, matter: { kind: "rejected", check: name, reason, note, left: triesLeft(tries), callBy } };
  }
  return { states, tries, matter: overallOf(states) === "authorized" ? { kind: "passed" } : null };
}

export type Verifier = { readonly id: string; readonly name: string };

/** The check's row after the ruling: what was looked at, what was found, who decided, why. */
export function stepOf(act: Pick<Act, "now">, profile: Profile, given: Given, findings: Findings | null, verifier: Verifier): Step {
  const patch: Partial<CheckRow> = {
    dataVersion: profile.dataVersion,
    rule: given.reason.rule ?? null,
    reason: given.reason.code,
    note: given.note === "" ? null : given.note,
    decidedAt: act.now,
    decidedBy: verifier.id,
    decidedByName: verifier.name,
    findings,
    asked: given.decision === "ask" ? { documents: given.documents, deadline: given.deadline! } : null,
  };
  return { check: given.check, move: moveOf(given.decision), patch };
}
