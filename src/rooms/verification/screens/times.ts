import { writeDay, writeInstant } from "../../../kit/format.ts";
import { useShell } from "../../../web/shell.ts";
import { useLang } from "../../../web/words.ts";

/** The calendar day of an instant in the programme's zone, as `YYYY-MM-DD`. */
export const dayIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(instant));

/** Writes the day of an instant: « 9 mars 2027 ». */
export function useDayOf(): (instant: string) => string {
  const lang = useLang();
  const { timeZone } = useShell();
  return (instant) => writeDay(dayIn(instant, timeZone), lang);
}

/** Writes an instant: « 9 mars 2027 à 14:05 ». */
export function useTimeOf(): (instant: string) => string {
  const lang = useLang();
  const { timeZone } = useShell();
  return (instant) => writeInstant(instant, lang, timeZone);
}
