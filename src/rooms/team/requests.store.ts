import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { RoleRequestState } from "./requests.rules.ts";
import { roleRequest } from "./requests.rules.ts";

export type RoleRequest = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Lang;
  readonly role: Role;
  readonly askedOf: string;
  readonly askedOfName: string;
  readonly note: string;
  readonly state: RoleRequestState;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly askedAt: Instant;
};

const columns = sql`r.id, r.user_id as "userId", u.given_name || ' ' || u.family_name as name, u.email, u.language, r.role, r.asked_of as "askedOf",
  (select h.given_name || ' ' || h.family_name from users h where h.id = r.asked_of) as "askedOfName", r.note, r.state, r.reason,
  r.decided_by_name as "decidedBy", r.asked_at as "askedAt"`;

/** @returns false when this person has asked for this role today already. */
export const insert = async (
  tx: Tx,
  accountId: string,
  made: { id: string; userId: string; role: Role; askedOf: string; note: string; on: Day; at: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into role_requests (id, account_id, user_id, role, asked_of, note, asked_on, asked_at)
    values (${made.id}, ${accountId}, ${made.userId}, ${made.role}, ${made.askedOf}, ${made.note}, ${made.on}::date, ${made.at}::timestamptz)
    on conflict on constraint one_role_request_a_day do nothing returning 1 as asked`)) !== undefined;

/** What one person has asked for, the newest first. */
export const ofPerson = (db: Db, accountId: string, userId: string, before: string | null, limit: number): Promise<RoleRequest[]> =>
  db.query<RoleRequest>(sql`
    select ${columns} from role_requests r join users u on u.id = r.user_id
    where r.account_id = ${accountId} and r.user_id = ${userId} and (${before}::uuid is null or r.id < ${before}::uuid)
    order by r.id desc limit ${limit}`);

/** What active people of the account have asked for and nobody has answered, the oldest first. */
export const open = (db: Db, accountId: string, after: string | null, limit: number): Promise<RoleRequest[]> =>
  db.query<RoleRequest>(sql`
    select ${columns} from role_requests r join users u on u.id = r.user_id
      join members m on m.account_id = r.account_id and m.user_id = r.user_id and m.state = 'active'
    where r.account_id = ${accountId} and r.state = 'asked' and (${after}::uuid is null or r.id > ${after}::uuid) order by r.id limit ${limit}`);

export const hold = (tx: Tx, accountId: string, id: string): Promise<RoleRequest | undefined> =>
  tx.one<RoleRequest>(sql`
    select ${columns} from role_requests r join users u on u.id = r.user_id
    where r.account_id = ${accountId} and r.id = ${id} and r.state = any(${roleRequest.from("decline")}::text[]) for update of r`);

export const decline = (tx: Tx, accountId: string, id: string, by: { name: string; reason: string; now: Instant }): Promise<unknown> =>
  tx.query(sql`
    update role_requests set state = ${roleRequest.to("decline")}, decided_by_name = ${by.name}, reason = ${by.reason}, decided_at = ${by.now}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${roleRequest.from("decline")}::text[])`);

/** Whatever was open for these roles of this person is granted. @returns each, once. */
export const grant = (
  tx: Tx,
  accountId: string,
  userId: string,
  roles: readonly Role[],
  by: { name: string; now: Instant },
): Promise<RoleRequest[]> =>
  tx.query<RoleRequest>(sql`
    update role_requests r set state = ${roleRequest.to("grant")}, decided_by_name = ${by.name}, decided_at = ${by.now}::timestamptz
    from users u
    where u.id = r.user_id and r.account_id = ${accountId} and r.user_id = ${userId} and r.role = any(${roles}::text[])
      and r.state = any(${roleRequest.from("grant")}::text[])
    returning ${columns}`);

/** Who did what a fact tells; empty for what was done by a link or the clock. */
export const actorOf = async (db: Db, factId: string): Promise<string> =>
  (await db.one<{ name: string }>(sql`select actor_name as name from facts where id = ${factId}`))?.name ?? "";
