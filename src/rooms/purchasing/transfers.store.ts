import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { OrderRow, Unfinished } from "./orders.store.ts";
import { columns, present, source } from "./orders.store.ts";
import { cart, order } from "./rules.ts";

/** Holds an order by transfer as it stands, with all that finishing it takes. */
export async function holdTransfer(tx: Tx, accountId: string, orderId: string): Promise<Unfinished | undefined> {
  const row = await tx.one<OrderRow & { packageId: string; onlyOne: boolean; email: string; language: Lang }>(sql`
    select ${columns}, o.package_id as "packageId", o.only_one as "onlyOne", u.email, u.language from ${source} join users u on u.id = o.bought_by
    where o.account_id = ${accountId} and o.id = ${orderId} and t.order_id is not null for update of o`);
  if (!row) return undefined;
  const { packageId, onlyOne, email, language, ...rest } = row;
  return { order: present(rest), packageId, onlyOne, buyer: { email, language } };
}

/** The cart has become an order that awaits its transfer. */
export const orderCart = (tx: Tx, accountId: string, cartId: string): Promise<unknown> =>
  tx.query(sql`
    update carts set state = ${cart.to("order")}, version = version + 1
    where account_id = ${accountId} and id = ${cartId} and state = any(${cart.from("order")}::text[])`);

/** Ends an order by transfer from the states it is believed to be in. Its bells are taken back with it. */
export async function endTransfer(
  tx: Tx,
  accountId: string,
  end: {
    readonly orderId: string;
    readonly move: "match" | "cancel" | "expire";
    readonly membershipId: string | null;
    readonly quiet: readonly [Statement, Statement];
    readonly at: Instant;
  },
): Promise<void> {
  const [first, second] = end.quiet;
  const written = await tx.one(sql`
    with closed as (
      update orders set state = ${order.to(end.move)}, closed_at = ${end.at}::timestamptz, membership_id = ${end.membershipId}::uuid
      where account_id = ${accountId} and id = ${end.orderId} and state = any(${order.from(end.move)}::text[]) returning id
    ), reminders as (${first}), ends as (${second})
    select id from closed`);
  if (!written) throw new Error(`order ${end.orderId} was ended by somebody else while it was held`);
}

/** A proof takes the place of the one before it, and the order says that there is one. */
export async function saveProof(
  tx: Tx,
  accountId: string,
  orderId: string,
  proof: {
    readonly fileId: string;
    readonly paidOn: Day;
    readonly bankAccount: string;
    readonly reference: string;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  await tx.query(sql`
    with proven as (
      update orders set state = ${order.to("prove")} where account_id = ${accountId} and id = ${orderId} and state = any(${order.from("prove")}::text[]) returning id
    )
    update transfers set proof_file_id = ${proof.fileId}, proof_paid_on = ${proof.paidOn}::date, proof_bank_account = ${proof.bankAccount},
      proof_reference = ${proof.reference}, proof_by_name = ${proof.by}, proof_at = ${proof.at}::timestamptz
    where account_id = ${accountId} and order_id = (select id from proven)`);
}
