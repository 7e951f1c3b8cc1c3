import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, DoorView, Email, Id, Instant, line, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { application, applicationRoles, uses } from "./rules.ts";

const base = "/api/v1/accounts/{accountId}/developer" as const;
const ApplicationParams = AccountParams.extend({ applicationId: Id });
const Uses = z.array(z.enum(uses)).min(1).max(uses.length);

const TokenView = z.object({
  id: Id,
  label: z.string(),
  /** Its last characters. */
  ending: z.string(),
  state: z.enum(["alive", "expired", "revoked"]),
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
});

const ApplicationView = z.object({
  id: Id,
  name: z.string(),
  uses: Uses,
  role: z.enum(applicationRoles),
  roleLabel: z.string(),
  state: z.enum(application.states),
  createdBy: z.string(),
  createdAt: Instant,
  /** How many of its tokens open something now. */
  alive: z.number().int(),
});

const useRefusals = { "developer.bothKinds": 422, "developer.useNotEnrolled": 409 } as const;

export const developer = contract({
  publisher: {
    summary: "The company as a publisher, the programmes that bring this, and the people with a developer role",
    method: "GET",
    path: `${base}/publisher`,
    permit: "developer.view",
    params: AccountParams,
    reply: z.object({
      /** Issued with the first save. */
      publisherId: z.string().nullable(),
      name: z.string(),
      contactName: z.string(),
      contactEmail: z.string(),
      website: z.string(),
      version: z.number().int(),
      updatedAt: Instant.nullable(),
      people: z.array(z.object({ userId: Id, name: z.string(), email: z.string(), roleLabels: z.array(z.string()) })),
      roles: z.array(z.object({ label: z.string(), does: z.string() })),
      moves: z.object({ edit: DoorView, assign: DoorView }),
    }),
  },
  savePublisher: {
    summary: "Save the publisher's name, unique in the house, and its contact; the first save issues the publisher ID",
    method: "PUT",
    path: `${base}/publisher`,
    permit: "developer.edit",
    params: AccountParams,
    body: z.strictObject({
      name: line(80),
      contactName: line(120),
      contactEmail: Email,
      website: optionalLine(200).pipe(z.union([z.literal(""), z.url({ protocol: /^https$/ })])),
      /** The version that was read; 0 before the first save. */
      version: z.number().int().min(0),
    }),
    reply: z.object({ publisherId: z.string(), version: z.number().int() }),
    refusals: { "developer.nameTaken": 409, "developer.publisherMoved": 409 },
  },
  applications: {
    summary: "The company's applications, the newest first",
    method: "GET",
    path: `${base}/applications`,
    permit: "developer.view",
    params: AccountParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(ApplicationView).extend({
      /** What an application may be registered for now. */
      uses: z.array(z.enum(uses)),
      moves: z.object({ register: DoorView }),
    }),
  },
  application: {
    summary: "One application with its tokens",
    method: "GET",
    path: `${base}/applications/{applicationId}`,
    permit: "developer.view",
    params: ApplicationParams,
    reply: ApplicationView.extend({
      tokens: z.array(TokenView),
      moves: z.object({ change: DoorView, createToken: DoorView, revokeToken: DoorView, retire: DoorView }),
    }),
    refusals: { "developer.applicationNotFound": 404 },
  },
  register: {
    summary: "Register an application with its uses and its one developer role",
    method: "POST",
    path: `${base}/applications`,
    permit: "developer.applications",
    params: AccountParams,
    body: z.strictObject({ name: line(80), uses: Uses, role: z.enum(applicationRoles) }),
    reply: ApplicationView,
    status: 201,
    idempotent: true,
    refusals: useRefusals,
  },
  change: {
    summary: "Change an application's name, uses or role",
    method: "PATCH",
    path: `${base}/applications/{applicationId}`,
    permit: "developer.applications",
    params: ApplicationParams,
    body: z.strictObject({ name: line(80).optional(), uses: Uses.optional(), role: z.enum(applicationRoles).optional() }),
    reply: ApplicationView,
    refusals: { "developer.applicationNotFound": 404, "developer.retired": 409, ...useRefusals },
  },
  retire: {
    summary: "Retire an application: all its tokens stop at once",
    method: "POST",
    path: `${base}/applications/{applicationId}/retirement`,
    permit: "developer.applications",
    params: ApplicationParams,
    reply: ApplicationView,
    refusals: { "developer.applicationNotFound": 404, "developer.retired": 409 },
  },
  createToken: {
    summary: "Create a token for an application; it is shown in this reply and never again",
    method: "POST",
    path: `${base}/applications/{applicationId}/tokens`,
    permit: "developer.applications",
    params: ApplicationParams,
    body: z.strictObject({ label: line(60), days: z.number().int().min(1).max(365).default(90) }),
    reply: TokenView.extend({ token: z.string() }),
    status: 201,
    idempotent: true,
    refusals: {
      "developer.applicationNotFound": 404,
      "developer.peopleOnly": 403,
      "developer.retired": 409,
      "developer.tooManyTokens": 409,
    },
  },
  revokeToken: {
    summary: "Revoke a token: it opens nothing from this moment",
    method: "POST",
    path: `${base}/applications/{applicationId}/tokens/{tokenId}/revocation`,
    permit: "developer.applications",
    params: ApplicationParams.extend({ tokenId: Id }),
    reply: TokenView,
    refusals: { "developer.applicationNotFound": 404, "developer.tokenNotFound": 404, "developer.tokenRevoked": 409 },
  },
});
