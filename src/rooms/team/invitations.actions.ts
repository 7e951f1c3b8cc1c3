import { addSeconds } from "../../kit/dates.ts";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newToken } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, guestRoles, isUsed, mayGrant } from "../../permissions.ts";
import type { Act, Actions, VisitorCtx } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { roleLabel } from "../../server/labels.ts";
import { hashToken, standingIn } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { team } from "./contract.ts";
import { decideGiven, decideOpen, INVITATION_DAYS, isOver, wayOf } from "./invitations.rules.ts";
import type { Invitation } from "./invitations.store.ts";
import * as store from "./invitations.store.ts";
import { sendInvitation } from "./inviting.ts";
import { invitationMail } from "./mails.ts";
import { namedRefusal } from "./views.ts";

const labelsIn = (house: House, lang: Lang, roles: readonly Role[]): string[] =>
  roles.map((role) => roleLabel(house.programme, role, lang));
const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;

/** Where the invited address stands here, right now. */
async function placeOf(act: Pick<Act, "tx">, { accountId, email }: Invitation) {
  const domain = people.domainOf(email);
  const [own, known, proven] = [
    await people.ownDirectory(act.tx, accountId, domain),
    await people.userByEmail(act.tx, email),
    await people.provenBy(act.tx, domain),
  ];
  const elsewhere = proven !== undefined && proven.accountId !== accountId;
  return {
    own,
    known,
    guest: own === undefined || (known !== undefined && known.directoryId !== own.id),
    byProvider: own?.byProvider ?? (elsewhere && (await people.providerOf(act.tx, proven.directoryId)) !== undefined),
    way: wayOf({ known: known !== undefined, own: own && (own.byProvider ? "provider" : "password"), elsewhere }),
  };
}

/** What the invitation gives now, by what its sender holds now: asked again under the account's lock when it is accepted. */
async function givenBy(act: Act, { accountId, sentBy, roles }: Invitation, guest: boolean) {
  const sender = await accounts.memberOf(act.tx, accountId, sentBy);
  const standing = await standingIn(act.tx, act.house.programme, accountId, act.now);
  return decideGiven({ roles, guest }, { roles: sender?.active ? sender.roles : [], standing });
}

const opened = async (ctx: VisitorCtx, token: string) => decideOpen(await store.byToken(ctx.tx, hashToken(token)), ctx.now);

/** Nothing of an act that is refused halfway stays. */
function stop<C extends string>(refused: Refused<C>): never {
  throw new Rollback(refused);
}

/** The account is held, the invitation is taken, and what it gives is decided once more. */
async function takeIt(act: Act, invitation: Invitation, token: string, userId: string, guest: boolean): Promise<readonly Role[]> {
  const given = await givenBy(act, invitation, guest);
  if (!given.ok) return stop(given);
  if (!(await store.take(act.tx, hashToken(token), userId, act.now))) stop(refuse("team.invitationUsed"));
  const { accountId, id } = invitation;
  act.record({ type: "invitation.accepted", accountId, subject: id, data: { name: nameOf(invitation), roles: given.value } });
  return given.value;
}

type Verbs = "invitations" | "invite" | "resendInvitation" | "revokeInvitation" | "invitation" | "acceptInvitation" | "joinInvited";

export const invitationActions: Pick<Actions<typeof team>, Verbs> = {
  async invitations(ctx, { query }) {
    const { house, lang, accountId } = ctx;
    const rows = await store.open(ctx.tx, accountId, query.cursor ?? null, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const company = (await accounts.loadProfile(ctx.tx, accountId))!;
    return accept({
      items: page.map((one) => ({
        id: one.id,
        name: nameOf(one),
        email: one.email,
        roleLabels: labelsIn(house, lang, one.roles),
        guest: one.guest,
        sender: one.sender,
        sentAt: one.sentAt,
        expiresAt: one.expiresAt,
        expired: isOver(one, ctx.now),
      })),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      total: await store.countOpen(ctx.tx, accountId),
      choices: everyRole
        .filter((role) => isUsed(role, ctx.standing) && mayGrant(role, ctx.roles))
        .map((role) => ({
          role,
          label: roleLabel(house.programme, role, lang),
          does: house.programme.roles[role].does[lang],
          forGuests: guestRoles.includes(role),
        })),
      domain: company.directoryDomain,
      moves: { invite: await ctx.door("users.add") },
    });
  },

  async invite(ctx, { body }) {
    const closed = await people.tooManyInvitations(ctx, ctx.accountId, body.email);
    if (closed) return closed;
    await accounts.hold(ctx.tx, ctx.accountId);
    const { person, roles, standing } = ctx;
    const sent = await sendInvitation(ctx, { id: person.id, name: nameOf(person), roles, standing }, body);
    return sent.ok ? sent : namedRefusal(ctx, sent);
  },

  async resendInvitation(ctx, { params }) {
    const { accountId, person } = ctx;
    await accounts.hold(ctx.tx, accountId);
    const held = await store.hold(ctx.tx, accountId, params.invitationId);
    if (!held) return refuse("team.invitationGone");
    const closed = await people.tooManyInvitations(ctx, accountId, held.email);
    if (closed) return closed;
    const { roles, guest } = held;
    const granter = { roles: ctx.roles, enrolledKinds: ctx.standing.enrolledKinds };
    const decided = accounts.decideFirstRoles(roles, granter, guest);
    if (!decided.ok) return namedRefusal(ctx, decided);

    const token = newToken();
    const expiresAt = addSeconds(ctx.now, INVITATION_DAYS * 86_400);
    await store.resend(ctx.tx, accountId, held.id, { tokenHash: hashToken(token), sentBy: person.id, sentAt: ctx.now, expiresAt });
    ctx.record({ type: "invitation.resent", accountId, subject: held.id, data: { name: nameOf(held) } });
    ctx.post(invitationMail(ctx.house, held, { accountId, company: ctx.standing.name, sender: nameOf(person), token, expiresAt }));
    return accept({ expiresAt });
  },

  async revokeInvitation(ctx, { params }) {
    const { accountId } = ctx;
    const revoked = await store.revoke(ctx.tx, accountId, params.invitationId, ctx.now);
    if (!revoked) return refuse("team.invitationGone");
    ctx.record({ type: "invitation.revoked", accountId, subject: revoked.id, data: { name: nameOf(revoked) } });
    return accept({});
  },

  async invitation(ctx, { params }) {
    const found = await opened(ctx, params.token);
    if (!found.ok) return found;
    const invitation = found.value;
    const { email, givenName, familyName, sender, expiresAt } = invitation;
    const { way, byProvider, guest } = await placeOf(ctx, invitation);
    const given = await givenBy(ctx, invitation, guest);
    if (!given.ok) return given;
    const { name, city } = (await accounts.loadProfile(ctx.tx, invitation.accountId))!;
    const { person } = ctx;
    return accept({
      email,
      givenName,
      familyName,
      company: { name, city },
      sender,
      roleLabels: labelsIn(ctx.house, ctx.lang, given.value),
      guest,
      expiresAt,
      way,
      byProvider,
      reader: person ? { name: nameOf(person), email: person.email, invited: person.email === email } : null,
    });
  },

  async acceptInvitation(ctx, { params, body }) {
    const found = await opened(ctx, params.token);
    if (!found.ok) return found;
    const invitation = found.value;
    const { accountId, email, language } = invitation;
    const { way } = await placeOf(ctx, invitation);
    if (way === "signIn") {
      // Or another tab has just made the person: then the invitation is used.
      const still = await opened(ctx, params.token);
      return still.ok ? refuse("team.signInFirst", { email }) : still;
    }
    if (way === "company") return refuse("team.companyFirst", { domain: people.domainOf(email) });
    const { givenName, familyName } = body;
    const prepared = await people.prepareChosenPassword(ctx.house.programme, body.password, { email, givenName, familyName });
    if (!prepared.ok) return prepared;

    let hand: (() => void) | undefined;
    const answer = await ctx.transaction(async (act) => {
      await accounts.hold(act.tx, accountId);
      const { own, guest } = await placeOf(act, invitation);
      const directoryId = own?.id ?? (await accounts.loadProfile(act.tx, accountId))!.directoryId;
      const password = prepared.value;
      const made = await people.createUser(act, { directoryId, email, givenName, familyName, language, accountId, password, guest });
      // Two tabs at once: the other one has come in.
      if (!made.ok) return stop(made.code === "people.emailTaken" ? refuse("team.invitationUsed") : made);
      const { userId } = made.value;
      const roles = await takeIt(act, invitation, params.token, userId, guest);
      await accounts.addMember(act, accountId, { userId, name: nameOf(body), roles, guest });
      hand = await people.openProviderSession(ctx, act, { userId, withFactor: false });
      return accept({ accountId, roleLabels: labelsIn(ctx.house, language, roles) });
    });
    if (answer.ok) hand?.();
    return answer;
  },

  async joinInvited(ctx, { params }) {
    const found = await opened(ctx, params.token);
    if (!found.ok) return found;
    const invitation = found.value;
    const { accountId, email } = invitation;
    const { person } = ctx;
    if (person.staffRoles) return refuse("team.notForStaff");
    if (person.email !== email) return refuse("team.invitationForAnother", { email });
    await accounts.hold(ctx.tx, accountId);
    const member = await accounts.memberOf(ctx.tx, accountId, person.id);
    if (member && !member.active) return refuse("team.memberShutOut");

    const guest = member?.guest ?? (await placeOf(ctx, invitation)).guest;
    const roles = await takeIt(ctx, invitation, params.token, person.id, guest);
    const who = { userId: person.id, name: nameOf(person), roles, guest };
    await (member ? accounts.addRoles : accounts.addMember)(ctx, accountId, who);
    return accept({ accountId, roleLabels: labelsIn(ctx.house, ctx.lang, roles) });
  },
};
