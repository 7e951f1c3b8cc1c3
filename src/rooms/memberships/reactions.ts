import { dayOf } from "../../kit/dates.ts";
import type { Act, Reactions } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { hold, ringFor, startNetwork, yearIn } from "./door.ts";
import * as store from "./store.ts";

/** The bell of one term: whoever renewed it meanwhile is not concerned by it any more. */
async function turn(act: Act, job: Job, move: "lapse" | "expire"): Promise<void> {
  const { membershipId, term } = job.payload as { membershipId: string; term: number };
  const accountId = job.accountId!;
  // Hold what the company may buy first: an order that is being placed is before this bell or after it.
  await hold(act.tx, accountId);
  const row = await store.loadMembership(act.tx, accountId, membershipId);
  if (!row || !(await store.moveMembership(act.tx, accountId, membershipId, term, move, act.today))) return;
  const { offerId, endsOn, keptUntil } = row;
  act.record({
    type: move === "lapse" ? "membership.lapsed" : "membership.expired",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, term, endsOn, untilOn: keptUntil },
  });
}

/** An account is a member of the network from the day it was created, whenever the news of it arrives. */
export const membershipsReactions: Reactions = {
  hears: { "account.created": ["memberships.startNetwork"] },
  jobs: {
    "memberships.startNetwork": {
      async inside(act, job) {
        await startNetwork(act, job.accountId!, dayOf(job.dueAt, act.house.clock.zone));
      },
    },
    "memberships.lapse": { inside: (act, job) => turn(act, job, "lapse") },
    "memberships.expire": { inside: (act, job) => turn(act, job, "expire") },
    // What was begun before terms ended gets the dates of the term that runs, by the programme's word.
    "memberships.schedule": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const row = await store.holdMembership(act.tx, accountId, job.key);
        if (!row) return;
        const keptUntil = yearIn(act.house.programme, row)?.keptUntil ?? row.endsOn;
        await store.keepMembership(act.tx, accountId, row.id, keptUntil);
        ringFor(act, accountId, { ...row, keptUntil });
        const { id: membershipId, kind, offerId } = row;
        act.record({ type: "membership.scheduled", accountId, subject: row.id, data: { membershipId, kind, offerId, untilOn: keptUntil } });
      },
    },
  },
};
