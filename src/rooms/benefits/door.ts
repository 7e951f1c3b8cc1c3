import type { Db, Tx } from "../../server/db.ts";
import type { Row } from "./store.ts";
import * as store from "./store.ts";

export type { Row as Entitlement } from "./store.ts";

/** Holds an entitlement of the account for the rest of the transaction, or undefined when the account has no such one. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<Row | undefined> => store.hold(tx, accountId, id);

/** One more or one fewer handed out or opened, on an entitlement that is held. */
export const count = (tx: Tx, accountId: string, id: string, by: { used?: number; opened?: number }): Promise<unknown> =>
  store.count(tx, accountId, id, by);

export const load = store.load;

/** What a membership gives now, and how much of it is handed out. */
export const heldOf = (db: Db, accountId: string, membershipId: string): Promise<store.Count[]> =>
  store.ofMembership(db, accountId, membershipId);
