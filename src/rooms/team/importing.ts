import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Act } from "../../server/context.ts";
import type { JobOrder } from "../../server/ledger.ts";
import { standingIn } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { AT_ONCE, UNCONFIRMED_HOURS } from "./imports.rules.ts";
import * as store from "./imports.store.ts";
import { maySend } from "./invitations.rules.ts";
import { decideAll, problemOf, writeInvitation } from "./inviting.ts";

export const importJob = (accountId: string, importId: string, turn: number, now: Instant): JobOrder => ({
  kind: "team.import",
  key: `${importId}:${turn}`,
  accountId,
  payload: { importId, turn },
  clock: "business",
  dueAt: now,
});

/** When a report that was not confirmed is cleared away. */
export const clearJob = (accountId: string, importId: string, now: Instant): JobOrder => ({
  kind: "team.clearImport",
  key: importId,
  accountId,
  payload: { importId },
  clock: "business",
  dueAt: addSeconds(now, UNCONFIRMED_HOURS * 3600),
});

/**
 * The next lines of a confirmed file, in one transaction with the invitations they become: after a crash it goes on where it was. Each is decided
 * again by what its sender holds and by who is in the account now.
 */
export async function sendNext(act: Act, accountId: string, importId: string, turn: number): Promise<void> {
  await accounts.hold(act.tx, accountId);
  const found = await store.load(act.tx, accountId, importId);
  if (found?.state !== "running") return;
  const lines = await store.pending(act.tx, accountId, importId, AT_ONCE);
  if (lines.length === 0) return void (await store.finish(act.tx, accountId, importId, act.now));

  const sender = await accounts.memberOf(act.tx, accountId, found.uploadedBy);
  const standing = await standingIn(act.tx, act.house.programme, accountId, act.now);
  const roles = sender?.active ? sender.roles : [];
  const may = maySend(roles, standing);
  const decided = may
    ? await decideAll(
        act,
        { roles, standing },
        lines.map(({ invited }) => invited),
      )
    : new Map();
  const outcomes: Parameters<typeof store.note>[3][number][] = [];
  for (const { line, invited } of lines) {
    const answer = decided.get(invited.email);
    if (answer?.ok && !(await people.mayInviteAgain(act, accountId, invited.email))) {
      outcomes.push({
        line,
        invitationId: null,
        problem: { field: "email", code: "tooOften", params: { count: people.MOST_INVITATIONS } },
      });
      continue;
    }
    const sent = answer?.ok
      ? await writeInvitation(act, { id: found.uploadedBy, name: found.uploader, roles, standing }, { ...invited, roles: answer.value })
      : answer;
    outcomes.push({
      line,
      invitationId: sent?.ok ? sent.value.id : null,
      problem: sent?.ok ? null : sent ? problemOf(sent) : { field: "roles", code: "senderGone", params: {} },
    });
  }
  await store.note(act.tx, accountId, importId, outcomes);
  act.enqueue(importJob(accountId, importId, turn + 1, act.now));
}
