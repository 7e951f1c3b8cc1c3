import { findEnrolment } from "../../programme/programme.ts";
import type { Act, Reactions } from "../../server/context.ts";
import * as accounts from "../accounts/door.ts";
import { advance, underWay } from "./course.ts";
import * as store from "./store.ts";

/** What applications waited for has come, or has not: each that is under way looks again. */
async function lookAgain(act: Act, accountId: string): Promise<void> {
  await accounts.hold(act.tx, accountId);
  for (const row of await store.list(act.tx, accountId)) {
    const one = findEnrolment(act.house.programme, row.programme);
    if (one && underWay.includes(row.state)) await advance(act, accountId, row, one, false);
  }
}

export const programmesReactions: Reactions = {
  hears: { "verification.authorized": ["programmes.verified"], "agreement.signed": ["programmes.signed"] },
  jobs: {
    "programmes.verified": { inside: (act, job) => lookAgain(act, job.accountId!) },
    "programmes.signed": { inside: (act, job) => lookAgain(act, job.accountId!) },
  },
};
