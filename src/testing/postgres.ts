import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { endLeftovers } from "../../tools/lib/leftovers.mjs";
import { migrate } from "../server/db.ts";
import { startEmbedded } from "../server/postgres/embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this run, and the migrated template on it. */
    postgres: { readonly admin: pg.PoolConfig; readonly template: string; readonly external: boolean };
  }
}

export type FreshDatabase = {
  /** For a pool of as many real connections as the application has. */
  readonly connection: pg.PoolConfig;
  /** Ends what is still connected, and removes the database. */
  drop(): Promise<void>;
};

const migrations = path.resolve(import.meta.dirname, "../../migrations");
let made = 0;

/** A database of one's own: empty but for what the migrations put there. */
export async function freshDatabase(options: { readonly migrated?: boolean } = {}): Promise<FreshDatabase> {
  const { admin, template } = inject("postgres");
  const name = `t_${process.pid}_${Date.now().toString(36)}_${made++}`;
  await ask(admin, `create database ${name} template ${options.migrated === false ? "template0" : template}`);

  return {
    connection: { ...onDatabase(admin, name), max: 16 },
    drop: () => ask(admin, `drop database if exists ${name} with (force)`),
  };
}

/** Whether the stories run on the external server this time. */
export const onExternalServer = (): boolean => inject("postgres").external;

/** One server per project of a run: the embedded one in a temporary folder, or the one of TEST_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server =
    given && project.name === "external" ? { admin: { connectionString: given }, stop: async () => {} } : await temporaryServer();
  const template = `template_${process.pid}_${project.name}`;

  try {
    await ask(server.admin, `drop database if exists ${template} with (force)`);
    await ask(server.admin, `create database ${template} template template0 encoding 'UTF8'`);
    const pool = new pg.Pool(onDatabase(server.admin, template));
    pool.on("error", () => {});
    await migrate(pool, migrations).finally(() => pool.end());
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgres", { admin: server.admin, template, external: project.name === "external" });

  return async () => {
    await ask(server.admin, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function temporaryServer(): Promise<{ admin: pg.PoolConfig; stop(): Promise<void> }> {
  endLeftovers();
  const dataDir = mkdtempSync(path.join(tmpdir(), `entente-test-${process.pid}-`));
  await chmod(dataDir, 0o711);
  // A test's data need not survive the machine, so nothing waits for the disk. Everything else is as it is for a partner.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };
  const server = await startEmbedded({ dataDir, log: () => {}, settings });

  return {
    admin: { ...server.connection },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function onDatabase(admin: pg.PoolConfig, name: string): pg.PoolConfig {
  if (admin.connectionString === undefined) return { ...admin, database: name };
  const url = new URL(admin.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.href };
}

async function ask(config: pg.PoolConfig, text: string): Promise<void> {
  const client = new pg.Client(config as pg.ClientConfig);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
