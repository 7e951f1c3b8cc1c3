import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProgramme } from "../programme/load.ts";
import { labelNames } from "../programme/names.ts";

const model = loadProgramme("programmes/network");

/** The product's own text: sources and migrations, without the invented programme and the tests, which must say what a reader sees. */
function productFiles(): { file: string; text: string }[] {
  const files = ["src", "migrations"].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)) : [],
  );
  return files
    .filter((file) => /\.(?:tsx?|css|sql|html|json|ya?ml|md|svg)$/.test(file))
    .filter((file) => !file.startsWith("src/testing/programme-example/") && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

/** Words of the names that also have an ordinary sense in code or on a screen; alone they accuse nobody, in a pair they may. */
const ordinary = new Set(
  (
    "Abonnements AD Adhésion Advisory Argent Cloud Connexions Credits Crédits Customer Enterprise Entreprise Formation Heures " +
    "Incidents Mobility Network Office Online Or Pack Partner Professional Server Services Standard Studio Suite Support " +
    "Team Training Visual Windows Action Directory Active SQL"
  ).split(" "),
);
/** Pairs of them that stay ordinary. */
const ordinaryPairs = new Set(["Server Standard", "Suite Enterprise", "Online Professional", "Adhésion Or"]);

/** What may not stand in code, derived from the programme itself: its proper names whole, in pairs of words, and by each telling word. */
function forbiddenNames(): { words: string[]; pairs: string[] } {
  const { vendor, network, networkShort, directory, directoryFull, starterPack, starterPackShort, developerSeats } = model.labels;
  const texts = [
    ...[vendor, network, networkShort, directory, directoryFull, starterPack, starterPackShort, developerSeats],
    ...[...model.competencyLevels, ...model.offers].map(({ name }) => name),
    ...model.products.map(({ name }) => name),
  ];
  const words = new Set<string>();
  const pairs = new Set<string>();
  for (const name of texts.flatMap(({ fr, en }) => [fr, en])) {
    const parts = name.replace(/[()]/g, "").split(/\s+/);
    for (const [at, part] of parts.entries()) {
      const next = parts[at + 1];
      const proper = /^\p{Lu}[\p{L}]+$/u.test(part);
      if (proper && !ordinary.has(part)) words.add(part);
      if (proper && next && /^[\p{Lu}\d]/u.test(next) && !ordinaryPairs.has(`${part} ${next}`)) pairs.add(`${part} ${next}`);
    }
  }
  return { words: [...words], pairs: [...pairs] };
}

const { words, pairs } = forbiddenNames();
const searches = [
  // A word counts with its capital anywhere in an identifier, and in lower case where an identifier begins.
  ...words.map((name) => ({
    name,
    pattern: new RegExp(`(?<!\\p{Lu})${name}(?!\\p{Ll})|(?<!\\p{L})${name.toLowerCase()}(?!\\p{Ll})`, "u"),
  })),
  // A pair counts however it is written: "Visual Studio", visualStudioSeat, visual-studio, VISUAL_STUDIO.
  ...pairs.map((name) => ({ name, pattern: new RegExp(name.replace(" ", "[\\s_-]?"), "iu") })),
];
const namesIn = (line: string): string[] => searches.filter(({ pattern }) => pattern.test(line)).map(({ name }) => name);

test("no name of the model's vendor, products or programmes stands in the product's code", () => {
  const found = productFiles().flatMap(({ file, text }) =>
    text.split("\n").flatMap((line, at) => namesIn(line).map((name) => `${file}:${at + 1} names ${name}: ${line.trim().slice(0, 100)}`)),
  );
  expect(found).toEqual([]);
});

test.each([
  "const visualStudioSeats = 3;",
  "create table action_pack_orders",
  '"Votre ID MPN"',
  "mpnId: text",
  "openAzurePortal()",
  "// Windows 10 asks for its key",
  "OFFICE_365",
  "SQL Server",
  'level: "gold"',
  "the Microsoft agreement",
])("the search finds a name however it is written: %s", (line) => {
  expect(namesIn(line)).not.toEqual([]);
});

test.each(["the renewal windows", "OfficeShell", "SQL over pg", "visually hidden", "cloudLicence", "a support team", "golden rule"])(
  "the search leaves ordinary words alone: %s",
  (line) => {
    expect(namesIn(line)).toEqual([]);
  },
);

// `{label.x}` stands for any of them in comments.
test("every label that a sentence of the product names exists in the programme", () => {
  const known = new Set<string>(labelNames);
  const unknown = productFiles().flatMap(({ file, text }) =>
    [...text.matchAll(/\{label\.([\w.]+)\}/g)].filter(([, name]) => !known.has(name!) && name !== "x").map(([whole]) => `${file} ${whole}`),
  );
  expect(unknown).toEqual([]);
});
