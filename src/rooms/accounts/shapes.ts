import { z } from "zod";
import { Day, Id, Instant, Language, RoleName } from "../../wire.ts";
import type { ProfileField } from "./profile.rules.ts";
import { profileFields } from "./profile.rules.ts";
import { member, programmeStatuses } from "./rules.ts";

/** A link that leaves the site carries its notice (F-003). */
export const LinkView = z.object({ url: z.string(), label: z.string(), notice: z.string().nullable() });
export const Cell = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("included"), text: z.string() }),
  z.object({ shows: z.literal("notIncluded") }),
  z.object({ shows: z.literal("text"), text: z.string() }),
  z.object({ shows: z.literal("free") }),
  /** Without tax, for one term of so many months. */
  z.object({ shows: z.literal("price"), amount: z.string(), currency: z.string(), termMonths: z.number().int() }),
]);
const CheckItem = z.object({ title: z.string(), detail: z.string(), link: LinkView.nullable() });
export const Checklist = z.object({ items: z.array(CheckItem), note: z.string() });
export const Joined = z.object({ companyName: z.string(), country: z.string() });
export const CountryView = z.object({
  code: z.string(),
  name: z.string(),
  postalCodeExample: z.string(),
  registration: z.object({ label: z.string(), example: z.string(), required: z.boolean() }),
});

/**
 * A form's field as typed. The shape lets nearly everything through, so that the rules can answer for all fields at once; they refuse what
 * is too long, too strange or missing, each at its field.
 */
export const typed = z.string().max(2000);
export const eachField = <T extends z.ZodType>(type: T) =>
  Object.fromEntries(profileFields.map((field) => [field, type])) as Record<ProfileField, T>;
export const Typed = z.strictObject(eachField(typed.default("")));
/** What no store can keep is left out, so that a draft is always saved. */
const kept = typed.transform((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, " "));
export const DraftFields = z.strictObject({ ...eachField(kept), contactIs: z.enum(["me", "other"]) }).partial();
export const Values = z.object(eachField(z.string()));

export const ProgrammeView = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  statusLabel: z.string(),
  status: z.enum(programmeStatuses),
  statusText: z.string(),
  agreement: z.string(),
});
export const ActivityItem = z.object({
  id: Id,
  type: z.string(),
  text: z.string(),
  who: z.string(),
  at: Instant,
  side: z.enum(["ours", "partner"]),
});
export const UserView = z.object({
  userId: Id,
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  language: Language,
  roles: z.array(RoleName),
  roleLabels: z.array(z.string()),
  state: z.enum([...member.states, "invited"]),
  you: z.boolean(),
  since: Day,
});

/** Shown once: a repeated request with the same key gives this answer again, and nothing else ever does. */
export const TemporaryPassword = z.object({ userId: Id, name: z.string(), signInName: z.string(), temporaryPassword: z.string() });
