import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Granted } from "./granted.rules.ts";
import type { MemberState } from "./rules.ts";
import { member } from "./rules.ts";

export type Member = {
  readonly userId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: Lang;
  readonly directoryId: string | null;
  /** Signs in with a directory that is not this account's, or with an address outside this one's domain (handbook §3.10). */
  readonly guest: boolean;
  readonly roles: readonly Role[];
  readonly state: MemberState;
  /** The password is still the temporary one: the person has not come in yet. */
  readonly invited: boolean;
  /** They have a second factor of some kind. */
  readonly hasFactor: boolean;
  readonly since: Instant;
};

const columns = sql`u.id as "userId", u.given_name as "givenName", u.family_name as "familyName", u.email, u.language, u.directory_id as "directoryId",
  m.guest or not exists (select from directories d where d.id = u.directory_id and d.account_id = m.account_id) as guest,
  m.roles, m.state, u.must_change_password as invited, u.second_factor_since is not null as "hasFactor", m.since`;

/** Letters without their accents and in lower case, so that « ines » finds « Inès » and Élodie stands under E. */
const fold = (text: Statement): Statement => sql`regexp_replace(normalize(lower(${text}), NFD), '[\\u0300-\\u036f]', '', 'g')`;
const sortKey = sql`${fold(sql`u.family_name || ' ' || u.given_name`)} collate "C"`;

export type Filter = {
  readonly text: string | undefined;
  readonly role: Role | undefined;
  readonly state: MemberState | undefined;
};

/** A search is read as text: its % and _ stand for themselves. */
const contains = (text: string): string =>
  `%${text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[\\%_]/g, "\\$&")}%`;

const matching = (accountId: string, { text, role, state }: Filter): Statement => {
  const wanted = text === undefined ? null : contains(text);
  return sql`m.account_id = ${accountId}
    and (${state ?? null}::text is null or m.state = ${state ?? null}::text)
    and (${role ?? null}::text is null or ${role ?? null}::text = any(m.roles))
    and (${wanted}::text is null or ${fold(sql`u.given_name || ' ' || u.family_name || ' ' || u.email`)} like ${wanted}::text)`;
};

export type Cursor = { readonly key: string; readonly id: string };

/** By family name, then given name. */
export const listMembers = (
  db: Db,
  accountId: string,
  filter: Filter,
  after: Cursor | undefined,
  limit: number,
): Promise<(Member & { key: string })[]> =>
  db.query<Member & { key: string }>(sql`
    select ${columns}, ${sortKey} as key from members m join users u on u.id = m.user_id
    where ${matching(accountId, filter)} and (${after?.key ?? null}::text is null or (${sortKey}, u.id) > (${after?.key ?? null}::text collate "C", ${after?.id ?? null}::uuid))
    order by ${sortKey}, u.id limit ${limit}`);

export type Reported = Member & { readonly key: string; readonly lastSignIn: Instant | null };

/** Everybody, whatever their state, with the last time they signed in. */
export const listReported = (db: Db, accountId: string, after: Cursor | undefined, limit: number): Promise<Reported[]> =>
  db.query<Reported>(sql`
    select ${columns}, ${sortKey} as key, last.at as "lastSignIn" from members m join users u on u.id = m.user_id
      left join lateral (select max(last_at) as at from sign_ins s where s.user_id = u.id) last on true
    where m.account_id = ${accountId} and (${after?.key ?? null}::text is null or (${sortKey}, u.id) > (${after?.key ?? null}::text collate "C", ${after?.id ?? null}::uuid))
    order by ${sortKey}, u.id limit ${limit}`);

export const countMatching = async (db: Db, accountId: string, filter: Filter): Promise<number> =>
  (await db.one<{ count: number }>(sql`
    select count(*)::int as count from members m join users u on u.id = m.user_id where ${matching(accountId, filter)}`))!.count;

export type Counts = { readonly users: number; readonly globalAdmins: number; readonly deactivated: number };

export const countMembers = async (db: Db, accountId: string): Promise<Counts> =>
  (await db.one<Counts>(sql`
    select count(*) filter (where state = 'active')::int as users,
      count(*) filter (where state = 'active' and 'globalAdmin' = any(roles))::int as "globalAdmins",
      count(*) filter (where state = 'deactivated')::int as deactivated
    from members where account_id = ${accountId}`))!;

export const loadMember = (db: Db, accountId: string, userId: string): Promise<Member | undefined> =>
  db.one<Member>(
    sql`select ${columns} from members m join users u on u.id = m.user_id where m.account_id = ${accountId} and m.user_id = ${userId}`,
  );

/** How many people besides this one are global administrators. Counted under the account's lock before one is taken away. */
export const countOtherGlobalAdmins = async (db: Db, accountId: string, userId: string): Promise<number> =>
  (await db.one<{ count: number }>(sql`
    select count(*)::int as count from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.user_id <> ${userId} and m.state = 'active' and m.roles <> '{}' and 'globalAdmin' = any(m.roles)`))!
    .count;

export const insertMember = (
  tx: Tx,
  accountId: string,
  userId: string,
  roles: readonly Role[],
  since: Instant,
  guest = false,
): Promise<unknown> =>
  tx.query(sql`
    insert into members (account_id, user_id, roles, since, guest)
    values (${accountId}, ${userId}, ${roles}::text[], ${since}::timestamptz, ${guest})`);

export const setRoles = (tx: Tx, accountId: string, userId: string, roles: readonly Role[]): Promise<unknown> =>
  tx.query(sql`update members set roles = ${roles}::text[] where account_id = ${accountId} and user_id = ${userId} and state = 'active'`);

/** @returns false when the member was no longer in one of the states the move leaves from. */
export const moveMember = async (
  tx: Tx,
  accountId: string,
  userId: string,
  from: readonly MemberState[],
  to: MemberState,
): Promise<boolean> =>
  (await tx.one(
    sql`update members set state = ${to} where account_id = ${accountId} and user_id = ${userId} and state = any(${from}::text[]) returning user_id`,
  )) !== undefined;

/** Which of a member's roles came from their directory's groups. */
export const grantedOf = async (db: Db, accountId: string, userId: string): Promise<Granted> =>
  (await db.one<{ granted: Granted }>(sql`select granted from members where account_id = ${accountId} and user_id = ${userId}`))?.granted ??
  {};

export const setGranted = (tx: Tx, accountId: string, userId: string, roles: readonly Role[], granted: Granted): Promise<unknown> =>
  tx.query(sql`
    update members set roles = ${roles}::text[], granted = ${JSON.stringify(granted)}::jsonb
    where account_id = ${accountId} and user_id = ${userId} and state = 'active'`);

/** What the groups of a directory gave its people is from now on as if a person had given it. */
export const keepGranted = (tx: Tx, accountId: string, directoryId: string): Promise<unknown> =>
  tx.query(sql`
    update members m set granted = '{}' from users u
    where m.account_id = ${accountId} and u.id = m.user_id and u.directory_id = ${directoryId} and m.granted <> '{}'`);

/** The active members whose directory this is become deactivated. @returns who they are. */
export const shutOutDirectory = (tx: Tx, accountId: string, directoryId: string): Promise<{ userId: string; name: string }[]> =>
  tx.query(sql`
    update members m set state = ${member.to("deactivate")} from users u
    where m.account_id = ${accountId} and m.state = any(${member.from("deactivate")}::text[]) and u.id = m.user_id and u.directory_id = ${directoryId}
    returning m.user_id as "userId", u.given_name || ' ' || u.family_name as name`);

/** Whoever has an address elsewhere was a guest where the directory comes from, and is one here. */
export const insertDirectoryMembers = (tx: Tx, accountId: string, directoryId: string, since: Instant): Promise<unknown> =>
  tx.query(sql`
    insert into members (account_id, user_id, since, guest)
    select ${accountId}::uuid, u.id, ${since}::timestamptz, split_part(u.email, '@', 2) <> d.domain
    from users u join directories d on d.id = u.directory_id where u.directory_id = ${directoryId} and u.state = 'active'
    on conflict (account_id, user_id) do nothing`);

export const countByDirectory = (db: Db, accountId: string): Promise<{ directoryId: string; count: number }[]> =>
  db.query(sql`
    select u.directory_id as "directoryId", count(*)::int as count from members m join users u on u.id = m.user_id
    where m.account_id = ${accountId} and m.state = 'active' and u.directory_id is not null group by u.directory_id`);

export async function countHolders(db: Db, accountId: string): Promise<Map<Role, number>> {
  const rows = await db.query<{ role: Role; count: number }>(sql`
    select role, count(*)::int as count from members m join users u on u.id = m.user_id and u.state = 'active', unnest(m.roles) as role
    where m.account_id = ${accountId} and m.state = 'active' group by role`);
  return new Map(rows.map(({ role, count }) => [role, count]));
}

export type Holder = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
};

/** The active people who hold any of these roles, for mails and for names. */
export const membersWith = (db: Db, accountId: string, roles: readonly Role[]): Promise<Holder[]> =>
  db.query<Holder>(sql`
    select u.id as "userId", u.given_name || ' ' || u.family_name as name, u.email, u.language, m.roles
    from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.state = 'active' and m.roles <> '{}' and m.roles && ${roles}::text[]
    order by ${sortKey}, u.id limit 200`);

/** One active person of the account by address. */
export const memberByEmail = (db: Db, accountId: string, email: string): Promise<Member | undefined> =>
  db.one<Member>(
    sql`select ${columns} from members m join users u on u.id = m.user_id and u.state = 'active' where m.account_id = ${accountId} and m.state = 'active' and u.email = ${email}`,
  );

/** The global administrator's role, carried by the sessions that are opened from now on. */
export const raise = (tx: Tx, accountId: string, userId: string, roles: readonly Role[], machine: Instant): Promise<unknown> =>
  tx.query(sql`
    update members set roles = ${roles}::text[], global_admin_from = ${machine}
    where account_id = ${accountId} and user_id = ${userId} and state = 'active'`);
