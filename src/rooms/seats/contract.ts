import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant } from "../../wire.ts";
import { Portal } from "../benefits/contract.ts";
import { seat } from "./rules.ts";

const Holder = z.object({ id: Id, name: z.string(), email: z.string() });

export const SeatView = z.object({
  id: Id,
  number: z.number().int(),
  state: z.enum(seat.states),
  holder: Holder.nullable(),
  since: Instant.nullable(),
  moves: z.object({ release: DoorView }),
});

const benefitParams = AccountParams.extend({ benefitId: Id });

export const seats = contract({
  list: {
    summary: "The seats of one benefit with their holders",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}/seats",
    permit: "benefits.view",
    params: benefitParams,
    query: z.strictObject({
      cursor: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({
      name: z.string(),
      capacity: z.number().int(),
      assigned: z.number().int(),
      free: z.number().int(),
      items: z.array(SeatView),
      /** The number of the seat to go on from, or null at the end. */
      nextCursor: z.string().nullable(),
      portal: Portal.nullable(),
      moves: z.object({ assign: DoorView, addUsers: DoorView }),
    }),
    refusals: { "seats.benefitNotFound": 404 },
  },
  candidates: {
    summary: "Members of the account who could be given a seat, by name or e-mail",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}/seats/candidates",
    permit: "benefits.manage",
    params: benefitParams,
    query: z.strictObject({ search: z.string().trim().max(100).default("") }),
    reply: z.object({ items: z.array(Holder), more: z.boolean() }),
    refusals: { "seats.benefitNotFound": 404 },
  },
  assign: {
    summary: "Assign a seat to a member of the account; the seat is active at once",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}/seats",
    permit: "seats.assign",
    params: benefitParams,
    body: z.strictObject({ userId: Id }),
    reply: SeatView,
    status: 201,
    idempotent: true,
    refusals: {
      "seats.benefitNotFound": 404,
      "seats.userNotFound": 422,
      "seats.userInactive": 409,
      "seats.alreadyHolds": 409,
      "seats.noneLeft": 409,
      "seats.beingCancelled": 409,
      "seats.ended": 409,
    },
  },
  release: {
    summary: "Remove the holder of a seat; the seat is free at once",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/seats/{seatId}/release",
    permit: "seats.release",
    params: AccountParams.extend({ seatId: Id }),
    reply: z.object({ free: z.number().int() }),
    refusals: { "seats.notFound": 404, "seats.notAssigned": 409, "seats.tooSoon": 409 },
  },
  mine: {
    summary: "The seats that I hold in this account, and where I use them",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/my-seats",
    permit: "account.view",
    params: AccountParams,
    reply: z.object({ items: z.array(z.object({ id: Id, name: z.string(), since: Instant, expiresOn: Day, portal: Portal.nullable() })) }),
  },
});
