import { inOneTransaction } from "../../server/acts.ts";
import { bellOf } from "../../server/bell.ts";
import type { Reactions } from "../../server/context.ts";
import { TryLater } from "../../server/jobs.ts";
import { within } from "../../server/payments.ts";
import { paymentGateway } from "../gateway/door.ts";
import { openForRequest, withdrawWithRequest } from "./following.ts";
import { finish, questionOf } from "./giving.ts";
import * as store from "./store.ts";

const ASK_AGAIN_SECONDS = 15;
const clock = { kind: "clock", id: null, name: "" } as const;

export const refundsReactions: Reactions = {
  hears: {
    "serviceRequest.opened": [{ job: "refunds.openForRequest", when: ({ entrance }) => entrance === "cancellation" }],
    "serviceRequest.closed": ["refunds.withdraw"],
  },
  jobs: {
    "refunds.openForRequest": { inside: openForRequest },
    "refunds.withdraw": { inside: withdrawWithRequest },
    /** What became of a refund whose answer nobody heard: the provider is asked again under the same key, and answers what it answered. */
    "refunds.settle": {
      leaseSeconds: 60,
      async outside(house, job) {
        const held = await store.loadById(house.db, job.key);
        if (held?.state !== "paying") return;
        const gateway = paymentGateway(house);
        if (gateway?.id !== held.gateway) throw new TryLater(`no way to ask the payment provider ${held.gateway}`, ASK_AGAIN_SECONDS);

        const answer = await within(house, gateway.refund(questionOf(held)));
        if (answer.outcome === "unknown" || answer.outcome === "unreachable")
          throw new TryLater("the payment provider does not answer", ASK_AGAIN_SECONDS);

        await inOneTransaction(
          house,
          () => bellOf(house).wake(),
          clock,
          null,
          (act) => finish(act, held.accountId, held.id, answer),
        );
      },
    },
  },
};
