import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole } from "../../permissions.ts";
import type { Mailboxes, user, WorkEmailRefusal } from "./rules.ts";
import { decideWorkEmail, domainOf } from "./rules.ts";

/** One way through a company's provider and back. Taken once, whatever becomes of it. */
export const providerAttempt = machine("providerAttempt", {
  states: ["sent", "taken", "proven", "finished", "refused"],
  initial: "sent",
  moves: {
    take: { from: ["sent"], to: "taken", by: "provider" },
    prove: { from: ["taken"], to: "proven", by: "provider" },
    finish: { from: ["taken", "proven"], to: "finished", by: "provider" },
    refuse: { from: ["taken"], to: "refused", by: "provider" },
  },
});

/** Why somebody set out for a provider: to sign in, to add it to their own account, to enrol their company, to bring a directory in. */
export const purposes = ["signIn", "link", "enrol", "associate"] as const;
export type Purpose = (typeof purposes)[number];

/** What a checked ID token, and the provider's own page about the person, say. */
export type Claims = {
  readonly issuer: string;
  readonly subject: string;
  /** Lower-cased; undefined when the provider names none. */
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly givenName: string;
  readonly familyName: string;
  readonly groups: readonly string[];
  /** The provider asked for a second factor of its own (RFC 8176). */
  readonly withFactor: boolean;
};

const text = (value: unknown, most: number): string =>
  typeof value === "string"
    ? value
        .replace(/[\p{Cc}\p{Cf}]/gu, "")
        .trim()
        .slice(0, most)
    : "";

/** A person has hundreds of groups at some companies; what is beyond gives no roles. */
const mostGroups = 500;

/** OpenID Connect Core 1.0 §5.1: the standard claims, and the one that the company says holds its groups (a list, or one name). */
export function readClaims(said: Readonly<Record<string, unknown>>, groupsClaim: string): Claims {
  const groups = said[groupsClaim];
  const email = text(said.email, 254).toLowerCase();
  const local = email.split("@")[0]!;
  return {
    issuer: String(said.iss),
    subject: String(said.sub),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined,
    // Some providers write the truth value as a word.
    emailVerified: said.email_verified === true || said.email_verified === "true",
    givenName: text(said.given_name, 80) || text(said.name, 80).split(" ")[0] || local || "–",
    familyName: text(said.family_name, 80) || text(said.name, 160).split(" ").slice(1).join(" ").slice(0, 80) || local || "–",
    groups: (Array.isArray(groups) ? groups : [groups])
      .map((group) => text(group, 200))
      .filter((group) => group !== "")
      .slice(0, mostGroups),
    withFactor: Array.isArray(said.amr) && said.amr.includes("mfa"),
  };
}

export type GroupRoles = readonly { readonly group: string; readonly roles: readonly Role[] }[];

/** Which roles somebody's groups give, each with the group that gives it: the first of the list that does. */
export function grantedBy(mapping: GroupRoles, groups: readonly string[]): Partial<Record<Role, string>> {
  const granted: Partial<Record<Role, string>> = {};
  for (const { group, roles } of mapping) {
    if (!groups.includes(group)) continue;
    for (const role of everyRole) if (roles.includes(role)) granted[role] ??= group;
  }
  return granted;
}

/** A person as far as an arrival needs to know them. */
export type Known = { readonly userId: string; readonly directoryId: string | null; readonly state: (typeof user.states)[number] };

export type ArrivalRefusal =
  | WorkEmailRefusal
  | "people.identityElsewhere"
  | "people.identityDeactivated"
  | "people.providerNoEmail"
  | "people.providerEmailUnverified"
  | "people.providerEmailOffDomain"
  | "people.emailHeld";

/**
 * Who comes in. A person is an issuer's subject: whoever is known by it comes in, whatever the provider now says of their address. Somebody
 * new is written down when the provider vouches for an address on the directory's domain that nobody has yet; the same address under
 * another identity is never joined.
 */
export function decideArrival(arrival: {
  claims: Claims;
  directory: { readonly id: string; readonly domain: string };
  /** Who stands behind this issuer and subject. */
  known: Known | undefined;
  /** Whether somebody has the address already. */
  emailHeld: boolean;
  mailboxes: Mailboxes;
}): Decision<{ readonly userId: string } | { readonly email: string }, ArrivalRefusal> {
  const { claims, directory, known, emailHeld, mailboxes } = arrival;
  const { domain } = directory;
  if (known) {
    if (known.directoryId !== directory.id) return refuse("people.identityElsewhere", { domain });
    return known.state === "active" ? accept({ userId: known.userId }) : refuse("people.identityDeactivated", { domain });
  }
  const { email } = claims;
  if (email === undefined) return refuse("people.providerNoEmail", { domain });
  if (!claims.emailVerified) return refuse("people.providerEmailUnverified", { email, domain });
  if (domainOf(email) !== domain) return refuse("people.providerEmailOffDomain", { email, domain });
  const work = decideWorkEmail(email, mailboxes, "");
  if (!work.ok) return refuse(work.code, work.params);
  return emailHeld ? refuse("people.emailHeld", { email, domain }) : accept({ email });
}

/** How somebody gets in: by what is theirs, and through the provider of a directory. */
export type WayIn = { readonly own: boolean; readonly through: string | null };

export type LinkRefusal = "people.identityTaken" | "people.identityElsewhere";

/** Adding a provider's identity to one's own account: both were shown to be one's own, by signing in to each. */
export function decideLinkIdentity(link: {
  readonly personId: string;
  readonly personDirectoryId: string | null;
  readonly directory: { readonly id: string; readonly domain: string };
  readonly known: Known | undefined;
}): Decision<"link" | "linked already", LinkRefusal> {
  const { known, directory } = link;
  if (link.personDirectoryId !== directory.id) return refuse("people.identityElsewhere", { domain: directory.domain });
  if (known)
    return known.userId === link.personId ? accept("linked already") : refuse("people.identityTaken", { domain: directory.domain });
  return accept("link");
}

/** An issuer as it is kept: an https address without query or fragment (OpenID Connect Discovery 1.0 §2). */
export function readIssuer(typed: string): string | undefined {
  const trimmed = typed.trim().replace(/\/\.well-known\/openid-configuration\/?$/, "");
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (!/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    return undefined;
  return trimmed;
}
