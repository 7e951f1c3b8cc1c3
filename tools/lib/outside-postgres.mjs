import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * A PostgreSQL as an operator would run it: its own programs, a port on loopback, a password. It lives in a temporary folder for as
 * long as the tests need it.
 */
export async function startOutside({ folder: programs, version }) {
  const folder = mkdtempSync(path.join(tmpdir(), `entente-outside-${process.pid}-`));
  chmodSync(folder, 0o755);
  const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const data = path.join(folder, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = path.join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o644 });
  mkdirSync(data, { mode: 0o700 });
  if (owner.uid) chownSync(data, owner.uid, owner.gid);

  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  const initdb = [
    "-D",
    data,
    "-U",
    "tester",
    "-E",
    "UTF8",
    `--locale=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--no-sync",
  ];
  const made = spawnSync(path.join(programs, "initdb"), initdb, { ...owner, env, cwd: "/", encoding: "utf8" });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb of PostgreSQL ${version} failed: ${made.error?.message ?? made.stderr.trim()}`);
  }

  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: data, fsync: "off", max_connections: 300 };
  const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(path.join(programs, "postgres"), ["-D", data, ...words], {
    ...owner,
    env,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  const gone = new Promise((done) => child.once("exit", done));
  const kill = (signal) => {
    try {
      process.kill(child.pid, signal);
    } catch {
      // Gone already.
    }
  };
  const stop = async () => {
    kill("SIGINT");
    await Promise.race([gone, pause(10_000)]);
    kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };

  for (let tries = 0; !said.includes("ready to accept connections"); tries++) {
    if (tries === 600 || child.exitCode !== null) {
      await stop();
      throw new Error(`PostgreSQL ${version} did not start: ${said.trim().split("\n").at(-1)}`);
    }
    await pause(50);
  }
  return {
    url: `postgresql://tester:${password}@127.0.0.1:${port}/postgres`,
    version,
    stop,
    /** Without waiting, for the moment when this process ends. */
    drop: () => {
      kill("SIGQUIT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
