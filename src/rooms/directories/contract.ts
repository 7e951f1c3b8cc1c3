import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, DoorView, Email, Id, Instant, Language, line, Nothing, pageOf, pageQuery, RoleName } from "../../wire.ts";
import { arrivalRefusals, chosenPasswordRefusals, createUserRefusals, proofRefusals, providerRefusals } from "../people/contract.ts";

const account = "/api/v1/accounts/{accountId}/directories" as const;
const DirectoryParams = AccountParams.extend({ directoryId: Id });
const RequestParams = AccountParams.extend({ requestId: Id });
const TokenParams = z.strictObject({ token: z.string().min(1).max(100) });
const link = { "people.linkUnknown": 404, "people.linkUsed": 410, "people.linkExpired": 410 } as const;
const ProofParams = AccountParams.extend({ proofId: Id });

/** A page of this site to go on to. The page judges it: another site's is left out. */
const Next = z.string().max(500).optional();
const tries = { "people.tooManyTries": 429 } as const;
const companyDomain = { "people.domainUnreadable": 422, "people.personalDomain": 422 } as const;
const issuer = { "directories.issuerUnreadable": 422 } as const;
const elsewhere = { "directories.yoursAlready": 409, "directories.tiedElsewhere": 409 } as const;

/** How a company's provider is reached, as its administrator types it. */
const NewProvider = {
  issuer: line(500),
  clientId: line(300),
  clientSecret: line(1000),
  /** The claim that names a person's groups. */
  groupsClaim: line(100).default("groups"),
};
const GroupRoles = z.array(z.strictObject({ group: line(200), roles: z.array(RoleName).min(1).max(20) })).max(100);
const Sent = z.object({ location: z.string() });

export const directories = contract({
  begin: {
    summary: "Set out to sign in through a company's own provider, by a domain or an address, or by the directory itself",
    method: "POST",
    path: "/api/v1/provider-sign-ins",
    permit: "public",
    body: z.strictObject({ company: line(300).optional(), directoryId: Id.optional(), next: Next }),
    reply: Sent,
    refusals: { ...providerRefusals, ...tries, "directories.noProvider": 404 },
    ownTransactions: true,
  },
  callback: {
    summary: "Where providers send people back to; leads on into the product, or to the page that says why not",
    method: "GET",
    path: "/api/v1/provider-sign-ins/callback",
    permit: "public",
    early: true,
    // RFC 6749 §4.1.2, RFC 9207; providers add what they like.
    query: z.looseObject({
      state: z.string().max(300).optional(),
      code: z.string().optional(),
      iss: z.string().optional(),
      error: z.string().optional(),
      error_description: z.string().optional(),
    }),
    reply: Sent,
    redirect: { whenBroken: "/sign-in/back?broken=yes" },
    ownTransactions: true,
  },
  outcome: {
    summary: "Why this browser's last way through a provider ended in a no, or that it ended well",
    method: "GET",
    path: "/api/v1/provider-sign-ins/{attemptId}",
    permit: "public",
    params: z.strictObject({ attemptId: Id }),
    reply: z.object({ next: z.string().nullable() }),
    refusals: {
      ...providerRefusals,
      ...arrivalRefusals,
      ...elsewhere,
      "directories.attemptUnknown": 404,
      "directories.providerGone": 410,
      "directories.signInAgain": 409,
      "directories.domainTaken": 409,
      "directories.clientTaken": 409,
    },
  },
  mine: {
    summary: "How the reader may sign in: the provider of their directory, and whether it is linked to them",
    method: "GET",
    path: "/api/v1/me/identities",
    permit: "me",
    reply: z.object({ directory: z.object({ id: Id, domain: z.string(), host: z.string().nullable() }).nullable(), linked: z.boolean() }),
  },
  link: {
    summary: "Set out to add the identity at one's company's provider to one's own account",
    method: "POST",
    path: "/api/v1/me/identities",
    permit: "me",
    reply: Sent,
    refusals: { ...providerRefusals, "directories.noProvider": 404 },
    ownTransactions: true,
  },
  enrolling: {
    summary: "What a company enters at its own provider before it enrols through it",
    method: "GET",
    path: "/api/v1/enrolment/provider",
    permit: "public",
    reply: z.object({ callback: z.string() }),
  },
  enrol: {
    summary: "Step 2 of the enrolment with the company's own provider: it is asked, then the first person is sent there",
    method: "POST",
    path: "/api/v1/enrolment/provider",
    permit: "public",
    body: z.strictObject({ domain: line(300), ...NewProvider, adminGroup: line(200).optional() }),
    reply: Sent,
    refusals: { ...companyDomain, ...issuer, ...providerRefusals, ...tries, "directories.domainTaken": 409 },
    ownTransactions: true,
  },
  list: {
    summary: "The account's directories: domain, kind, which is the primary one, who signs in through it, and what may be done with each",
    method: "GET",
    path: account,
    permit: "directories.view",
    params: AccountParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(
      z.object({
        id: Id,
        domain: z.string(),
        kind: z.enum(["builtIn", "provider"]),
        primary: z.boolean(),
        /** The reader is signed in with this one. */
        yours: z.boolean(),
        proven: z.boolean(),
        people: z.number().int(),
        since: Instant,
        /** What one gives to colleagues whose domain is not proven yet. */
        signInAddress: z.string().nullable(),
        provider: z
          .object({
            issuer: z.string(),
            clientId: z.string(),
            groupsClaim: z.string(),
            groupRoles: z.array(z.object({ group: z.string(), roles: z.array(RoleName), roleLabels: z.array(z.string()) })),
            /** Who comes in through it and has no password: taken away, they choose one by « Mot de passe oublié ». */
            withoutPassword: z.number().int(),
            remove: DoorView,
          })
          .nullable(),
        moves: z.object({ remove: DoorView, configure: DoorView }),
      }),
    ).extend({
      moves: z.object({ associate: DoorView }),
      callback: z.string(),
      choices: z.array(z.object({ role: RoleName, label: z.string() })),
    }),
  },
  check: {
    summary: "Before anything is proven: whether a company's directory may be associated with this account at all",
    method: "POST",
    path: `${account}/checks`,
    permit: "directories.manage",
    params: AccountParams,
    body: z.strictObject({ domain: line(300) }),
    reply: z.object({ domain: z.string() }),
    refusals: { ...companyDomain, ...elsewhere, ...tries },
    ownTransactions: true,
  },
  prove: {
    summary: "Prove control of a built-in directory: the address and password of one of its global administrators",
    method: "POST",
    path: `${account}/proofs`,
    permit: "directories.manage",
    params: AccountParams,
    body: z.strictObject({ email: Email, password: z.string().min(1), code: z.string().trim().min(1).max(40).optional() }),
    reply: z.object({ proofId: Id }),
    refusals: { ...elsewhere, ...proofRefusals, "directories.notItsAdmin": 403 },
    ownTransactions: true,
  },
  proveByProvider: {
    summary: "Prove control of a directory by signing in through its provider, which is asked first",
    method: "POST",
    path: `${account}/provider-proofs`,
    permit: "directories.manage",
    params: AccountParams,
    body: z.strictObject({ domain: line(300), ...NewProvider }),
    reply: Sent,
    refusals: { ...companyDomain, ...issuer, ...elsewhere, ...tries, ...providerRefusals },
    ownTransactions: true,
  },
  proof: {
    summary: "What was proven, to be looked at before it is confirmed",
    method: "GET",
    path: `${account}/proofs/{proofId}`,
    permit: "directories.manage",
    params: ProofParams,
    reply: z.object({ domain: z.string(), kind: z.enum(["builtIn", "provider"]), person: z.string(), host: z.string().nullable() }),
    refusals: { "directories.attemptUnknown": 404 },
  },
  confirm: {
    summary: "Associate the directory that was proven; it belongs to one account at most",
    method: "POST",
    path: `${account}/proofs/{proofId}/confirmation`,
    permit: "directories.manage",
    params: ProofParams,
    idempotent: true,
    status: 201,
    reply: z.object({ directoryId: Id, domain: z.string() }),
    refusals: { ...arrivalRefusals, ...elsewhere, "directories.attemptUnknown": 404, "directories.clientTaken": 409 },
  },
  remove: {
    summary: "Take a directory out of the account; its people lose the account at once",
    method: "DELETE",
    path: `${account}/{directoryId}`,
    permit: "directories.manage",
    params: DirectoryParams,
    reply: z.object({ people: z.number().int() }),
    refusals: {
      "directories.notFound": 404,
      "directories.primary": 409,
      "directories.signedInWith": 409,
      "directories.noLongerAdmin": 403,
    },
  },
  setProvider: {
    summary: "How a directory's people sign in, and which groups give which roles; a secret that is left out stays",
    method: "PUT",
    path: `${account}/{directoryId}/provider`,
    permit: "directories.manage",
    params: DirectoryParams,
    body: z.strictObject({ ...NewProvider, clientSecret: line(1000).optional(), groupRoles: GroupRoles.default([]) }),
    reply: Nothing,
    refusals: {
      ...issuer,
      "people.providerForbidden": 422,
      "directories.notFound": 404,
      "directories.secretNeeded": 422,
      "directories.issuerInUse": 409,
      "directories.clientTaken": 409,
      "directories.mayNotGrant": 403,
      "directories.groupTwice": 422,
    },
  },
  removeProvider: {
    summary: "Take the provider away from a directory: its sessions end, roles stay as they stand; how many people need a password now",
    method: "DELETE",
    path: `${account}/{directoryId}/provider`,
    permit: "directories.manage",
    params: DirectoryParams,
    reply: z.object({ people: z.number().int() }),
    refusals: { "directories.notFound": 404, "directories.noProvider": 409, "directories.lastWayIn": 409 },
  },
  testProvider: {
    summary: "Try the connection to a provider as far as it goes without a person, and say of each step how it stands",
    method: "POST",
    path: `${account}/{directoryId}/provider/test`,
    permit: "directories.manage",
    params: DirectoryParams,
    body: z.strictObject({ ...NewProvider, clientSecret: line(1000).optional() }),
    reply: z.object({
      checks: z.array(
        z.object({
          check: z.enum(["address", "description", "method", "keys", "client"]),
          ok: z.boolean(),
          label: z.string(),
          text: z.string().nullable(),
        }),
      ),
    }),
    refusals: { ...issuer, ...tries, "directories.notFound": 404, "directories.secretNeeded": 422 },
    ownTransactions: true,
  },
  askToJoin: {
    summary: "Ask to join the account that one's company has already; a mail first shows whose mailbox it is",
    method: "POST",
    path: "/api/v1/join-requests",
    permit: "public",
    body: z.strictObject({ email: Email, givenName: line(80), familyName: line(80), language: Language }),
    reply: Nothing,
    status: 202,
    idempotent: true,
    refusals: {
      ...tries,
      "people.personalMail": 422,
      "people.sharedMailbox": 422,
      "people.emailTaken": 409,
      "directories.companyUnknown": 422,
      "directories.useProvider": 409,
    },
  },
  joinRequest: {
    summary: "Whose account one asks to join, told to whoever reads the mailbox",
    method: "GET",
    path: "/api/v1/join-requests/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({
      email: z.string(),
      givenName: z.string(),
      familyName: z.string(),
      company: z.object({ name: z.string(), city: z.string(), contact: z.string() }),
    }),
    refusals: link,
  },
  confirmJoin: {
    summary: "Confirm the request and choose the password that an acceptance puts in force; the administrators are told",
    method: "POST",
    path: "/api/v1/join-requests/{token}",
    permit: "link",
    params: TokenParams,
    body: z.strictObject({ password: z.string().min(1) }),
    reply: z.object({ company: z.string() }),
    refusals: { ...link, ...chosenPasswordRefusals },
    ownTransactions: true,
  },
  joinRequests: {
    summary: "Who asks to join the account, the oldest first",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/join-requests",
    permit: "users.add",
    params: AccountParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(z.object({ id: Id, email: z.string(), name: z.string(), askedAt: Instant })).extend({
      choices: z.array(z.object({ role: RoleName, label: z.string() })),
    }),
  },
  acceptJoin: {
    summary: "Let somebody in who asked to, with these roles; they are told",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/join-requests/{requestId}/acceptance",
    permit: "users.add",
    params: RequestParams,
    body: z.strictObject({ roles: z.array(RoleName).max(20) }),
    reply: z.object({ userId: Id, name: z.string() }),
    status: 201,
    idempotent: true,
    refusals: { ...createUserRefusals, "directories.requestGone": 404, "directories.mayNotGrant": 403, "accounts.roleUnused": 409 },
  },
  declineJoin: {
    summary: "Refuse somebody who asked to join; they are told",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/join-requests/{requestId}/refusal",
    permit: "users.add",
    params: RequestParams,
    reply: Nothing,
    idempotent: true,
    refusals: { "directories.requestGone": 404 },
  },
});
