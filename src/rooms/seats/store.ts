import { newId } from "../../kit/ids.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { SeatState } from "./rules.ts";
import { seat } from "./rules.ts";

export type Row = {
  id: string;
  entitlementId: string;
  number: number;
  state: SeatState;
  userId: string | null;
  since: string | null;
  name: string | null;
  email: string | null;
};

const columns = sql`s.id, s.entitlement_id as "entitlementId", s.number, s.state, s.user_id as "userId", s.assigned_at as since,
  u.given_name || ' ' || u.family_name as name, u.email`;

export const ofBenefit = (db: Db, accountId: string, entitlementId: string, from: number, limit: number): Promise<Row[]> =>
  db.query<Row>(sql`
    select ${columns} from seats s left join users u on u.id = s.user_id
    where s.entitlement_id = ${entitlementId} and s.account_id = ${accountId} and s.number >= ${from} order by s.number limit ${limit}`);

export const load = (db: Db, accountId: string, id: string): Promise<Row | undefined> =>
  db.one<Row>(sql`select ${columns} from seats s left join users u on u.id = s.user_id where s.id = ${id} and s.account_id = ${accountId}`);

export const ofPerson = (
  db: Db,
  accountId: string,
  userId: string,
): Promise<{ id: string; productId: string; since: string; expiresOn: string }[]> =>
  db.query(sql`
    select s.id, e.product_id as "productId", s.assigned_at as since, e.expires_on as "expiresOn"
    from seats s join entitlements e on e.id = s.entitlement_id
    where s.user_id = ${userId} and s.account_id = ${accountId} and s.state = 'assigned' order by s.assigned_at limit 50`);

/** Letters without their accents and in lower case, so that « ines » finds « Inès ». */
const fold = (text: Statement): Statement => sql`regexp_replace(normalize(lower(${text}), NFD), '[\\u0300-\\u036f]', '', 'g')`;

/** Up to `limit` active members without a seat of this benefit, by name or e-mail. */
export const candidates = (
  db: Db,
  accountId: string,
  entitlementId: string,
  search: string,
  limit: number,
): Promise<{ id: string; name: string; email: string }[]> =>
  db.query(sql`
    select u.id, u.given_name || ' ' || u.family_name as name, u.email
    from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.state = 'active'
      and (${search}::text = '' or strpos(${fold(sql`u.given_name || ' ' || u.family_name || ' ' || u.email`)}, ${fold(sql`${search}::text`)}) > 0)
      and not exists (select from seats s where s.entitlement_id = ${entitlementId} and s.user_id = u.id and s.state = 'assigned')
    order by ${fold(sql`u.family_name`)}, ${fold(sql`u.given_name`)}, u.id limit ${limit}`);

export type Person = { id: string; name: string; email: string; language: "fr" | "en"; state: "active" | "deactivated"; holdsOne: boolean };

/** A member of the account, held so that nobody deactivates them before the seat is theirs. */
export const candidate = (db: Tx, accountId: string, entitlementId: string, userId: string): Promise<Person | undefined> =>
  db.one<Person>(sql`
    select u.id, u.given_name || ' ' || u.family_name as name, u.email, u.language,
      case when m.state = 'active' and u.state = 'active' then 'active' else 'deactivated' end as state,
      exists (select from seats s where s.entitlement_id = ${entitlementId} and s.user_id = u.id and s.state = 'assigned') as "holdsOne"
    from members m join users u on u.id = m.user_id where m.account_id = ${accountId} and m.user_id = ${userId} for share of m`);

/** Gives the lowest free seat of a held entitlement to a person, and begins the line in the ledger. One statement: both or neither. */
export const assign = (
  tx: Tx,
  accountId: string,
  entitlementId: string,
  userId: string,
  by: string,
  at: string,
): Promise<{ id: string; number: number } | undefined> =>
  tx.one(sql`
    with given as (
      update seats set state = ${seat.to("assign")}, user_id = ${userId}, assigned_at = ${at}
      where id = (select id from seats where entitlement_id = ${entitlementId} and account_id = ${accountId} and state = any(${seat.from("assign")}::text[]) order by number limit 1 for update)
      returning id, number
    ), written as (
      insert into seat_holdings (id, account_id, seat_id, user_id, from_at, assigned_by)
      select ${newId()}::uuid, ${accountId}::uuid, id, ${userId}::uuid, ${at}::timestamptz, ${by} from given
    ), counted as (
      update entitlements set used = used + 1 where id = ${entitlementId} and exists (select from given)
    )
    select id, number from given`);

/** Frees seats of one person and ends their lines in the ledger; a seat that is somebody else's by now stays. @returns the seats that were freed. */
export const release = (
  tx: Tx,
  accountId: string,
  userId: string,
  seatIds: readonly string[],
  by: string,
  at: string,
): Promise<{ id: string }[]> =>
  tx.query(sql`
    with held as (
      select id, entitlement_id from seats
      where id = any(${seatIds}::uuid[]) and account_id = ${accountId} and user_id = ${userId} and state = any(${seat.from("release")}::text[]) for update
    ), freed as (
      update seats set state = ${seat.to("release")}, user_id = null, assigned_at = null where id in (select id from held) returning id
    ), ended as (
      update seat_holdings set until_at = ${at}::timestamptz, released_by = ${by} where seat_id in (select id from freed) and until_at is null
    ), counted as (
      update entitlements e set used = used - h.n from (select entitlement_id, count(*)::int as n from held group by entitlement_id) h where e.id = h.entitlement_id
    )
    select id from held`);

/** The seats that a person holds, in one order for everybody. */
export const heldBy = (
  db: Db,
  accountId: string,
  userId: string,
): Promise<{ id: string; entitlementId: string; productId: string; name: string }[]> =>
  db.query(sql`
    select s.id, s.entitlement_id as "entitlementId", e.product_id as "productId", u.given_name || ' ' || u.family_name as name
    from seats s join entitlements e on e.id = s.entitlement_id join users u on u.id = s.user_id
    where s.account_id = ${accountId} and s.user_id = ${userId} and s.state = 'assigned' order by s.entitlement_id, s.id`);

/** The seats of an entitlement that somebody holds. */
export const heldIn = (
  db: Db,
  accountId: string,
  entitlementId: string,
): Promise<{ id: string; userId: string; productId: string; name: string }[]> =>
  db.query(sql`
    select s.id, s.user_id as "userId", e.product_id as "productId", u.given_name || ' ' || u.family_name as name
    from seats s join entitlements e on e.id = s.entitlement_id join users u on u.id = s.user_id
    where s.account_id = ${accountId} and s.entitlement_id = ${entitlementId} and s.state = 'assigned' order by s.number`);

/** As many free seats as the entitlement can hand out. Asked twice, made once. */
export const make = (tx: Tx, accountId: string, entitlementId: string, capacity: number): Promise<unknown> => {
  const ids = Array.from({ length: capacity }, () => newId());
  return tx.query(sql`
    insert into seats (id, account_id, entitlement_id, number)
    select id, ${accountId}::uuid, ${entitlementId}::uuid, number::int from unnest(${ids}::uuid[]) with ordinality as n(id, number)
    on conflict (entitlement_id, number) do nothing`);
};
