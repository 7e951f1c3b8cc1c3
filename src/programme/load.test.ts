import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadProgramme, ProgrammeError } from "./load.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "programme-"));
  cpSync("src/testing/programme-example", folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes one passage of one file, as an operator's slip would. */
function slip(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

const lineOf = (file: string, passage: string): number => {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(passage);
  return text.slice(0, text.indexOf(passage)).split("\n").length;
};

/** The problems of the folder, one line each, without the folder's own name. */
function problems(): string[] {
  try {
    loadProgramme(folder);
  } catch (error) {
    if (!(error instanceof ProgrammeError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.replaceAll(`${folder}/`, ""));
  }
  return [];
}

describe("a wrong programme is refused with file, line and field", () => {
  test("a missing language", () => {
    slip("labels.yaml", "vendor: { fr: Halden, en: Halden }", "vendor: { fr: Halden }");
    expect(problems()).toEqual(["labels.yaml:2 labels.vendor.en: missing"]);
  });

  test("an unknown field, at its own line", () => {
    slip("catalogue.yaml", "    maxPerAccount: 2\n", "    maxPerAccount: 2\n    colour: red\n");
    expect(problems()).toEqual([`catalogue.yaml:${lineOf("catalogue.yaml", "colour")} offers[0].colour: unknown field`]);
  });

  test("an unknown label, and an unknown field at the top of a file", () => {
    slip("labels.yaml", "  vendor:", "  vendeur: { fr: x, en: x }\n  vendor:");
    appendFileSync(join(folder, "labels.yaml"), "labelz: {}\n");
    expect(problems()).toEqual([
      "labels.yaml:2 labels.vendeur: unknown field",
      `labels.yaml:${lineOf("labels.yaml", "labelz")} labelz: unknown field`,
    ]);
  });

  test("a number where text is wanted, because the quotes were forgotten", () => {
    slip("catalogue.yaml", 'amount: "90.00"', "amount: 90.00");
    expect(problems()).toEqual([
      `catalogue.yaml:${lineOf("catalogue.yaml", "amount: 90.00")} offers[0].prices[0].amount: should be string, not 90`,
    ]);
  });

  test.each([
    ['amount: "90.00"', 'amount: "90.0"', "offers[0].prices[0].amount: does not have the digits of its currency"],
    ['amount: "90.00"', 'amount: "ninety"', 'offers[0].prices[0].amount: is not decimal text such as "425.00"'],
    ["currency: CAD, amount", "currency: XQX, amount", "offers[0].prices[0].currency: is not an ISO 4217 currency"],
    ["termMonths: 6", "termMonths: 6.5", "offers[0].termMonths: should be int, not 6.5"],
    ["termMonths: 6", "termMonths: -6", "offers[0].termMonths: Too small: expected number to be >0"],
    [
      "kind: developerSeat",
      "kind: seat",
      "products[1].kind: Invalid discriminator value. Expected 'software' | 'cloudLicence' | 'cloudUsage' | 'developerSeat' | 'supportIncidents' | 'advisoryHours' | 'resource'",
    ],
    ["url: https://", "url: http://", "products[0].downloads[0].url: is not an https address"],
    ["class: incremental", "class: extra", 'packages[1].grants[1].class: should be one of core, incremental, not "extra"'],
  ])("a wrong value: %s → %s", (from, to, expected) => {
    slip("catalogue.yaml", from, to);
    expect(problems()).toEqual([`catalogue.yaml:${lineOf("catalogue.yaml", to)} ${expected}`]);
  });

  test.each([
    ["catalogue.yaml", "    package: toolbox\n", "    package: toolbag\n", 'offers[0].package: there is no package "toolbag"'],
    ["catalogue.yaml", "terms: circle-agreement", "terms: other", 'offers[0].terms: there is no agreement "other"'],
    ["catalogue.yaml", "product: newsletter,", "product: journal,", 'packages[0].grants[0].product: there is no product "journal"'],
    ["catalogue.yaml", "portalLink: seatPortal", "portalLink: nowhere", 'products[1].portalLink: there is no link "nowhere"'],
    ["catalogue.yaml", "language: en\n", "language: fr\n", 'products[0].downloads[0].language: there is no language of this product "fr"'],
    ["catalogue.yaml", "figure: 4", "figure: 5", 'offers[0].highlights[0].figure: is 5, but the package grants 4 of "workshop-place"'],
    ["catalogue.yaml", "countries: [CA]", "countries: [FR]", 'offers[0].prices[0].countries[0]: there is no country "FR"'],
    ["programme.yaml", "defaultCountry: CA", "defaultCountry: FR", 'defaultCountry: there is no country "FR"'],
    [
      "programme.yaml",
      "    agreement: circle-agreement",
      "    agreement: x",
      'enrolmentProgrammes[0].agreement: there is no agreement "x"',
    ],
    ["words.yaml", "link: workAccountHelp", "link: help", 'home.checklist[0].link: there is no link "help"'],
    ["words.yaml", "offer: toolbox", "offer: box", 'home.comparison[0].cells.starterPack.offer: there is no offer "box"'],
    [
      "words.yaml",
      "reason: business.notFound",
      "reason: business.registryMatches",
      'examples.refused.reason: no reason "business.registryMatches" refuses in this check',
    ],
    ["words.yaml", "rule: EQU-1", "rule: EQU-2", 'reasons[0].rule: there is no rule "EQU-2" in this check'],
  ])("a name that points at nothing: %s %s", (file, from, to, expected) => {
    slip(file, from, to);
    const found = problems();
    expect(found.find((problem) => problem.endsWith(expected))).toMatch(new RegExp(`^${file}:${lineOf(file, to)} `));
  });

  test("a price in another currency than the country pays in", () => {
    slip("catalogue.yaml", "currency: CAD, amount", "currency: USD, amount");
    expect(problems()).toEqual([
      `catalogue.yaml:${lineOf("catalogue.yaml", "currency: USD")} offers[0].prices[0].currency: is USD, but companies of CA pay in CAD`,
    ]);
  });

  test("a country that is open for sale and has no price", () => {
    slip(
      "programme.yaml",
      "enrolmentProgrammes:",
      `  - code: NO
    name: { fr: Norvège, en: Norway }
    currency: NOK
    vat: { applies: standard, rate: "0.25" }
    sellable: true
    registration: { label: { fr: Numéro, en: Number }, example: "1", required: false }
enrolmentProgrammes:`,
    );
    expect(problems()).toEqual([`catalogue.yaml:${lineOf("catalogue.yaml", "prices:")} offers[0].prices: no price for NO`]);
  });

  test("an id given twice, and a rate under a tax that does not apply", () => {
    slip("catalogue.yaml", "id: newsletter", "id: workshop-place");
    slip("programme.yaml", "applies: standard", "applies: none");
    expect(problems()).toContain(
      `catalogue.yaml:${lineOf("catalogue.yaml", "workshop-place\n    kind: resource")} products[2].id: is given twice`,
    );
    expect(problems()).toContain(`programme.yaml:${lineOf("programme.yaml", "applies: none")} countries[0].vat.rate: should be "0"`);
  });

  test("a role that the product does not know, and one without words", () => {
    slip("words.yaml", "  globalAdmin:", "  bigBoss:");
    expect(problems()).toEqual([
      `words.yaml:${lineOf("words.yaml", "roles:")} roles.globalAdmin: missing`,
      `words.yaml:${lineOf("words.yaml", "bigBoss")} roles.bigBoss: unknown field`,
    ]);
  });

  test("unreadable yaml, at the line where it breaks", () => {
    slip("programme.yaml", "timeZone: America/Toronto", "timeZone: [America/Toronto");
    const found = problems();
    expect(found[0]).toMatch(/^programme\.yaml:\d+: /);
    expect(found.every((problem) => problem.startsWith("programme.yaml:"))).toBe(true);
  });

  test("a field given in two files", () => {
    appendFileSync(join(folder, "words.yaml"), "timeZone: Europe/Oslo\n");
    expect(problems()).toEqual([expect.stringMatching(/^words\.yaml:\d+ timeZone: is given in programme\.yaml already$/)]);
  });

  test("a file that is not a map, and a folder without files", () => {
    writeFileSync(join(folder, "labels.yaml"), "- a\n- b\n");
    expect(problems()).toEqual(["labels.yaml:1: should be a map of the programme's fields"]);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    expect(problems()).toEqual([`${folder}:1: no yaml file of a programme is here`]);
    rmSync(folder, { recursive: true });
    expect(problems()).toEqual([`${folder}:1: no yaml file of a programme is here`]);
  });

  test("an agreement's text that is missing, lies outside the folder, or uses other Markdown", () => {
    slip("programme.yaml", "en: agreements/charter.en.md", "en: agreements/none.md");
    const line = lineOf("programme.yaml", "agreements/none.md");
    expect(problems()).toEqual([`programme.yaml:${line} agreements[0].files.en: the file agreements/none.md cannot be read`]);

    slip("programme.yaml", "en: agreements/none.md", "en: ../../../etc/hostname");
    expect(problems()).toEqual([
      `programme.yaml:${line} agreements[0].files.en: ../../../etc/hostname lies outside the programme's folder`,
    ]);

    slip("programme.yaml", "en: ../../../etc/hostname", "en: agreements/charter.en.md");
    slip("agreements/charter.en.md", "Your company joins", "Your **company** joins");
    expect(problems()).toEqual([expect.stringMatching(/^agreements\/charter\.en\.md:5: is outside the Markdown of agreements/)]);
  });

  test("an agreement without a word", () => {
    writeFileSync(join(folder, "agreements/charter.fr.md"), "");
    expect(problems()).toEqual(["agreements/charter.fr.md:1: should begin with a heading"]);
  });

  test("a folder in place of a file, and an alias to nothing", () => {
    mkdirSync(join(folder, "more.yaml"));
    appendFileSync(join(folder, "labels.yaml"), "holidays: *days\n");
    const found = problems();
    expect(found).toContain("more.yaml:1: cannot be read");
    expect(found.find((problem) => problem.includes("days"))).toMatch(/^labels\.yaml:\d+: /);
  });

  test("several problems at once, each in its own file", () => {
    slip("labels.yaml", "vendor: { fr: Halden, en: Halden }", "vendor: { fr: Halden }");
    slip("catalogue.yaml", "termMonths: 6", "termMonths: six");
    slip("programme.yaml", "timeZone: America/Toronto", "timeZone: Mars/Olympus");
    expect(problems()).toEqual([
      expect.stringContaining("programme.yaml:4 timeZone: is not an IANA time zone"),
      expect.stringContaining("labels.yaml:2 labels.vendor.en: missing"),
      expect.stringContaining('offers[0].termMonths: should be number, not "six"'),
    ]);
  });

  test("a text with a brace, which nothing would ever fill", () => {
    slip("labels.yaml", "vendor: { fr: Halden, en: Halden }", 'vendor: { fr: "{name}", en: Halden }');
    expect(problems()).toEqual(["labels.yaml:2 labels.vendor.fr: holds a brace"]);
  });
});

test("a programme of the repository is named from where the program runs", () => {
  expect(() => loadProgramme("programmes/none")).toThrow("programmes/none:1: no yaml file of a programme is here");
});
