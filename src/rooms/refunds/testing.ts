import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague, Partner, TestHouse } from "../../testing/house.ts";
import { networkMember } from "../../testing/owner.ts";
import { purchase } from "../../testing/shop.ts";

/** Somebody of a company presses, from this browser or another. */
type Presser = { readonly call: Caller["call"]; readonly do: Caller["do"] };

export type Buyer = Partner & { readonly membershipId: string; readonly orderId: string; readonly number: string };

/** A company that has bought the programme's first offer today. */
export async function buyer(house: TestHouse, partner?: Partner): Promise<Buyer> {
  const who = partner ?? (await networkMember(house));
  const order = await purchase(house, who);
  return { ...who, membershipId: order.membershipId!, orderId: order.id, number: order.number };
}

export const at = ({ accountId, membershipId }: Buyer) => ({ accountId, membershipId });

export const look = (of: Buyer, who: Presser = of.admin) => who.do("refunds.cancellation", at(of));

export const cancel = (of: Buyer, who: Presser = of.admin, key = newId(), orderId = of.orderId) =>
  who.call("refunds.cancel", { ...at(of), body: { orderId } }, { key });

/** « Nouvelle demande », with the box ticked that asks for the end of the subscription. */
export const ask = (
  of: Buyer,
  who: Presser = of.admin,
  about: { kind: "membership" | "order"; id: string } = { kind: "membership", id: of.membershipId },
) =>
  who.do("support.open", {
    accountId: of.accountId,
    body: { topic: "cancellation", subject: "Annuler", text: "Nous n’en avons plus besoin.", about, entrance: "cancellation" },
  });

/** The case of a company that waits at the desk. */
export async function caseOf(house: TestHouse, desk: Presser, of: Buyer) {
  await house.settle();
  const { items } = await desk.do("refunds.queue", { search: of.partnerId });
  return desk.do("refunds.case", { refundId: items[0]!.id });
}

export const approve = (desk: Presser, of: { id: string; version: number }, exception = "", key = newId()) =>
  desk.call("refunds.approve", { refundId: of.id, body: { version: of.version, exception } }, { key });

export const refuse = (desk: Presser, of: { id: string; version: number }, reason = "Une clé a servi.") =>
  desk.call("refunds.refuse", { refundId: of.id, body: { version: of.version, reason } });

/** One software key of the company, reserved; `opened` breaks its seal. */
export async function takeKey(house: TestHouse, of: Buyer, { opened = false } = {}) {
  const { accountId, admin } = of;
  const benefit = (await admin.do("benefits.list", { accountId, kind: "software" })).items[0]!;
  const { productId } = (await house.db.one<{ productId: string }>(
    sql`select product_id as "productId" from entitlements where id = ${benefit.id}`,
  ))!;
  const stock = await house.staff(["catalogueManager"]);
  await stock.do("keys.add", { productId, body: { text: `KEY-${newId()}` } });
  const { id } = await admin.do("keys.reserve", { accountId, benefitId: benefit.id });
  if (opened) await openKey(of, id);
  return { keyId: id, benefitId: benefit.id, productId };
}

export const openKey = (of: Buyer, keyId: string, who: Presser = of.admin) =>
  who.call("keys.open", { accountId: of.accountId, keyId, body: { confirmRefundLoss: true } });

export const behave = (
  house: TestHouse,
  body: { down?: boolean; loseAnswers?: number; delayBeforeMs?: number; delayAfterMs?: number; refuseRefunds?: boolean },
) => house.visitor().do("gateway.behave", { body });

export const healthy = { down: false, loseAnswers: 0, delayBeforeMs: 0, delayAfterMs: 0, refuseRefunds: false };

/** The whole of one company's refund, as books tell it that never speak to each other. */
export const booksOf = async (house: TestHouse, { accountId }: Partner) =>
  (await house.db.one<Record<string, number>>(sql`
    select (select count(*)::int from gateway.refunds r join gateway.charges c on c.id = r.charge_id join payment_attempts a on a.id::text = c.key join orders o on o.id = a.order_id
        where o.account_id = ${accountId} and r.state = 'refunded' and r.amount_minor = o.total_minor) as "given",
      (select count(*)::int from orders where account_id = ${accountId} and state = 'refunded') as orders,
      (select count(*)::int from refunds where account_id = ${accountId} and state = 'refunded') as cases,
      (select count(*)::int from refunds where account_id = ${accountId} and state = 'paying') as paying,
      (select count(*)::int from memberships where account_id = ${accountId} and state = 'cancelled') as cancelled,
      (select count(*)::int from facts where account_id = ${accountId} and type = 'order.refunded') as told,
      (select count(*)::int from facts where account_id = ${accountId} and type = 'membership.cancelled') as ended`))!;
export const once = { given: 1, orders: 1, cases: 1, paying: 0, cancelled: 1, told: 1, ended: 1 };
export const never = { given: 0, orders: 0, cases: 0, paying: 0, cancelled: 0, told: 0, ended: 0 };

/** The machine's clock does not travel: the job that asks again is made due instead. */
export async function askAgain(house: TestHouse): Promise<void> {
  const now = house.open.house.clock.machine();
  await house.db.query(
    sql`update jobs set due_at = least(due_at, ${now}), not_before = ${now} where kind = 'refunds.settle' and state = 'waiting'`,
  );
  await house.settle();
}

export const mailsOf = async (house: TestHouse, who: Pick<Colleague, "email">, part: string) =>
  (await house.mailsTo(who.email)).filter(({ subject }) => subject.includes(part));
