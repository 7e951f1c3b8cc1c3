import type { Programme } from "../programme/schema.ts";
import type { HouseClock } from "./clock.ts";
import type { Database } from "./db.ts";
import type { Hearing } from "./ledger.ts";
import type { Refusals } from "./problems.ts";
import type { Sealing } from "./sealing.ts";
import type { Secret } from "./secret.ts";
import type { Settings } from "./settings.ts";

export type Log = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

/** What every action can reach. One per process; nothing in it remembers a request. */
export type House = {
  readonly settings: Settings;
  readonly db: Database;
  readonly clock: HouseClock;
  readonly programme: Programme;
  readonly secret: Secret;
  readonly sealing: Sealing;
  readonly log: Log;
  readonly hearing: Hearing;
  /** Every room's sentences for its facts, by type, for activity lists. */
  readonly factWords: Refusals;
  /** The public address, without a slash at its end. */
  readonly url: string;
};
