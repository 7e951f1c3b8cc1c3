import { addDays } from "../../kit/dates.ts";
import type { Reactions } from "../../server/context.ts";
import { factorMail } from "./mails.ts";
import * as store from "./store.ts";

const PAGE = 200;

export const securityReactions: Reactions = {
  jobs: {
    /** Tells those who are asked and lack a factor, so many at a time. A policy changed since tells for itself. */
    "security.tell": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const { stage, changedAt, after = null } = job.payload as { stage: "set" | "soon"; changedAt: string; after?: string | null };
        const policy = await store.loadPolicy(act.tx, accountId);
        if (policy.dueOn === null || policy.changedAt !== changedAt) return;
        const company = await store.accountName(act.tx, accountId);
        const people = await store.missingOf(act.tx, accountId, policy.askedOf, after, PAGE);
        for (const to of people) act.post(factorMail(act.house, to, { accountId, company, dueOn: policy.dueOn, stage }));
        const last = people.at(-1);
        if (people.length === PAGE && last)
          act.enqueue({
            kind: "security.tell",
            key: `${job.key}:${last.userId}`,
            accountId,
            payload: { stage, changedAt, after: last.userId },
            clock: "business",
            dueAt: act.now,
          });
      },
    },
    /** Shortly after each midnight of the machine (UTC): how every company stood when the day was over. */
    "security.measure": {
      async inside(act) {
        const today = act.machine.slice(0, 10);
        await store.measure(act.tx, addDays(today, -1));
        const next = addDays(today, 1);
        act.enqueue({ kind: "security.measure", key: next, clock: "machine", dueAt: `${next}T00:05:00Z` });
      },
    },
  },
};
