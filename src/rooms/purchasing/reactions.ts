import type { Reactions } from "../../server/context.ts";
import { TryLater } from "../../server/jobs.ts";
import { transferJobs } from "./expiring.ts";
import { loadAttempt } from "./orders.store.ts";
import { rehearsePage } from "./rehearsing.ts";
import { chargeTerm, remind, resume, schedule, tellExpired } from "./renewing.ts";
import { settle } from "./settling.ts";

const ASK_AGAIN_SECONDS = 15;

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
    "purchasing.resume": { inside: resume },
    "purchasing.rehearse": { inside: rehearsePage },
    "purchasing.charge": { leaseSeconds: 60, outside: chargeTerm },
    "purchasing.settle": {
      leaseSeconds: 60,
      async outside(house, job) {
        const attempt = await loadAttempt(house.db, job.key);
        if (attempt?.state !== "paying") return;
        const { outcome } = await settle(house, attempt);
        if (outcome === "noGateway") throw new TryLater(`no way to ask the payment provider ${attempt.gateway}`, ASK_AGAIN_SECONDS);
        if (outcome === "actionNeeded") throw new TryLater("the buyer is answering their bank", ASK_AGAIN_SECONDS);
        if (outcome === "unknown") throw new TryLater("the payment provider does not answer", ASK_AGAIN_SECONDS);
      },
    },
    "purchasing.hear": {
      leaseSeconds: 60,
      async outside(house, job) {
        const attempt = await loadAttempt(house.db, String(job.payload.attemptId));
        // A hint that leads to nothing is left to the settling job, which asks until there is an answer.
        if (attempt?.state === "paying") await settle(house, attempt, "look");
      },
    },
  },
};
