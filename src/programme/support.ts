import { z } from "zod";
import { supportEntrances } from "./names.ts";
import { Id, Text } from "./values.ts";

/** What may solve a problem before anybody is asked (G-026). */
const Solution = z.strictObject({
  id: Id,
  title: Text,
  paragraphs: z.array(Text).min(1),
  /** A page of the account where it is done: `/offers/purchased`. */
  page: z
    .string()
    .regex(/^(?:\/[a-z-]+)+$/, "is not the path of a page of an account")
    .optional(),
});

const Topic = z.strictObject({
  id: Id,
  /** The heading under which it stands. */
  group: Id,
  name: Text,
  /** What belongs here, in other words; searched too. */
  hint: Text,
  /** The names under which the product's own pages ask for this type of problem (G-027). */
  answersTo: z.array(z.enum(supportEntrances)).default([]),
  /** For types that take longer than their severity says. */
  answerWorkingDays: z.int().positive().optional(),
  solutions: z.array(Solution).default([]),
});

/** Service requests: the types of problems, how soon the desk answers, and the words that it writes often (handbook §3.12). */
export const Support = z.strictObject({
  groups: z.array(z.strictObject({ id: Id, name: Text })).min(1),
  topics: z.array(Topic).min(1),
  /** How much the problem is in the way, the worst first; `usual` is chosen until somebody says otherwise. */
  severities: z.array(z.strictObject({ id: Id, name: Text, hint: Text, answerWorkingDays: z.int().positive(), usual: z.boolean() })).min(1),
  uploads: z.strictObject({
    types: z.array(z.enum(["application/pdf", "image/png", "image/jpeg", "image/gif"])).min(1),
    maxBytes: z.int().positive(),
    perMessage: z.int().positive(),
    /** What was put together and never sent is given up after this. */
    keptHours: z.int().positive(),
  }),
  /** How many requests one person may open in one day. */
  requestsPerDay: z.int().positive(),
  /** How long after its end a request may be opened again. */
  reopenDays: z.int().positive(),
  /** Further news within this time of a mail wait and leave together. */
  collectMinutes: z.int().positive(),
  /** Over how many days the desk's figures are counted. */
  figuresDays: z.int().positive(),
  /** Why the desk closes a request, in the words that the partner reads. */
  reasons: z.array(z.strictObject({ code: z.string().regex(/^[a-z][a-zA-Z]*$/, "is not a reason's code"), text: Text })).min(1),
  /** What the desk writes often; for some types of problems, or for all. */
  replies: z.array(z.strictObject({ id: Id, name: Text, text: Text, topics: z.array(Id).min(1).optional() })),
});
