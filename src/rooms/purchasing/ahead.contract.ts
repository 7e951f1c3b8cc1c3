import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, Id, Instant, line, MoneyView, pageOf, pageQuery } from "../../wire.ts";
import { membership } from "../memberships/rules.ts";
import { happenings, rehearsal } from "./ahead.rules.ts";

const CardView = z.object({ brand: z.string(), last4: z.string(), expMonth: z.number().int(), expYear: z.number().int() });

const Told = z.object({
  membershipId: Id,
  /** What is owned: « Abonnement au … ». */
  name: z.string(),
  what: z.enum(happenings),
  /** The same in a sentence of the reader's language. */
  text: z.string(),
  amount: MoneyView.nullable(),
  card: CardView.nullable(),
  /** The bank refused this card the last time it was asked. */
  refusedBefore: z.boolean(),
  /** When the card is asked again, after a day on which it is not. */
  againOn: Day.nullable(),
});

const HoldView = z.object({
  id: Id,
  /** The company; null when everybody's renewals are held back. */
  company: z.object({ id: Id, name: z.string(), partnerId: z.string() }).nullable(),
  reason: z.string(),
  heldBy: z.string(),
  heldAt: Instant,
  releasedBy: z.string().nullable(),
  releasedAt: Instant.nullable(),
  /** How many charges it has kept back. */
  waiting: z.number().int(),
});

const RehearsalView = z.object({
  id: Id,
  /** What happens on this day, seen from that one. */
  on: Day,
  from: Day,
  state: z.enum(rehearsal.states),
  askedBy: z.string(),
  askedAt: Instant,
  total: z.number().int(),
  done: z.number().int(),
  approved: z.object({ by: z.string(), at: Instant }).nullable(),
});

const Count = z.object({ what: z.enum(happenings), count: z.number().int() });
/** What the cards are asked for in one currency, and how much of it of cards that the bank refused before. */
const Total = z.object({ total: MoneyView, count: z.number().int(), atRisk: MoneyView, risky: z.number().int() });
const RehearsalPage = RehearsalView.extend({ counts: z.array(Count), totals: z.array(Total) });

const RehearsalParams = z.strictObject({ rehearsalId: Id });
const HoldParams = z.strictObject({ holdId: Id });

export const aheadContract = contract({
  ahead: {
    summary: "My account on a day: what is charged until then and with which card, what fails, what ends, and what we write about",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/ahead",
    permit: "orders.view",
    params: AccountParams,
    /** The next anniversary when no day is named. */
    query: z.strictObject({ on: Day.optional() }),
    reply: z.object({
      today: Day,
      on: Day,
      /** The days that may be asked for. */
      earliest: Day,
      latest: Day,
      /** The network's team holds automatic renewals back at the moment. */
      held: z.boolean(),
      items: z.array(Told.extend({ on: Day })),
      totals: z.array(MoneyView),
      /** How each membership stands on that day. */
      standing: z.array(
        z.object({
          membershipId: Id,
          name: z.string(),
          state: z.enum(membership.states),
          stateText: z.string(),
          endsOn: Day,
          keptUntil: Day,
        }),
      ),
    }),
    refusals: { "purchasing.dayPast": 422, "purchasing.dayFar": 422 },
  },
  rehearse: {
    summary: "Rehearse the automatic renewals of a day over the real data, without any effect; tonight's when no day is named",
    method: "POST",
    path: "/api/v1/office/rehearsals",
    permit: "office.renewals",
    status: 202,
    body: z.strictObject({ on: Day.nullable() }),
    reply: RehearsalView,
    idempotent: true,
    refusals: { "purchasing.dayPast": 422, "purchasing.dayFar": 422 },
  },
  rehearsals: {
    summary: "The rehearsals, the newest first",
    method: "GET",
    path: "/api/v1/office/rehearsals",
    permit: "office.renewals",
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(RehearsalView),
  },
  rehearsal: {
    summary: "One rehearsal: how far it is, how often each thing happens, and what is charged in each currency",
    method: "GET",
    path: "/api/v1/office/rehearsals/{rehearsalId}",
    permit: "office.renewals",
    params: RehearsalParams,
    reply: RehearsalPage,
    refusals: { "purchasing.rehearsalNotFound": 404 },
  },
  rehearsalLines: {
    summary: "Who is charged what, which cards fail and what ends on the day of a rehearsal",
    method: "GET",
    path: "/api/v1/office/rehearsals/{rehearsalId}/lines",
    permit: "office.renewals",
    params: RehearsalParams,
    query: pageQuery.extend({ cursor: Id.optional(), what: z.enum(happenings).optional() }),
    reply: pageOf(Told.extend({ id: Id, company: z.object({ id: Id, name: z.string(), partnerId: z.string() }) })),
    refusals: { "purchasing.rehearsalNotFound": 404 },
  },
  approveRehearsal: {
    summary: "Note that somebody has looked at a rehearsal and lets the day take its course",
    method: "POST",
    path: "/api/v1/office/rehearsals/{rehearsalId}/approval",
    permit: "office.renewals",
    params: RehearsalParams,
    reply: RehearsalPage,
    refusals: { "purchasing.rehearsalNotFound": 404, "purchasing.rehearsalRunning": 409, "purchasing.rehearsalApproved": 409 },
  },
  renewalHolds: {
    summary: "What is held back at the moment, by whom and why; then what was released, the newest first",
    method: "GET",
    path: "/api/v1/office/renewal-holds",
    permit: "office.renewals",
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(HoldView).extend({ standing: z.array(HoldView) }),
  },
  holdRenewals: {
    summary: "Hold the automatic renewals back, with a reason: everybody's, or one company's by its partner ID",
    method: "POST",
    path: "/api/v1/office/renewal-holds",
    permit: "office.renewals",
    status: 201,
    body: z.strictObject({ partnerId: z.string().trim().max(20).nullable(), reason: line(500) }),
    reply: HoldView,
    idempotent: true,
    refusals: { "purchasing.noSuchPartner": 422, "purchasing.heldAlready": 409 },
  },
  releaseRenewals: {
    summary: "Let what was held back go on: it is charged at once where its window is still open",
    method: "POST",
    path: "/api/v1/office/renewal-holds/{holdId}/release",
    permit: "office.renewals",
    params: HoldParams,
    reply: HoldView,
    idempotent: true,
    refusals: { "purchasing.holdNotFound": 404, "purchasing.holdReleased": 409 },
  },
});
