import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Test servers live in folders that name the process they belong to. When it was killed, its server lives on: this ends it. */
export function endLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^entente-(?:test|outside)-(\d+)-/.exec(name)?.[1] ?? 0);
    if (owner === 0 || isAlive(owner)) continue;
    const folder = path.join(tmpdir(), name);
    try {
      for (const cluster of ["postgres", "data"]) endServer(path.join(folder, cluster));
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another user's: not ours to end.
    }
  }
}

function endServer(cluster) {
  let lines;
  try {
    lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return;
  }
  const pid = Number(lines[0]);
  if (pid > 0 && lines[1] === cluster && isAlive(pid)) process.kill(pid, "SIGQUIT");
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
