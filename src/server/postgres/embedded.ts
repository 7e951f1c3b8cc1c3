import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { environment, readyBinaries } from "./binaries.ts";
import { StartError } from "./errors.ts";
import { checkSocketFolder, findPlace, type Place, socketFolder } from "./place.ts";
import { endLeftSessions, forgetDeadPostmaster, isPostmasterAlive, processesIn, readPostmaster } from "./processes.ts";

export type Connection = { readonly host: string; readonly user: string; readonly database: string };

export type Embedded = {
  readonly connection: Connection;
  /** A server of an earlier copy that was killed was still running, and is ours now. */
  readonly adopted: boolean;
  /** Ends the server and waits until everything is on disk. A copy that was refused the lock must not call it. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: (sentence: string) => void;
  /** Settings of the server beside ours. The tests give up durability here; nothing else does. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder with `bin`, `lib` and `share`, when it is not the one npm installed. */
  readonly binaries?: string;
  /** The server died and could not be brought back: the application has to end. */
  readonly onGone?: (error: Error) => void;
};

const user = "entente";
const database = "entente";
const patience = { startMs: 300_000, recoveryNoteMs: 5_000, stopMs: 30_000, leftSessionsMs: 2_000, spawns: 5 };

/** Starts the real PostgreSQL on the data folder, or adopts the one that a killed copy left running; brings it back when it dies. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = findPlace(options.dataDir, options.log);
  const native = readyBinaries(place, options.binaries);
  if (!existsSync(path.join(place.cluster, "PG_VERSION"))) makeCluster(place, native, options.log);
  checkVersion(place, native);

  const run = () => bringUp(place, native, options);
  const { host, started } = await run();
  const adopted = !started;
  await makeDatabase(host);
  if (adopted) options.log("The database was still running from before and is used again.");

  const watch = new Watch(place, run, options);
  return {
    connection: { host, user, database },
    adopted,
    stop: async () => {
      await watch.end();
      await bringDown(place.cluster);
    },
  };
}

function makeCluster(place: Place, native: string, log: (sentence: string) => void): void {
  const half = `${place.cluster}.new-${process.pid}`;
  log("Making the database.");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  if (place.owner) chownSync(half, place.owner.uid, place.owner.gid);

  const choices = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"];
  const made = spawnSync(path.join(native, "bin/initdb"), ["-D", half, "-U", user, "--auth=trust", "--no-instructions", ...choices], {
    ...place.owner,
    env: environment,
    cwd: "/",
    encoding: "utf8",
  });
  if (made.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new StartError(`The database could not be made in ${place.cluster}: ${made.error?.message ?? lastLine(made.stderr)}`);
  }
  try {
    // The name is given only to a whole cluster; when two first starts race, the second takes the first one's.
    renameSync(half, place.cluster);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(path.join(place.cluster, "PG_VERSION"))) throw error;
  }
}

function checkVersion(place: Place, native: string): void {
  const kept = readFileSync(path.join(place.cluster, "PG_VERSION"), "utf8").trim();
  const said = spawnSync(path.join(native, "bin/postgres"), ["--version"], {
    ...place.owner,
    env: environment,
    cwd: "/",
    encoding: "utf8",
  }).stdout;
  const ours = /(\d+)/.exec(said)?.[1];
  if (kept !== ours) {
    throw new StartError(
      `The database in ${place.cluster} was made by PostgreSQL ${kept}, and this edition brings ${ours}: export it with the edition that made it, or run a PostgreSQL ${kept} on it and give its address with DATABASE_URL.`,
    );
  }
}

/** Until the server answers: waits while one is starting, recovering or ending, and starts one when there is none. */
async function bringUp(place: Place, native: string, options: EmbeddedOptions): Promise<{ host: string; started: boolean }> {
  const begun = Date.now();
  let child: ChildProcess | undefined;
  let spawns = 0;
  let noted = false;
  let alone = begun;
  for (;;) {
    const host = listeningFolder(place);
    const state = await probe(host, place);
    if (state === "ready") return { host, started: child !== undefined };

    const running = child !== undefined && child.exitCode === null && child.signalCode === null;
    if (state !== "absent" || running) {
      alone = Date.now();
    } else if (processesIn(place.cluster).length > 0) {
      if (Date.now() - alone > patience.leftSessionsMs) endLeftSessions(place.cluster);
    } else if (spawns === patience.spawns) {
      const why = lastLine(readFileSync(place.logFile, "utf8"));
      throw new StartError(`The database does not start (${why}); the whole story is in ${place.logFile}.`);
    } else {
      forgetDeadPostmaster(place.cluster);
      child = spawnServer(place, native, options.settings ?? {});
      spawns++;
    }
    const waited = Date.now() - begun;
    if (waited > patience.startMs) throw new StartError(`The database does not answer; the whole story is in ${place.logFile}.`);
    if (waited > patience.recoveryNoteMs && !noted) {
      noted = true;
      options.log("The database is still getting ready (it may be recovering from an abrupt end).");
    }
    await pause(waited < 1_000 ? 10 : 100);
  }
}

/** A living server says itself where it listens; a new one is told. */
function listeningFolder(place: Place): string {
  const noted = readPostmaster(place.cluster);
  return noted?.cluster === place.cluster && noted.socketFolder !== "" ? noted.socketFolder : socketFolder(place).path;
}

function spawnServer(place: Place, native: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const socket = socketFolder(place);
  if (socket.make) {
    if (!existsSync(socket.path)) {
      mkdirSync(socket.path, { mode: 0o700 });
      if (place.owner) chownSync(socket.path, place.owner.uid, place.owner.gid);
    }
    checkSocketFolder(socket.path, place);
  }
  if (existsSync(place.logFile) && statSync(place.logFile).size > 10_000_000) renameSync(place.logFile, `${place.logFile}.1`);
  const log = openSync(place.logFile, "a", 0o600);
  chmodSync(place.logFile, 0o600);

  const set = {
    listen_addresses: "",
    unix_socket_directories: socket.path,
    unix_socket_permissions: "0700",
    port: "5432",
    max_connections: "100",
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const words = Object.entries(set).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Detached: a Ctrl-C on the terminal reaches the application alone, which ends its work before it ends the database.
  const child = spawn(path.join(native, "bin/postgres"), ["-D", place.cluster, ...words], {
    ...place.owner,
    env: environment,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.on("error", () => {});
  child.unref();
  closeSync(log);
  return child;
}

async function probe(host: string, place: Place): Promise<"ready" | "busy" | "absent"> {
  const client = new pg.Client({ host, user, database: "postgres", connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    if (rows[0]?.data_directory !== place.cluster) {
      throw new StartError(`Another database (${rows[0]?.data_directory}) listens in ${host}: stop it first.`);
    }
    return "ready";
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ECONNREFUSED") return "absent";
    // All connections taken is a living server too.
    return code === "53300" ? "ready" : "busy";
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeDatabase(host: string): Promise<void> {
  const client = new pg.Client({ host, user, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } catch (error) {
    // Two first starts at once: the other one made it.
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

/** Looks once a second whether the server lives, and brings it back: connections break, what was acknowledged stays. */
class Watch {
  private readonly place: Place;
  private readonly run: () => Promise<unknown>;
  private readonly options: EmbeddedOptions;
  private readonly timer: NodeJS.Timeout;
  private reviving: Promise<void> | undefined;
  private revivals: number[] = [];

  constructor(place: Place, run: () => Promise<unknown>, options: EmbeddedOptions) {
    this.place = place;
    this.run = run;
    this.options = options;
    this.timer = setInterval(() => this.look(), 1_000).unref();
  }

  private look(): void {
    if (this.reviving !== undefined || isPostmasterAlive(this.place.cluster)) return;
    this.reviving = this.revive().finally(() => {
      this.reviving = undefined;
    });
  }

  private async revive(): Promise<void> {
    this.options.log("The database ended by itself and is started again.");
    this.revivals = [...this.revivals.filter((at) => at > Date.now() - 60_000), Date.now()];
    try {
      if (this.revivals.length > 5) throw new StartError(`The database ends again and again; the whole story is in ${this.place.logFile}.`);
      await this.run();
    } catch (error) {
      clearInterval(this.timer);
      this.options.onGone?.(error as Error);
    }
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.reviving;
  }
}

async function bringDown(cluster: string): Promise<void> {
  const signals: NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];
  for (const signal of signals) {
    const noted = readPostmaster(cluster);
    if (noted === undefined) return;
    try {
      process.kill(noted.pid, signal);
    } catch {
      return;
    }
    // The file is the last thing the server removes, after everything is on disk.
    for (const begun = Date.now(); Date.now() - begun < patience.stopMs; await pause(10)) {
      if (readPostmaster(cluster) === undefined) return;
    }
  }
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
