import type { Programme } from "../programme/schema.ts";
import type { HouseClock } from "./clock.ts";
import type { Database, Db } from "./db.ts";
import type { Hearing } from "./ledger.ts";
import type { Refusals } from "./problems.ts";
import type { Sealing } from "./sealing.ts";
import type { Secret } from "./secret.ts";
import type { Settings } from "./settings.ts";
import type { Shelf } from "./shelf/shelf.ts";

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
  /** With every published version of its agreements; another object after each publication. */
  readonly programme: Programme;
  /** Reads again what is published, after a transaction that published something; through a transaction where one is under way. */
  readonly readAgreements: (through?: Db) => Promise<void>;
  readonly secret: Secret;
  readonly sealing: Sealing;
  /** Where the sealed contents of files lie. */
  readonly files: Shelf;
  readonly log: Log;
  readonly hearing: Hearing;
  /** Every room's sentences for its facts, by type, for activity lists. */
  readonly factWords: Refusals;
  /** The public address, without a slash at its end. */
  readonly url: string;
};
