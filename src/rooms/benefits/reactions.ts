import type { Reactions } from "../../server/context.ts";
import { grantsOf, nameOf } from "./rules.ts";
import * as store from "./store.ts";

/** What a membership gives is granted by the fact that it began: at least once heard, once granted. */
export const benefitsReactions: Reactions = {
  hears: { "membership.activated": ["benefits.grant"] },
  jobs: {
    "benefits.grant": {
      async inside(act, job) {
        const { membershipId, offerId, packageId, endsOn } = job.payload as {
          membershipId: string;
          offerId: string;
          packageId: string;
          endsOn: string;
        };
        const accountId = job.accountId!;
        const granted = await store.grant(
          act.tx,
          accountId,
          { membershipId, source: offerId, grantedAt: act.now, expiresOn: endsOn },
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
      },
    },
  },
};
