import { dayOf } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { speaker } from "../../kit/words.ts";
import type { Act } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { labelsOf } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import * as purchasing from "../purchasing/door.ts";
import * as support from "../support/door.ts";
import type { Subject } from "./looking.ts";
import { subjectOf, subjectOfOrder } from "./looking.ts";
import type { Asked, Refund } from "./store.ts";
import * as store from "./store.ts";
import { thread as en } from "./words/en.ts";
import { thread as fr } from "./words/fr.ts";
import { moneyIn } from "./writing.ts";

/** What of the account a service request is about, if it is something that was paid. */
export function subjectOfRequest(
  act: Pick<Act, "tx">,
  { accountId, aboutKind, aboutId }: support.RequestBrief,
): Promise<Subject | undefined> {
  if (aboutId === null) return Promise.resolve(undefined);
  return aboutKind === "order" ? subjectOfOrder(act.tx, accountId, aboutId) : subjectOf(act.tx, accountId, aboutId);
}

/** A case to decide. @returns undefined when the order has one that stands. */
export async function openCase(
  act: Act,
  accountId: string,
  { order, membership }: Subject,
  of: Pick<Asked, "origin" | "requestId" | "askedBy" | "askedByName" | "toldId" | "askedOn" | "note">,
): Promise<string | undefined> {
  const id = newId();
  const made = await store.insertAsked(act.tx, accountId, { ...of, id, orderId: order.id, membershipId: membership.id, at: act.now });
  if (!made) return undefined;
  act.record({
    type: "refund.asked",
    accountId,
    subject: membership.id,
    data: { refundId: id, number: made.number, orderId: order.id, order: order.number },
  });
  return id;
}

/** A service request that asks for the end of something paid is a case of the desk, counted from the day on which it was sent. */
export async function openForRequest(act: Act, job: Job): Promise<void> {
  const request = await support.loadRequest(act.tx, String(job.payload.subject));
  const subject = request && (await subjectOfRequest(act, request));
  if (!request || subject?.order.state !== "paid") return;
  await openCase(act, request.accountId, subject, {
    origin: "request",
    requestId: request.id,
    askedBy: request.requesterId,
    askedByName: request.requesterName,
    toldId: request.requesterId,
    askedOn: dayOf(request.openedAt, act.house.clock.zone),
    note: "",
  });
}

/** Whoever closes their own request before it is decided has thought better of it. */
export async function withdrawWithRequest(act: Act, job: Job): Promise<void> {
  const request = await support.loadRequest(act.tx, String(job.payload.subject));
  if (request?.state !== "closed" || request.closedByStaff !== false) return;
  const last = await store.lastOf(act.tx, request.accountId, { requestId: request.id });
  if (!last || !(await store.setWithdrawn(act.tx, request.accountId, last.id, act.now))) return;
  const { id: refundId, number, orderId } = last;
  act.record({ type: "refund.withdrawn", accountId: request.accountId, subject: last.membershipId, data: { refundId, number, orderId } });
}

/** The decision stands in the request that asked for it, and closes it. */
export async function closeRequest(act: Act, held: Refund, what: "refunded" | "refused", order: purchasing.ChargedOrder): Promise<void> {
  if (held.requestId === null) return;
  const { programme } = act.house;
  const reader = await accounts.memberOf(act.tx, held.accountId, held.toldId);
  const lang = reader?.language ?? (await accounts.loadProfile(act.tx, held.accountId))!.contact.language;
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const text =
    what === "refused"
      ? t("refused", { reason: held.reason ?? "" })
      : t("refunded", {
          amount: moneyIn(lang)(order.amounts.total),
          brand: order.card?.brand ?? "",
          last4: order.card?.last4 ?? "",
          subscription: purchasing.offerRef(programme, order.offerId, lang).subscriptionName,
        });
  const by =
    held.decidedBy === null
      ? { side: "partner" as const, by: { id: held.askedBy, name: held.askedByName } }
      : { side: "staff" as const, by: { id: held.decidedBy, name: held.decidedByName ?? "" } };
  await support.closeWith(act, held.accountId, held.requestId, { ...by, text });
}
