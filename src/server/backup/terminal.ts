import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "../postgres/errors.ts";
import type { Reached } from "../postgres/reach.ts";
import { reach } from "../postgres/reach.ts";
import { loadSecret } from "../secret.ts";
import type { Environment, Settings } from "../settings.ts";
import { readSettings } from "../settings.ts";
import { openShelf } from "../shelf/open.ts";
import type { Tell } from "./format.ts";
import { restore } from "./restore.ts";
import type { Saved } from "./save.ts";
import { save } from "./save.ts";

const usage = { backup: "Usage: npm run backup -- FILE", restore: "Usage: npm run restore -- FILE" };

/** `npm run` works in the package's folder; the file is meant from where the person stands. */
function fileIn(words: readonly string[], environment: Environment, how: string): string {
  const [file, ...more] = words;
  if (file === undefined || file.startsWith("-") || more.length > 0) throw new StartError(`Give the name of one file.\n${how}`);
  return path.resolve(environment.INIT_CWD ?? "", file);
}

async function inDatabase<T>(settings: Settings, work: (reached: Reached) => Promise<T>): Promise<T> {
  const reached = await reach(settings);
  try {
    return await work(reached);
  } finally {
    await reached.end();
  }
}

const counted = ({ tables, rows, files }: Saved): string => `${rows} rows of ${tables} tables, ${files} files`;

/**
 * `npm run backup -- FILE`: saves the house that the settings name, running or not.
 * @returns what to print. @throws StartError
 */
export async function backUp(words: readonly string[], environment: Environment, tell: Tell): Promise<string> {
  const file = fileIn(words, environment, usage.backup);
  const settings = readSettings(environment);
  if (settings.database.kind === "embedded" && !existsSync(path.join(settings.data, "postgres")))
    throw new StartError(`There is no house in ${settings.data}: nothing is saved.`);
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const saved = await inDatabase(settings, ({ connection }) =>
    save(file, { connection, shelf: openShelf(settings), edition: version, at: new Date().toISOString(), tell }),
  );
  return [
    `Saved in ${file}: ${counted(saved)}.`,
    settings.secret === undefined
      ? `It opens with the secret in ${path.join(settings.data, "secret")} only, which is not in it: keep a copy of that, elsewhere.`
      : "It opens with ENTENTE_SECRET only, which is not in it: keep that, elsewhere.",
  ].join("\n");
}

/**
 * `npm run restore -- FILE`: fills an empty database and an empty data folder from a backup.
 * @returns what to print. @throws StartError
 */
export async function bringBack(words: readonly string[], environment: Environment, tell: Tell): Promise<string> {
  const file = fileIn(words, environment, usage.restore);
  const settings = readSettings(environment);
  if (settings.secret === undefined && !existsSync(path.join(settings.data, "secret")))
    throw new StartError(
      `The secret that sealed the backup is not in it: put its file “secret” into ${settings.data}, or give it as ENTENTE_SECRET, then restore again.`,
    );
  const secret = loadSecret(settings);
  const told = await inDatabase(settings, ({ connection, inUse }) => {
    if (inUse) throw new StartError(`A house runs in ${settings.data}: stop it, and restore into an empty folder.`);
    return restore(file, { connection, shelf: openShelf(settings), secret, migrations: path.resolve("migrations"), tell });
  });
  return `Restored as of ${told.at}: ${counted(told)}. Start it with npm start.`;
}
