import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type OpenSession = {
  readonly id: string;
  readonly userAgent: string;
  readonly beganAt: Instant;
  readonly seenAt: Instant;
  readonly complete: boolean;
  readonly here: boolean;
};

export type SessionCursor = { readonly seenAt: Instant; readonly id: string };

/** The person's sessions that still open something, the last used first. */
export const sessionsOf = (
  db: Db,
  userId: string,
  asked: { here: Buffer; machine: Instant; after: SessionCursor | undefined; limit: number },
): Promise<OpenSession[]> =>
  db.query<OpenSession>(sql`
    select id, user_agent as "userAgent", coalesce(began_at, created_at) as "beganAt", seen_at as "seenAt", complete, token_hash = ${asked.here} as here
    from sessions where user_id = ${userId} and expires_at > ${asked.machine}::timestamptz
      and (${asked.after?.id ?? null}::uuid is null or (seen_at, id) < (${asked.after?.seenAt ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
    order by seen_at desc, id desc limit ${asked.limit}`);

/** Ends one session of this person, never the one that asks. @returns what it was, or undefined when there is none to end. */
export const endOne = (tx: Tx, userId: string, id: string, here: Buffer): Promise<{ userAgent: string } | undefined> =>
  tx.one<{ userAgent: string }>(sql`
    delete from sessions where user_id = ${userId} and id = ${id} and token_hash <> ${here} returning user_agent as "userAgent"`);
