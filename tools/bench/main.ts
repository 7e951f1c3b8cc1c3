import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { build } from "esbuild";
import { newId } from "../../src/kit/ids.ts";
import { loadProgramme } from "../../src/programme/load.ts";
import { HouseClock } from "../../src/server/clock.ts";
import { Database } from "../../src/server/db.ts";
import { secretOf } from "../../src/server/secret.ts";
import { floorsOf } from "./floors.ts";
import { furnish, PASSWORD } from "./furnish.ts";
import type { Measured } from "./load.ts";
import { ask, measure, median } from "./load.ts";

const LANES = 16;
/** Signing in is as wide as the hash lets it be. */
const SIGN_IN_LANES = 4;
const MS = Number(process.env.BENCH_MS ?? 3000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const WARM_UP = Math.min(300, MS);
/** How many pools, people and buyers there are: 1 lasts for the full time, 0.3 for a look. */
const SIZE = Number(process.env.BENCH_SIZE ?? 1);
const MOST_MEMORY = 250;
/** `npm run bench -- key order` measures what is named so. */
const only = process.argv.slice(2);

type Start = { base: string; connection: { host: string; user: string; database: string } };

/** The measured process is the product's own kind: one file, as the build makes it, without the tools that read TypeScript. */
async function built(): Promise<string> {
  const outfile = path.resolve("dist/bench/server.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "server.ts")],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
  return outfile;
}

/** `npm run bench`: each act beside the bare SQL of the same work, in turn, on one PostgreSQL, in the same minutes. */
async function main(): Promise<void> {
  const secret = randomBytes(32).toString("base64url");
  const server = fork(await built(), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, BENCH_SECRET: secret },
  });
  const start = await new Promise<Start>((resolve, reject) => {
    server.once("message", (message) => resolve(message as Start));
    server.once("exit", (code) => reject(new Error(`the measured server ended with ${code}`)));
  });
  const base = new URL(start.base);
  const db = new Database({ ...start.connection, max: LANES });
  const programme = loadProgramme(path.resolve("programmes/network"));
  const it = await furnish({ db, programme, clock: new HouseClock(programme.timeZone), secret: secretOf(secret) }, SIZE);
  const floors = floorsOf(db, it);
  const cookie = `entente=${it.token}`;
  const post = async (url: string, body: unknown, token = it.token): Promise<boolean> =>
    (await ask(base, { method: "POST", path: url, cookie: `entente=${token}`, body, headers: { "idempotency-key": newId() } })).status ===
    201;

  const told = <T>(what: "rest" | "memory"): Promise<T> => {
    const answer = new Promise<T>((resolve) => server.once("message", (message) => resolve(message as T)));
    server.send(what);
    return answer;
  };

  // Each run takes pools, people and benefits that no run has had before.
  const next = { pool: 0, hot: 0, key: 0, buyer: 0, signer: 0 };
  const taken = <T>(from: readonly T[], turn: number): T => {
    const one = from[turn];
    if (one === undefined) throw new Error(`all ${from.length} are used up: BENCH_SIZE is too small for this machine and this time`);
    return one;
  };
  const pool = () => taken(it.pools, next.pool++);
  const hotUser = () => taken(it.users, next.hot++);
  const keyBenefit = () => taken(it.keyBenefits, next.key++);
  const buyer = () => taken(it.buyers, next.buyer++);
  const signer = () => it.signers[next.signer++ % it.signers.length]!;
  const account = `/api/v1/accounts/${it.accountId}`;
  const works: { name: string; budget: number; lanes?: number; ours: () => Promise<boolean>; floor: () => Promise<boolean> }[] = [
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
    {
      name: "place an order",
      budget: 5,
      ours: () => {
        const { accountId, cartId, token } = buyer();
        return post(`/api/v1/accounts/${accountId}/carts/${cartId}/order`, { version: 1 }, token);
      },
      floor: () => floors.order(buyer()),
    },
    {
      name: "sign in, beside the bare hash",
      budget: 1.1,
      lanes: SIGN_IN_LANES,
      ours: async () => {
        const body = { email: signer().email, password: PASSWORD };
        return (await ask(base, { method: "POST", path: "/api/v1/sessions", body })).status === 200;
      },
      floor: () => floors.hash(signer()),
    },
  ];

  console.log(`${LANES} connections, ${ROUNDS} rounds of ${MS} ms each, durable commits, server and load on this machine.\n`);
  console.log("| work | ours/s | p50 ms | p99 ms | floor/s | ratio | budget |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  let failed = false;
  for (const work of works.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))) {
    const lanes = work.lanes ?? LANES;
    const rounds: { ours: Measured; floor: Measured }[] = [];
    await measure(lanes, WARM_UP, work.ours);
    await measure(lanes, WARM_UP, work.floor);
    for (let round = 0; round < ROUNDS; round++)
      rounds.push({ ours: await measure(lanes, MS, work.ours), floor: await measure(lanes, MS, work.floor) });
    await told("rest");
    const wrong = rounds.reduce((sum, { ours, floor }) => sum + ours.wrong + floor.wrong, 0);
    const ratio = median(rounds.map(({ ours, floor }) => floor.perSecond / ours.perSecond));
    const of = (pick: (measured: Measured) => number, which: "ours" | "floor") => median(rounds.map((round) => pick(round[which])));
    failed ||= wrong > 0;
    console.log(
      `| ${work.name} | ${Math.round(of((m) => m.perSecond, "ours"))} | ${of((m) => m.p50, "ours").toFixed(1)} | ${of((m) => m.p99, "ours").toFixed(1)} | ${Math.round(of((m) => m.perSecond, "floor"))} | ${ratio.toFixed(1)} | ${work.budget} |${wrong > 0 ? ` ${wrong} wrong answers` : ""}`,
    );
  }
  const { memory } = await told<{ memory: number }>("memory");
  console.log(`\nMemory of the server process at the end: ${Math.round(memory / 1e6)} MB, budget ${MOST_MEMORY} MB.`);
  await db.close();
  server.send("end");
  await new Promise((resolve) => server.once("exit", resolve));
  if (failed) process.exitCode = 1;
}

await main();
