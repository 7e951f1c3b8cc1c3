import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, MoneyView } from "../../wire.ts";
import { directions, flags, listStates } from "./rules.ts";

const Named = z.object({ id: z.string(), name: z.string() });

const Item = z.object({
  id: z.string(),
  name: z.string(),
  type: Named,
  unit: z.string(),
  /** Its place among those at the top, from 1; null for the others. */
  position: z.number().int().nullable(),
  moves: z.object({ pin: DoorView, unpin: DoorView, up: DoorView, down: DoorView }),
});

const ListRef = z.object({ month: z.string(), from: Day, state: z.enum(listStates) });

const itemParams = AccountParams.extend({ itemId: z.string().max(80) });
const monthParams = AccountParams.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) });
const listQuery = z.strictObject({ country: z.string().length(2).optional(), type: z.string().max(80).optional() });
const listRefusals = {
  "catalogue.noSuchList": 404,
  "catalogue.notYet": 409,
  "catalogue.noPrices": 404,
  "catalogue.noSuchType": 404,
} as const;
const pinned = z.object({ position: z.number().int() });

export const catalogue = contract({
  items: {
    summary: "What this company sells to its customers, what it has put at the top first",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/catalogue",
    permit: "catalogue.view",
    params: AccountParams,
    reply: z.object({ items: z.array(Item), pinned: z.number().int(), mostPins: z.number().int() }),
  },
  pin: {
    summary: "Put an item at the top of the catalogue, after those that stand there; five at most",
    method: "PUT",
    path: "/api/v1/accounts/{accountId}/catalogue/{itemId}/pin",
    permit: "catalogue.pin",
    params: itemParams,
    reply: pinned,
    refusals: { "catalogue.noSuchItem": 404, "catalogue.alreadyPinned": 409, "catalogue.full": 409 },
  },
  unpin: {
    summary: "Take an item from the top of the catalogue; those below it move up",
    method: "DELETE",
    path: "/api/v1/accounts/{accountId}/catalogue/{itemId}/pin",
    permit: "catalogue.pin",
    params: itemParams,
    reply: z.object({}),
    refusals: { "catalogue.noSuchItem": 404, "catalogue.notPinned": 409 },
  },
  move: {
    summary: "Let an item at the top change places with its neighbour",
    method: "POST",
    path: "/api/v1/accounts/{accountId}/catalogue/{itemId}/pin/move",
    permit: "catalogue.pin",
    params: itemParams,
    body: z.strictObject({ direction: z.enum(directions) }),
    reply: pinned,
    refusals: { "catalogue.noSuchItem": 404, "catalogue.notPinned": 409, "catalogue.atTheEnd": 409 },
  },
  priceLists: {
    summary: "The months that have a price list, the newest first, and what they are published for",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/price-lists",
    permit: "prices.view",
    params: AccountParams,
    reply: z.object({
      lists: z.array(ListRef),
      /** The next list that cannot be looked at yet, and from when it can. */
      next: z.object({ month: z.string(), from: Day, opensOn: Day }).nullable(),
      countries: z.array(z.object({ code: z.string(), name: z.string(), currency: z.string() })),
      /** The company's own, or the first where its own has no prices. */
      country: z.string(),
      types: z.array(Named),
    }),
  },
  prices: {
    summary: "A month's prices in a country, each with what became of it since the list before",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/price-lists/{month}",
    permit: "prices.view",
    params: monthParams,
    query: listQuery,
    reply: ListRef.extend({
      country: z.string(),
      counts: z.object({ ADD: z.number().int(), CHNG: z.number().int(), DEL: z.number().int(), UNC: z.number().int() }),
      rows: z.array(
        Named.extend({
          type: Named,
          unit: z.string(),
          flag: z.enum(flags),
          price: MoneyView.nullable(),
          before: MoneyView.nullable(),
        }),
      ),
    }),
    refusals: listRefusals,
  },
  priceFile: {
    summary: "The same prices as a file (RFC 4180, UTF-8): one for each kind of product, or all in one",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/price-lists/{month}/file",
    permit: "prices.view",
    params: monthParams,
    query: listQuery,
    reply: z.object({}),
    file: "text/csv; charset=utf-8; header=present",
    refusals: listRefusals,
  },
});
