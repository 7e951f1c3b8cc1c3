import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, pageOf, pageQuery } from "../../wire.ts";
import { subjects } from "./log.rules.ts";
import { sectors, sizes, supportFields } from "./profiles.rules.ts";
import { location, locationFields } from "./rules.ts";

const account = "/api/v1/accounts/{accountId}" as const;
const LocationParams = AccountParams.extend({ locationId: Id });

/** A field as typed: the rules answer for all fields of a form at once, each at its field. */
const typed = z.string().max(2000).default("");
const each = <const F extends string, T extends z.ZodType>(fields: readonly F[], type: T) =>
  Object.fromEntries(fields.map((field) => [field, type])) as Record<F, T>;
const version = z.number().int().min(0);

const LocationValues = z.object(each(locationFields, z.string()));
export const LocationView = LocationValues.extend({
  id: Id,
  partnerId: z.string(),
  main: z.boolean(),
  countryName: z.string(),
  version: z.number().int(),
  addedOn: Day,
  updatedAt: Instant,
  moves: z.object({ edit: DoorView, makeMain: DoorView, remove: DoorView }),
});
const locationRefusals = {
  "accounts.needed": 422,
  "accounts.tooLong": 422,
  "accounts.strangeCharacters": 422,
  "accounts.countryUnknown": 422,
  "accounts.postalCode": 422,
  "accounts.phone": 422,
  "accounts.email": 422,
  "people.personalMail": 422,
  "people.sharedMailbox": 422,
  "company.nameTaken": 422,
} as const;

/** Who wrote it last; version 0 is what nobody has written yet. */
const Written = { version: z.number().int(), updatedAt: Instant.nullable(), updatedBy: z.string().nullable() };
const SupportView = z.object({ ...each(supportFields, z.string()), shown: z.boolean(), publicPath: z.string(), ...Written });
const OrganisationView = z.object({
  size: z.enum(sizes).nullable(),
  sectors: z.array(z.string()),
  languages: z.array(z.object({ code: z.string(), name: z.string() })),
  ...Written,
});

const LogEntry = z.object({
  id: Id,
  at: Instant,
  subject: z.enum(subjects),
  action: z.string(),
  who: z.string(),
  /** Done by the vendor's staff or by the house itself, or by somebody of the company. */
  side: z.enum(["ours", "partner"]),
});
const logQuery = {
  from: Day.optional(),
  to: Day.optional(),
  who: z.string().trim().max(100).optional(),
  side: z.enum(["ours", "partner"]).optional(),
  subject: z.enum(subjects).optional(),
};

const FoundLocation = z.object({
  id: Id,
  partnerId: z.string(),
  name: z.string(),
  address: z.string(),
  main: z.boolean(),
  state: z.enum(location.states),
  company: z.string(),
  companyPartnerId: z.string(),
});

export const company = contract({
  locations: {
    summary: "The company's locations, each with its own partner ID, the main one first",
    method: "GET",
    path: `${account}/locations`,
    permit: "company.view",
    params: AccountParams,
    query: pageQuery,
    reply: pageOf(LocationView).extend({
      total: z.number().int(),
      /** The company's own ID, for what concerns the whole of it. */
      partnerId: z.string(),
      legalName: z.string(),
      /** The company's own country. */
      country: z.string(),
      countries: z.array(z.object({ code: z.string(), name: z.string(), postalCodeExample: z.string() })),
      moves: z.object({ add: DoorView }),
    }),
  },
  addLocation: {
    summary: "List a location; it gets its own partner ID at once, which is never given again",
    method: "POST",
    path: `${account}/locations`,
    permit: "locations.manage",
    params: AccountParams,
    status: 201,
    idempotent: true,
    body: z.strictObject(each(locationFields, typed)),
    reply: z.object({ id: Id, partnerId: z.string(), main: z.boolean() }),
    refusals: { ...locationRefusals, "company.tooManyLocations": 409 },
  },
  changeLocation: {
    summary: "Correct a location; its partner ID stays",
    method: "PATCH",
    path: `${account}/locations/{locationId}`,
    permit: "locations.manage",
    params: LocationParams,
    body: z.strictObject({ version, ...each(locationFields, z.string().max(2000).optional()) }),
    reply: z.object({ version: z.number().int() }),
    refusals: { ...locationRefusals, "company.noSuchLocation": 404, "company.moved": 409 },
  },
  makeMain: {
    summary: "Name this location the main one",
    method: "POST",
    path: `${account}/locations/{locationId}/main`,
    permit: "locations.manage",
    params: LocationParams,
    reply: z.object({ id: Id }),
    refusals: { "company.noSuchLocation": 404, "company.mainAlready": 409 },
  },
  support: {
    summary: "Where the company's customers find help, and whether they are shown it",
    method: "GET",
    path: `${account}/support-profile`,
    permit: "company.view",
    params: AccountParams,
    reply: SupportView.extend({ moves: z.object({ edit: DoorView }) }),
  },
  changeSupport: {
    summary: "Say where customers find help: web site, e-mail, phone",
    method: "PUT",
    path: `${account}/support-profile`,
    permit: "company.edit",
    params: AccountParams,
    body: z.strictObject({ version, ...each(supportFields, typed), shown: z.boolean() }),
    reply: SupportView,
    refusals: {
      "company.moved": 409,
      "company.website": 422,
      "accounts.needed": 422,
      "accounts.tooLong": 422,
      "accounts.strangeCharacters": 422,
      "accounts.email": 422,
      "accounts.phone": 422,
    },
  },
  publicSupport: {
    summary: "Where customers of a verified company find help, when the company shows it",
    method: "GET",
    path: "/api/v1/partners/{partnerId}/support",
    permit: "public",
    params: z.strictObject({ partnerId: z.string().regex(/^\d{7}$/) }),
    reply: z.object({ company: z.string(), ...each(supportFields, z.string()) }),
    refusals: { "company.supportNotShown": 404, "company.tooManyReads": 429 },
  },
  organisation: {
    summary: "How many people work there, in which sectors, in which languages; with what there is to choose from",
    method: "GET",
    path: `${account}/organisation-profile`,
    permit: "company.view",
    params: AccountParams,
    reply: OrganisationView.extend({
      choices: z.object({
        sectors: z.array(z.string()),
        mostSectors: z.number().int(),
        languages: z.array(z.object({ code: z.string(), name: z.string() })),
        mostLanguages: z.number().int(),
      }),
      moves: z.object({ edit: DoorView }),
    }),
  },
  changeOrganisation: {
    summary: "Say how large the organisation is, what it does and which languages it speaks",
    method: "PUT",
    path: `${account}/organisation-profile`,
    permit: "company.edit",
    params: AccountParams,
    body: z.strictObject({
      version,
      size: z.enum(sizes),
      sectors: z.array(z.string().max(1)).max(sectors.length),
      languages: z.array(z.string().max(2)).max(200),
    }),
    reply: OrganisationView,
    refusals: { "company.moved": 409, "company.sectors": 422, "company.languages": 422 },
  },
  activityLog: {
    summary: "The journal of the account: when, about what, what, who; at most 90 days at once, newest first",
    method: "GET",
    path: `${account}/activity-log`,
    permit: "activity.view",
    params: AccountParams,
    query: pageQuery.extend(logQuery),
    reply: pageOf(LogEntry).extend({ from: Day, to: Day, mostDays: z.number().int() }),
    refusals: { "company.daysReversed": 422, "company.tooManyDays": 422 },
  },
  exportActivity: {
    summary: "The journal as CSV (RFC 4180, UTF-8), with the filters of the page; `bom` for spreadsheets that ask for it",
    method: "GET",
    path: `${account}/activity-log.csv`,
    permit: "activity.view",
    params: AccountParams,
    query: z.strictObject({ ...logQuery, bom: z.enum(["true", "false"]).default("false") }),
    reply: z.object({}),
    file: "text/csv; charset=utf-8; header=present",
    refusals: { "company.daysReversed": 422, "company.tooManyDays": 422 },
  },
  findLocations: {
    summary: "For the vendor's staff: locations by partner ID or by the beginning of their name, removed ones too",
    method: "GET",
    path: "/api/v1/office/locations",
    permit: "office.locations",
    query: pageQuery.extend({ q: z.string().trim().max(200).default("") }),
    reply: pageOf(FoundLocation),
  },
  removeLocation: {
    summary: "For the vendor's staff, at a partner's request: remove a location for good; its partner ID is never given again",
    method: "POST",
    path: "/api/v1/office/locations/{locationId}/removal",
    permit: "office.locations",
    params: z.strictObject({ locationId: Id }),
    idempotent: true,
    body: z.strictObject({ reason: z.string().trim().min(5).max(500) }),
    reply: z.object({ id: Id }),
    refusals: { "company.noSuchLocation": 404, "company.removedAlready": 409, "company.mainStays": 409 },
  },
});
