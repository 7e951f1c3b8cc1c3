import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { rooms } from "../../src/rooms/all.ts";
import { migrate } from "../../src/server/db.ts";
import { describe } from "../../src/server/openapi.ts";
import { startEmbedded } from "../../src/server/postgres/embedded.ts";
import { permissionsOf } from "./permissions.ts";
import { schemaOf } from "./schema.ts";

/** `npm run generate`: writes openapi.json, permissions.md and schema.sql, which are committed so that a review sees the shape change. */
async function main(): Promise<void> {
  writeFileSync("openapi.json", `${JSON.stringify(describe(rooms), null, 2)}\n`);

  writeFileSync("permissions.md", permissionsOf(rooms));

  const dataDir = mkdtempSync(path.join(tmpdir(), "entente-generate-"));
  // PostgreSQL runs as another user than root and has to pass through.
  chmodSync(dataDir, 0o711);
  const server = await startEmbedded({ dataDir, log: () => {} });
  const pool = new pg.Pool(server.connection);
  try {
    await migrate(pool, path.resolve("migrations"));
    writeFileSync("schema.sql", await schemaOf(pool));
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
