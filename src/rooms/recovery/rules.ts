import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";

/** A record that proves a domain: for one person of one account, until it expires or they ask for another. Handbook §2.6. */
export const domainProof = machine("domainProof", {
  states: ["open", "proven", "replaced"],
  initial: "open",
  moves: {
    prove: { from: ["open"], to: "proven", by: "recovery.prove" },
    replace: { from: ["open"], to: "replaced", by: "recovery.prove" },
  },
});

/** The orphaned account's way back: proof or confirmations, then days in which everybody concerned may object. */
export const recovery = machine("recovery", {
  states: ["collecting", "waiting", "granted", "stopped", "lapsed"],
  initial: "collecting",
  moves: {
    wait: { from: ["collecting"], to: "waiting", by: "link" },
    grant: { from: ["waiting"], to: "granted", by: "clock" },
    stop: { from: ["collecting", "waiting"], to: "stopped", by: "recovery.object" },
    lapse: { from: ["collecting"], to: "lapsed", by: "clock" },
  },
});
export type RecoveryState = (typeof recovery.states)[number];

/** A record is looked for so many days. Handbook §2.6. */
export const PROOF_DAYS = 14;
export const REQUEST_DAYS = 3;
const daySeconds = 86_400;
export const daysAfter = (instant: Instant, days: number): Instant => addSeconds(instant, days * daySeconds);

export const ways = ["dns", "contacts"] as const;
export type Way = (typeof ways)[number];
export const parties = ["primaryContact", "named", "administrator", "candidate"] as const;
export type Party = (typeof parties)[number];

const base32 = "abcdefghijklmnopqrstuvwxyz234567";
const letters = (bytes: Uint8Array): string => [...bytes].map((byte) => base32[byte % 32]).join("");

/** Where the record stands and what it says. Both follow from who asked and from the house's secret. */
export const recordOf = (derived: Uint8Array, domain: string): { name: string; value: string } => ({
  name: `_entente-${letters(derived.subarray(0, 8))}.${domain}`,
  value: `entente-domain=${letters(derived.subarray(8, 34))}`,
});

/** What the domain's name servers said: texts, that the name or the domain is not there, or nothing in time. */
export type Answer =
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "none" }
  | { readonly kind: "noDomain" }
  | { readonly kind: "silent" };

const shown = (texts: readonly string[]): string =>
  texts
    .slice(0, 3)
    .map((text) => text.slice(0, 80))
    .join(", ");

export type LookUpRefusal = "recovery.notYet" | "recovery.otherRecord" | "recovery.noDomain" | "recovery.silent";

/** A record is right to the letter, whatever stands beside it; anything else says what was found in its place. */
export function decideRecord(answer: Answer, wanted: { name: string; value: string; domain: string }): Decision<true, LookUpRefusal> {
  if (answer.kind === "silent") return refuse("recovery.silent", { domain: wanted.domain });
  if (answer.kind === "noDomain") return refuse("recovery.noDomain", { domain: wanted.domain });
  if (answer.kind === "none" || answer.texts.length === 0) return refuse("recovery.notYet", { name: wanted.name });
  if (answer.texts.some((text) => text.trim() === wanted.value)) return accept(true);
  return refuse("recovery.otherRecord", { name: wanted.name, found: shown(answer.texts) });
}

export type CaseState = { readonly state: RecoveryState; readonly answerBy: Instant; readonly endsAt: Instant | null };

const over = (instant: Instant, now: Instant): boolean => Date.parse(instant) <= Date.parse(now);

/** Proof and confirmations count until their day, whether the clock has swept the case yet or not. */
export const decideAnswer = (of: CaseState, now: Instant): Decision<true, "recovery.caseOver"> =>
  recovery.can(of.state, "wait") && !over(of.answerBy, now) ? accept(true) : refuse("recovery.caseOver");

/** An objection counts until the last second of the waiting; what is due then is done, swept or not. */
export function decideStop(of: CaseState, now: Instant): Decision<RecoveryState, "recovery.caseOver"> {
  const last = of.endsAt ?? of.answerBy;
  return recovery.can(of.state, "stop") && !over(last, now) ? accept(recovery.to("stop")) : refuse("recovery.caseOver");
}

export type Voice = { readonly party: Party; readonly answer: "confirmed" | "objected" | null };

/** Both who were asked have said yes. */
export const bothConfirmed = (voices: readonly Voice[]): boolean =>
  (["primaryContact", "named"] as const).every((party) => voices.some((voice) => voice.party === party && voice.answer === "confirmed"));

/** The second contact is a colleague: not the candidate, and not the primary contact again. */
export function decideNamed(
  asked: { named: string; candidate: string; contact: string },
  isMember: boolean,
): Decision<true, "recovery.namedUnknown" | "recovery.namedIsYou" | "recovery.namedIsContact" | "recovery.contactIsYou"> {
  if (asked.contact === asked.candidate) return refuse("recovery.contactIsYou");
  if (asked.named === asked.candidate) return refuse("recovery.namedIsYou", {}, "/namedEmail");
  if (asked.named === asked.contact) return refuse("recovery.namedIsContact", {}, "/namedEmail");
  return isMember ? accept(true) : refuse("recovery.namedUnknown", { email: asked.named }, "/namedEmail");
}
