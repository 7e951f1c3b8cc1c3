import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Header } from "tar-stream";
import { extract } from "tar-stream";
import { migrate } from "../db.ts";
import { StartError } from "../postgres/errors.ts";
import type { Secret } from "../secret.ts";
import type { Shelf } from "../shelf/shelf.ts";
import type { Tell } from "./format.ts";
import { End, Manifest, placeOf } from "./format.ts";
import type { Saved } from "./save.ts";
import { quoted } from "./save.ts";

export type Target = {
  readonly connection: pg.PoolConfig;
  readonly shelf: Shelf;
  readonly secret: Secret;
  /** The folder of this edition's migrations. */
  readonly migrations: string;
  readonly tell: Tell;
};

type Entry = Readable & { readonly header: Header };

/**
 * Puts a backup into a database that nobody has used, in one transaction: it is there whole, or not at all. Rows are checked by every
 * constraint again. A restore that was cut short is begun anew.
 * @throws StartError with one sentence when the file is none of ours or not whole, is of a newer edition, was sealed with another secret,
 * or when the database is in use.
 */
export async function restore(file: string, target: Target): Promise<Saved & { readonly at: string }> {
  const pool = new pg.Pool({ ...target.connection, max: 2 });
  pool.on("error", () => {});
  const archive = extract();
  const read = pipeline(createReadStream(file), createGunzip(), archive);
  // The same failure ends the loop below, which tells of it.
  read.catch(() => {});
  try {
    return await load(archive, pool, target);
  } catch (error) {
    if (error instanceof StartError) throw error;
    // An entry that was cut off only says that its stream is gone; the reading knows why.
    const gone = /stream was destroyed/i.test((error as Error).message);
    const cause = gone
      ? await read.then(
          () => error,
          (why: unknown) => why,
        )
      : error;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new StartError(`There is no file ${file}.`);
    if (code?.startsWith("Z_") || /end of data|tar header|premature close/i.test(message))
      throw new StartError(`${file} is not a whole backup (${message}): nothing was restored.`);
    throw error;
  } finally {
    archive.destroy();
    await pool.end();
  }
}

async function load(archive: ReturnType<typeof extract>, pool: pg.Pool, target: Target): Promise<Saved & { at: string }> {
  const entries = archive[Symbol.asyncIterator]() as AsyncIterator<Entry>;
  const next = async (): Promise<Entry | undefined> => {
    const { done, value } = await entries.next();
    return done ? undefined : value;
  };

  const first = await next();
  if (first?.header.name !== placeOf.manifest)
    throw new StartError("This is not a backup of Entente: it does not begin with its manifest.");
  const parsed = Manifest.safeParse(JSON.parse((await whole(first)).toString("utf8")));
  if (!parsed.success) throw new StartError("This backup has a form that this edition does not know.");
  const manifest = parsed.data;
  await check(manifest, target);
  if (!(await isUnused(pool))) throw new StartError("The database is in use: a backup is restored into one that nobody has used.");
  const names = manifest.migrations.map(({ name }) => name);
  await migrate(pool, target.migrations, names);

  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("begin");
    const laid = await layBare(client);
    const known = await columnsOf(client);
    for (const { name, columns } of manifest.tables)
      if (columns.some((column) => !known.get(name)?.has(column)))
        throw new StartError(`The table ${name} of this backup is not one that its migrations make.`);

    let end: End | undefined;
    const rows: Record<string, number> = {};
    let files = 0;
    let filling = undefined as Filling | undefined;
    const finish = async (): Promise<void> => {
      if (filling) rows[filling.table] = await filling.end();
      filling = undefined;
    };
    for (let entry = await next(); entry; entry = await next()) {
      const [kind, name = ""] = entry.header.name.split("/");
      if (kind === "database") {
        if (filling?.table !== name) {
          await finish();
          target.tell(`${name} …`);
        }
        const table = manifest.tables.find((one) => one.name === name);
        if (!table) throw new StartError(`The manifest of this backup does not tell of the table ${name}: nothing was restored.`);
        filling ??= fillTable(client, table);
        await filling.take(entry);
      } else if (kind === "files") {
        await finish();
        await target.shelf.put(name, await whole(entry));
        files++;
      } else if (entry.header.name === placeOf.end) {
        await finish();
        end = End.parse(JSON.parse((await whole(entry)).toString("utf8")));
      }
    }
    const wrong = end && Object.entries(end.rows).find(([table, count]) => (rows[table] ?? 0) !== count);
    if (!end || wrong || end.files !== files)
      throw new StartError(`The file is not a whole backup (${wrong ? wrong[0] : "its end is missing"}): nothing was restored.`);

    for (const { name, value, called } of manifest.sequences)
      await client.query("select setval($1, $2, $3)", [quoted(name), value, called]);
    await laid.restore();
    await client.query("commit");
    broken = false;
    return { at: manifest.at, tables: manifest.tables.length, rows: Object.values(rows).reduce((sum, one) => sum + one, 0), files };
  } finally {
    // A connection in the middle of a COPY is good for nothing more; without it the transaction is undone.
    client.release(broken);
  }
}

async function check(manifest: Manifest, { secret, migrations }: Target): Promise<void> {
  const known = new Map<string, string>();
  for (const name of (await readdir(migrations)).filter((one) => one.endsWith(".sql")))
    known.set(
      name,
      createHash("sha256")
        .update(await readFile(path.join(migrations, name)))
        .digest("hex"),
    );
  const other = manifest.migrations.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (other)
    throw new StartError(
      `This backup is of another edition (${manifest.edition}): this one does not know its migration ${other.name} as it was. Restore it with that edition.`,
    );
  if (manifest.secretFingerprint !== secret.fingerprint())
    throw new StartError(
      `This backup was sealed with another secret: what it keeps would not open. Give the secret of the house it was taken from as ENTENTE_SECRET, or put its file “secret” into the data folder.`,
    );
}

/** A house writes its secret's fingerprint the first time it starts. */
async function isUnused(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ house: string | null }>("select to_regclass('public.house')::text as house");
  if (!rows[0]!.house) return true;
  return (await pool.query("select 1 from house where key = 'secretFingerprint'")).rowCount === 0;
}

async function columnsOf(client: pg.PoolClient): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select format('%s.%s', table_schema, table_name) as name, array_agg(column_name::text) as columns from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema') and is_generated = 'NEVER' group by 1`);
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
}

/** Tables empty, without triggers and without references between them, so that their rows come in any order; then as they were. */
async function layBare(client: pg.PoolClient): Promise<{ restore(): Promise<void> }> {
  const { rows: tables } = await client.query<{ name: string }>(`
    select format('%s.%s', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and (schemaname, tablename) <> ('public', 'migrations')`);
  const { rows: references } = await client.query<{ name: string; constraint: string; text: string }>(`
    select format('%s.%s', n.nspname, c.relname) as name, o.conname as constraint, pg_get_constraintdef(o.oid) as text
    from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and n.nspname not in ('pg_catalog', 'information_schema')`);
  const all = (write: (name: string) => string): Promise<unknown> => client.query(tables.map(({ name }) => write(quoted(name))).join(";"));
  await all((name) => `alter table ${name} disable trigger user`);
  for (const { name, constraint } of references)
    await client.query(`alter table ${quoted(name)} drop constraint ${pg.escapeIdentifier(constraint)}`);
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")}`);
  return {
    restore: async () => {
      for (const { name, constraint, text } of references)
        await client.query(`alter table ${quoted(name)} add constraint ${pg.escapeIdentifier(constraint)} ${text}`);
      await all((name) => `alter table ${name} enable trigger user`);
    },
  };
}

type Filling = { readonly table: string; take(part: Readable): Promise<void>; end(): Promise<number> };

/** One COPY for all parts of a table. */
function fillTable(client: pg.PoolClient, { name, columns }: Manifest["tables"][number]): Filling {
  const stream = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(pg.escapeIdentifier).join(", ")}) from stdin`));
  const ended = new Promise<void>((done, fail) => stream.once("finish", done).once("error", fail));
  ended.catch(() => {});
  return {
    table: name,
    take: async (part) => {
      for await (const chunk of part) await written(stream, chunk as Buffer, ended);
    },
    end: async () => {
      stream.end();
      await ended;
      return stream.rowCount;
    },
  };
}

/** Waits while the database is behind; what the database says against a row ends the waiting too. */
async function written(stream: Writable, chunk: Buffer, ended: Promise<void>): Promise<void> {
  if (stream.write(chunk)) return;
  await Promise.race([new Promise((drained) => stream.once("drain", drained)), ended]);
}

async function whole(entry: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
