import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Connection } from "./embedded.ts";
import { SecondCopyError } from "./errors.ts";

export type CopyLock = { release(): Promise<void> };

const lockKey = 4_702_002;
const patience = { takeMs: 2_000, retakeMs: 60_000 };

/**
 * One living copy per embedded database, held by a session of its own: whatever way the copy dies, the session dies with it and the
 * lock is free. When the database is brought back the lock is taken again; `onLost` hears when another copy was faster.
 *
 * @throws SecondCopyError when a living copy holds it.
 */
export async function holdCopyLock(connection: Connection, onLost: (error: Error) => void = () => {}): Promise<CopyLock> {
  let released = false;
  const wanted = (): boolean => !released;
  let client = await take(connection, patience.takeMs, wanted, () => void retake());

  async function retake(): Promise<void> {
    if (released) return;
    try {
      client = await take(connection, patience.retakeMs, wanted, () => void retake());
      if (released) await client.end();
    } catch (error) {
      if (!released) onLost(error as Error);
    }
  }

  return {
    release: async () => {
      released = true;
      await client.end().catch(() => {});
    },
  };
}

async function take(connection: Connection, withinMs: number, wanted: () => boolean, onEnd: () => void): Promise<pg.Client> {
  const begun = Date.now();
  for (;;) {
    let last: Error;
    const client = new pg.Client({ ...connection, application_name: "entente copy lock", keepAlive: true });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [lockKey]);
      if (rows[0]!.held) {
        client.once("end", onEnd);
        return client;
      }
      last = new SecondCopyError();
    } catch (error) {
      last = error as Error;
    }
    await client.end().catch(() => {});
    // A copy killed a moment ago may still be leaving, and a database brought back takes a moment to answer.
    if (!wanted() || Date.now() - begun > withinMs) throw last;
    await pause(100);
  }
}
