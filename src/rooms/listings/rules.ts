import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { ListingTerms } from "../../programme/schema.ts";

/**
 * A public profile (handbook §3.16). The state is that of what is being written; what everybody reads stays as it was approved until
 * another version is, or until it is taken down.
 */
export const listing = machine("listing", {
  states: ["draft", "inReview", "published", "changed", "rejected", "unpublished"],
  initial: "draft",
  moves: {
    change: { from: ["published"], to: "changed", by: "listings.manage" },
    submit: { from: ["draft", "changed", "rejected", "unpublished"], to: "inReview", by: "listings.submit" },
    withdraw: { from: ["inReview"], to: "draft", by: "listings.manage" },
    publish: { from: ["inReview"], to: "published", by: "office.listings" },
    reject: { from: ["inReview"], to: "rejected", by: "office.listings" },
    takeDown: { from: ["draft", "inReview", "published", "changed", "rejected"], to: "unpublished", by: "listings.manage" },
    unpublish: { from: ["draft", "inReview", "published", "changed", "rejected"], to: "unpublished", by: "office.listings" },
  },
});
export type ListingState = (typeof listing.states)[number];

export type Place = {
  readonly id: string;
  readonly line1: string;
  readonly line2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** Who answers for this location. Never public: customers' requests go there. */
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
};
export type Logo = { readonly fileId: string; readonly width: number; readonly height: number };
export const tagLists = ["industries", "products", "services"] as const;
export type TagList = (typeof tagLists)[number];
export type Texts = {
  readonly description: string;
  readonly website: string;
  readonly socialPage: string;
  readonly tags: readonly string[];
} & Readonly<Record<TagList, readonly string[]>>;
export type Content = Texts & { readonly logo: Logo | null; readonly places: readonly Place[] };

export const empty: Content = {
  description: "",
  website: "",
  socialPage: "",
  industries: [],
  products: [],
  services: [],
  tags: [],
  logo: null,
  places: [],
};

/** « Cafés d’Œuvre » → "cafes d oeuvre": what is searched and what is typed meet in one form. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What was typed as a question of the index: every word, also begun only. Null asks nothing. */
export function questionOf(typed: string): string | null {
  const words = fold(typed).split(" ").filter(Boolean).slice(0, 12);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(" & ");
}

/** An address that anybody may follow: https, a host with a name, no password, nothing but the web. */
function webAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.protocol === "https:" && url.username === "" && url.password === "" && url.port === "";
  return plain && /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z][a-z\d-]+$/.test(url.hostname) ? url : undefined;
}

export type TextCode =
  | "listings.underReview"
  | "listings.descriptionTooLong"
  | "listings.websiteWrong"
  | "listings.socialPageWrong"
  | "listings.tooManyIndustries"
  | "listings.tooManyTags"
  | "listings.tagTooLong"
  | "listings.unknownTag";

export const TAG_LETTERS = 40;

/** What is written may be saved: unfinished, but nothing in it is wrong. */
export function decideTexts(terms: ListingTerms, texts: Texts): Decision<Texts, TextCode> {
  const { limits, socialPage } = terms;
  const wrong: Refused<TextCode>[] = [];
  const letters = [...texts.description].length;
  if (letters > limits.descriptionLetters)
    wrong.push(refuse("listings.descriptionTooLong", { letters, most: limits.descriptionLetters }, "/description"));
  const website = texts.website === "" ? null : webAddress(texts.website);
  if (website === undefined) wrong.push(refuse("listings.websiteWrong", {}, "/website"));
  const social = texts.socialPage === "" ? null : webAddress(texts.socialPage);
  const there = social && (social.hostname === socialPage.domain || social.hostname.endsWith(`.${socialPage.domain}`));
  if (social === undefined || (social && (!there || social.pathname === "/")))
    wrong.push(refuse("listings.socialPageWrong", { domain: socialPage.domain, example: socialPage.example }, "/socialPage"));
  for (const list of tagLists) {
    const known = new Set(terms[list].map(({ id }) => id));
    const strange = texts[list].findIndex((id) => !known.has(id));
    if (strange >= 0) wrong.push(refuse("listings.unknownTag", {}, `/${list}/${strange}`));
  }
  if (texts.industries.length > limits.industries)
    wrong.push(refuse("listings.tooManyIndustries", { count: texts.industries.length, most: limits.industries }, "/industries"));
  const tags = texts.tags.filter((tag, at) => fold(tag) !== "" && texts.tags.findIndex((one) => fold(one) === fold(tag)) === at);
  if (tags.length > limits.freeTags) wrong.push(refuse("listings.tooManyTags", { count: tags.length, most: limits.freeTags }, "/tags"));
  const long = tags.find((tag) => [...tag].length > TAG_LETTERS);
  if (long !== undefined) wrong.push(refuse("listings.tagTooLong", { tag: long.slice(0, 60), most: TAG_LETTERS }, "/tags"));
  const [first, ...also] = wrong;
  if (first) return refuseAll([first, ...also]);

  const once = (ids: readonly string[]): string[] => [...new Set(ids)];
  return accept({
    description: texts.description,
    website: website?.href ?? "",
    socialPage: social?.href ?? "",
    tags,
    industries: once(texts.industries),
    products: once(texts.products),
    services: once(texts.services),
  });
}

/** While the desk reads it, what is written stands still. */
export const decideChange = (state: ListingState): Decision<ListingState, "listings.underReview"> =>
  state === "inReview" ? refuse("listings.underReview") : accept(listing.can(state, "change") ? listing.to("change") : state);

export type PlaceCode = "listings.tooManyPlaces" | "listings.countryElsewhere" | "listings.samePlace";

/** One more location of a region: at most so many, in one of its countries, and not one that is there already. */
export function decidePlace(
  terms: ListingTerms,
  regionId: string,
  places: readonly Place[],
  place: Omit<Place, "id">,
): Decision<true, PlaceCode> {
  const region = terms.regions.find(({ id }) => id === regionId);
  if (!region?.countries.includes(place.country)) return refuse("listings.countryElsewhere", {}, "/country");
  const key = (one: Omit<Place, "id">) => fold([one.line1, one.line2, one.postalCode, one.city, one.country].join(" "));
  if (places.some((one) => key(one) === key(place))) return refuse("listings.samePlace", {}, "/line1");
  return places.length >= terms.limits.locations ? refuse("listings.tooManyPlaces", { most: terms.limits.locations }) : accept(true);
}

export type LogoCode =
  | "listings.logoMissing"
  | "listings.logoNotAPicture"
  | "listings.logoTooHeavy"
  | "listings.logoTooWide"
  | "listings.logoUpright";

/** Handbook §3.16: GIF, JPG or PNG, at most 300 pixels wide, square or horizontal. The numbers are the programme's. */
export function decideLogo(
  limits: ListingTerms["limits"],
  picture: { readonly bytes: number; readonly size: { readonly width: number; readonly height: number } | undefined } | undefined,
): Decision<{ width: number; height: number }, LogoCode> {
  if (picture === undefined || picture.bytes === 0) return refuse("listings.logoMissing", {}, "/file");
  if (picture.bytes > limits.logoBytes) return refuse("listings.logoTooHeavy", { bytes: picture.bytes, most: limits.logoBytes }, "/file");
  const { size } = picture;
  if (!size || size.width < 1 || size.height < 1) return refuse("listings.logoNotAPicture", {}, "/file");
  if (size.width > limits.logoPixels) return refuse("listings.logoTooWide", { width: size.width, most: limits.logoPixels }, "/file");
  if (size.height > size.width) return refuse("listings.logoUpright", { width: size.width, height: size.height }, "/file");
  return accept(size);
}

export type SubmitCode =
  | "listings.underReview"
  | "listings.nothingNew"
  | "listings.descriptionMissing"
  | "listings.industryMissing"
  | "listings.placeMissing";

/** What a profile needs before the desk reads it: a text, an industry, a location. All that is missing is said at once. */
export function decideSubmit(state: ListingState, draft: Content): Decision<ListingState, SubmitCode> {
  if (state === "inReview") return refuse("listings.underReview");
  if (!listing.can(state, "submit")) return refuse("listings.nothingNew");
  const missing: Refused<SubmitCode>[] = [];
  if (draft.description === "") missing.push(refuse("listings.descriptionMissing", {}, "/description"));
  if (draft.industries.length === 0) missing.push(refuse("listings.industryMissing", {}, "/industries"));
  if (draft.places.length === 0) missing.push(refuse("listings.placeMissing", {}, "/places"));
  const [first, ...also] = missing;
  return first ? refuseAll([first, ...also]) : accept(listing.to("submit"));
}

export const decideWithdraw = (state: ListingState): Decision<ListingState, "listings.notUnderReview"> =>
  listing.can(state, "withdraw") ? accept(listing.to("withdraw")) : refuse("listings.notUnderReview");

/** Taken down by the company or by the desk: there must be something to take down. */
export const decideTakeDown = (state: ListingState, isPublic: boolean): Decision<ListingState, "listings.notPublic"> =>
  isPublic && listing.can(state, "takeDown") ? accept(listing.to("takeDown")) : refuse("listings.notPublic");

export type RulingCode = "listings.notUnderReview" | "listings.changedMeanwhile" | "listings.unknownRule";

/** The desk decides what it has read: the same version, still waiting. */
export function decideRuling(
  state: ListingState,
  version: number,
  seen: number,
  ruling: "publish" | "reject",
  rule: string | null,
  terms: ListingTerms,
): Decision<ListingState, RulingCode> {
  if (!listing.can(state, ruling)) return refuse("listings.notUnderReview");
  if (version !== seen) return refuse("listings.changedMeanwhile");
  if (rule !== null && !terms.rules.some(({ code }) => code === rule)) return refuse("listings.unknownRule", {}, "/rule");
  return accept(listing.to(ruling));
}

/** Under which words, places and tags a published profile is found, in both languages at once. */
export function indexOf(terms: ListingTerms, company: string, content: Content, countryNames: (code: string) => readonly string[]) {
  const named = tagLists.flatMap((list) =>
    content[list].flatMap((id) => Object.values(terms[list].find((one) => one.id === id)?.name ?? {}) as string[]),
  );
  return {
    searchText: fold([company, content.description, ...named, ...content.tags].join(" ")),
    placeText: fold(
      content.places.map(({ postalCode, city, country }) => [postalCode, city, ...countryNames(country)].join(" ")).join(" "),
    ),
    tagKeys: tagLists.flatMap((list) => content[list].map((id) => `${list}:${id}`)),
    countries: [...new Set(content.places.map(({ country }) => country))],
    sortName: [...fold(company)].slice(0, 60).join(""),
  };
}
export type Index = ReturnType<typeof indexOf>;
