import { z } from "zod";
import { Day, Language } from "../../wire.ts";

export const AgreementId = z.string().min(1).max(60);
/** `2026-02`. */
export const Version = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[0-9A-Za-z.-]+$/);
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The same text as `source`, in the parts that a page draws. */
const Block = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("heading"), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }),
  z.object({ kind: z.literal("paragraph"), text: z.string() }),
  z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
]);

export const Text = z.object({
  title: z.string(),
  version: z.string(),
  language: Language,
  /** Markdown, exactly as accepted; `sha256` is of its bytes in UTF-8. */
  source: z.string(),
  sha256: z.string(),
  blocks: z.array(Block),
});

const Pieces = z.array(z.object({ text: z.string(), differs: z.boolean() })).nullable();
const Side = z.object({ title: z.string(), version: z.string(), effectiveFrom: Day.nullable(), sha256: z.string() });

/** Two texts of one language, passage by passage, with the words that differ marked on both sides. */
export const Difference = z.object({
  language: Language,
  /** The language that counts when two texts differ. */
  referenceLanguage: Language,
  before: Side,
  after: Side,
  passages: z.array(
    z.object({
      kind: z.enum(["heading", "paragraph", "item"]),
      change: z.enum(["same", "changed", "removed", "added"]),
      left: Pieces,
      right: Pieces,
    }),
  ),
  counts: z.object({
    changed: z.number().int(),
    removed: z.number().int(),
    added: z.number().int(),
    same: z.number().int(),
  }),
});
