import { accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";

/** The programs the tests borrow from the system, and Debian's packages that bring them. */
export const borrowed = {
  postgres: {
    what: "PostgreSQL 15 to 18",
    packages: ["postgresql-15", "postgresql-16", "postgresql-17", "postgresql-18"],
    find: findPostgres,
  },
  chromium: { what: "Chromium", packages: ["chromium"], find: findChromium },
  pdfsig: { what: "pdfsig", packages: ["poppler-utils"], find: () => onPath("pdfsig") },
};

export function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** The folder of a server's programs; the oldest version that is supported, because it can least. */
export function findPostgres() {
  const folders = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"].flatMap((base) =>
    existsSync(base)
      ? readdirSync(base).map((name) => ({ version: Number(/(\d+)$/.exec(name)?.[1]), folder: path.join(base, name, "bin") }))
      : [],
  );
  const control = onPath("pg_ctl");
  if (control) folders.push(ofFolder(path.dirname(realpathSync(control))));
  return folders
    .filter(
      ({ version, folder }) =>
        version >= 15 && version <= 18 && existsSync(path.join(folder, "initdb")) && existsSync(path.join(folder, "postgres")),
    )
    .sort((a, b) => a.version - b.version)[0];
}

const ofFolder = (folder) => ({ folder, version: Number(/(\d+)/.exec(folder)?.[1]) });

export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const mac = "/Applications/Chromium.app/Contents/MacOS/Chromium";
  return onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome") ?? (existsSync(mac) ? mac : undefined);
}

/** Debian's packages may be installed by root alone, and only where there is apt. */
export const mayInstall = () => process.getuid?.() === 0 && onPath("apt-get") !== undefined && existsSync("/etc/debian_version");

/** Installs what is missing, all at once. Answers one sentence per thing that is still missing. */
export async function borrow(names) {
  const missing = () => names.filter((name) => borrowed[name].find() === undefined);
  if (missing().length > 0 && mayInstall()) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-q"], { env, timeoutMs: 300_000 });
    for (const name of missing()) {
      for (const wanted of borrowed[name].packages) {
        const { code } = await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", wanted], { env, timeoutMs: 600_000 });
        if (code === 0) break;
      }
    }
  }
  const reason = mayInstall()
    ? "its Debian package could not be installed"
    : "it is not installed, and only root on Debian may install it here";
  return Object.fromEntries(
    missing().map((name) => [name, `${borrowed[name].what} was not found: ${reason} (${borrowed[name].packages[0]})`]),
  );
}

export const versionOf = (root) => JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version;
