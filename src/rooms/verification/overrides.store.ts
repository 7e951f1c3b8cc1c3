import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { CheckName, OverrideState } from "./rules.ts";
import { override } from "./rules.ts";

export type OverrideRow = {
  readonly id: string;
  readonly check: CheckName;
  readonly state: OverrideState;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
};

const columns = sql`id, "check", state, reason, asked_by as "askedBy", asked_by_name as "askedByName", asked_at as "askedAt"`;

/** What waits for a second member of staff in a case: at most one for each check. */
export const askedOf = (db: Db, caseId: string): Promise<OverrideRow[]> =>
  db.query<OverrideRow>(sql`select ${columns} from verification_overrides where case_id = ${caseId} and state = ${override.initial}`);

export const loadOverride = (db: Db, caseId: string, id: string): Promise<OverrideRow | undefined> =>
  db.one<OverrideRow>(sql`select ${columns} from verification_overrides where case_id = ${caseId} and id = ${id}`);

export const askOverride = (
  tx: Tx,
  caseId: string,
  made: { id: string; check: CheckName; reason: string; by: string; byName: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into verification_overrides (id, case_id, "check", state, reason, asked_by, asked_by_name, asked_at)
    values (${made.id}, ${caseId}, ${made.check}, ${override.initial}, ${made.reason}, ${made.by}, ${made.byName}, ${made.at}::timestamptz)`);

/** @returns false when it was answered meanwhile. */
export const answerOverride = async (
  tx: Tx,
  caseId: string,
  id: string,
  made: { state: OverrideState; by: string; byName: string; answer: string | null; at: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    update verification_overrides set state = ${made.state}, answered_by = ${made.by}, answered_by_name = ${made.byName}, answer = ${made.answer},
      answered_at = ${made.at}::timestamptz
    where case_id = ${caseId} and id = ${id} and state = ${override.initial} returning 1`)) !== undefined;

/** The checks have moved: what was asked about them is of the past. */
export const overtake = (tx: Tx, caseId: string, checks: readonly CheckName[], at: Instant): Promise<unknown> =>
  tx.query(sql`
    update verification_overrides set state = ${override.to("overtake")}, answered_at = ${at}::timestamptz
    where case_id = ${caseId} and "check" = any(${checks}::text[]) and state = any(${override.from("overtake")}::text[])`);
