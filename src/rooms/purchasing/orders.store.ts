import type { Card, DeclineReason } from "../../kit/cards.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import type { Money } from "../../kit/money.ts";
import { money } from "../../kit/money.ts";
import type { Party } from "../../kit/party.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Amounts, OrderState } from "./rules.ts";
import { AWAITING, attempt, cart, order } from "./rules.ts";
import type { Acceptance, AmountColumns } from "./store.ts";
import { amountsOf } from "./store.ts";
import type { Contact } from "./transfer.rules.ts";

export type SoldTo = Party & {
  /** The buyer's own number for the purchase, as they asked to read it on papers; empty when they did not. */
  readonly poNumber?: string;
};

/** The term of a membership that an order pays for, when it is not its first. */
export type Renews = { readonly membershipId: string; readonly term: number; readonly startsOn: Day; readonly endsOn: Day };

/** The vendor's account as an order by transfer was shown it. */
export type Bank = { readonly holder: string; readonly bank: string; readonly iban: string; readonly bic: string };

export type Proof = {
  readonly file: { readonly id: string; readonly name: string; readonly size: number };
  readonly paidOn: Day;
  readonly bankAccount: string;
  readonly reference: string;
  readonly by: string;
  readonly at: Instant;
};

/** How an order is paid that has no card. */
export type Transfer = { readonly contact: Contact; readonly bank: Bank; readonly payUntil: Day; readonly proof: Proof | null };

export type Order = {
  readonly id: string;
  readonly number: string;
  readonly offerId: string;
  readonly state: OrderState;
  readonly placedOn: Day;
  readonly placedAt: Instant;
  readonly closedAt: Instant | null;
  readonly refundedOn: Day | null;
  readonly termMonths: number;
  readonly soldTo: SoldTo;
  /** The card that it is charged to; null for an order by transfer, which has `transfer` instead. */
  readonly card: Card | null;
  readonly transfer: Transfer | null;
  readonly terms: Acceptance;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly declined: DeclineReason | null;
  readonly membershipId: string | null;
  readonly renews: Renews | null;
  /** Placed by the house on the anniversary. */
  readonly automatic: boolean;
  readonly amounts: Amounts;
};

export type OrderRow = Omit<Order, "amounts" | "terms"> &
  AmountColumns & { termsId: string; termsVersion: string; termsLanguage: Lang; sha256: string; acceptedAt: Instant };

const cardColumn = sql`case when m.id is not null
  then jsonb_build_object('brand', m.brand, 'last4', m.last4, 'expMonth', m.exp_month, 'expYear', m.exp_year) end`;
export const columns = sql`o.id, o.number, o.offer_id as "offerId", o.state, o.placed_on as "placedOn", o.placed_at as "placedAt", o.closed_at as "closedAt", o.refunded_on as "refundedOn", o.term_months as "termMonths",
  o.sold_to as "soldTo", ${cardColumn} as card,
  case when t.order_id is not null then jsonb_build_object('contact', t.contact, 'bank', t.bank, 'payUntil', t.pay_until, 'proof',
    case when f.id is not null then jsonb_build_object('file', jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size), 'paidOn', t.proof_paid_on,
      'bankAccount', t.proof_bank_account, 'reference', t.proof_reference, 'by', t.proof_by_name,
      'at', to_char(t.proof_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end) end as transfer,
  o.terms_id as "termsId", o.terms_version as "termsVersion", o.terms_language as "termsLanguage", o.terms_sha256 as sha256, o.terms_accepted_at as "acceptedAt",
  o.bought_by as "buyerId", o.buyer_name as "buyerName", o.decline_code as declined, o.membership_id as "membershipId", o.automatic,
  case when o.renews is not null then jsonb_build_object('membershipId', o.renews, 'term', o.renews_term, 'startsOn', o.term_starts_on, 'endsOn', o.term_ends_on) end as renews,
  o.country, o.currency, o.net_minor as net, o.tax_treatment as treatment, o.tax_exemption as exemption, o.tax_rate as "taxRate", o.tax_minor as tax, o.total_minor as total`;
export const source = sql`orders o left join payment_methods m on m.id = o.payment_method_id left join transfers t on t.order_id = o.id
  left join files f on f.id = t.proof_file_id`;

export function present({
  termsId,
  termsVersion,
  termsLanguage,
  sha256,
  acceptedAt,
  country,
  currency,
  net,
  treatment,
  exemption,
  taxRate,
  tax,
  total,
  ...rest
}: OrderRow): Order {
  return {
    ...rest,
    amounts: amountsOf({ country, currency, net, treatment, exemption, taxRate, tax, total }),
    terms: { id: termsId, version: termsVersion, language: termsLanguage, sha256, at: acceptedAt },
  };
}

export const listOrders = async (
  db: Db,
  accountId: string,
  asked: { membershipId?: string | undefined; before?: string | undefined; limit: number },
): Promise<Order[]> => {
  const rows = await db.query<OrderRow>(sql`
    select ${columns} from ${source}
    where o.account_id = ${accountId} and (${asked.membershipId ?? null}::uuid is null or o.membership_id = ${asked.membershipId ?? null}::uuid)
      and (${asked.before ?? null}::uuid is null or o.id < ${asked.before ?? null}::uuid)
    order by o.id desc limit ${asked.limit}`);
  return rows.map(present);
};

export async function loadOrder(db: Db, accountId: string, id: string): Promise<Order | undefined> {
  const row = await db.one<OrderRow>(sql`select ${columns} from ${source} where o.account_id = ${accountId} and o.id = ${id}`);
  return row && present(row);
}

/** The order that this very press made before, if it is being paid or was paid: a press repeated after a crash. */
export async function loadRepeated(db: Db, accountId: string, cartId: string, requestKey: string): Promise<Order | undefined> {
  const row = await db.one<OrderRow>(sql`
    select ${columns} from ${source}
    where o.account_id = ${accountId} and o.cart_id = ${cartId} and o.request_key = ${requestKey} and o.state in (${order.initial}, ${order.to("pay")})`);
  return row && present(row);
}

/** An order that is being charged now, or that awaits its transfer. */
export type Paying = {
  readonly orderId: string;
  readonly number: string;
  readonly offerId: string;
  readonly cartId: string | null;
  readonly renews: string | null;
  readonly buyerName: string;
  readonly state: OrderState;
  readonly total: Money;
  /** Of an order by transfer. */
  readonly payUntil: Day | null;
};

/** Whether the house has asked for this already: what is being paid, was paid or was refused is not asked for again under the same key. */
export const isAsked = async (db: Db, accountId: string, requestKey: string): Promise<boolean> =>
  (await db.one(sql`
    select 1 as asked from orders where account_id = ${accountId} and request_key = ${requestKey} and automatic and state <> ${order.to("abandon")} limit 1`)) !==
  undefined;

/** On the strength of which a membership renews by itself: the order that paid for it last, and its card. */
export type Mandate = {
  readonly terms: Acceptance;
  readonly method: Card & { readonly id: string; readonly gateway: string; readonly ref: string };
  readonly buyer: { readonly id: string; readonly name: string };
};

/** By membership, for several companies at once. What was paid last by a transfer has none: there is no card to charge then. */
export async function mandatesOf(db: Db, accountIds: readonly string[]): Promise<ReadonlyMap<string, Mandate>> {
  const rows = await db.query<OrderRow & { methodId: string | null; gateway: string; ref: string }>(sql`
    select distinct on (o.membership_id) ${columns}, m.id as "methodId", m.gateway, m.gateway_ref as ref from ${source}
    where o.account_id = any(${accountIds}::uuid[]) and o.membership_id is not null order by o.membership_id, o.id desc`);
  return new Map(
    rows.flatMap(({ methodId: id, gateway, ref, ...rest }) => {
      const { card, terms, buyerId, buyerName, membershipId } = present(rest);
      if (id === null || !card) return [];
      return [[membershipId!, { terms, method: { ...card, id, gateway, ref }, buyer: { id: buyerId, name: buyerName } }]];
    }),
  );
}

export const loadMandate = async (db: Db, accountId: string, membershipId: string): Promise<Mandate | undefined> =>
  (await mandatesOf(db, [accountId])).get(membershipId);

/** The cards of these companies that the bank refused the last time they were asked. */
export async function refusedMethods(db: Db, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ methodId: string; state: OrderState }>(sql`
    select distinct on (o.payment_method_id) o.payment_method_id as "methodId", o.state from orders o
    where o.account_id = any(${accountIds}::uuid[]) and o.payment_method_id is not null and o.state in (${order.to("pay")}, ${order.to("decline")})
    order by o.payment_method_id, o.id desc`);
  return new Set(rows.filter(({ state }) => state === order.to("decline")).map(({ methodId }) => methodId));
}

/** What these companies are paying for: a card that is being asked, or a transfer that is expected until its last day. */
export const underWayOf = (
  db: Db,
  accountIds: readonly string[],
): Promise<{ accountId: string; offerId: string; state: OrderState; payUntil: Day | null }[]> =>
  db.query(sql`
    select o.account_id as "accountId", o.offer_id as "offerId", o.state, t.pay_until as "payUntil" from orders o left join transfers t on t.order_id = o.id
    where o.account_id = any(${accountIds}::uuid[]) and o.state in ('paying', 'awaitingPayment', 'proofSubmitted') order by o.id`);

/** The orders that are being charged now, and those that await their transfer, the day's own ones: past their last day they do not count. */
export const listPaying = (db: Db, accountId: string, today: Day): Promise<Paying[]> =>
  db.query<Paying>(sql`
    select o.id as "orderId", o.number, o.offer_id as "offerId", o.cart_id as "cartId", o.renews, o.buyer_name as "buyerName", o.state, t.pay_until as "payUntil",
      jsonb_build_object('minor', o.total_minor, 'currency', o.currency) as total
    from orders o left join transfers t on t.order_id = o.id
    where o.account_id = ${accountId} and o.state in ('paying', 'awaitingPayment', 'proofSubmitted') and (t.pay_until is null or t.pay_until >= ${today}::date)
    order by o.id`);

/** How the term of each membership was paid last (its card, or null for a transfer), and what of that came back. */
export type LastPaid = { readonly card: Card | null; readonly refunded: { readonly amount: Money; readonly on: Day } | null };

export async function listLastPaid(db: Db, accountId: string): Promise<ReadonlyMap<string, LastPaid>> {
  const rows = await db.query<{ membershipId: string; card: Card | null; refundedOn: Day | null; total: number; currency: string }>(sql`
    select distinct on (o.membership_id) o.membership_id as "membershipId", ${cardColumn} as card,
      o.refunded_on as "refundedOn", o.total_minor as total, o.currency
    from orders o left join payment_methods m on m.id = o.payment_method_id
    where o.account_id = ${accountId} and o.membership_id is not null order by o.membership_id, o.id desc`);
  return new Map(
    rows.map(({ membershipId, card, refundedOn, total, currency }) => [
      membershipId,
      { card, refunded: refundedOn === null ? null : { amount: money(total, currency), on: refundedOn } },
    ]),
  );
}

export type NewOrder = {
  readonly id: string;
  readonly attemptId: string;
  /** Null for an order that the house places by itself. */
  readonly cartId: string | null;
  readonly renews: Renews | null;
  readonly offerId: string;
  readonly packageId: string;
  readonly termMonths: number;
  readonly onlyOne: boolean;
  readonly amounts: Amounts;
  readonly placedOn: Day;
  readonly placedAt: Instant;
  readonly soldTo: SoldTo;
  readonly terms: Acceptance;
  /** The card that is charged; null for an order by transfer. */
  readonly method: { readonly id: string; readonly gateway: string; readonly ref: string } | null;
  readonly transfer: Omit<Transfer, "proof"> | null;
  readonly buyer: { readonly id: string; readonly name: string };
  readonly requestKey: string;
  readonly machine: Instant;
};

/** The order with its first attempt, or with what its transfer needs, as one: an order on its way always has what it waits for. */
export async function placeOrder(tx: Tx, accountId: string, made: NewOrder): Promise<string> {
  const { amounts, terms, method, transfer, buyer, placedOn, renews } = made;
  const year = Number(placedOn.slice(0, 4));
  const insert = sql`
    with placed as (
      insert into orders (id, number, account_id, cart_id, offer_id, package_id, state, country, currency, net_minor, tax_treatment, tax_exemption, tax_rate, tax_minor, total_minor, placed_on, placed_at,
        term_months, only_one, sold_to, terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at, payment_method_id, bought_by, buyer_name, request_key,
        renews, renews_term, term_starts_on, term_ends_on, automatic)
      select ${made.id}::uuid, ${String(year)}::text || '-' || lpad(n::text, greatest(6, length(n::text)), '0'), ${accountId}::uuid, ${made.cartId}::uuid, ${made.offerId}::text, ${made.packageId}::text,
        ${transfer ? AWAITING : order.initial}::text, ${amounts.country}::text, ${amounts.net.currency}::text, ${amounts.net.minor}::bigint, ${amounts.treatment}::text, ${amounts.exemption}::text, ${amounts.taxRate}::text, ${amounts.tax.minor}::bigint, ${amounts.total.minor}::bigint,
        ${placedOn}::date, ${made.placedAt}::timestamptz, ${made.termMonths}::int, ${made.onlyOne}::boolean, ${JSON.stringify(made.soldTo)}::jsonb,
        ${terms.id}::text, ${terms.version}::text, ${terms.language}::text, ${terms.sha256}::text, ${terms.at}::timestamptz, ${method?.id ?? null}::uuid, ${buyer.id}::uuid, ${buyer.name}::text, ${made.requestKey}::text,
        ${renews?.membershipId ?? null}::uuid, ${renews?.term ?? null}::int, ${renews?.startsOn ?? null}::date, ${renews?.endsOn ?? null}::date, ${made.cartId === null}::boolean
      from (select nextval('order_numbers') - before as n from order_years where year = ${year}::int) counted
      returning id, number
    ), asked as (
      insert into payment_attempts (id, order_id, state, gateway, gateway_ref, currency, amount_minor, asked_at)
      select ${made.attemptId}::uuid, placed.id, ${attempt.initial}::text, ${method?.gateway ?? null}::text, ${method?.ref ?? null}::text, ${amounts.total.currency}::text, ${amounts.total.minor}::bigint, ${made.machine}::timestamptz
      from placed where ${method !== null}::boolean
    ), awaited as (
      insert into transfers (order_id, account_id, contact, bank, pay_until)
      select placed.id, ${accountId}::uuid, ${JSON.stringify(transfer?.contact ?? null)}::jsonb, ${JSON.stringify(transfer?.bank ?? null)}::jsonb, ${transfer?.payUntil ?? null}::date
      from placed where ${transfer !== null}::boolean
    )
    select number from placed`;

  const placed = await tx.one<{ number: string }>(insert);
  if (placed) return placed.number;
  // The first order of a year: numbers count from where the sequence stands.
  await tx.query(sql`insert into order_years (year, before) values (${year}, nextval('order_numbers')) on conflict (year) do nothing`);
  return (await tx.one<{ number: string }>(insert))!.number;
}

/** An order that was paid, with the charge that paid it: what a refund gives back. */
export type ChargedOrder = Order & { readonly charge: { readonly gateway: string; readonly ref: string } | null };

const paidWith = sql`${columns}, (select jsonb_build_object('gateway', a.gateway, 'ref', a.charge_ref) from payment_attempts a where a.order_id = o.id and a.state = 'captured') as charge`;
const presentPaid = ({ charge, ...row }: OrderRow & Pick<ChargedOrder, "charge">): ChargedOrder => ({ ...present(row), charge });

/** The order that paid for a membership last, whether or not it was given back since. */
export async function loadLastPaid(db: Db, accountId: string, membershipId: string): Promise<ChargedOrder | undefined> {
  const row = await db.one<OrderRow & Pick<ChargedOrder, "charge">>(sql`
    select ${paidWith} from ${source} where o.account_id = ${accountId} and o.membership_id = ${membershipId} order by o.id desc limit 1`);
  return row && presentPaid(row);
}

export async function loadPaid(db: Db, accountId: string, id: string): Promise<ChargedOrder | undefined> {
  const row = await db.one<OrderRow & Pick<ChargedOrder, "charge">>(
    sql`select ${paidWith} from ${source} where o.account_id = ${accountId} and o.id = ${id} and o.membership_id is not null`,
  );
  return row && presentPaid(row);
}

/** For the vendor's staff, who read a number on somebody's paper. */
export const findByNumber = (db: Db, number: string): Promise<{ id: string; accountId: string } | undefined> =>
  db.one(sql`select id, account_id as "accountId" from orders where number = ${number} and membership_id is not null`);

/** Whether the next term of a membership is being paid for by card at this moment, or waits for its transfer. */
export const isRenewing = async (db: Db, accountId: string, membershipId: string): Promise<boolean> =>
  (await db.one(sql`
    select 1 as paying from orders where account_id = ${accountId} and renews = ${membershipId} and state in ('paying', 'awaitingPayment', 'proofSubmitted') limit 1`)) !==
  undefined;

/** @returns false when the order was given back already. */
export const refundOrder = async (tx: Tx, accountId: string, id: string, on: Day): Promise<boolean> =>
  (await tx.one(sql`
    update orders set state = ${order.to("refund")}, refunded_on = ${on}::date
    where account_id = ${accountId} and id = ${id} and state = any(${order.from("refund")}::text[]) returning id`)) !== undefined;

/** A question to the provider, and whether anybody still waits for its answer. */
export type Attempt = {
  readonly id: string;
  readonly accountId: string;
  readonly orderId: string;
  readonly state: OrderState;
  readonly gateway: string;
  /** What the provider calls the card. */
  readonly ref: string;
  readonly amount: Money;
  readonly number: string;
  /** Until when the buyer may still answer their bank, if it wants to hear them. */
  readonly confirmUntil: Instant | null;
};

type AttemptRow = Omit<Attempt, "amount"> & { readonly currency: string; readonly minor: number };

const attempts = sql`
  select a.id, o.account_id as "accountId", o.id as "orderId", o.state, a.gateway, a.gateway_ref as ref, a.currency, a.amount_minor as minor, o.number,
    a.confirm_until as "confirmUntil" from payment_attempts a join orders o on o.id = a.order_id`;

const presentAttempt = ({ currency, minor, ...rest }: AttemptRow): Attempt => ({ ...rest, amount: money(minor, currency) });

export async function loadAttempt(db: Db, id: string): Promise<Attempt | undefined> {
  const row = await db.one<AttemptRow>(sql`${attempts} where a.id = ${id}`);
  return row && presentAttempt(row);
}

/** The question that an order still waits for; undefined once it has its answer. */
export async function loadOpenAttempt(db: Db, accountId: string, orderId: string): Promise<Attempt | undefined> {
  const row = await db.one<AttemptRow>(
    sql`${attempts} where o.account_id = ${accountId} and o.id = ${orderId} and o.state = ${order.initial} and a.state = ${attempt.initial}`,
  );
  return row && presentAttempt(row);
}

/** The buyer has been sent to their bank: until then nobody closes the attempt under them. */
export const awaitBuyer = (db: Db, attemptId: string, until: Instant): Promise<unknown> =>
  db.query(sql`update payment_attempts set confirm_until = ${until} where id = ${attemptId} and state = ${attempt.initial}`);

/** @returns whether this message is heard for the first time. */
export const hearMessage = async (db: Db, message: { gateway: string; id: string; kind: string; at: Instant }): Promise<boolean> =>
  (await db.one(sql`
    insert into provider_messages (gateway, id, kind, heard_at) values (${message.gateway}, ${message.id}, ${message.kind}, ${message.at})
    on conflict do nothing returning id`)) !== undefined;

/** An order on its way, with all that finishing it takes, even long after a crash. */
export type Unfinished = {
  readonly order: Order;
  readonly packageId: string;
  readonly onlyOne: boolean;
  readonly buyer: { readonly email: string; readonly language: Lang };
};

/** Holds an order that is still being paid, for the one who finishes it; undefined when somebody has. */
export async function holdUnfinished(tx: Tx, accountId: string, orderId: string): Promise<Unfinished | undefined> {
  const row = await tx.one<OrderRow & { packageId: string; onlyOne: boolean; email: string; language: Lang }>(sql`
    select ${columns}, o.package_id as "packageId", o.only_one as "onlyOne", u.email, u.language from ${source} join users u on u.id = o.bought_by
    where o.account_id = ${accountId} and o.id = ${orderId} and o.state = ${order.initial} for update of o`);
  if (!row) return undefined;
  const { packageId, onlyOne, email, language, ...rest } = row;
  return { order: present(rest), packageId, onlyOne, buyer: { email, language } };
}

/** Ends the order, its attempt and, when it was paid, its cart, all from the states they are believed to be in. Nobody needs to ask again. */
export async function closeOrder(
  tx: Tx,
  accountId: string,
  end: {
    readonly orderId: string;
    readonly attemptId: string;
    readonly move: "pay" | "decline" | "abandon";
    readonly membershipId: string | null;
    readonly chargeRef: string | null;
    readonly declined: DeclineReason | null;
    /** Takes back the job that would have asked again. */
    readonly quiet: Statement;
    readonly at: Instant;
    readonly machine: Instant;
  },
): Promise<void> {
  const attemptMove = ({ pay: "capture", decline: "decline", abandon: "close" } as const)[end.move];
  const written = await tx.one(sql`
    with closed as (
      update orders set state = ${order.to(end.move)}, closed_at = ${end.at}::timestamptz, membership_id = ${end.membershipId}::uuid, decline_code = ${end.declined}::text
      where account_id = ${accountId} and id = ${end.orderId} and state = any(${order.from(end.move)}::text[]) returning id, cart_id
    ), answered as (
      update payment_attempts set state = ${attempt.to(attemptMove)}, charge_ref = ${end.chargeRef}::text, answered_at = ${end.machine}::timestamptz
      where id = ${end.attemptId} and order_id = (select id from closed) and state = any(${attempt.from(attemptMove)}::text[])
    ), ordered as (
      update carts set state = ${cart.to("order")}, version = version + 1
      where ${end.move}::text = 'pay' and account_id = ${accountId} and id = (select cart_id from closed) and state = any(${cart.from("order")}::text[])
    ), quiet as (${end.quiet})
    select id from closed`);
  if (!written) throw new Error(`order ${end.orderId} was ended by somebody else while it was held`);
}
