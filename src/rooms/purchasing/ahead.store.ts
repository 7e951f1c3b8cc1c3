import type { Card } from "../../kit/cards.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Happening, RehearsalState } from "./ahead.rules.ts";
import { rehearsal } from "./ahead.rules.ts";
import type { NotAsked } from "./charge.rules.ts";

/** The companies, among these, whose automatic renewals are held back. */
export async function heldAmong(db: Db, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(sql`
    select a.id from unnest(${accountIds}::uuid[]) a (id)
    where exists (select from renewal_holds h where h.released_at is null and (h.account_id is null or h.account_id = a.id))`);
  return new Set(rows.map(({ id }) => id));
}

export type Hold = {
  readonly id: string;
  /** The company, or null when everybody's are held back. */
  readonly accountId: string | null;
  readonly company: string | null;
  readonly partnerId: string | null;
  readonly reason: string;
  readonly heldBy: string;
  readonly heldAt: Instant;
  readonly releasedBy: string | null;
  readonly releasedAt: Instant | null;
  /** How many charges have been held back by it and wait. */
  readonly waiting: number;
};

const holdColumns = sql`h.id, h.account_id as "accountId", a.legal_name as company, a.partner_id as "partnerId", h.reason, h.held_by_name as "heldBy", h.held_at as "heldAt",
  h.released_by_name as "releasedBy", h.released_at as "releasedAt",
  (case when h.released_at is null then (select count(*)::int from held_charges c where h.account_id is null or c.account_id = h.account_id) else 0 end) as waiting`;

/** Those that stand, the newest first. */
export const listStanding = (db: Db, limit: number): Promise<Hold[]> =>
  db.query<Hold>(sql`
    select ${holdColumns} from renewal_holds h left join accounts a on a.id = h.account_id
    where h.released_at is null order by h.id desc limit ${limit}`);

/** What was released, the newest first. */
export const listReleased = (db: Db, before: string | undefined, limit: number): Promise<Hold[]> =>
  db.query<Hold>(sql`
    select ${holdColumns} from renewal_holds h left join accounts a on a.id = h.account_id
    where h.released_at is not null and (${before ?? null}::uuid is null or h.id < ${before ?? null}::uuid) order by h.id desc limit ${limit}`);

export const loadHold = (db: Db, id: string): Promise<Hold | undefined> =>
  db.one<Hold>(sql`select ${holdColumns} from renewal_holds h left join accounts a on a.id = h.account_id where h.id = ${id}`);

/** The hold that stands for a company, or for everybody. */
export const standingHold = (db: Db, accountId: string | null): Promise<Hold | undefined> =>
  db.one<Hold>(sql`
    select ${holdColumns} from renewal_holds h left join accounts a on a.id = h.account_id
    where h.released_at is null and h.account_id is not distinct from ${accountId}::uuid`);

/** @returns false when one stands already. */
export async function insertHold(
  tx: Tx,
  made: { id: string; accountId: string | null; reason: string; by: string; byName: string; at: Instant },
): Promise<boolean> {
  const written = await tx.one(sql`
    insert into renewal_holds (id, account_id, reason, held_by, held_by_name, held_at)
    values (${made.id}, ${made.accountId}::uuid, ${made.reason}, ${made.by}, ${made.byName}, ${made.at}::timestamptz) on conflict do nothing returning id`);
  return written !== undefined;
}

/** @returns false when somebody has released it. */
export async function releaseHold(tx: Tx, id: string, by: string, byName: string, at: Instant): Promise<boolean> {
  const written = await tx.one(sql`
    update renewal_holds set released_by = ${by}, released_by_name = ${byName}, released_at = ${at}::timestamptz where id = ${id} and released_at is null returning id`);
  return written !== undefined;
}

export const companyOf = (db: Db, partnerId: string): Promise<{ id: string } | undefined> =>
  db.one(sql`select id from accounts where partner_id = ${partnerId}`);

/**
 * Notes that the charge of a term waits, together with the hold that keeps it back: a release at this moment is before this, or finds it.
 * @returns `released` when nothing holds it back any more, `known` when it is noted already.
 */
export async function holdCharge(
  tx: Tx,
  accountId: string,
  membershipId: string,
  term: number,
  on: Day,
): Promise<"noted" | "known" | "released"> {
  const [hold] = await tx.query(sql`
    select id from renewal_holds where released_at is null and (account_id is null or account_id = ${accountId}) order by id limit 1 for share`);
  if (!hold) return "released";
  const written = await tx.one(sql`
    insert into held_charges (membership_id, account_id, term, since) values (${membershipId}, ${accountId}, ${term}, ${on}::date)
    on conflict do nothing returning membership_id`);
  return written === undefined ? "known" : "noted";
}

export type Waiting = { readonly membershipId: string; readonly accountId: string; readonly term: number };

/** Takes one page of the charges that wait and that nothing holds back any more. */
export const takeWaiting = (tx: Tx, limit: number): Promise<Waiting[]> =>
  tx.query<Waiting>(sql`
    delete from held_charges where (membership_id, term) in (
      select c.membership_id, c.term from held_charges c
      where not exists (select from renewal_holds h where h.released_at is null and (h.account_id is null or h.account_id = c.account_id))
      order by c.membership_id, c.term limit ${limit} for update skip locked)
    returning membership_id as "membershipId", account_id as "accountId", term`);

export type Rehearsal = {
  readonly id: string;
  readonly onDay: Day;
  readonly fromDay: Day;
  readonly state: RehearsalState;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly total: number;
  readonly done: number;
  readonly finishedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
};

const columns = sql`id, on_day as "onDay", from_day as "fromDay", state, asked_by_name as "askedBy", asked_at as "askedAt", total, done, finished_at as "finishedAt",
  approved_by_name as "approvedBy", approved_at as "approvedAt"`;

export const listRehearsals = (db: Db, before: string | undefined, limit: number): Promise<Rehearsal[]> =>
  db.query<Rehearsal>(sql`
    select ${columns} from rehearsals where ${before ?? null}::uuid is null or id < ${before ?? null}::uuid order by id desc limit ${limit}`);

export const loadRehearsal = (db: Db, id: string): Promise<Rehearsal | undefined> =>
  db.one<Rehearsal>(sql`select ${columns} from rehearsals where id = ${id}`);

export const insertRehearsal = (
  tx: Tx,
  made: { id: string; onDay: Day; fromDay: Day; by: string; byName: string; at: Instant; total: number },
): Promise<unknown> =>
  tx.query(sql`
    insert into rehearsals (id, on_day, from_day, state, asked_by, asked_by_name, asked_at, total)
    values (${made.id}, ${made.onDay}::date, ${made.fromDay}::date, ${rehearsal.initial}, ${made.by}, ${made.byName}, ${made.at}::timestamptz, ${made.total})`);

/** What was rehearsed before a day is of no use to anybody. */
export const dropBefore = (tx: Tx, before: Instant): Promise<unknown> =>
  tx.query(sql`delete from rehearsals where asked_at < ${before}::timestamptz`);

/** @returns false when it is not running any more. */
export async function advance(tx: Tx, id: string, by: number, finished: boolean, at: Instant): Promise<boolean> {
  const written = await tx.one(sql`
    update rehearsals set done = done + ${by}, state = case when ${finished}::boolean then ${rehearsal.to("finish")} else state end,
      finished_at = case when ${finished}::boolean then ${at}::timestamptz end
    where id = ${id} and state = any(${rehearsal.from("finish")}::text[]) returning id`);
  return written !== undefined;
}

export async function approve(tx: Tx, id: string, by: string, byName: string, at: Instant): Promise<boolean> {
  const written = await tx.one(sql`
    update rehearsals set approved_by = ${by}, approved_by_name = ${byName}, approved_at = ${at}::timestamptz
    where id = ${id} and approved_at is null and state = ${rehearsal.to("finish")} returning id`);
  return written !== undefined;
}

export type NewLine = {
  readonly id: string;
  readonly accountId: string;
  readonly membershipId: string;
  readonly what: Happening;
  readonly reason: NotAsked | null;
  readonly refusedBefore: boolean;
  readonly currency: string | null;
  readonly totalMinor: number | null;
  readonly card: Card | null;
  readonly againOn: Day | null;
};

export const insertLines = (tx: Tx, rehearsalId: string, lines: readonly NewLine[]): Promise<unknown> =>
  tx.query(sql`
    insert into rehearsal_lines (id, rehearsal_id, account_id, membership_id, what, reason, refused_before, currency, total_minor, card, again_on)
    select id, ${rehearsalId}::uuid, "accountId", "membershipId", what, reason, "refusedBefore", currency, "totalMinor", card, "againOn"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, "accountId" uuid, "membershipId" uuid, what text, reason text, "refusedBefore" boolean,
      currency text, "totalMinor" bigint, card jsonb, "againOn" date)`);

export type Line = Omit<NewLine, "totalMinor"> & {
  readonly totalMinor: number | null;
  readonly kind: "network" | "offer";
  readonly offerId: string;
  readonly company: string;
  readonly partnerId: string;
};

export const listLines = (
  db: Db,
  rehearsalId: string,
  page: { what: Happening | undefined; after: string | undefined; limit: number },
): Promise<Line[]> =>
  db.query<Line>(sql`
    select l.id, l.account_id as "accountId", l.membership_id as "membershipId", l.what, l.reason, l.refused_before as "refusedBefore", l.currency,
      l.total_minor as "totalMinor", l.card, l.again_on as "againOn", m.kind, m.offer_id as "offerId", a.legal_name as company, a.partner_id as "partnerId"
    from rehearsal_lines l join memberships m on m.id = l.membership_id join accounts a on a.id = l.account_id
    where l.rehearsal_id = ${rehearsalId} and (${page.what ?? null}::text is null or l.what = ${page.what ?? null}::text)
      and (${page.after ?? null}::uuid is null or l.id > ${page.after ?? null}::uuid)
    order by l.id limit ${page.limit}`);

export type Count = {
  readonly what: Happening;
  readonly currency: string | null;
  readonly count: number;
  readonly totalMinor: number;
  readonly risky: number;
  readonly riskyMinor: number;
};

/** How often each thing happens, and of charges how much by currency. */
export const countLines = (db: Db, rehearsalId: string): Promise<Count[]> =>
  db.query<Count>(sql`
    select what, currency, count(*)::int as count, coalesce(sum(total_minor), 0)::float8 as "totalMinor", (count(*) filter (where refused_before))::int as risky,
      coalesce(sum(total_minor) filter (where refused_before), 0)::float8 as "riskyMinor"
    from rehearsal_lines where rehearsal_id = ${rehearsalId} group by what, currency order by what, currency`);
