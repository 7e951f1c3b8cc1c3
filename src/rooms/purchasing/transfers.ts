import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { transferAccountIn } from "../../programme/programme.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { dropFile, keepFile } from "../../server/files.ts";
import * as memberships from "../memberships/door.ts";
import type { CartRefusal, RenewalRefusal } from "./charging.ts";
import { readyToOrder } from "./charging.ts";
import { quietTransfer, ringForTransfer } from "./expiring.ts";
import type { Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import type { BuyRefusal, OfferRefusal } from "./rules.ts";
import { order as lifecycle } from "./rules.ts";
import { tellOfTransfer } from "./transfer.letters.ts";
import type { NotWaiting, TypedProof } from "./transfer.rules.ts";
import { decideMove, payUntilOf } from "./transfer.rules.ts";
import * as transfers from "./transfers.store.ts";
import { moneyView } from "./views.ts";

/** « Envoyer »: an order that awaits its transfer, with the account to pay, the days it has and the mail that says all this. */
export async function sendTransfer(
  ctx: AccountCtx,
  asked: { readonly cartId: string; readonly version: number },
): Promise<Decision<Order, CartRefusal | OfferRefusal | BuyRefusal | RenewalRefusal>> {
  const { accountId, tx } = ctx;
  const ready = await readyToOrder(ctx, ctx, asked);
  if (!ready.ok) return ready;
  const { cart, offer, order } = ready.value;
  const { currency } = order.amounts.total;
  const account = transferAccountIn(ctx.house.programme, currency);
  if (!cart.contact) return refuse("purchasing.methodMissing");
  if (!account) return refuse("purchasing.transferNotHere", { currency });

  const { days, reminderDay } = ctx.house.programme.transfers;
  const { holder, bank, iban, bic } = account;
  const payUntil = payUntilOf(order.placedOn, days);
  const transfer = { contact: cart.contact, bank: { holder, bank, iban, bic }, payUntil };
  const number = await orders.placeOrder(tx, accountId, { ...order, method: null, transfer });
  await transfers.orderCart(tx, accountId, cart.id);
  ctx.record({
    type: "order.placed",
    accountId,
    subject: order.id,
    data: { number, offerId: offer.id, ...moneyView(order.amounts.total), untilOn: payUntil },
  });
  ringForTransfer(ctx, accountId, order.id, { remindOn: addDays(order.placedOn, reminderDay), overOn: addDays(payUntil, 1) });
  const held = (await transfers.holdTransfer(tx, accountId, order.id))!;
  await tellOfTransfer(ctx, accountId, held, "instructions");

  return accept(held.order);
}

/** Holds an order of this account that waits for its transfer, or says why there is none. */
async function holdToMove(
  ctx: AccountCtx,
  orderId: string,
  move: "cancel" | "prove",
): Promise<Decision<orders.Unfinished, NotWaiting | "purchasing.orderNotFound">> {
  const { accountId, tx } = ctx;
  // Hold first: a match at this very moment is before this or after it.
  await memberships.hold(tx, accountId);
  const held = await transfers.holdTransfer(tx, accountId, orderId);
  const order = held?.order ?? (await orders.loadOrder(tx, accountId, orderId));
  if (!order) return refuse("purchasing.orderNotFound");
  const may = decideMove(move, { number: order.number, state: order.state, payUntil: order.transfer?.payUntil ?? null }, ctx.today);
  return may.ok ? accept(held!) : may;
}

/** « Annuler la commande »: nothing was paid, so nothing is given back, and the offer may be bought again. */
export async function cancelTransfer(ctx: AccountCtx, orderId: string): Promise<Decision<Order, NotWaiting | "purchasing.orderNotFound">> {
  const { accountId, tx } = ctx;
  const waiting = await holdToMove(ctx, orderId, "cancel");
  if (!waiting.ok) return waiting;
  const held = waiting.value;
  const { order } = held;
  const { number, offerId } = order;

  const end = { orderId, move: "cancel", membershipId: null, quiet: quietTransfer(orderId), at: ctx.now } as const;
  await transfers.endTransfer(tx, accountId, end);
  ctx.record({ type: "order.cancelled", accountId, subject: orderId, data: { number, offerId, ...moneyView(order.amounts.total) } });
  await tellOfTransfer(ctx, accountId, held, "cancelled");

  return accept({ ...order, state: lifecycle.to("cancel"), closedAt: ctx.now });
}

/** « Télécharger la preuve de paiement »: kept with the order for the desk, in the place of an earlier one. */
export async function proveTransfer(
  ctx: AccountCtx,
  orderId: string,
  proof: TypedProof,
  file: { readonly name: string; readonly type: FileType; readonly bytes: Buffer },
): Promise<Decision<Order, NotWaiting | "purchasing.orderNotFound">> {
  const { accountId, tx } = ctx;
  const waiting = await holdToMove(ctx, orderId, "prove");
  if (!waiting.ok) return waiting;
  const held = waiting.value;
  const earlier = held.order.transfer!.proof;

  const kept = await keepFile(ctx.house, tx, accountId, file, ctx.now);
  await transfers.saveProof(tx, accountId, orderId, { ...proof, fileId: kept.id, by: ctx.actor.name, at: ctx.now });
  if (earlier) await dropFile(ctx, accountId, earlier.file.id);
  const { number } = held.order;
  ctx.record({ type: "order.proven", accountId, subject: orderId, data: { number, file: kept.name, paidOn: proof.paidOn } });
  await tellOfTransfer(ctx, accountId, held, "proofReceived");

  return accept((await transfers.holdTransfer(tx, accountId, orderId))!.order);
}
