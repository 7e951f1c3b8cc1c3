import type { Day } from "../../kit/dates.ts";
import type { Act } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import type { ChargedOrder, Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import { moneyView, termOfOrder } from "./views.ts";

export type { ChargedOrder } from "./orders.store.ts";
export { moneyView, offerRef } from "./views.ts";

/** An order as other rooms name it. */
export type OrderBrief = Pick<Order, "id" | "number" | "offerId">;

/** One order of this account; another account's is not there. */
export const orderOf = (db: Db, accountId: string, orderId: string): Promise<OrderBrief | undefined> =>
  orders.loadOrder(db, accountId, orderId);

/** What an order was for and how it was paid, as its papers say it; another account's is not there. */
export type PaidOrder = Order & { readonly period: { readonly from: Day; readonly to: Day } };

export async function paidOrderOf(db: Db, zone: string, accountId: string, orderId: string): Promise<PaidOrder | undefined> {
  const order = await orders.loadOrder(db, accountId, orderId);
  if (order?.state !== "paid" && order?.state !== "refunded") return undefined;
  const { startsOn, endsOn } = termOfOrder(order, zone, order.placedOn);
  return { ...order, period: { from: startsOn, to: endsOn } };
}

/** The newest orders of the account. */
export const listOrders = (db: Db, accountId: string, limit: number): Promise<OrderBrief[]> => orders.listOrders(db, accountId, { limit });

/** The order that paid for a membership last. */
export const lastPaidOf = (db: Db, accountId: string, membershipId: string): Promise<ChargedOrder | undefined> =>
  orders.loadLastPaid(db, accountId, membershipId);

/** One order that was paid; what never was, or another account's, is not there. */
export const chargedOrder = (db: Db, accountId: string, orderId: string): Promise<ChargedOrder | undefined> =>
  orders.loadPaid(db, accountId, orderId);

export const findByNumber = (db: Db, number: string): Promise<{ id: string; accountId: string } | undefined> =>
  orders.findByNumber(db, number);

/** Whether the next term of a membership is being paid for at this moment; asked by whoever holds what the company may buy. */
export const isRenewing = (db: Db, accountId: string, membershipId: string): Promise<boolean> =>
  orders.isRenewing(db, accountId, membershipId);

/** The price of a paid order is back with the company. */
export async function giveBack(act: Act, accountId: string, paid: ChargedOrder, refundId: string): Promise<void> {
  if (!(await orders.refundOrder(act.tx, accountId, paid.id, act.today))) throw new Error(`order ${paid.number} was given back already`);
  const { id: orderId, number, offerId, membershipId, amounts } = paid;
  const { net, tax, total } = amounts;
  act.record({
    type: "order.refunded",
    accountId,
    subject: orderId,
    data: {
      ...{ orderId, number, refundId, offerId, membershipId, ...moneyView(total) },
      ...{ netMinor: net.minor, taxMinor: tax.minor, totalMinor: total.minor, refundedOn: act.today },
    },
  });
}
