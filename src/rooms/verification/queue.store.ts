import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Statement } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { CaseState, CheckName, CheckState } from "./rules.ts";

export type Tab = "toTreat" | "atPartner" | "second";
export type QueueFilter = {
  readonly tab: Tab;
  readonly ownerId: string | null;
  readonly unowned: boolean;
  readonly check: CheckName | null;
  readonly search: string;
};

export type QueueRow = {
  readonly id: string;
  readonly accountId: string;
  readonly company: string;
  readonly partnerId: string;
  readonly city: string;
  readonly country: string;
  readonly state: CaseState;
  readonly dueOn: Day | null;
  readonly turnSince: Instant;
  readonly deadline: Day | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly triesUsed: number;
  readonly email: CheckState;
  readonly employment: CheckState;
  readonly business: CheckState;
  readonly escalated: boolean;
  /** When the check that is due first became the desk's. */
  readonly since: Instant;
};

export type After = { readonly sort: string; readonly id: string };

const tabs: Record<Tab, Statement> = {
  toTreat: sql`c.due_on is not null`,
  atPartner: sql`c.state in ('confirming', 'answering')`,
  second: sql`exists (select from verification_overrides o where o.case_id = c.id and o.state = 'asked')`,
};

/** A search is read as text: its % and _ stand for themselves. */
const contains = (text: string): string | null => (text === "" ? null : `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`);

/** The check that each tab is about: due at the desk, or waiting at the partner. */
const about: Record<Tab, Statement> = {
  toTreat: sql`(k.due_on is not null or (c.state = 'calling' and k.state = 'rejected'))`,
  atPartner: sql`(k.state in ('rejected', 'documentNeeded') or (k."check" = 'email' and k.state = 'pending'))`,
  second: sql`exists (select from verification_overrides o where o.case_id = c.id and o.state = 'asked' and o."check" = k."check")`,
};

const filtered = (filter: QueueFilter): Statement => {
  const wanted = contains(filter.search);
  return sql`${tabs[filter.tab]}
    and (${filter.ownerId}::uuid is null or c.owner_id = ${filter.ownerId}::uuid)
    and (not ${filter.unowned}::boolean or c.owner_id is null)
    and (${wanted}::text is null or lower(a.legal_name) like ${wanted}::text or a.partner_id like ${wanted}::text)
    and (${filter.check}::text is null or exists (
      select from verification_checks k where k.case_id = c.id and k."check" = ${filter.check}::text and ${about[filter.tab]}))`;
};

/** Earliest due first at the desk; at the partners, who has waited longest. */
export const queueOf = (db: Db, filter: QueueFilter, after: After | null, limit: number): Promise<QueueRow[]> => {
  const key = filter.tab === "toTreat" ? sql`c.due_on` : sql`c.turn_since`;
  const type = filter.tab === "toTreat" ? sql`date` : sql`timestamptz`;
  return db.query<QueueRow>(sql`
    select c.id, c.account_id as "accountId", a.legal_name as company, a.partner_id as "partnerId", a.city, a.country, c.state, c.due_on as "dueOn", c.turn_since as "turnSince",
      c.owner_id as "ownerId", o.given_name || ' ' || o.family_name as "ownerName", c.tries_used as "triesUsed", c.escalated_at is not null as escalated,
      k.email, k.employment, k.business, coalesce(k.since, c.turn_since) as since, k.deadline
    from verification_cases c
    join accounts a on a.id = c.account_id
    left join users o on o.id = c.owner_id
    cross join lateral (
      select max(k.state) filter (where k."check" = 'email') as email, max(k.state) filter (where k."check" = 'employment') as employment,
        max(k.state) filter (where k."check" = 'business') as business, min(k.since) filter (where k.due_on is not null) as since,
        min(k.asked ->> 'deadline') filter (where k.state = 'documentNeeded') as deadline
      from verification_checks k where k.case_id = c.id) k
    where ${filtered(filter)}
      and (${after?.sort ?? null}::${type} is null or (${key}, c.id) > (${after?.sort ?? null}::${type}, ${after?.id ?? null}::uuid))
    order by ${key}, c.id limit ${limit}`);
};

export type Counts = {
  readonly toTreat: number;
  readonly atPartner: number;
  readonly late: number;
  readonly second: number;
  readonly matching: number;
  readonly nextDeadline: Day | null;
};

export const countsOf = async (db: Db, filter: QueueFilter, today: Day): Promise<Counts> =>
  (await db.one<Counts>(sql`
    select (select count(*)::int from verification_cases c where ${tabs.toTreat}) as "toTreat",
      (select count(*)::int from verification_cases c where ${tabs.atPartner}) as "atPartner",
      (select count(*)::int from verification_cases c where c.due_on < ${today}::date) as late,
      (select count(*)::int from verification_cases c where ${tabs.second}) as second,
      (select count(*)::int from verification_cases c join accounts a on a.id = c.account_id where ${filtered(filter)}) as matching,
      (select min(k.asked ->> 'deadline') from verification_checks k where k.state = 'documentNeeded') as "nextDeadline"`))!;
