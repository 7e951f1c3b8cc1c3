import type { Act, Reactions } from "../../server/context.ts";
import type { Job } from "../../server/jobs.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import type { Step } from "./course.ts";
import { aboutCheck, contactOf, declaredOf, dueFrom, holdCase, moveChecks, open, postTo, sceneOf, sendLink, triesOf } from "./course.ts";
import * as documents from "./documents.store.ts";
import { hearRegistry } from "./registry.ts";
import type { CheckName, Tries } from "./rules.ts";
import { check, movesOnChange, overallOf, touchedBy, tryAfter } from "./rules.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

async function openOf(act: Act, accountId: string, by: string): Promise<void> {
  await accounts.hold(act.tx, accountId);
  const profile = await accounts.loadProfile(act.tx, accountId);
  if (profile) await open(act, profile, by);
}

/** What a change makes of the tries: a new round for a company that was authorised, the next try for what was rejected. */
function triesOn(act: Act, held: Case, touched: readonly CheckName[]): { tries: Tries; closed: boolean } {
  const before = triesOf(act, held);
  const states = store.statesOf(held);
  if (overallOf(states) === "authorized") return { tries: { ...before, used: 1, answered: false }, closed: false };
  const next = tryAfter(states, before, touched);
  return next.ok ? { tries: next.value, closed: false } : { tries: before, closed: true };
}

/**
 * The declared data have changed: only the checks that look at what changed are done again (G-004). What was rejected is thereby sent
 * again and uses a try; when none is left it stays rejected, and the person who calls sees the new data.
 */
async function takeChange(act: Act, held: Case, profile: Profile, by: string): Promise<void> {
  if (profile.dataVersion <= held.dataVersion) return;
  const before = (await store.versionsOf(act.tx, held.id)).at(-1);
  const declared = declaredOf(profile);
  const touched = before ? touchedBy(before.declared, declared) : [];
  const { tries, closed } = triesOn(act, held, touched);
  const states = store.statesOf(held);
  const moves = movesOnChange(states, touched);
  const steps: Step[] = (Object.entries(moves) as [CheckName, Step["move"]][])
    .filter(([name]) => !(closed && states[name] === "rejected"))
    .map(([name, move]) => ({ check: name, move, patch: { asked: null } }));

  await store.addVersion(act.tx, held.id, { version: profile.dataVersion, at: act.now, declared, try: tries.used });
  if (touched.length > 0) {
    act.record({
      type: "verification.dataChanged",
      accountId: held.accountId,
      subject: held.id,
      data: { version: profile.dataVersion, checks: touched, name: by },
    });
  }
  const answered = steps.map((step) => step.check).filter((name) => states[name] === "rejected" || states[name] === "documentNeeded");
  await documents.submitDocuments(act.tx, held.accountId, answered, act.now);
  if (touched.includes("email")) await store.setConfirmed(act.tx, held.accountId, null, null);
  await moveChecks(act, profile, { ...held, dataVersion: profile.dataVersion }, steps, tries);

  if (steps.some(({ check: name }) => name === "email")) await sendLink(act, profile, held.id, "N5");
  const reopened = steps.map((step) => step.check).filter((name) => name !== "email" && states[name] === "passed");
  if (reopened.length > 0 && !touched.includes("email")) {
    postTo(act, await sceneOf(act, profile, held.id), { kind: "changed", checks: reopened, at: act.now, due: dueFrom(act, act.now) }, [
      contactOf(profile),
    ]);
  }
}

const actorOf = (act: Act, job: Job): Promise<string> => store.actorOf(act.tx, String(job.payload.factId));

export const verificationReactions: Reactions = {
  hears: { "account.created": ["verification.open"], "legalProfile.changed": ["verification.takeChange"] },
  jobs: {
    "verification.open": { inside: async (act, job) => openOf(act, job.accountId!, await actorOf(act, job)) },
    "verification.takeChange": {
      async inside(act, job) {
        const found = await holdCase(act, job.accountId!);
        const by = await actorOf(act, job);
        if (found) await takeChange(act, found.held, found.profile, by);
        else await openOf(act, job.accountId!, by);
      },
    },
    "verification.registry": { outside: hearRegistry, leaseSeconds: 60 },
    /** The day by which the desk owed an answer is over, and it still owes it. */
    "verification.overdue": {
      async inside(act, job) {
        const found = await holdCase(act, job.accountId!);
        if (!found || found.held.dueOn !== job.payload.dueOn) return;
        act.record({
          type: "verification.overdue",
          accountId: found.held.accountId,
          subject: found.held.id,
          data: { dueOn: found.held.dueOn },
        });
      },
    },
    /** The day for the document is over: the desk decides with what there is. A later request has a day of its own. */
    "verification.deadline": {
      async inside(act, job) {
        const found = await holdCase(act, job.accountId!);
        const name = job.payload.check as CheckName;
        const row = found?.held.checks[name];
        if (!found || !row || !check.can(row.state, "lapse") || row.asked?.deadline !== job.payload.deadline) return;
        await documents.submitDocuments(act.tx, found.held.accountId, [name], act.now);
        await moveChecks(act, found.profile, found.held, [{ check: name, move: "lapse", patch: { asked: null } }]);
        act.record({
          type: "verification.deadlinePassed",
          accountId: found.held.accountId,
          subject: found.held.id,
          data: aboutCheck(act, name),
        });
      },
    },
  },
};
