import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

/** Whoever holds the person's row decides about their factors; everyone else waits. */
export const holdUser = (tx: Tx, userId: string): Promise<unknown> => tx.query(sql`select from users where id = ${userId} for update`);

export type Passkey = {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly addedAt: Instant;
  readonly lastUsedAt: Instant | null;
};

const passkey = sql`id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey", counter, transports, name,
  added_at as "addedAt", last_used_at as "lastUsedAt"`;

export type Factors = {
  /** Sealed. */
  readonly secret: Buffer | null;
  readonly authenticatorSince: Instant | null;
  readonly passkeys: readonly Passkey[];
  readonly recoveryCodes: number;
};

/** Everything a person has besides their password. Passkeys are few: a rule says how many. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const row = await db.one<Omit<Factors, "passkeys">>(sql`
    select a.secret, a.confirmed_at as "authenticatorSince",
      (select count(*)::int from recovery_codes r where r.user_id = u.id and r.used_at is null) as "recoveryCodes"
    from users u left join authenticators a on a.user_id = u.id where u.id = ${userId}`);
  return { ...row!, passkeys: await passkeysOf(db, userId) };
}

export const passkeysOf = (db: Db, userId: string): Promise<Passkey[]> =>
  db.query<Passkey>(sql`select ${passkey} from passkeys where user_id = ${userId} order by added_at, id limit 100`);

export const passkeyByCredential = (db: Db, credentialId: string): Promise<Passkey | undefined> =>
  db.one<Passkey>(sql`select ${passkey} from passkeys where credential_id = ${credentialId}`);

/** @returns false when one is set up already. */
export const insertAuthenticator = async (tx: Tx, userId: string, made: { sealed: Buffer; step: number; now: Instant }): Promise<boolean> =>
  (await tx.one(sql`
    insert into authenticators (user_id, secret, confirmed_at, last_step) values (${userId}, ${made.sealed}, ${made.now}, ${made.step})
    on conflict (user_id) do nothing returning 1 as made`)) !== undefined;

export const dropAuthenticator = async (tx: Tx, userId: string): Promise<boolean> =>
  (await tx.one(sql`delete from authenticators where user_id = ${userId} returning 1 as dropped`)) !== undefined;

/** Takes a time step, once: of two requests with the same code one is first. */
export const takeStep = async (tx: Tx, userId: string, step: number): Promise<boolean> =>
  (await tx.one(
    sql`update authenticators set last_step = ${step} where user_id = ${userId} and last_step < ${step} returning 1 as taken`,
  )) !== undefined;

export type NewPasskey = Pick<Passkey, "id" | "userId" | "credentialId" | "publicKey" | "counter" | "transports" | "name">;

/** @returns false when this very passkey is kept already, here or at somebody else's. */
export const insertPasskey = async (tx: Tx, made: NewPasskey, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, added_at)
    values (${made.id}, ${made.userId}, ${made.credentialId}, ${made.publicKey}, ${made.counter}, ${made.transports}::text[], ${made.name}, ${now})
    on conflict (credential_id) do nothing returning 1 as made`)) !== undefined;

/** @returns its name, or undefined when the person has no such passkey. */
export const dropPasskey = async (tx: Tx, userId: string, id: string): Promise<string | undefined> =>
  (await tx.one<{ name: string }>(sql`delete from passkeys where user_id = ${userId} and id = ${id} returning name`))?.name;

/** @returns false when the passkey is gone, or has counted as far already: what was signed then was signed by a copy. */
export const usePasskey = async (tx: Tx, id: string, counter: number, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update passkeys set counter = ${counter}, last_used_at = ${now}
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1 as used`)) !== undefined;

/** Whether the person has a factor follows from what they have; written wherever that changes. @returns whether they have one now. */
export const noteFactors = async (tx: Tx, userId: string, now: Instant): Promise<boolean> =>
  (await tx.one<{ has: boolean }>(sql`
    update users set second_factor_since = case
      when exists (select from authenticators where user_id = ${userId}) or exists (select from passkeys where user_id = ${userId})
      then coalesce(second_factor_since, ${now}::timestamptz) end
    where id = ${userId} returning second_factor_since is not null as has`))!.has;

/** The new set is the only one. */
export const replaceRecoveryCodes = (tx: Tx, userId: string, indexes: readonly Buffer[]): Promise<unknown> =>
  tx.query(sql`
    with earlier as (delete from recovery_codes where user_id = ${userId})
    insert into recovery_codes (user_id, code_index) select ${userId}, index from unnest(${indexes}::bytea[]) as made(index)`);

export const dropRecoveryCodes = (tx: Tx, userId: string): Promise<unknown> =>
  tx.query(sql`delete from recovery_codes where user_id = ${userId}`);

/** Takes a recovery code, once. @returns how many are left, or undefined when it is none or has been used. */
export const takeRecoveryCode = async (tx: Tx, userId: string, index: Buffer, now: Instant): Promise<number | undefined> =>
  (
    await tx.one<{ left: number }>(sql`
      with taken as (
        update recovery_codes set used_at = ${now} where user_id = ${userId} and code_index = ${index} and used_at is null returning 1
      )
      select count(*)::int - 1 as left from recovery_codes where user_id = ${userId} and used_at is null and exists (select from taken)
      having exists (select from taken)`)
  )?.left;

export type ChallengePurpose = "add" | "signIn" | "factor";
const CHALLENGE_SECONDS = 300;

/** Kept until it is signed, minutes at most; some of those that are over are swept on the way. */
export const insertChallenge = (
  db: Db,
  made: { challenge: string; purpose: ChallengePurpose; userId: string | null; machine: Instant },
): Promise<unknown> =>
  db.query(sql`
    with swept as (
      delete from passkey_challenges where challenge in (
        select challenge from passkey_challenges where expires_at <= ${made.machine}::timestamptz order by expires_at limit 4 for update skip locked
      )
    )
    insert into passkey_challenges (challenge, purpose, user_id, expires_at)
    values (${made.challenge}, ${made.purpose}, ${made.userId}, ${addSeconds(made.machine, CHALLENGE_SECONDS)})`);

/** Takes a challenge, once: what was signed for it cannot be shown again. */
export const takeChallenge = async (
  db: Db,
  asked: { challenge: string; purpose: ChallengePurpose; userId: string | null; machine: Instant },
): Promise<boolean> =>
  (await db.one(sql`
    delete from passkey_challenges where challenge = ${asked.challenge} and purpose = ${asked.purpose}
      and user_id is not distinct from ${asked.userId}::uuid and expires_at > ${asked.machine}::timestamptz returning 1 as taken`)) !==
  undefined;

/** One more sign-in of this day. The day is the machine's, in UTC. */
export const countSignIn = (tx: Tx, userId: string, machine: Instant, withFactor: boolean): Promise<unknown> =>
  tx.query(sql`
    insert into sign_ins (user_id, day, total, with_factor, last_at) values (${userId}, ${machine.slice(0, 10)}::date, 1, ${withFactor ? 1 : 0}, ${machine}::timestamptz)
    on conflict (user_id, day) do update set total = sign_ins.total + 1, with_factor = sign_ins.with_factor + excluded.with_factor,
      last_at = greatest(sign_ins.last_at, excluded.last_at)`);

/** A factor was given in this session, just now. */
export const noteFactorGiven = (tx: Tx, tokenHash: Buffer, machine: Instant): Promise<unknown> =>
  tx.query(sql`update sessions set factor_at = ${machine} where token_hash = ${tokenHash}`);

/** Nothing is left but the password. */
export const dropAll = (tx: Tx, userId: string): Promise<unknown> =>
  tx.query(sql`
    with authenticator as (delete from authenticators where user_id = ${userId}),
      keys as (delete from passkeys where user_id = ${userId}),
      codes as (delete from recovery_codes where user_id = ${userId})
    update users set second_factor_since = null where id = ${userId}`);
