import { dayOf } from "../../kit/dates.ts";
import type { Reactions } from "../../server/context.ts";
import { startNetwork } from "./door.ts";

/** An account is a member of the network from the day it was created, whenever the news of it arrives. */
export const membershipsReactions: Reactions = {
  hears: { "account.created": ["memberships.startNetwork"] },
  jobs: {
    "memberships.startNetwork": {
      async inside(act, job) {
        await startNetwork(act, job.accountId!, dayOf(job.dueAt, act.house.clock.zone));
      },
    },
  },
};
