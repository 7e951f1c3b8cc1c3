import type { Reactions } from "../../server/context.ts";
import * as benefits from "../benefits/door.ts";
import { about } from "./facts.ts";
import * as store from "./store.ts";

export const seatsReactions: Reactions = {
  hears: {
    "benefit.granted": [{ job: "seats.make", when: ({ kind }) => kind === "developerSeat" }],
    "benefit.ended": [{ job: "seats.freeAll", when: ({ kind }) => kind === "developerSeat" }],
    "user.deactivated": ["seats.freeOf"],
  },
  jobs: {
    "seats.make": {
      async inside(act, job) {
        const { capacity, subject } = job.payload as { capacity: number; subject: string };
        await store.make(act.tx, job.accountId!, subject, capacity);
      },
    },
    // A benefit that has ended takes its seats back, from each holder.
    "seats.freeAll": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const entitlementId = String(job.payload.subject);
        await benefits.hold(act.tx, accountId, entitlementId);
        for (const { id, userId, productId, name } of await store.heldIn(act.tx, accountId, entitlementId)) {
          const [freed] = await store.release(act.tx, accountId, userId, [id], "", act.now);
          if (freed)
            act.record({
              type: "seat.released",
              accountId,
              subject: id,
              data: about(act.house, { benefitId: entitlementId, productId, userId, name }),
            });
        }
      },
    },
    // Who leaves gives their seats back; the pools are held in one order, so that two leavers never wait for each other.
    "seats.freeOf": {
      async inside(act, job) {
        const accountId = job.accountId!;
        const userId = String(job.payload.subject);
        const held = await store.heldBy(act.tx, accountId, userId);
        for (const entitlementId of new Set(held.map((row) => row.entitlementId))) await benefits.hold(act.tx, accountId, entitlementId);
        const freed = await store.release(
          act.tx,
          accountId,
          userId,
          held.map((row) => row.id),
          "",
          act.now,
        );
        for (const { id, entitlementId, productId, name } of held.filter((row) => freed.some((one) => one.id === row.id)))
          act.record({
            type: "seat.released",
            accountId,
            subject: id,
            data: about(act.house, { benefitId: entitlementId, productId, userId, name }),
          });
      },
    },
  },
};
