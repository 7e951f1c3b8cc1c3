import type pg from "pg";
import type { Settings } from "../settings.ts";
import { startEmbedded } from "./embedded.ts";
import { SecondCopyError } from "./errors.ts";
import { holdCopyLock } from "./lock.ts";

export type Reached = {
  readonly connection: pg.PoolConfig;
  /** A house lives on the embedded database at this moment. Of an operator's own server nobody can tell. */
  readonly inUse: boolean;
  end(): Promise<void>;
};

/**
 * The database that the settings name, for a moment's work at the terminal. A running house and its database are left alone; where none
 * runs, the embedded database is started for the moment.
 */
export async function reach(settings: Pick<Settings, "database" | "data">): Promise<Reached> {
  if (settings.database.kind === "external")
    return { connection: { connectionString: settings.database.url }, inUse: false, end: async () => {} };
  const embedded = await startEmbedded({ dataDir: settings.data, log: () => {} });
  const lock = await holdCopyLock(embedded.connection).catch((error: unknown) => {
    if (error instanceof SecondCopyError) return undefined;
    throw error;
  });
  return {
    connection: { ...embedded.connection },
    inUse: lock === undefined,
    end: async () => {
      if (!lock) return;
      await embedded.stop();
      await lock.release();
    },
  };
}
