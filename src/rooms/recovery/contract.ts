import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, DoorView, Email, Id, Instant, Language, line, Nothing, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { recovery as machine, parties, ways } from "./rules.ts";

const account = "/api/v1/accounts/{accountId}";
const office = "/api/v1/office/recoveries";
const Token = z.strictObject({ token: z.string().min(20).max(100) });

/** One DNS TXT record to publish. */
const Record = z.object({ name: z.string(), value: z.string(), expiresAt: Instant });

export const CaseView = z.object({
  id: Id,
  candidate: z.string(),
  candidateEmail: z.string(),
  way: z.enum(ways),
  state: z.enum(machine.states),
  openedAt: Instant,
  answerBy: Instant,
  endsAt: Instant.nullable(),
  stoppedBy: z.string().nullable(),
  reason: z.string().nullable(),
  voices: z.array(z.object({ party: z.enum(parties), name: z.string(), answer: z.enum(["confirmed", "objected"]).nullable() })),
});

const lookUp = {
  "recovery.notYet": 409,
  "recovery.otherRecord": 409,
  "recovery.noDomain": 409,
  "recovery.silent": 503,
  "recovery.tooManyLooks": 429,
} as const;
const link = { "recovery.noSuchLink": 404, "recovery.linkExpired": 410 } as const;
const named = {
  "recovery.namedUnknown": 422,
  "recovery.namedIsYou": 422,
  "recovery.namedIsContact": 422,
  "recovery.contactIsYou": 409,
  "recovery.alreadyRunning": 409,
} as const;

export const recovery = contract({
  page: {
    summary:
      "How to become a global administrator of this account: who is one already, the record to publish, a recovery that is under way",
    method: "GET",
    path: `${account}/global-administrator`,
    permit: "recovery.prove",
    params: AccountParams,
    reply: z.object({
      domain: z.string(),
      /** Shown first: asking one of them may be all it takes. */
      admins: z.array(z.object({ name: z.string(), email: z.string(), you: z.boolean() })),
      /** The role is there and this session began before: it is in force at the next sign-in. */
      atNextSignIn: z.boolean(),
      record: Record.extend({ id: Id }).nullable(),
      case: CaseView.nullable(),
      waitingDays: z.number().int(),
      moves: z.object({ prove: DoorView, recover: DoorView, object: DoorView }),
    }),
  },
  startProof: {
    summary: "Get the TXT record that proves the company's domain; the same one until it expires",
    method: "POST",
    path: `${account}/domain-proofs`,
    permit: "recovery.prove",
    params: AccountParams,
    reply: Record.extend({ id: Id }),
    status: 201,
    refusals: { "recovery.alreadyAdmin": 409 },
  },
  checkProof: {
    summary: "Look the record up; when it is there, the caller becomes global administrator at their next sign-in",
    method: "POST",
    path: `${account}/domain-proofs/{proofId}/check`,
    permit: "recovery.prove",
    params: AccountParams.extend({ proofId: Id }),
    reply: Nothing,
    idempotent: true,
    ownTransactions: true,
    refusals: {
      ...lookUp,
      "recovery.noSuchProof": 404,
      "recovery.proofExpired": 410,
      "recovery.domainElsewhere": 409,
      "recovery.alreadyAdmin": 409,
    },
  },
  start: {
    summary: "Ask to become global administrator with two contacts: the primary contact and a colleague, who each confirm by link",
    method: "POST",
    path: `${account}/recovery`,
    permit: "recovery.prove",
    params: AccountParams,
    body: z.strictObject({ namedEmail: Email }),
    reply: CaseView,
    status: 201,
    idempotent: true,
    refusals: { ...named, "recovery.alreadyAdmin": 409 },
  },
  object: {
    summary: "Stop a recovery of this account",
    method: "POST",
    path: `${account}/recovery/{caseId}/objection`,
    permit: "recovery.object",
    params: AccountParams.extend({ caseId: Id }),
    body: z.strictObject({ reason: optionalLine(300) }),
    reply: CaseView,
    idempotent: true,
    refusals: { "recovery.noSuchCase": 404, "recovery.caseOver": 409 },
  },
  ask: {
    summary: "Somebody without access asks for a link to their mailbox; the answer is the same whether the domain has an account or not",
    method: "POST",
    path: "/api/v1/recovery-requests",
    permit: "public",
    body: z.strictObject({ email: Email, givenName: line(80), familyName: line(80), language: Language }),
    reply: Nothing,
    status: 202,
    idempotent: true,
    refusals: { "people.personalMail": 422, "people.sharedMailbox": 422, "recovery.tooManyLooks": 429 },
  },
  request: {
    summary: "What the link to the mailbox opens: the account, its global administrators, the ways, the case when it is begun",
    method: "GET",
    path: "/api/v1/recovery-requests/{token}",
    permit: "link",
    params: Token,
    reply: z.object({
      company: z.string(),
      domain: z.string(),
      email: z.string(),
      admins: z.array(z.string()),
      waitingDays: z.number().int(),
      record: Record.nullable(),
      case: CaseView.nullable(),
      /** Somebody else's is under way: one at a time. */
      busy: z.boolean(),
    }),
    refusals: link,
  },
  startByLink: {
    summary: "Begin the recovery from the mailbox's link, by the domain's record or by two contacts",
    method: "POST",
    path: "/api/v1/recovery-requests/{token}/case",
    permit: "link",
    params: Token,
    body: z.strictObject({ way: z.enum(ways), namedEmail: Email.optional() }),
    reply: CaseView,
    status: 201,
    idempotent: true,
    refusals: { ...link, ...named, "recovery.namedNeeded": 422 },
  },
  checkByLink: {
    summary: "Look the record up; when it is there, the waiting period begins and everybody concerned is told",
    method: "POST",
    path: "/api/v1/recovery-requests/{token}/check",
    permit: "link",
    params: Token,
    reply: CaseView,
    idempotent: true,
    ownTransactions: true,
    refusals: { ...link, ...lookUp, "recovery.noSuchCase": 404, "recovery.caseOver": 410 },
  },
  voice: {
    summary: "What a contact's or an administrator's link opens: who asks for what, until when, and what they answered",
    method: "GET",
    path: "/api/v1/recovery-voices/{token}",
    permit: "link",
    params: Token,
    reply: z.object({
      company: z.string(),
      you: z.string(),
      party: z.enum(parties),
      answer: z.enum(["confirmed", "objected"]).nullable(),
      mayConfirm: z.boolean(),
      mayObject: z.boolean(),
      case: CaseView,
    }),
    refusals: { "recovery.noSuchLink": 404 },
  },
  confirm: {
    summary: "Confirm by one's own link that the person may become global administrator",
    method: "POST",
    path: "/api/v1/recovery-voices/{token}/confirmation",
    permit: "link",
    params: Token,
    reply: CaseView,
    idempotent: true,
    refusals: { "recovery.noSuchLink": 404, "recovery.caseOver": 410, "recovery.notYours": 409, "recovery.alreadyAnswered": 409 },
  },
  objectByLink: {
    summary: "Stop the recovery by one's own link",
    method: "POST",
    path: "/api/v1/recovery-voices/{token}/objection",
    permit: "link",
    params: Token,
    body: z.strictObject({ reason: optionalLine(300) }),
    reply: CaseView,
    idempotent: true,
    refusals: { "recovery.noSuchLink": 404, "recovery.caseOver": 410 },
  },
  cases: {
    summary: "The desk's list of recoveries, the newest first",
    method: "GET",
    path: office,
    permit: "office.recovery",
    query: pageQuery.extend({ show: z.enum(["live", "all"]).default("live") }),
    reply: pageOf(CaseView.extend({ company: z.string(), partnerId: z.string() })),
  },
  case: {
    summary: "One recovery with everything that happened to it",
    method: "GET",
    path: `${office}/{caseId}`,
    permit: "office.recovery",
    params: z.strictObject({ caseId: Id }),
    reply: CaseView.extend({
      company: z.string(),
      partnerId: z.string(),
      admins: z.array(z.object({ name: z.string(), email: z.string() })),
      mayStop: z.boolean(),
      story: z.array(z.object({ id: Id, at: Instant, type: z.string(), text: z.string(), who: z.string() })),
    }),
    refusals: { "recovery.noSuchCase": 404 },
  },
  stop: {
    summary: "Stop a recovery from the desk, with a reason that everybody concerned reads",
    method: "POST",
    path: `${office}/{caseId}/stop`,
    permit: "office.recovery",
    params: z.strictObject({ caseId: Id }),
    body: z.strictObject({ reason: line(300) }),
    reply: CaseView,
    idempotent: true,
    refusals: { "recovery.noSuchCase": 404, "recovery.caseOver": 409 },
  },
});
