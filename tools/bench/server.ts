import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadProgramme } from "../../src/programme/load.ts";
import { assemble } from "../../src/server/assemble.ts";
import { startEmbedded } from "../../src/server/postgres/embedded.ts";
import { secretOf } from "../../src/server/secret.ts";
import { readSettings } from "../../src/server/settings.ts";

/** The measured process: the whole house on an embedded PostgreSQL with durable commits. It tells its parent where it is and ends with it. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "entente-bench-"));
  const postgres = await startEmbedded({ dataDir, log: () => {} });
  const end = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  try {
    const programme = loadProgramme(path.resolve("programmes/network"));
    const settings = readSettings({ PORT: "0", ENTENTE_SANDBOX: "empty", LOG_LEVEL: "silent", ENTENTE_DATA: dataDir });
    const silent = () => {};
    const open = await assemble({
      settings,
      connection: postgres.connection,
      programme,
      secret: secretOf(String(process.env.BENCH_SECRET)),
      log: { info: silent, warn: silent, error: (details, message) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`) },
      migrations: path.resolve("migrations"),
      pages: undefined,
    });
    const base = await open.app.listen({ host: "127.0.0.1", port: 0 });
    process.on("message", (message) => {
      // The house's own jobs (what a purchase grants, mails) are part of the act that asked for them and not of the next one measured.
      if (message === "rest") void open.jobs.drainAll().then(() => process.send?.({ rested: true }));
      if (message === "memory") process.send?.({ memory: process.memoryUsage().rss });
      if (message === "end") void open.close().then(end);
    });
    process.on("disconnect", () => void open.close().then(end, end));
    process.send?.({ base, connection: postgres.connection });
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    await end();
  }
}

await main();
