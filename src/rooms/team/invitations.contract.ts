import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { roles } from "../../permissions.ts";
import { AccountParams, DoorView, Email, Id, Instant, Language, Nothing, nameLine, pageOf, pageQuery, RoleName } from "../../wire.ts";
import { chosenPasswordRefusals, createUserRefusals } from "../people/contract.ts";

const list = "/api/v1/accounts/{accountId}/invitations" as const;
const InvitationParams = AccountParams.extend({ invitationId: Id });
const TokenParams = z.strictObject({ token: z.string().min(1).max(100) });

/** Why an invitation is not sent; the lines of an import have the same reasons. */
export const inviteRefusals = {
  "people.personalMail": 422,
  "people.sharedMailbox": 422,
  "team.memberAlready": 409,
  "team.memberShutOut": 409,
  "team.invitedAlready": 409,
  "accounts.mayNotGrant": 403,
  "accounts.notForGuests": 422,
  "accounts.roleUnused": 409,
} as const;

const link = {
  "team.invitationUnknown": 404,
  "team.invitationUsed": 410,
  "team.invitationRevoked": 410,
  "team.invitationExpired": 410,
  "team.senderGone": 409,
} as const;

export const invitationEndpoints = {
  invitations: {
    summary: "Who has been invited and has not come in yet, the newest first: by whom, with which roles, until when",
    method: "GET",
    path: list,
    permit: "users.view",
    params: AccountParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(
      z.object({
        id: Id,
        name: z.string(),
        email: z.string(),
        roleLabels: z.array(z.string()),
        guest: z.boolean(),
        sender: z.string(),
        sentAt: Instant,
        expiresAt: Instant,
        expired: z.boolean(),
      }),
    ).extend({
      total: z.number().int(),
      choices: z.array(z.object({ role: RoleName, label: z.string(), does: z.string(), forGuests: z.boolean() })),
      domain: z.string(),
      moves: z.object({ invite: DoorView }),
    }),
  },
  invite: {
    summary: "Invite a colleague, or a guest from another company: a link that opens once, for seven days",
    method: "POST",
    path: list,
    permit: "users.add",
    params: AccountParams,
    body: z.strictObject({
      givenName: nameLine(100),
      familyName: nameLine(100),
      email: Email,
      language: Language,
      roles: z.array(RoleName).max(roles.length),
    }),
    status: 201,
    reply: z.object({ id: Id, expiresAt: Instant }),
    idempotent: true,
    refusals: { ...inviteRefusals, "people.tooManyTries": 429 },
  },
  resendInvitation: {
    summary: "Send an invitation again with another link, in one's own name; the earlier link opens nothing any more",
    method: "POST",
    path: `${list}/{invitationId}/resend`,
    permit: "users.add",
    params: InvitationParams,
    reply: z.object({ expiresAt: Instant }),
    idempotent: true,
    refusals: {
      "team.invitationGone": 404,
      "people.tooManyTries": 429,
      "accounts.mayNotGrant": 403,
      "accounts.notForGuests": 422,
      "accounts.roleUnused": 409,
    },
  },
  revokeInvitation: {
    summary: "Take an invitation back: its link opens nothing any more",
    method: "DELETE",
    path: `${list}/{invitationId}`,
    permit: "users.add",
    params: InvitationParams,
    reply: Nothing,
    refusals: { "team.invitationGone": 404 },
  },
  invitation: {
    summary: "Who invites whom into which account, with which roles, and how one comes in; told to whoever has the link",
    method: "GET",
    path: "/api/v1/invitations/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({
      email: z.string(),
      givenName: z.string(),
      familyName: z.string(),
      company: z.object({ name: z.string(), city: z.string() }),
      sender: z.string(),
      roleLabels: z.array(z.string()),
      guest: z.boolean(),
      expiresAt: Instant,
      way: z.enum(["password", "signIn", "company"]),
      /** Where `company` leads: to the company's own sign-in, or to the request to join it. */
      byProvider: z.boolean(),
      /** Who is signed in here now; the invitation may be for somebody else. */
      reader: z.object({ name: z.string(), email: z.string(), invited: z.boolean() }).nullable(),
    }),
    refusals: link,
  },
  acceptInvitation: {
    summary: "Come in for the first time: name and password, then the session is in the cookie of the answer",
    method: "POST",
    path: "/api/v1/invitations/{token}/acceptance",
    permit: "link",
    params: TokenParams,
    body: z.strictObject({ givenName: nameLine(100), familyName: nameLine(100), password: z.string().min(1) }),
    status: 201,
    reply: z.object({ accountId: Id, roleLabels: z.array(z.string()) }),
    refusals: { ...link, ...chosenPasswordRefusals, ...createUserRefusals, "team.signInFirst": 409, "team.companyFirst": 409 },
    ownTransactions: true,
  },
  joinInvited: {
    summary: "Come in as who one is here already, signed in with the address that was invited",
    method: "POST",
    path: "/api/v1/invitations/{token}/membership",
    permit: "me",
    params: TokenParams,
    status: 201,
    reply: z.object({ accountId: Id, roleLabels: z.array(z.string()) }),
    refusals: { ...link, "team.invitationForAnother": 403, "team.notForStaff": 403, "team.memberShutOut": 409 },
  },
} as const satisfies Contract<Permit>;
