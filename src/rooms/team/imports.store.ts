import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { ImportState, Invited, Line, LineProblem } from "./imports.rules.ts";
import { userImport } from "./imports.rules.ts";

export type Import = {
  readonly id: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly uploadedBy: string;
  readonly uploader: string;
  readonly uploadedAt: Instant;
};

/** What somebody had read in before and did not confirm goes: only one report is in the making. */
export const insert = async (
  tx: Tx,
  accountId: string,
  made: { id: string; fileName: string; by: string; now: Instant },
  lines: readonly Line[],
): Promise<void> => {
  await tx.query(sql`
    with earlier as (delete from user_imports where account_id = ${accountId} and uploaded_by = ${made.by} and state = ${userImport.initial})
    insert into user_imports (id, account_id, file_name, uploaded_by, uploaded_at)
    values (${made.id}, ${accountId}, ${made.fileName}, ${made.by}, ${made.now}::timestamptz)`);
  await tx.query(sql`
    insert into user_import_lines (account_id, import_id, line, typed, invited, problem)
    select ${accountId}::uuid, ${made.id}::uuid, line, typed, nullif(invited, 'null'::jsonb), nullif(problem, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(line int, typed jsonb, invited jsonb, problem jsonb)`);
};

/** A report that nobody confirmed goes, with its lines. */
export const clear = (tx: Tx, accountId: string, id: string): Promise<unknown> =>
  tx.query(sql`delete from user_imports where account_id = ${accountId} and id = ${id} and state = ${userImport.initial}`);

const columns = sql`i.id, i.file_name as "fileName", i.state, i.uploaded_by as "uploadedBy",
  (select u.given_name || ' ' || u.family_name from users u where u.id = i.uploaded_by) as uploader, i.uploaded_at as "uploadedAt"`;

export const load = (db: Db, accountId: string, id: string): Promise<Import | undefined> =>
  db.one<Import>(sql`select ${columns} from user_imports i where i.account_id = ${accountId} and i.id = ${id}`);

/** @returns false when it was confirmed before: of two presses one is first. */
export const confirm = async (tx: Tx, accountId: string, id: string, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update user_imports set state = ${userImport.to("confirm")}, confirmed_at = ${now}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${userImport.from("confirm")}::text[]) returning 1 as confirmed`)) !==
  undefined;

export const finish = (tx: Tx, accountId: string, id: string, now: Instant): Promise<unknown> =>
  tx.query(sql`
    update user_imports set state = ${userImport.to("finish")}, finished_at = ${now}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${userImport.from("finish")}::text[])`);

export type Counts = { readonly total: number; readonly wrong: number; readonly sent: number };
export const count = async (db: Db, accountId: string, id: string): Promise<Counts> =>
  (await db.one<Counts>(sql`
    select count(*)::int as total, count(problem)::int as wrong, count(invitation_id)::int as sent
    from user_import_lines where account_id = ${accountId} and import_id = ${id}`))!;

export type StoredLine = Line & { readonly sent: boolean };

/** The lines of a report in the order of the file: only those with a problem, only those without, or all. */
export const lines = (
  db: Db,
  accountId: string,
  id: string,
  asked: { wrong: boolean | undefined; after: number; limit: number },
): Promise<StoredLine[]> =>
  db.query<StoredLine>(sql`
    select line, typed, invited, problem, invitation_id is not null as sent from user_import_lines
    where account_id = ${accountId} and import_id = ${id} and line > ${asked.after}
      and (${asked.wrong ?? null}::boolean is null or (problem is not null) = ${asked.wrong ?? null}::boolean)
    order by line limit ${asked.limit}`);

/** The next lines to send, in the order of the file. */
export const pending = (tx: Tx, accountId: string, id: string, limit: number): Promise<{ line: number; invited: Invited }[]> =>
  tx.query(sql`
    select line, invited from user_import_lines
    where account_id = ${accountId} and import_id = ${id} and problem is null and invitation_id is null order by line limit ${limit}`);

export const note = (
  tx: Tx,
  accountId: string,
  id: string,
  outcomes: readonly { line: number; invitationId: string | null; problem: LineProblem | null }[],
): Promise<unknown> =>
  tx.query(sql`
    update user_import_lines l set invitation_id = o."invitationId", problem = nullif(o.problem, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o(line int, "invitationId" uuid, problem jsonb)
    where l.account_id = ${accountId} and l.import_id = ${id} and l.line = o.line`);
