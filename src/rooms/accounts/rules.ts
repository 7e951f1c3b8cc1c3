import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { ProgrammeKind, Role, Standing } from "../../permissions.ts";
import { roles as everyRole, grantorsOf, guestRoles, isNetworkMember, isUsed, mayGrant } from "../../permissions.ts";

/**
 * What enrolling gives (handbook §2.5, §3.1 and C15): everything but the admin agent's role, which the enrolling person ticks in step 5. The role of a
 * global administrator only if they have it in their company's directory already; everybody else proves the domain first.
 */
export const rolesOfEnroller = (administersDirectory: boolean): readonly Role[] => [
  ...(administersDirectory ? (["globalAdmin"] as const) : []),
  "partnerAdmin",
  "accountAdmin",
  "referralsAdmin",
  "profileAdmin",
];

/** A person's place in a company's account. Handbook §3.10. */
export const member = machine("member", {
  states: ["active", "deactivated"],
  initial: "active",
  moves: {
    deactivate: { from: ["active"], to: "deactivated", by: "users.deactivate" },
    reactivate: { from: ["deactivated"], to: "active", by: "users.deactivate" },
  },
});
export type MemberState = (typeof member.states)[number];

/** The status of the network programme beside the verification's. Handbook §3.2. */
export const programmeStatuses = ["active", "pending", "rejected"] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];
export const programmeStatus = (account: Pick<Standing, "agreementSigned" | "verification">): ProgrammeStatus =>
  isNetworkMember(account) ? "active" : account.verification === "rejected" ? "rejected" : "pending";

/** Below this number of global administrators the account is advised to appoint another. */
export const ADVISED_GLOBAL_ADMINS = 2;

export type Granter = {
  readonly roles: readonly Role[];
  /** The granter changes their own roles. */
  readonly self: boolean;
  /** The granter enrolled the company: they may tick the admin agent's role for themselves (F-044). */
  readonly enroller: boolean;
  /** What the company's programmes are for: some roles are of no use without one. */
  readonly enrolledKinds?: readonly ProgrammeKind[];
};

const unused = (roles: readonly Role[], { enrolledKinds = [] }: Pick<Granter, "enrolledKinds">): Role | undefined =>
  roles.find((role) => !isUsed(role, { enrolledKinds }));

export const mayChange = (role: Role, granter: Granter): boolean =>
  mayGrant(role, granter.roles) || (role === "adminAgent" && granter.self && granter.enroller);

export type Target = {
  readonly state: MemberState;
  readonly roles: readonly Role[];
  /** How many other people of the account are global administrators now, counted under the account's lock. */
  readonly otherGlobalAdmins: number;
  /** A person of another company (handbook C16). */
  readonly guest: boolean;
};

const isLast = (target: Target): boolean => target.roles.includes("globalAdmin") && target.otherGlobalAdmins === 0;

export type RolesChange = { readonly roles: readonly Role[]; readonly added: readonly Role[]; readonly removed: readonly Role[] };

/** The whole set of roles in the place of the old one: each role that comes or goes must be the granter's to give. */
export function decideRoles(
  target: Target,
  wanted: readonly Role[],
  granter: Granter,
): Decision<
  RolesChange,
  "accounts.userDeactivated" | "accounts.lastGlobalAdmin" | "accounts.mayNotGrant" | "accounts.notForGuests" | "accounts.roleUnused"
> {
  const roles = everyRole.filter((role) => wanted.includes(role));
  const added = roles.filter((role) => !target.roles.includes(role));
  const removed = target.roles.filter((role) => !roles.includes(role));

  if (target.state !== "active") return refuse("accounts.userDeactivated");
  if (removed.includes("globalAdmin") && isLast(target)) return refuse("accounts.lastGlobalAdmin", {}, "/roles");
  const beyond = [...added, ...removed].filter((role) => !mayChange(role, granter));
  if (beyond.length > 0) return refuse("accounts.mayNotGrant", { role: beyond[0]!, needs: [...grantorsOf(beyond[0]!)] }, "/roles");
  const closed = target.guest ? added.find((role) => !guestRoles.includes(role)) : undefined;
  if (closed) return refuse("accounts.notForGuests", { role: closed, needs: [...guestRoles] }, "/roles");
  const idle = unused(added, granter);
  if (idle) return refuse("accounts.roleUnused", { role: idle, needs: [...grantorsOf(idle)] }, "/roles");

  return accept({ roles, added, removed });
}

/** A new colleague's roles, or a new guest's: each must be the granter's to give, and open to whom it is for. */
export function decideFirstRoles(
  wanted: readonly Role[],
  granter: Pick<Granter, "roles" | "enrolledKinds">,
  guest = false,
): Decision<readonly Role[], "accounts.mayNotGrant" | "accounts.notForGuests" | "accounts.roleUnused"> {
  const beyond = wanted.find((role) => !mayGrant(role, granter.roles));
  const closed = guest ? wanted.find((role) => !guestRoles.includes(role)) : undefined;
  const idle = unused(wanted, granter);
  if (beyond) return refuse("accounts.mayNotGrant", { role: beyond, needs: [...grantorsOf(beyond)] }, "/roles");
  if (closed) return refuse("accounts.notForGuests", { role: closed, needs: [...guestRoles] }, "/roles");
  if (idle) return refuse("accounts.roleUnused", { role: idle, needs: [...grantorsOf(idle)] }, "/roles");
  return accept(everyRole.filter((role) => wanted.includes(role)));
}

export function decideDeactivate(
  target: Target,
  granter: Granter,
): Decision<MemberState, "accounts.userDeactivated" | "accounts.lastGlobalAdmin" | "accounts.notYourself" | "accounts.aboveYou"> {
  if (!member.can(target.state, "deactivate")) return refuse("accounts.userDeactivated");
  if (isLast(target)) return refuse("accounts.lastGlobalAdmin");
  if (granter.self) return refuse("accounts.notYourself");
  if (target.roles.includes("globalAdmin") && !granter.roles.includes("globalAdmin")) return refuse("accounts.aboveYou");
  return accept(member.to("deactivate"));
}

export function decideReactivate(target: Target, granter: Granter): Decision<MemberState, "accounts.userActive" | "accounts.aboveYou"> {
  if (!member.can(target.state, "reactivate")) return refuse("accounts.userActive");
  if (target.roles.includes("globalAdmin") && !granter.roles.includes("globalAdmin")) return refuse("accounts.aboveYou");
  return accept(member.to("reactivate"));
}

/** @param sameDirectory whether the person signs in with this company's directory; a guest's password belongs elsewhere. */
export function decidePasswordReset(
  target: Target,
  granter: Granter,
  sameDirectory: boolean,
): Decision<true, "accounts.userDeactivated" | "accounts.ownPassword" | "accounts.otherDirectory"> {
  if (target.state !== "active") return refuse("accounts.userDeactivated");
  if (granter.self) return refuse("accounts.ownPassword");
  if (!sameDirectory) return refuse("accounts.otherDirectory");
  return accept(true);
}

/** A lost second factor is taken away, so that the password alone opens once more. One's own is changed under « Sécurité ». */
export function decideFactorReset(
  target: Pick<Target, "state"> & { readonly hasFactor: boolean },
  granter: Pick<Granter, "self">,
  sameDirectory: boolean,
): Decision<true, "accounts.userDeactivated" | "accounts.ownFactor" | "accounts.otherDirectory" | "accounts.noFactor"> {
  if (target.state !== "active") return refuse("accounts.userDeactivated");
  if (granter.self) return refuse("accounts.ownFactor");
  if (!sameDirectory) return refuse("accounts.otherDirectory");
  return target.hasFactor ? accept(true) : refuse("accounts.noFactor");
}
