import { addSeconds } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { JobList } from "./rules.ts";
import { LATE_SECONDS } from "./rules.ts";

export type Row = {
  id: string;
  kind: string;
  company: string | null;
  dueAt: string;
  nextTryAt: string;
  clock: "business" | "machine";
  attempts: number;
  lastError: string | null;
};

/** What "late" means on both clocks: due long enough ago, and free to run for as long. */
const late = (
  now: string,
  machine: string,
) => sql`j.state = 'waiting' and j.not_before <= ${addSeconds(machine, -LATE_SECONDS)}::timestamptz
  and j.due_at <= (case j.clock when 'business' then ${addSeconds(now, -LATE_SECONDS)}::timestamptz else ${addSeconds(machine, -LATE_SECONDS)}::timestamptz end)`;

export function list(
  db: Db,
  which: JobList,
  now: string,
  machine: string,
  after: { dueAt: string; id: string } | undefined,
  limit: number,
): Promise<Row[]> {
  const among = which === "failed" ? sql`j.state = 'failed'` : which === "late" ? late(now, machine) : sql`j.state = 'waiting'`;
  return db.query<Row>(sql`
    select j.id, j.kind, a.legal_name as company, j.due_at as "dueAt", j.not_before as "nextTryAt", j.clock, j.attempts, j.last_error as "lastError"
    from jobs j left join accounts a on a.id = j.account_id
    where ${among} and (${after?.dueAt ?? null}::timestamptz is null or (j.due_at, j.id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by j.due_at, j.id limit ${limit}`);
}

export const counts = (db: Db, now: string, machine: string): Promise<{ next: number; late: number; failed: number } | undefined> =>
  db.one(sql`
    select count(*) filter (where j.state = 'waiting')::int as next, count(*) filter (where ${late(now, machine)})::int as late, count(*) filter (where j.state = 'failed')::int as failed
    from jobs j where j.state in ('waiting', 'failed')`);

export const stateOf = (tx: Tx, id: string): Promise<{ state: string; kind: string } | undefined> =>
  tx.one(sql`select state, kind from jobs where id = ${id} for update`);

export const repeat = (tx: Tx, id: string, machine: string): Promise<{ id: string } | undefined> =>
  tx.one(
    sql`update jobs set state = 'waiting', attempts = 0, not_before = ${machine}::timestamptz where id = ${id} and state = 'failed' returning id`,
  );
