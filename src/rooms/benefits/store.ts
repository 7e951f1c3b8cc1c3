import { newId } from "../../kit/ids.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { EntitlementState, Grant, ProductKind } from "./rules.ts";
import { entitlement } from "./rules.ts";

export type Row = {
  id: string;
  membershipId: string;
  source: string;
  productId: string;
  kind: ProductKind;
  class: "core" | "incremental";
  quantity: number;
  capacity: number;
  used: number;
  opened: number;
  state: EntitlementState;
  grantedAt: string;
  expiresOn: string;
  usableUntil: string;
};

const columns = sql`id, membership_id as "membershipId", source, product_id as "productId", kind, class, quantity, capacity, used, opened, state,
  granted_at as "grantedAt", expires_on as "expiresOn", usable_until as "usableUntil"`;

/** One line for each thing granted, with no more than counting needs. An account has a few dozen of them. */
export type Count = Pick<
  Row,
  "membershipId" | "source" | "productId" | "kind" | "capacity" | "used" | "opened" | "state" | "expiresOn" | "usableUntil"
>;

export const counts = (db: Db, accountId: string): Promise<Count[]> =>
  db.query<Count>(sql`
    select membership_id as "membershipId", source, product_id as "productId", kind, capacity, used, opened, state, expires_on as "expiresOn", usable_until as "usableUntil"
    from entitlements where account_id = ${accountId} order by id limit 1000`);

export const list = (db: Db, accountId: string, productIds: readonly string[], after: string | undefined, limit: number): Promise<Row[]> =>
  db.query<Row>(sql`
    select ${columns} from entitlements
    where account_id = ${accountId} and product_id = any(${productIds}::text[]) and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
    order by id limit ${limit}`);

/** What a membership gives now, with what is handed out of it. */
export const ofMembership = (db: Db, accountId: string, membershipId: string): Promise<Count[]> =>
  db.query<Count>(sql`
    select membership_id as "membershipId", source, product_id as "productId", kind, capacity, used, opened, state, expires_on as "expiresOn", usable_until as "usableUntil"
    from entitlements where account_id = ${accountId} and membership_id = ${membershipId} and state = ${entitlement.initial} order by id limit 200`);

export const load = (db: Db, accountId: string, id: string): Promise<Row | undefined> =>
  db.one<Row>(sql`select ${columns} from entitlements where account_id = ${accountId} and id = ${id}`);

/** Holds the entitlement: whoever holds it may count; everyone else waits. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<Row | undefined> =>
  tx.one<Row>(sql`select ${columns} from entitlements where account_id = ${accountId} and id = ${id} for update`);

/** Moves the counters of a held entitlement; the checks of the table refuse what no count allows. */
export const count = (tx: Tx, accountId: string, id: string, by: { used?: number; opened?: number }): Promise<unknown> =>
  tx.query(
    sql`update entitlements set used = used + ${by.used ?? 0}, opened = opened + ${by.opened ?? 0} where account_id = ${accountId} and id = ${id}`,
  );

/** Writes what a membership's term grants; a term already granted stays as it is. */
export async function grant(
  tx: Tx,
  accountId: string,
  from: { membershipId: string; source: string; grantedAt: string; expiresOn: string; usableUntil: string },
  grants: readonly Grant[],
): Promise<(Grant & { id: string })[]> {
  const rows = grants.map((each) => ({ ...each, id: newId() }));
  const written = await tx.query<{ id: string }>(sql`
    insert into entitlements (id, account_id, membership_id, source, product_id, kind, class, quantity, capacity, granted_at, expires_on, usable_until)
    select id, ${accountId}::uuid, ${from.membershipId}::uuid, ${from.source}, "productId", kind, class, quantity, capacity, ${from.grantedAt}::timestamptz, ${from.expiresOn}::date, ${from.usableUntil}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, "productId" text, kind text, class text, quantity int, capacity int)
    on conflict (membership_id, expires_on, product_id, class) do nothing returning id`);
  const made = new Set(written.map((row) => row.id));
  return rows.filter((row) => made.has(row.id));
}

/** What goes on into the next term as it is. The rows are locked in one order, so that nobody who counts one waits for another. */
export const carryOn = (
  tx: Tx,
  accountId: string,
  of: { readonly membershipId: string; readonly kinds: readonly ProductKind[]; readonly expiresOn: string; readonly usableUntil: string },
): Promise<unknown> =>
  tx.query(sql`
    with held as (
      select id from entitlements where account_id = ${accountId} and membership_id = ${of.membershipId} and kind = any(${of.kinds}::text[])
        and state = ${entitlement.initial} and expires_on < ${of.expiresOn}::date order by id for update
    )
    update entitlements set expires_on = ${of.expiresOn}::date, usable_until = ${of.usableUntil}::date where id in (select id from held)`);

/** How long the benefits of a membership's latest term stay, once the programme has said it. */
export const keepUntil = (tx: Tx, accountId: string, membershipId: string, usableUntil: string): Promise<unknown> =>
  tx.query(sql`
    update entitlements set usable_until = greatest(expires_on, ${usableUntil}::date)
    where account_id = ${accountId} and membership_id = ${membershipId} and state = ${entitlement.initial}`);

/** Ends everything that a membership gave. @returns what ended. */
export const end = (tx: Tx, accountId: string, membershipId: string): Promise<{ id: string; productId: string; kind: ProductKind }[]> =>
  tx.query(sql`
    with held as (
      select id from entitlements where account_id = ${accountId} and membership_id = ${membershipId} and state = any(${entitlement.from("end")}::text[]) order by id for update
    )
    update entitlements set state = ${entitlement.to("end")} where id in (select id from held) returning id, product_id as "productId", kind`);
