import { z } from "zod";
import { Day, DoorView, Id, Instant, Language } from "../../wire.ts";
import { comparedFields } from "./partner.rules.ts";
import { registryLookup } from "./registry.rules.ts";
import { check, checkNames, verificationCase } from "./rules.ts";

export const CheckId = z.enum(checkNames);
const CheckState = z.enum(check.states);
const Overall = z.enum(["pending", "actionNeeded", "rejected", "authorized"]);

/** Several lines of text, as a person writes them to another. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*(?:\r?\n[^\p{Cc}]*)*$/u);
export const optionalParagraph = (max: number) => paragraph(max).default("");

const Turn = z.object({
  who: z.enum(["partner", "us", "nobody"]),
  since: Instant,
  /** The day by which we answer, while it is our turn. */
  dueOn: Day.nullable(),
  late: z.boolean(),
  /** When the company said that our answer is late. */
  escalatedAt: Instant.nullable(),
});
const Decided = z.object({ at: Instant, by: z.string().nullable(), automatic: z.boolean() });
const Words = z.object({ code: z.string(), text: z.string() });

const CheckLine = z.object({
  check: CheckId,
  name: z.string(),
  purpose: z.string(),
  state: CheckState,
  label: z.string(),
  since: Instant,
  dueOn: Day.nullable(),
  decided: Decided.nullable(),
});

export const Summary = z.object({
  overall: z.object({ state: Overall, label: z.string() }),
  turn: Turn,
  tries: z.object({ used: z.number().int(), left: z.number().int(), of: z.number().int(), nextOne: z.boolean() }),
  sla: z.object({ workingDays: z.number().int(), holidays: z.array(Day) }),
  contact: z.object({ name: z.string(), email: z.string(), confirmedAt: Instant.nullable() }),
  domain: z.string(),
  checks: z.array(CheckLine),
  /** What was changed a moment ago is still being taken in: ask again soon. */
  catchingUp: z.boolean(),
});

const ComparedLine = z.object({
  field: z.string(),
  label: z.string(),
  declared: z.string(),
  found: z.string().nullable(),
  /** `formOnly`: nobody has looked at the value itself; only its form was checked. */
  result: z.enum(["same", "differs", "formOnly"]).nullable(),
});
const Comparison = z.object({
  version: z.number().int(),
  declaredAt: Instant,
  source: z.string().nullable(),
  consultedAt: Instant.nullable(),
  lines: z.array(ComparedLine),
});
const Evidence = z.object({
  oneOf: z.array(z.object({ id: z.string(), name: z.string() })),
  need: z.enum(["all", "one"]),
  showing: z.array(z.string()),
  /** One paper that would do, one that would not, and what we would answer to that one. */
  examples: z.object({ accepted: z.string(), refused: z.string(), because: z.string() }),
});
export const Document = z.object({
  id: Id,
  check: CheckId,
  name: z.string(),
  kind: z.string().nullable(),
  size: z.number().int(),
  sentBy: z.string(),
  sentAt: Instant,
  /** False until the partner sends it: other documents may join it first. */
  submitted: z.boolean(),
  verdict: z.object({ kept: z.boolean(), text: z.string(), at: Instant }).nullable(),
});
export const ThreadLine = z.object({
  id: Id,
  at: Instant,
  text: z.string(),
  by: z.string(),
  tone: z.enum(["ok", "no", "you", "wait", "neutral"]),
});
const Ruled = z.object({
  rule: Words.nullable(),
  reason: Words.nullable(),
  note: z.string().nullable(),
  remedies: z.array(z.enum(["correct", "document", "confirm"])),
  asked: z.object({ documents: z.array(z.string()), deadline: Day }).nullable(),
});

export const Status = Summary.extend({
  checks: z.array(
    CheckLine.extend({
      ruled: Ruled.nullable(),
      comparison: Comparison.nullable(),
      evidence: Evidence.nullable(),
      documents: z.array(Document),
      moves: z.object({ upload: DoorView }),
    }),
  ),
  mail: z.object({ sentAt: Instant.nullable() }),
  uploads: z.object({ types: z.array(z.string()), maxBytes: z.number().int() }),
  answerers: z.array(z.object({ name: z.string(), roles: z.array(z.string()), you: z.boolean() })),
  thread: z.array(ThreadLine),
  moves: z.object({ resend: DoorView, resubmit: DoorView, correct: DoorView, view: DoorView, escalate: DoorView }),
});

/** What the signed link of a mail opens: the whole case, or why it no longer does. */
export const CasePage = z.object({
  state: z.enum(["open", "expired", "moved"]),
  company: z.string(),
  /** Whose link it is; what is sent is sent in this name. */
  reader: z.object({ name: z.string(), email: z.string() }).nullable(),
  expiresAt: Instant,
  status: Status.nullable(),
});

export const LinkPage = z.object({
  state: z.enum(["open", "used", "replaced", "expired"]),
  company: z.string(),
  contact: z.string(),
  email: z.string(),
  /** The two statements, word for word as in the mail. */
  statements: z.array(z.string()),
  usedAt: Instant.nullable(),
  expiresAt: Instant,
  /** Who in the company can have it sent again. */
  answerers: z.array(z.string()),
});

export const Findings = z.strictObject({
  /** Where the verifier looked: the register, its name, what was typed there. */
  source: z.string().trim().min(1).max(120),
  values: z.partialRecord(z.enum(comparedFields), z.string().trim().max(200)),
});
export const Seen = z.strictObject({ state: CheckState, dataVersion: z.number().int(), documents: z.number().int() });
export const QueueLine = z.object({
  caseId: Id,
  accountId: Id,
  company: z.string(),
  partnerId: z.string(),
  city: z.string(),
  country: z.string(),
  state: z.enum(verificationCase.states),
  /** What the desk is to decide, or what the partner is to answer. */
  focus: z.object({ check: CheckId, name: z.string() }),
  dueOn: Day.nullable(),
  late: z.boolean(),
  /** Working days gone of those we have. */
  gone: z.number().int(),
  of: z.number().int(),
  turnSince: Instant,
  deadline: Day.nullable(),
  owner: z.object({ name: z.string(), initials: z.string(), mine: z.boolean() }).nullable(),
  tries: z.object({ used: z.number().int(), of: z.number().int() }),
  /** The company has said that our answer is late. */
  escalated: z.boolean(),
});

export const CaseView = z.object({
  caseId: Id,
  account: z.object({ id: Id, name: z.string(), partnerId: z.string(), city: z.string(), country: z.string() }),
  state: z.enum(verificationCase.states),
  overall: z.object({ state: Overall, label: z.string() }),
  turn: Turn,
  gone: z.number().int(),
  of: z.number().int(),
  openedAt: Instant,
  dataVersion: z.number().int(),
  tries: z.object({ used: z.number().int(), of: z.number().int() }),
  owner: z.object({ name: z.string(), since: Instant, mine: z.boolean() }).nullable(),
  contact: z.object({
    name: z.string(),
    email: z.string(),
    language: Language,
    agreedAt: Instant.nullable(),
    confirmedAt: Instant.nullable(),
  }),
  domain: z.string(),
  /** Since when the directory's domain is proved: by the contact's confirmation, or by the domain's TXT record. */
  domainProvenAt: Instant.nullable(),
  /** The register of companies, as far as one is asked. It is evidence for the person who decides. */
  registry: z.object({
    configured: z.boolean(),
    /** The public search of the country's register, for comparing by hand. */
    search: z.string().nullable(),
    last: z
      .object({
        state: z.enum(registryLookup.states),
        source: z.string(),
        askedAt: Instant,
        answeredAt: Instant.nullable(),
        why: z.string().nullable(),
        match: z.object({ status: z.enum(["active", "dissolved"]), since: Day.nullable(), lines: z.array(ComparedLine) }).nullable(),
      })
      .nullable(),
    moves: z.object({ ask: DoorView }),
  }),
  focus: CheckId.nullable(),
  checks: z.array(
    CheckLine.extend({
      ruled: Ruled.nullable(),
      findings: z.object({ source: z.string(), lines: z.array(ComparedLine), at: Instant.nullable() }).nullable(),
      evidence: Evidence.nullable(),
      reasons: z.array(
        z.object({
          code: z.string(),
          text: z.string(),
          rule: z.string().nullable(),
          decisions: z.array(z.enum(["authorise", "ask", "reject"])),
          needsDocument: z.boolean(),
        }),
      ),
      seen: Seen,
      /** Reopening this check takes a second member of staff. */
      takesTwo: z.boolean(),
      /** What waits for the second one. */
      override: z
        .object({
          id: Id,
          reason: z.string(),
          askedBy: z.string(),
          askedAt: Instant,
          moves: z.object({ approve: DoorView, decline: DoorView }),
        })
        .nullable(),
      moves: z.object({ authorise: DoorView, reject: DoorView, ask: DoorView, reopen: DoorView }),
    }),
  ),
  /** The declared data over the versions: one column for each, oldest first. */
  versions: z.array(z.object({ version: z.number().int(), try: z.number().int(), at: Instant })),
  lines: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      check: CheckId,
      values: z.array(z.string()),
      found: z.string().nullable(),
      result: z.enum(["same", "differs", "formOnly"]).nullable(),
    }),
  ),
  documents: z.array(Document),
  notes: z.array(z.object({ id: Id, author: z.string(), text: z.string(), at: Instant })),
  thread: z.array(ThreadLine),
  deadlineDays: z.object({ usual: Day, last: Day }),
});

/** What a desk's act answers: how the case stands now. The page reads the case again. */
export const Moved = z.object({
  caseId: Id,
  /** Nothing has moved yet: a second member of staff decides. */
  awaitsSecond: z.boolean(),
  state: z.enum(verificationCase.states),
  overall: z.object({ state: Overall, label: z.string() }),
});
