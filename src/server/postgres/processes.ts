import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";

export type Postmaster = { readonly pid: number; readonly cluster: string; readonly socketFolder: string };

const pidFile = (cluster: string): string => path.join(cluster, "postmaster.pid");

/** What the running server, or the last one that was killed, wrote about itself. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(cluster), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, cluster: lines[1] ?? "", socketFolder: lines[4]?.trim() ?? "" };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Every server process works from inside its cluster, so its working folder tells whose it is. Without /proc, the pid must do. */
export function processesIn(cluster: string): number[] {
  if (!existsSync("/proc/self/cwd")) {
    const pid = readPostmaster(cluster)?.pid;
    return pid !== undefined && isAlive(pid) ? [pid] : [];
  }
  const numbers = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid));
  return numbers.map(Number).filter((pid) => worksIn(pid, cluster));
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

/** Cheap enough for once a second: one look at one process. */
export function isPostmasterAlive(cluster: string): boolean {
  const noted = readPostmaster(cluster);
  if (noted === undefined) return false;
  if (!existsSync("/proc/self/cwd")) return isAlive(noted.pid);
  return worksIn(noted.pid, cluster);
}

/**
 * After a reboot, or in a container where nobody collects the dead, the pid of a killed server may be in use again. PostgreSQL takes
 * that for a living server and refuses to start; we know that nothing works in the cluster, so the note is old and goes.
 */
export function forgetDeadPostmaster(cluster: string): void {
  const noted = readPostmaster(cluster);
  if (noted !== undefined && isAlive(noted.pid) && processesIn(cluster).length === 0) rmSync(pidFile(cluster), { force: true });
}

/** Sessions of a killed server that are still at work keep the next one from starting; nobody can reach them any more. */
export function endLeftSessions(cluster: string): void {
  if (isPostmasterAlive(cluster)) return;
  for (const pid of processesIn(cluster)) {
    try {
      process.kill(pid, "SIGQUIT");
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
