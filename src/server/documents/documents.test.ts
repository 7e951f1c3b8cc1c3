import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { FIXED, NARROW } from "../../kit/words.ts";
import { type AgreementDocument, agreementDigest, agreementPdf } from "./agreement.ts";
import { type Fonts, setLines } from "./lines.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

const here = mkdtempSync(join(tmpdir(), "documents-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

// Where nothing may be left out, a missing tool fails the test that needs it.
const withPoppler = test.skipIf(spawnSync("pdftotext", ["-v"]).error !== undefined && process.env.CI !== "true");

function poppler(tool: string, pdf: Buffer, ...args: string[]): string {
  const path = join(here, "asked.pdf");
  writeFileSync(path, pdf);
  return execFileSync(tool, tool === "pdftotext" ? [...args, path, "-"] : [...args, path]).toString();
}
/** All text in reading order; every space and line end is one space, as the tool itself has it. */
const textOf = (pdf: Buffer): string => poppler("pdftotext", pdf, "-raw").replace(/\s+/g, " ");
/** The text as it is tagged, where fixed spaces stay what they are. */
const tagged = (pdf: Buffer): string => poppler("pdfinfo", pdf, "-struct-text");

const paragraphs = [
  "Le présent contrat lie Éditeur Œuvre (« l'éditeur ») et la société nommée à la fin (« le partenaire ») ; il vaut dès l'acceptation.",
  "Prix : 1 590,00 € HT, dont 20 % de TVA le cas échéant ; voulez-vous en savoir plus ? Écrivez-nous !",
  "L'ÉTÉ, Ça, où, maïs, Noël, cœur, Ÿ, ½, n° 12 : tous les signes du français tiennent.",
];
const source = `# Contrat du réseau

${paragraphs[0]}

## 1. Prix

${paragraphs[1]}

1. Premier engagement, essentiel, dont la durée est d'un an.
2. Deuxième engagement
   sur deux lignes.

${paragraphs[2]}
`;

const french: AgreementDocument = {
  lang: "fr",
  labels: { partnerId: "ID de partenaire" },
  agreement: { title: "Contrat du réseau", version: "2026-09", source },
  issuer: "Éditeur Œuvre",
  company: { legalName: "Kermadec Numérique SAS", partnerId: "4187203" },
  signer: { name: "Maëlle Kermadec", email: "maelle.kermadec@kermadec.example", role: "Administrateur général" },
  authority: "J'ai le pouvoir d'engager Kermadec Numérique SAS.",
  acceptedAt: "2027-03-09T13:05:33Z",
  zone: "Europe/Paris",
  accountId: "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
  acceptanceId: "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c",
};
const english: AgreementDocument = {
  ...french,
  lang: "en",
  labels: { partnerId: "Partner ID" },
  agreement: {
    title: "Network agreement",
    version: "2026-09",
    source: "# Network agreement\n\nThis agreement binds the partner's company.\n",
  },
  issuer: "Northern Works",
  company: { legalName: "Sillage Data Ltd", partnerId: "4187203" },
  signer: { name: "Ada Byron", email: "ada@sillage.example", role: "Global administrator" },
  authority: "I have the authority to bind Sillage Data Ltd.",
};

describe("the document of an accepted agreement", () => {
  withPoppler("holds every paragraph, clause and number of the text, with the signs of French", async () => {
    const pdf = await agreementPdf(french);
    const text = textOf(pdf);
    expect(text).toContain(
      "lie Éditeur Œuvre (« l’éditeur ») et la société nommée à la fin (« le partenaire ») ; il vaut dès l’acceptation.",
    );
    expect(text).toContain("Prix : 1 590,00 € HT, dont 20 % de TVA le cas échéant ; voulez-vous en savoir plus ? Écrivez-nous !");
    expect(text).toContain("L’ÉTÉ, Ça, où, maïs, Noël, cœur, Ÿ, ½, n° 12 : tous les signes du français tiennent.");
    expect(text).toContain("1. Premier engagement, essentiel, dont la durée est d’un an.");
    expect(text).toContain("2. Deuxième engagement sur deux lignes.");

    const read = tagged(pdf);
    expect(read).toContain(`(«${NARROW}le partenaire${NARROW}»)${NARROW}; il vaut`);
    expect(read).toContain(`Prix${FIXED}: 1 590,00${FIXED}€ HT, dont 20${NARROW}% de TVA`);
    expect(read).toContain(`en savoir plus${NARROW}? Écrivez-nous${NARROW}!`);
    expect(text).not.toContain("[U+");
  });

  withPoppler("says who accepted, for whom, with what authority, and when, for a person and for a machine", async () => {
    const text = textOf(await agreementPdf(french));
    for (const expected of [
      "Acceptation",
      "Kermadec Numérique SAS",
      "ID de partenaire 4187203",
      "Maëlle Kermadec",
      "maelle.kermadec@kermadec.example",
      "Administrateur général",
      "J’ai le pouvoir d’engager Kermadec Numérique SAS.",
      "9 mars 2027 à 14:05 (heure normale d’Europe centrale, Europe/Paris)",
      "2027-03-09T13:05:33Z",
      agreementDigest(source),
      french.accountId,
      french.acceptanceId,
      "Version 2026-09",
      "Français",
    ])
      expect(text).toContain(expected);
  });

  test("carries the digest of the exact source, so that one changed space is another text", () => {
    expect(agreementDigest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(agreementDigest(source)).not.toBe(agreementDigest(source.replace("un an.", "un an. ")));
  });

  test("is the same bytes for the same input, and other bytes for another acceptance", async () => {
    const one = await agreementPdf(french);
    expect((await agreementPdf({ ...french })).equals(one)).toBe(true);
    expect((await agreementPdf({ ...french, acceptanceId: french.accountId })).equals(one)).toBe(false);
  });

  withPoppler("says its language, its title and its moment, is tagged, and embeds every font", async () => {
    const pdf = await agreementPdf(french);
    const info = poppler("pdfinfo", pdf, "-isodates");
    expect(info).toMatch(/Title: +Contrat du réseau/);
    expect(info).toMatch(/Author: +Éditeur Œuvre/);
    expect(info).toMatch(/CreationDate: +2027-03-09T13:05:33Z/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/);
    expect(pdf.toString("latin1")).toContain("/Lang (fr-FR)");
    const fonts = poppler("pdffonts", pdf).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/Identity-H +yes yes yes/);
  });

  withPoppler("reads aloud as headings, paragraphs, lists and a table with named rows, words apart at the line ends", async () => {
    const long = { ...french, agreement: { ...french.agreement, source: `${source}\n${"quelques mots encore ".repeat(60)}` } };
    const read = tagged(await agreementPdf(long));
    for (const tag of ["H1", "H2", "H3", "LI", "Lbl", "LBody", "Table", "TH", "TD"]) expect(read).toMatch(new RegExp(`^ +${tag}\\b`, "m"));
    expect(read).toContain("quelques mots encore ".repeat(60).trim());
    expect(read).toContain("/Scope /Row");
    expect(read).not.toContain("Page 1");
  });

  withPoppler("numbers its pages, and names the agreement at the head of each page but the first", async () => {
    const long = { ...french, agreement: { ...french.agreement, source: source.repeat(12) } };
    const pages = textOf(await agreementPdf(long)).match(/Page \d+ \/ \d+/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages).toEqual(pages.map((_said, index) => `Page ${index + 1} / ${pages.length}`));
  });

  withPoppler("keeps all of a name of 200 characters, with or without spaces, inside the page", async () => {
    const unbroken = "Œ".repeat(200);
    const spaced = `${"Société Générale de Numérique ".repeat(6)}du Nord et du Sud SA`;
    const pdf = await agreementPdf({
      ...french,
      issuer: spaced,
      company: { ...french.company, legalName: unbroken },
      signer: { name: spaced, email: `${"a".repeat(64)}@${"b".repeat(120)}.example`, role: "Administrateur général" },
      agreement: { ...french.agreement, title: spaced },
    });
    const text = textOf(pdf);
    expect(text.replaceAll(" ", "")).toContain(unbroken);
    expect(text).toContain(spaced);
    const words = poppler("pdftotext", pdf, "-bbox");
    const edges = [...words.matchAll(/xMax="([\d.]+)"/g)].map((found) => Number(found[1]));
    expect(Math.max(...edges)).toBeLessThanOrEqual(595.28 - 76 + 1);
  });

  withPoppler("names by its number a character that the font cannot draw, and lets no control through", async () => {
    const pdf = await agreementPdf({ ...french, company: { ...french.company, legalName: "漢字 Ltd\u0000\u202e\n«😀»" } });
    expect(textOf(pdf)).toContain("[U+6F22][U+5B57] Ltd «");
  });

  withPoppler("takes an empty text and strange ones without losing a word", async () => {
    for (const text of ["", "\n\n", "**", "a ** b", "####### x", "<b>gras</b> | [lien](http://a.example) `code` & ;", "-", "1.", "|"]) {
      const pdf = await agreementPdf({ ...french, agreement: { ...french.agreement, source: text } });
      expect(textOf(pdf)).toContain(text.trim());
    }
  });

  withPoppler("carries no French word in English, and English dates", async () => {
    const text = textOf(await agreementPdf(english));
    expect(text).toContain("9 March 2027 at 14:05 (Central European Standard Time, Europe/Paris)");
    expect(text).not.toMatch(/[«»éèàçœ]/);
    for (const [key, words] of Object.entries(fr.agreement)) {
      if (words === en.agreement[key as keyof typeof en.agreement]) continue;
      for (const part of words.split(/\{\w+\}/)) if (part.trim().length > 3) expect(text).not.toContain(part.trim());
    }
  });
});

describe("lines", () => {
  const fonts: Fonts = { width: (text) => text.length, draws: () => true };
  const style = { size: 1, leading: 1, colour: "", face: "text" } as const;
  const set = (text: string, width: number): string[] =>
    setLines(fonts, [{ text, bold: false }], style, width).map((line) => line.map((stretch) => stretch.text).join(""));

  test("break at spaces and in compound words, not in « e-mail », not at a fixed space", () => {
    expect(set("un deux-trois", 9)).toEqual(["un deux-", "trois"]);
    expect(set("une e-mail", 6)).toEqual(["une ", "e-mail"]);
    expect(set(`le prix${FIXED}: 3`, 7)).toEqual(["le ", `prix${FIXED}: `, "3"]);
    expect(set(`ab cd${NARROW}?`, 5)).toEqual(["ab ", `cd${NARROW}?`]);
  });

  test("keep a bold word and the comma after it together", () => {
    const runs = [
      { text: "aa ", bold: false },
      { text: "bbb", bold: true },
      { text: ", c", bold: false },
    ];
    expect(setLines(fonts, runs, style, 6).map((line) => line.map((stretch) => stretch.text).join(""))).toEqual(["aa ", "bbb, c"]);
  });

  test("are never wider than asked, and give back every letter", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zé-]{0,14}$/)), fc.integer({ min: 1, max: 12 }), (words, width) => {
        const lines = set(words.join(" "), width);
        for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.join(""));
      }),
    );
  });
});
