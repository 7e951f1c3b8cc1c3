import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Role, Standing } from "../../permissions.ts";
import { doorOf } from "../../permissions.ts";
import type { MemberState } from "../accounts/rules.ts";
import { decideFirstRoles } from "../accounts/rules.ts";

/** On the business clock, like every link of a mail. */
export const INVITATION_DAYS = 7;

/** Somebody is asked to come into an account (handbook §3.10, « Inviter des employés »). That its days are over is read from the clock. */
export const invitation = machine("invitation", {
  states: ["sent", "accepted", "revoked"],
  initial: "sent",
  moves: {
    accept: { from: ["sent"], to: "accepted", by: "link" },
    revoke: { from: ["sent"], to: "revoked", by: "users.add" },
  },
});
export type InvitationState = (typeof invitation.states)[number];

export type Dated = { readonly state: InvitationState; readonly expiresAt: Instant };
export const isOver = ({ expiresAt }: Pick<Dated, "expiresAt">, now: Instant): boolean => Date.parse(expiresAt) <= Date.parse(now);

/** What the link of the mail opens, once, until its hour. Each no says what to do instead. */
export function decideOpen<I extends Dated>(
  found: I | undefined,
  now: Instant,
): Decision<I, "team.invitationUnknown" | "team.invitationUsed" | "team.invitationRevoked" | "team.invitationExpired"> {
  if (!found) return refuse("team.invitationUnknown");
  if (found.state === "accepted") return refuse("team.invitationUsed");
  if (found.state === "revoked") return refuse("team.invitationRevoked");
  return isOver(found, now) ? refuse("team.invitationExpired", { expiredAt: found.expiresAt }) : accept(found);
}

/** Where an address stands in the account. */
export type Addressee = {
  readonly held: MemberState | null;
  /** Until when an invitation to it lasts. */
  readonly openUntil: Instant | null;
  /** It is on no domain of the account. */
  readonly guest: boolean;
};
type Sender = { readonly roles: readonly Role[]; readonly standing: Standing };

/** Whether somebody may add people at all, wherever they act from. */
export const maySend = (roles: readonly Role[], standing: Standing): boolean => doorOf("users.add", roles, standing).open;

/** Whether somebody may be invited, and with which roles. */
export function decideInvite(
  { email, roles }: { readonly email: string; readonly roles: readonly Role[] },
  { held, openUntil, guest }: Addressee,
  sender: Sender,
  now: Instant,
): Decision<
  readonly Role[],
  | "team.memberAlready"
  | "team.memberShutOut"
  | "team.invitedAlready"
  | "accounts.mayNotGrant"
  | "accounts.notForGuests"
  | "accounts.roleUnused"
> {
  if (held === "active") return refuse("team.memberAlready", { email }, "/email");
  if (held === "deactivated") return refuse("team.memberShutOut", { email }, "/email");
  if (openUntil !== null && !isOver({ expiresAt: openUntil }, now))
    return refuse("team.invitedAlready", { email, untilAt: openUntil }, "/email");
  return decideFirstRoles(roles, { roles: sender.roles, enrolledKinds: sender.standing.enrolledKinds }, guest);
}

/**
 * What an invitation gives when it is accepted: the roles that whoever sent it may give at that moment (handbook §2.5), to a guest those of a
 * guest (C16). Somebody who may add nobody any more lets nobody in.
 */
export function decideGiven(
  asked: { readonly roles: readonly Role[]; readonly guest: boolean },
  sender: Sender,
): Decision<readonly Role[], "team.senderGone"> {
  const { roles, standing } = sender;
  if (!maySend(roles, standing)) return refuse("team.senderGone");
  const granter = { roles, enrolledKinds: standing.enrolledKinds };
  return accept(asked.roles.filter((role) => decideFirstRoles([role], granter, asked.guest).ok));
}

/** How somebody comes in: with a password of their own, as who they are here already, or through their own company first. */
export type Way = "password" | "signIn" | "company";

export type Place = {
  /** The address has somebody here. */
  readonly known: boolean;
  /** The address is on the domain of one of the account's directories; its people come through a provider, or not. */
  readonly own: "provider" | "password" | undefined;
  /** Another company of the network has proven the domain. */
  readonly elsewhere: boolean;
};

/** An address that a company answers for is written down by that company, not by whoever invites it: it would be shut out of its own directory. */
export const wayOf = ({ known, own, elsewhere }: Place): Way =>
  known ? "signIn" : own === "provider" || (own === undefined && elsewhere) ? "company" : "password";
