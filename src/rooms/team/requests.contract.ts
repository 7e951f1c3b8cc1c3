import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { AccountParams, Id, Instant, Nothing, nameLine, pageOf, pageQuery, RoleName } from "../../wire.ts";
import { roleRequest } from "./requests.rules.ts";

const account = "/api/v1/accounts/{accountId}" as const;
const newestFirst = pageQuery.extend({ cursor: Id.optional() });

export const requestEndpoints = {
  myRoleRequests: {
    summary: "The roles I have asked for, with the answers, and those I may ask for, each with the colleagues who give it",
    method: "GET",
    path: `${account}/me/role-requests`,
    permit: "self.view",
    params: AccountParams,
    query: newestFirst,
    reply: pageOf(
      z.object({
        id: Id,
        roleLabel: z.string(),
        askedOf: z.string(),
        askedAt: Instant,
        state: z.enum(roleRequest.states),
        decidedBy: z.string().nullable(),
        reason: z.string(),
      }),
    ).extend({
      choices: z.array(
        z.object({ role: RoleName, label: z.string(), does: z.string(), holders: z.array(z.object({ userId: Id, name: z.string() })) }),
      ),
    }),
  },
  askRole: {
    summary: "Ask a colleague by name for a role: once a day for each role; they are told by mail",
    method: "POST",
    path: `${account}/me/role-requests`,
    permit: "self.change",
    params: AccountParams,
    status: 201,
    idempotent: true,
    body: z.strictObject({ role: RoleName, askedOf: Id, note: z.union([z.literal(""), nameLine(300)]).default("") }),
    reply: z.object({ id: Id }),
    refusals: {
      "team.roleHeld": 409,
      "team.notAGrantor": 422,
      "team.askedToday": 409,
      "accounts.notForGuests": 422,
      "accounts.roleUnused": 409,
    },
  },
  roleRequests: {
    summary: "Who asks for which role and has no answer yet, the oldest first",
    method: "GET",
    path: `${account}/role-requests`,
    permit: "users.assignRoles",
    params: AccountParams,
    query: newestFirst,
    reply: pageOf(
      z.object({
        id: Id,
        userId: Id,
        name: z.string(),
        email: z.string(),
        role: RoleName,
        roleLabel: z.string(),
        askedOf: z.string(),
        note: z.string(),
        askedAt: Instant,
        /** Whether the reader gives this role. */
        yours: z.boolean(),
        givenBy: z.array(z.string()),
      }),
    ),
  },
  declineRole: {
    summary: "Refuse a role that was asked for, with the reason; the asker is told",
    method: "POST",
    path: `${account}/role-requests/{requestId}/refusal`,
    permit: "users.assignRoles",
    params: AccountParams.extend({ requestId: Id }),
    idempotent: true,
    body: z.strictObject({ reason: nameLine(500) }),
    reply: Nothing,
    refusals: { "team.requestGone": 404, "accounts.mayNotGrant": 403 },
  },
} as const satisfies Contract<Permit>;
