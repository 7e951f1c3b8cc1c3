import { addSeconds } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId, newToken } from "../../kit/ids.ts";
import type { Role, Standing } from "../../permissions.ts";
import type { Act } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import * as people from "../people/door.ts";
import type { inviteRefusals } from "./contract.ts";
import type { Field, Invited, LineProblem } from "./imports.rules.ts";
import { decideInvite, INVITATION_DAYS } from "./invitations.rules.ts";
import * as store from "./invitations.store.ts";
import { invitationMail } from "./mails.ts";

export type InviteRefusal = keyof typeof inviteRefusals;
export type Sender = { readonly id: string; readonly name: string; readonly roles: readonly Role[]; readonly standing: Standing };

/** What may be said of each of these people by what is known now, by their addresses; nothing is written. */
export async function decideAll(
  act: Pick<Act, "tx" | "house" | "now">,
  sender: Pick<Sender, "roles" | "standing">,
  invited: readonly Invited[],
): Promise<Map<string, Decision<readonly Role[], InviteRefusal>>> {
  const { accountId } = sender.standing;
  const places = await store.placesOf(
    act.tx,
    accountId,
    invited.map(({ email }) => email),
  );
  return new Map(
    invited.map((one) => {
      const work = people.decideWorkEmail(act.house.programme, one.email);
      return [one.email, work.ok ? decideInvite(one, places.get(one.email)!, sender, act.now) : work] as const;
    }),
  );
}

/** A refusal as a file's report keeps it. */
export const problemOf = ({ code, params, pointer }: Refused): LineProblem => ({
  field: (pointer?.slice(1) ?? "email") as Field,
  code,
  params,
});

/** Writes one invitation down, which has been decided, and mails its link. The account is held. */
export async function writeInvitation(
  act: Act,
  sender: Sender,
  invited: Invited,
): Promise<Decision<{ id: string; expiresAt: string }, "team.invitedAlready">> {
  const { accountId, name: company } = sender.standing;
  const { email, givenName, familyName, roles } = invited;
  const token = newToken();
  const expiresAt = addSeconds(act.now, INVITATION_DAYS * 86_400);
  const made = { ...invited, id: newId(), accountId, sentBy: sender.id, sentAt: act.now, expiresAt };
  const id = await store.insert(act.tx, { ...made, tokenHash: hashToken(token) });
  if (id === undefined) return refuse("team.invitedAlready", { email, untilAt: expiresAt }, "/email");
  act.record({ type: "invitation.sent", accountId, subject: id, data: { name: `${givenName} ${familyName}`, roles } });
  act.post(invitationMail(act.house, invited, { accountId, company, sender: sender.name, token, expiresAt }));
  return accept({ id, expiresAt });
}

/** Decides and writes one. The account is held. */
export async function sendInvitation(
  act: Act,
  sender: Sender,
  invited: Invited,
): Promise<Decision<{ id: string; expiresAt: string }, InviteRefusal>> {
  const roles = (await decideAll(act, sender, [invited])).get(invited.email)!;
  return roles.ok ? writeInvitation(act, sender, { ...invited, roles: roles.value }) : roles;
}
