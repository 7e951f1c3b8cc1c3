/** A cell that a spreadsheet would run as a formula is made plain by an apostrophe; a negative number is no formula. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-\d+([.,]\d+)?$/.test(text) ? `'${text}` : text);

const cell = (value: string | number | null, separator: string): string => {
  const text = typeof value === "string" ? inert(value) : String(value ?? "");
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One record of RFC 4180, with its line end; spreadsheets in French expect semicolons between the cells. */
export const csvRecord = (values: readonly (string | number | null)[], separator: "," | ";" = ","): string =>
  `${values.map((value) => cell(value, separator)).join(separator)}\r\n`;
