import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { ProgrammeKind } from "../../permissions.ts";

/** A service principal of the company. Retired, its tokens open nothing any more; it stays in the list. */
export const application = machine("application", {
  states: ["active", "retired"],
  initial: "active",
  moves: { retire: { from: ["active"], to: "retired", by: "developer.applications" } },
});
export type ApplicationState = (typeof application.states)[number];

/** What an application is registered for: each is a kind of programme that the company is in. */
export const uses = ["developer", "reseller", "controlPanel"] as const satisfies readonly ProgrammeKind[];
export type Use = (typeof uses)[number];

/** The only roles that an application may have (handbook §2.2). */
export const applicationRoles = ["developerManager", "developer"] as const;
export type ApplicationRole = (typeof applicationRoles)[number];

/** So many tokens of one application may be alive: enough to replace one without a gap. */
export const TOKENS = 5;

/** An application is never a reseller's and a control-panel vendor's at once (handbook §3.19), and serves only programmes that the company is in. */
export function decideUses(
  wanted: readonly Use[],
  enrolledKinds: readonly ProgrammeKind[],
): Decision<readonly Use[], "developer.bothKinds" | "developer.useNotEnrolled"> {
  if (wanted.includes("reseller") && wanted.includes("controlPanel")) return refuse("developer.bothKinds", {}, "/uses");
  const missing = wanted.find((use) => !enrolledKinds.includes(use));
  if (missing) return refuse("developer.useNotEnrolled", { use: missing }, "/uses");
  return accept(uses.filter((use) => wanted.includes(use)));
}

/** Another token, while the application is active and has room. Tokens are made by people, never by an application for itself. */
export function decideToken(
  held: { readonly state: ApplicationState; readonly alive: number },
  byApplication: boolean,
): Decision<null, "developer.peopleOnly" | "developer.retired" | "developer.tooManyTokens"> {
  if (byApplication) return refuse("developer.peopleOnly");
  if (held.state !== "active") return refuse("developer.retired");
  if (held.alive >= TOKENS) return refuse("developer.tooManyTokens", { count: TOKENS });
  return accept(null);
}

export type TokenState = "alive" | "expired" | "revoked";
export const tokenState = (token: { readonly expiresAt: string; readonly revokedAt: string | null }, machine: string): TokenState =>
  token.revokedAt !== null ? "revoked" : Date.parse(token.expiresAt) <= Date.parse(machine) ? "expired" : "alive";

/** Two names are one when only capitals, spaces or the form of letters differ. */
export const nameKey = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
