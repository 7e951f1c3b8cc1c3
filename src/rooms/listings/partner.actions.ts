import { imageSize } from "image-size";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { AccountCtx, Act, Actions } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { dropFile, keepFile, layContent, readStoredFile, sniff } from "../../server/files.ts";
import type { listings } from "./contract.ts";
import * as present from "./present.ts";
import type { Content } from "./rules.ts";
import { decideChange, decideLogo, decidePlace, decideSubmit, decideTakeDown, decideTexts, decideWithdraw, empty } from "./rules.ts";
import type { Listing } from "./store.ts";
import * as store from "./store.ts";

type Mine = Pick<
  Actions<typeof listings>,
  | "mine"
  | "create"
  | "read"
  | "save"
  | "addPlace"
  | "removePlace"
  | "putLogo"
  | "removeLogo"
  | "draftLogo"
  | "submit"
  | "withdraw"
  | "takeDown"
>;

const pictures: ReadonlySet<string> = new Set<FileType>(["image/png", "image/jpeg", "image/gif"]);

/** The size of a picture as it is seen; undefined for what is none. A photograph may lie on its side. */
function sizeOf(bytes: Buffer): { width: number; height: number } | undefined {
  if (!pictures.has(sniff(bytes) ?? "")) return undefined;
  try {
    const { width, height, orientation } = imageSize(bytes);
    return orientation !== undefined && orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

const view = async (ctx: AccountCtx, act: Pick<Act, "tx">, region: string) =>
  accept(await present.listingView(ctx, (await store.loadListing(act.tx, ctx.accountId, region))!));

/** Gives a picture up that nothing shows any more. */
export async function dropLogo(act: Act, before: Listing, after: Pick<Listing, "draft" | "published">): Promise<void> {
  for (const fileId of new Set([before.draft.logo?.fileId, before.published?.logo?.fileId])) {
    if (fileId !== undefined && !store.showsFile(after, fileId)) await dropFile(act, before.accountId, fileId);
  }
}

/** Writes another draft under the lock, or says why it stands still. */
async function write(act: Act, held: Listing, draft: Content) {
  const state = decideChange(held.state);
  if (!state.ok) return state;
  await store.saveDraft(act.tx, held.accountId, held, state.value, draft, act.now);
  await dropLogo(act, held, { draft, published: held.published });
  return accept(true);
}

export const partnerActions: Mine = {
  async mine(ctx) {
    return accept({ items: await present.regionLines(ctx) });
  },

  async create(ctx, { body }) {
    if (!present.regionOf(ctx, body.region)) return refuse("listings.unknownRegion", {}, "/region");
    const id = newId();
    if (!(await store.insertListing(ctx.tx, ctx.accountId, { id, region: body.region, draft: empty, at: ctx.now })))
      return refuse("listings.alreadyThere");
    return accept({ id, region: body.region });
  },

  async read(ctx, { params }) {
    const held = await store.loadListing(ctx.tx, ctx.accountId, params.region);
    return held ? accept(await present.listingView(ctx, held)) : refuse("listings.noSuchListing");
  },

  async save(ctx, { params, body }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const { version, ...typed } = body;
    if (version !== held.version) return refuse("listings.changedMeanwhile");
    const texts = decideTexts(ctx.house.programme.listings, typed);
    if (!texts.ok) return texts;
    const written = await write(ctx, held, { ...held.draft, ...texts.value });

    return written.ok ? view(ctx, ctx, params.region) : written;
  },

  async addPlace(ctx, { params, body }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const place = decidePlace(ctx.house.programme.listings, held.region, held.draft.places, body);
    if (!place.ok) return place;
    const written = await write(ctx, held, { ...held.draft, places: [...held.draft.places, { id: newId(), ...body }] });

    return written.ok ? view(ctx, ctx, params.region) : written;
  },

  async removePlace(ctx, { params }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const places = held.draft.places.filter(({ id }) => id !== params.placeId);
    if (places.length === held.draft.places.length) return refuse("listings.noSuchPlace");
    const written = await write(ctx, held, { ...held.draft, places });

    return written.ok ? view(ctx, ctx, params.region) : written;
  },

  async putLogo(ctx, { params, upload }) {
    const { limits } = ctx.house.programme.listings;
    const decision = decideLogo(limits, upload && { bytes: upload.bytes.length, size: sizeOf(upload.bytes) });
    if (!decision.ok) return decision;
    const type = sniff(upload.bytes) as FileType;
    const seen = await store.loadListing(ctx.tx, ctx.accountId, params.region);
    if (!seen) return refuse("listings.noSuchListing");
    const open = decideChange(seen.state);
    if (!open.ok) return open;
    await layContent(ctx.house, upload.bytes);

    return ctx.transaction(async (act) => {
      const held = (await store.holdListing(act.tx, ctx.accountId, params.region))!;
      const still = decideChange(held.state);
      if (!still.ok) return still;
      const file = await keepFile(ctx.house, act.tx, ctx.accountId, { name: upload.name, type, bytes: upload.bytes }, act.now);
      await write(act, held, { ...held.draft, logo: { fileId: file.id, width: decision.value.width, height: decision.value.height } });
      return view(ctx, act, params.region);
    });
  },

  async removeLogo(ctx, { params }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const written = await write(ctx, held, { ...held.draft, logo: null });

    return written.ok ? view(ctx, ctx, params.region) : written;
  },

  async draftLogo(ctx, { params }) {
    const held = await store.loadListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const file = held.draft.logo && (await readStoredFile(ctx.house, ctx.tx, ctx.accountId, held.draft.logo.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type, inline: true }) : refuse("listings.noLogo");
  },

  async submit(ctx, { params }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideSubmit(held.state, held.draft);
    if (!decision.ok) return decision;

    await store.submit(ctx.tx, ctx.accountId, held, ctx.person.id, ctx.now);
    ctx.record({ type: "listing.submitted", accountId: ctx.accountId, subject: held.id, data: { region: names(ctx, held) } });

    return view(ctx, ctx, params.region);
  },

  async withdraw(ctx, { params }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideWithdraw(held.state);
    if (!decision.ok) return decision;

    await store.withdraw(ctx.tx, ctx.accountId, held, ctx.now);
    ctx.record({ type: "listing.withdrawn", accountId: ctx.accountId, subject: held.id, data: { region: names(ctx, held) } });

    return view(ctx, ctx, params.region);
  },

  async takeDown(ctx, { params }) {
    const held = await store.holdListing(ctx.tx, ctx.accountId, params.region);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideTakeDown(held.state, held.published !== null);
    if (!decision.ok) return decision;

    await store.takeDown(ctx.tx, ctx.accountId, held, null, ctx.now);
    await dropLogo(ctx, held, { draft: held.draft, published: null });
    ctx.record({ type: "listing.takenDown", accountId: ctx.accountId, subject: held.id, data: { region: names(ctx, held) } });

    return view(ctx, ctx, params.region);
  },
};

/** What a fact keeps of the region: its name in both languages, so that any list of facts can say it. */
export const names = (act: Pick<Act, "house">, { region }: Pick<Listing, "region">): { fr: string; en: string } => {
  const name = present.regionOf(act, region)?.name;
  return { fr: name?.fr ?? region, en: name?.en ?? region };
};
