import { z } from "zod";
import { contract } from "../../permissions.ts";
import { supportEntrances } from "../../programme/names.ts";
import { AccountParams, Id, Nothing, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { aboutKinds, tabs } from "./rules.ts";
import { Attachment, DeskLine, DeskView, Figures, FileIds, Options, paragraphs, RequestLine, RequestView, Subject } from "./shapes.ts";

/** The product's own ceiling; the programme's is lower and is refused with its own sentence. */
const UPLOAD_CEILING = 20_000_000;
const TEXT = 8000;

const account = "/api/v1/accounts/{accountId}";
const mine = `${account}/service-requests`;
const office = "/api/v1/office/service-requests";
const requestParams = AccountParams.extend({ requestId: Id });
const deskParams = z.strictObject({ requestId: Id });
const listQuery = pageQuery.extend({
  state: z.enum(["all", "open", "attentionNeeded", "closed"]).default("all"),
  search: optionalLine(100),
});
const list = pageOf(RequestLine).extend({
  total: z.number().int(),
  counts: z.object({ all: z.number().int(), open: z.number().int(), attentionNeeded: z.number().int(), closed: z.number().int() }),
});

const fileRefusals = {
  "support.fileMissing": 422,
  "support.fileEmpty": 422,
  "support.fileIsProgram": 422,
  "support.fileNotAccepted": 422,
  "support.fileTooBig": 413,
  "support.tooManyWaiting": 409,
} as const;
const sending = { "support.tooManyFiles": 422, "support.fileGone": 422 } as const;
const absent = { "support.noSuchRequest": 404 } as const;
const notThere = { "support.notThere": 404 } as const;
const deskWriting = {
  ...notThere,
  "support.closedAlready": 409,
  "support.changedMeanwhile": 409,
  "support.heldByOther": 409,
} as const;

export const support = contract({
  options: {
    summary: "The types of problems with what may solve them, the severities, and what of the account a request may be about",
    method: "GET",
    path: `${account}/support-topics`,
    permit: "support.ask",
    params: AccountParams,
    reply: Options,
  },
  solved: {
    summary: "Say that a recommended solution has helped: no request is needed. Counted once a day for a person and a type of problem",
    method: "POST",
    path: `${account}/support-topics/{topic}/solution`,
    permit: "support.ask",
    params: AccountParams.extend({ topic: z.string().max(60) }),
    reply: Nothing,
    refusals: { "support.unknownTopic": 422 },
  },
  list: {
    summary: "The reader's own service requests, the latest news first",
    method: "GET",
    path: mine,
    permit: "support.ask",
    params: AccountParams,
    query: listQuery,
    reply: list,
    refusals: { "support.badCursor": 400 },
  },
  all: {
    summary: "The service requests of everybody in the company, the latest news first",
    method: "GET",
    path: `${account}/company-service-requests`,
    permit: "support.all",
    params: AccountParams,
    query: listQuery,
    reply: list,
    refusals: { "support.badCursor": 400 },
  },
  open: {
    summary: "Open a service request; the acknowledgement leaves with its number",
    method: "POST",
    path: mine,
    permit: "support.ask",
    params: AccountParams,
    body: z.strictObject({
      topic: z.string().max(60),
      severity: z.string().max(60).optional(),
      subject: Subject,
      text: paragraphs(TEXT).min(1),
      about: z.strictObject({ kind: z.enum(aboutKinds), id: Id }).optional(),
      /** What is asked for besides an answer; « cancellation » asks for the end of what it is about. */
      entrance: z.enum(supportEntrances).optional(),
      fileIds: FileIds,
    }),
    reply: RequestView,
    status: 201,
    idempotent: true,
    refusals: {
      ...sending,
      "support.unknownTopic": 422,
      "support.unknownSeverity": 422,
      "support.unknownAbout": 422,
      "support.wrongEntrance": 422,
      "support.cancelWhat": 422,
      "support.tooManyToday": 429,
    },
  },
  show: {
    summary: "One service request: its state, whose turn it is, and everything that was said",
    method: "GET",
    path: `${mine}/{requestId}`,
    permit: "support.ask",
    params: requestParams,
    reply: RequestView,
    refusals: absent,
  },
  write: {
    summary: "Add a message and files to a service request that is not closed",
    method: "POST",
    path: `${mine}/{requestId}/messages`,
    permit: "support.ask",
    params: requestParams,
    body: z.strictObject({ text: paragraphs(TEXT).min(1), fileIds: FileIds }),
    reply: RequestView,
    idempotent: true,
    refusals: { ...absent, ...sending, "support.closedAlready": 409 },
  },
  close: {
    summary: "Close a service request that is not needed any more",
    method: "POST",
    path: `${mine}/{requestId}/closing`,
    permit: "support.ask",
    params: requestParams,
    body: z.strictObject({ version: z.number().int(), text: paragraphs(TEXT).default("") }),
    reply: RequestView,
    idempotent: true,
    refusals: { ...absent, "support.closedAlready": 409, "support.changedMeanwhile": 409 },
  },
  reopen: {
    summary: "Open a closed service request again, while the programme allows it",
    method: "POST",
    path: `${mine}/{requestId}/reopening`,
    permit: "support.ask",
    params: requestParams,
    body: z.strictObject({ text: paragraphs(TEXT).min(1), fileIds: FileIds }),
    reply: RequestView,
    idempotent: true,
    refusals: { ...absent, ...sending, "support.notClosed": 409, "support.reopenOver": 409 },
  },
  attach: {
    summary: "Put a file beside what is being written; it belongs to the message that names it, and is given up when none does",
    method: "POST",
    path: `${account}/service-request-files`,
    permit: "support.ask",
    params: AccountParams,
    upload: { maxBytes: UPLOAD_CEILING },
    reply: Attachment,
    status: 201,
    ownTransactions: true,
    refusals: fileRefusals,
  },
  detach: {
    summary: "Take a file away that was not sent yet",
    method: "DELETE",
    path: `${account}/service-request-files/{attachmentId}`,
    permit: "support.ask",
    params: AccountParams.extend({ attachmentId: Id }),
    reply: Nothing,
    refusals: { "support.noSuchFile": 404 },
  },
  file: {
    summary: "A file of a service request, to keep",
    method: "GET",
    path: `${mine}/{requestId}/files/{attachmentId}`,
    permit: "support.ask",
    params: requestParams.extend({ attachmentId: Id }),
    reply: Nothing,
    file: "application/octet-stream",
    refusals: { ...absent, "support.noSuchFile": 404 },
  },
  queue: {
    summary: "The desk's list: what is due, the earliest first, what waits at the partners, or what is closed",
    method: "GET",
    path: office,
    permit: "office.support",
    query: pageQuery.extend({
      tab: z.enum(tabs).default("toTreat"),
      topic: z.string().max(60).optional(),
      owner: z.enum(["anyone", "me", "nobody"]).default("anyone"),
      search: optionalLine(100),
    }),
    reply: pageOf(DeskLine).extend({
      total: z.number().int(),
      counts: z.object({ toTreat: z.number().int(), atPartner: z.number().int(), closed: z.number().int(), late: z.number().int() }),
      /** How many wait in each type of problem. */
      topics: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
    }),
    refusals: { "support.badCursor": 400 },
  },
  case: {
    summary: "One service request with everything that is needed to answer it",
    method: "GET",
    path: `${office}/{requestId}`,
    permit: "office.support",
    params: deskParams,
    reply: DeskView,
    refusals: notThere,
  },
  claim: {
    summary: "Take a request, or take it over from the colleague who has it",
    method: "POST",
    path: `${office}/{requestId}/claim`,
    permit: "office.support",
    params: deskParams,
    body: z.strictObject({ takeOver: z.boolean().default(false) }),
    reply: DeskView,
    refusals: { ...notThere, "support.heldByOther": 409 },
  },
  handOver: {
    summary: "Hand a request over to a colleague of the desk",
    method: "POST",
    path: `${office}/{requestId}/handover`,
    permit: "office.support",
    params: deskParams,
    body: z.strictObject({ staffId: Id }),
    reply: DeskView,
    refusals: { ...notThere, "support.heldByOther": 409, "support.notOfTheDesk": 422 },
  },
  answer: {
    summary: "Answer a request, and say whose turn it is then: the partner's, of whom something is asked, or ours",
    method: "POST",
    path: `${office}/{requestId}/answers`,
    permit: "office.support",
    params: deskParams,
    body: z.strictObject({ version: z.number().int(), text: paragraphs(TEXT).min(1), ask: z.boolean(), fileIds: FileIds }),
    reply: DeskView,
    idempotent: true,
    refusals: { ...deskWriting, ...sending },
  },
  settle: {
    summary: "Close a request with a reason of the programme and, where it helps, a last word",
    method: "POST",
    path: `${office}/{requestId}/closing`,
    permit: "office.support",
    params: deskParams,
    body: z.strictObject({ version: z.number().int(), reason: z.string().max(60), text: paragraphs(TEXT).default("") }),
    reply: DeskView,
    idempotent: true,
    refusals: { ...deskWriting, "support.unknownReason": 422 },
  },
  note: {
    summary: "Write a note for the vendor's staff; the partner never sees it",
    method: "POST",
    path: `${office}/{requestId}/notes`,
    permit: "office.support",
    params: deskParams,
    body: z.strictObject({ text: paragraphs(TEXT).min(1) }),
    reply: DeskView,
    idempotent: true,
    refusals: notThere,
  },
  deskAttach: {
    summary: "Put a file beside the answer that is being written",
    method: "POST",
    path: `${office}/{requestId}/files`,
    permit: "office.support",
    params: deskParams,
    upload: { maxBytes: UPLOAD_CEILING },
    reply: Attachment,
    status: 201,
    ownTransactions: true,
    refusals: { ...notThere, ...fileRefusals },
  },
  deskFile: {
    summary: "A file of a request, to keep",
    method: "GET",
    path: `${office}/{requestId}/files/{attachmentId}`,
    permit: "office.support",
    params: deskParams.extend({ attachmentId: Id }),
    reply: Nothing,
    file: "application/octet-stream",
    refusals: { ...notThere, "support.noSuchFile": 404 },
  },
  figures: {
    summary: "By type of problem: how many requests came, and how many were not needed because a recommended solution had helped",
    method: "GET",
    path: "/api/v1/office/service-request-figures",
    permit: "office.support",
    reply: Figures,
  },
});
