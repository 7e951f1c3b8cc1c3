import type { Day, Instant } from "../../kit/dates.ts";
import type { Party } from "../../kit/party.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { AddressValues, BillToState, ContactValues } from "./rules.ts";
import { billToRequest } from "./rules.ts";

export type Profile = AddressValues &
  ContactValues & {
    readonly id: string;
    readonly billTo: string;
    readonly currency: string;
    readonly version: number;
    readonly updatedAt: Instant;
    readonly updatedByName: string;
  };

export const loadProfile = (db: Db, accountId: string): Promise<Profile | undefined> =>
  db.one<Profile>(sql`
    select id, bill_to as "billTo", address_line1 as "addressLine1", address_line2 as "addressLine2", postal_code as "postalCode", city, country,
      contact_given_name as "contactGivenName", contact_family_name as "contactFamilyName", contact_email as "contactEmail",
      contact_phone as "contactPhone", po_number as "poNumber", tax_id as "taxId", currency, version, updated_at as "updatedAt",
      updated_by_name as "updatedByName"
    from billing_profiles where account_id = ${accountId} and ended_at is null`);

/** Whom papers name, where, with which numbers, and the certificate that covers a day; the legal profile until another is written. */
export const loadBilled = (
  db: Db,
  accountId: string,
  on: Day,
): Promise<
  | (Party & {
      poNumber: string;
      legalCountry: string;
      exemption: string | null;
    })
  | undefined
> =>
  db.one(sql`
    select coalesce(b.bill_to, a.legal_name) as name, coalesce(b.address_line1, a.address_line1) as line1, coalesce(b.address_line2, a.address_line2) as line2,
      coalesce(b.postal_code, a.postal_code) as "postalCode", coalesce(b.city, a.city) as city, coalesce(b.country, a.country) as country,
      coalesce(b.tax_id, a.vat_number) as "vatNumber", coalesce(b.po_number, '') as "poNumber", a.country as "legalCountry",
      (select e.number from tax_exemptions e where e.account_id = a.id and e.country = a.country and e.state = 'approved'
         and e.valid_from <= ${on}::date and e.valid_until >= ${on}::date order by e.valid_until desc limit 1) as exemption
    from accounts a left join billing_profiles b on b.account_id = a.id and b.ended_at is null where a.id = ${accountId}`);

/** The same of several companies, with every certificate of their country that was approved, the last one to end first. */
export const loadBuyers = (
  db: Db,
  accountIds: readonly string[],
): Promise<{ accountId: string; country: string; vatNumber: string; exemptions: { number: string; from: Day; until: Day }[] }[]> =>
  db.query(sql`
    select a.id as "accountId", a.country, coalesce(b.tax_id, a.vat_number) as "vatNumber",
      coalesce((select jsonb_agg(jsonb_build_object('number', e.number, 'from', e.valid_from, 'until', e.valid_until) order by e.valid_until desc)
        from tax_exemptions e where e.account_id = a.id and e.country = a.country and e.state = 'approved'), '[]') as exemptions
    from accounts a left join billing_profiles b on b.account_id = a.id and b.ended_at is null where a.id = any(${accountIds}::uuid[])`);

export type Written = Omit<Profile, "id" | "version" | "updatedAt" | "updatedByName">;

/** Written whole under the company's lock; the currency is the first writing's for good. */
export const saveProfile = (tx: Tx, accountId: string, id: string, values: Written, by: { name: string; at: Instant }): Promise<unknown> =>
  tx.query(sql`
    insert into billing_profiles as b (id, account_id, bill_to, address_line1, address_line2, postal_code, city, country, contact_given_name,
      contact_family_name, contact_email, contact_phone, po_number, tax_id, currency, created_at, updated_at, updated_by_name)
    values (${id}, ${accountId}, ${values.billTo}, ${values.addressLine1}, ${values.addressLine2}, ${values.postalCode}, ${values.city}, ${values.country},
      ${values.contactGivenName}, ${values.contactFamilyName}, ${values.contactEmail}, ${values.contactPhone}, ${values.poNumber}, ${values.taxId},
      ${values.currency}, ${by.at}::timestamptz, ${by.at}::timestamptz, ${by.name})
    on conflict (account_id) where ended_at is null do update set bill_to = excluded.bill_to, address_line1 = excluded.address_line1,
      address_line2 = excluded.address_line2, postal_code = excluded.postal_code, city = excluded.city, country = excluded.country,
      contact_given_name = excluded.contact_given_name, contact_family_name = excluded.contact_family_name, contact_email = excluded.contact_email,
      contact_phone = excluded.contact_phone, po_number = excluded.po_number, tax_id = excluded.tax_id, version = b.version + 1,
      updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name`);

/** Another profile takes its place; this one stays as it was. */
export const endProfile = (tx: Tx, accountId: string, at: Instant): Promise<unknown> =>
  tx.query(sql`update billing_profiles set ended_at = ${at}::timestamptz where account_id = ${accountId} and ended_at is null`);

export type Request = {
  readonly id: string;
  readonly accountId: string;
  readonly state: BillToState;
  readonly from: string;
  readonly to: string;
  readonly because: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly reason: string | null;
  readonly decidedAt: Instant | null;
};

const request = sql`r.id, r.account_id as "accountId", r.state, r.from_name as "from", r.to_name as "to", r.because, r.asked_by as "askedBy",
  r.asked_by_name as "askedByName", r.asked_at as "askedAt", r.reason, r.decided_at as "decidedAt"`;

/** The newest request of a company, decided or not. */
export const newestRequest = (db: Db, accountId: string): Promise<Request | undefined> =>
  db.one<Request>(
    sql`select ${request} from bill_to_requests r where r.account_id = ${accountId} order by r.asked_at desc, r.id desc limit 1`,
  );

export const loadRequest = (db: Db, accountId: string, id: string): Promise<Request | undefined> =>
  db.one<Request>(sql`select ${request} from bill_to_requests r where r.account_id = ${accountId} and r.id = ${id}`);

export const accountOfRequest = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from bill_to_requests where id = ${id}`))?.accountId;

export const insertRequest = (
  tx: Tx,
  accountId: string,
  made: { id: string; from: string; to: string; because: string; by: string; byName: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into bill_to_requests (id, account_id, state, from_name, to_name, because, asked_by, asked_by_name, asked_at)
    values (${made.id}, ${accountId}, ${billToRequest.initial}, ${made.from}, ${made.to}, ${made.because}, ${made.by}, ${made.byName}, ${made.at}::timestamptz)`);

export const moveRequest = (
  tx: Tx,
  accountId: string,
  id: string,
  move: "approve" | "refuse" | "withdraw",
  by: { name: string; at: Instant; reason: string },
): Promise<unknown> =>
  tx.query(sql`
    update bill_to_requests set state = ${billToRequest.to(move)}, decided_by_name = ${by.name}, decided_at = ${by.at}::timestamptz, reason = ${by.reason}
    where account_id = ${accountId} and id = ${id} and state = any(${billToRequest.from(move)}::text[])`);

export type Place = { readonly at: Instant; readonly id: string };

export const listRequests = (
  db: Db,
  state: BillToState,
  after: Place | undefined,
  limit: number,
): Promise<(Request & { company: string; partnerId: string })[]> =>
  db.query<Request & { company: string; partnerId: string }>(sql`
    select ${request}, a.legal_name as company, a.partner_id as "partnerId" from bill_to_requests r join accounts a on a.id = r.account_id
    where r.state = ${state} and (${after?.id ?? null}::uuid is null or (r.asked_at, r.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by r.asked_at, r.id limit ${limit}`);

export const loadStatement = (db: Db, accountId: string): Promise<{ by: string; at: Instant } | undefined> =>
  db.one<{ by: string; at: Instant }>(sql`select by_name as by, at from tax_statements where account_id = ${accountId}`);

export const saveStatement = (tx: Tx, accountId: string, by: { name: string; at: Instant } | null): Promise<unknown> =>
  by === null
    ? tx.query(sql`delete from tax_statements where account_id = ${accountId}`)
    : tx.query(sql`
        insert into tax_statements (account_id, by_name, at) values (${accountId}, ${by.name}, ${by.at}::timestamptz)
        on conflict (account_id) do update set by_name = excluded.by_name, at = excluded.at`);
