/**
 * Room for a signature in a PDF (ISO 32000-1, 7.5.6 and 12.8): an incremental update after the original bytes, which stay as they are.
 * It reads the files that our own writer makes, with a plain cross-reference table and one level of pages, and refuses others.
 * Everything is read and written byte for byte (latin1), because a PDF string may hold bytes that no text encoding survives.
 */
export type Reserved = {
  readonly file: Buffer /** What the signature covers: all but its own place. */;
  readonly signed: Buffer;
  readonly at: number;
  readonly room: number;
};

type Wanted = { readonly reason: string; readonly name: string; readonly at: Date; readonly room: number };

export function reserveSignature(pdf: Buffer, wanted: Wanted): Reserved {
  const text = pdf.toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN);
  const trailer = /^xref[\s\S]*?trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(text.slice(start))?.[1];
  if (!trailer) throw new Error("only a PDF with a plain cross-reference table can be sealed");
  const offsets = readTable(text, start);
  const entry = (key: string): string => match(trailer, new RegExp(`/${key}\\s+(\\d+ \\d+ R|\\d+|\\[[^\\]]*\\])`));

  const rootRef = entry("Root");
  const root = objectAt(text, offsets, rootRef);
  if (root.includes("/AcroForm")) throw new Error("this PDF is sealed already");
  const pageRef = match(objectAt(text, offsets, match(root, /\/Pages\s+(\d+ 0 R)/)), /\/Kids\s*\[\s*(\d+ 0 R)/);
  const page = objectAt(text, offsets, pageRef);
  if (!/\/Type\s*\/Page\b/.test(page) || page.includes("/Annots")) throw new Error("the first page cannot carry a seal");

  const next = Number(entry("Size"));
  const [signature, widget, form] = [next, next + 1, next + 2];
  const update = new Update(pdf.length + 1);
  const range = "/ByteRange [0 0000000000 0000000000 0000000000]";
  update.add(
    signature,
    `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (${dateOf(wanted.at)})\n/Name ${stringOf(wanted.name)}\n` +
      `/Reason ${stringOf(wanted.reason)}\n${range}\n/Contents <${"0".repeat(wanted.room * 2)}>\n>>`,
  );
  // Printable and locked, without a place on the page: the seal is of the whole document.
  update.add(
    widget,
    `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Seal)\n/F 132\n/Rect [0 0 0 0]\n/P ${pageRef}\n/V ${signature} 0 R\n>>`,
  );
  update.add(form, `<<\n/SigFlags 3\n/Fields [${widget} 0 R]\n>>`);
  update.add(Number.parseInt(rootRef, 10), extended(root, `/AcroForm ${form} 0 R`));
  update.add(Number.parseInt(pageRef, 10), extended(page, `/Annots [${widget} 0 R]`));
  const kept = ["Info", "ID"].filter((key) => trailer.includes(`/${key}`)).map((key) => `/${key} ${entry(key)}\n`);
  const added = update.end(`/Size ${next + 3}\n/Root ${rootRef}\n${kept.join("")}/Prev ${start}`);

  const file = Buffer.concat([pdf, Buffer.from(`\n${added}`, "latin1")]);
  const place = file.indexOf("/Contents <", pdf.length) + "/Contents ".length;
  const after = place + wanted.room * 2 + 2;
  const ranges = [place, after, file.length - after].map((count) => String(count).padStart(10, "0"));
  file.write(`/ByteRange [0 ${ranges.join(" ")}]`, file.indexOf(range, pdf.length), "latin1");
  return { file, signed: Buffer.concat([file.subarray(0, place), file.subarray(after)]), at: place, room: wanted.room };
}

export function fillSignature({ file, at, room }: Reserved, signature: Buffer): Buffer {
  if (signature.length > room) throw new Error(`a signature of ${signature.length} bytes does not fit in ${room}`);
  const sealed = Buffer.from(file);
  sealed.write(signature.toString("hex"), at + 1, "latin1");
  return sealed;
}

/** Objects after the original, and the table that finds them. */
class Update {
  private readonly objects: { number: number; offset: number }[] = [];
  private body = "";
  private readonly base: number;
  constructor(base: number) {
    this.base = base;
  }
  add(number: number, content: string): void {
    this.objects.push({ number, offset: this.base + this.body.length });
    this.body += `${number} 0 obj\n${content}\nendobj\n`;
  }
  end(trailer: string): string {
    const rows = [...this.objects]
      .sort((a, b) => a.number - b.number)
      .map(({ number, offset }) => `${number} 1\n${String(offset).padStart(10, "0")} 00000 n \n`);
    return `${this.body}xref\n${rows.join("")}trailer\n<<\n${trailer}\n>>\nstartxref\n${this.base + this.body.length}\n%%EOF\n`;
  }
}

function readTable(text: string, start: number): Map<number, number> {
  const offsets = new Map<number, number>();
  const lines = text.slice(start, text.indexOf("trailer", start)).split(/\r?\n/).slice(1);
  let number = 0;
  for (const line of lines) {
    const heading = /^(\d+) (\d+)\s*$/.exec(line);
    const row = /^(\d{10}) \d{5} ([nf])/.exec(line);
    if (row) {
      if (row[2] === "n") offsets.set(number, Number(row[1]));
      number++;
    } else if (heading) number = Number(heading[1]);
  }
  return offsets;
}

function objectAt(text: string, offsets: ReadonlyMap<number, number>, ref: string): string {
  const offset = offsets.get(Number.parseInt(ref, 10));
  if (offset === undefined) throw new Error(`this PDF has no object ${ref}`);
  return match(text.slice(offset, text.indexOf("endobj", offset)), /^\d+ \d+ obj\s*(<<[\s\S]*>>)/);
}

function match(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`this PDF is laid out in a way that cannot be sealed: no ${pattern.source}`);
  return found;
}

const extended = (dictionary: string, entry: string): string => `${dictionary.slice(0, dictionary.lastIndexOf(">>"))}${entry}\n>>`;

const dateOf = (at: Date): string => `D:${at.toISOString().replace(/\D/g, "").slice(0, 14)}Z`;

/** UTF-16 in hexadecimal: any name, and nothing to escape. */
const stringOf = (text: string): string => `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
