import path from "node:path";
import type pg from "pg";
import { loadProgramme } from "../programme/load.ts";
import { assemble } from "../server/assemble.ts";
import { secretOf } from "../server/secret.ts";
import { readSettings } from "../server/settings.ts";

/** A house in a process of its own, on a database that exists. Says its address and serves until it is killed: stories kill it. */
async function serve(connection: pg.PoolConfig, secret: string): Promise<void> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const { app } = await assemble({
    settings: readSettings({ PORT: "0", ENTENTE_SANDBOX: "empty", LOG_LEVEL: "silent" }),
    connection,
    programme: loadProgramme(path.resolve("programmes/network")),
    secret: secretOf(secret),
    log: silent,
    migrations: path.resolve("migrations"),
    pages: undefined,
    bellEveryMs: 100,
  });
  process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
}

serve(JSON.parse(process.argv[2]!), process.argv[3]!).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
