import { expect, test } from "vitest";
import { freshDatabase } from "../../testing/postgres.ts";
import { Database, type Db } from "../db.ts";
import { checkOutside } from "./outside.ts";

test("a database of a supported version, in UTF-8, with accents, is taken", async () => {
  const database = await freshDatabase();
  const db = new Database(database.connection);

  await expect(checkOutside(db)).resolves.toBeUndefined();
  await db.close();
  await database.drop();
});

const good = { version: 15, encoding: "UTF8", folds: true, primary: true };
test.each([
  ["too old a version", { version: 14 }, /PostgreSQL 14, and Entente runs on 15 to 18/],
  ["a version nobody tried", { version: 19 }, /PostgreSQL 19/],
  ["another encoding", { encoding: "LATIN1" }, /written in LATIN1: make it with ENCODING 'UTF8'/],
  ["a locale without accents", { folds: false }, /make it with a UTF-8 locale/],
  ["a standby", { primary: false }, /give the address of the primary/],
])("%s stops the start with one sentence", async (_, less, sentence) => {
  const answering = { one: async () => ({ ...good, ...less }), query: async () => [] } as unknown as Db;

  await expect(checkOutside(answering)).rejects.toMatchObject({ name: "StartError", message: expect.stringMatching(sentence) });
});

test("a database made with the locale C is recognised on this very server", async () => {
  const database = await freshDatabase({ migrated: false });
  const db = new Database(database.connection);
  await db.pool.query("drop database if exists plain_c");
  await db.pool.query("create database plain_c template template0 encoding 'UTF8' locale_provider libc locale 'C'");
  const connection = database.connection.connectionString
    ? { connectionString: database.connection.connectionString.replace(/\/\w+$/, "/plain_c") }
    : { ...database.connection, database: "plain_c" };
  const plain = new Database(connection);

  await expect(checkOutside(plain)).rejects.toThrow(/UTF-8 locale/);
  await plain.close();
  await db.pool.query("drop database plain_c");
  await db.close();
  await database.drop();
});
