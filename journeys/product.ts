import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isPostmasterAlive, readPostmaster } from "../src/server/postgres/processes.ts";

const root = path.resolve(import.meta.dirname, "..");

export const freePort = (): Promise<string> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(String(port)));
    });
  });

/** The product as its users start it, on a data folder and a port of its own. `remove` ends whatever is left of it. */
export class Product {
  private child: ChildProcess | undefined;
  private said = "";

  private constructor(
    readonly data: string,
    readonly port: string,
    private readonly settings: Record<string, string>,
  ) {}

  static async make(settings: Record<string, string> = {}): Promise<Product> {
    const data = mkdtempSync(path.join(tmpdir(), "entente-journey-"));
    chmodSync(data, 0o711);
    return new Product(data, await freePort(), settings);
  }

  get base(): string {
    return `http://localhost:${this.port}`;
  }

  get cluster(): string {
    return path.join(this.data, "postgres");
  }

  /** Starts, and returns once it has said `ready`. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [path.join(root, "tools/start.mjs")], {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ENTENTE_DATA: this.data,
        ENTENTE_SANDBOX: "empty",
        PORT: this.port,
        ...this.settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.said = "";
    const hear = (chunk: Buffer) => {
      this.said += chunk;
    };
    child.stdout!.on("data", hear);
    child.stderr!.on("data", hear);
    const since = Date.now();
    while (!/^ready$/m.test(this.said)) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() - since > 90_000) throw new Error(`not ready: ${this.said}`);
      await pause(20);
    }
  }

  private async ended(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
  }

  kill = (): Promise<void> => this.ended("SIGKILL");
  stop = (): Promise<void> => this.ended("SIGTERM");

  /** Kills the database's own server; whoever watches it must bring it back. */
  killPostgres(): void {
    process.kill(readPostmaster(this.cluster)!.pid, "SIGKILL");
  }

  async remove(): Promise<void> {
    await this.kill();
    if (isPostmasterAlive(this.cluster)) process.kill(readPostmaster(this.cluster)!.pid, "SIGQUIT");
    while (isPostmasterAlive(this.cluster)) await pause(20);
    rmSync(this.data, { recursive: true, force: true });
  }
}
