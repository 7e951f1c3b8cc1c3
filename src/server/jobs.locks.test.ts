import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "../kit/ids.ts";
import type { FreshDatabase } from "../testing/postgres.ts";
import { freshDatabase } from "../testing/postgres.ts";
import { HouseClock } from "./clock.ts";
import { Database, migrate, sql } from "./db.ts";
import type { Handler } from "./jobs.ts";
import { Jobs, TryLater } from "./jobs.ts";

const migrations = path.resolve(import.meta.dirname, "../../migrations");
const silent = { error: () => {} };
let fresh: FreshDatabase;
let db: Database;
let clock: HouseClock;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = new Database(fresh.connection);
  await db.query(sql`create table rung (job text not null, at timestamptz not null, by text not null)`);
});
beforeEach(async () => {
  await db.query(sql`delete from jobs`);
  await db.query(sql`delete from rung`);
  await db.query(sql`delete from house`);
  clock = new HouseClock("Europe/Paris");
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const order = (kind: string, dueAt: string, which: "business" | "machine" = "business", key = newId()) =>
  db.query(
    sql`insert into jobs (id, kind, key, clock, due_at, not_before) values (${newId()}, ${kind}, ${key}, ${which}, ${dueAt}, '2000-01-01')`,
  );
const rings = (by: string): Handler => ({
  inside: async (tx, job) => void (await tx.query(sql`insert into rung values (${job.kind}, ${job.dueAt}, ${by})`)),
});
const rung = () => db.query<{ job: string; at: string; by: string }>(sql`select * from rung order by at`);
const bell = (handlers: Record<string, Handler>, own = clock) => new Jobs(db, own, new Map(Object.entries(handlers)), silent);

test("two processes on one database ring a bell once", async () => {
  for (let i = 0; i < 40; i++) await order("reminder", `2026-01-01T00:00:${String(i).padStart(2, "0")}Z`);
  await Promise.all(["one", "two", "three"].map((by) => bell({ reminder: rings(by) }).drain()));
  expect(await rung()).toHaveLength(40);
});

test("a job whose process dies in the middle leaves nothing and runs again", async () => {
  await order("payment", "2026-01-01T00:00:00Z");
  const victim = new pg.Client(fresh.connection);
  await victim.connect();
  await victim.query("begin");
  await victim.query("select id from jobs where state = 'waiting' for update skip locked");
  await victim.query("insert into rung values ('payment', '2026-01-01', 'victim')");
  const pid = (await victim.query("select pg_backend_pid() as pid")).rows[0].pid;
  victim.on("error", () => {});
  await db.query(sql`select pg_terminate_backend(${pid}::int)`);
  await expect.poll(() => db.query(sql`select 1 from pg_stat_activity where pid = ${pid}::int`)).toEqual([]);

  await bell({ payment: rings("heir") }).drain();

  expect((await rung()).map((row) => row.by)).toEqual(["heir"]);
});

test("a job that fails is tried again later and says why; its half-done work is undone", async () => {
  await order("reminder", "2026-01-01T00:00:00Z");
  let tries = 0;
  const jobs = bell({
    reminder: {
      inside: async (tx) => {
        await tx.query(sql`insert into rung values ('half', '2026-01-01', 'x')`);
        tries++;
        throw new Error("no ink");
      },
    },
  });
  await jobs.drain();
  const row = await db.one(sql`select state, attempts, last_error from jobs`);
  expect([tries, row]).toEqual([1, { state: "waiting", attempts: 1, last_error: "no ink" }]);
  expect(await rung()).toEqual([]);
});

test("everything due has run only when what the bell sent outside has come back", async () => {
  await order("mail", "2026-01-01T00:00:00Z", "machine");
  const steps: string[] = [];
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const jobs = bell({
    mail: {
      outside: async () => {
        steps.push("sent");
        await held;
        steps.push("back");
      },
      leaseSeconds: 60,
    },
  });
  jobs.wake();
  await expect.poll(() => steps).toEqual(["sent"]);
  const settled = jobs.drainAll().then(() => void steps.push("settled"));
  // Long enough for an answer that did not wait: a turn of the database.
  await db.query(sql`select 1`);
  await db.query(sql`select 1`);
  finish();
  await settled;
  await jobs.stop();
  expect(steps).toEqual(["sent", "back", "settled"]);
});

test("work with an outside system is leased: no second process starts it meanwhile", async () => {
  await order("mail", "2026-01-01T00:00:00Z", "machine");
  const started: string[] = [];
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow: Handler = {
    leaseSeconds: 60,
    outside: async () => {
      started.push("one");
      await held;
    },
  };
  const first = bell({ mail: slow }).drain();
  await expect.poll(() => started).toEqual(["one"]);
  await bell({ mail: { leaseSeconds: 60, outside: async () => void started.push("two") } }).drain();
  finish();
  await first;
  expect(started).toEqual(["one"]);
  expect(await db.one(sql`select state from jobs`)).toEqual({ state: "done" });
});

test("a job that asks to be tried later is not a failure, however often it asks", async () => {
  await order("mail", "2026-01-01T00:00:00Z", "machine");
  await db.query(sql`update jobs set attempts = 100`);
  await bell({
    mail: {
      leaseSeconds: 1,
      outside: async () => {
        throw new TryLater("451 busy", 60);
      },
    },
  }).drain();
  expect(await db.one(sql`select state, last_error from jobs`)).toEqual({ state: "waiting", last_error: "451 busy" });
});

test("a travelling clock lets every job run on its own date, in order, and jobs asked for on the way too", async () => {
  const start = Date.now();
  const day = (n: number) => new Date(start + n * 86_400_000).toISOString();
  const seen: string[] = [];
  const jobs = bell({
    remind: {
      inside: async (tx, job) => {
        seen.push(`remind ${clock.now().slice(0, 10) === job.dueAt.slice(0, 10)}`);
        await tx.query(
          sql`insert into jobs (id, kind, key, clock, due_at, not_before) values (${newId()}, 'end', 'x', 'business', ${day(20)}, '2000-01-01')`,
        );
      },
    },
    end: { inside: async (_tx, job) => void seen.push(`end ${clock.now().slice(0, 10) === job.dueAt.slice(0, 10)}`) },
  });
  await order("remind", day(10));
  await order("end", day(40), "business", "beyond");
  await jobs.travelTo(day(30));
  expect(seen).toEqual(["remind true", "end true"]);
  expect(clock.now().slice(0, 10)).toBe(day(30).slice(0, 10));
});

test("the clock never goes back, and another process reads the same time", async () => {
  const ahead = new Date(Date.now() + 86_400_000 * 100).toISOString();
  await clock.moveTo(db, ahead);
  await clock.moveTo(db, new Date().toISOString());
  const other = new HouseClock("Europe/Paris");
  await other.read(db);
  expect(other.now().slice(0, 15)).toBe(ahead.slice(0, 15));
});

test("lateness counts jobs that could run and do not, not those waiting for their next try", async () => {
  const jobs = bell({});
  await order("late", new Date(Date.now() - 600_000).toISOString());
  expect(await jobs.lateSeconds()).toBeGreaterThan(590);
  await db.query(sql`update jobs set not_before = ${new Date(Date.now() + 60_000).toISOString()}`);
  expect(await jobs.lateSeconds()).toBe(0);
});

test("two processes migrating one empty database at once apply each file once", async () => {
  const empty = await freshDatabase({ migrated: false });
  const pools = Array.from({ length: 3 }, () => new pg.Pool(empty.connection));
  // A pool says it has ended before its connections have: those the database then throws out are nobody's loss.
  for (const pool of pools) pool.on("error", () => {});
  const applied = await Promise.all(pools.map((pool) => migrate(pool, migrations)));
  const files = (await pools[0]!.query("select name from migrations order by name")).rows.map((row) => row.name);
  expect(applied.flat().sort()).toEqual(files);
  await Promise.all(pools.map((pool) => pool.end()));
  await empty.drop();
});

test("a migration that was changed after it ran stops the start by its name", async () => {
  await db.query(sql`update migrations set sha256 = 'other' where name = '0001_house.sql'`);
  await expect(migrate(db.pool, migrations)).rejects.toThrow("0001_house.sql has changed");
});
