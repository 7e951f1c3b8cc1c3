import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { administrators } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { AskedOf } from "./rules.ts";
import { WINDOW_DAYS } from "./rules.ts";

export type KeptPolicy = {
  readonly askedOf: AskedOf;
  readonly dueOn: Day | null;
  readonly changedAt: Instant | null;
  readonly changedBy: string | null;
};

/** A company that never decided asks nobody. */
export async function loadPolicy(db: Db, accountId: string): Promise<KeptPolicy> {
  const row = await db.one<KeptPolicy>(sql`
    select p.asked_of as "askedOf", p.due_on as "dueOn", p.changed_at as "changedAt", u.given_name || ' ' || u.family_name as "changedBy"
    from security_policies p join users u on u.id = p.changed_by where p.account_id = ${accountId}`);
  return row ?? { askedOf: "nobody", dueOn: null, changedAt: null, changedBy: null };
}

export const savePolicy = (
  tx: Tx,
  accountId: string,
  policy: { askedOf: AskedOf; dueOn: Day | null; dueAt: Instant | null; by: string; now: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into security_policies (account_id, asked_of, due_on, due_at, changed_at, changed_by)
    values (${accountId}, ${policy.askedOf}, ${policy.dueOn}::date, ${policy.dueAt}::timestamptz, ${policy.now}, ${policy.by})
    on conflict (account_id) do update set asked_of = excluded.asked_of, due_on = excluded.due_on, due_at = excluded.due_at,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

export type Figures = {
  readonly people: number;
  readonly withFactor: number;
  readonly signIns: number;
  readonly signInsWithFactor: number;
};

const counted = sql`count(*)::int as people, count(u.second_factor_since)::int as with_factor,
  coalesce(sum(s.total), 0)::int as sign_ins, coalesce(sum(s.with_factor), 0)::int as sign_ins_with_factor`;
/** The active people of accounts, each with the sign-ins of the window that ends on a day. */
const peopleUntil = (day: Day) => sql`
  members m join users u on u.id = m.user_id and u.state = 'active'
    left join lateral (
      select sum(total) as total, sum(with_factor) as with_factor from sign_ins
      where user_id = m.user_id and day > ${day}::date - ${WINDOW_DAYS}::int and day <= ${day}::date
    ) s on true`;

export const figuresNow = async (db: Db, accountId: string, day: Day): Promise<Figures> =>
  (await db.one<Figures>(sql`
    select people, with_factor as "withFactor", sign_ins as "signIns", sign_ins_with_factor as "signInsWithFactor" from (
      select ${counted} from ${peopleUntil(day)} where m.account_id = ${accountId} and m.state = 'active') figures`))!;

export const daysOf = (db: Db, accountId: string): Promise<(Figures & { day: Day })[]> =>
  db.query<Figures & { day: Day }>(sql`
    select day, people, with_factor as "withFactor", sign_ins as "signIns", sign_ins_with_factor as "signInsWithFactor"
    from security_days where account_id = ${accountId} order by day desc limit 30`);

const asked = (askedOf: AskedOf) =>
  sql`(${askedOf} = 'everybody' or (${askedOf} = 'administrators' and m.roles && ${administrators}::text[]))`;
const lackingActive = sql`m.state = 'active' and u.state = 'active' and u.second_factor_since is null`;

export const countMissing = async (db: Db, accountId: string, askedOf: AskedOf): Promise<number> =>
  (await db.one<{ count: number }>(sql`
    select count(*)::int as count from members m join users u on u.id = m.user_id
    where m.account_id = ${accountId} and ${lackingActive} and ${asked(askedOf)}`))!.count;

export type Standing = {
  readonly userId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
  readonly since: Instant | null;
  readonly key: string;
};
export type Cursor = { readonly key: string; readonly id: string };

const sortKey = sql`lower(u.family_name || ' ' || u.given_name) collate "C"`;
const standing = sql`u.id as "userId", u.given_name as "givenName", u.family_name as "familyName", u.email, u.language, m.roles,
  u.second_factor_since as since, ${sortKey} as key`;

/** By name, page by page. */
export const peopleOf = (
  db: Db,
  accountId: string,
  wanted: { show: "lacking" | "all"; after: Cursor | undefined; limit: number },
): Promise<Standing[]> =>
  db.query<Standing>(sql`
    select ${standing} from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.state = 'active' and (${wanted.show} = 'all' or u.second_factor_since is null)
      and (${wanted.after?.key ?? null}::text is null
        or (${sortKey}, u.id) > (${wanted.after?.key ?? null}::text collate "C", ${wanted.after?.id ?? null}::uuid))
    order by ${sortKey}, u.id limit ${wanted.limit}`);

/** Those whom the policy asks and who lack a factor, page by page. */
export const missingOf = (db: Db, accountId: string, askedOf: AskedOf, after: string | null, limit: number): Promise<Standing[]> =>
  db.query<Standing>(sql`
    select ${standing} from members m join users u on u.id = m.user_id
    where m.account_id = ${accountId} and ${lackingActive} and ${asked(askedOf)} and (${after}::uuid is null or m.user_id > ${after}::uuid)
    order by m.user_id limit ${limit}`);

/** Every account's figures of a day that is over, once; what is older than anybody looks at goes. */
export async function measure(tx: Tx, day: Day): Promise<void> {
  await tx.query(sql`
    insert into security_days (account_id, day, people, with_factor, sign_ins, sign_ins_with_factor)
    select m.account_id, ${day}::date, ${counted} from ${peopleUntil(day)} where m.state = 'active' group by m.account_id
    on conflict (account_id, day) do nothing`);
  await tx.query(sql`delete from sign_ins where day < ${day}::date - 60`);
  await tx.query(sql`delete from security_days where day < ${day}::date - 400`);
}

export const accountName = async (db: Db, accountId: string): Promise<string> =>
  (await db.one<{ name: string }>(sql`select legal_name as name from accounts where id = ${accountId}`))!.name;
