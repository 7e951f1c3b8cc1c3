import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Certificate, ExemptionState } from "./rules.ts";
import { taxExemption } from "./rules.ts";
import type { Place } from "./store.ts";

export type Exemption = Certificate & {
  readonly id: string;
  readonly accountId: string;
  readonly state: ExemptionState;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileSize: number;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly reason: string | null;
  readonly decidedAt: Instant | null;
};

const columns = sql`e.id, e.account_id as "accountId", e.state, e.number, e.country, e.region, e.valid_from as "validFrom", e.valid_until as "validUntil",
  e.file_id as "fileId", f.name as "fileName", f.size as "fileSize", e.asked_by as "askedBy", e.asked_by_name as "askedByName", e.asked_at as "askedAt",
  e.reason, e.decided_at as "decidedAt"`;

/** Newest first. */
export const listExemptions = (db: Db, accountId: string, before: Place | undefined, limit: number): Promise<Exemption[]> =>
  db.query<Exemption>(sql`
    select ${columns} from tax_exemptions e join files f on f.id = e.file_id
    where e.account_id = ${accountId}
      and (${before?.id ?? null}::uuid is null or (e.asked_at, e.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by e.asked_at desc, e.id desc limit ${limit}`);

export const loadExemption = (db: Db, accountId: string, id: string): Promise<Exemption | undefined> =>
  db.one<Exemption>(
    sql`select ${columns} from tax_exemptions e join files f on f.id = e.file_id where e.account_id = ${accountId} and e.id = ${id}`,
  );

export const accountOfExemption = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from tax_exemptions where id = ${id}`))?.accountId;

/** Whether a request for this place is being looked at already. */
export const isOpenFor = async (db: Db, accountId: string, country: string, region: string): Promise<boolean> =>
  (await db.one(sql`
    select 1 from tax_exemptions where account_id = ${accountId} and country = ${country} and lower(region) = lower(${region}) and state = 'submitted'`)) !==
  undefined;

export const insertExemption = (
  tx: Tx,
  accountId: string,
  made: { id: string; certificate: Certificate; fileId: string; by: string; byName: string; at: Instant },
): Promise<unknown> => {
  const { certificate } = made;
  return tx.query(sql`
    insert into tax_exemptions (id, account_id, state, number, country, region, valid_from, valid_until, file_id, asked_by, asked_by_name, asked_at)
    values (${made.id}, ${accountId}, ${taxExemption.initial}, ${certificate.number}, ${certificate.country}, ${certificate.region},
      ${certificate.validFrom}::date, ${certificate.validUntil}::date, ${made.fileId}, ${made.by}, ${made.byName}, ${made.at}::timestamptz)`);
};

export const moveExemption = (
  tx: Tx,
  accountId: string,
  id: string,
  move: "approve" | "reject" | "withdraw" | "expire",
  by: { name: string; at: Instant; reason?: string },
): Promise<unknown> =>
  tx.query(sql`
    update tax_exemptions set state = ${taxExemption.to(move)}, decided_by_name = ${by.name}, decided_at = ${by.at}::timestamptz,
      reason = coalesce(${by.reason ?? null}::text, reason)
    where account_id = ${accountId} and id = ${id} and state = any(${taxExemption.from(move)}::text[])`);

export type OnDesk = Exemption & {
  readonly company: string;
  readonly partnerId: string;
  readonly legalCountry: string;
  readonly vatNumber: string;
};

/** The oldest first. */
export const listForDesk = (db: Db, state: ExemptionState, after: Place | undefined, limit: number): Promise<OnDesk[]> =>
  db.query<OnDesk>(sql`
    select ${columns}, a.legal_name as company, a.partner_id as "partnerId", a.country as "legalCountry", a.vat_number as "vatNumber"
    from tax_exemptions e join files f on f.id = e.file_id join accounts a on a.id = e.account_id
    where e.state = ${state} and (${after?.id ?? null}::uuid is null or (e.asked_at, e.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by e.asked_at, e.id limit ${limit}`);

/** The approved exemption of a company for a country that covers a day, if any. */
export const coveringOn = (db: Db, accountId: string, country: string, on: Day): Promise<Exemption | undefined> =>
  db.one<Exemption>(sql`
    select ${columns} from tax_exemptions e join files f on f.id = e.file_id
    where e.account_id = ${accountId} and e.country = ${country} and e.state = 'approved' and e.valid_from <= ${on}::date and e.valid_until >= ${on}::date
    order by e.valid_until desc limit 1`);

export const hasExemption = async (db: Db, accountId: string): Promise<boolean> =>
  (await db.one(sql`select 1 from tax_exemptions where account_id = ${accountId} and state in ('submitted', 'approved') limit 1`)) !==
  undefined;
