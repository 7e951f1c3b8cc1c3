import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { GroupRoles, Known, Purpose, WayIn } from "./providers.rules.ts";
import { providerAttempt } from "./providers.rules.ts";
import { domainAndParents } from "./rules.ts";

export type Provider = {
  readonly directoryId: string;
  readonly domain: string;
  readonly accountId: string | null;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: Buffer;
  readonly groupsClaim: string;
  readonly groupRoles: GroupRoles;
};

const provider = sql`
  select d.id as "directoryId", d.domain, d.account_id as "accountId", p.issuer, p.client_id as "clientId", p.client_secret as "clientSecret",
    p.groups_claim as "groupsClaim", p.group_roles as "groupRoles"
  from identity_providers p join directories d on d.id = p.directory_id`;

export const providerOf = (db: Db, directoryId: string): Promise<Provider | undefined> =>
  db.one<Provider>(sql`${provider} where p.directory_id = ${directoryId}`);

/** The provider of whoever has proven the domain, or one that it stands under. Nobody is sent anywhere on an unproven company's word. */
export const providerFor = (db: Db, domain: string): Promise<Provider | undefined> =>
  db.one<Provider>(sql`${provider} where d.domain = any(${domainAndParents(domain)}::text[]) and d.domain_proven_at is not null limit 1`);

export const providerByClient = (db: Db, client: { issuer: string; clientId: string }): Promise<Provider | undefined> =>
  db.one<Provider>(sql`${provider} where p.issuer = ${client.issuer} and p.client_id = ${client.clientId}`);

/** Two directories that take one client at the same moment wait for each other. @returns false when another directory has it. */
export const setProvider = async (
  tx: Tx,
  made: {
    directoryId: string;
    issuer: string;
    clientId: string;
    clientSecret: Buffer;
    groupsClaim: string;
    groupRoles: GroupRoles;
    now: Instant;
  },
): Promise<boolean> => {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`${made.issuer} ${made.clientId}`}, 4702020))`);
  const set = await tx.one(sql`
    insert into identity_providers as mine (directory_id, issuer, client_id, client_secret, groups_claim, group_roles, changed_at)
    select ${made.directoryId}::uuid, ${made.issuer}, ${made.clientId}, ${made.clientSecret}::bytea, ${made.groupsClaim}, ${JSON.stringify(made.groupRoles)}::jsonb, ${made.now}::timestamptz
    where not exists (
      select from identity_providers where issuer = ${made.issuer} and client_id = ${made.clientId} and directory_id <> ${made.directoryId}::uuid)
    on conflict (directory_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
      groups_claim = excluded.groups_claim, group_roles = excluded.group_roles, changed_at = excluded.changed_at
    returning 1 as set`);
  return set !== undefined;
};

/** Looks again whether this provider still stands, and keeps it from being taken away until the transaction ends. */
export const holdProvider = async (tx: Tx, directoryId: string, issuer: string): Promise<boolean> =>
  (await tx.one(sql`select 1 from identity_providers where directory_id = ${directoryId} and issuer = ${issuer} for share`)) !== undefined;

/** @returns false when there was none any more. Who stood behind which subject stays known. */
export const dropProvider = async (tx: Tx, directoryId: string): Promise<boolean> =>
  (await tx.one(sql`delete from identity_providers where directory_id = ${directoryId} returning 1 as dropped`)) !== undefined;

/** Ends what the directory's people opened through this issuer, but for one session. */
export const endSessionsThrough = (tx: Tx, through: { directoryId: string; issuer: string; but: Buffer | null }): Promise<unknown> =>
  tx.query(sql`
    delete from sessions s using users u
    where s.issuer = ${through.issuer} and u.id = s.user_id and u.directory_id = ${through.directoryId}
      and (${through.but}::bytea is null or s.token_hash <> ${through.but}::bytea)`);

/** How many active people of each directory come in through its provider of today and have no password. */
export const countsWithoutPassword = (db: Db, directoryIds: readonly string[]): Promise<{ directoryId: string; count: number }[]> =>
  db.query(sql`
    select p.directory_id as "directoryId", count(distinct u.id)::int as count
    from identity_providers p join users u on u.directory_id = p.directory_id join identities i on i.user_id = u.id and i.issuer = p.issuer
    where p.directory_id = any(${directoryIds}::uuid[]) and u.state = 'active' and u.password_hash is null group by p.directory_id`);

/** Each person's ways in: a password that still opens or a passkey, and the directory whose provider knows them. */
export const waysIn = (db: Db, userIds: readonly string[], now: Instant): Promise<WayIn[]> =>
  db.query<WayIn>(sql`
    select u.password_hash is not null and (u.password_expires_at is null or u.password_expires_at > ${now}::timestamptz)
        or exists (select from passkeys k where k.user_id = u.id) as own,
      (select p.directory_id from identity_providers p join identities i on i.issuer = p.issuer
        where p.directory_id = u.directory_id and i.user_id = u.id limit 1) as through
    from users u where u.id = any(${userIds}::uuid[]) and u.state = 'active'`);

/** How many people come in by this issuer; their subjects mean nothing at another. */
export const countIdentities = async (db: Db, directoryId: string, issuer: string): Promise<number> =>
  (await db.one<{ count: number }>(sql`
    select count(*)::int as count from identities i join users u on u.id = i.user_id
    where u.directory_id = ${directoryId} and i.issuer = ${issuer}`))!.count;

export const knownAs = (db: Db, issuer: string, subject: string): Promise<Known | undefined> =>
  db.one<Known>(sql`
    select u.id as "userId", u.directory_id as "directoryId", u.state
    from identities i join users u on u.id = i.user_id where i.issuer = ${issuer} and i.subject = ${subject}`);

export const isEmailHeld = async (db: Db, email: string): Promise<boolean> =>
  (await db.one(sql`select 1 from users where email = ${email}`)) !== undefined;

/** @returns false when the subject has come to stand for somebody meanwhile: of two arrivals at once one writes it down. */
export const insertIdentity = async (
  tx: Tx,
  made: { issuer: string; subject: string; userId: string; groups: readonly string[]; now: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into identities (issuer, subject, user_id, groups, linked_at)
    values (${made.issuer}, ${made.subject}, ${made.userId}, ${made.groups}::text[], ${made.now}::timestamptz)
    on conflict (issuer, subject) do nothing returning 1 as linked`)) !== undefined;

export const noteGroups = (tx: Tx, identity: { issuer: string; subject: string; groups: readonly string[] }): Promise<unknown> =>
  tx.query(sql`
    update identities set groups = ${identity.groups}::text[] where issuer = ${identity.issuer} and subject = ${identity.subject}`);

export type Identity = { readonly issuer: string; readonly groups: readonly string[] };

export const identitiesOf = (db: Db, userId: string): Promise<Identity[]> =>
  db.query<Identity>(sql`select issuer, groups from identities where user_id = ${userId} order by linked_at, issuer`);

export type Attempt = {
  readonly id: string;
  readonly purpose: Purpose;
  readonly directoryId: string | null;
  readonly accountId: string | null;
  readonly userId: string | null;
  readonly state: (typeof providerAttempt.states)[number];
  /** Sealed. */
  readonly sealed: Buffer;
  readonly outcome: Buffer | null;
};

const attempt = sql`id, purpose, directory_id as "directoryId", account_id as "accountId", user_id as "userId", state, sealed, outcome`;

/** Attempts whose time is over are swept on the way, a few at a time. */
export const insertAttempt = (
  tx: Db,
  made: Omit<Attempt, "state"> & { state: "sent" | "proven"; stateHash: Buffer; browserHash: Buffer; machine: Instant; expiresAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    with swept as (
      delete from provider_attempts where id in (
        select id from provider_attempts where expires_at <= ${made.machine}::timestamptz order by expires_at limit 4 for update skip locked
      )
    )
    insert into provider_attempts (id, state_hash, browser_hash, purpose, directory_id, account_id, user_id, state, sealed, outcome, expires_at)
    values (${made.id}, ${made.stateHash}, ${made.browserHash}, ${made.purpose}, ${made.directoryId}, ${made.accountId}, ${made.userId}, ${made.state},
      ${made.sealed}, ${made.outcome}, ${made.expiresAt}::timestamptz)`);

/** Takes an attempt by its state, for the browser that set out with it: once, and before its time is over. */
export const takeAttempt = (db: Db, taking: { stateHash: Buffer; browserHash: Buffer; machine: Instant }): Promise<Attempt | undefined> =>
  db.one<Attempt>(sql`
    update provider_attempts set state = ${providerAttempt.to("take")}
    where state_hash = ${taking.stateHash} and browser_hash = ${taking.browserHash} and state = any(${providerAttempt.from("take")})
      and expires_at > ${taking.machine}::timestamptz
    returning ${attempt}`);

/** @returns false when it was no longer in a state from which this move leaves. */
export const moveAttempt = async (
  tx: Db,
  id: string,
  move: "prove" | "finish" | "refuse",
  change: { outcome?: Buffer; expiresAt?: Instant } = {},
): Promise<boolean> =>
  (await tx.one(sql`
    update provider_attempts set state = ${providerAttempt.to(move)}, outcome = coalesce(${change.outcome ?? null}::bytea, outcome),
      expires_at = coalesce(${change.expiresAt ?? null}::timestamptz, expires_at)
    where id = ${id} and state = any(${providerAttempt.from(move)}) returning 1 as moved`)) !== undefined;

export const attemptById = (db: Db, id: string, browserHash: Buffer, machine: Instant): Promise<Attempt | undefined> =>
  db.one<Attempt>(sql`
    select ${attempt} from provider_attempts where id = ${id} and browser_hash = ${browserHash} and expires_at > ${machine}::timestamptz`);
