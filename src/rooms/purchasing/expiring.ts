import { startOf } from "../../kit/dates.ts";
import type { Act } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { takeBack } from "../../server/jobs.ts";
import * as memberships from "../memberships/door.ts";
import { AWAITING } from "./rules.ts";
import { tellOfTransfer } from "./transfer.letters.ts";
import { isWaiting, standingOf } from "./transfer.rules.ts";
import * as transfers from "./transfers.store.ts";
import { moneyView } from "./views.ts";

const REMIND = "purchasing.remindTransfer";
const EXPIRE = "purchasing.expireTransfer";

/** The two bells of an order by transfer: the day of its reminder, and the day after its last one. */
export function ringForTransfer(
  act: Act,
  accountId: string,
  orderId: string,
  days: { readonly remindOn: string; readonly overOn: string },
) {
  const { zone } = act.house.clock;
  const bells = [
    [REMIND, days.remindOn],
    [EXPIRE, days.overOn],
  ] as const;
  for (const [kind, day] of bells) act.enqueue({ kind, key: orderId, accountId, clock: "business", dueAt: startOf(day, zone) });
}

/** Takes both bells back, in the statement that ends the order. */
export const quietTransfer = (orderId: string) => [takeBack(REMIND, orderId), takeBack(EXPIRE, orderId)] as const;

/** Ends an order whose last day has passed; one that is paid, cancelled or still in time stays as it is. */
export async function expireTransfer(act: Act, accountId: string, orderId: string): Promise<void> {
  const held = await transfers.holdTransfer(act.tx, accountId, orderId);
  if (!held) return;
  const { order } = held;
  const standing = { state: order.state, payUntil: order.transfer!.payUntil };
  if (!isWaiting(order.state) || standingOf(standing, act.today) === order.state) return;
  const end = { orderId, move: "expire", membershipId: null, quiet: quietTransfer(orderId), at: act.now } as const;
  await transfers.endTransfer(act.tx, accountId, end);
  const { number, offerId, amounts } = order;
  act.record({ type: "order.expired", accountId, subject: orderId, data: { number, offerId, ...moneyView(amounts.total) } });
  await tellOfTransfer(act, accountId, held, "expired");
}

export const transferJobs = {
  [EXPIRE]: {
    async inside(act: Act, job: Job): Promise<void> {
      // Hold first: a match or a cancellation at this very moment is before this or after it.
      await memberships.hold(act.tx, job.accountId!);
      await expireTransfer(act, job.accountId!, job.key);
    },
  },
  [REMIND]: {
    async inside(act: Act, job: Job): Promise<void> {
      const held = await transfers.holdTransfer(act.tx, job.accountId!, job.key);
      // Whoever has sent a proof has done their part.
      if (held?.order.state !== AWAITING || held.order.transfer!.payUntil < act.today) return;
      await tellOfTransfer(act, job.accountId!, held, "expiring");
      act.record({
        type: "order.reminded",
        accountId: job.accountId!,
        subject: job.key,
        data: { number: held.order.number, untilOn: held.order.transfer!.payUntil },
      });
    },
  },
};
