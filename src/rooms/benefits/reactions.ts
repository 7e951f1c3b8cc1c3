import { startOf } from "../../kit/dates.ts";
import type { Act, Reactions } from "../../server/context.ts";
import { carriesOn, grantsOf, nameOf, productKinds } from "./rules.ts";
import * as store from "./store.ts";

/** What the facts about a membership's terms say. */
type Told = { membershipId: string; offerId: string; packageId: string; startsOn: string; endsOn: string; untilOn?: string };

/** Grants what a term gives and nobody has granted yet: at least once heard, once granted. */
async function grant(act: Act, accountId: string, told: Told): Promise<void> {
  const { membershipId, offerId, packageId, endsOn, untilOn = endsOn } = told;
  const granted = await store.grant(
    act.tx,
    accountId,
    { membershipId, source: offerId, grantedAt: act.now, expiresOn: endsOn, usableUntil: untilOn },
    grantsOf(act.house.programme, packageId),
  );
  for (const each of granted)
    act.record({
      type: "benefit.granted",
      accountId,
      subject: each.id,
      data: {
        productId: each.productId,
        product: nameOf(act.house.programme, each.productId),
        kind: each.kind,
        quantity: each.quantity,
        capacity: each.capacity,
      },
    });
}

/** What a membership gives is granted by the fact that it began, goes on with its next term, and ends with it. */
export const benefitsReactions: Reactions = {
  hears: {
    "membership.activated": ["benefits.grant"],
    "membership.renewed": ["benefits.renew"],
    "membership.expired": ["benefits.end"],
    "network.renewed": ["benefits.renew"],
    "network.ended": ["benefits.end"],
    "membership.cancelled": ["benefits.end"],
    "membership.scheduled": ["benefits.keep"],
  },
  jobs: {
    "benefits.grant": { inside: (act, job) => grant(act, job.accountId!, job.payload as Told) },
    "benefits.renew": {
      async inside(act, job) {
        const told = job.payload as Told;
        const accountId = job.accountId!;
        // A renewal before the anniversary: the next term's benefits come with the next term.
        if (act.today < told.startsOn) {
          const dueAt = startOf(told.startsOn, act.house.clock.zone);
          act.enqueue({ kind: job.kind, key: `${told.membershipId}:${told.startsOn}`, accountId, payload: told, clock: "business", dueAt });
          return;
        }
        const term = { membershipId: told.membershipId, expiresOn: told.endsOn, usableUntil: told.untilOn ?? told.endsOn };
        await store.carryOn(act.tx, accountId, { ...term, kinds: productKinds.filter(carriesOn) });
        await grant(act, accountId, told);
      },
    },
    "benefits.end": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const ended = await store.end(act.tx, accountId, String(job.payload.membershipId));
        for (const { id, productId, kind } of ended)
          act.record({
            type: "benefit.ended",
            accountId,
            subject: id,
            data: { productId, product: nameOf(act.house.programme, productId), kind },
          });
      },
    },
    "benefits.keep": {
      async inside(act, job) {
        const { membershipId, untilOn = "" } = job.payload as Told;
        await store.keepUntil(act.tx, job.accountId!, membershipId, untilOn);
      },
    },
  },
};
