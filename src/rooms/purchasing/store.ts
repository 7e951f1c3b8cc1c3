import type { Card, DeclineReason } from "../../kit/cards.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { money } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Amounts, OrderState } from "./rules.ts";
import { cart } from "./rules.ts";
import type { TaxTreatment } from "./tax.rules.ts";
import type { Contact } from "./transfer.rules.ts";

export type Method = Card & {
  readonly id: string;
  readonly gateway: string;
  readonly ref: string;
  readonly addedBy: string;
  readonly addedAt: Instant;
};
export type Acceptance = {
  readonly id: string;
  readonly version: string;
  readonly language: Lang;
  readonly sha256: string;
  readonly at: Instant;
};
export type CartOrder = {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly declined: DeclineReason | null;
  readonly transfer: boolean;
};

export type Cart = {
  readonly id: string;
  readonly offerId: string;
  readonly state: (typeof cart.states)[number];
  readonly version: number;
  /** The membership whose next term is bought, and which term that is; null for a first one. */
  readonly renews: { readonly membershipId: string; readonly term: number } | null;
  /** When the person went on from the details of a renewal. */
  readonly detailsAt: Instant | null;
  readonly accepted: Acceptance | null;
  readonly method: Method | null;
  /** Chosen instead of a card: whom to ask about the transfer. */
  readonly contact: Contact | null;
  /** What the person was shown. */
  readonly shown: Amounts;
  /** The latest order of this cart. */
  readonly order: CartOrder | null;
  /** The order of this offer that is under way, from this cart or from a colleague's: being charged, or awaiting its transfer. */
  readonly underWay: UnderWay | null;
};
export type UnderWay = {
  readonly id: string;
  readonly number: string;
  readonly buyerName: string;
  readonly state: OrderState;
  /** Of an order by transfer: the last day for its money. */
  readonly payUntil: Day | null;
};

export type AmountColumns = {
  readonly country: string;
  readonly currency: string;
  readonly net: number;
  readonly treatment: TaxTreatment;
  readonly exemption: string | null;
  readonly taxRate: string;
  readonly tax: number;
  readonly total: number;
};

export const amountsOf = ({ country, currency, net, treatment, exemption, taxRate, tax, total }: AmountColumns): Amounts => ({
  country,
  treatment,
  exemption,
  net: money(net, currency),
  taxRate,
  tax: money(tax, currency),
  total: money(total, currency),
});

const methodColumns = sql`m.brand, m.last4, m.exp_month as "expMonth", m.exp_year as "expYear", m.gateway, m.gateway_ref as ref,
  u.given_name || ' ' || u.family_name as "addedBy", m.added_at as "addedAt"`;

type CartRow = AmountColumns & {
  id: string;
  offerId: string;
  state: Cart["state"];
  version: number;
  termsId: string | null;
  termsVersion: string;
  termsLanguage: Lang;
  sha256: string;
  acceptedAt: Instant;
  methodId: string | null;
  orderId: string | null;
  orderNumber: string;
  orderState: OrderState;
  declined: DeclineReason | null;
  byTransfer: boolean;
  contact: Contact | null;
  underWay: UnderWay | null;
  renews: string | null;
  renewsTerm: number;
  detailsAt: Instant | null;
} & Omit<Method, "id">;

function present(row: CartRow): Cart {
  const { id, offerId, state, version } = row;
  const { brand, last4, expMonth, expYear, gateway, ref, addedBy, addedAt } = row;
  return {
    ...{ id, offerId, state, version, detailsAt: row.detailsAt },
    renews: row.renews === null ? null : { membershipId: row.renews, term: row.renewsTerm },
    accepted:
      row.termsId === null
        ? null
        : { id: row.termsId, version: row.termsVersion, language: row.termsLanguage, sha256: row.sha256, at: row.acceptedAt },
    method: row.methodId === null ? null : { id: row.methodId, brand, last4, expMonth, expYear, gateway, ref, addedBy, addedAt },
    contact: row.contact,
    shown: amountsOf(row),
    order:
      row.orderId === null
        ? null
        : { id: row.orderId, number: row.orderNumber, state: row.orderState, declined: row.declined, transfer: row.byTransfer },
    underWay: row.underWay,
  };
}

/** A person's own cart, with the card it would charge and the order it led to. A colleague's cart is nobody's. */
export async function loadCart(db: Db, accountId: string, personId: string, cartId: string): Promise<Cart | undefined> {
  const row = await db.one<CartRow>(sql`
    select c.id, c.offer_id as "offerId", c.state, c.version, c.terms_id as "termsId", c.terms_version as "termsVersion", c.terms_language as "termsLanguage",
      c.terms_sha256 as sha256, c.terms_accepted_at as "acceptedAt", c.renews, c.renews_term as "renewsTerm", c.details_at as "detailsAt", c.transfer_contact as contact, c.country, c.currency, c.net_minor as net, c.tax_treatment as treatment, c.tax_exemption as exemption, c.tax_rate as "taxRate", c.tax_minor as tax, c.total_minor as total,
      m.id as "methodId", ${methodColumns}, o.id as "orderId", o.number as "orderNumber", o.state as "orderState", o.decline_code as declined, o.payment_method_id is null as "byTransfer",
      (select jsonb_build_object('id', p.id, 'number', p.number, 'buyerName', p.buyer_name, 'state', p.state, 'payUntil', t.pay_until)
        from orders p left join transfers t on t.order_id = p.id
        where p.account_id = c.account_id and p.offer_id = c.offer_id and p.state in ('paying', 'awaitingPayment', 'proofSubmitted')) as "underWay"
    from carts c
    left join payment_methods m on m.id = c.payment_method_id left join users u on u.id = m.added_by
    left join lateral (select id, number, state, decline_code, payment_method_id from orders where cart_id = c.id order by id desc limit 1) o on true
    where c.account_id = ${accountId} and c.person_id = ${personId} and c.id = ${cartId}`);
  return row && present(row);
}

/** What a cart buys: a first term of an offer, or the next term of a membership. */
export type Wanted = { readonly offerId: string; readonly renews: string | null };

const cartsFor = (accountId: string, personId: string, { offerId, renews }: Wanted) =>
  sql`select id from carts where account_id = ${accountId} and offer_id = ${offerId} and person_id = ${personId} and renews is not distinct from ${renews}::uuid`;

export const openCartOf = async (db: Db, accountId: string, personId: string, wanted: Wanted): Promise<string | undefined> =>
  (await db.one<{ id: string }>(sql`${cartsFor(accountId, personId, wanted)} and state = 'open'`))?.id;

/** The open one; otherwise the one that was ordered last. */
export const currentCartOf = async (db: Db, accountId: string, personId: string, wanted: Wanted): Promise<string | undefined> =>
  (
    await db.one<{ id: string }>(sql`
      ${cartsFor(accountId, personId, wanted)} and state in ('open', 'ordered')
      order by (state = 'open') desc, id desc limit 1`)
  )?.id;

/** The person's open cart for this, made if there is none. */
export async function openCart(
  tx: Tx,
  accountId: string,
  personId: string,
  wanted: Wanted & { readonly term: number | null },
  amounts: Amounts,
  at: Instant,
): Promise<string> {
  const { country, net, treatment, exemption, taxRate, tax, total } = amounts;
  const made = await tx.one<{ id: string }>(sql`
    insert into carts (id, account_id, offer_id, person_id, renews, renews_term, state, country, currency, net_minor, tax_treatment, tax_exemption, tax_rate, tax_minor, total_minor, opened_at)
    values (${newId()}, ${accountId}, ${wanted.offerId}, ${personId}, ${wanted.renews}, ${wanted.term}, ${cart.initial}, ${country}, ${net.currency}, ${net.minor}, ${treatment}, ${exemption}, ${taxRate}, ${tax.minor}, ${total.minor}, ${at})
    on conflict (account_id, offer_id, person_id, renews) where state = 'open' do nothing returning id`);
  return made?.id ?? (await openCartOf(tx, accountId, personId, wanted))!;
}

export type CartChange = {
  readonly detailsAt?: Instant;
  readonly accepted?: Acceptance;
  /** A card and a transfer take each other's place. */
  readonly methodId?: string;
  readonly contact?: Contact;
  readonly amounts?: Amounts;
};

/** Writes a change over the version that was seen. @returns false when the cart has moved on meanwhile. */
export async function changeCart(db: Db, accountId: string, cartId: string, version: number, change: CartChange): Promise<boolean> {
  const { accepted, methodId, contact, amounts, detailsAt } = change;
  const typed = contact === undefined ? null : JSON.stringify(contact);
  const written = await db.one(sql`
    update carts set version = version + 1,
      terms_id = coalesce(${accepted?.id ?? null}::text, terms_id), terms_version = coalesce(${accepted?.version ?? null}::text, terms_version),
      terms_language = coalesce(${accepted?.language ?? null}::text, terms_language), terms_sha256 = coalesce(${accepted?.sha256 ?? null}::text, terms_sha256),
      terms_accepted_at = coalesce(${accepted?.at ?? null}::timestamptz, terms_accepted_at),
      details_at = coalesce(${detailsAt ?? null}::timestamptz, details_at),
      payment_method_id = case when ${typed}::jsonb is not null then null else coalesce(${methodId ?? null}::uuid, payment_method_id) end,
      transfer_contact = case when ${methodId ?? null}::uuid is not null then null else coalesce(${typed}::jsonb, transfer_contact) end,
      country = coalesce(${amounts?.country ?? null}::text, country), currency = coalesce(${amounts?.net.currency ?? null}::text, currency),
      net_minor = coalesce(${amounts?.net.minor ?? null}::bigint, net_minor), tax_rate = coalesce(${amounts?.taxRate ?? null}::text, tax_rate),
      tax_treatment = coalesce(${amounts?.treatment ?? null}::text, tax_treatment),
      tax_exemption = case when ${amounts?.treatment ?? null}::text is null then tax_exemption else ${amounts?.exemption ?? null}::text end,
      tax_minor = coalesce(${amounts?.tax.minor ?? null}::bigint, tax_minor), total_minor = coalesce(${amounts?.total.minor ?? null}::bigint, total_minor)
    where account_id = ${accountId} and id = ${cartId} and state = 'open' and version = ${version} returning 1 as written`);
  return written !== undefined;
}

export async function leaveCart(tx: Tx, accountId: string, cartId: string): Promise<boolean> {
  const left = await tx.one(sql`
    update carts set state = ${cart.to("leave")} where account_id = ${accountId} and id = ${cartId} and state = any(${cart.from("leave")}::text[]) returning 1 as left`);
  return left !== undefined;
}

export const listMethods = (db: Db, accountId: string): Promise<Method[]> =>
  db.query<Method>(sql`
    select m.id, ${methodColumns} from payment_methods m join users u on u.id = m.added_by where m.account_id = ${accountId} order by m.id desc limit 100`);

export const loadMethod = (db: Db, accountId: string, id: string): Promise<Method | undefined> =>
  db.one<Method>(
    sql`select m.id, ${methodColumns} from payment_methods m join users u on u.id = m.added_by where m.account_id = ${accountId} and m.id = ${id}`,
  );

/** Stores what the gateway answered; the same card brought twice is stored once. */
export async function storeMethod(
  tx: Tx,
  accountId: string,
  method: Card & { readonly gateway: string; readonly ref: string; readonly by: string; readonly at: Instant },
): Promise<{ id: string; made: boolean }> {
  const made = await tx.one<{ id: string }>(sql`
    insert into payment_methods (id, account_id, brand, last4, exp_month, exp_year, gateway, gateway_ref, added_by, added_at)
    values (${newId()}, ${accountId}, ${method.brand}, ${method.last4}, ${method.expMonth}, ${method.expYear}, ${method.gateway}, ${method.ref}, ${method.by}, ${method.at})
    on conflict (gateway, gateway_ref) do nothing returning id`);
  if (made) return { id: made.id, made: true };
  const standing = await tx.one<{ id: string }>(
    sql`select id from payment_methods where account_id = ${accountId} and gateway = ${method.gateway} and gateway_ref = ${method.ref}`,
  );
  return { id: standing!.id, made: false };
}

/** The people of the company who hold one of these roles. */
export const listBuyers = (db: Db, accountId: string, roles: readonly Role[]): Promise<{ id: string; name: string }[]> =>
  db.query(sql`
    select u.id, u.given_name || ' ' || u.family_name as name from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.state = 'active' and m.roles <> '{}' and m.roles && ${roles}::text[] order by u.family_name, u.given_name limit 20`);
