import { readFileSync } from "node:fs";

/**
 * npm starts a shell, and the shell starts us. A signal that reaches npm alone ends npm and its shell and leaves us behind, holding the
 * port and the data. So whoever is above is looked at, and when they are gone that counts as a signal too.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/** The shell's number and, where the system tells, npm's. */
function ancestors() {
  const shell = process.ppid;
  try {
    // `pid (name) state parent …`, and a name may hold spaces and brackets.
    const parent = readFileSync(`/proc/${shell}/stat`, "utf8").split(")").at(-1).trim().split(" ")[1];
    return `${shell} ${parent}`;
  } catch {
    return `${shell}`;
  }
}
