import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export type Path = readonly (string | number)[];
export type Problem = { readonly file: string; readonly line: number; readonly field: string; readonly message: string };

/** Everything that is wrong with a programme, at once: one line each, `programmes/network/offers.yaml:42 offers[1].prices[0].amount: …`. */
export class ProgrammeError extends Error {
  override readonly name = "ProgrammeError";

  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map(({ file, line, field, message }) => `${file}:${line}${field === "" ? "" : ` ${field}`}: ${message}`);
    super(`the programme cannot be used\n${[...new Set(lines)].join("\n")}`);
  }
}

type Source = { readonly file: string; readonly document: Document; readonly lines: LineCounter };

export const fieldOf = (path: Path): string =>
  path.reduce<string>((text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`), "");

/** The folder as one reads it in a message: seen from where the program runs, or in full when it lies elsewhere. */
function shown(folder: string, file = ""): string {
  const seen = relative(process.cwd(), join(folder, file));
  return seen.startsWith("..") ? join(folder, file) : seen || ".";
}

/** The text of a file, or undefined where it is missing, forbidden or not a file. */
function readable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const lineOf = (source: Source, node: unknown): number => {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return range ? source.lines.linePos(range[0]!).line : 1;
};

/** The yaml files of one folder, read as one object whose top fields may stand in any of them, with the way back to each line. */
export class Sources {
  readonly problems: Problem[] = [];
  readonly data: Record<string, unknown> = {};
  readonly #owners = new Map<string, Source>();
  readonly #folder: string;
  #main: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#main = shown(folder, "programme.yaml");
    for (const name of this.#names()) this.#read(name);
  }

  /** Where a field stands; for a missing field, where it should stand. */
  at(path: Path): { file: string; line: number } {
    const source = this.#owners.get(String(path[0]));
    if (!source) return { file: this.#main, line: 1 };

    let node: unknown = source.document.contents;
    let line = 1;
    for (const part of path) {
      if (isAlias(node)) node = node.resolve(source.document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part));
        if (!pair) break;
        line = lineOf(source, pair.key);
        node = pair.value;
      } else if (isSeq(node) && node.items[Number(part)] !== undefined) {
        node = node.items[Number(part)];
        line = lineOf(source, node);
      } else {
        break;
      }
    }
    return { file: source.file, line };
  }

  report(path: Path, message: string): void {
    this.problems.push({ ...this.at(path), field: fieldOf(path), message });
  }

  /** @throws ProgrammeError when anything was reported. */
  stopIfWrong(): void {
    if (this.problems.length > 0) throw new ProgrammeError(this.problems);
  }

  /** The text of a file of the folder; undefined, and reported at `path`, when it cannot be read there. */
  text(name: string, path: Path): string | undefined {
    const inside = relative(this.#folder, join(this.#folder, name));
    if (inside.startsWith("..")) {
      this.report(path, `${name} lies outside the programme's folder`);
      return undefined;
    }
    const text = readable(join(this.#folder, name));
    if (text === undefined) this.report(path, `the file ${shown(this.#folder, name)} cannot be read`);
    return text;
  }

  inFile(name: string, line: number, message: string): void {
    this.problems.push({ file: shown(this.#folder, name), line, field: "", message });
  }

  #names(): string[] {
    const names = statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(this.#folder)
          .filter((name) => /\.ya?ml$/.test(name))
          .sort()
      : [];
    if (names.length === 0) {
      this.#main = shown(this.#folder);
      this.problems.push({ file: this.#main, line: 1, field: "", message: "no yaml file of a programme is here" });
    }
    return names;
  }

  #read(name: string): void {
    const file = shown(this.#folder, name);
    const lines = new LineCounter();
    const text = readable(join(this.#folder, name));
    if (text === undefined) {
      this.problems.push({ file, line: 1, field: "", message: "cannot be read" });
      return;
    }
    const document: Document<Node> = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const source: Source = { file, document, lines };

    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      this.problems.push({ file, line: lines.linePos(pos[0]).line, field: "", message });
    }
    if (document.errors.length > 0) return;
    if (!isMap(document.contents)) {
      this.problems.push({ file, line: 1, field: "", message: "should be a map of the programme's fields" });
      return;
    }

    let fields: Record<string, unknown>;
    try {
      fields = document.toJS() as Record<string, unknown>;
    } catch (error) {
      // An alias that names no anchor, or that would unfold without end.
      this.problems.push({ file, line: 1, field: "", message: (error as Error).message });
      return;
    }
    for (const [field, value] of Object.entries(fields)) {
      const owner = this.#owners.get(field);
      if (owner) {
        const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === field);
        this.problems.push({ file, line: lineOf(source, pair?.key), field, message: `is given in ${owner.file} already` });
        continue;
      }
      this.#owners.set(field, source);
      this.data[field] = value;
    }
  }
}
