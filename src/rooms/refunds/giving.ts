import { addSeconds } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { money } from "../../kit/money.ts";
import type { Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { takeBack } from "../../server/jobs.ts";
import type { PaymentGateway, Refund as Question, Refunded, RefundRefused, Unknown, Unreachable } from "../../server/payments.ts";
import { within } from "../../server/payments.ts";
import * as memberships from "../memberships/door.ts";
import * as purchasing from "../purchasing/door.ts";
import { closeRequest } from "./following.ts";
import { failedLetter, refundedLetters } from "./letters.ts";
import type { Subject } from "./looking.ts";
import type { Refund } from "./store.ts";
import * as store from "./store.ts";

/** The job that asks the provider again. */
const SETTLE = "refunds.settle";
/** When the house asks again by itself: surely after the one who asked has given up or died. */
const SETTLE_SECONDS = 25;

export type OnItsWay = { readonly accountId: string; readonly refundId: string; readonly question: Question };

export const questionOf = ({ id, chargeRef, currency, amountMinor }: Refund): Question => ({
  refundId: id,
  chargeRef: chargeRef!,
  amount: money(amountMinor!, currency!),
});

type By = { readonly id: string; readonly name: string };

/**
 * The first half of a refund: the case on its way, with the question that the provider is about to be asked and the job that asks again if nobody hears
 * the answer. From here on nothing of the membership is opened or renewed, and no price comes back without a case.
 */
export async function begin(
  act: Act,
  accountId: string,
  { order, membership }: Subject,
  of:
    | { readonly move: "takeBack"; readonly held: Refund | undefined; readonly by: By }
    | { readonly move: "approve" | "confirm"; readonly held: Refund; readonly by: By; readonly blocks: readonly string[] },
): Promise<OnItsWay | undefined> {
  const charge = order.charge!;
  const way = { gateway: charge.gateway, chargeRef: charge.ref, amount: order.amounts.total };
  const refundId = of.held?.id ?? newId();
  const about = { id: refundId, orderId: order.id, membershipId: membership.id, requestId: null, note: "" };
  let number = of.held?.number;
  if (of.held)
    await store.setPaying(act.tx, accountId, of.held, of.move, {
      by: of.move === "takeBack" ? null : of.by,
      blocks: of.move === "takeBack" ? [] : of.blocks,
      way,
      at: act.now,
    });
  else {
    const asked = {
      ...about,
      origin: "self" as const,
      askedBy: of.by.id,
      askedByName: of.by.name,
      toldId: of.by.id,
      askedOn: act.today,
      at: act.now,
    };
    number = (await store.insertPaying(act.tx, accountId, asked, way))?.number;
  }
  if (number === undefined || !(await memberships.beginCancelling(act, accountId, membership.id))) return undefined;
  act.record({ type: "refund.begun", accountId, subject: membership.id, data: { refundId, number, orderId: order.id } });
  act.enqueue({ kind: SETTLE, key: refundId, accountId, clock: "machine", dueAt: addSeconds(act.machine, SETTLE_SECONDS) });

  return { accountId, refundId, question: { refundId, chargeRef: way.chargeRef, amount: way.amount } };
}

export type Answer = Refunded | RefundRefused;

/** Asks; after silence asks once more under the same key. What is still unknown then is the settling job's. */
export async function ask(house: House, gateway: PaymentGateway, question: Question): Promise<Answer | Unreachable | Unknown> {
  const answer = await within(house, gateway.refund(question));
  return answer.outcome === "unknown" ? within(house, gateway.refund(question)) : answer;
}

/** The second half: what the provider said becomes of the order, of the membership and of the case. Whoever comes second finds it done and changes nothing. */
export async function finish(act: Act, accountId: string, refundId: string, answer: Answer): Promise<void> {
  await memberships.hold(act.tx, accountId);
  const held = await store.hold(act.tx, accountId, refundId);
  if (held?.state !== "paying") return;
  const order = (await purchasing.chargedOrder(act.tx, accountId, held.orderId))!;
  const membership = (await memberships.holdOne(act.tx, accountId, held.membershipId))!;
  const quiet = takeBack(SETTLE, refundId);
  const told = { refundId, number: held.number, orderId: order.id };

  if (answer.outcome === "refused") {
    await store.close(act.tx, accountId, refundId, { move: "fail", ref: null, quiet, at: act.now });
    await memberships.keepAfterAll(act, accountId, membership.id);
    act.record({ type: "refund.failed", accountId, subject: membership.id, data: told });
    const letter = await failedLetter(act, accountId, held, order);
    if (letter) act.post(letter);
    return;
  }

  await store.close(act.tx, accountId, refundId, { move: "pay", ref: answer.ref, quiet, at: act.now });
  await purchasing.giveBack(act, accountId, order, refundId);
  await memberships.cancel(act, accountId, membership);
  for (const letter of await refundedLetters(act, accountId, held, order, membership)) act.post(letter);
  await closeRequest(act, held, "refunded", order);
}
