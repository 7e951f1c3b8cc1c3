import { randomUUID } from "node:crypto";
import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { sealedFor } from "./rules.ts";
import * as store from "./store.ts";

/** Seals keys and puts them into a product's stock; those it already has are left as they are. @returns how many were new. */
export function addKeys(
  { secret }: Pick<House, "secret">,
  tx: Tx,
  productId: string,
  texts: readonly string[],
  at: Instant,
): Promise<number> {
  const rows = texts.map((text) => {
    const id = randomUUID();
    return { id, sealed: secret.seal(text, sealedFor(id)), blindIndex: secret.blindIndex(text, `key:${productId}`) };
  });
  return store.add(tx, productId, rows, at);
}

/** The keys of a membership that were opened since an instant: which product, by whom, when. Never a character of them. */
export const openedOf = (db: Db, accountId: string, membershipId: string, since: Instant): Promise<store.Opened[]> =>
  store.openedOf(db, accountId, membershipId, since);
