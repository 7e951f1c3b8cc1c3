import type { PoolClient } from "pg";
import type { Database } from "./db.ts";

const AGAIN_MS = 500;

/**
 * Hears what other processes say on the database's channels, on a connection of its own. A connection that breaks is made again: the
 * database may be brought back under a living house. What was said meanwhile is caught up with by calling everybody once.
 */
export async function listen(db: Database, channels: Readonly<Record<string, () => void>>): Promise<{ close(): void }> {
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const open = async (): Promise<void> => {
    const made = await db.pool.connect();
    client = made;
    made.on("notification", ({ channel }) => channels[channel]?.());
    made.on("error", () => {
      // Closed already, or heard once before: a connection is given back one time only.
      if (client !== made) return;
      client = undefined;
      made.release(true);
      again();
    });
    for (const channel of Object.keys(channels)) await made.query(`listen ${channel}`);
  };
  const again = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      open().then(
        () => {
          for (const call of Object.values(channels)) call();
        },
        () => again(),
      );
    }, AGAIN_MS);
    timer.unref();
  };

  await open();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      last?.release(true);
    },
  };
}
