import type { Instant } from "../kit/dates.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";
import type { Secret } from "./secret.ts";

/** At most so many tries under one key within so many seconds, counted from the first of them. */
export type Limit = { readonly key: string; readonly most: number; readonly seconds: number };

/** The key of a counter. What it counts for (an address, a person) is in it as a blind index: the table tells nobody who tried. */
export const throttleKey = (secret: Secret, what: string, whose: string): string =>
  `${what}:${secret.blindIndex(whose, "throttle").toString("base64url")}`;

/** IPv6 hands every household billions of addresses, so a network of 64 bits counts as one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const parts = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const whole = tail === undefined ? parts : [...parts, ...Array<string>(Math.max(0, 8 - parts.length - after.length)).fill("0"), ...after];
  return whole
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}

/**
 * Counts one try under each key, on the machine's clock, in one statement that stands by itself: a try is counted before it is made, so that
 * many at once do not slip through. Counters whose time is over are swept a few at a time on the way.
 * @returns the seconds to wait, or 0 when the try may be made.
 */
export async function countTry(db: Db, limits: readonly Limit[], machine: Instant): Promise<number> {
  const keys = limits.map(({ key }) => key);
  const rows = await db.query<{ key: string; count: number; left: number }>(sql`
    with swept as (
      delete from throttles where key in (
        select key from throttles where until <= ${machine}::timestamptz and key <> all(${keys}::text[]) order by until limit 4 for update skip locked
      )
    )
    insert into throttles (key, count, until)
    select key, 1, ${machine}::timestamptz + make_interval(secs => seconds)
    from unnest(${keys}::text[], ${limits.map(({ seconds }) => seconds)}::int[]) as limits(key, seconds) order by key
    on conflict (key) do update set
      count = case when throttles.until <= ${machine}::timestamptz then 1 else throttles.count + 1 end,
      until = case when throttles.until <= ${machine}::timestamptz then excluded.until else throttles.until end
    returning key, count, ceil(extract(epoch from until - ${machine}::timestamptz))::int as left`);
  const over = rows.filter(({ key, count }) => count > limits.find((limit) => limit.key === key)!.most);
  return over.length === 0 ? 0 : Math.max(1, ...over.map(({ left }) => left));
}

/** A try that turned out well, or that was never made, does not count against the next; whoever proved who they are starts afresh. */
export const settleTries = (db: Db, tries: { uncount?: readonly string[]; forget?: readonly string[] }): Promise<unknown> =>
  db.query(sql`
    with forgotten as (delete from throttles where key = any(${tries.forget ?? []}::text[]))
    update throttles set count = count - 1 where key = any(${tries.uncount ?? []}::text[]) and count > 0`);
