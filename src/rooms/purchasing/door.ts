import type { Db } from "../../server/db.ts";
import type { Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";

/** An order as other rooms name it. */
export type OrderBrief = Pick<Order, "id" | "number" | "offerId">;

/** One order of this account; another account's is not there. */
export const orderOf = (db: Db, accountId: string, orderId: string): Promise<OrderBrief | undefined> =>
  orders.loadOrder(db, accountId, orderId);

/** The newest orders of the account. */
export const listOrders = (db: Db, accountId: string, limit: number): Promise<OrderBrief[]> => orders.listOrders(db, accountId, { limit });
