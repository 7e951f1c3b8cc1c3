import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

// A calendar date stays text, a count is a number, an instant is RFC 3339 in UTC: no JavaScript Date ever holds a day.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`a count beyond what a number holds: ${text}`);
  return value;
});
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString().replace(".000Z", "Z"));

/** A statement with its values. Its name is the hash of its text, so that PostgreSQL prepares it once per connection. */
export type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly name: string };

const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
    names.set(text, name);
  }
  return name;
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && "text" in value && "values" in value && "name" in value;

/** `sql\`select … where id = ${id}\``: values become parameters, a nested statement becomes part of the text. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Statement {
  const values: unknown[] = [];
  let text = strings[0]!;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (isStatement(part)) {
      text += part.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[i + 1]!;
  }
  return { text, values, name: nameOf(text) };
}

export type Row = Record<string, unknown>;

/** Where a statement can be asked: the pool for one statement, a transaction for several that stand or fall together. */
export interface Db {
  query<T = Row>(statement: Statement): Promise<T[]>;
  /** The first row, or undefined. */
  one<T = Row>(statement: Statement): Promise<T | undefined>;
}

export interface Tx extends Db {
  readonly inTransaction: true;
}

const ask = async <T>(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<T[]> =>
  (await client.query({ name: statement.name, text: statement.text, values: statement.values as unknown[] })).rows as T[];

const asDb = (client: pg.Pool | pg.PoolClient): Db => ({
  query: (statement) => ask(client, statement),
  one: async <T>(statement: Statement) => (await ask<T>(client, statement))[0],
});

/** Thrown to leave a transaction without its effects; the carried value is the answer. */
export class Rollback extends Error {
  constructor(readonly answer: unknown) {
    super("rolled back on purpose");
  }
}

const retryable = new Set(["40001", "40P01"]);

export class Database implements Db {
  readonly pool: pg.Pool;
  private readonly direct: Db;

  constructor(connection: pg.PoolConfig, onError: (error: Error) => void = () => {}) {
    // Pipelined: what is asked at once on one connection goes out at once and is answered in that order.
    this.pool = new pg.Pool({ max: 16, pipeline: true, ...connection } as pg.PoolConfig);
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on("error", onError);
    this.direct = asDb(this.pool);
  }

  query<T = Row>(statement: Statement): Promise<T[]> {
    return this.direct.query<T>(statement);
  }

  one<T = Row>(statement: Statement): Promise<T | undefined> {
    return this.direct.one<T>(statement);
  }

  /**
   * Runs `work` in one transaction. A deadlock is tried again twice; a `Rollback` undoes everything and gives its answer.
   * `begin` goes out with the first statement, and what `last` makes of the answer with `commit`: neither costs a round trip of its own.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, last?: (answer: T) => Statement | undefined): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        const begun = client.query("begin");
        // Should it fail, every statement behind it fails too, and one of those is waited for.
        begun.catch(() => {});
        const answer = await work({ ...asDb(client), inTransaction: true });
        const final = last?.(answer);
        const ends = [begun, ...(final ? [ask(client, final)] : []), client.query("commit")];
        // A commit behind a statement that failed undoes everything; it is waited for, so that the connection is quiet when it is given back.
        for (const end of await Promise.allSettled(ends)) if (end.status === "rejected") throw end.reason;
        return answer;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
        if (error instanceof Rollback) return error.answer as T;
        if (attempt < 3 && retryable.has((error as { code?: string }).code ?? "")) continue;
        throw error;
      } finally {
        client.release(broken);
      }
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

const MIGRATION_LOCK = 4_702_001;

/**
 * Applies what is missing, in order, each file in its own transaction, under one lock: two processes starting at once apply each file once.
 * `only` leaves out the rest, for a database that is to be as an earlier edition had it.
 */
export async function migrate(pool: pg.Pool, folder: string, only?: readonly string[]): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql") && (only?.includes(file) ?? true)).sort();
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      "create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    );
    const done = new Map(
      (await client.query<{ name: string; sha256: string }>("select name, sha256 from migrations")).rows.map((row) => [
        row.name,
        row.sha256,
      ]),
    );
    for (const file of files) {
      const text = await readFile(path.join(folder, file), "utf8");
      const sha256 = createHash("sha256").update(text).digest("hex");
      const before = done.get(file);
      if (before === sha256) continue;
      if (before !== undefined)
        throw new Error(`migration ${file} has changed since it was applied; migrations only go forward, in new files`);
      await client.query("begin");
      try {
        await client.query(text);
        await client.query("insert into migrations (name, sha256) values ($1, $2)", [file, sha256]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new Error(`migration ${file}: ${(error as Error).message}`, { cause: error });
      }
      applied.push(file);
    }
    const unknown = [...done.keys()].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new Error(`the database was used by a newer edition: it knows ${unknown.join(", ")}`);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
  return applied;
}
