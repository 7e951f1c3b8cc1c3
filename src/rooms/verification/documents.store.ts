import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { CheckName } from "./rules.ts";

export type DocumentRow = {
  readonly id: string;
  readonly caseId: string;
  readonly check: CheckName;
  readonly fileId: string;
  readonly kind: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sentByName: string;
  readonly sentAt: Instant;
  readonly submittedAt: Instant | null;
  readonly verdict: "kept" | "notKept" | null;
  readonly verdictReason: string | null;
  readonly verdictAt: Instant | null;
};

const columns = sql`d.id, d.case_id as "caseId", d."check", d.file_id as "fileId", d.kind, f.name, f.type, f.size, d.sent_by_name as "sentByName",
  d.sent_at as "sentAt", d.submitted_at as "submittedAt", d.verdict, d.verdict_reason as "verdictReason", d.verdict_at as "verdictAt"`;

/** Newest first. */
export const documentsOf = (db: Db, accountId: string): Promise<DocumentRow[]> =>
  db.query<DocumentRow>(sql`
    select ${columns} from verification_documents d join files f on f.id = d.file_id
    where d.account_id = ${accountId} order by d.sent_at desc, d.id desc limit 200`);

export const loadDocument = (db: Db, accountId: string, documentId: string): Promise<DocumentRow | undefined> =>
  db.one<DocumentRow>(sql`
    select ${columns} from verification_documents d join files f on f.id = d.file_id where d.account_id = ${accountId} and d.id = ${documentId}`);

/** The very same content sent before for the same check. */
export const sameDocument = (
  db: Db,
  accountId: string,
  check: CheckName,
  sha256: Buffer,
): Promise<{ name: string; at: Instant } | undefined> =>
  db.one<{ name: string; at: Instant }>(sql`
    select f.name, d.sent_at as at from verification_documents d join files f on f.id = d.file_id
    where d.account_id = ${accountId} and d."check" = ${check} and f.sha256 = ${sha256} limit 1`);

export const addDocument = (
  tx: Tx,
  accountId: string,
  made: {
    id: string;
    caseId: string;
    check: CheckName;
    fileId: string;
    kind: string | null;
    /** Null for whoever came by a signed link. */
    sentBy: string | null;
    sentByName: string;
    at: Instant;
    submittedAt: Instant | null;
  },
): Promise<unknown> =>
  tx.query(sql`
    insert into verification_documents (id, case_id, account_id, "check", file_id, kind, sent_by, sent_by_name, sent_at, submitted_at)
    values (${made.id}, ${made.caseId}, ${accountId}, ${made.check}, ${made.fileId}, ${made.kind}, ${made.sentBy}::uuid, ${made.sentByName}, ${made.at}::timestamptz,
      ${made.submittedAt}::timestamptz)`);

/** What the partner had put together goes to the desk. */
export const submitDocuments = (tx: Tx, accountId: string, checks: readonly CheckName[], at: Instant): Promise<unknown> =>
  tx.query(sql`
    update verification_documents set submitted_at = ${at}::timestamptz
    where account_id = ${accountId} and "check" = any(${checks}::text[]) and submitted_at is null`);

/** A decision is also a verdict on every document that it has looked at. */
export const judgeDocuments = (
  tx: Tx,
  accountId: string,
  check: CheckName,
  verdict: "kept" | "notKept",
  reason: string,
  at: Instant,
): Promise<unknown> =>
  tx.query(sql`
    update verification_documents set verdict = ${verdict}, verdict_reason = ${reason}, verdict_at = ${at}::timestamptz
    where account_id = ${accountId} and "check" = ${check} and submitted_at is not null and verdict is null`);
