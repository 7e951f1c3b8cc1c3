import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { MembershipKind, MembershipState } from "./rules.ts";

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
  readonly autoRenew: boolean;
  /** When somebody stopped its automatic renewal, and who; null for what renews by itself and for what never did. */
  readonly autoRenewOffAt: Instant | null;
  readonly autoRenewOffBy: string | null;
};

const columns = sql`id, kind, offer_id as "offerId", package_id as "packageId", state, anchor_on as "anchorOn", term_months as "termMonths", term,
  starts_on as "startsOn", ends_on as "endsOn", auto_renew as "autoRenew", auto_renew_off_at as "autoRenewOffAt", auto_renew_off_by as "autoRenewOffBy"`;

/** The network level first, then what was bought, newest first. */
export const listMemberships = (db: Db, accountId: string): Promise<Membership[]> =>
  db.query<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} order by kind, id desc limit 200`);

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

/** Locks the account's network membership for the rest of the transaction. */
export const holdNetwork = (tx: Tx, accountId: string): Promise<Membership | undefined> =>
  tx.one<Membership>(
    sql`select ${columns} from memberships where account_id = ${accountId} and kind = 'network' and state = 'active' for update`,
  );

/** @returns false when the account has its one active membership of this offer already. */
export async function insertMembership(
  tx: Tx,
  accountId: string,
  made: Membership & { readonly onlyOne: boolean; readonly startedAt: Instant },
): Promise<boolean> {
  const written = await tx.one(sql`
    insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, term, starts_on, ends_on, auto_renew, only_one, started_at)
    values (${made.id}, ${accountId}, ${made.kind}, ${made.offerId}, ${made.packageId}, ${made.state}, ${made.anchorOn}::date, ${made.termMonths}, ${made.term},
      ${made.startsOn}::date, ${made.endsOn}::date, ${made.autoRenew}, ${made.onlyOne}, ${made.startedAt}::timestamptz)
    on conflict do nothing returning id`);
  return written !== undefined;
}

export const noteUse = (tx: Tx, accountId: string, membershipId: string, what: string, at: Instant): Promise<unknown> =>
  tx.query(sql`
    insert into membership_uses (membership_id, account_id, what, first_at) values (${membershipId}, ${accountId}, ${what}, ${at}::timestamptz)
    on conflict (membership_id, what) do nothing`);

export const usesOf = (db: Db, accountId: string, membershipId: string): Promise<{ what: string; at: Instant }[]> =>
  db.query(sql`select what, first_at as at from membership_uses where membership_id = ${membershipId} and account_id = ${accountId}`);
