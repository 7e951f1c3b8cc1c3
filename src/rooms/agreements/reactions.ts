import type { Reactions } from "../../server/context.ts";
import { documentOf } from "./document.ts";

export const agreementsReactions: Reactions = {
  hears: { "agreement.signed": ["agreements.makeDocument"] },
  jobs: {
    "agreements.makeDocument": {
      async inside(act, job) {
        const identity = await act.house.sealing.identity();
        await documentOf(act.house, act.tx, job.accountId!, String(job.payload.subject), identity);
      },
    },
  },
};
