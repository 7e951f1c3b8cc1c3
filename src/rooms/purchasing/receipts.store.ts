import type { Day, Instant } from "../../kit/dates.ts";
import { money } from "../../kit/money.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Proof } from "./orders.store.ts";
import type { Payable, Receipt, ReceiptState } from "./receipt.rules.ts";
import { receipt } from "./receipt.rules.ts";
import { order } from "./rules.ts";
import type { Contact } from "./transfer.rules.ts";

export type StoredReceipt = Receipt & {
  readonly id: string;
  readonly state: ReceiptState;
  readonly enteredBy: string;
  readonly enteredAt: Instant;
  readonly orderId: string | null;
  readonly number: string | null;
  readonly company: string | null;
  readonly reason: string | null;
  readonly settledBy: string | null;
  readonly settledAt: Instant | null;
};
type ReceiptRow = Omit<StoredReceipt, "amount"> & { minor: number; currency: string };

const receiptColumns = sql`r.id, r.state, r.received_on as "receivedOn", r.currency, r.amount_minor as minor, r.reference, r.payer, r.entered_by_name as "enteredBy",
  r.entered_at as "enteredAt", r.order_id as "orderId", o.number, o.sold_to->>'name' as company, r.reason, r.settled_by_name as "settledBy", r.settled_at as "settledAt"`;
const receipts = sql`receipts r left join orders o on o.id = r.order_id`;

const present = ({ minor, currency, ...rest }: ReceiptRow): StoredReceipt => ({ ...rest, amount: money(minor, currency) });

export type EnteredBy = { readonly id: string; readonly name: string; readonly at: Instant };

/** @returns false when this very line is there already. */
export async function insertReceipt(tx: Tx, id: string, made: Receipt, contentHash: Buffer, by: EnteredBy): Promise<boolean> {
  const written = await tx.one(sql`
    insert into receipts (id, state, received_on, currency, amount_minor, reference, payer, content_hash, entered_by, entered_by_name, entered_at)
    values (${id}, ${receipt.initial}, ${made.receivedOn}::date, ${made.amount.currency}, ${made.amount.minor}, ${made.reference}, ${made.payer}, ${contentHash},
      ${by.id}, ${by.name}, ${by.at}::timestamptz)
    on conflict (content_hash) do nothing returning id`);
  return written !== undefined;
}

export async function receiptByHash(db: Db, contentHash: Buffer): Promise<StoredReceipt | undefined> {
  const row = await db.one<ReceiptRow>(sql`select ${receiptColumns} from ${receipts} where r.content_hash = ${contentHash}`);
  return row && present(row);
}

export async function loadReceipt(db: Db, id: string): Promise<StoredReceipt | undefined> {
  const row = await db.one<ReceiptRow>(sql`select ${receiptColumns} from ${receipts} where r.id = ${id}`);
  return row && present(row);
}

/** Holds a receipt: one person at a time decides about it. */
export async function holdReceipt(tx: Tx, id: string): Promise<StoredReceipt | undefined> {
  const row = await tx.one<ReceiptRow>(sql`select ${receiptColumns} from ${receipts} where r.id = ${id} for update of r`);
  return row && present(row);
}

export async function listReceipts(
  db: Db,
  state: ReceiptState,
  after: { readonly key: string; readonly id: string } | undefined,
  limit: number,
): Promise<StoredReceipt[]> {
  const rows = await db.query<ReceiptRow>(sql`
    select ${receiptColumns} from ${receipts}
    where r.state = ${state} and (${after?.id ?? null}::uuid is null or (r.received_on, r.id) < (${after?.key ?? null}::date, ${after?.id ?? null}::uuid))
    order by r.received_on desc, r.id desc limit ${limit}`);
  return rows.map(present);
}

export async function settleReceipt(
  tx: Tx,
  id: string,
  end: {
    readonly move: "match" | "return";
    readonly orderId: string | null;
    readonly reason: string | null;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  const written = await tx.one(sql`
    update receipts set state = ${receipt.to(end.move)}, order_id = ${end.orderId}::uuid, reason = ${end.reason}::text, settled_by_name = ${end.by}, settled_at = ${end.at}::timestamptz
    where id = ${id} and state = any(${receipt.from(end.move)}::text[]) returning id`);
  if (!written) throw new Error(`receipt ${id} was settled by somebody else while it was held`);
}

/** An order by transfer as the desk sees it. */
export type DeskOrder = Omit<Payable, "held"> & {
  readonly id: string;
  readonly accountId: string;
  readonly company: string;
  readonly offerId: string;
  readonly placedOn: Day;
  readonly placedAt: Instant;
  readonly buyerName: string;
  readonly contact: Contact;
  readonly iban: string;
  readonly renews: { readonly membershipId: string; readonly term: number } | null;
  /** Of a renewal: the term that its membership is in. */
  readonly termHeld: number | null;
  /** How many running memberships of this offer the company has. */
  readonly owned: number;
  readonly proof: Proof | null;
};
type DeskRow = Omit<DeskOrder, "total"> & { minor: number; currency: string };

const waiting = order.from("expire");
const deskColumns = (
  today: Day,
) => sql`o.id, o.account_id as "accountId", o.number, a.partner_id as "partnerId", o.sold_to->>'name' as company, o.offer_id as "offerId", o.state,
  o.placed_on as "placedOn", o.placed_at as "placedAt", o.buyer_name as "buyerName", o.total_minor as minor, o.currency, t.pay_until as "payUntil", t.contact, t.bank->>'iban' as iban,
  case when o.renews is not null then jsonb_build_object('membershipId', o.renews, 'term', o.renews_term) end as renews,
  (select m.term from memberships m where m.id = o.renews) as "termHeld",
  (select count(*)::int from memberships m where m.account_id = o.account_id and m.kind = 'offer' and m.offer_id = o.offer_id
    and m.state <> 'expired' and m.kept_until >= ${today}::date) as owned,
  (select n.number from orders n where n.account_id = o.account_id and n.offer_id = o.offer_id and n.id > o.id and n.state = any(${waiting}::text[]) limit 1) as newer,
  case when f.id is not null then jsonb_build_object('file', jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size), 'paidOn', t.proof_paid_on,
    'bankAccount', t.proof_bank_account, 'reference', t.proof_reference, 'by', t.proof_by_name,
    'at', to_char(t.proof_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as proof`;
const deskSource = sql`orders o join transfers t on t.order_id = o.id join accounts a on a.id = o.account_id left join files f on f.id = t.proof_file_id`;

const presentOrder = ({ minor, currency, ...rest }: DeskRow): DeskOrder => ({ ...rest, total: money(minor, currency) });

export async function loadDeskOrder(db: Db, id: string, today: Day): Promise<DeskOrder | undefined> {
  const row = await db.one<DeskRow>(sql`select ${deskColumns(today)} from ${deskSource} where o.id = ${id}`);
  return row && presentOrder(row);
}

/** The orders that wait, the oldest first: all of them, or those with a proof. */
export async function listWaiting(
  db: Db,
  asked: {
    readonly today: Day;
    readonly proven: boolean;
    readonly search: string;
    readonly after: { readonly key: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<DeskOrder[]> {
  const { after } = asked;
  const rows = await db.query<DeskRow>(sql`
    select ${deskColumns(asked.today)} from ${deskSource}
    where o.state = any(${asked.proven ? [order.to("prove")] : waiting}::text[])
      and (${asked.search} = '' or strpos(lower(o.number || ' ' || a.partner_id || ' ' || (o.sold_to->>'name')), lower(${asked.search})) > 0)
      and (${after?.id ?? null}::uuid is null or (o.placed_at, o.id) > (${after?.key ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by o.placed_at, o.id limit ${asked.limit}`);
  return rows.map(presentOrder);
}

/** How many orders wait, how many of them with a proof, and how many receipts are unmatched. */
export const countDesk = (db: Db): Promise<{ waiting: number; proven: number; unmatched: number } | undefined> =>
  db.one(sql`
    select (select count(*)::int from orders where state = any(${waiting}::text[])) as waiting,
      (select count(*)::int from orders where state = ${order.to("prove")}) as proven,
      (select count(*)::int from receipts where state = ${receipt.initial}) as unmatched`);

/**
 * The orders that a payment could be for: those that its message names, whatever their state, and the waiting ones of the companies that it names
 * or whose orders it names. Searched for, by number, partner ID or name instead.
 */
export async function listPayable(
  db: Db,
  named: { readonly numbers: readonly string[]; readonly partnerIds: readonly string[] },
  search: string,
  today: Day,
): Promise<DeskOrder[]> {
  const rows = await db.query<DeskRow>(
    search === ""
      ? sql`
    select ${deskColumns(today)} from ${deskSource}
    where o.number = any(${named.numbers}::text[])
      or (o.state = any(${waiting}::text[]) and (a.partner_id = any(${named.partnerIds}::text[])
        or o.account_id in (select named.account_id from orders named where named.number = any(${named.numbers}::text[]))))
    order by o.id desc limit 20`
      : sql`
    select ${deskColumns(today)} from ${deskSource}
    where o.state = any(${order.from("match")}::text[])
      and strpos(lower(o.number || ' ' || a.partner_id || ' ' || (o.sold_to->>'name')), lower(${search})) > 0
    order by o.id desc limit 20`,
  );
  return rows.map(presentOrder);
}
