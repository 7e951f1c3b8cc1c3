import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installedBinaries } from "./binaries.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { holdCopyLock } from "./lock.ts";
import { isPostmasterAlive, readPostmaster } from "./processes.ts";

const root = process.getuid?.() === 0;
/** A user every Debian has, beside the one PostgreSQL runs as under root. */
const ordinary = { uid: 1, gid: 1 };

let shared: string;
let program: string;
let folder: string;
const copies: Copy[] = [];
const places: string[] = [];

beforeAll(async () => {
  shared = mkdtempSync(path.join(tmpdir(), "entente-copy-"));
  chmodSync(shared, 0o755);
  program = path.join(shared, "copy.cjs");
  const entry = path.resolve(import.meta.dirname, "../../testing/copy.ts");
  // One file with everything in it, so that a user who cannot read the checkout can run it.
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["pg-native"],
    logLevel: "silent",
  });
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "entente-embedded-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const copy of copies.splice(0)) copy.child.kill("SIGKILL");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("postgres.place"))) {
    places.push(readFileSync(path.join(folder, file), "utf8").trim());
  }
  for (const cluster of [...clustersIn(folder), ...places.flatMap(clustersIn)]) {
    const server = readPostmaster(cluster);
    if (server !== undefined && isPostmasterAlive(cluster)) process.kill(server.pid, "SIGQUIT");
    while (isPostmasterAlive(cluster)) await pause(10);
  }
  for (const made of [folder, ...places.splice(0)]) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

const clustersIn = (where: string): string[] =>
  readdirSync(where, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "postmaster.pid")
    .map((name) => path.join(where, path.dirname(name)));

type Copy = {
  readonly child: ChildProcess;
  readonly lines: string[];
  until(start: string): Promise<string>;
  ended: Promise<number | null>;
};

/** A copy of the application in a process of its own. */
function startCopy(dataDir: string, options: { binaries?: string; as?: typeof ordinary } = {}): Copy {
  const child = spawn(process.execPath, [program, dataDir, options.binaries ?? installedBinaries()], {
    ...options.as,
    cwd: "/",
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  const hear = (chunk: Buffer): void => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop()!;
    lines.push(...parts);
    for (const look of waiting) look();
  };
  child.stdout!.on("data", hear);
  child.stderr!.on("data", hear);
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const copy: Copy = {
    child,
    lines,
    ended,
    until: (start) =>
      new Promise((found, missed) => {
        const from = lines.length;
        const look = (): void => {
          const line = lines.slice(start.startsWith("wrote") ? from : 0).find((text) => text.startsWith(start));
          if (line === undefined) return;
          waiting.delete(look);
          found(line.slice(start.length).trim());
        };
        waiting.add(look);
        void ended.then(() => missed(new Error(`the copy ended before saying ${start}:\n${lines.slice(-5).join("\n")}`)));
        look();
      }),
  };
  copies.push(copy);
  return copy;
}

/** Every number the copy was told is on disk. */
const acknowledged = (copy: Copy): number[] => copy.lines.filter((line) => line.startsWith("wrote ")).map((line) => Number(line.slice(6)));

async function written(embedded: Embedded): Promise<Set<number>> {
  const client = new pg.Client(embedded.connection);
  await client.connect();
  const { rows } = await client.query<{ n: string }>("select n from written");
  await client.end();
  return new Set(rows.map((row) => Number(row.n)));
}

const start = (dataDir: string, said: string[] = []): Promise<Embedded> =>
  startEmbedded({ dataDir, log: (sentence) => said.push(sentence) });

test("a copy ended by SIGTERM leaves no process, and the next one finds every row without any recovery", async () => {
  const data = path.join(folder, "data");
  const copy = startCopy(data);
  await copy.until("wrote");
  copy.child.kill("SIGTERM");
  expect(await copy.ended).toBe(0);
  expect(readPostmaster(path.join(data, "postgres"))).toBeUndefined();

  const again = await start(data);
  const found = await written(again);
  await again.stop();

  expect(again.adopted).toBe(false);
  expect(acknowledged(copy).every((n) => found.has(n))).toBe(true);
  expect(readFileSync(path.join(data, "postgres.log"), "utf8")).not.toMatch(/recovery|interrupted/);
});

test("after kill -9 the server that lived on is adopted and nothing acknowledged is lost, again and again", async () => {
  const data = path.join(folder, "data");
  const all: number[] = [];
  for (let round = 0; round < 3; round++) {
    const copy = startCopy(data);
    expect(JSON.parse(await copy.until("up"))).toMatchObject({ adopted: round > 0 });
    await copy.until("wrote");
    copy.child.kill("SIGKILL");
    await copy.ended;
    all.push(...acknowledged(copy));
  }

  const last = await start(data);
  const found = await written(last);
  await last.stop();

  expect(last.adopted).toBe(true);
  expect(all.length).toBeGreaterThan(2);
  expect(all.filter((n) => !found.has(n))).toEqual([]);
});

test("a second copy is refused with one sentence and code 1, and the first one notices nothing", async () => {
  const data = path.join(folder, "data");
  const first = startCopy(data);
  await first.until("wrote");
  const second = startCopy(data);

  expect(await second.ended).toBe(1);
  expect(second.lines.at(-1)).toMatch(/^refused SecondCopyError: Entente is already running on this data folder/);
  await first.until("wrote");
  expect(first.lines).not.toContain("broken");
});

test("of two first starts at the same moment one comes up and the other is refused", async () => {
  const data = path.join(folder, "data");
  const both = [startCopy(data), startCopy(data)];
  const outcomes = await Promise.all(
    both.map((copy) => Promise.race([copy.until("up").then(() => "up"), copy.ended.then(() => "refused")]).catch(() => "refused")),
  );

  expect(outcomes.sort()).toEqual(["refused", "up"]);
  const loser = both.find((copy) => copy.lines.some((line) => line.startsWith("refused")))!;
  expect(loser.lines.at(-1)).toMatch(/SecondCopyError/);
});

test("a killed PostgreSQL is brought back under the living copy, which keeps its lock and loses nothing", async () => {
  const data = path.join(folder, "data");
  const copy = startCopy(data);
  await copy.until("wrote");
  const before = readPostmaster(path.join(data, "postgres"))!.pid;
  process.kill(before, "SIGKILL");
  await copy.until("log The database ended by itself");
  await copy.until("wrote");
  expect(readPostmaster(path.join(data, "postgres"))!.pid).not.toBe(before);

  const second = startCopy(data);
  expect(await second.ended).toBe(1);
  copy.child.kill("SIGTERM");
  expect(await copy.ended).toBe(0);
  const again = await start(data);
  const found = await written(again);
  await again.stop();
  expect(acknowledged(copy).filter((n) => !found.has(n))).toEqual([]);
  expect(copy.lines.filter((line) => line.startsWith("lost"))).toEqual([]);
});

test("a long query of a killed PostgreSQL does not keep the next one from starting", async () => {
  const data = path.join(folder, "data");
  const said: string[] = [];
  const embedded = await start(data, said);
  const client = new pg.Client(embedded.connection);
  client.on("error", () => {});
  await client.connect();
  const endless = client.query("select count(*) from generate_series(1, 100000000000)").catch((error: Error) => error);
  process.kill(readPostmaster(path.join(data, "postgres"))!.pid, "SIGKILL");

  expect(await endless).toBeInstanceOf(Error);
  while (!isPostmasterAlive(path.join(data, "postgres"))) await pause(20);
  const again = await start(data);
  expect(again.adopted).toBe(true);
  await embedded.stop();
  expect(said).toContain("The database ended by itself and is started again.");
});

test("the lock waits for a copy that is leaving, and is free once its holder is gone", async () => {
  const embedded = await start(path.join(folder, "data"));
  const first = await holdCopyLock(embedded.connection);
  setTimeout(() => void first.release(), 500);
  const second = await holdCopyLock(embedded.connection);

  await second.release();
  await embedded.stop();
});

test("a note of a dead server whose number another program has now is forgotten", async () => {
  const data = path.join(folder, "data");
  await (await start(data)).stop();
  const cluster = path.join(data, "postgres");
  writeFileSync(path.join(cluster, "postmaster.pid"), `${process.pid}\n${cluster}\n1700000000\n5432\n${cluster}\n\n`);
  chownSync(path.join(cluster, "postmaster.pid"), statSync(cluster).uid, statSync(cluster).gid);

  const again = await start(data);
  expect(again.adopted).toBe(false);
  await again.stop();
});

test.each([
  ["is longer than a socket's path may be", ["a".repeat(60), "b".repeat(60)]],
  ["holds spaces, commas and accents", ["Société, générale", "données 'd’été'"]],
])("a data folder whose path %s works, and its orphan is found again", async (_, steps) => {
  const data = path.join(folder, ...steps);
  const copy = startCopy(data);
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

    const copy = startCopy(data, { binaries });
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

    const copy = startCopy(data, { binaries, as: ordinary });
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

    const copy = startCopy(data, { as: ordinary });
    expect(await copy.ended).toBe(1);
    expect(copy.lines.at(-1)).toMatch(
      /belongs to another user of this computer \(id 65534\).*start it as root again, or choose another folder/,
    );
  });
});
