import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type Link = {
  readonly accountId: string;
  readonly caseId: string;
  readonly email: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly newest: boolean;
};

export async function addLink(
  tx: Tx,
  made: { tokenHash: Buffer; accountId: string; caseId: string; email: string; template: string; at: Instant; expiresAt: Instant },
): Promise<void> {
  await tx.query(sql`
    insert into links (token_hash, purpose, account_id, subject, created_at, expires_at)
    values (${made.tokenHash}, 'emailCheck', ${made.accountId}, ${made.caseId}, ${made.at}::timestamptz, ${made.expiresAt}::timestamptz)`);
  await tx.query(sql`
    insert into verification_mailings (token_hash, case_id, email, template, at)
    values (${made.tokenHash}, ${made.caseId}, ${made.email}, ${made.template}, ${made.at}::timestamptz)`);
}

export const loadLink = (db: Db, tokenHash: Buffer): Promise<Link | undefined> =>
  db.one<Link>(sql`
    select l.account_id as "accountId", m.case_id as "caseId", m.email, m.at as "sentAt", l.expires_at as "expiresAt", l.used_at as "usedAt",
      not exists (select from verification_mailings later where later.case_id = m.case_id and later.at > m.at) as newest
    from links l join verification_mailings m on m.token_hash = l.token_hash
    where l.token_hash = ${tokenHash} and l.purpose = 'emailCheck'`);

/** @returns false when somebody used it at the same moment: it opens its door once. */
export const spendLink = async (tx: Tx, tokenHash: Buffer, at: Instant): Promise<boolean> =>
  (await tx.one(
    sql`update links set used_at = ${at}::timestamptz where token_hash = ${tokenHash} and used_at is null and expires_at > ${at}::timestamptz returning 1`,
  )) !== undefined;

/** When mails with a link left for this address, newest first: as many as a decision about the next one looks at. */
export const sendingsTo = async (db: Db, caseId: string, email: string): Promise<Instant[]> =>
  (
    await db.query<{ at: Instant }>(
      sql`select at from verification_mailings where case_id = ${caseId} and email = ${email} order by at desc limit 500`,
    )
  ).map(({ at }) => at);
