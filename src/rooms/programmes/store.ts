import type { Instant } from "../../kit/dates.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { EnrolmentState } from "./rules.ts";

export type Row = {
  readonly id: string;
  readonly programme: string;
  readonly state: EnrolmentState;
  readonly appliedBy: string;
  readonly appliedByName: string;
  readonly since: Instant;
  readonly reason: string | null;
  readonly version: number;
};

const columns = sql`e.id, e.programme, e.state, e.applied_by as "appliedBy", e.applied_by_name as "appliedByName", e.since, e.reason, e.version`;

/** The company's enrolments, one for each programme it ever applied to. */
export const list = (db: Db, accountId: string): Promise<Row[]> =>
  db.query<Row>(sql`select ${columns} from enrolments e where e.account_id = ${accountId}`);

export const load = (db: Db, accountId: string, programme: string): Promise<Row | undefined> =>
  db.one<Row>(sql`select ${columns} from enrolments e where e.account_id = ${accountId} and e.programme = ${programme}`);

/** Begins an enrolment, or begins it again over one that has ended. @returns undefined when one is under way. */
export const apply = (
  tx: Tx,
  accountId: string,
  made: {
    readonly id: string;
    readonly programme: string;
    readonly state: EnrolmentState;
    readonly again: readonly EnrolmentState[];
    readonly by: string;
    readonly byName: string;
    readonly at: Instant;
  },
): Promise<{ id: string } | undefined> =>
  tx.one<{ id: string }>(sql`
    insert into enrolments (id, account_id, programme, state, applied_by, applied_by_name, applied_at, since)
    values (${made.id}, ${accountId}, ${made.programme}, ${made.state}, ${made.by}, ${made.byName}, ${made.at}::timestamptz, ${made.at}::timestamptz)
    on conflict on constraint one_enrolment_per_programme do update set state = excluded.state, applied_by = excluded.applied_by,
      applied_by_name = excluded.applied_by_name, applied_at = excluded.applied_at, since = excluded.since, decided_by_name = null, reason = null,
      version = enrolments.version + 1
    where enrolments.state = any(${made.again}::text[])
    returning id`);

/** Moves an enrolment that is still in one of these states. @returns its new version, or undefined when the world has moved on. */
export const move = (
  tx: Tx,
  accountId: string,
  programme: string,
  from: readonly EnrolmentState[],
  to: EnrolmentState,
  at: Instant,
  decision?: { readonly by: string; readonly reason: string },
): Promise<{ version: number } | undefined> =>
  tx.one<{ version: number }>(sql`
    update enrolments set state = ${to}, since = ${at}::timestamptz, version = version + 1${
      decision ? sql`, decided_by_name = ${decision.by}, reason = ${decision.reason === "" ? null : decision.reason}` : (sql`` as Statement)
    }
    where account_id = ${accountId} and programme = ${programme} and state = any(${from}::text[]) returning version`);

export type Waiting = Row & {
  readonly accountId: string;
  readonly company: string;
  readonly partnerId: string;
  readonly country: string;
  readonly decidedByName: string | null;
};

const withCompany = sql`${columns}, e.account_id as "accountId", a.legal_name as company, a.partner_id as "partnerId", a.country,
  e.decided_by_name as "decidedByName"`;

/** For the vendor's desk: the enrolments in one state, the oldest first. */
export const queue = (
  db: Db,
  state: EnrolmentState,
  after: { readonly since: Instant; readonly id: string } | undefined,
  limit: number,
): Promise<Waiting[]> =>
  db.query<Waiting>(sql`
    select ${withCompany} from enrolments e join accounts a on a.id = e.account_id
    where e.state = ${state} and (${after?.id ?? null}::uuid is null or (e.since, e.id) > (${after?.since ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by e.since, e.id limit ${limit}`);

export const byId = (db: Db, id: string): Promise<Waiting | undefined> =>
  db.one<Waiting>(sql`select ${withCompany} from enrolments e join accounts a on a.id = e.account_id where e.id = ${id}`);

export const counts = (db: Db): Promise<{ programme: string; state: EnrolmentState; count: number }[]> =>
  db.query(sql`select programme, state, count(*)::int as count from enrolments group by programme, state`);

/** The network's members are its companies; there is no enrolment to count. */
export const countMembers = async (db: Db): Promise<{ active: number; applying: number; rejected: number }> =>
  (await db.one<{ active: number; applying: number; rejected: number }>(sql`
    select count(*) filter (where agreement_signed_at is not null and verification <> 'rejected')::int as active,
      count(*) filter (where agreement_signed_at is null and verification <> 'rejected')::int as applying,
      count(*) filter (where verification = 'rejected')::int as rejected from accounts`))!;
