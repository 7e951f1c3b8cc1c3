import type { Day } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Found } from "./partner.rules.ts";
import { bare, plain } from "./partner.rules.ts";
import type { CheckState } from "./rules.ts";

/** One question to the register of companies about one version of the declared data (handbook §5, O1). It is evidence, and decides nothing. */
export const registryLookup = machine("registryLookup", {
  states: ["asked", "answered", "silent"],
  initial: "asked",
  moves: {
    answer: { from: ["asked", "silent"], to: "answered", by: "fact" },
    /** No answer that could be used; the reason is kept. It may still come: what was down is asked again. */
    fail: { from: ["asked", "silent"], to: "silent", by: "fact" },
    again: { from: ["answered", "silent"], to: "asked", by: "office.verification" },
  },
});
export type LookupState = (typeof registryLookup.states)[number];

export type Question = { readonly country: string; readonly number: string; readonly name: string };
export type RegistryMatch = {
  readonly name: string;
  readonly number: string;
  readonly address: { readonly line1: string; readonly postalCode: string; readonly city: string; readonly country: string };
  readonly status: "active" | "dissolved";
  /** Since when it is in the register; null when the register does not say. */
  readonly since: Day | null;
};

export const silences = ["noMatch", "several", "otherCompany", "slow", "down", "tooLarge", "unreadable", "forbidden"] as const;
export type Silence = (typeof silences)[number];
export type Reply = { readonly match: RegistryMatch } | { readonly why: Silence };

/** What may be otherwise in a moment; the rest is not asked again by itself. */
export const mayCome = (why: Silence): boolean => why === "slow" || why === "down";

/** The one company that was asked for. A register that tells of another is not believed, whatever it says. */
export function chooseMatch({ country, number, name }: Question, matches: readonly RegistryMatch[]): Reply {
  const sameNumber = (one: RegistryMatch) => number === "" || bare(one.number) === bare(number);
  const meant = matches.filter((one) => one.address.country === country && sameNumber(one));
  if (matches.length === 0) return { why: "noMatch" };
  if (meant.length === 0) return { why: "otherCompany" };
  const named = meant.length === 1 ? meant : meant.filter((one) => plain(one.name) === plain(name));
  return named.length === 1 ? { match: named[0]! } : { why: "several" };
}

/** The register's answer in the four lines that are compared. What it left empty is absent. */
export function foundIn({ name, number, address }: RegistryMatch): Found {
  const city = `${address.postalCode} ${address.city}`.trim();
  return {
    legalName: name,
    ...(number && { registrationNumber: number }),
    ...(address.line1 && { address: address.line1 }),
    ...(city && { city }),
  };
}

export type AskRegistryCode = "verification.noRegistry" | "verification.notConfirmedYet" | "verification.registryUnderWay";

/** Whether the desk may ask (again). While a question is under way another would only overtake it. */
export function decideAskRegistry(
  configured: boolean,
  business: CheckState,
  last: LookupState | undefined,
): Decision<true, AskRegistryCode> {
  if (!configured) return refuse("verification.noRegistry");
  if (business === "waiting") return refuse("verification.notConfirmedYet");
  if (last !== undefined && !registryLookup.can(last, "again")) return refuse("verification.registryUnderWay");
  return accept(true);
}
