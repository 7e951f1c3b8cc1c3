import { z } from "zod";
import { contract } from "../../permissions.ts";
import { Day, Id, Instant, Language, line, Nothing, pageOf } from "../../wire.ts";
import type { agreement } from "./rules.ts";
import { AgreementId, Difference, Sha256, Text, Version } from "./shapes.ts";

const office = "/api/v1/office/agreements" as const;
const params = z.strictObject({ agreementId: AgreementId });
const notFound = { "agreements.notFound": 404 } as const;
const moved = { "agreements.draftMoved": 409, "agreements.noDraft": 404 } as const;
const wrongDraft = {
  "agreements.versionTaken": 422,
  "agreements.effectPast": 422,
  "agreements.deadlineBeforeEffect": 422,
  "agreements.deadlineOnTerms": 422,
  "agreements.countryUnknown": 422,
  "agreements.markdown": 422,
} as const;

const Both = z.strictObject({ fr: line(200), en: line(200) });
/** As typed: whether it is readable Markdown is a rule with a line number, not a shape. */
const Source = z.string().trim().min(1).max(100_000);
const Revision = z.int().min(0);

const Draft = z.strictObject({
  version: Version,
  title: Both,
  text: z.strictObject({ fr: Source, en: Source }),
  referenceLanguage: Language,
  effectiveFrom: Day,
  /** Null is everywhere. */
  countries: z.array(z.string().length(2)).min(1).max(300).nullable(),
  /** The last day for companies that accepted an earlier version; null asks nobody to accept again. */
  acceptBy: Day.nullable(),
});

const Digests = z.object({ fr: z.string(), en: z.string() });

const VersionLine = z.object({
  version: z.string(),
  title: z.string(),
  effectiveFrom: Day,
  countries: z.array(z.string()).nullable(),
  acceptBy: Day.nullable(),
  referenceLanguage: Language,
  origin: z.enum(["programme", "desk"]),
  publishedAt: Instant,
  publishedBy: z.string(),
  sha256: Digests,
  /** In force today where it applies and no country has a text of its own. */
  inForce: z.boolean(),
  /** How many companies have it as their newest, and how many ever accepted it. */
  companies: z.number().int(),
  acceptances: z.number().int(),
});

/** How many companies stand where. */
const count = z.number().int();
const Standings = z.object({ toAccept: count, accepted: count, reacceptRequired: count, blocked: count } satisfies Record<
  (typeof agreement.states)[number],
  unknown
>);

export const desk = contract({
  deskList: {
    summary: "Every agreement of the programme, its version in force, and how the companies stand with it",
    method: "GET",
    path: office,
    permit: "office.agreements",
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          programme: z.string(),
          /** Signed once for the company, or accepted with each order. */
          signed: z.boolean(),
          version: z.string(),
          effectiveFrom: Day,
          versions: z.number().int(),
          standings: Standings,
          draft: z.object({ version: z.string(), savedAt: Instant, savedBy: z.string() }).nullable(),
        }),
      ),
    }),
  },
  deskShow: {
    summary: "One agreement: its versions, the newest first, with their digests and counts, and the draft of the next",
    method: "GET",
    path: `${office}/{agreementId}`,
    permit: "office.agreements",
    params,
    reply: z.object({
      id: z.string(),
      title: z.string(),
      programme: z.string(),
      signed: z.boolean(),
      versions: z.array(VersionLine),
      standings: Standings,
      draft: Draft.extend({ revision: z.number().int(), savedAt: Instant, savedBy: z.string() }).nullable(),
      /** What a new draft begins with: the version in force, without its dates. */
      template: z.object({ title: Both, text: z.object({ fr: z.string(), en: z.string() }), referenceLanguage: Language }),
      countries: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
    refusals: notFound,
  },
  deskText: {
    summary: "The text of one published version",
    method: "GET",
    path: `${office}/{agreementId}/versions/{version}`,
    permit: "office.agreements",
    params: params.extend({ version: Version }),
    query: z.strictObject({ language: Language.optional() }),
    reply: Text.extend({ languages: z.array(Language) }),
    refusals: notFound,
  },
  saveDraft: {
    summary: "Keep the draft of the next version; nobody outside sees it. `revision` is the one that was changed, 0 for a new draft",
    method: "PUT",
    path: `${office}/{agreementId}/draft`,
    permit: "office.agreements",
    params,
    body: Draft.extend({ revision: Revision }),
    reply: z.object({ revision: z.number().int() }),
    refusals: { ...notFound, ...moved, ...wrongDraft },
  },
  dropDraft: {
    summary: "Throw the draft away",
    method: "DELETE",
    path: `${office}/{agreementId}/draft`,
    permit: "office.agreements",
    params,
    query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
    reply: Nothing,
    refusals: { ...notFound, ...moved },
  },
  previewDraft: {
    summary:
      "What publishing the draft would do: the words that change from the version it follows, and how many companies must accept again",
    method: "GET",
    path: `${office}/{agreementId}/draft/preview`,
    permit: "office.agreements",
    params,
    query: z.strictObject({ language: Language.optional() }),
    reply: Difference.extend({
      revision: z.number().int(),
      sha256: Digests,
      acceptBy: Day.nullable(),
      /** Companies where it applies that accepted another version. */
      companies: z.number().int(),
      /** Of those, how many have nobody who may sign. */
      unsignable: z.number().int(),
    }),
    refusals: { ...notFound, "agreements.noDraft": 404 },
  },
  publish: {
    summary: "Publish the draft, for good: it takes effect on its day, and whoever may sign in the companies concerned is written to",
    method: "POST",
    path: `${office}/{agreementId}/publication`,
    permit: "office.agreements",
    params,
    body: z.strictObject({
      revision: z.int().min(1),
      /** Of the two texts that were looked at. */
      sha256: z.strictObject({ fr: Sha256, en: Sha256 }),
      confirmed: z.literal(true),
    }),
    reply: z.object({ version: z.string(), effectiveFrom: Day }),
    status: 201,
    idempotent: true,
    ownTransactions: true,
    refusals: { ...notFound, ...moved, ...wrongDraft },
  },
  deskAcceptances: {
    summary: "Who accepted what, the newest first",
    method: "GET",
    path: `${office}/{agreementId}/acceptances`,
    permit: "office.agreements",
    params,
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: Id.optional(),
      version: Version.optional(),
    }),
    reply: pageOf(
      z.object({
        id: Id,
        company: z.string(),
        partnerId: z.string(),
        version: z.string(),
        language: Language,
        signedBy: z.string(),
        signedAt: Instant,
        sha256: z.string(),
        /** Of the sealed document, once it is made. */
        documentSha256: z.string().nullable(),
      }),
    ),
    refusals: notFound,
  },
  deskExport: {
    summary: "Who accepted what as CSV (RFC 4180, UTF-8, ISO dates)",
    method: "GET",
    path: `${office}/{agreementId}/acceptances.csv`,
    permit: "office.agreements",
    params,
    query: z.strictObject({ version: Version.optional() }),
    reply: Nothing,
    file: "text/csv; charset=utf-8; header=present",
    refusals: notFound,
  },
  deskDocument: {
    summary: "The sealed document of one acceptance, as its company has it",
    method: "GET",
    path: "/api/v1/office/acceptances/{acceptanceId}/document",
    permit: "office.agreements",
    params: z.strictObject({ acceptanceId: Id }),
    reply: Nothing,
    file: "application/pdf",
    refusals: { "agreements.acceptanceNotFound": 404 },
  },
});
