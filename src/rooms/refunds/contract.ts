import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Id, line, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { tabs } from "./rules.ts";
import { CancellationView, CaseBrief, DeskCase, DeskLine } from "./shapes.ts";

const MembershipParams = AccountParams.extend({ membershipId: Id });
const caseParams = z.strictObject({ refundId: Id });
const cancellation = "/api/v1/accounts/{accountId}/memberships/{membershipId}/cancellation";
const office = "/api/v1/office/refunds";

/** Several lines, as the desk writes them for somebody to read. */
const paragraphs = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(?:[^\p{Cc}]|\t|\r?\n)*$/u);
const version = z.number().int();

const blocks = {
  "refunds.givenBack": 409,
  "refunds.underWay": 409,
  "refunds.renewedSince": 409,
  "refunds.renewalUnderWay": 409,
  "refunds.membershipOver": 409,
  "refunds.noRule": 409,
  "refunds.tooLate": 409,
  "refunds.keyOpened": 409,
  "refunds.aKeyOpened": 409,
  "refunds.seatAssigned": 409,
  "refunds.byHand": 409,
  "refunds.noProvider": 409,
} as const;

const decisions = { "refunds.notThere": 404, "refunds.decidedAlready": 409, "refunds.changedMeanwhile": 409 } as const;

export const refunds = contract({
  cancellation: {
    summary: "What cancelling a subscription would give back and end, what stands against it, and what came of an earlier request",
    method: "GET",
    path: cancellation,
    permit: "orders.view",
    params: MembershipParams,
    reply: CancellationView,
    refusals: { "refunds.nothingPaid": 404 },
  },
  cancel: {
    summary:
      "« Annuler l'abonnement »: while the programme's rule lets the company, its price goes back to the card and its benefits end at once",
    method: "POST",
    path: cancellation,
    permit: "memberships.cancel",
    params: MembershipParams,
    /** The order whose price was shown. */
    body: z.strictObject({ orderId: Id }),
    reply: CancellationView,
    idempotent: true,
    ownTransactions: true,
    refusals: { ...blocks, "refunds.nothingPaid": 404, "refunds.orderChanged": 409 },
  },
  ofRequest: {
    summary: "What has come of the refund that a service request asked for",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/service-requests/{requestId}/refund",
    permit: "support.ask",
    params: AccountParams.extend({ requestId: Id }),
    reply: z.object({ case: CaseBrief.nullable() }),
    refusals: { "refunds.notThere": 404 },
  },
  queue: {
    summary: "The refund desk's list: what is to decide, who waits longest first; what is on its way; what is closed",
    method: "GET",
    path: office,
    permit: "office.refunds",
    query: pageQuery.extend({ tab: z.enum(tabs).default("toDecide"), search: optionalLine(100) }),
    reply: pageOf(DeskLine).extend({
      total: z.number().int(),
      counts: z.object({ toDecide: z.number().int(), underWay: z.number().int(), closed: z.number().int() }),
    }),
    refusals: { "refunds.badCursor": 400 },
  },
  open: {
    summary: "Open a case for a partner, from a service request of theirs or from the number of an order",
    method: "POST",
    path: office,
    permit: "office.refundCases",
    body: z.strictObject({ requestId: Id.optional(), orderNumber: line(40).optional(), note: paragraphs.min(1) }),
    reply: z.object({ id: Id, number: z.string() }),
    status: 201,
    idempotent: true,
    refusals: { "refunds.notThere": 404, "refunds.noSuchOrder": 422, "refunds.standsAlready": 409, "refunds.givenBack": 409 },
  },
  case: {
    summary: "One case with the rule as it stands now: each thing that was looked at, and everything against it",
    method: "GET",
    path: `${office}/{refundId}`,
    permit: "office.refunds",
    params: caseParams,
    reply: DeskCase,
    refusals: { "refunds.notThere": 404 },
  },
  approve: {
    summary:
      "Approve a refund, propose an exception to the rule with its reason, or confirm somebody else's. Nobody approves what they have asked for",
    method: "POST",
    path: `${office}/{refundId}/approval`,
    permit: "office.refunds",
    params: caseParams,
    body: z.strictObject({ version, exception: paragraphs.default("") }),
    reply: DeskCase,
    idempotent: true,
    ownTransactions: true,
    refusals: {
      ...decisions,
      ...blocks,
      "refunds.ownRequest": 409,
      "refunds.ownException": 409,
      "refunds.exceptionNeedsReason": 422,
    },
  },
  refuse: {
    summary: "Refuse a refund with a reason, which whoever asked reads beside what stands against it",
    method: "POST",
    path: `${office}/{refundId}/refusal`,
    permit: "office.refunds",
    params: caseParams,
    body: z.strictObject({ version, reason: paragraphs.min(1) }),
    reply: DeskCase,
    idempotent: true,
    refusals: decisions,
  },
});
