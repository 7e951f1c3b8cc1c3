import pg from "pg";
import { startEmbedded } from "../server/postgres/embedded.ts";
import { holdCopyLock } from "../server/postgres/lock.ts";

/**
 * A whole copy of the application as far as its database goes: starts it, takes the lock, writes numbered rows and says each number
 * once it is acknowledged. The tests kill it.
 */
async function copy(dataDir: string, binaries: string): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const embedded = await startEmbedded({ dataDir, binaries, log: (sentence) => say(`log ${sentence}`) });
  const lock = await holdCopyLock(embedded.connection, (error) => say(`lost ${error.message}`));
  say(`up ${JSON.stringify({ adopted: embedded.adopted, host: embedded.connection.host })}`);

  let ending = false;
  process.once("SIGTERM", () => {
    ending = true;
  });

  const pool = new pg.Pool({ ...embedded.connection, max: 1 });
  pool.on("error", () => {});
  await pool.query("create table if not exists written (n bigint generated always as identity)");
  while (!ending) {
    try {
      const { rows } = await pool.query("insert into written default values returning n");
      say(`wrote ${rows[0].n}`);
    } catch {
      say("broken");
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  await pool.end();
  await embedded.stop();
  await lock.release();
  say("ended");
}

copy(process.argv[2]!, process.argv[3]!).catch((error: Error) => {
  process.stdout.write(`refused ${error.name}: ${error.message}\n`);
  process.exit(1);
});
