import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Id, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { Choices, FoundListing, ListingView, PlaceBody, PublicListing, RegionLine, ReviewLine, ReviewView, TextsBody } from "./shapes.ts";

/** The product's own ceiling; the programme's is lower and is refused with its own sentence. */
const LOGO_CEILING = 2_000_000;

const mine = "/api/v1/accounts/{accountId}/listings";
const regionParams = AccountParams.extend({ region: z.string().max(60) });
const office = "/api/v1/office/listings";
const listingParams = z.strictObject({ listingId: Id });
const tag = z.string().max(60).optional();

const ruleBody = z.strictObject({
  version: z.number().int(),
  rule: z.string().max(60),
  note: z
    .string()
    .trim()
    .max(1000)
    .regex(/^[^\p{Cc}]*(?:\r?\n[^\p{Cc}]*)*$/u)
    .default(""),
});
const rulingRefusals = {
  "listings.noSuchListing": 404,
  "listings.notUnderReview": 409,
  "listings.changedMeanwhile": 409,
  "listings.unknownRule": 422,
} as const;
const writing = { "listings.noSuchListing": 404, "listings.underReview": 409 } as const;

export const listings = contract({
  mine: {
    summary: "The company's public profiles: one in each region of the programme, written or not",
    method: "GET",
    path: mine,
    permit: "listings.view",
    params: AccountParams,
    reply: z.object({ items: z.array(RegionLine) }),
  },
  create: {
    summary: "Begin the company's profile in a region",
    method: "POST",
    path: mine,
    permit: "listings.manage",
    params: AccountParams,
    body: z.strictObject({ region: z.string().max(60) }),
    reply: z.object({ id: Id, region: z.string() }),
    status: 201,
    refusals: { "listings.unknownRegion": 422, "listings.alreadyThere": 409 },
  },
  read: {
    summary: "One profile as it is being written, with what everybody reads and what the desk has said",
    method: "GET",
    path: `${mine}/{region}`,
    permit: "listings.view",
    params: regionParams,
    reply: ListingView,
    refusals: { "listings.noSuchListing": 404 },
  },
  save: {
    summary: "Save the texts and the tags of a profile, finished or not",
    method: "PUT",
    path: `${mine}/{region}`,
    permit: "listings.manage",
    params: regionParams,
    body: TextsBody,
    reply: ListingView,
    refusals: {
      ...writing,
      "listings.changedMeanwhile": 409,
      "listings.descriptionTooLong": 422,
      "listings.websiteWrong": 422,
      "listings.socialPageWrong": 422,
      "listings.tooManyIndustries": 422,
      "listings.tooManyTags": 422,
      "listings.tagTooLong": 422,
      "listings.unknownTag": 422,
    },
  },
  addPlace: {
    summary: "Add a location with its own contact to a profile",
    method: "POST",
    path: `${mine}/{region}/locations`,
    permit: "listings.manage",
    params: regionParams,
    body: PlaceBody,
    reply: ListingView,
    status: 201,
    idempotent: true,
    refusals: {
      ...writing,
      "listings.tooManyPlaces": 409,
      "listings.samePlace": 422,
      "listings.countryElsewhere": 422,
    },
  },
  removePlace: {
    summary: "Remove a location; to change an address it is removed and added again",
    method: "DELETE",
    path: `${mine}/{region}/locations/{placeId}`,
    permit: "listings.manage",
    params: regionParams.extend({ placeId: Id }),
    reply: ListingView,
    refusals: { ...writing, "listings.noSuchPlace": 404 },
  },
  putLogo: {
    summary: "Put a logo on a profile: GIF, JPG or PNG, square or horizontal",
    method: "POST",
    path: `${mine}/{region}/logo`,
    permit: "listings.manage",
    params: regionParams,
    upload: { maxBytes: LOGO_CEILING },
    reply: ListingView,
    ownTransactions: true,
    refusals: {
      ...writing,
      "listings.logoMissing": 422,
      "listings.logoNotAPicture": 422,
      "listings.logoTooHeavy": 413,
      "listings.logoTooWide": 422,
      "listings.logoUpright": 422,
    },
  },
  removeLogo: {
    summary: "Remove the logo of a profile",
    method: "DELETE",
    path: `${mine}/{region}/logo`,
    permit: "listings.manage",
    params: regionParams,
    reply: ListingView,
    refusals: writing,
  },
  draftLogo: {
    summary: "The logo of a profile as it is being written",
    method: "GET",
    path: `${mine}/{region}/logo`,
    permit: "listings.view",
    params: regionParams,
    reply: z.object({}),
    file: "application/octet-stream",
    refusals: { "listings.noSuchListing": 404, "listings.noLogo": 404 },
  },
  submit: {
    summary: "Send a profile to the marketing desk; what is public stays as it is until the desk has decided",
    method: "POST",
    path: `${mine}/{region}/submission`,
    permit: "listings.submit",
    params: regionParams,
    reply: ListingView,
    idempotent: true,
    refusals: {
      ...writing,
      "listings.nothingNew": 409,
      "listings.descriptionMissing": 422,
      "listings.industryMissing": 422,
      "listings.placeMissing": 422,
    },
  },
  withdraw: {
    summary: "Take a profile back from the desk, to write on",
    method: "POST",
    path: `${mine}/{region}/withdrawal`,
    permit: "listings.manage",
    params: regionParams,
    reply: ListingView,
    refusals: { "listings.noSuchListing": 404, "listings.notUnderReview": 409 },
  },
  takeDown: {
    summary: "Take the public profile down, at once; what was written is kept",
    method: "POST",
    path: `${mine}/{region}/removal`,
    permit: "listings.manage",
    params: regionParams,
    reply: ListingView,
    refusals: { "listings.noSuchListing": 404, "listings.notPublic": 409 },
  },
  find: {
    summary: "The partner finder, for anybody: published profiles of authorised companies, by words, place and tags",
    method: "GET",
    path: "/api/v1/partners",
    permit: "public",
    query: pageQuery.extend({
      text: optionalLine(120),
      place: optionalLine(80),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      industry: tag,
      product: tag,
      service: tag,
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    reply: pageOf(FoundListing).extend({ total: z.number().int() }),
    refusals: { "listings.badCursor": 400, "listings.tooOften": 429 },
  },
  choices: {
    summary: "By what the finder may be asked: countries and tags of the programme",
    method: "GET",
    path: "/api/v1/partners/choices",
    permit: "public",
    reply: Choices,
  },
  page: {
    summary: "The public page of a company in a region, with its locations",
    method: "GET",
    path: "/api/v1/partners/{listingId}",
    permit: "public",
    params: listingParams,
    reply: PublicListing,
    refusals: { "listings.noSuchListing": 404, "listings.tooOften": 429 },
  },
  logo: {
    summary: "The logo of a public profile",
    method: "GET",
    path: "/api/v1/partners/{listingId}/logo",
    permit: "public",
    params: listingParams,
    reply: z.object({}),
    file: "application/octet-stream",
    refusals: { "listings.noSuchListing": 404, "listings.noLogo": 404, "listings.tooOften": 429 },
  },
  queue: {
    summary: "The marketing desk's list: what waits longest first, or what is public",
    method: "GET",
    path: office,
    permit: "office.listings",
    query: pageQuery.extend({ tab: z.enum(["toReview", "public"]).default("toReview"), search: optionalLine(100) }),
    reply: pageOf(ReviewLine).extend({
      total: z.number().int(),
      counts: z.object({ toReview: z.number().int(), public: z.number().int() }),
    }),
    refusals: { "listings.badCursor": 400 },
  },
  review: {
    summary: "One profile with what is needed to decide it: what is asked for beside what is public, and the names that stand in the text",
    method: "GET",
    path: `${office}/{listingId}`,
    permit: "office.listings",
    params: listingParams,
    reply: ReviewView,
    refusals: { "listings.noSuchListing": 404 },
  },
  reviewLogo: {
    summary: "The logo that waits for the desk",
    method: "GET",
    path: `${office}/{listingId}/logo`,
    permit: "office.listings",
    params: listingParams,
    reply: z.object({}),
    file: "application/octet-stream",
    refusals: { "listings.noSuchListing": 404, "listings.noLogo": 404 },
  },
  approve: {
    summary: "Publish what was read: everybody finds it at once",
    method: "POST",
    path: `${office}/{listingId}/approval`,
    permit: "office.listings",
    params: listingParams,
    body: z.strictObject({ version: z.number().int() }),
    reply: ReviewView,
    idempotent: true,
    refusals: rulingRefusals,
  },
  reject: {
    summary: "Refuse what was read, by a rule of the programme; what is public stays",
    method: "POST",
    path: `${office}/{listingId}/rejection`,
    permit: "office.listings",
    params: listingParams,
    body: ruleBody,
    reply: ReviewView,
    idempotent: true,
    refusals: rulingRefusals,
  },
  unpublish: {
    summary: "Take a public profile down, at once, by a rule of the programme",
    method: "POST",
    path: `${office}/{listingId}/removal`,
    permit: "office.listings",
    params: listingParams,
    body: ruleBody.omit({ version: true }),
    reply: ReviewView,
    idempotent: true,
    refusals: { "listings.noSuchListing": 404, "listings.notPublic": 409, "listings.unknownRule": 422 },
  },
});
