import { chownSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { acknowledged, Copies, written } from "../../testing/copies.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { holdCopyLock } from "./lock.ts";
import { isPostmasterAlive, readPostmaster } from "./processes.ts";

const copies = new Copies();
let folder: string;
beforeAll(() => copies.prepare());
afterAll(() => copies.forget());
beforeEach(() => {
  folder = copies.folder();
});
afterEach(() => copies.clear(folder));

const start = (dataDir: string, said: string[] = []): Promise<Embedded> =>
  startEmbedded({ dataDir, log: (sentence) => said.push(sentence) });

test("a copy ended by SIGTERM leaves no process, and the next one finds every row without any recovery", async () => {
  const data = path.join(folder, "data");
  const copy = copies.start(data);
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
    const copy = copies.start(data);
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
  const first = copies.start(data);
  await first.until("wrote");
  const second = copies.start(data);

  expect(await second.ended).toBe(1);
  expect(second.lines.at(-1)).toMatch(/^refused SecondCopyError: Entente is already running on this data folder/);
  await first.until("wrote");
  expect(first.lines).not.toContain("broken");
});

test("of two first starts at the same moment one comes up and the other is refused", async () => {
  const data = path.join(folder, "data");
  const both = [copies.start(data), copies.start(data)];
  const outcomes = await Promise.all(
    both.map((copy) => Promise.race([copy.until("up").then(() => "up"), copy.ended.then(() => "refused")]).catch(() => "refused")),
  );

  expect(outcomes.sort()).toEqual(["refused", "up"]);
  const loser = both.find((copy) => copy.lines.some((line) => line.startsWith("refused")))!;
  expect(loser.lines.at(-1)).toMatch(/SecondCopyError/);
});

test("a killed PostgreSQL is brought back under the living copy, which keeps its lock and loses nothing", async () => {
  const data = path.join(folder, "data");
  const copy = copies.start(data);
  await copy.until("wrote");
  const before = readPostmaster(path.join(data, "postgres"))!.pid;
  process.kill(before, "SIGKILL");
  await copy.until("log The database ended by itself");
  await copy.until("wrote");
  expect(readPostmaster(path.join(data, "postgres"))!.pid).not.toBe(before);

  const second = copies.start(data);
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
