import type { Day, Instant } from "../../kit/dates.ts";
import type { Money } from "../../kit/money.ts";
import { money } from "../../kit/money.ts";
import type { Party } from "../../kit/party.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { BillingKind } from "./rules.ts";

/** A text in each language, frozen. */
type Both = Readonly<Record<Lang, string>>;

/** One billing document with all it says, as it was frozen when it was numbered. */
export type Billing = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: BillingKind;
  readonly number: string;
  readonly orderId: string;
  readonly membershipId: string | null;
  readonly corrects: { readonly number: string; readonly issuedOn: Day } | null;
  readonly issuedOn: Day;
  readonly issuedAt: Instant;
  readonly paidOn: Day;
  readonly country: string;
  readonly net: Money;
  readonly treatment: "standard" | "reverseCharge" | "exempt" | "outOfScope";
  readonly exemption: string | null;
  readonly taxRate: string;
  readonly tax: Money;
  readonly total: Money;
  readonly orderNumber: string;
  readonly seller: Party & {
    readonly registration: { readonly label: Both; readonly number: string };
    readonly email: string;
    readonly mentions: readonly Both[];
  };
  readonly buyer: Party & { readonly partnerId: string; readonly poNumber: string };
  readonly line: { readonly name: Both; readonly from: Day; readonly to: Day };
  readonly payment: { readonly kind: "card"; readonly brand: string; readonly last4: string } | { readonly kind: "transfer" };
};

type Row = Omit<Billing, "net" | "tax" | "total"> & { currency: string; net: number; tax: number; total: number };

const columns = sql`b.id, b.account_id as "accountId", b.kind, b.number, b.order_id as "orderId", b.membership_id as "membershipId",
  (select jsonb_build_object('number', c.number, 'issuedOn', c.issued_on) from billing_documents c where c.id = b.corrects) as corrects,
  b.issued_on as "issuedOn", b.issued_at as "issuedAt", b.paid_on as "paidOn", b.country, b.currency, b.net_minor as net, b.tax_treatment as treatment,
  b.tax_exemption as exemption, b.tax_rate as "taxRate", b.tax_minor as tax, b.total_minor as total, b.order_number as "orderNumber", b.seller, b.buyer, b.line, b.payment`;

const present = ({ currency, net, tax, total, ...rest }: Row): Billing => ({
  ...rest,
  net: money(net, currency),
  tax: money(tax, currency),
  total: money(total, currency),
});

export type NewBilling = Omit<Billing, "corrects"> & { readonly cause: string; readonly corrects: string | null };

/** Whether this was issued already. Of two that hear the same news at once, the second is stopped by the constraint, and asks again. */
export const isIssued = async (tx: Tx, kind: BillingKind, cause: string): Promise<boolean> =>
  (await tx.one(sql`select 1 as issued from billing_documents where kind = ${kind} and cause = ${cause}`)) !== undefined;

export const invoiceOf = (db: Db, accountId: string, orderId: string): Promise<{ id: string; number: string } | undefined> =>
  db.one(sql`select id, number from billing_documents where account_id = ${accountId} and order_id = ${orderId} and kind = 'invoice'`);

/** The next place in the series of a day's year. The row is held until the document that takes the place is written, or nothing is. */
export const takePlace = async (tx: Tx, kind: BillingKind, year: number, on: Day): Promise<{ place: number; on: Day }> =>
  (await tx.one<{ place: number; on: Day }>(sql`
    insert into billing_series as s (kind, year, last, last_on) values (${kind}, ${year}, 1, ${on}::date)
    on conflict (kind, year) do update set last = s.last + 1, last_on = greatest(s.last_on, excluded.last_on) returning last as place, last_on as on`))!;

export const insert = (tx: Tx, of: NewBilling): Promise<unknown> =>
  tx.query(sql`
    insert into billing_documents (id, account_id, kind, number, cause, order_id, membership_id, corrects, issued_on, issued_at, paid_on, country, currency,
      net_minor, tax_treatment, tax_exemption, tax_rate, tax_minor, total_minor, order_number, seller, buyer, line, payment)
    values (${of.id}, ${of.accountId}, ${of.kind}, ${of.number}, ${of.cause}, ${of.orderId}, ${of.membershipId}, ${of.corrects}, ${of.issuedOn}::date,
      ${of.issuedAt}::timestamptz, ${of.paidOn}::date, ${of.country}, ${of.net.currency}, ${of.net.minor}, ${of.treatment}, ${of.exemption}, ${of.taxRate},
      ${of.tax.minor}, ${of.total.minor}, ${of.orderNumber}, ${JSON.stringify(of.seller)}::jsonb, ${JSON.stringify(of.buyer)}::jsonb,
      ${JSON.stringify(of.line)}::jsonb, ${JSON.stringify(of.payment)}::jsonb)`);

export type Asked = {
  readonly kind?: BillingKind | undefined;
  readonly before?: { readonly day: Day; readonly id: string } | undefined;
  readonly limit: number;
};
const behind = (before: Asked["before"]): Statement =>
  sql`(${before?.id ?? null}::uuid is null or (b.issued_on, b.id) < (${before?.day ?? null}::date, ${before?.id ?? null}::uuid))`;
const ofKind = (kind: BillingKind | undefined): Statement => sql`(${kind ?? null}::text is null or b.kind = ${kind ?? null}::text)`;

/** A company's documents, newest first. */
export const list = async (
  db: Db,
  accountId: string,
  asked: Asked & { readonly membershipId?: string | undefined },
): Promise<Billing[]> => {
  const rows = await db.query<Row>(sql`
    select ${columns} from billing_documents b
    where b.account_id = ${accountId} and ${ofKind(asked.kind)} and ${behind(asked.before)}
      and (${asked.membershipId ?? null}::uuid is null or b.membership_id = ${asked.membershipId ?? null}::uuid)
    order by b.issued_on desc, b.id desc limit ${asked.limit}`);
  return rows.map(present);
};

/** Everybody's, newest first; `search` is a document's or an order's number, or a partner's ID, whole. */
export const listForDesk = async (
  db: Db,
  asked: Asked & { readonly from: Day | null; readonly to: Day | null; readonly search: string },
): Promise<Billing[]> => {
  const { from, to, search } = asked;
  const rows = await db.query<Row>(sql`
    select ${columns} from billing_documents b
    where ${ofKind(asked.kind)} and ${behind(asked.before)}
      and (${from}::date is null or b.issued_on >= ${from}::date) and (${to}::date is null or b.issued_on <= ${to}::date)
      and (${search} = '' or b.number = upper(${search}) or b.order_number = ${search} or b.buyer ->> 'partnerId' = ${search})
    order by b.issued_on desc, b.id desc limit ${asked.limit}`);
  return rows.map(present);
};

/** In the order of their issue, for a ledger: behind a place of it. */
export const listForLedger = async (
  db: Db,
  asked: {
    readonly from: Day;
    readonly to: Day;
    readonly after: { readonly day: Day; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<Billing[]> => {
  const { from, to, after } = asked;
  const rows = await db.query<Row>(sql`
    select ${columns} from billing_documents b
    where b.issued_on between ${from}::date and ${to}::date
      and (${after?.id ?? null}::uuid is null or (b.issued_on, b.id) > (${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
    order by b.issued_on, b.id limit ${asked.limit}`);
  return rows.map(present);
};

export async function load(db: Db, accountId: string, id: string): Promise<Billing | undefined> {
  const row = await db.one<Row>(sql`select ${columns} from billing_documents b where b.account_id = ${accountId} and b.id = ${id}`);
  return row && present(row);
}

export const accountOf = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from billing_documents where id = ${id}`))?.accountId;

/** Whoever makes a document's file holds it; the next waits, and finds it made. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<unknown> =>
  tx.query(sql`select id from billing_documents where account_id = ${accountId} and id = ${id} for update`);

export const loadFile = async (db: Db, accountId: string, id: string, lang: Lang): Promise<Buffer | undefined> =>
  (
    await db.one<{ bytes: Buffer }>(sql`
      select f.bytes from billing_files f join billing_documents b on b.id = f.document_id
      where b.account_id = ${accountId} and b.id = ${id} and f.language = ${lang}`)
  )?.bytes;

export const insertFile = (
  tx: Tx,
  accountId: string,
  made: { id: string; lang: Lang; bytes: Buffer; sha256: string; sealFingerprint: string; madeAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into billing_files (document_id, language, bytes, sha256, seal_fingerprint, made_at)
    select id, ${made.lang}, ${made.bytes}::bytea, ${made.sha256}, ${made.sealFingerprint}, ${made.madeAt}::timestamptz
    from billing_documents where account_id = ${accountId} and id = ${made.id}`);
