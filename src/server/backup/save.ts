import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { pack } from "tar-stream";
import { StartError } from "../postgres/errors.ts";
import type { Shelf } from "../shelf/shelf.ts";
import type { End, Manifest, Tell } from "./format.ts";
import { BACKUP_LOCK, PART_BYTES, placeOf } from "./format.ts";

export type Source = {
  readonly connection: pg.PoolConfig;
  readonly shelf: Shelf;
  readonly edition: string;
  readonly at: string;
  readonly tell: Tell;
};

export type Saved = { readonly tables: number; readonly rows: number; readonly files: number };

/**
 * Writes a backup of a house, running or not, as it is at one moment: all of it is read in one snapshot, and no content of a file is
 * cleared away meanwhile. The file has its name only once it is whole.
 * @throws StartError when the file is there already, another backup is under way, or there is no house to save.
 */
export async function save(file: string, source: Source): Promise<Saved> {
  if (existsSync(file)) throw new StartError(`${file} is there already, and nothing is written over: choose another name.`);
  const half = `${file}.${process.pid}.part`;
  const client = new pg.Client(source.connection as pg.ClientConfig);
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [BACKUP_LOCK]);
    if (!rows[0]!.held) throw new StartError("Another backup of this database is under way: wait for its end.");
    await client.query("begin isolation level repeatable read read only");
    const manifest = await describe(client, source);

    const archive = pack();
    const target = createWriteStream(half, { flags: "wx", mode: 0o600 });
    const written = pipeline(archive, createGzip(), target);
    const filled = fill(archive, client, manifest, source).catch((error: Error) => {
      archive.destroy(error);
      throw error;
    });
    const [end] = await Promise.all([filled, written]);
    await onDisk(half);
    await rename(half, file);
    return { tables: manifest.tables.length, rows: Object.values(end.rows).reduce((sum, count) => sum + count, 0), files: end.files };
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function onDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function describe(client: pg.Client, { edition, at }: Source): Promise<Manifest> {
  const ask = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => (await client.query<T>(text)).rows;
  const [found] = await ask<{ house: string | null }>("select to_regclass('public.house')::text as house");
  if (!found!.house) throw new StartError("This database holds no house yet: there is nothing to save.");
  const [secret] = await ask<{ value: string }>("select value from house where key = 'secretFingerprint'");
  if (!secret) throw new StartError("This database has never been used: there is nothing to save.");

  const migrations = await ask<{ name: string; sha256: string }>("select name, sha256 from migrations order by name");
  // What the house computes itself is computed again; which migrations ran is told above.
  const tables = await ask<{ name: string; columns: string[] }>(`
    select format('%s.%s', n.nspname, c.relname) as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and c.oid <> 'public.migrations'::regclass
    group by 1 order by 1`);
  const sequences = await ask<{ name: string; value: string; called: boolean }>(`
    select format('%s.%s', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as value, last_value is not null as called
    from pg_sequences where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
  return { format: 1, product: "entente", edition, at, secretFingerprint: secret.value, migrations, tables, sequences };
}

async function fill(archive: ReturnType<typeof pack>, client: pg.Client, manifest: Manifest, source: Source): Promise<End> {
  const { shelf, tell } = source;
  const mtime = new Date(source.at);
  const put = (name: string, bytes: Buffer): Promise<void> =>
    new Promise((done, fail) => {
      archive.entry({ name, size: bytes.length, mode: 0o600, mtime }, (error) => (error ? fail(error) : done())).end(bytes);
    });
  const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

  await put(placeOf.manifest, json(manifest));
  const end: { rows: Record<string, number>; files: number } = { rows: {}, files: 0 };
  for (const { name, columns } of manifest.tables) {
    const stream = client.query(copyTo(`copy ${quoted(name)} (${columns.map(pg.escapeIdentifier).join(", ")}) to stdout`));
    let part = 0;
    let held: Buffer[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      await put(placeOf.part(name, ++part), Buffer.concat(held));
      held = [];
      bytes = 0;
    };
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      held.push(chunk);
      bytes += chunk.length;
      if (bytes >= PART_BYTES) await flush();
    }
    if (bytes > 0) await flush();
    end.rows[name] = stream.rowCount;
    if (stream.rowCount >= 100_000) tell(`${name}: ${stream.rowCount} rows.`);
  }

  const { rows: contents } = await client.query<{ name: string; most: number }>(
    "select encode(sha256, 'hex') as name, max(size) + 64 as most from files group by sha256 order by sha256",
  );
  for (const { name, most } of contents) {
    const bytes = await shelf.get(name, most);
    if (!bytes) throw new StartError(`The content ${name} of a file is not where it should be: the backup would not be whole.`);
    await put(placeOf.file(name), bytes);
    end.files++;
    if (end.files % 1000 === 0) tell(`Files: ${end.files} of ${contents.length}.`);
  }
  await put(placeOf.end, json(end));
  const closed = once(archive, "end");
  archive.finalize();
  await closed;
  return end;
}

/** schema.table as an identifier. */
export const quoted = (name: string): string => name.split(".").map(pg.escapeIdentifier).join(".");
