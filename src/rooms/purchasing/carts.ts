import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Offer } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { Billed } from "../billing/door.ts";
import { billedTo } from "../billing/door.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import type { CartRefusal, RenewalRefusal } from "./charging.ts";
import { decideCart, decideRenews } from "./charging.ts";
import * as orders from "./orders.store.ts";
import type { Amounts, OfferRefusal, Situation } from "./rules.ts";
import { decideOffer } from "./rules.ts";
import * as store from "./store.ts";
import type { Renewal } from "./views.ts";
import { cartView, situationOf, termIn } from "./views.ts";

/** What the account is, has and is paying for now; `own` cart's payment is no obstacle to looking at that cart. */
export async function lookAround(ctx: AccountCtx, own?: string) {
  const owned = await memberships.list(ctx.tx, ctx.accountId);
  const paying = (await orders.listPaying(ctx.tx, ctx.accountId, ctx.today)).filter(({ cartId }) => cartId !== own);
  return { owned, paying, provider: paymentGateway(ctx.house) !== undefined };
}

export type Desk = {
  readonly cart: store.Cart;
  readonly offer: Offer;
  readonly billed: Billed;
  readonly now: Situation;
  readonly renewal: Renewal;
};

async function openDesk(ctx: AccountCtx, cart: store.Cart | undefined): Promise<Decision<Desk, "purchasing.cartNotFound">> {
  const offer = cart && findOffer(ctx.house.programme, cart.offerId);
  const billed = await billedTo(ctx.tx, ctx.accountId, ctx.today);
  if (!cart || !offer || !billed) return refuse("purchasing.cartNotFound");
  const around = await lookAround(ctx);
  const now = situationOf(ctx, offer, billed.buyer, { ...around, renews: cart.renews?.membershipId });
  const renewal = {
    term: termIn(cart, offer, around.owned, ctx.today),
    may: decideRenews(ctx.house.programme, cart.renews, around.owned, ctx.today),
  };
  return accept({ cart, offer, billed, now, renewal });
}

/** A cart that may be changed: it is open, seen as it stands, and its offer may still be bought. */
export async function deskToChange(
  ctx: AccountCtx,
  cartId: string,
  version: number,
): Promise<Decision<Desk & { amounts: Amounts }, CartRefusal | OfferRefusal | RenewalRefusal>> {
  const seen = decideCart(await store.loadCart(ctx.tx, ctx.accountId, ctx.person.id, cartId), version);
  if (!seen.ok) return seen;
  const desk = await openDesk(ctx, seen.value);
  if (!desk.ok) return desk;
  if (!desk.value.renewal.may.ok) return desk.value.renewal.may;
  const open = decideOffer(desk.value.offer, desk.value.now);
  return open.ok ? accept({ ...desk.value, amounts: open.value }) : open;
}

/** The cart as it stands after a change. */
export async function show(ctx: AccountCtx, cartId: string) {
  const desk = await openDesk(ctx, await store.loadCart(ctx.tx, ctx.accountId, ctx.person.id, cartId));
  if (!desk.ok) return desk;
  const { cart, offer, billed, now, renewal } = desk.value;
  return accept(await cartView(ctx, cart, offer, billed, now, renewal));
}
