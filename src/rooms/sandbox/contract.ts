import { z } from "zod";
import { contract } from "../../permissions.ts";
import { Day, Id, Instant, Language } from "../../wire.ts";

const Clock = z.object({ now: Instant, today: Day, timeZone: z.string() });

/** Exists in the sandbox only, and answers this machine only. */
export const sandbox = contract({
  clock: { summary: "The business clock", method: "GET", path: "/dev/clock", permit: "loopback", reply: Clock },
  travel: {
    summary: "Let the business clock travel forward; everything due until then has run when the answer comes",
    method: "PUT",
    path: "/dev/clock",
    permit: "loopback",
    body: z.strictObject({ now: Instant }),
    reply: Clock,
    refusals: { "sandbox.backwards": 409, "sandbox.tooFar": 409 },
    ownTransactions: true,
  },
  mails: {
    summary: "The captured mailbox, newest first, at most 200; `before` goes on from the id of the last one",
    method: "GET",
    path: "/dev/mail",
    permit: "loopback",
    query: z.strictObject({ to: z.string().max(254).optional(), before: Id.optional() }),
    reply: z.array(
      z.object({
        id: Id,
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        language: Language,
        state: z.enum(["waiting", "sent", "refused"]),
        sentAt: Instant,
      }),
    ),
  },
});
