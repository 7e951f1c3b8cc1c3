import type { Day } from "../../kit/dates.ts";
import { dayOf } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { nameOf } from "../benefits/rules.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as keys from "../keys/door.ts";
import * as memberships from "../memberships/door.ts";
import { stateOn } from "../memberships/rules.ts";
import * as purchasing from "../purchasing/door.ts";
import type { Facts } from "./rules.ts";

export type Subject = { readonly order: purchasing.ChargedOrder; readonly membership: memberships.Membership };

/** The order that a membership's running term was paid with. */
export async function subjectOf(db: Db, accountId: string, membershipId: string): Promise<Subject | undefined> {
  const membership = await memberships.load(db, accountId, membershipId);
  const order = membership?.kind === "offer" ? await purchasing.lastPaidOf(db, accountId, membershipId) : undefined;
  return membership && order && { order, membership };
}

export async function subjectOfOrder(db: Db, accountId: string, orderId: string): Promise<Subject | undefined> {
  const order = await purchasing.chargedOrder(db, accountId, orderId);
  const membership = order?.membershipId ? await memberships.load(db, accountId, order.membershipId) : undefined;
  return order && membership && { order, membership };
}

/** Everything that the rule wants to know, as it stands at this moment. */
export async function factsOf(
  { house, db, today, lang }: { readonly house: House; readonly db: Db; readonly today: Day; readonly lang: Lang },
  accountId: string,
  { order, membership }: Subject,
  askedOn: Day,
): Promise<Facts> {
  const { programme, clock } = house;
  const [uses, renewing] = await Promise.all([
    memberships.usesOf(db, accountId, membership.id),
    purchasing.isRenewing(db, accountId, membership.id),
  ]);
  const opened = uses.find(({ what }) => what === "keyOpened");
  const openedKeys = opened ? await keys.openedOf(db, accountId, membership.id, opened.at) : [];
  return {
    programme,
    order: {
      ...order,
      // What was paid by transfer counts from the day on which its money was matched, as its subscription does.
      placedOn: order.charge === null ? membership.paidOn : order.placedOn,
      term: order.renews?.term ?? 1,
      gateway: order.charge?.gateway ?? null,
    },
    membership: {
      state: stateOn(membership, today),
      term: membership.term,
      endsOn: membership.endsOn,
      refunding: membership.refundingAt !== null,
      renewing,
    },
    uses: uses.map(({ what, at }) => ({ what, on: dayOf(at, clock.zone) })),
    openedKeys: openedKeys.map(({ productId, by, at }) => ({ product: nameOf(programme, productId)[lang], by, on: dayOf(at, clock.zone) })),
    provider: paymentGateway(house)?.id,
    askedOn,
    contact: programme.operator.email,
  };
}
