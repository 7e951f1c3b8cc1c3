import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";

const running = new Set();

/** Ends every program started here that is still running, with all that it started. */
export function endAll(signal = "SIGTERM") {
  for (const child of running) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  }
}

/**
 * Runs a program to its end and keeps what it says, in a log file too when one is given.
 * It leads a group of its own, so that ending it ends its children.
 */
export function run(command, words, { cwd, env, log, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(command, words, { cwd, env, detached: process.platform !== "win32", stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    if (log) mkdirSync(path.dirname(log), { recursive: true });
    const file = log && createWriteStream(log, { flags: "a" });
    const timer = timeoutMs && setTimeout(() => process.kill(-child.pid, "SIGKILL"), timeoutMs);
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      file?.write(chunk);
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
      file?.write(chunk);
    });
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      file?.end();
      done({ code, output, errors });
    };
    child.once("error", (error) => {
      errors += error.message;
      end(127);
    });
    child.once("close", (code, signal) => end(code ?? (signal ? 1 : 0)));
  });
}
