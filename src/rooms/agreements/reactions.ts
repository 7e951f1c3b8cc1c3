import type { Reactions } from "../../server/context.ts";
import { campaign } from "./campaign.ts";
import { documentOf } from "./document.ts";
import type { Step } from "./rules.ts";
import { review, walkPage } from "./standing.ts";

export const agreementsReactions: Reactions = {
  hears: { "agreement.signed": ["agreements.makeDocument"], "legalProfile.changed": ["agreements.review"] },
  jobs: {
    "agreements.makeDocument": {
      async inside(act, job) {
        const identity = await act.house.sealing.identity();
        await documentOf(act.house, act.tx, job.accountId!, String(job.payload.subject), identity);
      },
    },
    "agreements.review": { inside: (act, job) => review(act, job.accountId!) },
    [campaign]: {
      inside: (act, job) => walkPage(act, job.payload as { agreementId: string; version: string; step: Step; after: string }),
    },
  },
};
