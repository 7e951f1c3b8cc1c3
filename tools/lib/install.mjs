import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";
import { during, Stop } from "./say.mjs";

/**
 * Installs what the lock file asks for and node_modules lacks, and touches nothing when nothing lacks. Whoever installed it, and
 * how, does not matter: the packages themselves are looked at.
 */
export async function installMissing(root, { dev }) {
  const lock = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const stamp = path.join(root, "node_modules", ".entente-install");
  const mark = createHash("sha256").update(`${lock} ${process.platform}-${process.arch}`).digest("hex");
  const packages = Object.entries(JSON.parse(lock).packages).filter(([place]) => place !== "");
  const missing = (wanted) => packages.some(([place, entry]) => wanted(entry) && !isInstalled(root, place, entry));

  const needed = (entry) => (dev || !(entry.dev || entry.devOptional)) && fits(entry);
  if (!missing(needed)) return false;

  // Packages for development that are already there are brought up to date, never thrown away by a mere start.
  const developing = dev || packages.some(([place, entry]) => entry.dev && !entry.optional && isInstalled(root, place, entry));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === `${mark} ${developing}` && !missing((entry) => needed(entry) && !entry.optional))
    return false;

  const log = path.join(root, "logs", "install.log");
  rmSync(log, { force: true });
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  // `install` rather than `ci`: it adds what lacks instead of removing everything first, and what it did is looked at afterwards.
  const words = [
    "install",
    "--no-save",
    ...(developing ? ["--include=dev"] : ["--omit=dev"]),
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  await during("Installing the packages (about a minute the first time)", async () => {
    const { code, errors } = await run(npm[0], [...npm.slice(1), ...words], { cwd: root, log });
    const left = packages.find(([place, entry]) => needed(entry) && !entry.optional && !isInstalled(root, place, entry));
    if (code === 0 && left === undefined) return;
    const why = code === 0 ? `${left[0]} is not what package-lock.json asks for` : reason(errors);
    throw new Stop(`The packages could not be installed (${why}); the whole story is in ${path.relative(root, log)}.`);
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${mark} ${developing}`);
  return true;
}

/** Optional packages belong to one kind of computer; those of another are never missing. */
const fits = ({ optional, os, cpu, libc }) =>
  !optional || (Boolean(os && cpu) && !libc && os.includes(process.platform) && cpu.includes(process.arch));

function isInstalled(root, place, { version, link }) {
  if (link) return true;
  try {
    return JSON.parse(readFileSync(path.join(root, place, "package.json"), "utf8")).version === version;
  } catch {
    return false;
  }
}

const reason = (errors) =>
  errors
    .split("\n")
    .map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim())
    .find((line) => line !== "" && !line.startsWith("code ")) ?? "npm gave no reason";
