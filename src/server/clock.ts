import type { Day, Instant } from "../kit/dates.ts";
import { dayOf } from "../kit/dates.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";

/**
 * Two clocks, read nowhere else. The business clock (terms, reminders, links, orders) travels in the sandbox and lives in the database;
 * the machine's clock (sessions, throttles, leases, second factors) never travels.
 */
export interface Clock {
  /** The business instant. */
  now(): Instant;
  /** The business day in the programme's time zone. */
  today(): Day;
  /** The machine's instant, for sessions, throttles and leases. */
  machine(): Instant;
  readonly zone: string;
}

const iso = (ms: number): Instant => new Date(ms).toISOString().replace(".000Z", "Z");

const KEY = "businessClock";

/** A clock that may be ahead of the machine's, never behind it. */
export class HouseClock implements Clock {
  private aheadMs = 0;

  constructor(readonly zone: string) {}

  now(): Instant {
    return iso(Date.now() + this.aheadMs);
  }

  today(): Day {
    return dayOf(this.now(), this.zone);
  }

  machine(): Instant {
    return iso(Date.now());
  }

  /** Reads how far the database says the business clock is ahead. Of two readings under way the later one counts, whichever answers last. */
  async read(db: Db): Promise<void> {
    const row = await db.one<{ value: string }>(sql`select value from house where key = ${KEY}`);
    this.aheadMs = Math.max(this.aheadMs, Number(row?.value ?? 0));
  }

  /** Forward only: an instant already passed changes nothing. Every process hears of it. */
  async moveTo(db: Db, instant: Instant): Promise<void> {
    const ahead = Date.parse(instant) - Date.now();
    await db.query(sql`
      with moved as (
        insert into house (key, value) values (${KEY}, ${String(ahead)})
        on conflict (key) do update set value = excluded.value where excluded.value::bigint > house.value::bigint
      )
      select pg_notify('clock', '')`);
    await this.read(db);
  }
}
