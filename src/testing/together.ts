import type { Statement, Tx } from "../server/db.ts";
import { sql } from "../server/db.ts";
import type { TestHouse } from "./house.ts";

type Meanwhile = (tx: Tx) => Promise<unknown>;

/** Holds a row while everybody asks; lets go once all of them wait for it. */
async function queue<T>(
  house: TestHouse,
  held: Statement,
  waitingFor: string,
  asks: readonly (() => Promise<T>)[],
  meanwhile?: Meanwhile,
): Promise<T[]> {
  const waiting = () =>
    house.db.query(sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ${waitingFor}`);
  let asked: Promise<T>[] = [];
  await house.db.transaction(async (tx) => {
    await tx.query(held);
    asked = asks.map((ask) => ask());
    while ((await waiting()).length < asks.length) await new Promise((next) => setImmediate(next));
    await meanwhile?.(tx);
  });
  return Promise.all(asked);
}

/**
 * Lets requests pass their guards and wait for the account together, so that they meet as closely as requests can.
 * @param meanwhile what else happens to the account, before any of them has it
 */
export const together = <T>(
  house: TestHouse,
  accountId: string,
  asks: readonly (() => Promise<T>)[],
  meanwhile?: Meanwhile,
): Promise<T[]> =>
  queue(house, sql`select id from accounts where id = ${accountId} for update`, "%from accounts%for no key update%", asks, meanwhile);

/** The same for whatever buys, cancels, matches or ends: they wait for what the company may buy. */
export const atThePurchase = <T>(
  house: TestHouse,
  accountId: string,
  asks: readonly (() => Promise<T>)[],
  meanwhile?: Meanwhile,
): Promise<T[]> =>
  queue(
    house,
    sql`select id from memberships where account_id = ${accountId} and kind = 'network' for update`,
    "%from memberships%kind = 'network' for update%",
    asks,
    meanwhile,
  );
