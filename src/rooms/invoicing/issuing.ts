import { dayOf } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { langs } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Act } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { loadProfile } from "../accounts/door.ts";
import type { PaidOrder } from "../purchasing/door.ts";
import { paidOrderOf } from "../purchasing/door.ts";
import type { BillingKind } from "./rules.ts";
import { numberOf, yearOf } from "./rules.ts";
import type { NewBilling } from "./store.ts";
import * as store from "./store.ts";

type Frozen = Omit<NewBilling, "id" | "kind" | "number" | "cause" | "corrects" | "issuedOn" | "issuedAt" | "paidOn">;

/** What every paper of an order says, as it stands now: the order's own figures, the seller as the programme names them today. */
async function freeze(act: Act, accountId: string, order: PaidOrder): Promise<Frozen> {
  const { programme } = act.house;
  const profile = (await loadProfile(act.tx, accountId))!;
  const offer = findOffer(programme, order.offerId);
  const { registration, mentions, series: _, ...seller } = programme.seller;
  const { country, net, treatment, exemption, taxRate, tax, total } = order.amounts;
  const { poNumber = "", ...soldTo } = order.soldTo;
  return {
    accountId,
    orderId: order.id,
    membershipId: order.membershipId,
    ...{ country, net, treatment, exemption, taxRate, tax, total },
    orderNumber: order.number,
    seller: { ...seller, registration, mentions },
    buyer: { ...soldTo, poNumber, partnerId: profile.partnerId },
    line: {
      name: Object.fromEntries(langs.map((lang) => [lang, offer?.subscriptionName[lang] ?? order.offerId])) as NewBilling["line"]["name"],
      ...order.period,
    },
    payment: order.card ? { kind: "card", brand: order.card.brand, last4: order.card.last4 } : { kind: "transfer" },
  };
}

type Issue = Frozen & Pick<NewBilling, "paidOn" | "corrects">;

/** Takes the next number of the kind and writes the document under it, in this transaction: there is no number without its document. */
async function issue(act: Act, kind: BillingKind, cause: string, frozen: Issue): Promise<void> {
  if (await store.isIssued(act.tx, kind, cause)) return;
  const year = yearOf(act.today);
  const { place, on } = await store.takePlace(act.tx, kind, year, act.today);
  const number = numberOf(act.house.programme.seller.series[kind], year, place);
  // The id comes after the place, so that both are in one order.
  const id = newId();
  await store.insert(act.tx, { ...frozen, id, kind, number, cause, issuedOn: on, issuedAt: act.now });
  act.record({
    type: `${kind}.issued`,
    accountId: frozen.accountId,
    subject: id,
    data: { number, order: frozen.orderNumber },
  });
}

/** The invoice and the receipt of an order that is paid. */
export async function issueForOrder(act: Act, job: Job): Promise<void> {
  const accountId = job.accountId!;
  const order = await paidOrderOf(act.tx, act.house.clock.zone, accountId, String(job.payload.orderId));
  if (!order) return;
  const frozen = await freeze(act, accountId, order);
  const paidOn = dayOf(order.closedAt!, act.house.clock.zone);
  for (const kind of ["invoice", "receipt"] as const) await issue(act, kind, order.id, { ...frozen, paidOn, corrects: null });
}

/** The credit note of what was paid back; its invoice is issued first if that has not happened yet. */
export async function issueForRefund(act: Act, job: Job): Promise<void> {
  const accountId = job.accountId!;
  await issueForOrder(act, job);
  const order = await paidOrderOf(act.tx, act.house.clock.zone, accountId, String(job.payload.orderId));
  const invoice = order && (await store.invoiceOf(act.tx, accountId, order.id));
  if (!order || !invoice) return;
  const frozen = await freeze(act, accountId, order);
  await issue(act, "creditNote", String(job.payload.refundId), { ...frozen, paidOn: act.today, corrects: invoice.id });
}
