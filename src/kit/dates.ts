import { Temporal } from "temporal-polyfill";

/** A calendar day, `YYYY-MM-DD`. A day is a day in the programme's time zone. */
export type Day = string;
/** An instant, RFC 3339 in UTC: `2027-11-21T09:00:00Z`. */
export type Instant = string;

export const dayOf = (instant: Instant, zone: string): Day =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** An instant as it is read in a zone, to the minute, the way spreadsheets take it: `2026-04-02 14:05`. */
export const minuteOf = (instant: Instant, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");

export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/** Always from the anchor, never from the previous anniversary: 29 February comes back in leap years (handbook C6). */
export const anniversary = (anchor: Day, years: number): Day => Temporal.PlainDate.from(anchor).add({ years }).toString();

export const addMonths = (anchor: Day, months: number): Day => Temporal.PlainDate.from(anchor).add({ months }).toString();

export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;

/** The first instant of a day in a zone: what is due on a day is due from here. */
export const startOf = (day: Day, zone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).toInstant().toString();

export const addSeconds = (instant: Instant, seconds: number): Instant => Temporal.Instant.from(instant).add({ seconds }).toString();

/** The day after `days` working days (Monday to Friday, less the given holidays), counted from the day after `from`. */
export function addWorkingDays(from: Day, days: number, holidays: ReadonlySet<Day> = new Set()): Day {
  let day = Temporal.PlainDate.from(from);
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5 && !holidays.has(day.toString())) left--;
  }
  return day.toString();
}
