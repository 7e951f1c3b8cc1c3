import { findCountry } from "../../programme/programme.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { Place } from "./store.ts";

export const countryName = ({ house, lang }: Pick<AccountCtx, "house" | "lang">, code: string): string =>
  findCountry(house.programme, code)?.name[lang] ?? new Intl.DisplayNames(lang, { type: "region" }).of(code) ?? code;

export const countriesOf = ({ house, lang }: Pick<AccountCtx, "house" | "lang">) =>
  house.programme.countries.map(({ code, name }) => ({ code, name: name[lang] })).sort((a, b) => a.name.localeCompare(b.name, lang));

export const writeCursor = ({ askedAt, id }: { askedAt: string; id: string }): string => `${askedAt}_${id}`;

/** A cursor that is not ours asks for the first page. */
export function readCursor(text: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  return at && id ? { at, id } : undefined;
}
