import type { Card, DeclineReason } from "../../kit/cards.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import type { Money } from "../../kit/money.ts";
import type { Db } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type ChargeRow = { readonly id: string; readonly state: "captured" | "declined" | "closed"; readonly code: DeclineReason | null };

export const insertCard = (
  db: Db,
  card: Card & { readonly id: string; readonly token: string; readonly fate: DeclineReason | null; readonly at: Instant },
): Promise<unknown> =>
  db.query(sql`
    insert into gateway.cards (id, token, brand, last4, exp_month, exp_year, fate, made_at)
    values (${card.id}, ${card.token}, ${card.brand}, ${card.last4}, ${card.expMonth}, ${card.expYear}, ${card.fate}, ${card.at})`);

/** Whoever brings the token first keeps the card. */
export const attachCard = (db: Db, token: string, holder: string): Promise<(Card & { readonly id: string }) | undefined> =>
  db.one(sql`
    update gateway.cards set holder = ${holder} where token = ${token} and coalesce(holder, ${holder}) = ${holder}
    returning id, brand, last4, exp_month as "expMonth", exp_year as "expYear"`);

const charge = sql`id, state, code`;

export const chargeOf = (db: Db, key: string): Promise<ChargeRow | undefined> =>
  db.one<ChargeRow>(sql`select ${charge} from gateway.charges where key = ${key}`);

/** One charge per key: the first answer stands, whoever asks again. An unknown card is declined. */
export async function capture(
  db: Db,
  asked: {
    readonly key: string;
    readonly id: string;
    readonly cardId: string;
    readonly amount: Money;
    readonly description: string;
    readonly at: Instant;
    readonly today: Day;
  },
): Promise<ChargeRow> {
  const made = await db.one<ChargeRow>(sql`
    insert into gateway.charges (key, id, card_id, currency, amount_minor, description, state, code, made_at)
    select ${asked.key}, ${asked.id}, card.id, ${asked.amount.currency}, ${asked.amount.minor}, ${asked.description},
      case when code is null then 'captured' else 'declined' end, code, ${asked.at}::timestamptz
    from (select id, case when to_char(make_date(exp_year, exp_month, 1), 'YYYY-MM') < left(${asked.today}, 7) then 'cardExpired' else fate end as code
          from gateway.cards where id = ${asked.cardId}) as card
    on conflict (key) do nothing returning ${charge}`);
  const standing = made ?? (await chargeOf(db, asked.key));
  return standing ?? { id: asked.id, state: "declined", code: "declined" };
}

/** Closes the key if nothing came of it yet; answers what stands. */
export async function close(db: Db, key: string, id: string, at: Instant): Promise<ChargeRow> {
  await db.query(
    sql`insert into gateway.charges (key, id, state, made_at) values (${key}, ${id}, 'closed', ${at}) on conflict (key) do nothing`,
  );
  return (await chargeOf(db, key))!;
}

export type BookedCharge = {
  readonly key: string;
  readonly id: string;
  readonly state: ChargeRow["state"];
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly description: string | null;
  readonly at: Instant;
};

export const listCharges = (db: Db, limit: number): Promise<BookedCharge[]> =>
  db.query<BookedCharge>(sql`
    select key, id, state, currency, amount_minor as "amountMinor", description, made_at as at from gateway.charges order by made_at desc, key desc limit ${limit}`);

export const countCaptured = async (db: Db): Promise<number> =>
  (await db.one<{ count: number }>(sql`select count(*)::int as count from gateway.charges where state = 'captured'`))!.count;

export type RefundRow = { readonly id: string; readonly state: "refunded" | "refused" };

/** One refund per key: the first answer stands, whoever asks again. Never more than was captured is given back; undefined for an unknown charge. */
export async function refund(
  db: Db,
  asked: {
    readonly key: string;
    readonly id: string;
    readonly chargeId: string;
    readonly amount: Money;
    readonly unwilling: boolean;
    readonly at: Instant;
  },
): Promise<RefundRow | undefined> {
  const made = await db.one<RefundRow>(sql`
    with charge as (select id, state, currency, amount_minor from gateway.charges where id = ${asked.chargeId} for update)
    insert into gateway.refunds (key, id, charge_id, currency, amount_minor, state, made_at)
    select ${asked.key}, ${asked.id}, charge.id, ${asked.amount.currency}, ${asked.amount.minor}::bigint,
      case when not ${asked.unwilling}::boolean and charge.state = 'captured' and charge.currency = ${asked.amount.currency}
          and ${asked.amount.minor}::bigint + (select coalesce(sum(r.amount_minor), 0) from gateway.refunds r where r.charge_id = charge.id and r.state = 'refunded') <= charge.amount_minor
        then 'refunded' else 'refused' end, ${asked.at}::timestamptz
    from charge on conflict (key) do nothing returning id, state`);
  return made ?? db.one<RefundRow>(sql`select id, state from gateway.refunds where key = ${asked.key}`);
}

export type BookedRefund = {
  readonly key: string;
  readonly id: string;
  readonly chargeId: string;
  readonly state: RefundRow["state"];
  readonly currency: string;
  readonly amountMinor: number;
  readonly at: Instant;
};

export const listRefunds = (db: Db, limit: number): Promise<BookedRefund[]> =>
  db.query<BookedRefund>(sql`
    select key, id, charge_id as "chargeId", state, currency, amount_minor as "amountMinor", made_at as at from gateway.refunds
    order by made_at desc, key desc limit ${limit}`);

export const countRefunded = async (db: Db): Promise<number> =>
  (await db.one<{ count: number }>(sql`select count(*)::int as count from gateway.refunds where state = 'refunded'`))!.count;
