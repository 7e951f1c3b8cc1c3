import { z } from "zod";
import { contract, roles } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Email, Id, Instant, Language, line, pageOf, pageQuery, RoleName } from "../../wire.ts";
import { createUserRefusals } from "../people/contract.ts";
import type { ProfileField } from "./profile.rules.ts";
import { profileFields } from "./profile.rules.ts";
import { member, programmeStatuses } from "./rules.ts";

/** A link that leaves the site carries its notice (F-003). */
const LinkView = z.object({ url: z.string(), label: z.string(), notice: z.string().nullable() });
const Cell = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("included"), text: z.string() }),
  z.object({ shows: z.literal("notIncluded") }),
  z.object({ shows: z.literal("text"), text: z.string() }),
  z.object({ shows: z.literal("free") }),
  /** Without tax, for one term of so many months. */
  z.object({ shows: z.literal("price"), amount: z.string(), currency: z.string(), termMonths: z.number().int() }),
]);
const CheckItem = z.object({ title: z.string(), detail: z.string(), link: LinkView.nullable() });
const Checklist = z.object({ items: z.array(CheckItem), note: z.string() });
const Joined = z.object({ companyName: z.string(), country: z.string() });
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
const typed = z.string().max(2000);
const eachField = <T extends z.ZodType>(type: T) =>
  Object.fromEntries(profileFields.map((field) => [field, type])) as Record<ProfileField, T>;
const Typed = z.strictObject(eachField(typed.default("")));
/** What no store can keep is left out, so that a draft is always saved. */
const kept = typed.transform((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, " "));
const DraftFields = z.strictObject({ ...eachField(kept), contactIs: z.enum(["me", "other"]) }).partial();
const Values = z.object(eachField(z.string()));

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

const UserParams = AccountParams.extend({ userId: Id });
/** Shown once: a repeated request with the same key gives this answer again, and nothing else ever does. */
const TemporaryPassword = z.object({ userId: Id, name: z.string(), signInName: z.string(), temporaryPassword: z.string() });
const profileRefusals = {
  "accounts.needed": 422,
  "accounts.tooLong": 422,
  "accounts.strangeCharacters": 422,
  "accounts.countryUnknown": 422,
  "accounts.postalCode": 422,
  "accounts.registrationNeeded": 422,
  "accounts.registrationFormat": 422,
  "accounts.vatFormat": 422,
  "accounts.phone": 422,
  "accounts.languageUnknown": 422,
  "accounts.email": 422,
  "people.personalMail": 422,
  "people.sharedMailbox": 422,
} as const;
const account = "/api/v1/accounts/{accountId}" as const;

export const accounts = contract({
  home: {
    summary: "Why to join the network, the three membership options compared, and what to have at hand before enrolling",
    method: "GET",
    path: "/api/v1/home",
    permit: "public",
    reply: z.object({
      title: z.string(),
      network: z.string(),
      lead: z.string(),
      values: z.array(z.object({ icon: z.string(), text: z.string() })),
      joinNote: z.string(),
      checklist: Checklist,
      options: z.array(z.object({ id: z.string(), name: z.string(), summary: z.string(), description: z.string() })),
      comparison: z.array(z.object({ label: z.string(), cells: z.array(Cell) })),
      more: LinkView,
    }),
  },
  welcome: {
    summary: "The first page of the enrolment: its steps, what to have at hand, and the join that this browser or directory has made",
    method: "GET",
    path: "/api/v1/welcome",
    permit: "public",
    reply: z.object({
      lead: z.string(),
      paragraphs: z.array(z.string()),
      steps: z.array(z.object({ title: z.string(), detail: z.string() })),
      checklist: Checklist,
      joined: Joined.nullable(),
      countries: z.array(CountryView),
      defaultCountry: z.string(),
    }),
  },
  join: {
    summary: "Join the network, free of charge; from the same browser, again, corrects what was said",
    method: "POST",
    path: "/api/v1/joins",
    permit: "public",
    status: 201,
    body: z.strictObject({ companyName: line(200), country: z.string().trim().toUpperCase().length(2) }),
    reply: Joined,
    refusals: { "accounts.countryUnknown": 422, "accounts.strangeCharacters": 422, "accounts.tooManyJoins": 429 },
  },
  enrolment: {
    summary: "How far the reader's enrolment has come, and everything known so far for its form",
    method: "GET",
    path: "/api/v1/enrolment",
    permit: "me",
    reply: z.object({
      step: z.enum(["join", "directory", "profile", "agreement", "roles", "done"]),
      accountId: Id.nullable(),
      joined: Joined.nullable(),
      directory: z.object({ domain: z.string(), name: z.string() }).nullable(),
      me: z.object({ givenName: z.string(), familyName: z.string(), email: z.string() }),
      values: Values.extend({ contactIs: z.enum(["me", "other"]) }),
      savedAt: Instant.nullable(),
      countries: z.array(CountryView),
      checks: z.array(z.object({ id: z.string(), name: z.string(), purpose: z.string() })),
      helpEmail: z.string(),
    }),
  },
  saveDraft: {
    summary: "Keep what was typed into the enrolment so far; fields that are left out stay as they were",
    method: "PUT",
    path: "/api/v1/enrolment/draft",
    permit: "me",
    body: DraftFields,
    reply: z.object({ savedAt: Instant }),
  },
  enrol: {
    summary: "Submit the legal profile and the primary contact: the company's account is made and its verification starts",
    method: "POST",
    path: "/api/v1/enrolment",
    permit: "me",
    status: 201,
    idempotent: true,
    body: Typed,
    reply: z.object({ accountId: Id, partnerId: z.string() }),
    refusals: { "accounts.membershipRequired": 409, "accounts.directoryNeeded": 409, "accounts.directoryTaken": 409, ...profileRefusals },
  },
  overview: {
    summary: "What is open in the account and what is not yet, with the next steps",
    method: "GET",
    path: `${account}/overview`,
    permit: "account.view",
    params: AccountParams,
    reply: z.object({
      partnerId: z.string(),
      verification: z.enum(["pending", "actionNeeded", "authorized", "rejected"]),
      agreementSigned: z.boolean(),
      setupDone: z.boolean(),
      contact: z.string(),
      users: z.number().int(),
      globalAdmins: z.number().int(),
      advisedGlobalAdmins: z.number().int(),
      programmes: z.array(ProgrammeView),
      steps: z.array(
        z.object({ id: z.enum(["users", "starterPack", "benefits", "competencies"]), door: DoorView, link: LinkView.nullable() }),
      ),
    }),
  },
  activity: {
    summary: "What has happened in the account, newest first",
    method: "GET",
    path: `${account}/activity`,
    permit: "account.view",
    params: AccountParams,
    query: pageQuery.extend({ cursor: Id.optional() }),
    reply: pageOf(ActivityItem),
  },
  profile: {
    summary: "The legal profile, the primary contact, the partner ID and the status of each programme",
    method: "GET",
    path: `${account}/profile`,
    permit: "profile.view",
    params: AccountParams,
    reply: z.object({
      partnerId: z.string(),
      values: Values,
      dataVersion: z.number().int(),
      updatedAt: Instant,
      createdOn: Day,
      country: CountryView,
      countries: z.array(CountryView),
      programmes: z.array(ProgrammeView),
      moves: z.object({ edit: DoorView }),
    }),
  },
  changeProfile: {
    summary: "Correct the legal profile or the primary contact; what was changed is verified again",
    method: "PATCH",
    path: `${account}/profile`,
    permit: "profile.edit",
    params: AccountParams,
    body: z.strictObject({ dataVersion: z.number().int().min(1), ...eachField(typed.optional()) }),
    reply: z.object({ dataVersion: z.number().int(), changed: z.array(z.enum(profileFields)) }),
    refusals: { "accounts.profileMoved": 409, ...profileRefusals },
  },
  users: {
    summary: "The people of the account with their roles, by name; searched by name or address, filtered by role and state",
    method: "GET",
    path: `${account}/users`,
    permit: "users.view",
    params: AccountParams,
    query: pageQuery.extend({
      q: z.string().trim().max(200).optional(),
      role: RoleName.optional(),
      state: z.enum([...member.states, "all"]).default("active"),
    }),
    reply: pageOf(UserView).extend({ total: z.number().int() }),
  },
  team: {
    summary: "How many people the account has, the roles there are and who gives them, and whether the reader may add somebody",
    method: "GET",
    path: `${account}/team`,
    permit: "users.view",
    params: AccountParams,
    reply: z.object({
      users: z.number().int(),
      globalAdmins: z.number().int(),
      deactivated: z.number().int(),
      roles: z.array(z.object({ role: RoleName, label: z.string(), does: z.string(), mayGrant: z.boolean() })),
      domain: z.string(),
      moves: z.object({ add: DoorView }),
    }),
  },
  user: {
    summary: "One person of the account: roles, and what the reader may do with them",
    method: "GET",
    path: `${account}/users/{userId}`,
    permit: "users.view",
    params: UserParams,
    reply: UserView.extend({
      enroller: z.boolean(),
      choices: z.array(
        z.object({
          role: RoleName,
          label: z.string(),
          does: z.string(),
          held: z.boolean(),
          mayChange: z.boolean(),
          givenBy: z.array(z.string()),
        }),
      ),
      moves: z.object({ setRoles: DoorView, deactivate: DoorView, reactivate: DoorView, resetPassword: DoorView }),
    }),
    refusals: { "accounts.userNotFound": 404 },
  },
  addUser: {
    summary: "Add a colleague: a temporary password, shown once, to be changed at the first sign-in",
    method: "POST",
    path: `${account}/users`,
    permit: "users.add",
    params: AccountParams,
    status: 201,
    idempotent: true,
    body: z.strictObject({
      givenName: line(100),
      familyName: line(100),
      email: Email,
      language: Language,
      roles: z.array(RoleName).max(roles.length),
    }),
    reply: TemporaryPassword,
    refusals: { ...createUserRefusals, "accounts.strangeCharacters": 422, "accounts.mayNotGrant": 403 },
  },
  setRoles: {
    summary: "Put this set of roles in the place of the person's present ones; in force at once",
    method: "PUT",
    path: `${account}/users/{userId}/roles`,
    permit: "users.assignRoles",
    params: UserParams,
    body: z.strictObject({ roles: z.array(RoleName).max(roles.length) }),
    reply: z.object({ userId: Id, roles: z.array(RoleName), roleLabels: z.array(z.string()), setupDone: z.boolean() }),
    refusals: {
      "accounts.userNotFound": 404,
      "accounts.userDeactivated": 409,
      "accounts.lastGlobalAdmin": 409,
      "accounts.mayNotGrant": 403,
    },
  },
  deactivateUser: {
    summary: "Deactivate a person: their sessions end, what they did stays",
    method: "POST",
    path: `${account}/users/{userId}/deactivate`,
    permit: "users.deactivate",
    params: UserParams,
    reply: z.object({ userId: Id, state: z.enum(member.states) }),
    refusals: {
      "accounts.userNotFound": 404,
      "accounts.userDeactivated": 409,
      "accounts.lastGlobalAdmin": 409,
      "accounts.notYourself": 409,
      "accounts.aboveYou": 403,
    },
  },
  reactivateUser: {
    summary: "Let a deactivated person in again, with the roles they had",
    method: "POST",
    path: `${account}/users/{userId}/reactivate`,
    permit: "users.deactivate",
    params: UserParams,
    reply: z.object({ userId: Id, state: z.enum(member.states) }),
    refusals: { "accounts.userNotFound": 404, "accounts.userActive": 409, "accounts.aboveYou": 403 },
  },
  resetPassword: {
    summary: "Give a person a new temporary password, shown once; their sessions end",
    method: "POST",
    path: `${account}/users/{userId}/password`,
    permit: "users.resetPassword",
    params: UserParams,
    idempotent: true,
    reply: TemporaryPassword,
    refusals: {
      "accounts.userNotFound": 404,
      "accounts.userDeactivated": 409,
      "accounts.ownPassword": 409,
      "accounts.otherDirectory": 409,
      "people.busy": 503,
    },
  },
});
