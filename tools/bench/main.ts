import { fork } from "node:child_process";
import path from "node:path";
import { newId } from "../../src/kit/ids.ts";
import { Database } from "../../src/server/db.ts";
import { floorsOf } from "./floors.ts";
import type { Furniture } from "./furnish.ts";
import type { Measured } from "./load.ts";
import { ask, measure, median } from "./load.ts";

const LANES = 16;
const MS = Number(process.env.BENCH_MS ?? 3000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

type Start = { base: string; connection: { host: string; user: string; database: string }; furniture: Furniture };

/** `npm run bench`: each act beside the bare SQL of the same work, in turn, on one PostgreSQL, in the same minutes. */
async function main(): Promise<void> {
  const server = fork(path.join(import.meta.dirname, "server.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const start = await new Promise<Start>((resolve, reject) => {
    server.once("message", (message) => resolve(message as Start));
    server.once("exit", (code) => reject(new Error(`the measured server ended with ${code}`)));
  });
  const base = new URL(start.base);
  const it = start.furniture;
  const db = new Database({ ...start.connection, max: LANES });
  const floors = floorsOf(db, it);
  const cookie = `entente=${it.token}`;
  const post = async (url: string, body: unknown): Promise<boolean> =>
    (await ask(base, { method: "POST", path: url, cookie, body, headers: { "idempotency-key": newId() } })).status === 201;

  // Each run takes pools, people and benefits that no run has had before.
  const next = { pool: 0, hot: 0, key: 0 };
  const pool = () => it.pools[next.pool++]!;
  const hotUser = () => it.users[next.hot++]!;
  const keyBenefit = () => it.keyBenefits[next.key++]!;
  const account = `/api/v1/accounts/${it.accountId}`;
  const works: { name: string; budget: number; ours: () => Promise<boolean>; floor: () => Promise<boolean> }[] = [
    {
      name: "benefits list, 50 rows",
      budget: 7,
      ours: async () => {
        const answer = await ask(base, { method: "GET", path: `/api/v1/accounts/${it.listAccount}/benefits/kinds/software`, cookie });
        return answer.status === 200;
      },
      floor: floors.list,
    },
    {
      name: "assign a seat, spread",
      budget: 5,
      ours: () => post(`${account}/benefits/${pool()}/seats`, { userId: it.users[1] }),
      floor: () => floors.assign(pool(), it.users[1]!),
    },
    {
      name: "assign a seat, one hot pool",
      budget: 2,
      ours: () => post(`${account}/benefits/${it.hotPool}/seats`, { userId: hotUser() }),
      floor: () => floors.assign(it.hotPool, hotUser()),
    },
    {
      name: "reserve a key",
      budget: 3,
      ours: () => post(`${account}/benefits/${keyBenefit()}/keys`, undefined),
      floor: () => floors.reserve(keyBenefit()),
    },
  ];

  console.log(`${LANES} connections, ${ROUNDS} rounds of ${MS} ms each, durable commits, server and load on this machine.\n`);
  console.log("| work | ours/s | p50 ms | p99 ms | floor/s | ratio | budget |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  let failed = false;
  for (const work of works) {
    const rounds: { ours: Measured; floor: Measured }[] = [];
    await measure(LANES, 300, work.ours);
    await measure(LANES, 300, work.floor);
    for (let round = 0; round < ROUNDS; round++)
      rounds.push({ ours: await measure(LANES, MS, work.ours), floor: await measure(LANES, MS, work.floor) });
    const wrong = rounds.reduce((sum, { ours, floor }) => sum + ours.wrong + floor.wrong, 0);
    const ratio = median(rounds.map(({ ours, floor }) => floor.perSecond / ours.perSecond));
    const of = (pick: (measured: Measured) => number, which: "ours" | "floor") => median(rounds.map((round) => pick(round[which])));
    failed ||= wrong > 0;
    console.log(
      `| ${work.name} | ${Math.round(of((m) => m.perSecond, "ours"))} | ${of((m) => m.p50, "ours").toFixed(1)} | ${of((m) => m.p99, "ours").toFixed(1)} | ${Math.round(of((m) => m.perSecond, "floor"))} | ${ratio.toFixed(1)} | ${work.budget} |${wrong > 0 ? ` ${wrong} wrong answers` : ""}`,
    );
  }
  server.send("memory");
  const { memory } = await new Promise<{ memory: number }>((resolve) =>
    server.once("message", (message) => resolve(message as { memory: number })),
  );
  console.log(`\nMemory of the server process at the end: ${Math.round(memory / 1e6)} MB.`);
  await db.close();
  server.send("end");
  await new Promise((resolve) => server.once("exit", resolve));
  if (failed) process.exitCode = 1;
}

await main();
