import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import pg from "pg";
import { installedBinaries } from "../server/postgres/binaries.ts";
import type { Embedded } from "../server/postgres/embedded.ts";
import { isPostmasterAlive, readPostmaster } from "../server/postgres/processes.ts";

/** Copies of the application in processes of their own, to be killed, and the folders they leave. */
export class Copies {
  private readonly shared = mkdtempSync(path.join(tmpdir(), "entente-copy-"));
  private readonly program = path.join(this.shared, "copy.cjs");
  private readonly running: Copy[] = [];

  /** One file with everything in it, so that a user who cannot read the checkout can run it. */
  async prepare(): Promise<void> {
    chmodSync(this.shared, 0o755);
    await build({
      entryPoints: [path.resolve(import.meta.dirname, "copy.ts")],
      outfile: this.program,
      bundle: true,
      platform: "node",
      format: "cjs",
      external: ["pg-native"],
      logLevel: "silent",
    });
  }

  folder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "entente-embedded-"));
    chmodSync(folder, 0o755);
    return folder;
  }

  start(dataDir: string, options: { binaries?: string; as?: { uid: number; gid: number } } = {}): Copy {
    const child = spawn(process.execPath, [this.program, dataDir, options.binaries ?? installedBinaries()], {
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
    this.running.push(copy);
    return copy;
  }

  /** Ends every copy and every server left in a folder, and removes what they made. */
  async clear(folder: string): Promise<void> {
    for (const copy of this.running.splice(0)) copy.child.kill("SIGKILL");
    const elsewhere = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("postgres.place"))
      .map((name) => readFileSync(path.join(folder, name), "utf8").trim());
    const made = [folder, ...elsewhere];
    for (const cluster of made.flatMap(clustersIn)) {
      const server = readPostmaster(cluster);
      if (server !== undefined && isPostmasterAlive(cluster)) process.kill(server.pid, "SIGQUIT");
      while (isPostmasterAlive(cluster)) await pause(10);
    }
    for (const one of made) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  }

  forget(): void {
    rmSync(this.shared, { recursive: true, force: true });
  }
}

export type Copy = {
  readonly child: ChildProcess;
  readonly lines: string[];
  until(start: string): Promise<string>;
  ended: Promise<number | null>;
};

const clustersIn = (where: string): string[] =>
  readdirSync(where, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "postmaster.pid")
    .map((name) => path.join(where, path.dirname(name)));

/** Every number the copy was told is on disk. */
export const acknowledged = (copy: Copy): number[] =>
  copy.lines.filter((line) => line.startsWith("wrote ")).map((line) => Number(line.slice(6)));

export async function written(embedded: Embedded): Promise<Set<number>> {
  const client = new pg.Client(embedded.connection);
  await client.connect();
  const { rows } = await client.query<{ n: string }>("select n from written");
  await client.end();
  return new Set(rows.map((row) => Number(row.n)));
}
