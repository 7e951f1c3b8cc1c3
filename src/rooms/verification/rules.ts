import type { Day, Instant } from "../../kit/dates.ts";
import { addDays, addSeconds, addWorkingDays, dayOf, startOf } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { CheckName } from "../../programme/names.ts";

export { type CheckName, checks as checkNames } from "../../programme/names.ts";

/** One check of a company. What waits for the contact's confirmation is `waiting`: nobody looks at it before (F-030). */
export const check = machine("check", {
  states: ["waiting", "pending", "passed", "rejected", "documentNeeded"],
  initial: "waiting",
  moves: {
    start: { from: ["waiting"], to: "pending", by: "fact" },
    /** The contact's address has changed: what was being examined waits for the new confirmation. */
    pause: { from: ["pending", "waiting"], to: "waiting", by: "fact" },
    pass: { from: ["pending", "documentNeeded"], to: "passed", by: "office.verification" },
    reject: { from: ["pending", "documentNeeded"], to: "rejected", by: "office.verification" },
    ask: { from: ["pending", "documentNeeded"], to: "documentNeeded", by: "office.verification" },
    resubmit: { from: ["rejected", "documentNeeded"], to: "pending", by: "verification.answer" },
    resubmitEarly: { from: ["rejected", "documentNeeded"], to: "waiting", by: "verification.answer" },
    /** Declared data that this check looks at have changed (G-004). */
    change: { from: ["pending", "passed", "rejected", "documentNeeded"], to: "pending", by: "fact" },
    changeEarly: { from: ["waiting", "pending", "passed", "rejected", "documentNeeded"], to: "waiting", by: "fact" },
    /** The day by which a document was asked for has passed: a person decides without it. */
    lapse: { from: ["documentNeeded"], to: "pending", by: "clock" },
    reopen: { from: ["passed", "rejected", "documentNeeded"], to: "pending", by: "office.verification" },
    reopenEarly: { from: ["passed", "rejected", "documentNeeded"], to: "waiting", by: "office.verification" },
  },
});
export type CheckState = (typeof check.states)[number];
export type CheckMove = keyof typeof check.moves;

/** The case as a whole: who has it. Which state it is in follows from its checks (`caseStateOf`). */
const everyState = ["confirming", "examining", "answering", "calling", "authorized"] as const;
export const verificationCase = machine("case", {
  states: everyState,
  initial: "confirming",
  moves: {
    /** The contact is to confirm an address, at the enrolment or after a change. */
    confirm: { from: everyState, to: "confirming", by: "fact" },
    /** The desk has something to decide. */
    examine: { from: everyState, to: "examining", by: "fact" },
    /** The partner has something to send or to correct. */
    answer: { from: ["confirming", "examining", "answering", "calling"], to: "answering", by: "office.verification" },
    /** Every try was used and the last one rejected: a person of the desk calls. */
    call: { from: ["confirming", "examining", "answering", "calling"], to: "calling", by: "office.verification" },
    authorize: { from: ["confirming", "examining", "answering", "authorized"], to: "authorized", by: "office.verification" },
  },
});
export type CaseState = (typeof everyState)[number];

/** What takes two members of staff (handbook §5, O1): one asks, another answers. What moves the check meanwhile overtakes the question. */
export const override = machine("override", {
  states: ["asked", "approved", "declined", "overtaken"],
  initial: "asked",
  moves: {
    approve: { from: ["asked"], to: "approved", by: "office.verification" },
    decline: { from: ["asked"], to: "declined", by: "office.verification" },
    overtake: { from: ["asked"], to: "overtaken", by: "fact" },
  },
});
export type OverrideState = (typeof override.states)[number];

export type Overall = "pending" | "actionNeeded" | "rejected" | "authorized";
export type Turn = "partner" | "us" | "nobody";
export type States = Readonly<Record<CheckName, CheckState>>;
/** `used` counts the present try. `answered`: it was rejected, so what is sent again is the next one. */
export type Tries = { readonly used: number; readonly answered: boolean; readonly of: number };

const some = (states: States, ...wanted: CheckState[]): boolean => Object.values(states).some((state) => wanted.includes(state));

/** Handbook §3.2: « en attente », « actions en attente », « rejeté », « autorisé ». The worst of the three checks speaks. */
export function overallOf(states: States): Overall {
  if (some(states, "rejected")) return "rejected";
  if (some(states, "documentNeeded")) return "actionNeeded";
  return some(states, "waiting", "pending") ? "pending" : "authorized";
}

export const exhausted = (tries: Tries): boolean => tries.answered && tries.used >= tries.of;
export const triesLeft = (tries: Tries): number => Math.max(0, tries.of - tries.used);

/** A check that a person of the desk is to decide. The e-mail check is decided by its mail. */
export const isOurs = (name: CheckName, state: CheckState): boolean => name !== "email" && state === "pending";
const oursIn = (states: States): boolean => (Object.keys(states) as CheckName[]).some((name) => isOurs(name, states[name]));

/** What the desk is to decide comes first: a case may wait for both sides at once, and then it stands in both lists. */
export function caseStateOf(states: States, tries: Tries): CaseState {
  if (overallOf(states) === "authorized") return "authorized";
  if (oursIn(states)) return "examining";
  if (some(states, "documentNeeded")) return "answering";
  if (some(states, "rejected")) return exhausted(tries) ? "calling" : "answering";
  return "confirming";
}

/** Whose turn the partner is told: theirs as soon as one thing waits for them, even while the desk looks at another. */
export function turnOf(states: States, tries: Tries): Turn {
  if (overallOf(states) === "authorized") return "nobody";
  if (some(states, "documentNeeded") || (some(states, "rejected") && !exhausted(tries)) || states.email === "pending") return "partner";
  return "us";
}

/** @throws when the table of moves does not allow what follows from the checks: the two would contradict each other. */
export function caseMove(from: CaseState, to: CaseState): CaseState {
  if (from !== to && !verificationCase.legal(from).some((move) => verificationCase.to(move) === to)) {
    throw new Error(`a case does not go from ${from} to ${to}`);
  }
  return to;
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** What was declared, as far as a check looks at it. */
export type Declared = Readonly<Record<(typeof businessFields)[number] | "contactEmail", string>>;
export const businessFields = ["legalName", "registrationNumber", "addressLine1", "addressLine2", "postalCode", "city", "country"] as const;

/** G-004: the checks that look at what has changed, and no other. */
export function touchedBy(before: Declared, after: Declared): CheckName[] {
  const touched: CheckName[] = [];
  if (before.contactEmail !== after.contactEmail) {
    touched.push("email");
    if (domainOf(before.contactEmail) !== domainOf(after.contactEmail)) touched.push("employment");
  }
  if (businessFields.some((field) => before[field] !== after[field])) touched.push("business");
  return touched;
}

/** The move of each check when declared data change. A new address stops the review until it is confirmed (F-030). */
export function movesOnChange(states: States, touched: readonly CheckName[]): Partial<Record<CheckName, CheckMove>> {
  const moves: Partial<Record<CheckName, CheckMove>> = {};
  const readdressed = touched.includes("email");
  const confirmed = states.email === "passed" && !readdressed;
  if (readdressed) moves.email = "change";
  for (const name of ["employment", "business"] as const) {
    if (touched.includes(name)) moves[name] = confirmed ? "change" : "changeEarly";
    else if (readdressed && states[name] === "pending") moves[name] = "pause";
  }
  return moves;
}

/** What a submission makes of the tries: after a rejection it is the next one; otherwise it joins the present one. */
export function tryAfter(states: States, tries: Tries, resubmitted: readonly CheckName[]): Decision<Tries, "verification.noTriesLeft"> {
  const next = tries.answered && resubmitted.some((name) => states[name] === "rejected");
  if (!next) return accept(tries);
  if (exhausted(tries)) return refuse("verification.noTriesLeft", { tries: tries.of });
  return accept({ ...tries, used: tries.used + 1, answered: false });
}

/** The day by which the desk owes an answer: working days, counted from the day after it was asked. */
export const dueDay = (from: Instant, workingDays: number, zone: string, holidays: ReadonlySet<Day>): Day =>
  addWorkingDays(dayOf(from, zone), workingDays, holidays);

const free = (day: Day, holidays: ReadonlySet<Day>): boolean =>
  holidays.has(day) || [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Working days gone since `from`, today included; for the bar of the desk's list. */
export function workingDaysGone(from: Day, today: Day, holidays: ReadonlySet<Day>, most = 30): number {
  let gone = 0;
  for (let day = addWorkingDays(from, 1, holidays); day <= today && gone < most; day = addWorkingDays(day, 1, holidays)) gone++;
  return gone;
}

/** The holidays on weekdays between two days, which make a delay longer than it looks. */
export const holidaysWithin = (from: Day, to: Day, holidays: ReadonlySet<Day>): Day[] =>
  [...holidays].filter((day) => day > from && day <= to && !free(day, new Set())).sort();

export type EscalateCode = "verification.nothingOwed" | "verification.notLate" | "verification.alreadyEscalated";

/** C18: the day by which the desk owed an answer is over. Then, and once for each answer owed, the company may say so. */
export function decideEscalate(
  owed: { readonly turn: Turn; readonly dueOn: Day | null; readonly escalatedAt: Instant | null },
  today: Day,
): Decision<true, EscalateCode> {
  if (owed.turn !== "us" || owed.dueOn === null) return refuse("verification.nothingOwed");
  if (owed.dueOn >= today) return refuse("verification.notLate", { dueOn: owed.dueOn });
  return owed.escalatedAt === null ? accept(true) : refuse("verification.alreadyEscalated", { escalatedAt: owed.escalatedAt });
}

export type LinkTerms = { readonly lifetimeDays: number; readonly resendAfterWorkingDays: number; readonly resendGapMinutes: number };
/** Mails with a link to one address on one day: nobody's mailbox is filled through us. */
export const SENDINGS_A_DAY = 5;

export type ResendCode =
  | "verification.emailConfirmed"
  | "verification.emailRejected"
  | "verification.resendTooSoon"
  | "verification.resendTooOften";

/**
 * G-002: one working day after the first mail to this address, then not more often than the gap and a day's count allow.
 * @returns the instant from which it may be sent, in the refusal's `fromAt`.
 */
export function decideResend(
  email: CheckState,
  sentAt: readonly Instant[],
  now: Instant,
  terms: LinkTerms,
  zone: string,
  holidays: ReadonlySet<Day>,
): Decision<true, ResendCode> {
  if (email === "passed") return refuse("verification.emailConfirmed");
  if (email === "rejected") return refuse("verification.emailRejected");
  const sorted = [...sentAt].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return accept(true);

  const opens = startOf(addWorkingDays(dayOf(first, zone), terms.resendAfterWorkingDays, holidays), zone);
  // A reader is told a day and an hour; the desk may have asked for the mail to be looked for, and then nobody waits.
  if (email !== "documentNeeded" && Date.parse(now) < Date.parse(opens)) return refuse("verification.resendTooSoon", { fromAt: opens });
  const gap = addSeconds(last, terms.resendGapMinutes * 60);
  if (Date.parse(now) < Date.parse(gap)) return tooOften(gap, now);
  const today = sorted.filter((at) => dayOf(at, zone) === dayOf(now, zone));
  if (today.length >= SENDINGS_A_DAY) return tooOften(startOf(addDays(dayOf(now, zone), 1), zone), now);
  return accept(true);
}

const tooOften = (from: Instant, now: Instant) =>
  refuse("verification.resendTooOften", { fromAt: from, retryAfterSeconds: Math.ceil((Date.parse(from) - Date.parse(now)) / 1000) });

export type LinkState = "open" | "used" | "replaced" | "expired";
/** What a link of the mail is worth. An address that has changed since makes it worth nothing. */
export function linkStateOf(
  link: {
    readonly usedAt: Instant | null;
    readonly expiresAt: Instant;
    readonly newest: boolean;
    readonly sameAddress: boolean;
    readonly email: CheckState;
  },
  now: Instant,
): LinkState {
  if (link.usedAt !== null) return "used";
  if (!link.newest || !link.sameAddress) return "replaced";
  if (Date.parse(link.expiresAt) <= Date.parse(now) || !check.can(link.email, "pass")) return "expired";
  return "open";
}
