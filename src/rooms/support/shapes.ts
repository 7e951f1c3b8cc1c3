import { z } from "zod";
import { Day, DoorView, Id, Instant } from "../../wire.ts";
import { aboutKinds, serviceRequest } from "./rules.ts";

/** Several lines, as a person writes them to another, or pastes them from a screen. */
export const paragraphs = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}]|\t|\r?\n)*$/u);

/** One line that goes into the subject of a mail: nothing that breaks it or turns its direction. */
export const Subject = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);

export const FileIds = z.array(Id).max(20).default([]);

const Named = z.object({ id: z.string(), name: z.string() });
export const About = z.object({ kind: z.enum(aboutKinds), id: Id, name: z.string() });

const Turn = z.object({
  who: z.enum(["partner", "us", "nobody"]),
  since: Instant,
  /** The day by which we answer, while it is our turn. */
  dueOn: Day.nullable(),
  late: z.boolean(),
});
const StateView = z.object({ state: z.enum(serviceRequest.states), label: z.string() });

export const Attachment = z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() });
export const Uploads = z.object({ types: z.array(z.string()), maxBytes: z.number().int(), perMessage: z.number().int() });

export const MessageView = z.object({
  id: Id,
  side: z.enum(["partner", "staff"]),
  act: z.enum(["open", "write", "answer", "ask", "close", "reopen"]),
  author: z.string(),
  you: z.boolean(),
  text: z.string(),
  /** Why the desk closed it. */
  reason: z.string().nullable(),
  at: Instant,
  files: z.array(Attachment),
});

const head = {
  id: Id,
  number: z.string(),
  topic: Named,
  severity: Named,
  subject: z.string(),
  state: StateView,
  turn: Turn,
  openedAt: Instant,
  lastAt: Instant,
};

export const RequestLine = z.object({ ...head, requester: z.object({ name: z.string(), you: z.boolean() }) });

export const RequestView = RequestLine.extend({
  about: About.nullable(),
  version: z.number().int(),
  /** How it ended, and until which day it may be opened again. */
  closed: z.object({ at: Instant, by: z.string(), byUs: z.boolean(), reason: z.string().nullable(), reopenUntil: Day }).nullable(),
  messages: z.array(MessageView),
  uploads: Uploads,
  moves: z.object({ write: DoorView, close: DoorView, reopen: DoorView }),
});

export const Options = z.object({
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      topics: z.array(
        Named.extend({
          hint: z.string(),
          /** Further names by which a page of ours asks for it. */
          also: z.array(z.string()),
          /** Null where the severity says how long it takes. */
          answerWorkingDays: z.number().int().nullable(),
          solutions: z.array(
            Named.extend({
              paragraphs: z.array(z.string()),
              /** The page of the account where it is done. */
              page: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  severities: z.array(Named.extend({ hint: z.string(), answerWorkingDays: z.number().int(), usual: z.boolean() })),
  /** What of the account the reader may connect a request with. */
  about: z.array(About),
  uploads: Uploads,
  reopenDays: z.number().int(),
  /** Where to write when this page does not work. */
  email: z.string(),
});

export const DeskLine = z.object({
  ...head,
  company: z.string(),
  partnerId: z.string(),
  owner: z.object({ name: z.string(), initials: z.string(), you: z.boolean() }).nullable(),
  /** Days since it was opened. */
  age: z.number().int(),
});

export const DeskView = DeskLine.extend({
  country: z.string(),
  requester: z.object({ name: z.string(), email: z.string().nullable(), roles: z.array(z.string()) }),
  about: About.nullable(),
  version: z.number().int(),
  ownerSince: Instant.nullable(),
  closed: z.object({ at: Instant, by: z.string(), byUs: z.boolean(), reason: z.string().nullable() }).nullable(),
  messages: z.array(MessageView),
  notes: z.array(z.object({ id: Id, author: z.string(), text: z.string(), at: Instant })),
  acts: z.array(z.object({ id: Id, text: z.string(), who: z.string(), at: Instant })),
  uploads: Uploads,
  /** The language in which the requester reads. */
  language: z.enum(["fr", "en"]),
  /** In that language. */
  replies: z.array(Named.extend({ text: z.string() })),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  colleagues: z.array(Named),
  moves: z.object({ answer: DoorView, close: DoorView, handOver: DoorView }),
});

export const Figures = z.object({
  days: z.number().int(),
  items: z.array(Named.extend({ opened: z.number().int(), solved: z.number().int(), solutions: z.number().int() })),
});
