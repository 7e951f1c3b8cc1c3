import { z } from "zod";
import { contract } from "../../permissions.ts";
import { Email, Id, Instant, Language, Nothing, nameLine } from "../../wire.ts";
import { factorEndpoints } from "./factors.contract.ts";
import { noticeEndpoints } from "./notices.contract.ts";
import { SignedIn, tries } from "./shapes.ts";

const TokenParams = z.strictObject({ token: z.string().min(1).max(100) });
/** As typed. What is accepted is a rule with its own sentences, not a shape. */
const Password = z.string().min(1);
/** Six digits, with or without a space in the middle; or a recovery code. */
const Code = z.string().trim().min(1).max(20);

const busy = { "people.busy": 503 } as const;
const workEmail = { "people.personalMail": 422, "people.sharedMailbox": 422 } as const;
const password = {
  "people.passwordShort": 422,
  "people.passwordLong": 422,
  "people.passwordSimple": 422,
  "people.passwordCommon": 422,
  "people.passwordPersonal": 422,
} as const;
const link = { "people.linkUnknown": 404, "people.linkUsed": 410, "people.linkExpired": 410 } as const;

export { recentFactorRefusals } from "./shapes.ts";

/** What `door.ts` may answer to a room that adds a user; spread into the refusals of its endpoint. */
export const createUserRefusals = { ...workEmail, ...busy, "people.emailTaken": 409, "people.emailOffDomain": 422 } as const;

/** Why a password that somebody chose is not taken. */
export const chosenPasswordRefusals = { ...password, ...busy } as const;

/** What can go wrong on the way to a company's own provider and back; spread into the refusals of an endpoint that goes there. */
export const providerRefusals = {
  "people.providerForbidden": 422,
  "people.providerDown": 502,
  "people.providerUnfit": 502,
  "people.providerClientRefused": 502,
  "people.providerSaidNo": 403,
  "people.providerAnswerWrong": 502,
} as const;

/** Why somebody's address and password, and the code of their second factor, did not speak for their directory. */
export const proofRefusals = {
  ...tries,
  ...busy,
  "people.wrongCredentials": 422,
  "people.codeNeeded": 422,
  "people.wrongCode": 422,
  "people.usedCode": 422,
} as const;

/** Why a provider's word did not let somebody in. */
export const arrivalRefusals = {
  ...workEmail,
  "people.identityElsewhere": 409,
  "people.identityDeactivated": 403,
  "people.identityTaken": 409,
  "people.providerNoEmail": 403,
  "people.providerEmailUnverified": 403,
  "people.providerEmailOffDomain": 403,
  "people.emailHeld": 409,
} as const;

export const people = contract({
  ...factorEndpoints,
  ...noticeEndpoints,
  signInHelp: {
    summary: "Help for somebody who does not know their company's work account",
    method: "GET",
    path: "/api/v1/sign-in-help",
    permit: "public",
    reply: z.object({ workAccount: z.object({ url: z.string(), label: z.string() }) }),
  },
  signIn: {
    summary: "Sign in with a work e-mail address and its password; the session is in the cookie of the answer",
    method: "POST",
    path: "/api/v1/sessions",
    permit: "public",
    body: z.strictObject({ email: Email, password: Password }),
    reply: SignedIn,
    refusals: {
      ...workEmail,
      ...tries,
      ...busy,
      "people.wrongCredentials": 422,
      "people.temporaryExpired": 403,
      "people.secondFactorMissing": 403,
    },
    ownTransactions: true,
  },
  secondFactor: {
    summary:
      "Give the second factor by a code of the application or a recovery code: the one owed, or once more before something sensitive",
    method: "POST",
    path: "/api/v1/session/second-factor",
    permit: "me",
    early: true,
    body: z.strictObject({ code: Code }),
    reply: SignedIn,
    refusals: { ...tries, "people.wrongCode": 422, "people.usedCode": 422, "people.noSecondFactorOwed": 409 },
    ownTransactions: true,
  },
  signOut: {
    summary: "End this session; without one there is nothing to do, and that is an answer too",
    method: "DELETE",
    path: "/api/v1/session",
    permit: "public",
    early: true,
    reply: Nothing,
  },
  createDirectory: {
    summary: "Create a company's directory with its first global administrator, who then signs in",
    method: "POST",
    path: "/api/v1/directories",
    permit: "public",
    body: z.strictObject({
      domain: z.string().trim().min(1).max(300),
      givenName: nameLine(80),
      familyName: nameLine(80),
      email: Email,
      password: Password,
      language: Language,
    }),
    reply: z.object({ directoryId: Id, domain: z.string(), email: z.string() }),
    status: 201,
    refusals: {
      ...workEmail,
      ...password,
      ...tries,
      ...busy,
      "people.domainUnreadable": 422,
      "people.personalDomain": 422,
      "people.emailOffDomain": 422,
      "people.domainProven": 409,
      "people.emailTaken": 409,
    },
    idempotent: true,
    ownTransactions: true,
  },
  changePassword: {
    summary: "Change one's password; every other session of this person ends",
    method: "POST",
    path: "/api/v1/me/password",
    permit: "me",
    early: true,
    body: z.strictObject({ current: Password, password: Password }),
    reply: Nothing,
    refusals: { ...password, ...tries, ...busy, "people.wrongCurrent": 422, "people.passwordSame": 422, "people.secondFactorOwed": 403 },
    ownTransactions: true,
  },
  forgotPassword: {
    summary: "Ask for a link to choose a new password; the answer is the same whether the address has an account or not",
    method: "POST",
    path: "/api/v1/password-reset-requests",
    permit: "public",
    body: z.strictObject({ email: Email }),
    reply: Nothing,
    status: 202,
    refusals: tries,
    idempotent: true,
  },
  passwordReset: {
    summary: "Whose password a link resets, and until when",
    method: "GET",
    path: "/api/v1/password-resets/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({ email: z.string(), expiresAt: Instant }),
    refusals: link,
  },
  resetPassword: {
    summary: "Choose a new password by the link of the mail; every session of this person ends",
    method: "POST",
    path: "/api/v1/password-resets/{token}",
    permit: "link",
    params: TokenParams,
    body: z.strictObject({ password: Password }),
    reply: z.object({ email: z.string() }),
    refusals: { ...link, ...password, ...busy },
    ownTransactions: true,
  },
  staffInvitation: {
    summary: "What a new member of the vendor's staff sets up by their one-time link",
    method: "GET",
    path: "/api/v1/staff-invitations/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({
      email: z.string(),
      givenName: z.string(),
      familyName: z.string(),
      expiresAt: Instant,
      /** The second factor to set up: letters to type, an `otpauth:` address, and the same as an SVG picture. */
      secondFactor: z.object({ secret: z.string(), uri: z.string(), picture: z.string() }),
    }),
    refusals: link,
  },
  acceptStaffInvitation: {
    summary: "Set name, password and second factor by the one-time link, and sign in",
    method: "POST",
    path: "/api/v1/staff-invitations/{token}",
    permit: "link",
    params: TokenParams,
    body: z.strictObject({ givenName: nameLine(80), familyName: nameLine(80), password: Password, code: Code }),
    reply: Nothing,
    refusals: { ...link, ...password, ...tries, ...busy, "people.wrongCode": 422 },
    ownTransactions: true,
  },
});
