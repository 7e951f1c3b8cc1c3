import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { MembershipKind, MembershipState, Term } from "./rules.ts";
import { membership } from "./rules.ts";

export type Membership = {
  readonly id: string;
  readonly kind: MembershipKind;
  readonly offerId: string;
  readonly packageId: string;
  readonly state: MembershipState;
  readonly anchorOn: Day;
  readonly termMonths: number;
  readonly term: number;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly keptUntil: Day;
  /** The day on which the term that runs was bought. */
  readonly paidOn: Day;
  readonly autoRenew: boolean;
  /** When somebody stopped its automatic renewal, and who; null for what renews by itself and for what never did. */
  readonly autoRenewOffAt: Instant | null;
  readonly autoRenewOffBy: string | null;
  /** Since when its price is on the way back to the company; null for all others. */
  readonly refundingAt: Instant | null;
  readonly cancelledOn: Day | null;
};

const columns = sql`id, kind, offer_id as "offerId", package_id as "packageId", state, anchor_on as "anchorOn", term_months as "termMonths", term,
  starts_on as "startsOn", ends_on as "endsOn", kept_until as "keptUntil", paid_on as "paidOn", auto_renew as "autoRenew", auto_renew_off_at as "autoRenewOffAt", auto_renew_off_by as "autoRenewOffBy",
  refunding_at as "refundingAt", cancelled_on as "cancelledOn"`;

/** The network level first, then what was bought, newest first. */
export const listMemberships = (db: Db, accountId: string): Promise<Membership[]> =>
  db.query<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} order by kind, id desc limit 200`);

export const listOf = (db: Db, accountIds: readonly string[]): Promise<(Membership & { accountId: string })[]> =>
  db.query(
    sql`select account_id as "accountId", ${columns} from memberships where account_id = any(${accountIds}::uuid[]) order by account_id, id`,
  );

const running = (endsBy: Day) => sql`state in ('active', 'grace') and ends_on <= ${endsBy}::date`;

export const countRunning = async (db: Db, endsBy: Day): Promise<number> =>
  (await db.one<{ n: number }>(sql`select count(*)::int as n from memberships where ${running(endsBy)}`))!.n;

export const runningPage = (db: Db, endsBy: Day, after: string, limit: number): Promise<{ id: string; accountId: string }[]> =>
  db.query(sql`
    select id, account_id as "accountId" from memberships
    where ${running(endsBy)} and (${after === "" ? null : after}::uuid is null or id > ${after === "" ? null : after}::uuid) order by id limit ${limit}`);

export const loadMembership = (db: Db, accountId: string, id: string): Promise<Membership | undefined> =>
  db.one<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} and id = ${id}`);

/** Holds one membership for the rest of the transaction. */
export const holdMembership = (tx: Tx, accountId: string, id: string): Promise<Membership | undefined> =>
  tx.one<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} and id = ${id} for update`);

/** @returns false when it did not renew by itself any more. */
export async function stopAutoRenewal(tx: Tx, accountId: string, id: string, by: string, at: Instant): Promise<boolean> {
  const stopped = await tx.one(sql`
    update memberships set auto_renew = false, auto_renew_off_at = ${at}::timestamptz, auto_renew_off_by = ${by}
    where account_id = ${accountId} and id = ${id} and kind = 'offer' and auto_renew returning id`);
  return stopped !== undefined;
}

export const loadNetwork = (db: Db, accountId: string): Promise<Membership | undefined> =>
  db.one<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} and kind = 'network'`);

/** Locks the account's network membership for the rest of the transaction. */
export const holdNetwork = (tx: Tx, accountId: string): Promise<Membership | undefined> =>
  tx.one<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} and kind = 'network' for update`);

/** The term that was believed to run ends in the next one. @returns false when it was renewed already. */
export async function renewMembership(
  tx: Tx,
  accountId: string,
  id: string,
  next: Term & {
    /** The term that is believed to run, and the one that begins. */
    readonly from: number;
    readonly term: number;
    readonly keptUntil: Day;
    readonly paidOn: Day;
    readonly autoRenewOn: boolean;
    readonly autoRenewOff?: boolean;
  },
): Promise<boolean> {
  const written = await tx.one(sql`
    update memberships set state = ${membership.to("renew")}, term = ${next.term}, starts_on = ${next.startsOn}::date, ends_on = ${next.endsOn}::date,
      kept_until = ${next.keptUntil}::date, paid_on = ${next.paidOn}::date, expired_on = null, auto_renew = (auto_renew and not ${next.autoRenewOff ?? false}::boolean) or ${next.autoRenewOn},
      auto_renew_off_at = case when ${next.autoRenewOn} then null else auto_renew_off_at end,
      auto_renew_off_by = case when ${next.autoRenewOn} then null else auto_renew_off_by end
    where account_id = ${accountId} and id = ${id} and term = ${next.from} and state = any(${membership.from("renew")}::text[]) returning id`);
  return written !== undefined;
}

/** @returns false when the term that was believed to run has been renewed, or the state has moved on. */
export async function moveMembership(
  tx: Tx,
  accountId: string,
  id: string,
  term: number,
  move: "lapse" | "expire",
  on: Day,
): Promise<boolean> {
  const written = await tx.one(sql`
    update memberships set state = ${membership.to(move)}, expired_on = case when ${move}::text = 'expire' then ${on}::date end
    where account_id = ${accountId} and id = ${id} and term = ${term} and state = any(${membership.from(move)}::text[]) returning id`);
  return written !== undefined;
}

/** The programme's word about how long the benefits of a term stay, for a membership that was begun before there was one. */
export const keepMembership = (tx: Tx, accountId: string, id: string, keptUntil: Day): Promise<unknown> =>
  tx.query(sql`update memberships set kept_until = greatest(ends_on, ${keptUntil}::date) where account_id = ${accountId} and id = ${id}`);

/** @returns false when the account has its one active membership of this offer already. */
export async function insertMembership(
  tx: Tx,
  accountId: string,
  made: Membership & { readonly onlyOne: boolean; readonly startedAt: Instant },
): Promise<boolean> {
  const written = await tx.one(sql`
    insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, term, starts_on, ends_on, kept_until, paid_on, auto_renew, only_one, started_at)
    values (${made.id}, ${accountId}, ${made.kind}, ${made.offerId}, ${made.packageId}, ${made.state}, ${made.anchorOn}::date, ${made.termMonths}, ${made.term},
      ${made.startsOn}::date, ${made.endsOn}::date, ${made.keptUntil}::date, ${made.paidOn}::date, ${made.autoRenew}, ${made.onlyOne}, ${made.startedAt}::timestamptz)
    on conflict do nothing returning id`);
  return written !== undefined;
}

/** Waits for whoever is giving the membership back. @returns false when it is given back, and may not be used any more. */
export const noteUse = async (tx: Tx, accountId: string, membershipId: string, what: string, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    with held as (
      select id, account_id, term from memberships
      where account_id = ${accountId} and id = ${membershipId} and refunding_at is null and state <> ${membership.to("cancel")} for share
    ), noted as (
      insert into membership_uses (membership_id, account_id, term, what, first_at)
      select id, account_id, term, ${what}, ${at}::timestamptz from held on conflict (membership_id, term, what) do nothing
    )
    select 1 as used from held`)) !== undefined;

/** Its price is on the way back, or has been refused: from the first moment on nothing of it may be used. @returns false when it stood so already. */
export const setRefunding = async (tx: Tx, accountId: string, id: string, at: Instant | null): Promise<boolean> =>
  (await tx.one(sql`
    update memberships set refunding_at = ${at}::timestamptz
    where account_id = ${accountId} and id = ${id} and state <> ${membership.to("cancel")} and (refunding_at is null) = ${at !== null}::boolean returning id`)) !==
  undefined;

/** @returns false when nothing of it was on the way back. */
export const cancelMembership = async (tx: Tx, accountId: string, id: string, on: Day): Promise<boolean> =>
  (await tx.one(sql`
    update memberships set state = ${membership.to("cancel")}, cancelled_on = ${on}::date, expired_on = null, refunding_at = null, auto_renew = false
    where account_id = ${accountId} and id = ${id} and refunding_at is not null and state = any(${membership.from("cancel")}::text[]) returning id`)) !==
  undefined;

/** What was used in the term that runs. */
export const usesOf = (db: Db, accountId: string, membershipId: string): Promise<{ what: string; at: Instant }[]> =>
  db.query(sql`
    select u.what, u.first_at as at from membership_uses u join memberships m on m.id = u.membership_id and m.term = u.term
    where u.membership_id = ${membershipId} and u.account_id = ${accountId}`);
