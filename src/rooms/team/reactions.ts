import type { Role } from "../../permissions.ts";
import type { Reactions } from "../../server/context.ts";
import * as accounts from "../accounts/door.ts";
import { sendNext } from "./importing.ts";
import * as imports from "./imports.store.ts";
import { decidedMail } from "./mails.ts";
import * as requests from "./requests.store.ts";

export const teamReactions: Reactions = {
  hears: { "user.rolesChanged": ["team.rolesGiven"] },
  jobs: {
    "team.import": {
      inside: (act, job) => sendNext(act, job.accountId!, String(job.payload.importId), Number(job.payload.turn)),
    },
    "team.clearImport": {
      inside: async (act, job) => void (await imports.clear(act.tx, job.accountId!, String(job.payload.importId))),
    },
    /** A role was given, on whichever page: whoever had asked for it is told, and nobody decides it a second time. */
    "team.rolesGiven": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const { subject, factId, added } = job.payload as { subject: string; factId: string; added: readonly Role[] };
        if (added.length === 0) return;
        const by = await requests.actorOf(act.tx, factId);
        const granted = await requests.grant(act.tx, accountId, subject, added, { name: by, now: act.now });
        if (granted.length === 0) return;
        const company = (await accounts.loadProfile(act.tx, accountId))!.name;
        const told = new Set<Role>();
        for (const one of granted) {
          if (told.has(one.role)) continue;
          told.add(one.role);
          act.post(decidedMail(act.house, one, { accountId, company, role: one.role, granted: true, by, reason: "" }));
        }
      },
    },
  },
};
