import type { Reactions } from "../../server/context.ts";
import { dropFile } from "../../server/files.ts";
import { tellNow } from "./course.ts";
import * as store from "./store.ts";

export const supportReactions: Reactions = {
  jobs: {
    /** N15: one mail for everything since the last. */
    "support.tell": {
      inside: (act, job) => tellNow(act, job.accountId!, String(job.payload.requestId)),
    },
    /** A file that no message has taken is given up. */
    "support.clearFile": {
      async inside(act, job) {
        const gone = await store.dropWaiting(act.tx, job.accountId!, null, String(job.payload.attachmentId));
        if (gone) await dropFile(act, job.accountId!, gone.fileId);
      },
    },
  },
};
