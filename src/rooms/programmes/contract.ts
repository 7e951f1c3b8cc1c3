import { z } from "zod";
import { contract, programmeKinds } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, Language, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { enrolment, rulings, shownStates } from "./rules.ts";

const account = "/api/v1/accounts/{accountId}" as const;
const ProgrammeId = z.string().min(1).max(60);
const Settings = z.enum(["partner", "developer"]);
const ProgrammeParams = AccountParams.extend({ programmeId: ProgrammeId });

const Requirement = z.object({
  kind: z.enum(["network", "authorized", "staffApproval", "agreement", "role", "programme", "partnerIdInCountry"]),
  /** `waits`: an application may be made all the same, and waits for it. */
  state: z.enum(["met", "unmet", "waits"]),
  text: z.string(),
  /** What is missing and whose turn it is; null when it is met. */
  why: z.string().nullable(),
});

export const ProgrammeCard = z.object({
  id: z.string(),
  kind: z.enum(programmeKinds),
  name: z.string(),
  fullName: z.string(),
  summary: z.string(),
  /** The entry of the settings menu that it brings. */
  settings: Settings,
  state: z.enum(shownStates),
  since: Instant.nullable(),
  /** What the vendor's staff wrote with their last decision. */
  reason: z.string().nullable(),
  requirements: z.array(Requirement),
  agreement: z.object({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    referenceLanguage: Language,
    signed: z.object({ on: Day, by: z.string(), page: z.string() }).nullable(),
    /** Null where the reader would never sign it: the people who may are named instead. */
    sign: DoorView,
    signers: z.array(z.string()),
  }),
  /** What ends when the company leaves. */
  leaving: z.object({ settingsEntry: z.boolean(), applications: z.boolean() }),
  moves: z.object({ enrol: DoorView, leave: DoorView }),
});

const Enrolled = z.object({ programme: z.string(), state: z.enum(enrolment.states) });

export const programmes = contract({
  list: {
    summary: "Every programme: what it asks for and what is missing, how the company stands in it, its agreement and its settings entry",
    method: "GET",
    path: `${account}/programmes`,
    permit: "programmes.view",
    params: AccountParams,
    reply: z.object({
      items: z.array(ProgrammeCard),
      /** The list of enrolment entries, and the network's further resources (F-173). */
      entries: z.array(z.object({ programme: z.string(), label: z.string() })),
      resources: z.object({ url: z.string(), label: z.string(), notice: z.string().nullable() }),
    }),
  },
  detail: {
    summary: "One programme, and the people of the account who enter it",
    method: "GET",
    path: `${account}/programmes/{programmeId}`,
    permit: "programmes.view",
    params: ProgrammeParams,
    reply: ProgrammeCard.extend({
      people: z.array(z.object({ name: z.string(), roleLabels: z.array(z.string()) })),
    }),
    refusals: { "programmes.notFound": 404 },
  },
  menu: {
    summary: "Each programme's group in my menu: there, or what is missing (the role, or the company's enrolment) and who can change it",
    method: "GET",
    path: `${account}/menu`,
    permit: "self.view",
    params: AccountParams,
    reply: z.object({
      items: z.array(z.object({ id: z.string(), title: z.string(), name: z.string(), state: z.enum(shownStates), door: DoorView })),
    }),
  },
  enrol: {
    summary: "Enrol the company in a programme; what others still have to do is told by the state it reaches",
    method: "POST",
    path: `${account}/enrolments`,
    permit: "programmes.enrol",
    params: AccountParams,
    body: z.strictObject({ programme: ProgrammeId }),
    reply: Enrolled,
    status: 201,
    idempotent: true,
    refusals: {
      "programmes.notFound": 404,
      "programmes.networkItself": 409,
      "programmes.already": 409,
      "programmes.programmeMissing": 409,
      "programmes.countryClosed": 409,
      "programmes.roleNeeded": 403,
    },
  },
  leave: {
    summary: "Leave a programme, or withdraw the application to it",
    method: "POST",
    path: `${account}/programmes/{programmeId}/leave`,
    permit: "programmes.leave",
    params: ProgrammeParams,
    reply: Enrolled,
    refusals: {
      "programmes.notFound": 404,
      "programmes.networkStays": 409,
      "programmes.notEnrolled": 409,
      "programmes.othersRest": 409,
      "programmes.roleNeeded": 403,
    },
  },
  queue: {
    summary: "Enrolments in one state, the longest waiting first",
    method: "GET",
    path: "/api/v1/office/enrolments",
    permit: "office.programmes",
    query: pageQuery.extend({ state: z.enum(enrolment.states).default("pendingVerification"), cursor: z.string().max(120).optional() }),
    reply: pageOf(
      z.object({
        id: Id,
        accountId: Id,
        company: z.string(),
        partnerId: z.string(),
        country: z.string(),
        programme: z.string(),
        state: z.enum(enrolment.states),
        version: z.number().int(),
        appliedBy: z.string(),
        since: Instant,
        /** Whole days in this state. */
        age: z.number().int(),
        reason: z.string().nullable(),
        decidedBy: z.string().nullable(),
        /** What may be decided now. */
        rulings: z.array(z.enum(rulings)),
      }),
    ),
  },
  decide: {
    summary: "Qualify, reject, suspend or reinstate an enrolment; the applicant and the global administrators are told",
    method: "POST",
    path: "/api/v1/office/enrolments/{enrolmentId}/decisions",
    permit: "office.programmes",
    params: z.strictObject({ enrolmentId: Id }),
    body: z.strictObject({ ruling: z.enum(rulings), version: z.number().int().min(1), reason: optionalLine(500) }),
    reply: z.object({ state: z.enum(enrolment.states), version: z.number().int() }),
    idempotent: true,
    refusals: {
      "programmes.enrolmentNotFound": 404,
      "programmes.moved": 409,
      "programmes.wrongState": 409,
      "programmes.reasonNeeded": 422,
    },
  },
  catalogue: {
    summary: "The programmes of the network: settings entry, requirements, agreement, and how many companies stand where",
    method: "GET",
    path: "/api/v1/office/programmes",
    permit: "office.programmes",
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          fullName: z.string(),
          settings: Settings,
          requirements: z.array(z.string()),
          agreement: z.object({ title: z.string(), version: z.string() }),
          counts: z.array(z.object({ state: z.enum(enrolment.states), count: z.number().int() })),
        }),
      ),
    }),
  },
});
