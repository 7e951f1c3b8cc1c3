import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Act } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import type { JobOrder } from "../../server/ledger.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import type { Ahead } from "./ahead.rules.ts";
import { leadDays, lookAhead } from "./ahead.rules.ts";
import * as store from "./ahead.store.ts";
import { factsOf } from "./charge.facts.ts";

/** So many memberships are looked at in one transaction: a hundred thousand are five hundred pages, each done once. */
const PAGE = 200;

/** One page of memberships. `after` is the last one of the page before. */
export const pageOf = (rehearsalId: string, after: string, machine: string): JobOrder => ({
  kind: "purchasing.rehearse",
  key: `${rehearsalId} ${after}`,
  payload: { rehearsalId, after },
  clock: "machine",
  dueAt: machine,
});

/** The memberships that a day may touch end by then, or by so much later as the programme writes before. */
export const endsBy = (act: Pick<Act, "house">, onDay: string): string => addDays(onDay, leadDays(act.house.programme));

const lineOf = (accountId: string, { row, what, reason, refusedBefore, amounts, card, againOn }: Ahead): store.NewLine => ({
  ...{ id: newId(), accountId, membershipId: row.id, what, reason, refusedBefore, againOn },
  currency: amounts?.total.currency ?? null,
  totalMinor: amounts?.total.minor ?? null,
  card: card && { brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear },
});

/** Looks at one page of memberships and writes what the day brings to each. Nothing else is touched. */
export async function rehearsePage(act: Act, job: Job): Promise<void> {
  const { rehearsalId, after } = job.payload as { rehearsalId: string; after: string };
  const { programme } = act.house;
  const rehearsal = await store.loadRehearsal(act.tx, rehearsalId);
  if (rehearsal?.state !== "running") return;
  const page = await memberships.runningPage(act.tx, endsBy(act, rehearsal.onDay), after, PAGE);
  const here = new Set(page.map(({ id }) => id));
  const facts = await factsOf(act.tx, programme, paymentGateway(act.house)?.id, [...new Set(page.map(({ accountId }) => accountId))]);
  const lines = facts
    .filter(({ row }) => here.has(row.id))
    .flatMap((one) =>
      lookAhead(one, rehearsal.fromDay, rehearsal.onDay)
        .told.filter(({ on }) => on === rehearsal.onDay)
        .map((told) => lineOf(one.accountId, told)),
    );

  if (lines.length > 0) await store.insertLines(act.tx, rehearsalId, lines);
  const last = page.length < PAGE;
  await store.advance(act.tx, rehearsalId, page.length, last, act.now);
  if (!last) act.enqueue(pageOf(rehearsalId, page.at(-1)!.id, act.machine));
}
