import type { Day } from "../../kit/dates.ts";
import type { Db } from "../../server/db.ts";
import type { Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import { termOfOrder } from "./views.ts";

/** An order as other rooms name it. */
export type OrderBrief = Pick<Order, "id" | "number" | "offerId">;

/** One order of this account; another account's is not there. */
export const orderOf = (db: Db, accountId: string, orderId: string): Promise<OrderBrief | undefined> =>
  orders.loadOrder(db, accountId, orderId);

/** What an order was for and how it was paid, as its papers say it; another account's is not there. */
export type PaidOrder = Order & { readonly period: { readonly from: Day; readonly to: Day } };

export async function paidOrderOf(db: Db, zone: string, accountId: string, orderId: string): Promise<PaidOrder | undefined> {
  const order = await orders.loadOrder(db, accountId, orderId);
  if (order?.state !== "paid") return undefined;
  const { startsOn, endsOn } = termOfOrder(order, zone, order.placedOn);
  return { ...order, period: { from: startsOn, to: endsOn } };
}

/** The newest orders of the account. */
export const listOrders = (db: Db, accountId: string, limit: number): Promise<OrderBrief[]> => orders.listOrders(db, accountId, { limit });
