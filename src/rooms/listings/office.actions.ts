import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Act, Actions, StaffCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import { write } from "../../server/post.ts";
import * as accounts from "../accounts/door.ts";
import type { listings } from "./contract.ts";
import type { Matter } from "./letters.ts";
import { letterOf } from "./letters.ts";
import { dropLogo, names } from "./partner.actions.ts";
import * as present from "./present.ts";
import { decideRuling, decideTakeDown, indexOf } from "./rules.ts";
import type { Listing } from "./store.ts";
import * as store from "./store.ts";

type Desk = Pick<Actions<typeof listings>, "queue" | "review" | "reviewLogo" | "approve" | "reject" | "unpublish">;

/** Under which words a profile is found, with the company's name of today. */
export async function indexFor(act: Pick<Act, "house" | "tx">, held: Listing, content: Listing["draft"]) {
  const { programme } = act.house;
  const profile = (await accounts.loadProfile(act.tx, held.accountId))!;
  return indexOf(programme.listings, profile.name, content, (code) => Object.values(findCountry(programme, code)?.name ?? {}) as string[]);
}

/** The decision is told to whoever asked for it, as long as they are there. */
async function tell(ctx: StaffCtx, held: Listing, matter: Matter): Promise<void> {
  const reader = held.submittedBy ? await accounts.memberOf(ctx.tx, held.accountId, held.submittedBy) : undefined;
  const profile = await accounts.loadProfile(ctx.tx, held.accountId);
  if (reader?.active && profile) ctx.post(write(ctx.house, letterOf(ctx.house, profile, held, matter, reader)));
}

const view = async (ctx: StaffCtx, id: string) => accept(await present.reviewView(ctx, (await store.loadById(ctx.tx, id))!));

export const officeActions: Desk = {
  async queue(ctx, { query }) {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    if (after === undefined || (after && Number.isNaN(Date.parse(after.key)))) return refuse("listings.badCursor");
    const [rows, counts] = await Promise.all([
      store.queueOf(ctx.tx, query.tab, query.search, after, query.limit + 1),
      store.countsOf(ctx.tx, query.tab, query.search),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((row) => present.reviewLine(ctx, row)),
      nextCursor: rows.length > query.limit && last ? cursorAfter(last.at, last.id) : null,
      total: counts.matching,
      counts: { toReview: counts.toReview, public: counts.public },
    });
  },

  async review(ctx, { params }) {
    const held = await store.loadById(ctx.tx, params.listingId);
    return held ? accept(await present.reviewView(ctx, held)) : refuse("listings.noSuchListing");
  },

  async reviewLogo(ctx, { params }) {
    const held = await store.loadById(ctx.tx, params.listingId);
    if (!held) return refuse("listings.noSuchListing");
    const file = held.draft.logo && (await readStoredFile(ctx.house, ctx.tx, held.accountId, held.draft.logo.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type, inline: true }) : refuse("listings.noLogo");
  },

  async approve(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.listingId);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideRuling(held.state, held.version, body.version, "publish", null, ctx.house.programme.listings);
    if (!decision.ok) return decision;

    const index = await indexFor(ctx, held, held.draft);
    await store.publish(ctx.tx, held, index, { by: ctx.actor.name, rule: null, note: null, at: ctx.now });
    await dropLogo(ctx, held, { draft: held.draft, published: held.draft });
    ctx.record({ type: "listing.published", accountId: held.accountId, subject: held.id, data: { region: names(ctx, held) } });
    await tell(ctx, held, { kind: "published" });

    return view(ctx, held.id);
  },

  async reject(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.listingId);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideRuling(held.state, held.version, body.version, "reject", body.rule, ctx.house.programme.listings);
    if (!decision.ok) return decision;

    await store.reject(ctx.tx, held, { by: ctx.actor.name, rule: body.rule, note: body.note || null, at: ctx.now });
    ctx.record({
      type: "listing.rejected",
      accountId: held.accountId,
      subject: held.id,
      data: { region: names(ctx, held), rule: body.rule },
    });
    await tell(ctx, held, { kind: "rejected", rule: body.rule, note: body.note });

    return view(ctx, held.id);
  },

  async unpublish(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.listingId);
    if (!held) return refuse("listings.noSuchListing");
    const decision = decideTakeDown(held.state, held.published !== null);
    if (!decision.ok) return decision;
    if (!ctx.house.programme.listings.rules.some(({ code }) => code === body.rule)) return refuse("listings.unknownRule", {}, "/rule");

    const ruling = { by: ctx.actor.name, rule: body.rule, note: body.note || null, at: ctx.now };
    await store.takeDown(ctx.tx, held.accountId, held, ruling, ctx.now);
    await dropLogo(ctx, held, { draft: held.draft, published: null });
    ctx.record({
      type: "listing.unpublished",
      accountId: held.accountId,
      subject: held.id,
      data: { region: names(ctx, held), rule: body.rule },
    });
    await tell(ctx, held, { kind: "unpublished", rule: body.rule, note: body.note });

    return view(ctx, held.id);
  },
};
