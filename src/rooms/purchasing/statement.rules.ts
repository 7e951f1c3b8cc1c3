import type { ReceiptField, TypedReceipt } from "./receipt.rules.ts";
import { receiptFields } from "./receipt.rules.ts";

/** What a bank statement's columns are called: as the API names them, and as people head them in either language. */
const headings: Readonly<Record<ReceiptField, readonly string[]>> = {
  receivedOn: ["receivedon", "date", "recule", "receivedonday", "valuedate", "datedevaleur"],
  amount: ["amount", "montant"],
  currency: ["currency", "monnaie", "devise"],
  reference: ["reference", "libelle", "libelleduvirement", "message", "messageofthetransfer"],
  payer: ["payer", "donneurdordre", "payeur", "name", "nom"],
};

/** Letters alone, without accents or capitals: « Libellé du virement » is `libelleduvirement`. */
const folded = (heading: string): string =>
  heading
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");

export const columnOf = (heading: string): ReceiptField | undefined =>
  receiptFields.find((field) => headings[field].includes(folded(heading)));

/** Of two separators the one that the first line has more of. */
export const separatorOf = (line: string): "," | ";" => (line.split(";").length > line.split(",").length ? ";" : ",");

/** A line as it was read, with its place among the lines that say the very same: two equal payments of one day are two. */
export type StatementLine = { readonly line: number; readonly typed: TypedReceipt; readonly place: number };

export function placed(lines: readonly { readonly line: number; readonly typed: TypedReceipt }[]): StatementLine[] {
  const seen = new Map<string, number>();
  return lines.map(({ line, typed }) => {
    const key = JSON.stringify(receiptFields.map((field) => typed[field].toUpperCase().replace(/\s+/g, "")));
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    return { line, typed, place };
  });
}
