import { CsvError, parse } from "csv-parse/sync";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { ReceiptField, TypedReceipt } from "./receipt.rules.ts";
import { receiptFields } from "./receipt.rules.ts";
import type { StatementLine } from "./statement.rules.ts";
import { columnOf, placed, separatorOf } from "./statement.rules.ts";

export type StatementRefusal =
  | "purchasing.statementMissing"
  | "purchasing.statementUnreadable"
  | "purchasing.statementColumns"
  | "purchasing.statementEmpty"
  | "purchasing.statementTooLong";

/** Strictly UTF-8: a byte of another encoding would make another name. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The lines of a statement by their columns (RFC 4180, comma or semicolon); nothing is judged yet but the file itself. Columns of the bank's own are left. */
export function readStatement(bytes: Uint8Array | undefined, most: number): Decision<readonly StatementLine[], StatementRefusal> {
  if (!bytes || bytes.length === 0) return refuse("purchasing.statementMissing", {}, "/file");
  const text = decode(bytes);
  if (text === undefined) return refuse("purchasing.statementUnreadable", {}, "/file");
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const delimiter = separatorOf(text.split(/\r?\n/, 1)[0] ?? "");
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_records_with_empty_values: true, to: most + 2 };
    records = parse(text, options) as unknown as typeof records;
  } catch (error) {
    if (error instanceof CsvError) return refuse("purchasing.statementUnreadable", {}, "/file");
    throw error;
  }
  const [head, ...rows] = records;
  const columns = (head?.record ?? []).map(columnOf);
  const missing = receiptFields.filter((field) => !columns.includes(field));
  if (missing.length > 0) return refuse("purchasing.statementColumns", { fields: missing }, "/file");
  if (rows.length === 0) return refuse("purchasing.statementEmpty", {}, "/file");
  if (rows.length > most) return refuse("purchasing.statementTooLong", { count: most }, "/file");
  const cell = (record: readonly string[], field: ReceiptField) => (record[columns.indexOf(field)] ?? "").slice(0, 1000);
  return accept(
    placed(
      rows.map(({ record, info }) => ({
        line: info.lines,
        typed: Object.fromEntries(receiptFields.map((field) => [field, cell(record, field)])) as TypedReceipt,
      })),
    ),
  );
}
