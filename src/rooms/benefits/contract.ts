import { z } from "zod";
import { contract } from "../../permissions.ts";
import { benefitKinds } from "../../programme/names.ts";
import { AccountParams, Day, DoorView, Id } from "../../wire.ts";
import { RefundView } from "../memberships/contract.ts";
import { productKinds, statuses } from "./rules.ts";

const Download = z.object({
  language: z.string(),
  system: z.string(),
  url: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
const Named = z.object({ id: z.string(), name: z.string() });

/** A link of the programme; `notice` says that it leaves this site and how one comes back. */
export const Portal = z.object({ url: z.string(), label: z.string(), notice: z.string().nullable() });

/** Somebody of the account who can do it, with the roles that let them. */
const Keeper = z.object({ name: z.string(), roles: z.array(z.string()), me: z.boolean() });

export const Benefit = z.object({
  id: Id,
  productId: z.string(),
  kind: z.enum(productKinds),
  name: z.string(),
  detail: z.string(),
  quantity: z.number().int(),
  /** Keys or seats that can be handed out, and how many are. */
  capacity: z.number().int(),
  used: z.number().int(),
  opened: z.number().int(),
  /** The offer, or the level, that gave it. */
  source: z.string(),
  class: z.enum(["core", "incremental"]),
  grantedOn: Day,
  /** The last day on which it can be activated. */
  expiresOn: Day,
  status: z.enum(statuses),
  /** Whether it can be used here; the others are owned, and used elsewhere. */
  usable: z.boolean(),
});

export const BenefitDetail = Benefit.extend({
  /** How many computers each key activates; null for what has no keys. */
  activations: z.number().int().nullable(),
  instructions: z.string(),
  languages: z.array(Named),
  systems: z.array(Named),
  downloads: z.array(Download),
  portal: Portal.nullable(),
});

export const benefits = contract({
  overview: {
    summary: "The parts of the benefits page with their counts, what gave them, what is left to do, and who can do it",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits",
    permit: "benefits.view",
    params: AccountParams,
    reply: z.object({
      kinds: z.array(z.object({ id: z.enum(benefitKinds), label: z.string(), count: z.number().int(), usable: z.number().int() })),
      /** The memberships that give something: what was paid for first, and of these the one that lasts longest. */
      sources: z.array(
        z.object({
          name: z.string(),
          kinds: z.array(z.enum(benefitKinds)),
          until: Day,
          /** Null for what was not paid for. */
          refund: RefundView.nullable(),
          keysOpened: z.number().int(),
          seatsAssigned: z.number().int(),
        }),
      ),
      /** Keys nobody has asked for and seats nobody holds. */
      toDo: z.object({ keys: z.number().int(), seats: z.number().int() }),
      people: z.object({ keys: z.array(Keeper), seats: z.array(Keeper) }),
      moves: z.object({ manage: DoorView, reserveKeys: DoorView, openKeys: DoorView, assignSeats: DoorView }),
    }),
  },
  list: {
    summary: "The benefits of one part, at most 50 at a time, in the programme's order",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits/kinds/{kind}",
    permit: "benefits.view",
    params: AccountParams.extend({ kind: z.enum(benefitKinds) }),
    query: z.strictObject({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(50).default(50) }),
    reply: z.object({ items: z.array(Benefit), nextCursor: z.string().nullable() }),
  },
  detail: {
    summary: "One benefit with its instructions, downloads and outside portal",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}",
    permit: "benefits.view",
    params: AccountParams.extend({ benefitId: Id }),
    reply: BenefitDetail,
    refusals: { "benefits.notFound": 404 },
  },
});
