import type { Lang } from "./words.ts";
import { NARROW } from "./words.ts";

const locale = { fr: "fr-FR", en: "en-GB" } as const;

type Kind = typeof Intl.DateTimeFormat | typeof Intl.NumberFormat | typeof Intl.ListFormat;
const made = new Map<string, unknown>();

/** A formatter takes longer to make than a statement takes to run, so each is made once. */
function formatter<K extends Kind>(kind: K, language: string, options: ConstructorParameters<K>[1] = {}): InstanceType<K> {
  const key = kind.name + language + JSON.stringify(options);
  let found = made.get(key) as InstanceType<K> | undefined;
  if (!found) {
    found = new (kind as unknown as new (language: string, options: unknown) => InstanceType<K>)(language, options);
    made.set(key, found);
  }
  return found;
}

/** French says « 1er » on the first of the month; Intl says 1. */
const first = (text: string, lang: Lang): string => (lang === "fr" ? text.replace(/(^|\s)1 (?=\p{L})/u, "$11er ") : text);

/** A calendar day: « mardi 9 mars 2027 », "Tuesday 9 March 2027". The day is read as written; no zone moves it. */
export function writeDay(day: string, lang: Lang, style: "long" | "medium" | "short" = "medium"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "long"
      ? { weekday: "long", day: "numeric", month: "long", year: "numeric" }
      : style === "medium"
        ? { day: "numeric", month: "long", year: "numeric" }
        : { weekday: "short", day: "numeric", month: "short" };
  return first(
    formatter(Intl.DateTimeFormat, locale[lang], { ...options, timeZone: "UTC" })
      .format(new Date(`${day}T00:00:00Z`))
      .replace(",", ""),
    lang,
  );
}

/** A month as people say it: "2026-11" is « novembre 2026 », "November 2026". */
export const writeMonth = (month: string, lang: Lang): string =>
  formatter(Intl.DateTimeFormat, locale[lang], { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** An instant in a zone: « 9 mars 2027 à 14:05 », "9 March 2027 at 14:05". */
export function writeInstant(instant: string, lang: Lang, zone: string): string {
  const at = new Date(instant);
  const day = first(
    formatter(Intl.DateTimeFormat, locale[lang], { day: "numeric", month: "long", year: "numeric", timeZone: zone }).format(at),
    lang,
  );
  const hour = formatter(Intl.DateTimeFormat, "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone }).format(at);
  return lang === "fr" ? `${day} à ${hour}` : `${day} at ${hour}`;
}

/** Decimal text and ISO 4217 code, as on the wire: « 1 590,00 € », "€1,590.00"; « 100 USD » outside the account's own currency. */
export function writeMoney(amount: { amount: string; currency: string }, lang: Lang): string {
  const digits = amount.amount.split(".")[1]?.length ?? 0;
  const format = formatter(Intl.NumberFormat, locale[lang], {
    style: "currency",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    currency: amount.currency,
    currencyDisplay: amount.currency === "EUR" || (lang === "en" && amount.currency === "GBP") ? "symbol" : "code",
  });
  return format.format(amount.amount as unknown as number);
}

export const writeNumber = (value: number, lang: Lang): string => formatter(Intl.NumberFormat, locale[lang]).format(value);

/** A rate as decimal text: "0.081" is « 8,1 % », "8.1%". */
export const writePercent = (rate: string, lang: Lang): string =>
  formatter(Intl.NumberFormat, locale[lang], { style: "percent", maximumFractionDigits: 2 }).format(rate as unknown as number);

/** « A, B et C », "A, B and C". */
export const writeList = (items: readonly string[], lang: Lang): string =>
  formatter(Intl.ListFormat, locale[lang], { type: "conjunction" }).format(items);

/** « 1,8 Mo », "1.8 MB". */
export function writeSize(bytes: number, lang: Lang): string {
  const unit = bytes >= 1e9 ? 2 : bytes >= 1e6 ? 1 : 0;
  const amount = formatter(Intl.NumberFormat, locale[lang], { maximumFractionDigits: unit === 0 ? 0 : 1 }).format(
    bytes / [1e3, 1e6, 1e9][unit]!,
  );
  return `${amount}\u00a0${lang === "fr" ? ["Ko", "Mo", "Go"][unit] : ["kB", "MB", "GB"][unit]}`.replaceAll(" ", NARROW);
}
