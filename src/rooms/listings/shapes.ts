import { z } from "zod";
import { DoorView, Email, Id, Instant, line, optionalLine } from "../../wire.ts";
import { listing } from "./rules.ts";

/** Several lines of text; ceilings of the wire, above those of any programme. */
const prose = z
  .string()
  .trim()
  .max(10_000)
  .regex(/^[^\p{Cc}]*(?:\r?\n[^\p{Cc}]*)*$/u);
const ids = z.array(z.string().max(60)).max(60);

export const TextsBody = z.strictObject({
  description: prose,
  website: z.string().trim().max(300),
  socialPage: z.string().trim().max(300),
  industries: ids,
  products: ids,
  services: ids,
  tags: z.array(line(200)).max(40),
  /** The version that was read: what somebody else saved meanwhile is not written over. */
  version: z.number().int(),
});

export const PlaceBody = z.strictObject({
  line1: line(120),
  line2: optionalLine(120),
  postalCode: optionalLine(20),
  city: line(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  contact: z.strictObject({ name: line(120), email: Email, phone: optionalLine(40) }),
});

const Choice = z.object({ id: z.string(), name: z.string() });
export const Choices = z.object({
  industries: z.array(Choice),
  products: z.array(Choice),
  services: z.array(Choice),
  countries: z.array(z.object({ code: z.string(), name: z.string() })),
});

/** A profile as everybody reads it: no contact, no person. */
export const PublicListing = z.object({
  id: Id,
  company: z.string(),
  region: z.string(),
  description: z.string(),
  website: z.string().nullable(),
  socialPage: z.object({ label: z.string(), url: z.string() }).nullable(),
  logo: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
  /** What the company has earned in the programme; nobody types these. */
  earned: z.array(z.string()),
  industries: z.array(z.string()),
  products: z.array(z.string()),
  services: z.array(z.string()),
  tags: z.array(z.string()),
  places: z.array(z.object({ line1: z.string(), line2: z.string(), postalCode: z.string(), city: z.string(), country: z.string() })),
});

/** One line of the finder. */
export const FoundListing = z.object({
  id: Id,
  company: z.string(),
  /** The beginning of its description. */
  excerpt: z.string(),
  logo: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
  industries: z.array(z.string()),
  services: z.array(z.string()),
  places: z.array(z.string()),
});

export const StateView = z.object({ state: z.enum(listing.states), label: z.string() });
const Decision = z.object({ at: Instant, rule: z.string().nullable(), note: z.string().nullable() });

export const RegionLine = z.object({
  region: Choice,
  listing: z.object({ state: StateView, public: z.boolean(), updatedAt: Instant }).nullable(),
});

export const ListingView = z.object({
  id: Id,
  region: Choice,
  company: z.string(),
  version: z.number().int(),
  state: StateView,
  /** What everybody reads at this moment, and since when; null where nothing is public. */
  publicSince: Instant.nullable(),
  /** Public, but not shown while the company's verification is not complete. */
  hidden: z.boolean(),
  decision: Decision.nullable(),
  draft: z.object({
    description: z.string(),
    website: z.string(),
    socialPage: z.string(),
    industries: z.array(z.string()),
    products: z.array(z.string()),
    services: z.array(z.string()),
    tags: z.array(z.string()),
    logo: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
    places: z.array(PlaceBody.extend({ id: Id, countryName: z.string() })),
  }),
  earned: z.array(z.string()),
  choices: Choices,
  limits: z.object({
    descriptionLetters: z.number().int(),
    locations: z.number().int(),
    industries: z.number().int(),
    freeTags: z.number().int(),
    logoPixels: z.number().int(),
    logoBytes: z.number().int(),
  }),
  socialPage: z.object({ label: z.string(), example: z.string() }),
  rules: z.array(z.string()),
  moves: z.object({ save: DoorView, addPlace: DoorView, submit: DoorView, withdraw: DoorView, takeDown: DoorView }),
});

export const ReviewLine = z.object({
  id: Id,
  company: z.string(),
  partnerId: z.string(),
  region: z.string(),
  state: StateView,
  public: z.boolean(),
  /** Since when it waits, or when it was decided. */
  at: Instant,
  /** Days it has waited. */
  waited: z.number().int(),
});

export const ReviewView = z.object({
  id: Id,
  company: z.string(),
  partnerId: z.string(),
  region: z.string(),
  state: StateView,
  version: z.number().int(),
  submittedAt: Instant.nullable(),
  submittedBy: z.string().nullable(),
  /** What is asked for, and what everybody reads now. */
  draft: PublicListing,
  published: PublicListing.nullable(),
  contacts: z.array(z.object({ city: z.string(), name: z.string(), email: z.string(), phone: z.string() })),
  /** Other companies of the network whose legal name stands in the text. */
  named: z.array(z.string()),
  decision: Decision.extend({ by: z.string() }).nullable(),
  rules: z.array(z.object({ code: z.string(), text: z.string() })),
  moves: z.object({ approve: DoorView, reject: DoorView, unpublish: DoorView }),
});
