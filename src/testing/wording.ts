import type { Machine } from "../kit/machine.ts";
import type { Lang } from "../kit/words.ts";
import { langs, say } from "../kit/words.ts";
import { permits, roles, staffPermits, staffRoles } from "../permissions.ts";
import { labelsOf } from "../programme/programme.ts";
import type { Programme } from "../programme/schema.ts";
import { factWords, refusals } from "../rooms/all.ts";

type Module = Record<string, unknown>;
const found = {
  fr: import.meta.glob<Module>(["../rooms/*/words/{,*.}fr.ts", "../server/**/words/fr.ts", "../web/**/words/fr.ts"], { eager: true }),
  en: import.meta.glob<Module>(["../rooms/*/words/{,*.}en.ts", "../server/**/words/en.ts", "../web/**/words/en.ts"], { eager: true }),
};
const rules = import.meta.glob<Module>("../rooms/*/*rules.ts", { eager: true });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Every string below a value; with a language, of a text in both the one in that language. */
function* strings(value: unknown, lang: Lang): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isObject(value) && typeof value.fr === "string" && typeof value.en === "string") yield String(value[lang]);
  else if (isObject(value)) for (const inner of Object.values(value)) yield* strings(inner, lang);
}

/** Only what the programme says in both languages; its ids and addresses are neither. */
function* texts(value: unknown, lang: Lang): Generator<string> {
  if (!isObject(value)) return;
  if (typeof value.fr === "string" && typeof value.en === "string") yield String(value[lang]);
  else for (const inner of Object.values(value)) yield* texts(inner, lang);
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const words = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;

const months = {
  fr: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
  en: "January|February|March|April|May|June|July|August|September|October|November|December",
};
const weekdays = {
  fr: "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
  en: "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
};

/** Dates, amounts and shares as the other language writes them, and as only machines do. */
const forms: Record<Lang, readonly RegExp[]> = {
  fr: [
    /[€£][^\S\n]?\d[\d.,]*/g,
    /\d\.\d{2}[^\S\n]?€/g,
    /\d,\d{3}[^\S\n]?€/g,
    /\d%/g,
    /\b\d{1,2}:\d{2}\s?[ap]m\b/gi,
    new RegExp(`\\b\\d{1,2} (?:${months.en})\\b`, "g"),
    new RegExp(`\\b(?:${weekdays.en}) \\d`, "g"),
  ],
  en: [
    /\d[^\S\n]*€/g,
    /\d[^\S\n]+%/g,
    new RegExp(`\\b\\d{1,2}(?:er)? (?:${months.fr})\\b`, "g"),
    new RegExp(`\\b(?:${weekdays.fr}) \\d`, "g"),
  ],
};
const machineForms = [
  /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b/g,
  /\{[\w.]+\}/g,
  /\bundefined\b/g,
  /\bNaN\b/g,
  /\[object [^\]]*\]/g,
  /\bnull\b/g,
];

/**
 * What no reader should meet, in texts as they are shown: something unfilled, a name of the code, a sentence or a label of the other
 * language, a date or an amount in the other's form. Built from the catalogues, so that a new word is known at once.
 */
export function wordingOf(programme: Programme): Wording {
  const known = made.get(programme) ?? readCatalogues(programme);
  made.set(programme, known);
  return known;
}

type Wording = (lang: Lang, shown: readonly string[]) => string[];
const made = new WeakMap<Programme, Wording>();

function readCatalogues(programme: Programme): Wording {
  const said = Object.fromEntries(
    langs.map((lang) => {
      const labels = labelsOf(programme, lang);
      const sentences = [...strings(found[lang], lang)].map((text) => say(text, lang, {}, labels));
      return [lang, [...sentences, ...texts(programme, lang)].map(plain)];
    }),
  ) as Record<Lang, string[]>;
  const known = { fr: new Set(said.fr), en: new Set(said.en) };
  const whole = { fr: `\n${said.fr.join("\n")}\n`, en: `\n${said.en.join("\n")}\n` };

  const foreign = Object.fromEntries(
    langs.map((lang) => {
      const other = lang === "fr" ? "en" : "fr";
      const pieces = said[other]
        .flatMap((text) => text.split(/\{[\w.]+\}/))
        .map((piece) => piece.replace(/^[\s,;:.!?»)]+|[\s,;:(«]+$/g, ""));
      return [lang, [...new Set(pieces)].filter((piece) => words(piece) >= 3 && piece.length >= 15 && !known[lang].has(piece))];
    }),
  ) as Record<Lang, string[]>;
  const labels = Object.fromEntries(
    langs.map((lang) => {
      const other = lang === "fr" ? "en" : "fr";
      return [lang, new Set(said[other].filter((text) => /\p{L}{4}/u.test(text) && !text.includes("{") && !known[lang].has(text)))];
    }),
  ) as Record<Lang, Set<string>>;

  const machines = Object.values(rules)
    .flatMap((module) => Object.values(module))
    .filter((value): value is Machine<string, string> => isObject(value) && "moves" in value && "states" in value && "legal" in value);
  const states = new Set(machines.flatMap((machine) => [...machine.states]));
  const codes = new Set([
    ...Object.keys(permits),
    ...Object.keys(staffPermits),
    ...Object.keys(refusals.fr),
    ...Object.keys(factWords.fr),
    ...[...roles, ...staffRoles].filter((role) => /[A-Z]/.test(role)),
    ...[...states].filter((state) => /[A-Z]/.test(state)),
  ]);
  /** Names that are written so: those that stand in the programme or in a sentence. */
  const named = new Set(langs.flatMap((lang) => [...whole[lang].matchAll(/\b[a-z]+[A-Z]\w+\b/g)]).map(([name]) => name));

  return (lang, shown) => {
    const lines = shown.map(plain).filter(Boolean);
    const odd = new Set<string>();
    for (const line of lines) {
      if (labels[lang].has(line) && !whole[lang].includes(line)) odd.add(`the other language’s word: ${line}`);
      if (states.has(line) && !known[lang].has(line)) odd.add(`the bare name of a state: ${line}`);
    }
    const text = lines.join("\n").replace(/\S+@\S+|https?:\/\/\S+|otpauth:\S+/g, " ");
    for (const piece of foreign[lang])
      if (text.includes(piece) && !whole[lang].includes(piece)) odd.add(`the other language’s sentence: ${piece}`);
    for (const form of [...machineForms, ...forms[lang]])
      for (const [match] of text.matchAll(form)) odd.add(`the form of another reader: ${match}`);
    for (const [token] of text.matchAll(/(?<![\p{L}\p{N}_./-])[a-z]+(?:\.[a-z]\w*|[A-Z]\w+)(?![\p{L}_./-])/gu))
      if (codes.has(token) || (/[A-Z]/.test(token) && !named.has(token))) odd.add(`a name of the code: ${token}`);
    return [...odd];
  };
}
