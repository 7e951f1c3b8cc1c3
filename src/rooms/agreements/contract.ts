import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, Language, Nothing } from "../../wire.ts";
import { desk } from "./desk.contract.ts";
import { agreement } from "./rules.ts";
import { AgreementId, Difference, Sha256, Text, Version } from "./shapes.ts";

const account = "/api/v1/accounts/{accountId}" as const;

const ProgrammeRef = z.object({ id: z.string(), name: z.string(), fullName: z.string(), statusLabel: z.string() });

export const AcceptanceView = z.object({
  id: Id,
  agreementId: z.string(),
  title: z.string(),
  version: z.string(),
  language: Language,
  signedOn: Day,
  signedAt: Instant,
  signedBy: z.string(),
  /** Where the page of it and the sealed document are. */
  links: z.object({ page: z.string(), document: z.string() }),
});

const Signer = z.object({ name: z.string(), email: z.string(), roleLabels: z.array(z.string()) });
const Company = z.object({ name: z.string(), partnerId: z.string() });

/** What the company owes: by when, and which version asks. */
const Owed = z.object({ state: z.enum(agreement.states), dueOn: Day.nullable() });

export const agreements = contract({
  ...desk,
  list: {
    summary: "The agreement of every programme the company is enrolled in: signed when and by whom, or not signed",
    method: "GET",
    path: `${account}/agreements`,
    permit: "agreements.view",
    params: AccountParams,
    reply: z.object({
      items: z.array(
        Owed.extend({
          programme: ProgrammeRef,
          agreementId: z.string(),
          inForce: z.object({ title: z.string(), version: z.string(), effectiveFrom: Day }),
          /** The newest version that the company accepted, or null. */
          signed: AcceptanceView.nullable(),
          earlier: z.array(AcceptanceView),
          /** Who may sign, while there is something to sign. */
          signatories: z.array(z.object({ id: Id, name: z.string() })),
          /** Closed when the version in force is accepted already. */
          moves: z.object({ sign: DoorView, askSignature: DoorView }),
        }),
      ),
    }),
  },
  read: {
    summary:
      "The text in force to read and accept, with who would sign it for which company; the network's agreement unless another is named",
    method: "GET",
    path: `${account}/agreement-text`,
    permit: "agreements.view",
    params: AccountParams,
    query: z.strictObject({ agreementId: AgreementId.optional(), language: Language.optional() }),
    reply: Text.extend({
      ...Owed.shape,
      agreementId: z.string(),
      programme: ProgrammeRef,
      effectiveFrom: Day,
      languages: z.array(Language),
      /** The language that counts when two texts differ. */
      referenceLanguage: Language,
      company: Company,
      signer: Signer,
      /** The sentence to tick, in the language of the text. */
      authority: z.string(),
      signed: AcceptanceView.nullable(),
      /** The newest version that the company accepted before this one, or null. */
      previous: AcceptanceView.nullable(),
      moves: z.object({ sign: DoorView }),
    }),
    refusals: { "agreements.notFound": 404 },
  },
  difference: {
    summary: "Word by word, what changes from the version this company accepted before to the one in force, or to another that it accepted",
    method: "GET",
    path: `${account}/agreement-difference`,
    permit: "agreements.view",
    params: AccountParams,
    query: z.strictObject({ agreementId: AgreementId, language: Language.optional(), version: Version.optional() }),
    reply: Difference.extend({
      /** The acceptance that this company gave before. */
      signed: AcceptanceView,
    }),
    refusals: { "agreements.notFound": 404, "agreements.nothingBefore": 404 },
  },
  askSignature: {
    summary: "Ask a colleague who may sign to sign; they get a mail, once a day at most",
    method: "POST",
    path: `${account}/agreements/signature-requests`,
    permit: "agreements.view",
    params: AccountParams,
    body: z.strictObject({ agreementId: AgreementId, userId: Id }),
    reply: z.object({ name: z.string() }),
    status: 201,
    idempotent: true,
    refusals: {
      "agreements.notFound": 404,
      "agreements.nothingToSign": 409,
      "agreements.notSignatory": 422,
      "agreements.askedToday": 429,
    },
  },
  sign: {
    summary: "Accept the agreement for the company, declaring the authority to sign; the text is kept as it was shown",
    method: "POST",
    path: `${account}/agreements`,
    permit: "agreements.sign",
    params: AccountParams,
    body: z.strictObject({
      agreementId: AgreementId,
      version: Version,
      language: Language,
      /** Of the text that was shown. */
      sha256: Sha256,
      authorityDeclared: z.boolean(),
    }),
    reply: AcceptanceView,
    status: 201,
    idempotent: true,
    refusals: {
      "agreements.notFound": 404,
      "agreements.signerRole": 403,
      "agreements.authorityMissing": 422,
      "agreements.textChanged": 409,
      "agreements.alreadySigned": 409,
    },
  },
  acceptance: {
    summary: "One acceptance: the text as it was accepted, by whom, with what authority, and how its document is sealed",
    method: "GET",
    path: `${account}/agreements/{acceptanceId}`,
    permit: "agreements.view",
    params: AccountParams.extend({ acceptanceId: Id }),
    reply: Text.extend({
      acceptance: AcceptanceView,
      /** The company accepted an earlier version, against which this one can be compared. */
      hasEarlier: z.boolean(),
      issuer: z.string(),
      company: Company,
      signer: Signer,
      authority: z.string(),
      /** Null for a moment after the signature, until the document is made. */
      document: z.object({ sha256: z.string(), sealFingerprint: z.string(), bytes: z.number().int() }).nullable(),
    }),
    refusals: { "agreements.acceptanceNotFound": 404 },
  },
  document: {
    summary: "The sealed document of one acceptance, the same bytes every time; Repr-Digest carries their SHA-256",
    method: "GET",
    path: `${account}/agreements/{acceptanceId}/document`,
    permit: "agreements.view",
    params: AccountParams.extend({ acceptanceId: Id }),
    query: z.strictObject({ as: z.enum(["inline", "attachment"]).default("attachment") }),
    reply: Nothing,
    file: "application/pdf",
    refusals: { "agreements.acceptanceNotFound": 404 },
  },
  certificate: {
    summary: "The certificate that documents are sealed with now, followed by its issuers",
    method: "GET",
    path: "/api/v1/seal/certificate.pem",
    permit: "public",
    reply: Nothing,
    file: "application/pem-certificate-chain",
  },
});
