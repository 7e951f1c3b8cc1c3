import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import { countTry, networkOf, throttleKey } from "../../server/throttle.ts";
import type { listings } from "./contract.ts";
import * as present from "./present.ts";
import { questionOf } from "./rules.ts";
import * as store from "./store.ts";

type Public = Pick<Actions<typeof listings>, "find" | "choices" | "page" | "logo">;

/** Questions and pages of one network in a minute: more than a person reads, less than a copy of the network takes. */
const READS_A_MINUTE = 120;

async function tooOften(ctx: VisitorCtx, what: "finder" | "finderLogo") {
  const key = throttleKey(ctx.house.secret, what, networkOf(ctx.ip));
  const wait = await countTry(
    ctx.house.db,
    [{ key, most: what === "finder" ? READS_A_MINUTE : READS_A_MINUTE * 20, seconds: 60 }],
    ctx.machine,
  );
  return wait > 0 ? refuse("listings.tooOften", { seconds: wait, retryAfterSeconds: wait }) : undefined;
}

export const publicActions: Public = {
  async find(ctx, { query }) {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    if (after === undefined) return refuse("listings.badCursor");
    const over = await tooOften(ctx, "finder");
    if (over) return over;
    const tags = { industries: query.industry, products: query.product, services: query.service };
    const question: store.Question = {
      words: questionOf(query.text),
      places: questionOf(query.place),
      country: query.country ?? null,
      tagKeys: Object.entries(tags).flatMap(([list, id]) => (id === undefined ? [] : [`${list}:${id}`])),
    };
    const [rows, total] = await Promise.all([
      store.findPublic(ctx.tx, question, after, query.limit + 1),
      store.countPublic(ctx.tx, question),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((row) => present.foundView(ctx, row)),
      nextCursor: rows.length > query.limit && last ? cursorAfter(last.key, last.id) : null,
      total,
    });
  },

  async choices(ctx) {
    return accept(present.choicesView(ctx, null));
  },

  async page(ctx, { params }) {
    const over = await tooOften(ctx, "finder");
    if (over) return over;
    const row = await store.loadPublic(ctx.tx, params.listingId);
    return row ? accept(present.publicView(ctx, row, await present.earnedBy(ctx, row.accountId))) : refuse("listings.noSuchListing");
  },

  async logo(ctx, { params }) {
    const over = await tooOften(ctx, "finderLogo");
    if (over) return over;
    const row = await store.loadPublic(ctx.tx, params.listingId);
    if (!row) return refuse("listings.noSuchListing");
    const file = row.content.logo && (await readStoredFile(ctx.house, ctx.tx, row.accountId, row.content.logo.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type, inline: true }) : refuse("listings.noLogo");
  },
};
