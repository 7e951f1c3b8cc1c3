import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Role } from "../../permissions.ts";
import { grantorsOf, mayGrant } from "../../permissions.ts";

/** Somebody asks to join the account that their company has. */
export const joinRequest = machine("joinRequest", {
  states: ["asked", "confirmed", "accepted", "declined"],
  initial: "asked",
  moves: {
    confirm: { from: ["asked"], to: "confirmed", by: "link" },
    accept: { from: ["confirmed"], to: "accepted", by: "users.add" },
    decline: { from: ["confirmed"], to: "declined", by: "users.add" },
  },
});

/** The link of the mail opens its page until it is confirmed, or its hour on the business clock. */
export function decideJoin<R extends { readonly state: (typeof joinRequest.states)[number]; readonly expiresAt: Instant }>(
  request: R | undefined,
  now: Instant,
): Decision<R, "people.linkUnknown" | "people.linkUsed" | "people.linkExpired"> {
  if (!request) return refuse("people.linkUnknown");
  if (!joinRequest.can(request.state, "confirm")) return refuse("people.linkUsed");
  return Date.parse(request.expiresAt) > Date.parse(now) ? accept(request) : refuse("people.linkExpired");
}

/** Handbook §3.20: the primary directory stays, and nobody saws off the branch they sit on. */
export function decideRemove(directory: {
  readonly domain: string;
  readonly primary: boolean;
  readonly signedInWith: boolean;
}): Decision<true, "directories.primary" | "directories.signedInWith"> {
  const { domain, primary, signedInWith } = directory;
  if (primary) return refuse("directories.primary", { domain });
  return signedInWith ? refuse("directories.signedInWith", { domain }) : accept(true);
}

/** Without the provider at least one global administrator still gets in: by what is theirs, or through another directory's. */
export function decideRemoveProvider(
  directory: { readonly id: string; readonly domain: string; readonly issuer: string | null },
  admins: readonly { readonly own: boolean; readonly through: string | null }[],
): Decision<{ readonly issuer: string }, "directories.noProvider" | "directories.lastWayIn"> {
  const { id, domain, issuer } = directory;
  if (issuer === null) return refuse("directories.noProvider");
  const getsIn = admins.some(({ own, through }) => own || (through !== null && through !== id));
  return getsIn ? accept({ issuer }) : refuse("directories.lastWayIn", { domain });
}

/** One directory belongs to at most one account; whoever asks learns no more than that. */
export function decideAssociate(
  directory: { readonly domain: string; readonly accountId: string | null },
  accountId: string,
): Decision<true, "directories.yoursAlready" | "directories.tiedElsewhere"> {
  const { domain } = directory;
  if (directory.accountId === accountId) return refuse("directories.yoursAlready", { domain });
  return directory.accountId === null ? accept(true) : refuse("directories.tiedElsewhere", { domain });
}

type GroupRoles = readonly { readonly group: string; readonly roles: readonly Role[] }[];

/** Groups give only what the administrator could give by hand. What stands already may stay. */
export function decideGroupRoles(
  wanted: GroupRoles,
  before: GroupRoles,
  held: readonly Role[],
): Decision<GroupRoles, "directories.mayNotGrant" | "directories.groupTwice"> {
  for (const [index, { group, roles }] of wanted.entries()) {
    if (wanted.findIndex((other) => other.group === group) !== index)
      return refuse("directories.groupTwice", { group }, `/groupRoles/${index}/group`);
    const had = before.find((other) => other.group === group)?.roles ?? [];
    const beyond = roles.find((role) => !had.includes(role) && !mayGrant(role, held));
    if (beyond) return refuse("directories.mayNotGrant", { role: beyond, needs: [...grantorsOf(beyond)] }, `/groupRoles/${index}/roles`);
  }
  return accept(wanted);
}
