import type { Instant } from "../../kit/dates.ts";
import type { Db } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export const customerOf = async (db: Db, accountId: string, gateway: string): Promise<string | undefined> =>
  (await db.one<{ ref: string }>(sql`select ref from provider_customers where account_id = ${accountId} and gateway = ${gateway}`))?.ref;

/** Whoever comes second keeps what the first has written. */
export async function keepCustomer(db: Db, accountId: string, made: { gateway: string; ref: string; at: Instant }): Promise<string> {
  await db.query(sql`
    insert into provider_customers (account_id, gateway, ref, made_at) values (${accountId}, ${made.gateway}, ${made.ref}, ${made.at}) on conflict do nothing`);
  return (await customerOf(db, accountId, made.gateway))!;
}
