import { z } from "zod";
import { contract } from "../../permissions.ts";
import { refundBlockers } from "../../programme/names.ts";
import { AccountParams, Day, Id } from "../../wire.ts";
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
    params: AccountParams.extend({ membershipId: Id }),
    reply: MembershipView.extend({ refund: RefundView }),
    refusals: { "memberships.notFound": 404 },
  },
});
