import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { Id, Instant, line, Nothing, pageOf, pageQuery } from "../../wire.ts";
import { recentFactorRefusals as recent, SignedIn, tries } from "./shapes.ts";

/** Answers of a browser's credential API as JSON (Web Authentication Level 3 §5.1): base64url texts. */
const Bytes = z.string().max(20_000);
const credential = {
  id: Bytes,
  rawId: Bytes,
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
};
const MadePasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    attestationObject: Bytes,
    clientDataJSON: Bytes,
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.number().int().optional(),
    publicKey: Bytes.optional(),
    authenticatorData: Bytes.optional(),
  }),
});
const SignedPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    authenticatorData: Bytes,
    clientDataJSON: Bytes,
    signature: Bytes,
    userHandle: Bytes.optional(),
  }),
});
/** What the browser's credential API takes, as the standard shapes it. */
const Options = z.object({ options: z.record(z.string(), z.unknown()) });
/** Ten codes, shown in this answer alone; null when there were some before. */
const Codes = z.object({ recoveryCodes: z.array(z.string()).nullable() });

const Device = z.object({ browser: z.string().nullable(), system: z.string().nullable() });
const passkeyNo = { "people.passkeyRefused": 422 } as const;

export const factorEndpoints = {
  factors: {
    summary: "My second factors: the authenticator application, the passkeys, how many recovery codes are left, what my companies ask",
    method: "GET",
    path: "/api/v1/me/factors",
    permit: "me",
    early: "factorDue",
    reply: z.object({
      authenticator: z.object({ since: Instant }).nullable(),
      passkeys: z.array(z.object({ id: Id, name: z.string(), addedAt: Instant, lastUsedAt: Instant.nullable() })),
      recoveryCodes: z.number().int(),
      /** A company of mine waits for a factor: nothing else opens before there is one. */
      due: z.boolean(),
      /** Given in this session within the last quarter of an hour, or not needed. */
      recent: z.boolean(),
    }),
  },
  owedFactor: {
    summary: "With what the second factor that this session owes can be given",
    method: "GET",
    path: "/api/v1/session/second-factor",
    permit: "me",
    early: true,
    reply: z.object({ authenticator: z.boolean(), passkeys: z.boolean(), recoveryCodes: z.boolean() }),
  },
  offerAuthenticator: {
    summary: "What an authenticator application takes to be set up; reading it writes nothing",
    method: "GET",
    path: "/api/v1/me/authenticator",
    permit: "me",
    early: "factorDue",
    reply: z.object({ secret: z.string(), uri: z.string(), picture: z.string() }),
    refusals: { "people.authenticatorKnown": 409 },
  },
  addAuthenticator: {
    summary: "Confirm the authenticator application with a code that it shows; the first factor brings ten recovery codes, shown once",
    method: "POST",
    path: "/api/v1/me/authenticator",
    permit: "me",
    early: "factorDue",
    body: z.strictObject({ code: z.string().trim().min(1).max(20) }),
    reply: Codes,
    status: 201,
    idempotent: true,
    refusals: { ...tries, ...recent, "people.authenticatorKnown": 409, "people.wrongCode": 422 },
  },
  removeAuthenticator: {
    summary: "Remove the authenticator application",
    method: "DELETE",
    path: "/api/v1/me/authenticator",
    permit: "me",
    reply: Nothing,
    refusals: { ...recent, "people.noAuthenticator": 404, "people.staffNeedFactor": 409 },
  },
  newRecoveryCodes: {
    summary: "Ten new recovery codes, shown once; the earlier ones open nothing any more",
    method: "POST",
    path: "/api/v1/me/recovery-codes",
    permit: "me",
    reply: z.object({ recoveryCodes: z.array(z.string()) }),
    status: 201,
    idempotent: true,
    refusals: { ...recent, "people.noFactor": 409 },
  },
  offerPasskey: {
    summary: "What the browser needs to make a passkey; it answers within five minutes, once",
    method: "POST",
    path: "/api/v1/me/passkey-challenges",
    permit: "me",
    early: "factorDue",
    reply: Options,
    status: 201,
    refusals: { ...recent, "people.tooManyPasskeys": 409 },
  },
  addPasskey: {
    summary: "Keep a passkey that the browser has made, under a name of one's own",
    method: "POST",
    path: "/api/v1/me/passkeys",
    permit: "me",
    early: "factorDue",
    body: z.strictObject({ name: line(60), passkey: MadePasskey }),
    reply: Codes.extend({ id: Id }),
    status: 201,
    idempotent: true,
    refusals: { ...recent, ...passkeyNo, "people.tooManyPasskeys": 409, "people.passkeyKnown": 409 },
  },
  removePasskey: {
    summary: "Remove a passkey",
    method: "DELETE",
    path: "/api/v1/me/passkeys/{passkeyId}",
    permit: "me",
    params: z.strictObject({ passkeyId: Id }),
    reply: Nothing,
    refusals: { ...recent, "people.noPasskey": 404, "people.staffNeedFactor": 409 },
  },
  offerFactor: {
    summary: "What a passkey signs to give the second factor in this session",
    method: "POST",
    path: "/api/v1/session/passkey-challenges",
    permit: "me",
    early: true,
    reply: Options,
    status: 201,
    refusals: { "people.noPasskey": 404 },
  },
  passkeyFactor: {
    summary: "Give the second factor by passkey: the one this session owes, or once more before something sensitive",
    method: "POST",
    path: "/api/v1/session/second-factor/passkey",
    permit: "me",
    early: true,
    body: z.strictObject({ passkey: SignedPasskey }),
    reply: SignedIn,
    refusals: { ...tries, ...passkeyNo },
    ownTransactions: true,
  },
  offerPasskeySignIn: {
    summary: "What a passkey signs to sign in; it says itself whose it is",
    method: "POST",
    path: "/api/v1/passkey-challenges",
    permit: "public",
    reply: Options,
    status: 201,
    refusals: tries,
  },
  passkeySignIn: {
    summary: "Sign in by passkey alone: it is possession and finger, face or PIN in one",
    method: "POST",
    path: "/api/v1/sessions/passkey",
    permit: "public",
    body: z.strictObject({ passkey: SignedPasskey }),
    reply: SignedIn,
    refusals: { ...tries, ...passkeyNo },
    ownTransactions: true,
  },
  sessions: {
    summary: "My open sessions, the last used first",
    method: "GET",
    path: "/api/v1/me/sessions",
    permit: "me",
    query: pageQuery,
    reply: pageOf(
      z.object({
        id: Id,
        device: Device,
        beganAt: Instant,
        seenAt: Instant,
        /** False while its second factor is still owed. */
        complete: z.boolean(),
        /** The one that asks. */
        here: z.boolean(),
      }),
    ),
  },
  endSession: {
    summary: "End one of my other sessions, at once",
    method: "DELETE",
    path: "/api/v1/me/sessions/{sessionId}",
    permit: "me",
    params: z.strictObject({ sessionId: Id }),
    reply: Nothing,
    refusals: { "people.noSession": 404 },
  },
  endOtherSessions: {
    summary: "End all my sessions but this one",
    method: "DELETE",
    path: "/api/v1/me/sessions",
    permit: "me",
    reply: z.object({ ended: z.number().int() }),
  },
} as const satisfies Contract<Permit>;
