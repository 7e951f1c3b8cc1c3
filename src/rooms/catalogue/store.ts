import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

/** The ids of what a company has put at the top, in its order. */
export const pinsOf = async (db: Db, accountId: string): Promise<string[]> =>
  (await db.query<{ itemId: string }>(sql`select item_id as "itemId" from pins where account_id = ${accountId} order by position`)).map(
    ({ itemId }) => itemId,
  );

/** Holds the order of one company's pins: whoever holds it may count them; everyone else waits. */
export async function holdPins(tx: Tx, accountId: string): Promise<string[]> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 4702034))`);
  return pinsOf(tx, accountId);
}

export const pin = (tx: Tx, accountId: string, itemId: string, position: number, by: string, at: Instant): Promise<unknown> =>
  tx.query(sql`
    insert into pins (account_id, item_id, position, pinned_by, pinned_at) values (${accountId}, ${itemId}, ${position}, ${by}, ${at}::timestamptz)`);

/** Those below the one that goes move up by one. */
export async function unpin(tx: Tx, accountId: string, itemId: string): Promise<boolean> {
  const gone = await tx.one<{ position: number }>(
    sql`delete from pins where account_id = ${accountId} and item_id = ${itemId} returning position`,
  );
  if (gone) await tx.query(sql`update pins set position = position - 1 where account_id = ${accountId} and position > ${gone.position}`);
  return gone !== undefined;
}

export const arrange = (tx: Tx, accountId: string, order: readonly string[]): Promise<unknown> =>
  tx.query(sql`
    update pins set position = n from unnest(${order}::text[]) with ordinality as o(id, n) where account_id = ${accountId} and item_id = o.id and position <> n`);
