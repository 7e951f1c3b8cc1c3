import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Role } from "../../permissions.ts";
import { administrators } from "../../permissions.ts";

/** Whom a company asks for a second factor. Handbook §3.26. */
export const askedOf = ["nobody", "administrators", "everybody"] as const;
export type AskedOf = (typeof askedOf)[number];

/** A day too far away asks nobody for anything. */
export const MOST_DAYS = 365;
/** So many days before, whoever still lacks a factor is reminded. */
export const REMIND_DAYS = 3;
/** The window of the sign-ins that are counted. Handbook §6. */
export const WINDOW_DAYS = 7;

export type Policy = { readonly askedOf: AskedOf; readonly dueOn: Day | null };

/** Asking takes a day from which on it counts: today at the earliest, so that nobody is asked in the past. */
export function decidePolicy(
  asked: { askedOf: AskedOf; dueOn?: Day | null | undefined },
  today: Day,
): Decision<Policy, "security.dayNeeded" | "security.dayPast" | "security.dayTooFar" | "security.noDayNeeded"> {
  const dueOn = asked.dueOn ?? null;
  const last = addDays(today, MOST_DAYS);
  if (asked.askedOf === "nobody")
    return dueOn === null ? accept({ askedOf: "nobody", dueOn }) : refuse("security.noDayNeeded", {}, "/dueOn");
  if (dueOn === null) return refuse("security.dayNeeded", { exampleOn: addDays(today, 30) }, "/dueOn");
  if (dueOn < today) return refuse("security.dayPast", { firstOn: today }, "/dueOn");
  if (dueOn > last) return refuse("security.dayTooFar", { lastOn: last }, "/dueOn");
  return accept({ askedOf: asked.askedOf, dueOn });
}

/** The agents' and nobody's roles are not asked when administrators are. */
export const asks = (policy: Pick<Policy, "askedOf">, roles: readonly Role[]): boolean =>
  policy.askedOf === "everybody" || (policy.askedOf === "administrators" && roles.some((role) => administrators.includes(role)));
