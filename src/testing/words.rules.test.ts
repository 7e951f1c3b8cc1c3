import { describe, expect, test } from "vitest";
import type { Endpoint } from "../kit/endpoint.ts";
import type { Text } from "../kit/words.ts";
import { typeset } from "../kit/words.ts";
import { factWords, reactions, refusals, rooms } from "../rooms/all.ts";

type Catalogues = Record<string, Record<string, Text>>;
const load = (found: Record<string, unknown>) => Object.entries(found).map(([file, module]) => [file, module as Catalogues] as const);
const french = load(
  import.meta.glob(["../rooms/*/words/{,*.}fr.ts", "../server/**/words/{,*.}fr.ts", "../web/**/words/fr.ts"], { eager: true }),
);
const english = new Map(
  load(import.meta.glob(["../rooms/*/words/{,*.}en.ts", "../server/**/words/{,*.}en.ts", "../web/**/words/en.ts"], { eager: true })),
);

const parts = (text: Text): string[] => (typeof text === "string" ? [text] : [text.one, text.other]);
const names = (text: Text): string[] =>
  [...new Set(parts(text).flatMap((part) => [...part.matchAll(/\{([\w.]+)\}/g)].map((match) => match[1]!)))].sort();

describe.each(french)("%s", (file, catalogues) => {
  const other = english.get(file.replace(/fr\.ts$/, "en.ts")) ?? {};

  test("English says everything that French says, with the same numbers and names in it", () => {
    for (const [name, words] of Object.entries(catalogues)) {
      expect(Object.keys(other[name] ?? {}).sort()).toEqual(Object.keys(words).sort());
      for (const [key, text] of Object.entries(words)) {
        // A label may carry its article in one language and not in the other; what is filled in must be the same.
        const filled = (each: Text) => names(each).filter((part) => !part.startsWith("label."));
        expect([key, filled(other[name]![key]!)]).toEqual([key, filled(text)]);
      }
    }
  });

  test("French is set as French is set: its quotes, apostrophes, dots and spaces", () => {
    for (const words of Object.values(catalogues)) {
      for (const [key, text] of Object.entries(words)) {
        for (const part of parts(text)) {
          const set = typeset(part, "fr");
          expect([key, /["“”]/.test(set)]).toEqual([key, false]);
          expect([key, /\p{L}'\p{L}/u.test(set)]).toEqual([key, false]);
          expect([key, /[^\s\u00a0\u202f«(/][;!?»]/.test(set.replace(/https?:\S+/g, ""))]).toEqual([key, false]);
          expect([key, /\.\.\.| {2}|--/.test(set)]).toEqual([key, false]);
          expect([key, /\b(veuillez|désolé|oups)\b/i.test(set)]).toEqual([key, false]);
        }
      }
    }
  });

  test("no sentence is empty, and none is the same in both languages unless it is a name or a number", () => {
    for (const [name, words] of Object.entries(catalogues)) {
      for (const [key, text] of Object.entries(words)) {
        for (const part of [...parts(text), ...parts(other[name]![key]!)]) expect([key, part.trim().length > 0]).toEqual([key, true]);
        const sentence = parts(text)[0]!;
        if (/\s\p{L}{3,}.*\s\p{L}{3,}/u.test(sentence.replace(/\{[^}]*\}/g, "")))
          expect([key, sentence]).not.toEqual([key, parts(other[name]![key]!)[0]]);
      }
    }
  });
});

const sources = Object.values(import.meta.glob<string>("../rooms/*/*.ts", { query: "?raw", import: "default", eager: true })).join("\n");

test("every refusal that an endpoint may answer is worded in both languages, and no worded one is unused", () => {
  const declared = new Set(
    rooms.flatMap((room) => Object.values(room.contract).flatMap((endpoint: Endpoint) => Object.keys(endpoint.refusals ?? {}))),
  );
  for (const lang of ["fr", "en"] as const) {
    expect([...declared].filter((code) => !(code in refusals[lang]))).toEqual([]);
    expect(Object.keys(refusals[lang]).filter((code) => !declared.has(code) && !sources.includes(`"${code}"`))).toEqual([]);
  }
});

test("every fact is worded in both languages", () => {
  expect(Object.keys(factWords.en).sort()).toEqual(Object.keys(factWords.fr).sort());
  for (const type of Object.keys(factWords.fr)) expect(type).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/);
});

test("every job that a room does by itself has a name that the staff can read", () => {
  const named = Object.keys((french.find(([file]) => file.includes("/office/"))?.[1].kinds ?? {}) as object);
  const done = reactions.flatMap(({ jobs }) => Object.keys(jobs ?? {}));
  expect(done.length).toBeGreaterThan(10);
  expect(done.filter((kind) => !named.includes(kind))).toEqual([]);
});
