import { z } from "zod";
import { benefitKinds, refundBlockers } from "./names.ts";
import { Amount, amount, CountryCode, Id, Text, Url, withDigits } from "./values.ts";

/** One file for one language and one operating system. A combination without an entry does not exist, and the page says so. */
const Download = z.strictObject({
  /** Ids of the product's own `languages` and `systems`. */
  language: Id,
  system: Id,
  url: Url,
  fileName: z.string().min(1),
  /** Size in bytes. */
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hexadecimal"),
});

const named = z.strictObject({ id: Id, name: Text });

const common = {
  id: Id,
  name: Text,
  /** What stands beside the name, smaller: « mise à niveau ». */
  detail: Text.optional(),
  /** The special instructions, read before the benefit is used. */
  instructions: Text.optional(),
};

const Software = z.strictObject({
  ...common,
  kind: z.literal("software"),
  benefitKind: z.literal("software"),
  /** One key of many activations, or one key per machine. */
  key: z.enum(["single", "multipleActivation"]),
  languages: z.array(named).min(1),
  systems: z.array(named).min(1),
  downloads: z.array(Download),
});

const CloudLicence = z.strictObject({
  ...common,
  kind: z.literal("cloudLicence"),
  benefitKind: z.literal("cloud"),
  /** Where the key is redeemed: an id of `links`. */
  portalLink: z.string(),
});

const CloudUsage = z.strictObject({
  ...common,
  kind: z.literal("cloudUsage"),
  benefitKind: z.literal("cloud"),
  credit: z.strictObject({ per: z.enum(["month", "year"]), value: Amount }),
  portalLink: z.string(),
});

const DeveloperSeat = z.strictObject({
  ...common,
  kind: z.literal("developerSeat"),
  benefitKind: z.literal("developerSeats"),
  portalLink: z.string(),
  /** Days from the assignment before a seat may pass to another person; 0 for at any time. */
  reassignCooldownDays: z.int().min(0),
});

const SupportIncidents = z.strictObject({ ...common, kind: z.literal("supportIncidents"), benefitKind: z.literal("technical") });
const AdvisoryHours = z.strictObject({ ...common, kind: z.literal("advisoryHours"), benefitKind: z.literal("technical") });

/** Something one reads, follows or opens: neither keys nor seats are counted. */
const Resource = z.strictObject({
  ...common,
  kind: z.literal("resource"),
  benefitKind: z.enum(benefitKinds),
  portalLink: z.string().optional(),
});

export const Product = z.discriminatedUnion("kind", [
  Software,
  CloudLicence,
  CloudUsage,
  DeveloperSeat,
  SupportIncidents,
  AdvisoryHours,
  Resource,
]);

export const Package = z.strictObject({
  id: Id,
  name: Text,
  /** Packages that the holder has already, through a level this one requires. They are shown with it and never granted twice. */
  includes: z.array(Id).default([]),
  grants: z
    .array(
      z.strictObject({
        product: Id,
        /** Licences, seats, incidents, hours; 1 for what is not counted. */
        quantity: z.int().positive(),
        class: z.enum(["core", "incremental"]),
      }),
    )
    .min(1),
});

/** The network level: free, renewed here every year. */
export const Membership = z.strictObject({
  id: Id,
  name: Text,
  summary: Text,
  /** C10: the term after which it is renewed, counted from the day of joining. */
  termMonths: z.int().positive(),
  /** Days counted from the anniversary: −15 is before it. */
  renewal: z.strictObject({
    windowOpensDay: z.int(),
    reminderDays: z.array(z.int()),
    /** Days after the anniversary during which everything stays; then the account is read-only until somebody renews. */
    graceDays: z.int().min(0),
  }),
  package: Id,
});

/** The levels of a competency, lowest first. */
export const CompetencyLevel = z.strictObject({ id: Id, name: Text, summary: Text });

const Requirement = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("networkMembership"), text: Text }),
  z.strictObject({ kind: z.literal("competency"), level: Id, text: Text }),
]);

export const Offer = z.strictObject({
  id: Id,
  name: Text,
  /** The name of what is owned once the offer is bought. */
  subscriptionName: Text,
  description: Text,
  termMonths: z.int().positive(),
  maxPerAccount: z.int().positive(),
  /** What the account must have; every unmet one is shown on the tile. */
  requires: z.array(Requirement),
  /** Prices without tax, for one term. A country without a price cannot buy. */
  prices: z.array(withDigits(z.strictObject({ countries: z.array(CountryCode).min(1), ...amount }))).min(1),
  /** Days counted from the anniversary: −15 is before it. */
  renewal: z.strictObject({
    windowOpensDay: z.int(),
    windowClosesDay: z.int(),
    reminderDays: z.array(z.int()),
    chargeOnDay: z.int(),
    /** When a card that was refused on that day is asked again. */
    retryDays: z.array(z.int()),
    /** Days after the anniversary during which the benefits stay. */
    graceDays: z.int().min(0),
  }),
  refund: z.strictObject({
    /** The last day, counted from the purchase, on which a refund may be asked. */
    days: z.int().min(0),
    blockedBy: z.array(z.enum(refundBlockers)),
  }),
  /** The agreement accepted at every purchase and renewal. */
  terms: Id,
  package: Id,
  /** The figures of the tile. A figure that belongs to products equals the quantity that the package grants of each of them. */
  highlights: z.array(z.strictObject({ figure: z.int().positive(), name: Text, detail: Text, products: z.array(Id).min(1) })),
});
