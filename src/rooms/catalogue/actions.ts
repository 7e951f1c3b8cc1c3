import { csvRecord } from "../../kit/csv.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Money } from "../../kit/money.ts";
import { decimal } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { catalogue } from "./contract.ts";
import { compareLists, countriesOf, decideList, decideMove, decidePin, type flags, MOST_PINS, monthOf, opensOn, stateOf } from "./rules.ts";
import * as store from "./store.ts";
import { file as en } from "./words/en.ts";
import { file as fr } from "./words/fr.ts";

type Sold = Programme["selling"]["items"][number];

const itemOf = ({ selling }: Programme, id: string): Sold | undefined => selling.items.find((item) => item.id === id);
const typeOf = ({ selling }: Programme, id: string, lang: Lang) => ({ id, name: selling.types.find((type) => type.id === id)!.name[lang] });
const moneyView = (money: Money) => ({ amount: decimal(money), currency: money.currency });

async function present(ctx: AccountCtx, item: Sold, pins: readonly string[]) {
  const { lang } = ctx;
  const name = item.name[lang];
  const at = pins.indexOf(item.id);
  const pin = decidePin(pins, item.id, name);
  const up = decideMove(pins, item.id, "up", name);
  const down = decideMove(pins, item.id, "down", name);
  const door = (decision: typeof pin | typeof up) => ctx.door("catalogue.pin", decision.ok ? undefined : decision);
  return {
    id: item.id,
    name,
    type: typeOf(ctx.house.programme, item.type, lang),
    unit: item.unit[lang],
    position: at < 0 ? null : at + 1,
    moves: {
      pin: await door(pin),
      unpin: await ctx.door("catalogue.pin", at < 0 ? refuse("catalogue.notPinned", { name }) : undefined),
      up: await door(up),
      down: await door(down),
    },
  };
}

/** One month's prices in one country, of one kind or of all. */
function look(ctx: AccountCtx, month: string, asked: { country?: string | undefined; type?: string | undefined }) {
  const { programme } = ctx.house;
  const { selling } = programme;
  const found = decideList(selling, month, ctx.today);
  if (!found.ok) return found;
  const { list, before, state } = found.value;
  if (asked.type !== undefined && !selling.types.some(({ id }) => id === asked.type)) return refuse("catalogue.noSuchType");
  const known = countriesOf(list);
  const country = asked.country ?? (known.includes(ctx.standing.country) ? ctx.standing.country : known[0]!);
  if (!known.includes(country))
    return refuse("catalogue.noPrices", { country: findCountry(programme, country)?.name[ctx.lang] ?? country });
  const rows = compareLists(selling, list, before, country)
    .map((row) => ({ ...row, item: itemOf(programme, row.itemId)! }))
    .filter(({ item }) => asked.type === undefined || item.type === asked.type);
  return accept({ list, state, country, rows });
}

const actions: Actions<typeof catalogue> = {
  async items(ctx) {
    const { items } = ctx.house.programme.selling;
    // What has left the programme keeps its pin and is not shown: it comes back with its item.
    const pins = await store.pinsOf(ctx.tx, ctx.accountId);
    const first = pins.flatMap((id) => items.filter((item) => item.id === id));
    const ordered = [...first, ...items.filter((item) => !pins.includes(item.id))];
    return accept({
      items: await Promise.all(ordered.map((item) => present(ctx, item, pins))),
      pinned: first.length,
      mostPins: MOST_PINS,
    });
  },

  async pin(ctx, { params }) {
    const item = itemOf(ctx.house.programme, params.itemId);
    if (!item) return refuse("catalogue.noSuchItem");
    const pins = await store.holdPins(ctx.tx, ctx.accountId);
    const decision = decidePin(pins, item.id, item.name[ctx.lang]);
    if (!decision.ok) return decision;

    await store.pin(ctx.tx, ctx.accountId, item.id, decision.value.position, ctx.person.id, ctx.now);
    ctx.record({ type: "catalogue.pinned", accountId: ctx.accountId, subject: item.id, data: { name: item.name } });

    return accept(decision.value);
  },

  async unpin(ctx, { params }) {
    const item = itemOf(ctx.house.programme, params.itemId);
    if (!item) return refuse("catalogue.noSuchItem");
    await store.holdPins(ctx.tx, ctx.accountId);
    if (!(await store.unpin(ctx.tx, ctx.accountId, item.id))) return refuse("catalogue.notPinned", { name: item.name[ctx.lang] });
    ctx.record({ type: "catalogue.unpinned", accountId: ctx.accountId, subject: item.id, data: { name: item.name } });

    return accept({});
  },

  async move(ctx, { params, body }) {
    const item = itemOf(ctx.house.programme, params.itemId);
    if (!item) return refuse("catalogue.noSuchItem");
    const pins = await store.holdPins(ctx.tx, ctx.accountId);
    const decision = decideMove(pins, item.id, body.direction, item.name[ctx.lang]);
    if (!decision.ok) return decision;

    await store.arrange(ctx.tx, ctx.accountId, decision.value);
    return accept({ position: decision.value.indexOf(item.id) + 1 });
  },

  async priceLists(ctx) {
    const { programme } = ctx.house;
    const { selling } = programme;
    const shown = selling.priceLists.map((list) => ({ list, state: stateOf(selling, list, ctx.today) }));
    const lists = shown.flatMap(({ list, state }) => (state === "hidden" ? [] : [{ month: monthOf(list), from: list.from, state }]));
    const hidden = shown.find(({ state }) => state === "hidden")?.list;
    const groups = selling.priceLists.flatMap(({ prices }) => prices);
    const currencies = new Map(groups.flatMap(({ countries, currency }) => countries.map((code) => [code, currency])));
    const countries = [...currencies].map(([code, currency]) => ({ code, name: findCountry(programme, code)!.name[ctx.lang], currency }));
    countries.sort((a, b) => a.name.localeCompare(b.name, ctx.lang));
    return accept({
      lists: lists.reverse(),
      next: hidden ? { month: monthOf(hidden), from: hidden.from, opensOn: opensOn(selling, hidden) } : null,
      countries,
      country: currencies.has(ctx.standing.country) ? ctx.standing.country : countries[0]!.code,
      types: selling.types.map(({ id }) => typeOf(programme, id, ctx.lang)),
    });
  },

  async prices(ctx, { params, query }) {
    const seen = look(ctx, params.month, query);
    if (!seen.ok) return seen;
    const { list, state, country, rows } = seen.value;
    const count = (flag: (typeof flags)[number]) => rows.filter((row) => row.flag === flag).length;
    return accept({
      month: monthOf(list),
      from: list.from,
      state,
      country,
      counts: { ADD: count("ADD"), CHNG: count("CHNG"), DEL: count("DEL"), UNC: count("UNC") },
      rows: rows.map(({ item, flag, price, before }) => ({
        id: item.id,
        name: item.name[ctx.lang],
        type: typeOf(ctx.house.programme, item.type, ctx.lang),
        unit: item.unit[ctx.lang],
        flag,
        price: price && moneyView(price),
        before: before && moneyView(before),
      })),
    });
  },

  async priceFile(ctx, { params, query }) {
    const seen = look(ctx, params.month, query);
    if (!seen.ok) return seen;
    const { list, country, rows } = seen.value;
    const { lang } = ctx;
    const t = speaker({ fr, en }, lang, ctx.labels);
    const head = [t("flag"), t("id"), t("name"), t("type"), t("unit"), t("price"), t("before"), t("currency"), t("country"), t("from")];
    const lines = rows.map(({ item, flag, price, before }) => [
      flag,
      item.id,
      item.name[lang],
      typeOf(ctx.house.programme, item.type, lang).name,
      item.unit[lang],
      price ? decimal(price) : "",
      before ? decimal(before) : "",
      (price ?? before)!.currency,
      country,
      list.from,
    ]);
    const name = [t("fileName"), monthOf(list), country, ...(query.type === undefined ? [] : [query.type])].join("-");
    // The mark by which spreadsheets know UTF-8.
    const text = `\ufeff${[head, ...lines].map((line) => csvRecord(line)).join("")}`;
    return accept({ bytes: Buffer.from(text, "utf8"), name: `${name}.csv`, type: "text/csv; charset=utf-8; header=present" });
  },
};

export const catalogueRoom = room("catalogue", catalogue, actions);
