import { CsvError, parse } from "csv-parse/sync";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Field, Typed } from "./imports.rules.ts";
import { fieldOf, fields, MOST_LINES, neededFields, separatorOf } from "./imports.rules.ts";

export type FileRefusal =
  | "team.csvEncoding"
  | "team.csvUnreadable"
  | "team.csvEmpty"
  | "team.csvMissing"
  | "team.csvColumn"
  | "team.csvTooMany";

type Row = { readonly line: number; readonly typed: Typed };

/** Strictly UTF-8, with its mark or without: a byte of another encoding would make another name. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The cells of a file by their columns (RFC 4180, comma or semicolon); nothing is judged yet but the file itself. */
export function readFile(bytes: Uint8Array): Decision<readonly Row[], FileRefusal> {
  // A workbook is a zip archive.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return refuse("team.csvUnreadable", {}, "/file");
  const text = decode(bytes);
  if (text === undefined) return refuse("team.csvEncoding", {}, "/file");
  if (text.includes("\0")) return refuse("team.csvUnreadable", {}, "/file");
  const delimiter = separatorOf(text.split(/\r?\n/, 1)[0] ?? "");
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      to: MOST_LINES + 2,
    };
    records = parse(text, options) as unknown as typeof records;
  } catch (error) {
    if (error instanceof CsvError) return refuse("team.csvUnreadable", {}, "/file");
    throw error;
  }

  const [head, ...rows] = records;
  if (!head) return refuse("team.csvEmpty", {}, "/file");
  const columns: (Field | undefined)[] = head.record.map(fieldOf);
  const strange = head.record.find((heading, index) => columns[index] === undefined && heading.trim() !== "");
  const missing = neededFields.filter((field) => !columns.includes(field));
  if (missing.length > 0) return refuse("team.csvMissing", { fields: missing }, "/file");
  const twice = columns.findIndex((field, index) => field !== undefined && columns.indexOf(field) !== index);
  if (strange !== undefined || twice >= 0)
    return refuse("team.csvColumn", { column: (strange ?? head.record[twice]!).slice(0, 60) }, "/file");
  if (rows.length === 0) return refuse("team.csvEmpty", {}, "/file");
  if (rows.length > MOST_LINES) return refuse("team.csvTooMany", { count: MOST_LINES }, "/file");
  return accept(
    rows.map(({ record, info }) => {
      const cell = (field: Field): string => (record[columns.indexOf(field)] ?? "").slice(0, 500);
      return { line: info.lines, typed: Object.fromEntries(fields.map((field) => [field, cell(field)])) as Typed };
    }),
  );
}
