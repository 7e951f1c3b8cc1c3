import pg from "pg";
import { expect, test } from "vitest";
import { Database } from "../server/db.ts";
import { checkFingerprint, secretOf } from "../server/secret.ts";
import { freshDatabase } from "./postgres.ts";

test("a test's database is migrated, its own, and gone afterwards", async () => {
  const [one, two] = [await freshDatabase(), await freshDatabase()];
  const [first, second] = [new Database(one.connection), new Database(two.connection)];

  await first.pool.query("insert into house (key, value) values ('seen', 'yes')");
  expect((await second.pool.query("select from house where key = 'seen'")).rowCount).toBe(0);

  await Promise.all([first.close(), second.close()]);
  await one.drop();
  await expect(new pg.Client(one.connection as pg.ClientConfig).connect()).rejects.toThrow(/does not exist/);
  await two.drop();
});

test("sixteen sessions really work at the same time", async () => {
  const { connection, drop } = await freshDatabase();
  const db = new Database(connection);
  // Each session waits on a lock the first one holds: were they one session, or fewer, somebody would never get here.
  const clients = await Promise.all(Array.from({ length: 16 }, () => db.pool.connect()));
  await clients[0]!.query("select pg_advisory_lock(1)");
  const waiting = clients.slice(1).map((client) => client.query("select pg_advisory_lock_shared(1)"));
  while ((await clients[0]!.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount !== 15);

  await clients[0]!.query("select pg_advisory_unlock(1)");
  await Promise.all(waiting);

  for (const client of clients) client.release();
  await db.close();
  await drop();
});

test("a database sealed with one secret refuses another, also when two copies ask first at once", async () => {
  const { connection, drop } = await freshDatabase();
  const db = new Database(connection);
  const [right, wrong] = [secretOf("the first secret of thirty-two characters"), secretOf("a later secret of thirty-two characters")];
  const settings = { secret: "given", data: "/srv/data" };

  await Promise.all([checkFingerprint(db, right, settings), checkFingerprint(db, right, settings)]);
  await expect(checkFingerprint(db, wrong, settings)).rejects.toThrow(/^ENTENTE_SECRET is not the one this database was sealed with/);
  await expect(checkFingerprint(db, wrong, { ...settings, secret: undefined })).rejects.toThrow(
    /^The secret in \/srv\/data\/secret is not the one/,
  );
  await checkFingerprint(db, right, settings);

  await db.close();
  await drop();
});
