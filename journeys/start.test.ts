import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isPostmasterAlive, readPostmaster } from "../src/server/postgres/processes.ts";
import { freshDatabase } from "../src/testing/postgres.ts";

const root = path.resolve(import.meta.dirname, "..");
let data: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "entente-start-"));
  chmodSync(data, 0o711);
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  const cluster = path.join(data, "postgres");
  if (isPostmasterAlive(cluster)) process.kill(readPostmaster(cluster)!.pid, "SIGQUIT");
  while (isPostmasterAlive(cluster)) await pause(20);
  rmSync(data, { recursive: true, force: true });
});

/** The command of `npm start`, with these settings and no others. */
function start(settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(root, "tools/start.mjs")], {
    // From another folder than the project's: the place of the data does not depend on it.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ENTENTE_DATA: data, ENTENTE_SANDBOX: "empty", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let said = "";
  child.stdout!.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr!.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const ready = async (): Promise<number> => {
    const since = Date.now();
    while (!/^ready$/m.test(said)) {
      if (child.exitCode !== null || Date.now() - since > 60_000) throw new Error(`not ready: ${said}`);
      await pause(20);
    }
    return Date.now() - since;
  };
  return { child, ended, ready, said: () => said };
}

const freePort = (): Promise<string> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(String(port)));
    });
  });

const health = async (port: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;

test("a start ends in ready, a signal ends everything, and the next start within five seconds finds the same house", async () => {
  const port = await freePort();
  const first = start({ PORT: port });
  await first.ready();
  expect(first.said()).toContain(`http://localhost:${port}`);
  expect(await health(port)).toBe(200);
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
  expect(readPostmaster(path.join(data, "postgres"))).toBeUndefined();

  // The best of three: what is promised is our own time, and a machine that tests has other things to do as well.
  const times: number[] = [];
  while (times.length < 3 && Math.min(...times) >= 5_000) {
    const again = start({ PORT: port });
    times.push(await again.ready());
    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
  }
  expect(Math.min(...times)).toBeLessThan(5_000);
});

test("after kill -9 the next start takes over what was left running", async () => {
  const port = await freePort();
  const first = start({ PORT: port });
  await first.ready();
  first.child.kill("SIGKILL");
  await first.ended;
  const left = readPostmaster(path.join(data, "postgres"))!.pid;

  const second = start({ PORT: port });
  await second.ready();
  expect(readPostmaster(path.join(data, "postgres"))!.pid).toBe(left);
  expect(await health(port)).toBe(200);
});

test("a second copy on the same data says so, stops with code 1, and leaves the first one alone", async () => {
  const port = await freePort();
  const first = start({ PORT: port });
  await first.ready();
  const second = start({ PORT: await freePort() });

  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/^Entente is already running on this data folder: .*\n$/);
  expect(await health(port)).toBe(200);
});

test("a port that is taken is one sentence, and the database is not left running", async () => {
  const port = await freePort();
  const server = createServer().listen(Number(port), "127.0.0.1");
  const copy = start({ PORT: port });

  expect(await copy.ended).toBe(1);
  expect(copy.said()).toContain(`Port ${port} is already taken: stop what uses it, or choose another with PORT.`);
  expect(isPostmasterAlive(path.join(data, "postgres"))).toBe(false);
  server.close();
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a bad value", { PORT: "eighty" }, /^PORT is "eighty", but must be a whole number/],
  ["the sandbox asked for in production", { NODE_ENV: "production" }, /^ENTENTE_SANDBOX is empty, but the sandbox runs only/],
  ["the sandbox asked for on the network", { HOST: "0.0.0.0" }, /^ENTENTE_SANDBOX is empty, but the sandbox runs only/],
  ["an outside database without the secret", { DATABASE_URL: "postgres://h/d", ENTENTE_SANDBOX: "off" }, /^ENTENTE_SECRET is missing/],
])("%s stops the start with one sentence", async (_, settings, sentence) => {
  const copy = start(settings);

  expect(await copy.ended).toBe(1);
  expect(copy.said()).toMatch(sentence);
  expect(copy.said().trim().split("\n")).toHaveLength(1);
});

test("on an outside database two copies start at once, and a third with another secret is refused", async () => {
  const database = await freshDatabase({ migrated: false });
  const { host, user, database: name } = database.connection;
  const outside = { DATABASE_URL: `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(host!)}`, ENTENTE_SANDBOX: "off" };
  const [one, two] = [await freePort(), await freePort()];
  const copies = [one, two].map((port) =>
    start({ ...outside, ENTENTE_SECRET: "one secret of at least thirty-two characters", PORT: port }),
  );
  await Promise.all(copies.map((copy) => copy.ready()));
  expect([await health(one), await health(two)]).toEqual([200, 200]);

  const stranger = start({ ...outside, ENTENTE_SECRET: "another secret of at least thirty-two characters", PORT: await freePort() });
  expect(await stranger.ended).toBe(1);
  expect(stranger.said()).toMatch(/ENTENTE_SECRET is not the one this database was sealed with/);

  for (const copy of copies) copy.child.kill("SIGTERM");
  expect(await Promise.all(copies.map((copy) => copy.ended))).toEqual([0, 0]);
  await database.drop();
});
