import type { Reactions } from "../../server/context.ts";
import { indexFor } from "./office.actions.ts";
import * as store from "./store.ts";

export const listingsReactions: Reactions = {
  hears: { "legalProfile.changed": ["listings.reindex"] },
  jobs: {
    /** A company is found by the name it has now. */
    "listings.reindex": {
      async inside(act, job) {
        for (const held of await store.listingsOf(act.tx, job.accountId!)) {
          if (held.published) await store.reindex(act.tx, held.accountId, held.id, await indexFor(act, held, held.published));
        }
      },
    },
  },
};
