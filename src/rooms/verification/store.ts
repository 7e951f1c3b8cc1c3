import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Found } from "./partner.rules.ts";
import type { CaseState, CheckName, CheckState, Declared, States, Turn } from "./rules.ts";

export type Findings = { readonly source: string; readonly values: Found };
export type Asked = { readonly documents: readonly string[]; readonly deadline: Day };

export type CheckRow = {
  readonly name: CheckName;
  readonly state: CheckState;
  readonly since: Instant;
  readonly dueOn: Day | null;
  readonly dataVersion: number | null;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly findings: Findings | null;
  readonly asked: Asked | null;
};

export type Case = {
  readonly id: string;
  readonly accountId: string;
  readonly state: CaseState;
  readonly dataVersion: number;
  readonly turn: Turn;
  readonly turnSince: Instant;
  readonly dueOn: Day | null;
  readonly triesUsed: number;
  readonly tryAnswered: boolean;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly ownerSince: Instant | null;
  readonly contactAgreedAt: Instant | null;
  readonly addressConfirmedAt: Instant | null;
  readonly confirmedEmail: string | null;
  readonly openedAt: Instant;
  /** When the company said that the answer is late, and who did. */
  readonly escalatedAt: Instant | null;
  readonly escalatedBy: string | null;
  readonly checks: Readonly<Record<CheckName, CheckRow>>;
};

export const statesOf = ({ checks }: Case): States => ({
  email: checks.email.state,
  employment: checks.employment.state,
  business: checks.business.state,
});

type Joined = Omit<Case, "checks"> & { [K in keyof CheckRow as `check_${K}`]: CheckRow[K] };

const joined = sql`
  select c.id, c.account_id as "accountId", c.state, c.data_version as "dataVersion", c.turn, c.turn_since as "turnSince", c.due_on as "dueOn",
    c.tries_used as "triesUsed", c.try_answered as "tryAnswered", c.owner_id as "ownerId", o.given_name || ' ' || o.family_name as "ownerName",
    c.owner_since as "ownerSince", c.contact_agreed_at as "contactAgreedAt", c.address_confirmed_at as "addressConfirmedAt",
    c.confirmed_email as "confirmedEmail", c.opened_at as "openedAt", c.escalated_at as "escalatedAt", c.escalated_by as "escalatedBy",
    k."check" as check_name, k.state as check_state, k.since as check_since, k.due_on as "check_dueOn", k.data_version as "check_dataVersion",
    k.rule as check_rule, k.reason as check_reason, k.note as check_note, k.decided_at as "check_decidedAt", k.decided_by as "check_decidedBy",
    k.decided_by_name as "check_decidedByName", k.findings as check_findings, k.asked as check_asked
  from verification_cases c
  join verification_checks k on k.case_id = c.id
  left join users o on o.id = c.owner_id`;

function gather(rows: readonly Joined[]): Case | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const head: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(first)) if (!key.startsWith("check_")) head[key] = value;
  const checks = Object.fromEntries(
    rows.map((row) => [
      row.check_name,
      Object.fromEntries(Object.entries(row).flatMap(([key, value]) => (key.startsWith("check_") ? [[key.slice(6), value]] : []))),
    ]),
  );
  return { ...head, checks } as unknown as Case;
}

/** The case of an account. The account is held by whoever changes it. */
export const loadCase = async (db: Db, accountId: string): Promise<Case | undefined> =>
  gather(await db.query<Joined>(sql`${joined} where c.account_id = ${accountId}`));

/** For the vendor's staff, who work on every account. */
export const loadCaseById = async (db: Db, caseId: string): Promise<Case | undefined> =>
  gather(await db.query<Joined>(sql`${joined} where c.id = ${caseId}`));

/** Whose case it is, before anything is held. */
export const accountOf = async (db: Db, caseId: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from verification_cases where id = ${caseId}`))?.accountId;

/** @returns false when the account has its case already: nothing is written then. */
export async function openCase(
  tx: Tx,
  accountId: string,
  made: { id: string; state: CaseState; turn: Turn; dataVersion: number; states: States; at: Instant },
): Promise<boolean> {
  const row = await tx.one(sql`
    insert into verification_cases (id, account_id, state, data_version, turn, turn_since, opened_at)
    values (${made.id}, ${accountId}, ${made.state}, ${made.dataVersion}, ${made.turn}, ${made.at}::timestamptz, ${made.at}::timestamptz)
    on conflict on constraint one_case_per_account do nothing returning id`);
  if (!row) return false;
  await tx.query(sql`
    insert into verification_checks (case_id, "check", state, since)
    select ${made.id}::uuid, key, value, ${made.at}::timestamptz from jsonb_each_text(${JSON.stringify(made.states)}::jsonb)`);
  return true;
}

/** @returns false when the check is no longer in the state that was believed: then nothing is written. */
export async function saveCheck(tx: Tx, caseId: string, before: CheckState, row: CheckRow): Promise<boolean> {
  const saved = await tx.one(sql`
    update verification_checks set state = ${row.state}, since = ${row.since}::timestamptz, due_on = ${row.dueOn}::date, data_version = ${row.dataVersion},
      rule = ${row.rule}, reason = ${row.reason}, note = ${row.note}, decided_at = ${row.decidedAt}::timestamptz, decided_by = ${row.decidedBy}::uuid,
      decided_by_name = ${row.decidedByName}, findings = ${row.findings && JSON.stringify(row.findings)}::jsonb, asked = ${row.asked && JSON.stringify(row.asked)}::jsonb
    where case_id = ${caseId} and "check" = ${row.name} and state = ${before} returning 1`);
  return saved !== undefined;
}

export const saveCase = (
  tx: Tx,
  accountId: string,
  row: Pick<Case, "state" | "dataVersion" | "turn" | "turnSince" | "dueOn" | "triesUsed" | "tryAnswered" | "escalatedAt" | "escalatedBy">,
): Promise<unknown> =>
  tx.query(sql`
    update verification_cases set state = ${row.state}, data_version = ${row.dataVersion}, turn = ${row.turn}, turn_since = ${row.turnSince}::timestamptz,
      due_on = ${row.dueOn}::date, tries_used = ${row.triesUsed}, try_answered = ${row.tryAnswered},
      escalated_at = ${row.escalatedAt}::timestamptz, escalated_by = ${row.escalatedBy}
    where account_id = ${accountId}`);

/** @returns false when it was said already, or when nothing is owed any more. */
export const escalate = async (tx: Tx, accountId: string, by: string, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update verification_cases set escalated_at = ${at}::timestamptz, escalated_by = ${by}
    where account_id = ${accountId} and due_on is not null and escalated_at is null returning 1`)) !== undefined;

export const setOwner = (tx: Tx, caseId: string, ownerId: string, at: Instant): Promise<unknown> =>
  tx.query(sql`update verification_cases set owner_id = ${ownerId}, owner_since = ${at}::timestamptz where id = ${caseId}`);

/** Both statements of the contact, each a fact of its own, and the address for which they were made. */
export const setConfirmed = (tx: Tx, accountId: string, email: string | null, at: Instant | null): Promise<unknown> =>
  tx.query(sql`
    update verification_cases set contact_agreed_at = ${at}::timestamptz, address_confirmed_at = ${at}::timestamptz, confirmed_email = ${email}
    where account_id = ${accountId}`);

export type Version = { readonly version: number; readonly at: Instant; readonly declared: Declared; readonly try: number };

export const addVersion = (tx: Tx, caseId: string, made: Version): Promise<unknown> =>
  tx.query(sql`
    insert into verification_versions (case_id, version, at, declared, try)
    values (${caseId}, ${made.version}, ${made.at}::timestamptz, ${JSON.stringify(made.declared)}::jsonb, ${made.try})
    on conflict (case_id, version) do nothing`);

/** Oldest first; a company that changes its data more often than this is shown its latest changes. */
export const versionsOf = async (db: Db, caseId: string): Promise<Version[]> =>
  (
    await db.query<Version>(
      sql`select version, at, declared, try from verification_versions where case_id = ${caseId} order by version desc limit 20`,
    )
  ).reverse();

export type Note = { readonly id: string; readonly author: string; readonly text: string; readonly at: Instant };

export const addNote = (
  tx: Tx,
  made: { id: string; caseId: string; authorId: string; author: string; text: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into verification_notes (id, case_id, author_id, author_name, text, at)
    values (${made.id}, ${made.caseId}, ${made.authorId}, ${made.author}, ${made.text}, ${made.at}::timestamptz)`);

export const notesOf = (db: Db, caseId: string): Promise<Note[]> =>
  db.query<Note>(
    sql`select id, author_name as author, text, at from verification_notes where case_id = ${caseId} order by at desc, id desc limit 200`,
  );

/** Who did what a reaction has heard of, so that the thread of the case can name them. */
export const actorOf = async (db: Db, factId: string): Promise<string> =>
  (await db.one<{ name: string }>(sql`select actor_name as name from facts where id = ${factId}::uuid`))?.name ?? "";
