import { randomUUID } from "node:crypto";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { KeyState } from "./rules.ts";
import { key } from "./rules.ts";

export type Row = {
  id: string;
  state: KeyState;
  entitlementId: string;
  productId: string;
  reservedBy: string | null;
  reservedAt: string | null;
  openedBy: string | null;
  openedAt: string | null;
};

const columns = sql`k.id, k.state, k.entitlement_id as "entitlementId", k.product_id as "productId",
  r.given_name || ' ' || r.family_name as "reservedBy", k.reserved_at as "reservedAt",
  o.given_name || ' ' || o.family_name as "openedBy", k.opened_at as "openedAt"`;

/** The keys of one benefit in the order in which they were reserved, from the one after `after`. */
export const ofBenefit = (db: Db, accountId: string, entitlementId: string, after: string | undefined, limit: number): Promise<Row[]> =>
  db.query<Row>(sql`
    select ${columns} from keys k left join users r on r.id = k.reserved_by left join users o on o.id = k.opened_by
    where k.entitlement_id = ${entitlementId} and k.account_id = ${accountId}
      and (${after ?? null}::uuid is null
        or (k.reserved_at, k.id) > (select reserved_at, id from keys where id = ${after ?? null}::uuid and entitlement_id = ${entitlementId}))
    order by k.reserved_at, k.id limit ${limit}`);

export const entitlementOf = (db: Db, accountId: string, id: string): Promise<{ entitlementId: string } | undefined> =>
  db.one(sql`select entitlement_id as "entitlementId" from keys where id = ${id} and account_id = ${accountId}`);

export const load = (db: Db, accountId: string, id: string): Promise<(Row & { sealed: Buffer }) | undefined> =>
  db.one(sql`
    select ${columns}, k.sealed from keys k left join users r on r.id = k.reserved_by left join users o on o.id = k.opened_by
    where k.id = ${id} and k.account_id = ${accountId}`);

/**
 * Takes one free key of a product for a held entitlement. It looks from a random place of the pool, then from its beginning, stepping over
 * keys that others are taking; last it waits for those, because one of them may be given up.
 */
export async function claim(
  tx: Tx,
  accountId: string,
  productId: string,
  entitlementId: string,
  by: string,
  at: string,
): Promise<string | undefined> {
  const free = key.from("reserve");
  const take = async (pick: ReturnType<typeof sql>) =>
    (
      await tx.one<{ id: string }>(sql`
        update keys set state = ${key.to("reserve")}, account_id = ${accountId}, entitlement_id = ${entitlementId}, reserved_by = ${by}, reserved_at = ${at}
        where id = (${pick}) and state = any(${free}::text[]) returning id`)
    )?.id;
  return (
    (await take(
      sql`select id from keys where product_id = ${productId} and state = 'free' and id >= ${randomUUID()}::uuid order by id limit 1 for update skip locked`,
    )) ??
    (await take(sql`select id from keys where product_id = ${productId} and state = 'free' order by id limit 1 for update skip locked`)) ??
    (await take(sql`select id from keys where product_id = ${productId} and state = 'free' order by id limit 1 for update`))
  );
}

export const giveBack = (tx: Tx, accountId: string, id: string): Promise<{ id: string } | undefined> =>
  tx.one(sql`
    update keys set state = ${key.to("giveBack")}, account_id = null, entitlement_id = null, reserved_by = null, reserved_at = null
    where id = ${id} and account_id = ${accountId} and state = any(${key.from("giveBack")}::text[]) returning id`);

/** The sealed keys of a held entitlement go back to the stock. @returns how many. */
export const takeBack = async (tx: Tx, accountId: string, entitlementId: string): Promise<number> =>
  (
    await tx.query(sql`
      update keys set state = ${key.to("takeBack")}, account_id = null, entitlement_id = null, reserved_by = null, reserved_at = null
      where entitlement_id = ${entitlementId} and account_id = ${accountId} and state = any(${key.from("takeBack")}::text[]) returning id`)
  ).length;

export type Opened = { readonly productId: string; readonly by: string; readonly at: string };

/** The keys of a membership that were opened since an instant, in their order; no more of them than a reader needs. */
export const openedOf = (db: Db, accountId: string, membershipId: string, since: string): Promise<Opened[]> =>
  db.query<Opened>(sql`
    select k.product_id as "productId", o.given_name || ' ' || o.family_name as by, k.opened_at as at
    from entitlements e join keys k on k.entitlement_id = e.id join users o on o.id = k.opened_by
    where e.account_id = ${accountId} and e.membership_id = ${membershipId} and k.opened_at >= ${since}::timestamptz order by k.opened_at, k.id limit 10`);

export const open = (tx: Tx, accountId: string, id: string, by: string, at: string): Promise<{ id: string } | undefined> =>
  tx.one(sql`
    update keys set state = ${key.to("open")}, opened_by = ${by}, opened_at = ${at}
    where id = ${id} and account_id = ${accountId} and state = any(${key.from("open")}::text[]) returning id`);

export const anyFree = async (db: Db, productId: string): Promise<boolean> =>
  (await db.one(sql`select 1 from keys where product_id = ${productId} and state = 'free' limit 1`)) !== undefined;

export const stock = (db: Db): Promise<{ productId: string; free: number; reserved: number; opened: number }[]> =>
  db.query(sql`
    select product_id as "productId", count(*) filter (where state = 'free')::int as free, count(*) filter (where state = 'reserved')::int as reserved,
      count(*) filter (where state = 'opened')::int as opened
    from keys group by product_id`);

/** Adds sealed keys; those that the product already has are left as they are. @returns how many were new. */
export async function add(
  tx: Tx,
  productId: string,
  keys: readonly { id: string; sealed: Buffer; blindIndex: Buffer }[],
  at: string,
): Promise<number> {
  const rows = await tx.query(sql`
    insert into keys (id, product_id, sealed, blind_index, added_at)
    select id, ${productId}, sealed, blind_index, ${at}::timestamptz
    from unnest(${keys.map((each) => each.id)}::uuid[], ${keys.map((each) => each.sealed)}::bytea[], ${keys.map((each) => each.blindIndex)}::bytea[]) as n(id, sealed, blind_index)
    on conflict (product_id, blind_index) do nothing returning id`);
  return rows.length;
}
