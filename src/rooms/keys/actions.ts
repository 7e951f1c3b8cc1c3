import { accept, refuse } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import * as benefits from "../benefits/door.ts";
import type { Term } from "../benefits/rules.ts";
import { decideUse, nameOf } from "../benefits/rules.ts";
import * as memberships from "../memberships/door.ts";
import { keys } from "./contract.ts";
import { addKeys } from "./door.ts";
import { decideAdd, decideGiveBack, decideOpen, decideView, LOW_STOCK, readKeys, sealedFor } from "./rules.ts";
import type { Row } from "./store.ts";
import * as store from "./store.ts";

async function present(ctx: AccountCtx, row: Row, benefit: Term) {
  const opening = decideOpen(row.state, benefit, ctx.today);
  const viewing = decideView(row.state);
  const giving = decideGiveBack(row.state);
  const [open, view, giveBack] = await Promise.all([
    ctx.door("keys.open", opening.ok ? undefined : opening),
    ctx.door("keys.view", viewing.ok ? undefined : viewing),
    ctx.door("keys.reserve", giving.ok ? undefined : giving),
  ]);
  return {
    id: row.id,
    state: row.state,
    reservedBy: row.reservedBy === null ? null : { name: row.reservedBy },
    reservedAt: row.reservedAt,
    openedBy: row.openedBy === null ? null : { name: row.openedBy },
    openedAt: row.openedAt,
    moves: { open, view, giveBack },
  };
}

/** What a fact keeps of a key: whose benefit and which product, never a character of it. */
const about = (ctx: AccountCtx, benefitId: string, productId: string) => ({
  benefitId,
  productId,
  product: nameOf(ctx.house.programme, productId),
});

/** Holds the benefit that a key was reserved for, then looks at the key: meanwhile it may have been given back and gone elsewhere. */
async function holdKey(ctx: AccountCtx, keyId: string) {
  const known = await store.entitlementOf(ctx.tx, ctx.accountId, keyId);
  const held = known && (await benefits.hold(ctx.tx, ctx.accountId, known.entitlementId));
  const row = held && (await store.load(ctx.tx, ctx.accountId, keyId));
  return row?.entitlementId === held?.id && row && held ? { row, held } : undefined;
}

const opened = (house: House, key: { id: string; sealed: Buffer }, openedAt: string) => ({
  id: key.id,
  key: house.secret.open(key.sealed, sealedFor(key.id)).toString("utf8"),
  openedAt,
});

const actions: Actions<typeof keys> = {
  async list(ctx, { params, query }) {
    const held = await benefits.load(ctx.tx, ctx.accountId, params.benefitId);
    if (held?.kind !== "software") return refuse("keys.benefitNotFound");
    const [rows, inStock, refund] = await Promise.all([
      store.ofBenefit(ctx.tx, ctx.accountId, held.id, query.cursor, query.limit + 1),
      store.anyFree(ctx.tx, held.productId),
      memberships.refundOf(ctx.tx, ctx.house.programme, ctx.house.clock.zone, ctx.accountId, held.membershipId, ctx.today),
    ]);
    const page = rows.slice(0, query.limit);
    const use = decideUse(held, ctx.today, "keys");
    const shut = use.ok ? (inStock ? undefined : refuse("keys.stockEmpty")) : use;
    return accept({
      capacity: held.capacity,
      used: held.used,
      items: await Promise.all(page.map((row) => present(ctx, row, held))),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      inStock,
      refund,
      moves: { reserve: await ctx.door("keys.reserve", shut) },
    });
  },

  async reserve(ctx, { params }) {
    const held = await benefits.hold(ctx.tx, ctx.accountId, params.benefitId);
    if (held?.kind !== "software") return refuse("keys.benefitNotFound");
    const decision = decideUse(held, ctx.today, "keys");
    if (!decision.ok) return decision;

    const [id] = await Promise.all([
      store.claim(ctx.tx, ctx.accountId, held.productId, held.id, ctx.person.id, ctx.now),
      benefits.count(ctx.tx, ctx.accountId, held.id, { used: 1 }),
    ]);
    if (id === undefined) return refuse("keys.stockEmpty");
    ctx.record({ type: "key.reserved", accountId: ctx.accountId, subject: id, data: about(ctx, held.id, held.productId) });

    const row: Row = {
      id,
      state: "reserved",
      entitlementId: held.id,
      productId: held.productId,
      reservedBy: ctx.actor.name,
      reservedAt: ctx.now,
      openedBy: null,
      openedAt: null,
    };
    return accept(await present(ctx, row, held));
  },

  async giveBack(ctx, { params }) {
    const found = await holdKey(ctx, params.keyId);
    if (!found) return refuse("keys.notFound");
    const { row, held } = found;
    const decision = decideGiveBack(row.state);
    if (!decision.ok) return decision;

    if (!(await store.giveBack(ctx.tx, ctx.accountId, row.id))) return refuse("keys.alreadyOpened");
    await benefits.count(ctx.tx, ctx.accountId, held.id, { used: -1 });
    ctx.record({ type: "key.returned", accountId: ctx.accountId, subject: row.id, data: about(ctx, held.id, held.productId) });

    return accept({});
  },

  async open(ctx, { params }) {
    const found = await holdKey(ctx, params.keyId);
    if (!found) return refuse("keys.notFound");
    const { row, held } = found;
    const decision = decideOpen(row.state, held, ctx.today);
    if (!decision.ok) return decision;

    if (!(await store.open(ctx.tx, ctx.accountId, row.id, ctx.person.id, ctx.now))) return refuse("keys.alreadyOpened");
    await benefits.count(ctx.tx, ctx.accountId, held.id, { opened: 1 });
    // Whoever gives the membership back at this moment comes before this opening or after it, and both know which.
    if (!(await memberships.noteUse(ctx.tx, ctx.accountId, held.membershipId, "keyOpened", ctx.now))) return refuse("keys.beingCancelled");
    ctx.record({ type: "key.opened", accountId: ctx.accountId, subject: row.id, data: about(ctx, held.id, held.productId) });

    return accept(opened(ctx.house, row, ctx.now));
  },

  async view(ctx, { params }) {
    const row = await store.load(ctx.tx, ctx.accountId, params.keyId);
    if (!row) return refuse("keys.notFound");
    const decision = decideView(row.state);
    if (!decision.ok) return decision;

    ctx.record({ type: "key.viewed", accountId: ctx.accountId, subject: row.id, data: about(ctx, row.entitlementId, row.productId) });

    return accept(opened(ctx.house, row, row.openedAt ?? ctx.now));
  },

  async pools(ctx) {
    const counts = new Map((await store.stock(ctx.tx)).map((row) => [row.productId, row]));
    const items = ctx.house.programme.products
      .filter((product) => product.kind === "software")
      .map((product) => {
        const { free = 0, reserved = 0, opened: out = 0 } = counts.get(product.id) ?? {};
        return { productId: product.id, name: product.name[ctx.lang], free, reserved, opened: out, low: free < LOW_STOCK };
      });
    return accept({ items, lowBelow: LOW_STOCK });
  },

  async add(ctx, { params, body }) {
    const product = ctx.house.programme.products.find((each) => each.id === params.productId && each.kind === "software");
    if (!product) return refuse("keys.noSuchProduct");
    const read = readKeys(body.text);
    const decision = decideAdd(read);
    if (!decision.ok) return decision;

    const added = await addKeys(ctx.house, ctx.tx, product.id, read.keys, ctx.now);
    ctx.record({ type: "keys.added", subject: product.id, data: { productId: product.id, product: product.name, added } });

    return accept({ added, alreadyThere: read.keys.length - added, repeated: read.repeated });
  },
};

export const keysRoom = room("keys", keys, actions);
