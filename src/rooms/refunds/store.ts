import type { After } from "../../kit/cursor.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import type { Money } from "../../kit/money.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Origin, RefundState, Tab } from "./rules.ts";
import { refund } from "./rules.ts";

export type Refund = {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly orderId: string;
  readonly membershipId: string;
  readonly state: RefundState;
  readonly version: number;
  readonly origin: Origin;
  readonly requestId: string | null;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly toldId: string;
  readonly askedOn: Day;
  readonly askedAt: Instant;
  readonly note: string;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly proposedAt: Instant | null;
  readonly exception: string | null;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Instant | null;
  readonly reason: string | null;
  /** The codes of what stood against it when it was decided. */
  readonly blocks: readonly string[];
  readonly gateway: string | null;
  readonly chargeRef: string | null;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  readonly closedAt: Instant | null;
};

const columns = sql`r.id, r.number, r.account_id as "accountId", r.order_id as "orderId", r.membership_id as "membershipId", r.state, r.version, r.origin,
  r.request_id as "requestId", r.asked_by as "askedBy", r.asked_by_name as "askedByName", r.told_id as "toldId", r.asked_on as "askedOn", r.asked_at as "askedAt", r.note,
  r.proposed_by as "proposedBy", r.proposed_by_name as "proposedByName", r.proposed_at as "proposedAt", r.exception,
  r.decided_by as "decidedBy", r.decided_by_name as "decidedByName", r.decided_at as "decidedAt", r.reason, r.blocks,
  r.gateway, r.charge_ref as "chargeRef", r.currency, r.amount_minor as "amountMinor", r.closed_at as "closedAt"`;

/** For the vendor's staff, who work on every account, and for the jobs. */
export const loadById = (db: Db, id: string): Promise<Refund | undefined> =>
  db.one<Refund>(sql`select ${columns} from refunds r where r.id = ${id}`);

/** Whoever holds a case decides it; everyone else waits and finds it decided. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<Refund | undefined> =>
  tx.one<Refund>(sql`select ${columns} from refunds r where r.account_id = ${accountId} and r.id = ${id} for update of r`);

/** The one case of an order that is asked for, on its way or done. */
export const holdStanding = (tx: Tx, accountId: string, orderId: string): Promise<Refund | undefined> =>
  tx.one<Refund>(sql`
    select ${columns} from refunds r
    where r.account_id = ${accountId} and r.order_id = ${orderId} and r.state in ('requested', 'proposed', 'paying', 'refunded') for update of r`);

/** The latest case about a membership, or about a service request. */
export const lastOf = (
  db: Db,
  accountId: string,
  of: { readonly membershipId: string } | { readonly requestId: string },
): Promise<Refund | undefined> => {
  const about = "membershipId" in of ? sql`r.membership_id = ${of.membershipId}` : sql`r.request_id = ${of.requestId}`;
  return db.one<Refund>(sql`select ${columns} from refunds r where r.account_id = ${accountId} and ${about} order by r.id desc limit 1`);
};

export type Asked = Pick<
  Refund,
  "id" | "orderId" | "membershipId" | "requestId" | "askedBy" | "askedByName" | "toldId" | "askedOn" | "note"
> & {
  readonly origin: Origin;
  readonly at: Instant;
};

/** @returns undefined when the order has a case already. */
export const insertAsked = (tx: Tx, accountId: string, made: Asked): Promise<{ number: string } | undefined> =>
  tx.one(sql`
    insert into refunds (id, account_id, order_id, membership_id, state, origin, request_id, asked_by, asked_by_name, told_id, asked_on, asked_at, note)
    values (${made.id}, ${accountId}, ${made.orderId}, ${made.membershipId}, ${refund.initial}, ${made.origin}, ${made.requestId}::uuid, ${made.askedBy}, ${made.askedByName},
      ${made.toldId}, ${made.askedOn}::date, ${made.at}::timestamptz, ${made.note})
    on conflict do nothing returning number`);

export type Way = { readonly gateway: string; readonly chargeRef: string; readonly amount: Money };

/** A case that comes into being on its way: the programme's rule has approved it. @returns undefined when the order has a case already. */
export const insertPaying = (tx: Tx, accountId: string, made: Asked, way: Way): Promise<{ number: string } | undefined> =>
  tx.one(sql`
    insert into refunds (id, account_id, order_id, membership_id, state, origin, asked_by, asked_by_name, told_id, asked_on, asked_at, decided_at, gateway, charge_ref, currency, amount_minor)
    values (${made.id}, ${accountId}, ${made.orderId}, ${made.membershipId}, ${refund.to("takeBack")}, ${made.origin}, ${made.askedBy}, ${made.askedByName},
      ${made.toldId}, ${made.askedOn}::date, ${made.at}::timestamptz, ${made.at}::timestamptz, ${way.gateway}, ${way.chargeRef}, ${way.amount.currency}, ${way.amount.minor}::bigint)
    on conflict do nothing returning number`);

type By = { readonly id: string; readonly name: string };

/** On its way to the provider. The case is held. */
export const setPaying = (
  tx: Tx,
  accountId: string,
  held: Refund,
  move: "approve" | "confirm" | "takeBack",
  made: { readonly by: By | null; readonly blocks: readonly string[]; readonly way: Way; readonly at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    update refunds set state = ${refund.to(move)}, version = version + 1, decided_by = ${made.by?.id ?? null}::uuid, decided_by_name = ${made.by?.name ?? null},
      decided_at = ${made.at}::timestamptz, blocks = ${JSON.stringify(made.blocks)}::jsonb, gateway = ${made.way.gateway}, charge_ref = ${made.way.chargeRef},
      currency = ${made.way.amount.currency}, amount_minor = ${made.way.amount.minor}::bigint
    where account_id = ${accountId} and id = ${held.id} and version = ${held.version} and state = any(${refund.from(move)}::text[])`);

export const setProposed = (
  tx: Tx,
  accountId: string,
  held: Refund,
  made: { readonly by: By; readonly exception: string; readonly at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    update refunds set state = ${refund.to("propose")}, version = version + 1, proposed_by = ${made.by.id}, proposed_by_name = ${made.by.name},
      proposed_at = ${made.at}::timestamptz, exception = ${made.exception}
    where account_id = ${accountId} and id = ${held.id} and version = ${held.version} and state = any(${refund.from("propose")}::text[])`);

export const setRefused = (
  tx: Tx,
  accountId: string,
  held: Refund,
  made: { readonly by: By; readonly blocks: readonly string[]; readonly reason: string; readonly at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    update refunds set state = ${refund.to("refuse")}, version = version + 1, decided_by = ${made.by.id}, decided_by_name = ${made.by.name}, decided_at = ${made.at}::timestamptz,
      blocks = ${JSON.stringify(made.blocks)}::jsonb, reason = ${made.reason}, closed_at = ${made.at}::timestamptz
    where account_id = ${accountId} and id = ${held.id} and version = ${held.version} and state = any(${refund.from("refuse")}::text[])`);

/** @returns false when it was decided meanwhile. */
export const setWithdrawn = async (tx: Tx, accountId: string, id: string, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update refunds set state = ${refund.to("withdraw")}, version = version + 1, closed_at = ${at}::timestamptz, decided_at = null
    where account_id = ${accountId} and id = ${id} and state = any(${refund.from("withdraw")}::text[]) returning id`)) !== undefined;

/** What the provider has said; nobody needs to ask again. The case is held. */
export async function close(
  tx: Tx,
  accountId: string,
  id: string,
  end: { readonly move: "pay" | "fail"; readonly ref: string | null; readonly quiet: Statement; readonly at: Instant },
): Promise<void> {
  const written = await tx.one(sql`
    with closed as (
      update refunds set state = ${refund.to(end.move)}, version = version + 1, refund_ref = ${end.ref}::text, closed_at = ${end.at}::timestamptz
      where account_id = ${accountId} and id = ${id} and state = any(${refund.from(end.move)}::text[]) returning id
    ), quiet as (${end.quiet})
    select id from closed`);
  if (!written) throw new Error(`refund ${id} was ended by somebody else while it was held`);
}

export type QueueRow = Refund & {
  readonly company: string;
  readonly partnerId: string;
  readonly orderNumber: string;
  readonly offerId: string;
};

const inTab: Record<Tab, Statement> = {
  toDecide: sql`r.state in ('requested', 'proposed')`,
  underWay: sql`r.state = 'paying'`,
  closed: sql`r.closed_at is not null`,
};

/** A search is read as text: its % and _ stand for themselves. */
const contains = (text: string): string | null => (text === "" ? null : `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`);

const wanted = (tab: Tab, search: string): Statement => {
  const words = contains(search);
  return sql`${inTab[tab]} and (${words}::text is null or lower(a.legal_name) like ${words}::text or a.partner_id like ${words}::text or lower(r.number) like ${words}::text
    or o.number like ${words}::text)`;
};
const source = sql`refunds r join accounts a on a.id = r.account_id join orders o on o.id = r.order_id`;

/** Who waits longest comes first; of the closed ones, the latest. */
export const queueOf = (db: Db, tab: Tab, search: string, after: After | null, limit: number): Promise<QueueRow[]> => {
  const key = tab === "closed" ? sql`r.closed_at` : sql`r.asked_at`;
  const beyond = tab === "closed" ? sql`<` : sql`>`;
  const way = tab === "closed" ? sql`desc` : sql`asc`;
  return db.query<QueueRow>(sql`
    select ${columns}, a.legal_name as company, a.partner_id as "partnerId", o.number as "orderNumber", o.offer_id as "offerId" from ${source}
    where ${wanted(tab, search)}
      and (${after?.key ?? null}::timestamptz is null or (${key}, r.id) ${beyond} (${after?.key ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by ${key} ${way}, r.id ${way} limit ${limit}`);
};

export type Counts = Readonly<Record<Tab | "matching", number>>;

export const countsOf = async (db: Db, tab: Tab, search: string): Promise<Counts> =>
  (await db.one<Counts>(sql`
    select (select count(*)::int from refunds r where ${inTab.toDecide}) as "toDecide", (select count(*)::int from refunds r where ${inTab.underWay}) as "underWay",
      (select count(*)::int from refunds r where ${inTab.closed}) as closed,
      (select count(*)::int from ${source} where ${wanted(tab, search)}) as matching`))!;
