import { accept, refuse } from "../../kit/decision.ts";
import { bellOf } from "../../server/bell.ts";
import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { office } from "./contract.ts";
import { cursorOf, readCursor } from "./rules.ts";
import * as store from "./store.ts";

const actions: Actions<typeof office> = {
  async jobs(ctx, { query }) {
    const [rows, counts, lateSeconds] = await Promise.all([
      store.list(ctx.tx, query.list, ctx.now, ctx.machine, readCursor(query.cursor), query.limit + 1),
      store.counts(ctx.tx, ctx.now, ctx.machine),
      bellOf(ctx.house).lateSeconds(),
    ]);
    const items = rows.slice(0, query.limit);
    return accept({ items, nextCursor: rows.length > query.limit ? cursorOf(items.at(-1)!) : null, counts: counts!, lateSeconds });
  },

  async repeatJob(ctx, { params }) {
    const job = await store.stateOf(ctx.tx, params.jobId);
    if (!job) return refuse("office.jobNotFound");
    if (job.state !== "failed") return refuse("office.jobNotFailed");

    await store.repeat(ctx.tx, params.jobId, ctx.machine);
    ctx.record({ type: "job.repeated", subject: params.jobId, data: { kind: job.kind } });

    return accept({});
  },
};

export const officeRoom = room("office", office, actions);
