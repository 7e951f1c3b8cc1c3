import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import { joinRequest } from "./rules.ts";

export type JoinRequest = {
  readonly id: string;
  readonly accountId: string;
  readonly directoryId: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly state: (typeof joinRequest.states)[number];
  readonly passwordHash: string | null;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
};

const columns = sql`id, account_id as "accountId", directory_id as "directoryId", email, given_name as "givenName", family_name as "familyName",
  language, state, password_hash as "passwordHash", asked_at as "askedAt", expires_at as "expiresAt"`;

/** Asking again before the link is opened sends another one. @returns false when the request is with the administrators already. */
export const ask = async (tx: Tx, made: Omit<JoinRequest, "state" | "passwordHash"> & { tokenHash: Buffer }): Promise<boolean> =>
  (await tx.one(sql`
    insert into join_requests as mine (id, account_id, directory_id, email, given_name, family_name, language, token_hash, asked_at, expires_at)
    values (${made.id}, ${made.accountId}, ${made.directoryId}, ${made.email}, ${made.givenName}, ${made.familyName}, ${made.language}, ${made.tokenHash},
      ${made.askedAt}::timestamptz, ${made.expiresAt}::timestamptz)
    on conflict (account_id, email) where state in ('asked', 'confirmed') do update set token_hash = excluded.token_hash,
      given_name = excluded.given_name, family_name = excluded.family_name, language = excluded.language, asked_at = excluded.asked_at,
      expires_at = excluded.expires_at
    where mine.state = 'asked' returning 1 as asked`)) !== undefined;

export const byToken = (db: Db, tokenHash: Buffer): Promise<JoinRequest | undefined> =>
  db.one<JoinRequest>(sql`select ${columns} from join_requests where token_hash = ${tokenHash}`);

/** @returns false when it was confirmed or ran out meanwhile: of two presses one is first. */
export const confirm = async (tx: Tx, tokenHash: Buffer, passwordHash: string, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update join_requests set state = ${joinRequest.to("confirm")}, password_hash = ${passwordHash}
    where token_hash = ${tokenHash} and state = any(${joinRequest.from("confirm")}::text[]) and expires_at > ${now}::timestamptz
    returning 1 as confirmed`)) !== undefined;

export const waiting = (db: Db, accountId: string, after: string | null, limit: number): Promise<JoinRequest[]> =>
  db.query<JoinRequest>(sql`
    select ${columns} from join_requests
    where account_id = ${accountId} and state = 'confirmed' and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`);

/** Decides a request of this account, once. @returns it, or undefined when it is not waiting any more. */
export const decide = (tx: Tx, accountId: string, id: string, move: "accept" | "decline", now: Instant): Promise<JoinRequest | undefined> =>
  tx.one<JoinRequest>(sql`
    update join_requests set state = ${joinRequest.to(move)}, decided_at = ${now}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${joinRequest.from(move)}::text[]) returning ${columns}`);
