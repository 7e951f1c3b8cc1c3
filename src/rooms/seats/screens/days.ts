const parts = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in the programme's time zone: `2026-06-23`. */
export function dayIn(timeZone: string, instant: string): string {
  const format = parts.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  parts.set(timeZone, format);
  return format.format(new Date(instant));
}
