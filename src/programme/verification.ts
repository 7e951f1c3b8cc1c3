import { z } from "zod";
import { checks, compared } from "./names.ts";
import { Text } from "./values.ts";

const Rule = z.strictObject({
  /** `ENT-3`: quoted to the partner, to the desk and in the file of the case. */
  id: z.string().regex(/^[A-Z]{3}-\d{1,2}$/, "is not a rule number such as ENT-3"),
  compares: z.enum(compared),
  /** True when the product decides it alone; false when a person does. */
  automatic: z.boolean(),
  /** What must hold, said so that it can be read to the partner. */
  text: Text,
});

const Reason = z.strictObject({
  /** `business.addressDiffers`. Facts and mails keep it. */
  code: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/, "is not a reason code such as business.addressDiffers"),
  /** The decisions that it may justify: authorise the check; or ask the partner for something, or reject it. */
  decisions: z.array(z.enum(["authorise", "ask", "reject"])).min(1),
  /** The rule that did or did not pass. */
  rule: z.string().optional(),
  /** What the partner can do about it; empty when it authorises. Any one of them is enough. */
  remedies: z.array(z.enum(["correct", "document", "confirm"])),
  /** The sentence that the partner reads. */
  text: Text,
});

const Evidence = z.strictObject({
  /** One of these documents is enough. */
  oneOf: z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-zA-Z]*$/, "is not a document's id"), name: Text })).min(1),
  /** What it must show: every item, or one of them. Never left to be guessed. */
  showing: z.strictObject({ need: z.enum(["all", "one"]), items: z.array(Text).min(1) }),
  /** One paper that would do and one that would not, with the reason that the desk would give for it (handbook §7, P2). */
  examples: z.strictObject({ accepted: Text, refused: z.strictObject({ what: Text, reason: z.string() }) }),
});

const Check = z.strictObject({
  name: Text,
  /** What the check establishes, in one sentence. */
  purpose: Text,
  rules: z.array(Rule).min(1),
  reasons: z.array(Reason).min(1),
  /** Absent where a document cannot help. */
  documents: Evidence.optional(),
});

export const Verification = z.strictObject({
  /** Working days within which the desk answers, counted from the day after it was asked. */
  slaWorkingDays: z.int().positive(),
  /** How often a partner may submit before a person calls. */
  tries: z.int().positive(),
  emailLink: z.strictObject({
    lifetimeDays: z.int().positive(),
    /** Working days after which the page offers to send the mail again. */
    resendAfterWorkingDays: z.int().min(0),
    /** The least time between two sendings. */
    resendGapMinutes: z.int().min(0),
  }),
  /** The signed link of the mails to the case itself: it opens as long as this, however the checks stand. */
  caseLink: z.strictObject({ lifetimeDays: z.int().positive() }),
  uploads: z.strictObject({
    types: z.array(z.enum(["application/pdf", "image/png", "image/jpeg"])).min(1),
    maxBytes: z.int().positive(),
  }),
  checks: z.record(z.enum(checks), Check),
});

/** Work addresses: what is refused besides the public list of mail providers that the product carries. */
export const Mailboxes = z.strictObject({
  /** Local parts that belong to nobody in particular, in lower case: info, contact … */
  shared: z.array(z.string().regex(/^[a-z0-9.-]+$/, "is not the local part of an address in lower case")).min(1),
  personalDomains: z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "is not a domain in lower case")),
});
