import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Lang } from "../../kit/words.ts";
import { extent, type Face, type Fonts, type Line, type Run, type Style, setLines } from "./lines.ts";

type Tag = "H1" | "H2" | "H3" | "P";

export const ink = { strong: "#191c22", soft: "#4e5159", faint: "#666971", line: "#cfd1d6", accent: "#2d49d5", well: "#f0f1f4" } as const;

/** A4 in points, and the column that text stands in. */
const sheet = { width: 595.28, height: 841.89, left: 76, right: 76, top: 96, bottom: 88 } as const;
/** Ascent and descent of these fonts together, for one point of size. */
const HEIGHT = 1.164;
const column = sheet.width - sheet.left - sheet.right;

const files: Record<Face, string> = { text: "DejaVuSansCondensed", bold: "DejaVuSansCondensed-Bold", code: "DejaVuSansMono" };
const cached = new Map<Face, Buffer>();
function fontFile(face: Face): Buffer {
  let bytes = cached.get(face);
  if (!bytes) {
    bytes = readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${files[face]}.ttf`));
    cached.set(face, bytes);
  }
  return bytes;
}

export type Frame = {
  readonly lang: Lang;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Stands in the file's own identifier, so that two documents never share one. */
  readonly reference: string;
  /** The document's instant: nothing in the file depends on when it was drawn. */
  readonly at: Date;
  readonly header: { readonly left: string; readonly right: string };
  readonly footer: string;
  readonly page: (page: number, pages: number) => string;
  /** Makes it a PDF/A-3b (ISO 19005-3), which may carry the data it shows. */
  readonly archive?: { readonly file: Attachment; readonly description: Metadata };
};

/** A file inside the document that says the same for machines. */
type Attachment = { readonly name: string; readonly type: string; readonly bytes: Buffer; readonly says: string };
/** RDF to stand in the document's metadata. */
type Metadata = string;

/** One column of a grid: its share of the width, and whether its cells are figures. */
type Column = { readonly title: string; readonly width: number; readonly figures?: boolean };

const inXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");

/**
 * Paper: text set in lines by ourselves, so that a page never ends under a heading, every element is tagged for those who listen to it,
 * and the same input gives the same bytes.
 */
export class Paper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly done: Promise<Buffer>;
  private readonly frame: Frame;
  private y: number = sheet.top;

  constructor(frame: Frame) {
    this.frame = frame;
    const { lang, title, author, subject, reference, at, archive } = frame;
    this.doc = new PDFDocument({
      ...(archive && { subset: "PDF/A-3b" }),
      pdfVersion: "1.7",
      size: [sheet.width, sheet.height],
      margin: 0,
      bufferPages: true,
      tagged: true,
      displayTitle: true,
      lang: lang === "fr" ? "fr-FR" : "en-GB",
      info: {
        Title: title,
        Author: author,
        Subject: subject,
        Keywords: reference,
        Creator: "Entente",
        Producer: "Entente",
        CreationDate: at,
        ModDate: at,
      },
    });
    this.describe(archive?.description ?? "");
    if (archive) {
      const { name, type, bytes, says } = archive.file;
      const dates = { creationDate: at, modifiedDate: at };
      const options = { name, type, description: says, relationship: "Alternative", ...dates } as PDFKit.Mixins.PDFAttachmentOptions;
      this.doc.file(bytes, options);
    }
    const parts: Buffer[] = [];
    this.done = new Promise((resolve, reject) => {
      this.doc.on("data", (part: Buffer) => parts.push(part));
      this.doc.on("end", () => resolve(Buffer.concat(parts)));
      this.doc.on("error", reject);
    });
    for (const face of Object.keys(files) as Face[]) this.doc.registerFont(face, fontFile(face));
    this.root = this.doc.struct("Document");
    this.doc.addStructure(this.root);
  }

  /** Writes one heading or paragraph in lines that keep together as printers like it: no single line left behind or sent ahead. */
  write(tag: Tag, runs: readonly Run[], style: Style, options: { after?: number; keepWith?: number } = {}): void {
    const { after = 0, keepWith = 0 } = options;
    const lines = this.lines(runs, style, column);
    this.need(Math.min(lines.length, 2) * style.leading + keepWith);
    this.add(this.root, tag, () => this.draw(lines, style, sheet.left));
    this.y += after;
  }

  /** A label that hangs in the margin of its text. */
  list(items: readonly { label: string; runs: readonly Run[] }[], style: Style, options: { gap: number; after: number }): void {
    const widest = Math.max(...items.map((item) => this.fonts.width(item.label, style.face, style.size)));
    const hang = Math.max(16, widest + 8);
    const list = this.doc.struct("L");
    this.root.add(list);
    for (const { label, runs } of items) {
      const lines = this.lines(runs, style, column - hang);
      this.need(Math.min(lines.length, 2) * style.leading);
      const item = this.doc.struct("LI");
      list.add(item);
      const top = this.y;
      this.add(item, "Lbl", () => this.print(this.lines([{ text: label, bold: false }], style, hang)[0] ?? [], style, sheet.left, top));
      this.add(item, "LBody", () => this.draw(lines, style, sheet.left + hang));
      item.end();
      this.y += options.gap;
    }
    list.end();
    this.y += options.after - options.gap;
  }

  /** Label and value, one row each, with a hairline between. Codes and digests are set in a face that tells 0 from O. */
  facts(rows: readonly { label: string; value: string; face: Face }[], labels: Style, values: Style): void {
    const left = 128;
    const table = this.doc.struct("Table");
    this.root.add(table);
    for (const { label, value, face } of rows) {
      const own = { ...values, face, size: face === "code" ? values.size - 1.5 : values.size };
      const head = this.lines([{ text: label, bold: false }], labels, left - 12);
      const body = this.lines([{ text: value, bold: false }], own, column - left);
      const height = Math.max(head.length, body.length) * values.leading + 10;
      this.need(Math.min(height, sheet.height - sheet.top - sheet.bottom));
      this.artifact(() => this.rule(this.y, ink.line));
      const row = this.doc.struct("TR");
      table.add(row);
      this.y += 5;
      const top = this.y;
      const scoped = this.doc.struct("TH", { scope: "Row" } as PDFKit.Mixins.StructureElementOptions, () =>
        this.draw(head, labels, sheet.left),
      );
      row.add(scoped);
      const ended = this.y;
      this.y = top;
      this.add(row, "TD", () => this.draw(body, own, sheet.left + left));
      row.end();
      this.y = Math.max(this.y, ended) + 5;
    }
    table.end();
    this.artifact(() => this.rule(this.y, ink.line));
  }

  /** Two parties side by side, each a heading and its lines. */
  pair(parties: readonly { heading: string; lines: readonly string[] }[], heading: Style, style: Style): void {
    const width = (column - 24) / 2;
    const set = parties.map(({ heading: title, lines }, index) => ({
      x: sheet.left + index * (width + 24),
      title: this.lines([{ text: title, bold: false }], heading, width),
      lines: lines.filter((text) => text !== "").map((text, at) => this.lines([{ text, bold: at === 0 }], style, width)),
    }));
    const heights = set.map(({ title, lines }) => title.length * heading.leading + lines.flat().length * style.leading + 4);
    this.need(Math.min(Math.max(...heights), sheet.height - sheet.top - sheet.bottom));
    const top = this.y;
    for (const { x, title, lines } of set) {
      this.y = top;
      this.add(this.root, "H3", () => this.draw(title, heading, x));
      this.y += 4;
      for (const line of lines) this.add(this.root, "P", () => this.draw(line, style, x));
    }
    this.y = top + Math.max(...heights);
  }

  /** A table with named columns; figures stand at the right of theirs. */
  grid(columns: readonly Column[], rows: readonly (readonly string[])[], head: Style, body: Style): void {
    const all = columns.reduce((sum, { width }) => sum + width, 0);
    const gap = 10;
    let left = sheet.left;
    const places = columns.map(({ width, figures = false, title }) => {
      const own = (column * width) / all;
      const x = left;
      left += own;
      return { x, width: own - gap, figures, title };
    });
    const table = this.doc.struct("Table");
    this.root.add(table);
    const row = (cells: readonly string[], style: Style, tag: "TH" | "TD"): void => {
      const set = cells.map((text, index) => this.lines([{ text, bold: false }], style, places[index]!.width));
      const height = Math.max(...set.map((lines) => lines.length)) * style.leading + 10;
      this.need(Math.min(height, sheet.height - sheet.top - sheet.bottom));
      const tr = this.doc.struct("TR");
      table.add(tr);
      const top = this.y + 5;
      set.forEach((lines, index) => {
        const { x, width, figures } = places[index]!;
        const scope = tag === "TH" ? ({ scope: "Column" } as PDFKit.Mixins.StructureElementOptions) : {};
        const cell = this.doc.struct(tag, scope, () => {
          lines.forEach((line, at) => {
            this.print(line, style, figures ? x + width + gap - extent(line) : x, top + at * style.leading);
          });
        });
        tr.add(cell);
      });
      tr.end();
      this.y += height;
      this.artifact(() => this.rule(this.y, ink.line));
    };
    row(
      places.map(({ title }) => title),
      head,
      "TH",
    );
    for (const cells of rows) row(cells, body, "TD");
    table.end();
  }

  /** A statement that stands out: a soft ground and a mark at its left. */
  quote(runs: readonly Run[], style: Style, after: number): void {
    const lines = this.lines(runs, style, column - 32);
    const height = lines.length * style.leading + 20;
    const fits = height <= sheet.height - sheet.top - sheet.bottom;
    this.need(fits ? height : style.leading * 2);
    if (fits)
      this.artifact(() => {
        this.doc.rect(sheet.left, this.y, column, height).fill(ink.well);
        this.doc.rect(sheet.left, this.y, 2, height).fill(ink.accent);
      });
    this.y += 10;
    this.add(this.root, "P", () => this.draw(lines, style, sheet.left + 16));
    this.y += 10 + after;
  }

  mark(): void {
    this.artifact(() => this.doc.rect(sheet.left, this.y, 28, 2).fill(ink.accent));
    this.y += 16;
  }

  /** Before a heading; the top of a page has space enough. */
  space(points: number): void {
    if (this.y > sheet.top) this.y += points;
  }

  turn(): void {
    this.doc.continueOnNewPage();
    this.y = sheet.top;
  }

  async finish(): Promise<Buffer> {
    const { count } = this.doc.bufferedPageRange();
    const style: Style = { size: 8, leading: 11, colour: ink.faint, face: "text" };
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      this.artifact(() => {
        if (page > 0) {
          this.edge(this.frame.header.left, this.frame.header.right, 48, style);
          this.rule(66, ink.line);
        }
        this.rule(sheet.height - 62, ink.line);
        this.edge(this.frame.footer, this.frame.page(page + 1, count), sheet.height - 52, style);
      }, "Pagination");
    }
    this.root.end();
    this.doc.end();
    return this.done;
  }

  /** The document's metadata, written by us: the library's own leaves « & » in a company's name as it is, which is no XML. */
  private describe(more: Metadata): void {
    const { title, author, subject, reference, at } = this.frame;
    const day = `${at.toISOString().slice(0, 19)}Z`;
    const doc = this.doc as unknown as { _addInfo(): void; appendXML(xml: string): void };
    const one = (name: string, kind: string, text: string) => `<dc:${name}><rdf:${kind}>${text}</rdf:${kind}></dc:${name}>`;
    const plain = (text: string) => `<rdf:li xml:lang="x-default">${inXml(text)}</rdf:li>`;
    doc._addInfo = () =>
      doc.appendXML(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
${one("title", "Alt", plain(title))}${one("creator", "Seq", `<rdf:li>${inXml(author)}</rdf:li>`)}${one("description", "Alt", plain(subject))}
<xmp:CreateDate>${day}</xmp:CreateDate><xmp:ModifyDate>${day}</xmp:ModifyDate><xmp:CreatorTool>Entente</xmp:CreatorTool>
<pdf:Producer>Entente</pdf:Producer><pdf:Keywords>${inXml(reference)}</pdf:Keywords>
</rdf:Description>${more}`);
  }

  private add(parent: PDFKit.PDFStructureElement, tag: string, draw: () => void): void {
    parent.add(this.doc.struct(tag, {}, draw));
  }

  private artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.doc.markContent("Artifact", { type });
    draw();
    this.doc.endMarkedContent();
  }

  private rule(y: number, colour: string): void {
    this.doc
      .lineWidth(0.5)
      .moveTo(sheet.left, y)
      .lineTo(sheet.width - sheet.right, y)
      .stroke(colour);
  }

  /** Left and right ends of one line at the head or foot of the page; each gives way when both do not fit. */
  private edge(left: string, right: string, y: number, style: Style): void {
    const end = this.cut(right, style, column / 2 - 12);
    const width = extent(end);
    this.print(this.cut(left, style, column - width - 24), style, sheet.left, y);
    this.print(end, style, sheet.width - sheet.right - width, y);
  }

  private cut(text: string, style: Style, width: number): Line {
    const [first = [], ...more] = this.lines([{ text, bold: false }], style, width - this.fonts.width("…", style.face, style.size));
    return more.length > 0 ? [...first, { text: "…", face: style.face, width: this.fonts.width("…", style.face, style.size) }] : first;
  }

  private need(height: number): void {
    if (this.y + height > sheet.height - sheet.bottom) this.turn();
  }

  private draw(lines: readonly Line[], style: Style, x: number): void {
    lines.forEach((line, index) => {
      const left = lines.length - index;
      const room = Math.floor((sheet.height - sheet.bottom - this.y) / style.leading + 1e-6);
      // Before the last line but one when only that one fits: the last line never travels alone.
      if (room < 1 || (room === 1 && left === 2 && lines.length > 3)) this.turn();
      this.print(line, style, x, this.y);
      this.y += style.leading;
    });
  }

  private print(line: Line, style: Style, x: number, y: number): void {
    let at = x;
    for (const { text, face, width } of line) {
      const top = y + (style.leading - style.size * HEIGHT) / 2;
      this.doc.font(face).fontSize(style.size).fillColor(style.colour).text(text, at, top, { lineBreak: false });
      at += width;
    }
  }

  private lines(runs: readonly Run[], style: Style, width: number): Line[] {
    return setLines(this.fonts, runs, style, width);
  }

  private readonly fonts: Fonts = {
    width: (text, face, size) => this.doc.font(face).fontSize(size).widthOfString(text),
    // The font's own table of drawings is not in the library's types.
    draws: (code, face) =>
      (
        this.doc.font(face) as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
      )._font.font.hasGlyphForCodePoint(code),
  };
}
