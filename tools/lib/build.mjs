import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
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

/** Builds when the sources changed. The mark that says so is set last, so a build that was cut short is done again. */
export async function buildChanged(root) {
  const dist = path.join(root, "dist");
  const stamp = path.join(dist, "stamp");
  const hash = hashOfSources(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;

  const log = path.join(root, "logs", "build.log");
  rmSync(log, { force: true });
  // Beside its place and as deep, so that the maps to the sources stay right when it is moved there.
  const half = path.join(dist, `.new-${process.pid}`);
  await during("Building", async () => {
    try {
      // In a process of its own: what a build takes in memory must not stay with the server.
      const { code } = await run(process.execPath, [fileURLToPath(import.meta.url), root, half], { cwd: root, log });
      if (code !== 0) throw new Stop(`The build failed; the whole story is in ${path.relative(root, log)}.`);
      rmSync(stamp, { force: true });
      for (const part of ["web", "server"]) {
        rmSync(path.join(dist, part), { recursive: true, force: true });
        renameSync(`${half}-${part}`, path.join(dist, part));
      }
      writeFileSync(stamp, hash);
    } finally {
      for (const name of existsSync(dist) ? readdirSync(dist) : []) {
        if (name.startsWith(".new-")) rmSync(path.join(dist, name), { recursive: true, force: true });
      }
    }
  });
  return true;
}

async function buildAll(root, out) {
  mkdirSync(path.dirname(out), { recursive: true });
  const [{ build: buildPages }, { build: buildServer }] = await Promise.all([import("vite"), import("esbuild")]);
  await Promise.all([
    buildPages({ root, logLevel: "warn", build: { outDir: `${out}-web`, emptyOutDir: true } }),
    buildServer({
      absWorkingDir: root,
      entryPoints: ["src/server/main.ts", "src/server/operator.ts"].filter((file) => existsSync(path.join(root, file))),
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
