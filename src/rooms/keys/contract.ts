import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, DoorView, Id, Instant } from "../../wire.ts";
import { RefundView } from "../memberships/contract.ts";
import { key } from "./rules.ts";

const Person = z.object({ name: z.string() });

/** A key as everybody in the account may see it: whose it is and what became of it, never a character of it. */
export const KeyView = z.object({
  id: Id,
  state: z.enum(key.states),
  reservedBy: Person.nullable(),
  reservedAt: Instant.nullable(),
  openedBy: Person.nullable(),
  openedAt: Instant.nullable(),
  moves: z.object({ open: DoorView, view: DoorView, giveBack: DoorView }),
});

const OpenedKey = z.object({ id: Id, key: z.string(), openedAt: Instant });
const keyParams = AccountParams.extend({ keyId: Id });

export const keys = contract({
  list: {
    summary: "The keys of one software benefit, sealed or opened, without the keys themselves",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}/keys",
    permit: "benefits.view",
    params: AccountParams.extend({ benefitId: Id }),
    query: z.strictObject({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(50).default(50) }),
    reply: z.object({
      /** How many keys the benefit gives, and how many are reserved or open. */
      capacity: z.number().int(),
      used: z.number().int(),
      /** The oldest first. */
      items: z.array(KeyView),
      nextCursor: z.string().nullable(),
      inStock: z.boolean(),
      refund: RefundView,
      moves: z.object({ reserve: DoorView }),
    }),
    refusals: { "keys.benefitNotFound": 404 },
  },
  reserve: {
    summary: "Reserve one key from the stock, sealed; the right to a refund stays",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/benefits/{benefitId}/keys",
    permit: "keys.reserve",
    params: AccountParams.extend({ benefitId: Id }),
    reply: KeyView,
    status: 201,
    idempotent: true,
    refusals: { "keys.benefitNotFound": 404, "keys.noneLeft": 409, "keys.ended": 409, "keys.stockEmpty": 409 },
  },
  giveBack: {
    summary: "Give a sealed key back to the stock",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/keys/{keyId}/return",
    permit: "keys.reserve",
    params: keyParams,
    reply: z.object({}),
    refusals: { "keys.notFound": 404, "keys.alreadyOpened": 409 },
  },
  open: {
    summary: "Open a sealed key: it is shown, the opening is recorded, and the right to a refund ends",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/keys/{keyId}/opening",
    permit: "keys.open",
    params: keyParams,
    body: z.strictObject({ confirmRefundLoss: z.literal(true) }),
    reply: OpenedKey,
    idempotent: true,
    refusals: { "keys.notFound": 404, "keys.alreadyOpened": 409, "keys.ended": 409, "keys.beingCancelled": 409 },
  },
  view: {
    summary: "Show an opened key again; every showing is recorded",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/keys/{keyId}/viewing",
    permit: "keys.view",
    params: keyParams,
    reply: OpenedKey,
    refusals: { "keys.notFound": 404, "keys.stillSealed": 409 },
  },
  pools: {
    summary: "The stock of keys of every product that hands out keys",
    method: "GET",
    path: "/api/v1/office/key-pools",
    permit: "office.keys",
    reply: z.object({
      items: z.array(
        z.object({
          productId: z.string(),
          name: z.string(),
          free: z.number().int(),
          reserved: z.number().int(),
          opened: z.number().int(),
          /** Fewer free keys than `lowBelow`: it is time to add some. */
          low: z.boolean(),
        }),
      ),
      lowBelow: z.number().int(),
    }),
  },
  add: {
    summary: "Add keys to a product's stock, one a line; a key already there is counted and left as it is",
    method: "POST",
    path: "/api/v1/office/key-pools/{productId}/keys",
    permit: "office.keys",
    params: z.strictObject({ productId: z.string().max(80) }),
    body: z.strictObject({ text: z.string().min(1).max(200_000) }),
    reply: z.object({ added: z.number().int(), alreadyThere: z.number().int(), repeated: z.number().int() }),
    idempotent: true,
    refusals: { "keys.noSuchProduct": 404, "keys.wrongLines": 422, "keys.manyWrongLines": 422, "keys.nothingToAdd": 422 },
  },
});
