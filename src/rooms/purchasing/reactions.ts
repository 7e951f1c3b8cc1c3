import { inOneTransaction } from "../../server/acts.ts";
import { bellOf } from "../../server/bell.ts";
import type { Reactions } from "../../server/context.ts";
import { TryLater } from "../../server/jobs.ts";
import { paymentGateway } from "../gateway/door.ts";
import { finishOrder, lastWord } from "./charging.ts";
import { transferJobs } from "./expiring.ts";
import { loadAttempt } from "./orders.store.ts";
import { chargeTerm, remind, schedule, tellExpired } from "./renewing.ts";

const ASK_AGAIN_SECONDS = 15;
const clock = { kind: "clock", id: null, name: "" } as const;

const ofOffer = ({ kind }: Readonly<Record<string, unknown>>): boolean => kind === "offer";

/** What became of a charge whose answer nobody heard: the provider has the last word, and the order follows it. */
export const purchasingReactions: Reactions = {
  hears: {
    "membership.activated": [{ job: "purchasing.schedule", when: ofOffer }],
    "membership.renewed": [{ job: "purchasing.schedule", when: ofOffer }],
    "membership.scheduled": [{ job: "purchasing.schedule", when: ofOffer }],
    "membership.expired": ["purchasing.tellExpired"],
  },
  jobs: {
    "purchasing.schedule": { inside: schedule },
    "purchasing.remind": { inside: remind },
    "purchasing.tellExpired": { inside: tellExpired },
    ...transferJobs,
    "purchasing.charge": { leaseSeconds: 60, outside: chargeTerm },
    "purchasing.settle": {
      leaseSeconds: 60,
      async outside(house, job) {
        const attempt = await loadAttempt(house.db, job.key);
        if (attempt?.state !== "paying") return;
        const gateway = paymentGateway(house);
        if (gateway?.id !== attempt.gateway) throw new TryLater(`no way to ask the payment provider ${attempt.gateway}`, ASK_AGAIN_SECONDS);

        const answer = await lastWord(house, gateway, attempt.id);
        if (answer.outcome === "unknown") throw new TryLater("the payment provider does not answer", ASK_AGAIN_SECONDS);

        const { accountId, orderId } = attempt;
        await inOneTransaction(
          house,
          () => bellOf(house).wake(),
          clock,
          null,
          (act) => finishOrder(act, { accountId, orderId, attemptId: attempt.id }, answer),
        );
      },
    },
  },
};
