import { addSeconds } from "../../kit/dates.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { bellOf } from "../../server/bell.ts";
import type { House } from "../../server/house.ts";
import type { ActionNeeded, Asked, Captured, Closed, Declined, Unknown } from "../../server/payments.ts";
import { within } from "../../server/payments.ts";
import { paymentGateway } from "../gateway/door.ts";
import { finishOrder, lastWord } from "./charging.ts";
import type { Attempt } from "./orders.store.ts";
import { awaitBuyer } from "./orders.store.ts";

/** How long a buyer may take to answer their bank before the attempt is closed. */
const CONFIRM_SECONDS = 15 * 60;
const clock = { kind: "clock", id: null, name: "" } as const;

/** The buyer is sent to their bank: the settling job leaves them their time. */
export const letConfirm = (house: House, attemptId: string): Promise<unknown> =>
  awaitBuyer(house.db, attemptId, addSeconds(house.clock.machine(), CONFIRM_SECONDS));

const askedOf = ({ id, ref, amount, number }: Attempt): Asked => ({ attemptId: id, ref, amount, order: number });

/** Whether the buyer may still be answering their bank. */
export const isConfirming = ({ confirmUntil }: Attempt, machine: string): boolean => confirmUntil !== null && machine < confirmUntil;

/**
 * What became of a question whose answer nobody has heard, and the order that follows it. `look` leaves it as it is; otherwise the provider has the
 * last word, unless the buyer still has their time.
 */
export async function settle(
  house: House,
  attempt: Attempt,
  how: "look" | "close" = isConfirming(attempt, house.clock.machine()) ? "look" : "close",
): Promise<Captured | Declined | Closed | ActionNeeded | Unknown | { readonly outcome: "noGateway" }> {
  const gateway = paymentGateway(house);
  if (gateway?.id !== attempt.gateway) return { outcome: "noGateway" };
  const answer = how === "look" ? await within(house, gateway.look(askedOf(attempt))) : await lastWord(house, gateway, askedOf(attempt));
  if (answer.outcome === "unknown" || answer.outcome === "actionNeeded") return answer;
  const { accountId, orderId, id: attemptId } = attempt;
  const wake = () => bellOf(house).wake();
  await inOneTransaction(house, wake, clock, null, (act) => finishOrder(act, { accountId, orderId, attemptId }, answer));
  return answer;
}
