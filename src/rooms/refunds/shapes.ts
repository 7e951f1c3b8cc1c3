import { z } from "zod";
import { Day, DoorView, Id, Instant, MoneyView } from "../../wire.ts";
import { membership } from "../memberships/rules.ts";
import { checks, origins, refund } from "./rules.ts";

const StateView = z.object({ state: z.enum(refund.states), label: z.string() });

/** One thing that was looked at: met, or with everything that stands against it. */
const CheckView = z.object({ name: z.enum(checks), met: z.boolean(), texts: z.array(z.string()) });

/** What comes back, and to which card; null for what was not paid by card. */
const Gives = z.object({
  net: MoneyView,
  tax: MoneyView,
  total: MoneyView,
  card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
});

/** What stops at once, as it is used today. */
const Ends = z.object({
  benefits: z.array(z.string()),
  seats: z.number().int(),
  sealedKeys: z.number().int(),
  openedKeys: z.number().int(),
});

/** A case as the company reads it. */
export const CaseBrief = z.object({
  id: Id,
  number: z.string(),
  state: StateView,
  origin: z.enum(origins),
  askedBy: z.string(),
  askedAt: Instant,
  closedAt: Instant.nullable(),
  /** Of a refusal, in the desk's words. */
  reason: z.string().nullable(),
  requestId: Id.nullable(),
  membershipId: Id,
});

export const CancellationView = z.object({
  membership: z.object({
    id: Id,
    name: z.string(),
    state: z.enum(membership.states),
    startsOn: Day,
    endsOn: Day,
    autoRenew: z.boolean(),
    cancelledOn: Day.nullable(),
  }),
  order: z.object({ id: Id, number: z.string(), placedOn: Day, refundedOn: Day.nullable() }),
  gives: Gives,
  ends: Ends,
  checks: z.array(CheckView),
  /** The latest case about it; null when nobody has asked yet. */
  case: CaseBrief.nullable(),
  today: Day,
  moves: z.object({ cancel: DoorView, ask: DoorView, stopAutoRenewal: DoorView }),
});

const head = {
  id: Id,
  number: z.string(),
  state: StateView,
  origin: z.enum(origins),
  company: z.string(),
  partnerId: z.string(),
  subscription: z.string(),
  orderNumber: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  /** Days since it was asked for. */
  age: z.number().int(),
};
export const DeskLine = z.object(head);

export const DeskCase = z.object({
  ...head,
  version: z.number().int(),
  accountId: Id,
  askedOn: Day,
  /** The one who reads has asked for it, and so cannot approve it. */
  mine: z.boolean(),
  note: z.string(),
  request: z.object({ id: Id, number: z.string(), subject: z.string() }).nullable(),
  order: z.object({ number: z.string(), placedOn: Day, boughtBy: z.string() }),
  gives: Gives,
  ends: Ends,
  checks: z.array(CheckView),
  /** What approving is now: an approval, an exception to propose, or one to confirm. */
  approval: z.enum(["approve", "propose", "confirm"]),
  exception: z.object({ by: z.string(), at: Instant, text: z.string() }).nullable(),
  /** `by` is null where the programme's rule has decided. */
  decided: z.object({ by: z.string().nullable(), at: Instant, reason: z.string().nullable() }).nullable(),
  closedAt: Instant.nullable(),
  moves: z.object({ approve: DoorView, refuse: DoorView }),
});
