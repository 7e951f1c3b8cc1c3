import { z } from "zod";
import { isStrange, tidy } from "./kit/names.ts";
import { conditions, roles } from "./permissions.ts";

/** Shapes that every room's contract shares. Ids are UUIDs as text; instants are RFC 3339 with `Z`; days are `YYYY-MM-DD`. */
export const Id = z.uuid();
export const Day = z.iso.date();
export const Instant = z.iso.datetime();
export const Language = z.enum(["fr", "en"]);
export const RoleName = z.enum(roles);

/** Decimal text in an ISO 4217 currency: `{ "amount": "425.00", "currency": "EUR" }`. */
export const MoneyView = z.strictObject({ amount: z.string(), currency: z.string().length(3) });

/** A work e-mail as typed: trimmed and lower-cased. Whether it is a personal one is a rule, not a shape. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** A line of text a person types: trimmed, never empty, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);
export const optionalLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u)
    .default("");

/** A name of a person or a company, of any script: composed, its spaces made one, nothing in it that cannot be seen. */
export const nameLine = (max: number) =>
  z
    .string()
    .refine((typed) => !isStrange(typed), { params: { word: "invisible" } })
    .overwrite(tidy)
    .min(1)
    .max(max);

/** Why a door is closed and who has its key, worded in the reader's language by the server. */
export const DoorView = z.discriminatedUnion("open", [
  z.object({ open: z.literal(true) }),
  z.object({
    open: z.literal(false),
    /** One sentence: what is missing. */
    text: z.string(),
    reasons: z.array(
      z.object({
        code: z.union([z.enum(["role", "anyRole"]), z.enum(conditions), z.string()]),
        /** What is needed, what is there now, and the rule: each a phrase. */
        needs: z.string(),
        has: z.string(),
        rule: z.string(),
      }),
    ),
    /** People of this company who can do it, or who can make it possible. */
    holders: z.array(z.object({ name: z.string(), roles: z.array(z.string()) })),
    /** The roles of which one would open it; empty when no role would. */
    asks: z.array(RoleName),
  }),
]);
export type DoorView = z.infer<typeof DoorView>;

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });

export const AccountParams = z.strictObject({ accountId: Id });
export const Nothing = z.object({});
