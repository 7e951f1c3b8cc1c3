import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Money } from "../../kit/money.ts";
import { fromDecimal } from "../../kit/money.ts";
import type { PriceList, Selling } from "../../programme/schema.ts";

/** Handbook G-061: so many at the top of the catalogue, and no more. */
export const MOST_PINS = 5;

/** @param pinned the ids of what stands at the top already, in its order. */
export function decidePin(
  pinned: readonly string[],
  itemId: string,
  name: string,
): Decision<{ position: number }, "catalogue.alreadyPinned" | "catalogue.full"> {
  if (pinned.includes(itemId)) return refuse("catalogue.alreadyPinned", { name });
  if (pinned.length >= MOST_PINS) return refuse("catalogue.full", { count: MOST_PINS });
  return accept({ position: pinned.length + 1 });
}

export const directions = ["up", "down"] as const;
export type Direction = (typeof directions)[number];

/** The order after one pin has changed places with its neighbour. */
export function decideMove(
  pinned: readonly string[],
  itemId: string,
  direction: Direction,
  name: string,
): Decision<readonly string[], "catalogue.notPinned" | "catalogue.atTheEnd"> {
  const at = pinned.indexOf(itemId);
  if (at < 0) return refuse("catalogue.notPinned", { name });
  const to = direction === "up" ? at - 1 : at + 1;
  if (to < 0 || to >= pinned.length) return refuse("catalogue.atTheEnd", { name });
  return accept(pinned.map((id, place) => (place === at ? pinned[to]! : place === to ? pinned[at]! : id)));
}

/** What became of a price since the list before: new, changed, sold no more, unchanged. Handbook G-062; the words of the published files. */
export const flags = ["ADD", "CHNG", "DEL", "UNC"] as const;
export type Flag = (typeof flags)[number];

export const listStates = ["preview", "inForce", "past"] as const;
export type ListState = (typeof listStates)[number];

/** The month of a list, as people ask for it: `2026-11`. */
export const monthOf = ({ from }: Pick<PriceList, "from">): string => from.slice(0, 7);
export const opensOn = ({ previewDays }: Pick<Selling, "previewDays">, { from }: Pick<PriceList, "from">): Day =>
  addDays(from, -previewDays);

/** The last list that has begun holds, also when the month is over and no other has come. One that has not begun may be looked at some days before. */
export function stateOf(selling: Selling, list: Pick<PriceList, "from">, today: Day): ListState | "hidden" {
  if (list.from > today) return opensOn(selling, list) <= today ? "preview" : "hidden";
  const inForce = selling.priceLists.findLast(({ from }) => from <= today);
  return inForce?.from === list.from ? "inForce" : "past";
}

export function decideList(
  selling: Selling,
  month: string,
  today: Day,
): Decision<{ list: PriceList; before: PriceList | undefined; state: ListState }, "catalogue.noSuchList" | "catalogue.notYet"> {
  const at = selling.priceLists.findIndex((list) => monthOf(list) === month);
  const list = selling.priceLists[at];
  if (!list) return refuse("catalogue.noSuchList");
  const state = stateOf(selling, list, today);
  if (state === "hidden") return refuse("catalogue.notYet", { opensOn: opensOn(selling, list) });
  return accept({ list, before: selling.priceLists[at - 1], state });
}

export type PriceRow = { readonly itemId: string; readonly flag: Flag; readonly price: Money | null; readonly before: Money | null };

const pricesIn = (list: PriceList | undefined, country: string): ReadonlyMap<string, Money> => {
  const group = list?.prices.find(({ countries }) => countries.includes(country));
  return new Map(Object.entries(group?.items ?? {}).map(([id, price]) => [id, fromDecimal(price, group!.currency)]));
};

/** The prices of a country in one list beside those of the list before it, in the order of the catalogue. What never had one is left out. */
export function compareLists(selling: Selling, list: PriceList, before: PriceList | undefined, country: string): readonly PriceRow[] {
  const [now, then] = [pricesIn(list, country), pricesIn(before, country)];
  return selling.items.flatMap(({ id: itemId }) => {
    const [price, earlier] = [now.get(itemId) ?? null, then.get(itemId) ?? null];
    if (!price && !earlier) return [];
    const same = price?.minor === earlier?.minor && price?.currency === earlier?.currency;
    const flag = !earlier ? "ADD" : !price ? "DEL" : same ? "UNC" : "CHNG";
    return [{ itemId, flag, price, before: earlier }];
  });
}

/** The countries that a list has prices for. */
export const countriesOf = (list: PriceList): readonly string[] => list.prices.flatMap(({ countries }) => countries);
