/**
 * Words for people. A catalogue is a flat, typed object per language; French is written first and English must have the same keys.
 * `{name}` is filled by the caller or by the programme's labels; `{ one, other }` is chosen by `count`.
 */
export type Lang = "fr" | "en";
export const langs: readonly Lang[] = ["fr", "en"];

export type Plural = { readonly one: string; readonly other: string };
export type Text = string | Plural;
export type Words = Readonly<Record<string, Text>>;

/** What the other language must supply: the same keys, plurals where the first language has plurals. */
export type Catalog<T extends Words> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
/** Filled from the programme's labels (`programme.labels`), so that no sentence in code carries a vendor's or product's name. */
export type LabelName = `label.${string}`;
type Needed<T extends Text> = Exclude<
  T extends Plural ? NamesIn<T["one"]> | NamesIn<T["other"]> | "count" : T extends string ? NamesIn<T> : never,
  LabelName
>;
export type Filling = Readonly<Record<string, string | number>>;
export type ParamsOf<T extends Text> = [Needed<T>] extends [never] ? [] : [filling: { readonly [K in Needed<T>]: string | number }];

/** `t("key", { params })`, with the parameters that the sentence names. */
export type Speak<W extends Words> = <K extends keyof W & string>(key: K, ...filling: ParamsOf<W[K]>) => string;

const rules = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };
const numbers = { fr: new Intl.NumberFormat("fr-FR"), en: new Intl.NumberFormat("en-GB") };

export const NARROW = "\u202f";
export const FIXED = "\u00a0";
/** The hyphen after which no line breaks. */
export const UNBROKEN = "\u2011";

/**
 * One form of French typography on output: narrow no-break space inside « » and before ; ! ? and %, no-break space before : and units,
 * ’ for ' and … for three dots. English gets the apostrophe and the ellipsis only; both keep « e-mail » on one line. Addresses and keys do
 * not pass through here.
 */
export function typeset(text: string, lang: Lang): string {
  const shared = text
    .replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, "’")
    .replaceAll("...", "…")
    .replace(/\be-(?=mails?\b)/gi, (e) => `${e[0]}${UNBROKEN}`);
  if (lang === "en") return shared;
  return shared
    .replace(/«\s*/g, `«${NARROW}`)
    .replace(/\s*»/g, `${NARROW}»`)
    .replace(/[ \u00a0\u202f]+([;!?%])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]+:(?!\/)/g, `${FIXED}:`)
    .replace(/(\d)[ \u00a0\u202f]+(€|h\b|Mo\b|Go\b|Ko\b)/g, `$1${FIXED}$2`)
    .replace(/\bn°\s+/g, `n°${FIXED}`);
}

const settled = new Map<string, string>();
function settle(text: string, lang: Lang): string {
  const key = lang + text;
  let done = settled.get(key);
  if (done === undefined) {
    done = typeset(text, lang);
    settled.set(key, done);
  }
  return done;
}

/** Fills one sentence. Numbers are written in the language's way; unknown names stay visible, so that a test can find them. */
export function say(text: Text, lang: Lang, filling: Filling = {}, labels: Filling = {}): string {
  const chosen = typeof text === "string" ? text : rules[lang].select(Number(filling.count ?? 0)) === "one" ? text.one : text.other;
  const labelled = chosen.includes("{label.")
    ? chosen.replace(/\{label\.([\w.]+)\}/g, (whole, name: string) => String(labels[name] ?? whole))
    : chosen;
  return settle(labelled, lang).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = filling[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbers[lang].format(value) : value;
  });
}

/** A speaker of one catalogue in one language, with the programme's labels at hand. */
export function speaker<W extends Words>(catalogues: { fr: W; en: Catalog<W> }, lang: Lang, labels: Filling = {}): Speak<W> {
  const words = catalogues[lang] as Words;
  return (key, ...filling) => {
    const text = words[key];
    if (text === undefined) throw new Error(`no ${lang} word for ${key}`);
    return say(text, lang, filling[0] as Filling | undefined, labels);
  };
}
