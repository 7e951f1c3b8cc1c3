import { z } from "zod";

/** The orphaned account's way back to a global administrator (handbook §2.6): its days, all on the business clock. */
export const Recovery = z
  .strictObject({
    /** How long the domain's record or the two contacts' confirmations are waited for. */
    answerDays: z.int().min(1).max(60),
    /** How long everybody concerned may object before the new administrator is made. */
    waitingDays: z.int().min(1).max(60),
    /** Days of the waiting period after which everybody concerned is reminded. */
    remindAfterDays: z.array(z.int().min(1)).max(10),
  })
  .refine(({ remindAfterDays, waitingDays }) => remindAfterDays.every((day) => day < waitingDays), {
    message: "reminds after the waiting is over",
    path: ["remindAfterDays"],
  });
