import { createHash } from "node:crypto";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import * as memberships from "../memberships/door.ts";
import { begin } from "./charging.ts";
import { quietTransfer } from "./expiring.ts";
import type { MatchRefusal, Payable, Receipt } from "./receipt.rules.ts";
import { agrees, compare, decideMatch, readReference } from "./receipt.rules.ts";
import * as store from "./receipts.store.ts";
import { tellOfTransfer } from "./transfer.letters.ts";
import * as transfers from "./transfers.store.ts";
import { moneyView, writing } from "./views.ts";

type Clerk = { readonly id: string; readonly name: string; readonly lang: Lang };

/** The same line read twice has one hash; `place` tells equal lines of one statement apart. */
export const contentHash = ({ receivedOn, amount, reference, payer }: Receipt, place: number): Buffer => {
  const plain = (text: string) => text.toUpperCase().replace(/\s+/g, "");
  return createHash("sha256")
    .update(JSON.stringify([receivedOn, amount.currency, amount.minor, plain(reference), plain(payer), place]))
    .digest();
};

/** An order with what else decides whether it may still be paid. */
export function payableOf(programme: Programme, row: store.DeskOrder): Payable {
  const { renews, termHeld, owned } = row;
  const most = findOffer(programme, row.offerId)?.maxPerAccount ?? 1;
  return { ...row, held: renews ? (termHeld ?? 0) >= renews.term : owned >= most };
}

/**
 * Pays an order with a receipt, once. The company's purchases are held before the receipt and the order, so that a cancellation, an expiry, another
 * purchase and another desk are each before this or after it.
 */
export async function match(
  act: Act,
  clerk: Clerk,
  asked: { readonly receiptId: string; readonly orderId: string; readonly reason: string },
): Promise<Decision<store.StoredReceipt, MatchRefusal | "purchasing.noSuchReceipt" | "purchasing.orderNotFound">> {
  const { tx } = act;
  const found = await store.loadDeskOrder(tx, asked.orderId, act.today);
  if (!found) return refuse("purchasing.orderNotFound");
  const { accountId } = found;
  await memberships.hold(tx, accountId);
  const receipt = await store.holdReceipt(tx, asked.receiptId);
  if (!receipt) return refuse("purchasing.noSuchReceipt");
  const held = (await transfers.holdTransfer(tx, accountId, asked.orderId))!;
  const due = payableOf(act.house.programme, (await store.loadDeskOrder(tx, asked.orderId, act.today))!);
  const may = decideMatch(receipt, due, act.today, { reason: asked.reason, write: writing(clerk.lang) });
  if (!may.ok) return may;

  const begun = await begin(act, accountId, held);
  if (!begun) throw new Error(`order ${due.number} is paid, but the account has this term already`);
  const quiet = quietTransfer(asked.orderId);
  await transfers.endTransfer(tx, accountId, { orderId: asked.orderId, move: "match", membershipId: begun.id, quiet, at: act.now });
  const end = { move: "match", orderId: asked.orderId, reason: asked.reason || null, by: clerk.name, at: act.now } as const;
  await store.settleReceipt(tx, receipt.id, end);
  const { number, offerId, amounts } = held.order;
  const told = { number, offerId, ...moneyView(amounts.total), orderId: asked.orderId, membershipId: begun.id };
  act.record({
    type: "receipt.matched",
    accountId,
    subject: receipt.id,
    data: { ...told, payer: receipt.payer, reason: asked.reason, numberNamed: may.value.number, partnerNamed: may.value.partnerId },
  });
  act.record({ type: "order.paid", accountId, subject: asked.orderId, data: told });
  await tellOfTransfer(act, accountId, held, "activated", begun);

  return accept((await store.loadReceipt(tx, receipt.id))!);
}

/** What came of a payment that was entered: whether it was known already, and whether it has paid an order by itself. */
export type Taken = { readonly receipt: store.StoredReceipt; readonly known: boolean };

/** A payment that has arrived: kept once, and matched at once where everything that it says is the order's. */
export async function take(act: Act, clerk: Clerk, received: Receipt, place: number): Promise<Taken> {
  const { tx } = act;
  const hash = contentHash(received, place);
  const id = newId();
  if (!(await store.insertReceipt(tx, id, received, hash, { id: clerk.id, name: clerk.name, at: act.now })))
    return { receipt: (await store.receiptByHash(tx, hash))!, known: true };
  act.record({
    type: "receipt.entered",
    subject: id,
    data: { ...moneyView(received.amount), receivedOn: received.receivedOn, payer: received.payer },
  });

  const named = readReference(received.reference);
  const candidates = named.numbers.length === 0 ? [] : await store.listPayable(tx, named, "", act.today);
  const exact = candidates.filter((row) => agrees(compare(received, row)));
  if (exact.length === 1) await match(act, clerk, { receiptId: id, orderId: exact[0]!.id, reason: "" });
  return { receipt: (await store.loadReceipt(tx, id))!, known: false };
}
