import { z } from "zod";
import { contract } from "../../permissions.ts";
import { refundBlockers } from "../../programme/names.ts";
import { AccountParams, Day, DoorView, Id, Instant, pageOf, pageQuery } from "../../wire.ts";
import { membership, membershipKinds } from "./rules.ts";

export const MembershipView = z.object({
  id: Id,
  kind: z.enum(membershipKinds),
  /** The id, in the programme, of the network level or of the offer. */
  offerId: z.string(),
  /** What is owned: « Abonnement au … ». */
  name: z.string(),
  /** The name of the offer or of the level itself. */
  offer: z.string(),
  /** The programme has names of its own for this one. */
  starter: z.boolean(),
  state: z.enum(membership.states),
  /** The state in the reader's language. */
  stateText: z.string(),
  /** The first day of all; anniversaries are counted from it. */
  since: Day,
  /** The term that runs, from one anniversary to the next. */
  startsOn: Day,
  endsOn: Day,
  term: z.number().int(),
  termMonths: z.number().int(),
  autoRenew: z.boolean(),
  /** The last day of the benefits when the term is not renewed. */
  keptUntil: Day,
  /** Its price is on the way back: meanwhile nothing of it is opened or renewed. */
  beingCancelled: z.boolean(),
  cancelledOn: Day.nullable(),
});

const Happened = z.object({
  id: Id,
  type: z.string(),
  text: z.string(),
  who: z.string(),
  at: Instant,
  side: z.enum(["ours", "partner"]),
});

const MembershipParams = AccountParams.extend({ membershipId: Id });

/** One membership, with what its reader may do with its renewal. */
export const MembershipPage = MembershipView.extend({
  /** Who stopped the automatic renewal, and when; null when nobody did. */
  stopped: z.object({ by: z.string(), at: Instant, on: Day }).nullable(),
  /** The days around the next anniversary; null for what its programme does not sell any more. */
  year: z
    .object({
      anniversaryOn: Day,
      /** The first and the last day on which it is renewed by hand. */
      opensOn: Day,
      closesOn: Day,
      remindersOn: z.array(Day),
      chargesOn: z.array(Day),
      /** The last day of the benefits when it is not renewed. */
      keptUntil: Day,
    })
    .nullable(),
  /** The day on which this is read. */
  today: Day,
  moves: z.object({ renew: DoorView, stopAutoRenewal: DoorView, startAutoRenewal: DoorView }),
});

/** How the right to a refund stands (handbook C8). */
export const RefundView = z.object({
  /** The last day on which it may be asked; null for what was not paid. */
  until: Day.nullable(),
  possible: z.boolean(),
  daysLeft: z.number().int(),
  /** How many days after the purchase it lasts. */
  days: z.number().int(),
  /** What ends the right before that day, and what has ended it. */
  blockedBy: z.array(z.enum(refundBlockers)),
  used: z.array(z.object({ what: z.enum(refundBlockers), on: Day })),
});

export const memberships = contract({
  list: {
    summary: "The account's memberships, the network level first, then what was bought, newest first",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/memberships",
    permit: "offers.view",
    params: AccountParams,
    reply: z.object({ items: z.array(MembershipView) }),
  },
  show: {
    summary: "One membership with its term, its next anniversary and its automatic renewal",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/memberships/{membershipId}",
    permit: "offers.view",
    params: MembershipParams,
    reply: MembershipPage.extend({ refund: RefundView }),
    refusals: { "memberships.notFound": 404 },
  },
  autoRenewal: {
    summary: "Stop the automatic renewal, on any day of the term. It comes back with the next renewal, and no sooner",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/memberships/{membershipId}/auto-renewal",
    permit: "memberships.manage",
    params: MembershipParams,
    body: z.strictObject({ on: z.boolean() }),
    reply: MembershipPage,
    idempotent: true,
    refusals: {
      "memberships.notFound": 404,
      "memberships.renewsByHand": 409,
      "memberships.autoRenewalIsOn": 409,
      "memberships.autoRenewalIsOff": 409,
      "memberships.autoRenewalLocked": 409,
      "memberships.ended": 409,
    },
  },
  networkRenewal: {
    summary:
      "What renewing the network's free level takes: the term that it would begin, the agreement in force and how the company stands to it",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/network-renewal",
    permit: "memberships.renew",
    params: AccountParams,
    reply: z.object({
      membership: MembershipView,
      /** The last day of everything, once it has passed: the account is read-only. */
      endedOn: Day.nullable(),
      /** The term that « Renouveler » begins today; null while it is too early. */
      next: z.object({ startsOn: Day, endsOn: Day }).nullable(),
      agreement: z.object({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        effectiveFrom: Day,
        /** When this version was accepted, by whom and where that is read; null while it is not. */
        accepted: z.object({ on: Day, by: z.string(), page: z.string() }).nullable(),
      }),
      moves: z.object({ renew: DoorView, sign: DoorView }),
    }),
    refusals: { "memberships.notFound": 404 },
  },
  renewNetwork: {
    summary:
      "Renew the network's free level: the profile is confirmed, the agreement in force is accepted, and whatever rested opens again",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/network-renewal",
    permit: "memberships.renew",
    params: AccountParams,
    body: z.strictObject({
      /** The legal profile, as it was shown, is right. */
      profileRight: z.boolean(),
      profileVersion: z.number().int().min(0),
      /** The agreement in force, as it was shown, was read. */
      agreementSeen: z.boolean(),
      agreementVersion: z.string().max(40),
    }),
    reply: MembershipPage,
    idempotent: true,
    refusals: {
      "memberships.notFound": 404,
      "memberships.renewalTooEarly": 409,
      "memberships.profileUnconfirmed": 422,
      "memberships.agreementUnseen": 422,
      "memberships.profileChanged": 409,
      "memberships.agreementChanged": 409,
      "memberships.agreementNotAccepted": 409,
    },
  },
  history: {
    summary: "What has happened to a membership and who did it, newest first",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/memberships/{membershipId}/history",
    permit: "offers.view",
    params: MembershipParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(Happened),
    refusals: { "memberships.notFound": 404 },
  },
});
