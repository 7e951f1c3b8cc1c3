import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acknowledged, Copies, written } from "../../testing/copies.ts";
import { installedBinaries } from "./binaries.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { readPostmaster } from "./processes.ts";

const copies = new Copies();
let folder: string;
const root = process.getuid?.() === 0;
/** A user every Debian has, beside the one PostgreSQL runs as under root. */
const ordinary = { uid: 1, gid: 1 };
beforeAll(() => copies.prepare());
afterAll(() => copies.forget());
beforeEach(() => {
  folder = copies.folder();
});
afterEach(() => copies.clear(folder));

const start = (dataDir: string, said: string[] = []): Promise<Embedded> =>
  startEmbedded({ dataDir, log: (sentence) => said.push(sentence) });

test.each([
  ["is longer than a socket's path may be", ["a".repeat(60), "b".repeat(60)]],
  ["holds spaces, commas and accents", ["Société, générale", "données 'd’été'"]],
])("a data folder whose path %s works, and its orphan is found again", async (_, steps) => {
  const data = path.join(folder, ...steps);
  const copy = copies.start(data);
  const { host } = JSON.parse(await copy.until("up")) as { host: string };
  expect(Buffer.byteLength(`${host}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
  expect(statSync(host).mode & 0o777).toBe(0o700);
  await copy.until("wrote");
  copy.child.kill("SIGKILL");
  await copy.ended;

  const again = await start(data);
  expect(again.adopted).toBe(true);
  await again.stop();
  rmSync(host, { recursive: true, force: true });
});

test("nothing listens on the network, and only its owner enters the cluster", async () => {
  const data = path.join(folder, "data");
  const embedded = await start(data);
  const client = new pg.Client(embedded.connection);
  await client.connect();
  const { rows } = await client.query(
    "select current_setting('listen_addresses') as heard, current_setting('data_checksums') as sums, current_setting('fsync') as synced",
  );
  const { rows: locale } = await client.query(
    "select encoding, datlocprovider, datlocale from pg_database where datname = current_database()",
  );
  await client.end();
  await embedded.stop();

  expect(rows[0]).toEqual({ heard: "", sums: "on", synced: "on" });
  expect(locale[0]).toEqual({ encoding: 6, datlocprovider: "b", datlocale: "C.UTF-8" });
  expect(statSync(path.join(data, "postgres")).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(data, "postgres.log")).mode & 0o777).toBe(0o600);
});

test("an install without scripts lacks the links between the libraries, and starts all the same", async () => {
  const bare = path.join(folder, "package", "native");
  cpSync(installedBinaries(), bare, { recursive: true, filter: (name) => !lstatSync(name).isSymbolicLink() });
  cpSync(path.join(installedBinaries(), "../package.json"), path.join(bare, "../package.json"));
  const data = path.join(folder, "data");

  await (await startEmbedded({ dataDir: data, binaries: bare, log: () => {} })).stop();
  expect(lstatSync(path.join(bare, "lib/libpq.so.5")).isSymbolicLink()).toBe(true);
  expect(existsSync(path.join(data, "postgres-binaries"))).toBe(false);
});

test("a computer the packages know nothing of is told to give DATABASE_URL", () => {
  expect(() => installedBinaries("plan9-mips")).toThrow(
    /no PostgreSQL in the packages for this computer \(plan9-mips\): .* with DATABASE_URL/,
  );
});

test("a cluster of another version stops the start with one sentence and is not touched", async () => {
  const data = path.join(folder, "data");
  await (await start(data)).stop();
  const version = path.join(data, "postgres", "PG_VERSION");
  writeFileSync(version, "14\n");

  await expect(start(data)).rejects.toThrow(/was made by PostgreSQL 14, and this edition brings \d+/);
  expect(readFileSync(version, "utf8")).toBe("14\n");
});

test("a data folder that cannot be made stops the start with one sentence", async () => {
  writeFileSync(path.join(folder, "file"), "");

  await expect(start(path.join(folder, "file", "data"))).rejects.toThrow(/cannot be made .* ENTENTE_DATA/);
});

// Elsewhere these cannot be tried at all, so they are not there to be left out.
(root ? describe : () => {})("as root", () => {
  test("PostgreSQL runs as an ordinary user", async () => {
    const embedded = await start(path.join(folder, "data"));
    const { uid } = statSync(`/proc/${readPostmaster(path.join(folder, "data/postgres"))!.pid}`);
    await embedded.stop();

    expect(uid).toBe(65534);
  });

  test("a data folder under a closed home works from the first start, and after kill -9 the same rows are there", async () => {
    const home = path.join(folder, "home");
    mkdirSync(home, { mode: 0o700 });
    const data = path.join(home, "entente", "data");
    // The packages lie under the closed home too, so they have to be copied.
    const binaries = path.join(home, "entente", "package", "native");
    cpSync(installedBinaries(), binaries, { recursive: true, verbatimSymlinks: true });
    cpSync(path.join(installedBinaries(), "../package.json"), path.join(binaries, "../package.json"));

    const copy = copies.start(data, { binaries });
    await copy.until("wrote");
    copy.child.kill("SIGKILL");
    await copy.ended;
    const again = await startEmbedded({ dataDir: data, binaries, log: () => {} });
    const found = await written(again);
    await again.stop();

    expect(again.adopted).toBe(true);
    expect(readFileSync(path.join(data, "postgres.place"), "utf8")).toMatch(/^\/var\/lib\/entente\//);
    expect(acknowledged(copy).filter((n) => !found.has(n))).toEqual([]);
  });

  test("an ordinary user starts in a closed home of their own, and root may continue what they began", async () => {
    const home = path.join(folder, "home");
    mkdirSync(home, { mode: 0o700 });
    chownSync(home, ordinary.uid, ordinary.gid);
    const data = path.join(home, "data");
    const binaries = path.join(home, "package", "native");
    cpSync(installedBinaries(), binaries, { recursive: true, verbatimSymlinks: true });
    cpSync(path.join(installedBinaries(), "../package.json"), path.join(binaries, "../package.json"));
    for (const name of readdirSync(home, { recursive: true, encoding: "utf8" })) {
      const file = path.join(home, name);
      if (!lstatSync(file).isSymbolicLink()) chownSync(file, ordinary.uid, ordinary.gid);
    }

    const copy = copies.start(data, { binaries, as: ordinary });
    await copy.until("wrote");
    copy.child.kill("SIGTERM");
    expect(await copy.ended).toBe(0);
    expect(statSync(path.join(data, "postgres")).uid).toBe(ordinary.uid);
    const asRoot = await startEmbedded({ dataDir: data, binaries, log: () => {} });
    const found = await written(asRoot);
    await asRoot.stop();

    expect(acknowledged(copy).filter((n) => !found.has(n))).toEqual([]);
  });

  test("an ordinary user who meets root's database is told so in one sentence", async () => {
    const data = path.join(folder, "data");
    await (await start(data)).stop();

    const copy = copies.start(data, { as: ordinary });
    expect(await copy.ended).toBe(1);
    expect(copy.lines.at(-1)).toMatch(
      /belongs to another user of this computer \(id 65534\).*start it as root again, or choose another folder/,
    );
  });
});
