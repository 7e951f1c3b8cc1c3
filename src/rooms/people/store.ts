import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { StaffRole } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import { sessionLife } from "../../server/session.ts";
import { countSignIn, dropAuthenticator, insertAuthenticator, noteFactors } from "./factors.store.ts";
import { domainAndParents, temporaryUntil, user } from "./rules.ts";

export type Kept = {
  id: string;
  directoryId: string | null;
  domain: string | null;
  email: string;
  givenName: string;
  familyName: string;
  language: Lang;
  passwordHash: string | null;
  mustChangePassword: boolean;
  passwordExpiresAt: Instant | null;
  state: (typeof user.states)[number];
  staff: boolean;
  /** Of any kind. */
  hasFactor: boolean;
  /** The authenticator application's, sealed. */
  totpSecret: Buffer | null;
};

const kept = sql`
  select u.id, u.directory_id as "directoryId", d.domain, u.email, u.given_name as "givenName", u.family_name as "familyName", u.language,
    u.password_hash as "passwordHash", u.must_change_password as "mustChangePassword",
    u.password_expires_at as "passwordExpiresAt", u.state,
    st.user_id is not null as staff, u.second_factor_since is not null as "hasFactor", au.secret as "totpSecret"
  from users u left join directories d on d.id = u.directory_id left join staff st on st.user_id = u.id
    left join authenticators au on au.user_id = u.id`;

export const userByEmail = (db: Db, email: string): Promise<Kept | undefined> => db.one<Kept>(sql`${kept} where u.email = ${email}`);
export const userById = (db: Db, userId: string): Promise<Kept | undefined> => db.one<Kept>(sql`${kept} where u.id = ${userId}`);

export type Directory = { id: string; domain: string; accountId: string | null; provenAt: Instant | null };

export const directoryById = (db: Db, directoryId: string): Promise<Directory | undefined> =>
  db.one<Directory>(
    sql`select id, domain, account_id as "accountId", domain_proven_at as "provenAt" from directories where id = ${directoryId}`,
  );

export const attachDirectory = async (tx: Tx, directoryId: string, accountId: string): Promise<boolean> =>
  (await tx.one(
    sql`update directories set account_id = ${accountId} where id = ${directoryId} and account_id is null returning 1 as attached`,
  )) !== undefined;

/** Two companies proving one domain at the same moment wait for each other; the unique index is the last line. */
export async function proveDomain(tx: Tx, directoryId: string, now: Instant): Promise<"now" | "before" | "by another"> {
  const directory = await directoryById(tx, directoryId);
  if (!directory) throw new Error(`no directory ${directoryId}`);
  const top = domainAndParents(directory.domain).at(-1)!;
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${top}, 4702003))`);
  if ((await directoryById(tx, directoryId))?.provenAt) return "before";
  const proven = await tx.one(sql`
    update directories set domain_proven_at = ${now} where id = ${directoryId}
      and not exists (select from directories where domain = any(${domainAndParents(directory.domain)}::text[]) and domain_proven_at is not null)
    returning 1 as proven`);
  return proven ? "now" : "by another";
}

/** A directory whose company has proven this domain, or one that this domain stands under. */
export const isProven = async (db: Db, domain: string): Promise<boolean> =>
  (await db.one(
    sql`select 1 from directories where domain = any(${domainAndParents(domain)}::text[]) and domain_proven_at is not null limit 1`,
  )) !== undefined;

/** The directory that has proven this very domain and belongs to an account. */
export const provenDirectory = (db: Db, domain: string): Promise<(Directory & { accountId: string }) | undefined> =>
  db.one<Directory & { accountId: string }>(sql`
    select id, domain, account_id as "accountId", domain_proven_at as "provenAt" from directories
    where domain = ${domain} and domain_proven_at is not null and account_id is not null`);

export const insertDirectory = (tx: Tx, directory: { id: string; domain: string; now: Instant }): Promise<unknown> =>
  tx.query(
    sql`insert into directories (id, domain, name, created_at) values (${directory.id}, ${directory.domain}, ${directory.domain}, ${directory.now})`,
  );

export type NewUser = {
  readonly directoryId: string | null;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
};

/** @returns the id, or undefined when somebody has this address: it signs in one person. */
export async function insertUser(tx: Tx, made: NewUser, now: Instant): Promise<string | undefined> {
  const row = await tx.one<{ id: string }>(sql`
    insert into users (id, directory_id, email, given_name, family_name, language, password_hash, must_change_password, password_expires_at, created_at)
    values (${newId()}, ${made.directoryId}, ${made.email}, ${made.givenName}, ${made.familyName}, ${made.language}, ${made.passwordHash},
      ${made.mustChangePassword}, ${made.mustChangePassword ? temporaryUntil(now) : null}, ${now})
    on conflict (email) do nothing returning id`);
  return row?.id;
}

/**
 * @param temporaryUntil of a temporary password: when it stops opening.
 * @param believed the hash that was checked; another one meanwhile, and nothing happens.
 * @returns the person's name, or undefined when nothing happened.
 */
export const setPassword = async (
  tx: Tx,
  userId: string,
  password: { hash: string; temporaryUntil: Instant | null; believed?: string | null },
): Promise<string | undefined> =>
  (
    await tx.one<{ name: string }>(sql`
      update users set password_hash = ${password.hash}, must_change_password = ${password.temporaryUntil !== null},
        password_expires_at = ${password.temporaryUntil}::timestamptz
      where id = ${userId} and (${password.believed ?? null}::text is null or password_hash = ${password.believed ?? null}::text)
      returning given_name || ' ' || family_name as name`)
  )?.name;

export const setName = (tx: Tx, userId: string, name: { givenName: string; familyName: string; language: Lang }): Promise<unknown> =>
  tx.query(sql`
    update users set given_name = ${name.givenName}, family_name = ${name.familyName}, language = ${name.language} where id = ${userId}`);

/** @returns the name until now, or undefined when it is the same. */
export const rename = async (tx: Tx, userId: string, name: { givenName: string; familyName: string }): Promise<string | undefined> =>
  (
    await tx.one<{ before: string }>(sql`
      update users u set given_name = ${name.givenName}, family_name = ${name.familyName}
      from users old where old.id = u.id and u.id = ${userId} and (u.given_name, u.family_name) is distinct from (${name.givenName}::text, ${name.familyName}::text)
      returning old.given_name || ' ' || old.family_name as before`)
  )?.before;

/** @returns the person's name, or undefined when they were not in a state from which this move leaves. */
export const moveUser = async (tx: Tx, userId: string, move: "deactivate" | "reactivate"): Promise<string | undefined> =>
  (
    await tx.one<{ name: string }>(sql`
      update users set state = ${user.to(move)} where id = ${userId} and state = any(${user.from(move)})
      returning given_name || ' ' || family_name as name`)
  )?.name;

/**
 * A session for a person who is still active and still has the password that was checked. The row is held while this is looked at, so that a
 * change of password or a deactivation at the same moment is either seen here or ends this session too. The browser's earlier session
 * ends, and so do a few of those whose time is over.
 */
export async function openSession(
  tx: Tx,
  session: {
    userId: string;
    checkedHash: string | null;
    tokenHash: Buffer;
    earlier: Buffer | null;
    complete: boolean;
    /** A second factor was given to open it. */
    withFactor: boolean;
    /** Whose provider vouched for the person, where one did. */
    issuer?: string | undefined;
    userAgent: string;
    machine: Instant;
  },
): Promise<boolean> {
  const { machine } = session;
  const opened = await tx.one(sql`
    with ended as (
      delete from sessions where token_hash = any(array_append(array(
        select token_hash from sessions where expires_at <= ${machine}::timestamptz order by expires_at limit 4 for update skip locked
      ), ${session.earlier}::bytea))
    ), held as (
      select id from users where id = ${session.userId} and state = 'active' and password_hash is not distinct from ${session.checkedHash}::text for share
    )
    insert into sessions (token_hash, user_id, created_at, began_at, seen_at, expires_at, complete, user_agent, factor_at, issuer)
    select ${session.tokenHash}::bytea, id, ${machine}::timestamptz, ${machine}::timestamptz, ${machine}::timestamptz,
      ${addSeconds(machine, sessionLife.idleSeconds)}::timestamptz, ${session.complete}, ${session.userAgent},
      case when ${session.withFactor} then ${machine}::timestamptz end, ${session.issuer ?? null}::text
    from held returning 1 as opened`);
  if (opened && session.complete) await countSignIn(tx, session.userId, machine, session.withFactor);
  return opened !== undefined;
}

/** The same session under another token: a token that was there before a step up is worth nothing after it. */
export const renewSession = async (
  tx: Tx,
  session: { from: Buffer; to: Buffer; complete: boolean; withFactor?: boolean; machine: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    update sessions set token_hash = ${session.to}, complete = ${session.complete}, seen_at = ${session.machine},
      expires_at = ${addSeconds(session.machine, sessionLife.idleSeconds)}::timestamptz, created_at = ${session.machine},
      factor_at = case when ${session.withFactor ?? false} then ${session.machine}::timestamptz else factor_at end
    where token_hash = ${session.from} returning 1 as renewed`)) !== undefined;

export const endSession = (db: Db, tokenHash: Buffer): Promise<unknown> =>
  db.query(sql`delete from sessions where token_hash = ${tokenHash}`);

export const endSessions = async (tx: Tx, userId: string, but: Buffer | null = null): Promise<number> =>
  (
    await tx.query(
      sql`delete from sessions where user_id = ${userId} and (${but}::bytea is null or token_hash <> ${but}::bytea) returning 1 as ended`,
    )
  ).length;

/** The authenticator application that an invitation offered, in the place of any earlier one. */
export const setSecondFactor = async (tx: Tx, userId: string, totp: { sealed: Buffer; step: number; now: Instant }): Promise<void> => {
  await dropAuthenticator(tx, userId);
  await insertAuthenticator(tx, userId, totp);
  await noteFactors(tx, userId, totp.now);
};

/** @returns the roles they have then; without new ones the earlier ones stay. */
export const enlist = async (tx: Tx, userId: string, roles: readonly StaffRole[] | undefined, now: Instant): Promise<StaffRole[]> =>
  (await tx.one<{ roles: StaffRole[] }>(sql`
    insert into staff (user_id, roles, since) values (${userId}, ${roles ?? ["platformAdmin"]}::text[], ${now})
    on conflict (user_id) do update set roles = coalesce(${roles ?? null}::text[], staff.roles) returning roles`))!.roles;

/** Members of staff who have one of these roles, by name. */
export const staffWith = (db: Db, roles: readonly StaffRole[]): Promise<{ id: string; name: string; roles: StaffRole[] }[]> =>
  db.query(sql`
    select u.id, u.given_name || ' ' || u.family_name as name, s.roles from staff s join users u on u.id = s.user_id
    where u.state = 'active' and s.roles && ${roles}::text[] order by u.family_name, u.given_name, u.id limit 200`);

export type LinkPurpose = "passwordReset" | "staffInvitation";
export type Link = { userId: string; expiresAt: Instant; usedAt: Instant | null };

/** The newest link is the only one: earlier ones of the same person and purpose open nothing any more. Of these purposes, links long over are swept; other rooms keep theirs. */
export const insertLink = (
  tx: Tx,
  link: { tokenHash: Buffer; purpose: LinkPurpose; userId: string; now: Instant; expiresAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    with earlier as (
      delete from links where (purpose = ${link.purpose} and subject = ${link.userId} and used_at is null) or token_hash in (
        select token_hash from links where purpose in ('passwordReset', 'staffInvitation') and expires_at < ${addSeconds(link.now, -90 * 86_400)}::timestamptz order by expires_at limit 4 for update skip locked
      )
    )
    insert into links (token_hash, purpose, user_id, subject, created_at, expires_at)
    values (${link.tokenHash}, ${link.purpose}, ${link.userId}, ${link.userId}, ${link.now}, ${link.expiresAt})`);

export const linkOf = (db: Db, purpose: LinkPurpose, tokenHash: Buffer): Promise<Link | undefined> =>
  db.one<Link>(
    sql`select user_id as "userId", expires_at as "expiresAt", used_at as "usedAt" from links where token_hash = ${tokenHash} and purpose = ${purpose}`,
  );

/** @returns false when it was used or ran out meanwhile: of two requests by one link one is first. */
export const useLink = async (tx: Tx, tokenHash: Buffer, now: Instant): Promise<boolean> =>
  (await tx.one(
    sql`update links set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}::timestamptz returning 1 as used`,
  )) !== undefined;

export const dropLinks = (tx: Tx, userId: string, purpose: LinkPurpose): Promise<unknown> =>
  tx.query(sql`delete from links where purpose = ${purpose} and subject = ${userId} and used_at is null`);
