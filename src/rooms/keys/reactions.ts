import type { Reactions } from "../../server/context.ts";
import * as benefits from "../benefits/door.ts";
import { nameOf } from "../benefits/rules.ts";
import * as store from "./store.ts";

export const keysReactions: Reactions = {
  hears: { "benefit.ended": [{ job: "keys.takeBack", when: ({ kind }) => kind === "software" }] },
  jobs: {
    // What nobody has read is worth keeping: a benefit that has ended gives its sealed keys back, and keeps the opened ones for their readers.
    "keys.takeBack": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const held = await benefits.hold(act.tx, accountId, String(job.payload.subject));
        if (held?.state !== "ended") return;
        const count = await store.takeBack(act.tx, accountId, held.id);
        if (count === 0) return;
        await benefits.count(act.tx, accountId, held.id, { used: -count });
        const { productId } = held;
        const data = { count, benefitId: held.id, productId, product: nameOf(act.house.programme, productId) };
        act.record({ type: "keys.takenBack", accountId, subject: held.id, data });
      },
    },
  },
};
