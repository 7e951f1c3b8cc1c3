import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import { Database, migrate } from "./db.ts";

let folder: string;
let database: FreshDatabase;
const open: Database[] = [];
const connect = (): Database => {
  const db = new Database(database.connection);
  open.push(db);
  return db;
};
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const tables = async (): Promise<string[]> =>
  (
    await connect().pool.query("select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1")
  ).rows.map((row) => row.tablename);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "entente-migrations-"));
  database = await freshDatabase({ migrated: false });
  write("0001_first.sql", "create table first (n integer); insert into first values (1);");
  write("0002_second.sql", "create table second (n integer);");
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.close()));
  await database.drop();
  rmSync(folder, { recursive: true });
});

test("four processes that start at once apply every file exactly once", async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(connect().pool, folder)));

  expect(applied.flat().sort()).toEqual(["0001_first.sql", "0002_second.sql"]);
  expect((await connect().pool.query("select n from first")).rowCount).toBe(1);
});

test("the next start applies only what is new", async () => {
  await migrate(connect().pool, folder);
  write("0003_third.sql", "create table third (n integer);");

  expect(await migrate(connect().pool, folder)).toEqual(["0003_third.sql"]);
});

test("a file that fails leaves nothing of itself, names itself, and is applied whole once it is right", async () => {
  write("0003_third.sql", "create table third (n integer); select nonsense;");
  await expect(migrate(connect().pool, folder)).rejects.toThrow(/^migration 0003_third\.sql: .*nonsense/);
  expect(await tables()).toEqual(["first", "second"]);

  write("0003_third.sql", "create table third (n integer);");
  expect(await migrate(connect().pool, folder)).toEqual(["0003_third.sql"]);
});

test("a file that changed after it was applied stops the start, and so does a database of a newer edition", async () => {
  await migrate(connect().pool, folder);
  write("0002_second.sql", "create table second (n bigint);");
  await expect(migrate(connect().pool, folder)).rejects.toThrow(/0002_second\.sql has changed since it was applied/);

  rmSync(path.join(folder, "0002_second.sql"));
  await expect(migrate(connect().pool, folder)).rejects.toThrow(/newer edition: it knows 0002_second\.sql/);
});

test("the lock is free again after a failure", async () => {
  write("0003_third.sql", "select nonsense;");
  const db = connect();
  await expect(migrate(db.pool, folder)).rejects.toThrow();

  const { rowCount } = await connect().pool.query(
    "select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  expect(rowCount).toBe(0);
});
