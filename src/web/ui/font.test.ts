import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const file = path.join(import.meta.dirname, "font", "inter.woff2");

/** The tables of a WOFF2 file that are stored as they are; all tables lie in one compressed stream, in the order of the directory. */
function tablesOf(bytes: Buffer): Map<string, Buffer> {
  const known =
    "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill".match(
      /.{4} ?/g,
    )!;
  let at = 48;
  const base128 = () => {
    let value = 0;
    for (;;) {
      const byte = bytes[at++]!;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  const directory = Array.from({ length: bytes.readUInt16BE(12) }, () => {
    const flags = bytes[at++]!;
    const own = (flags & 63) === 63;
    const tag = own ? bytes.toString("latin1", at, at + 4) : known[flags & 63]!.slice(0, 4);
    if (own) at += 4;
    const length = base128();
    const transformed = tag === "glyf" || tag === "loca" ? flags >> 6 === 0 : flags >> 6 !== 0;
    return { tag, length: transformed ? base128() : length };
  });
  const stream = brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20)));
  let end = 0;
  return new Map(
    directory.map(({ tag, length }) => {
      end += length;
      return [tag, stream.subarray(end - length, end)];
    }),
  );
}

/** The signs that a `cmap` of format 4 gives a glyph. */
function signsOf(cmap: Buffer): Set<number> {
  const signs = new Set<number>();
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + record * 8));
    if (table.readUInt16BE(0) !== 4) continue;
    const twice = table.readUInt16BE(6);
    for (let segment = 0; segment < twice; segment += 2) {
      const [end, first] = [table.readUInt16BE(14 + segment), table.readUInt16BE(16 + twice + segment)];
      for (let sign = first; sign <= end && sign < 0xffff; sign += 1) signs.add(sign);
    }
  }
  return signs;
}

const tables = tablesOf(readFileSync(file));
const signs = signsOf(tables.get("cmap")!);
const missing = (text: string): string[] => [...new Set([...text].filter((sign) => !signs.has(sign.codePointAt(0)!)))];

test("the font has every sign of French and English, the narrow spaces and the arrows included", () => {
  const ascii = Array.from({ length: 0x5f }, (_, index) => String.fromCodePoint(0x20 + index)).join("");
  // The soft hyphen is never drawn.
  const latin = Array.from({ length: 0x60 }, (_, index) => String.fromCodePoint(0xa0 + index)).filter((sign) => sign !== "\u00ad");
  expect(missing(`${ascii}${latin.join("")}ŒœŸ\u202f\u00a0«»‹›“”‘’„…–—−·•€→←↑↓×≥≤`)).toEqual([]);
});

test("the font has every sign of the words of the shells", () => {
  expect(missing(JSON.stringify([fr.shell, fr.ui, en.shell, en.ui]))).toEqual([]);
});

test("a sign that nobody writes here is missing: the reader above tells the truth", () => {
  expect(missing("Ж漢")).toEqual(["Ж", "漢"]);
});

test("codes can be read without doubt: tabular figures, slashed zero, distinct letters", () => {
  const gsub = tables.get("GSUB")!;
  const features = gsub.subarray(gsub.readUInt16BE(6));
  const names = Array.from({ length: features.readUInt16BE(0) }, (_, index) => features.toString("latin1", 2 + index * 6, 6 + index * 6));
  expect(names).toEqual(expect.arrayContaining(["tnum", "zero", "ss02", "case", "calt"]));
});

test("the weights from 400 to 650 are in one file of less than 30 KB", () => {
  const axis = tables.get("fvar")!.subarray(16);
  expect([axis.toString("latin1", 0, 4), axis.readInt32BE(4) / 65536, axis.readInt32BE(12) / 65536]).toEqual(["wght", 400, 650]);
  expect(statSync(file).size).toBeLessThan(30 * 1024);
});

test("the licence of the font lies beside it", () => {
  expect(readFileSync(path.join(path.dirname(file), "OFL.txt"), "utf8")).toContain("SIL OPEN FONT LICENSE");
});
