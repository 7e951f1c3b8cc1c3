import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { during, Stop } from "./say.mjs";

/** What the build is made from. The programme is read at the start, so a change in it needs no build. */
const sources = ["src", "public", "index.html", "vite.config.ts", "tsconfig.json", "package-lock.json", "tools/lib/build.mjs"];

export function hashOfSources(root) {
  const hash = createHash("sha256");
  const add = (place) => {
    const whole = path.join(root, place);
    if (!existsSync(whole)) return;
    for (const entry of readdirSync(whole, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${place}/${entry.name}`;
      if (entry.isDirectory()) add(name);
      else if (!/\.test\.tsx?$/.test(name)) hash.update(name).update(readFileSync(path.join(root, name)));
    }
  };
  for (const source of sources) {
    if (/\.\w+$/.test(source)) hash.update(source).update(existsSync(path.join(root, source)) ? readFileSync(path.join(root, source)) : "");
    else add(source);
  }
  return hash.digest("hex");
}

/**
 * Builds when the sources changed. The mark that says so is set last, so a build that was cut short is done again; of two that start
 * at once one builds and the other waits for it.
 */
export async function buildChanged(root) {
  const dist = path.join(root, "dist");
  const stamp = path.join(dist, "stamp");
  const hash = hashOfSources(root);
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (isFresh()) return false;

  return during("Building", () =>
    alone(path.join(dist, ".building"), async () => {
      if (isFresh()) return false;
      await build(root, dist);
      writeFileSync(stamp, hash);
      return true;
    }),
  );
}

async function build(root, dist) {
  const log = path.join(root, "logs", "build.log");
  rmSync(log, { force: true });
  // Beside its place and as deep, so that the maps to the sources stay right when it is moved there.
  const half = path.join(dist, ".new");
  // In a process of its own: what a build takes in memory must not stay with the server.
  const { code } = await run(process.execPath, [fileURLToPath(import.meta.url), root, half], { cwd: root, log });
  if (code !== 0) throw new Stop(`The build failed; the whole story is in ${path.relative(root, log)}.`);
  rmSync(path.join(dist, "stamp"), { force: true });
  for (const part of ["web", "server"]) {
    rmSync(path.join(dist, part), { recursive: true, force: true });
    renameSync(`${half}-${part}`, path.join(dist, part));
  }
}

/** Does the work while holding a folder that only one can make; who finds it made by a living process waits. */
async function alone(lock, work) {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (holderIsGone(lock)) rmSync(lock, { recursive: true, force: true });
      else await pause(100);
    }
  }
  try {
    writeFileSync(path.join(lock, "pid"), String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function holderIsGone(lock) {
  try {
    process.kill(Number(readFileSync(path.join(lock, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    // Without a number its maker may be about to write one: gone only when it is old.
    if (error.code === "ENOENT") return !existsSync(lock) || Date.now() - statSync(lock).mtimeMs > 5_000;
    return error.code === "ESRCH";
  }
}

async function buildAll(root, out) {
  mkdirSync(path.dirname(out), { recursive: true });
  const [{ build: buildPages }, { build: buildServer }] = await Promise.all([import("vite"), import("esbuild")]);
  await Promise.all([
    buildPages({ root, logLevel: "warn", build: { outDir: `${out}-web`, emptyOutDir: true } }),
    buildServer({
      absWorkingDir: root,
      entryPoints: ["src/server/main.ts", "src/server/operator.ts", "src/server/backup/terminal.ts"].filter((file) =>
        existsSync(path.join(root, file)),
      ),
      outdir: `${out}-server`,
      splitting: true,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: "linked",
      logLevel: "warning",
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.env.NODE_ENV = "production";
  await buildAll(process.argv[2], process.argv[3]);
}
