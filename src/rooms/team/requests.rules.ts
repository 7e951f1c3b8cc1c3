import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { ProgrammeKind, Role } from "../../permissions.ts";
import { grantorsOf, guestRoles, isUsed, mayGrant } from "../../permissions.ts";

/** Somebody asks a colleague by name for a role. It is granted by giving the role, wherever that is done. */
export const roleRequest = machine("roleRequest", {
  states: ["asked", "granted", "declined"],
  initial: "asked",
  moves: {
    grant: { from: ["asked"], to: "granted", by: "users.assignRoles" },
    decline: { from: ["asked"], to: "declined", by: "users.assignRoles" },
  },
});
export type RoleRequestState = (typeof roleRequest.states)[number];

export type Asker = {
  readonly roles: readonly Role[];
  readonly guest: boolean;
  /** What the company's programmes are for: some roles are of no use without one. */
  readonly enrolledKinds: readonly ProgrammeKind[];
};

/** The roles that somebody could be given here and does not hold. */
export const isAskable = (role: Role, { roles, guest, enrolledKinds }: Asker): boolean =>
  !roles.includes(role) && isUsed(role, { enrolledKinds }) && (!guest || guestRoles.includes(role));

/** @param asked the roles of whom one asks; nothing when they are not of this account, or no longer. */
export function decideAsk(
  role: Role,
  asker: Asker,
  asked: readonly Role[] | undefined,
): Decision<true, "team.roleHeld" | "accounts.notForGuests" | "accounts.roleUnused" | "team.notAGrantor"> {
  if (asker.roles.includes(role)) return refuse("team.roleHeld", {}, "/role");
  if (asker.guest && !guestRoles.includes(role)) return refuse("accounts.notForGuests", { role, needs: [...guestRoles] }, "/role");
  if (!isUsed(role, asker)) return refuse("accounts.roleUnused", { role, needs: [...grantorsOf(role)] }, "/role");
  if (asked === undefined || !mayGrant(role, asked)) return refuse("team.notAGrantor", { role, needs: [...grantorsOf(role)] }, "/askedOf");
  return accept(true);
}

/** Whoever may give the role may refuse it, whomever it was asked of. */
export const decideDecline = (role: Role, held: readonly Role[]): Decision<true, "accounts.mayNotGrant"> =>
  mayGrant(role, held) ? accept(true) : refuse("accounts.mayNotGrant", { role, needs: [...grantorsOf(role)] });
