import type { Tx } from "../server/db.ts";
import { sql } from "../server/db.ts";
import type { TestHouse } from "./house.ts";

/**
 * Lets requests pass their guards and wait for the account together, so that they meet as closely as requests can.
 * @param meanwhile what else happens to the account, before any of them has it
 */
export async function together<T>(
  house: TestHouse,
  accountId: string,
  asks: readonly (() => Promise<T>)[],
  meanwhile?: (tx: Tx) => Promise<unknown>,
): Promise<T[]> {
  const waiting = () =>
    house.db.query(sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from accounts%for no key update%'`);
  let asked: Promise<T>[] = [];
  await house.db.transaction(async (tx) => {
    await tx.query(sql`select id from accounts where id = ${accountId} for update`);
    asked = asks.map((ask) => ask());
    while ((await waiting()).length < asks.length) await new Promise((next) => setImmediate(next));
    await meanwhile?.(tx);
  });
  return Promise.all(asked);
}
