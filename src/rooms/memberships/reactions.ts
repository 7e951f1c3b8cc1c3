import { addDays, dayOf, startOf } from "../../kit/dates.ts";
import type { Act, Reactions } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import { hold, ringFor, startNetwork, yearIn } from "./door.ts";
import { networkLapsedLetters, networkLastDaysLetters, networkNearLetters } from "./network.letters.ts";
import { isHeld } from "./rules.ts";
import * as store from "./store.ts";

/** The bell of one term: whoever renewed it meanwhile is not concerned by it any more. */
async function turn(act: Act, job: Job, move: "lapse" | "expire"): Promise<void> {
  const { membershipId, term } = job.payload as { membershipId: string; term: number };
  const accountId = job.accountId!;
  // Hold what the company may buy first: an order that is being placed is before this bell or after it.
  await hold(act.tx, accountId);
  const row = await store.loadMembership(act.tx, accountId, membershipId);
  if (!row || !(await store.moveMembership(act.tx, accountId, membershipId, term, move, act.today))) return;
  const { kind, offerId, endsOn, keptUntil } = row;
  const ended = kind === "network" ? "network.ended" : "membership.expired";
  act.record({
    type: move === "lapse" ? "membership.lapsed" : ended,
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, term, endsOn, untilOn: keptUntil },
  });
  if (move === "expire" && kind === "network") for (const letter of await networkLapsedLetters(act, accountId, row)) act.post(letter);
}

/** N8 and N9 of the network's level. What has been renewed or has ended meanwhile is not reminded of. */
async function remind(act: Act, job: Job): Promise<void> {
  const { membershipId, term } = job.payload as { membershipId: string; term: number };
  const accountId = job.accountId!;
  const row = await store.loadMembership(act.tx, accountId, membershipId);
  if (row?.term !== term || !isHeld(row, act.today)) return;
  const write = act.today <= row.endsOn ? networkNearLetters : networkLastDaysLetters;
  for (const letter of await write(act, accountId, row)) act.post(letter);
  act.record({ type: "network.reminded", accountId, subject: row.id, data: { endsOn: row.endsOn } });
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
    "memberships.remind": { inside: remind },
    // What was begun before terms ended gets the dates of the term that runs, by the programme's word.
    "memberships.schedule": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const row = await store.holdMembership(act.tx, accountId, String(job.payload.membershipId ?? job.key));
        if (!row) return;
        const year = yearIn(act.house.programme, row);
        const given = year?.keptUntil ?? row.endsOn;
        // Nobody was told that the network's level ends: who is past its days has as many of them from today.
        const untold = row.kind === "network" && year !== undefined && act.today > year.opensOn;
        const grace = addDays(act.today, act.house.programme.membership.renewal.graceDays);
        const keptUntil = untold && grace > given ? grace : given;
        await store.keepMembership(act.tx, accountId, row.id, keptUntil);
        ringFor(act, accountId, { ...row, keptUntil });
        const { id: membershipId, kind, offerId, term } = row;
        if (untold)
          act.enqueue({
            ...{ kind: "memberships.remind", key: `${membershipId}:${term}:${act.today}`, accountId, payload: { membershipId, term } },
            ...{ clock: "business", dueAt: startOf(act.today, act.house.clock.zone) },
          });
        act.record({ type: "membership.scheduled", accountId, subject: row.id, data: { membershipId, kind, offerId, untilOn: keptUntil } });
      },
    },
  },
};
