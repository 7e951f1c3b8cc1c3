import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { CheckTerms, VerificationReason } from "../../programme/schema.ts";
import type { CheckMove, CheckName, CheckState, OverrideState, States } from "./rules.ts";
import { check, override } from "./rules.ts";

export type Ruling = "authorise" | "reject" | "ask";
/** What the verifier had before their eyes. If the world has moved on, they are told what happened instead of deciding. */
export type Seen = { readonly state: CheckState; readonly dataVersion: number; readonly documents: number };
export type Owner = { readonly id: string; readonly name: string };

export type Looked = Seen & {
  readonly name: CheckName;
  readonly decidedBy: string | null;
  readonly owner: Owner | null;
};

const rulingMoves = { authorise: "pass", reject: "reject", ask: "ask" } as const satisfies Record<Ruling, CheckMove>;
export const moveOf = (ruling: Ruling): CheckMove => rulingMoves[ruling];

export type RulingCode =
  | "verification.alreadyPassed"
  | "verification.alreadyPassedByRule"
  | "verification.alreadyRejected"
  | "verification.alreadyAsked"
  | "verification.byMailOnly"
  | "verification.notConfirmedYet"
  | "verification.heldByOther"
  | "verification.dataChanged"
  | "verification.documentArrived"
  | "verification.unknownReason"
  | "verification.reasonDoesNotFit";

/** Whether this verifier may rule on a check at all; the same answer greys the buttons of the desk. */
export function decideOpen(looked: Looked, ruling: Ruling, verifierId: string): Decision<CheckMove, RulingCode> {
  const by = { name: looked.decidedBy ?? "" };
  if (looked.state === "passed") {
    return looked.decidedBy === null ? refuse("verification.alreadyPassedByRule") : refuse("verification.alreadyPassed", by);
  }
  if (looked.state === "rejected") return refuse("verification.alreadyRejected", by);
  if (looked.name === "email" && ruling === "authorise") return refuse("verification.byMailOnly");
  if (looked.state === "waiting") return refuse("verification.notConfirmedYet");
  if (looked.owner && looked.owner.id !== verifierId) return refuse("verification.heldByOther", { name: looked.owner.name });
  return accept(moveOf(ruling));
}

/** A ruling with its reason: everything the verifier believed is held against what is there now. */
export function decideRuling(
  terms: CheckTerms,
  looked: Looked,
  ruling: Ruling,
  reasonCode: string,
  seen: Seen,
  verifierId: string,
): Decision<{ move: CheckMove; reason: VerificationReason }, RulingCode> {
  const open = decideOpen(looked, ruling, verifierId);
  if (!open.ok) return open;
  if (looked.state === "documentNeeded" && seen.state !== "documentNeeded") {
    return refuse("verification.alreadyAsked", { name: looked.decidedBy ?? "" });
  }
  if (seen.dataVersion !== looked.dataVersion) return refuse("verification.dataChanged", { version: looked.dataVersion });
  if (seen.documents !== looked.documents) return refuse("verification.documentArrived");

  const reason = terms.reasons.find(({ code }) => code === reasonCode);
  if (!reason) return refuse("verification.unknownReason", {}, "/reason");
  if (!reason.decisions.includes(ruling)) return refuse("verification.reasonDoesNotFit", {}, "/reason");
  return accept({ move: open.value, reason });
}

/** How far ahead the desk may set the day for a document. */
export const ASK_DAYS_MOST = 90;
export const ASK_DAYS_USUAL = 14;

/** What is asked for: documents that the programme accepts for this check; all of them will do when none is singled out. */
export function decideAsked(
  terms: CheckTerms,
  reason: VerificationReason,
  documents: readonly string[],
  deadline: Day,
  today: Day,
): Decision<{ documents: string[]; deadline: Day }, "verification.unknownDocument" | "verification.deadlineRange"> {
  const accepted = terms.documents?.oneOf.map(({ id }) => id) ?? [];
  const strange = documents.findIndex((id) => !accepted.includes(id));
  if (strange >= 0) return refuse("verification.unknownDocument", {}, `/documents/${strange}`);
  if (deadline <= today || deadline > addDays(today, ASK_DAYS_MOST)) {
    return refuse("verification.deadlineRange", { days: ASK_DAYS_MOST }, "/deadline");
  }
  const wanted = reason.remedies.includes("document") ? (documents.length > 0 ? [...new Set(documents)] : accepted) : [];
  return accept({ documents: wanted, deadline });
}

/** A rejection overturned and a rule's pass overridden: each takes a second member of staff. */
export const takesTwo = ({ state, decidedBy }: Pick<Looked, "state" | "decidedBy">): boolean =>
  state === "rejected" || (state === "passed" && decidedBy === null);

export type ReopenCode = "verification.notDecided" | "verification.byMailOnly" | "verification.heldByOther";

/** Opens a decided check again. What the mail has confirmed is not for a person to undo. */
export function decideReopen(looked: Looked, states: States, verifierId: string): Decision<CheckMove, ReopenCode> {
  const confirmed = looked.name === "email" || states.email === "passed";
  const move: CheckMove = confirmed ? "reopen" : "reopenEarly";
  if (!check.can(looked.state, move)) return refuse("verification.notDecided");
  if (looked.name === "email" && looked.state === "passed") return refuse("verification.byMailOnly");
  if (looked.owner && looked.owner.id !== verifierId) return refuse("verification.heldByOther", { name: looked.owner.name });
  return accept(move);
}

/** One verifier has a case; another may take it over, knowingly. */
export function decideClaim(
  owner: Owner | null,
  verifierId: string,
  takeOver: boolean,
): Decision<"claimed" | "takenOver" | "kept", "verification.heldByOther"> {
  if (owner === null) return accept("claimed");
  if (owner.id === verifierId) return accept("kept");
  return takeOver ? accept("takenOver") : refuse("verification.heldByOther", { name: owner.name });
}

export type Asked = { readonly state: OverrideState; readonly askedBy: string; readonly askedByName: string };
export type OverrideCode = "verification.noSuchOverride" | "verification.overrideAnswered" | "verification.ownOverride";

/** The second look at what another has asked for. Whoever asked may take it back, and nothing else. */
export function decideOverride(
  asked: Asked | undefined,
  answer: "approve" | "decline",
  verifierId: string,
): Decision<OverrideState, OverrideCode> {
  if (!asked) return refuse("verification.noSuchOverride");
  if (!override.can(asked.state, answer)) return refuse("verification.overrideAnswered");
  if (answer === "approve" && asked.askedBy === verifierId) return refuse("verification.ownOverride");
  return accept(override.to(answer));
}
