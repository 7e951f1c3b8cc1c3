import { z } from "zod";
import { contract } from "../../permissions.ts";
import { Id, Instant } from "../../wire.ts";
import { jobLists } from "./rules.ts";

const JobView = z.object({
  id: Id,
  kind: z.string(),
  /** The company concerned, when there is one. */
  company: z.string().nullable(),
  dueAt: Instant,
  /** On the machine's clock: not before this. */
  nextTryAt: Instant,
  clock: z.enum(["business", "machine"]),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
});

export const office = contract({
  jobs: {
    summary: "The house's dated work: what is next, what is late, what failed",
    method: "GET",
    path: "/api/v1/office/jobs",
    permit: "office.jobs",
    query: z.strictObject({
      list: z.enum(jobLists).default("next"),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(100).optional(),
    }),
    reply: z.object({
      items: z.array(JobView),
      nextCursor: z.string().nullable(),
      counts: z.object({ next: z.number().int(), late: z.number().int(), failed: z.number().int() }),
      lateSeconds: z.number(),
    }),
  },
  repeatJob: {
    summary: "Try a failed job again, at once",
    method: "POST",
    path: "/api/v1/office/jobs/{jobId}/repetition",
    permit: "office.jobs",
    params: z.strictObject({ jobId: Id }),
    reply: z.object({}),
    refusals: { "office.jobNotFound": 404, "office.jobNotFailed": 409 },
  },
});
