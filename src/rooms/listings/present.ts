import type { z } from "zod";
import { dayOf, daysBetween } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import { findCountry, findOffer } from "../../programme/programme.ts";
import type { AccountCtx, Act, StaffCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { DoorView } from "../../wire.ts";
import * as accounts from "../accounts/door.ts";
import * as memberships from "../memberships/door.ts";
import type { Content, ListingState, TagList } from "./rules.ts";
import { decideChange, decideSubmit, decideTakeDown, decideWithdraw, fold, listing, tagLists } from "./rules.ts";
import type { Choices, FoundListing, ListingView, PublicListing, RegionLine, ReviewLine, ReviewView } from "./shapes.ts";
import type { Listing, PublicRow, ReviewRow } from "./store.ts";
import * as store from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Reading = Pick<Act, "house" | "tx" | "today"> & { readonly lang: Lang };

const EXCERPT_LETTERS = 220;

export const stateView = (lang: Lang, state: ListingState) => ({ state, label: say((lang === "fr" ? fr : en).states[state], lang) });
export const regionOf = ({ house }: Pick<Act, "house">, id: string) => house.programme.listings.regions.find((one) => one.id === id);
/** A region that a later edition of the programme no longer has keeps its id for a name. */
export const regionName = (ctx: Reading, id: string): string => regionOf(ctx, id)?.name[ctx.lang] ?? id;
export const countryName = ({ house, lang }: Reading, code: string): string => findCountry(house.programme, code)?.name[lang] ?? code;

const namesOf = ({ house, lang }: Reading, list: TagList, ids: readonly string[]): string[] =>
  ids.flatMap((id) => house.programme.listings[list].find((one) => one.id === id)?.name[lang] ?? []);

/** The levels that the company holds and that must be earned: its tags that nobody types (G-043). */
export async function earnedBy({ house, tx, lang, today }: Reading, accountId: string): Promise<string[]> {
  const held = await memberships.listHeld(tx, accountId, today);
  return held
    .map(({ offerId }) => findOffer(house.programme, offerId))
    .flatMap((offer) => (offer?.requires.some(({ kind }) => kind === "competency") ? [offer.name[lang]] : []));
}

const logoView = ({ logo }: Content) => (logo ? { width: logo.width, height: logo.height } : null);
const orNull = (text: string): string | null => (text === "" ? null : text);

export const publicView = (
  ctx: Reading,
  row: Pick<PublicRow, "id" | "company" | "region" | "content">,
  earned: readonly string[],
): z.input<typeof PublicListing> => {
  const { content } = row;
  return {
    id: row.id,
    company: row.company,
    region: regionName(ctx, row.region),
    description: content.description,
    website: orNull(content.website),
    socialPage:
      content.socialPage === "" ? null : { label: ctx.house.programme.listings.socialPage.label[ctx.lang], url: content.socialPage },
    logo: logoView(content),
    earned: [...earned],
    industries: namesOf(ctx, "industries", content.industries),
    products: namesOf(ctx, "products", content.products),
    services: namesOf(ctx, "services", content.services),
    tags: [...content.tags],
    places: content.places.map(({ line1, line2, postalCode, city, country }) => ({
      line1,
      line2,
      postalCode,
      city,
      country: countryName(ctx, country),
    })),
  };
};

const excerptOf = (text: string): string => {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length <= EXCERPT_LETTERS
    ? letters.join("")
    : `${letters
        .slice(0, EXCERPT_LETTERS)
        .join("")
        .replace(/\s+\S*$/, "")}…`;
};

export const foundView = (ctx: Reading, { id, company, content }: PublicRow): z.input<typeof FoundListing> => ({
  id,
  company,
  excerpt: excerptOf(content.description),
  logo: logoView(content),
  industries: namesOf(ctx, "industries", content.industries),
  services: namesOf(ctx, "services", content.services),
  places: [...new Set(content.places.map(({ city, country }) => `${city}, ${countryName(ctx, country)}`))],
});

/** Sorted as the reader's language sorts; `countries` of one region, or of all. */
export function choicesView(ctx: Reading, regionId: string | null): z.input<typeof Choices> {
  const { listings } = ctx.house.programme;
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, ctx.lang);
  const tags = Object.fromEntries(
    tagLists.map((list) => [list, listings[list].map(({ id, name }) => ({ id, name: name[ctx.lang] })).sort(byName)]),
  ) as Record<TagList, { id: string; name: string }[]>;
  const codes = new Set(listings.regions.filter(({ id }) => regionId === null || id === regionId).flatMap(({ countries }) => countries));
  return { ...tags, countries: [...codes].map((code) => ({ code, name: countryName(ctx, code) })).sort(byName) };
}

export async function regionLines(ctx: AccountCtx): Promise<z.input<typeof RegionLine>[]> {
  const held = await store.listingsOf(ctx.tx, ctx.accountId);
  return ctx.house.programme.listings.regions.map((region) => {
    const found = held.find((one) => one.region === region.id);
    return {
      region: { id: region.id, name: region.name[ctx.lang] },
      listing: found ? { state: stateView(ctx.lang, found.state), public: found.published !== null, updatedAt: found.updatedAt } : null,
    };
  });
}

const ruleText = ({ house, lang }: Reading, code: string | null): string | null =>
  house.programme.listings.rules.find((rule) => rule.code === code)?.text[lang] ?? null;

const closed = (decision: Decision<unknown>) => (decision.ok ? undefined : decision);

/** What the desk has said last, as long as it still says something about what is written. */
const decisionView = (ctx: Reading, held: Listing) =>
  held.decidedAt !== null && held.rule !== null ? { at: held.decidedAt, rule: ruleText(ctx, held.rule), note: held.note } : null;

export async function listingView(ctx: AccountCtx, held: Listing): Promise<z.input<typeof ListingView>> {
  const { listings } = ctx.house.programme;
  const change = closed(decideChange(held.state));
  return {
    id: held.id,
    region: { id: held.region, name: regionName(ctx, held.region) },
    company: ctx.standing.name,
    version: held.version,
    state: stateView(ctx.lang, held.state),
    publicSince: held.publishedAt,
    hidden: held.published !== null && ctx.standing.verification !== "authorized",
    decision: decisionView(ctx, held),
    draft: {
      ...held.draft,
      industries: [...held.draft.industries],
      products: [...held.draft.products],
      services: [...held.draft.services],
      tags: [...held.draft.tags],
      logo: logoView(held.draft),
      places: held.draft.places.map((place) => ({ ...place, countryName: countryName(ctx, place.country) })),
    },
    earned: await earnedBy(ctx, ctx.accountId),
    choices: choicesView(ctx, held.region),
    limits: { ...listings.limits },
    socialPage: { label: listings.socialPage.label[ctx.lang], example: listings.socialPage.example },
    rules: listings.rules.map(({ text }) => text[ctx.lang]),
    moves: {
      save: await ctx.door("listings.manage", change),
      addPlace: await ctx.door("listings.manage", change),
      submit: await ctx.door("listings.submit", closed(decideSubmit(held.state, held.draft))),
      withdraw: await ctx.door("listings.manage", closed(decideWithdraw(held.state))),
      takeDown: await ctx.door("listings.manage", closed(decideTakeDown(held.state, held.published !== null))),
    },
  };
}

const deskDoor = (ctx: StaffCtx, open: boolean, code: "listings.notUnderReview" | "listings.notPublic"): DoorView => {
  if (open) return { open: true };
  const text = wordRefusal(
    { fr: fr.refusals, en: en.refusals },
    { ok: false, code, params: {} },
    ctx.lang,
    labelsOf(ctx.house.programme, ctx.lang),
    ctx.house.clock.zone,
  );
  return { open: false, text, reasons: [{ code, needs: "", has: "", rule: text }], holders: [], asks: [] };
};

export async function reviewView(ctx: StaffCtx, held: Listing): Promise<z.input<typeof ReviewView>> {
  const profile = (await accounts.loadProfile(ctx.tx, held.accountId))!;
  const earned = await earnedBy(ctx, held.accountId);
  const submitter = held.submittedBy ? await accounts.memberOf(ctx.tx, held.accountId, held.submittedBy) : undefined;
  const { draft, published } = held;
  const shown = (content: Content) => publicView(ctx, { id: held.id, company: profile.name, region: held.region, content }, earned);
  return {
    id: held.id,
    company: profile.name,
    partnerId: profile.partnerId,
    region: regionName(ctx, held.region),
    state: stateView(ctx.lang, held.state),
    version: held.version,
    submittedAt: held.submittedAt,
    submittedBy: submitter?.name ?? null,
    draft: shown(draft),
    published: published ? shown(published) : null,
    contacts: draft.places.map(({ city, contact }) => ({ city, ...contact })),
    named: await accounts.namedIn(ctx.tx, held.accountId, fold([draft.description, ...draft.tags].join(" "))),
    decision:
      held.decidedAt === null
        ? null
        : { at: held.decidedAt, by: held.decidedByName ?? "", rule: ruleText(ctx, held.rule), note: held.note },
    rules: ctx.house.programme.listings.rules.map(({ code, text }) => ({ code, text: text[ctx.lang] })),
    moves: {
      approve: deskDoor(ctx, listing.can(held.state, "publish"), "listings.notUnderReview"),
      reject: deskDoor(ctx, listing.can(held.state, "reject"), "listings.notUnderReview"),
      unpublish: deskDoor(ctx, published !== null && listing.can(held.state, "unpublish"), "listings.notPublic"),
    },
  };
}

export const reviewLine = (ctx: StaffCtx, row: ReviewRow): z.input<typeof ReviewLine> => ({
  id: row.id,
  company: row.company,
  partnerId: row.partnerId,
  region: regionName(ctx, row.region),
  state: stateView(ctx.lang, row.state),
  public: row.published !== null,
  at: row.at,
  waited: Math.max(0, daysBetween(dayOf(row.at, ctx.house.programme.timeZone), ctx.today)),
});
