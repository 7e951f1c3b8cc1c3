const dayMs = 86_400_000;
const stamp = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`);

/** Where a day stands between two others, 0 to 1. Days are calendar days as written; no zone moves them. */
export const shareOf =
  (from: string, to: string) =>
  (day: string): number =>
    Math.min(1, Math.max(0, (stamp(day) - stamp(from)) / Math.max(dayMs, stamp(to) - stamp(from))));

export const daysBetween = (from: string, to: string): number => Math.round((stamp(to) - stamp(from)) / dayMs);

export const dayAfter = (day: string, days: number): string => new Date(stamp(day) + days * dayMs).toISOString().slice(0, 10);

/** The firsts of the months between two days. */
export function firsts(from: string, to: string): string[] {
  const found: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, "0")}-01`;
    if (day > to) return found;
    found.push(day);
  }
}
