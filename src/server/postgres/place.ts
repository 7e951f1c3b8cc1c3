import { createHash, randomBytes } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "./errors.ts";

/** The ordinary user PostgreSQL runs as when the application runs as root, which PostgreSQL refuses to be. */
export type Owner = { readonly uid: number; readonly gid: number };

export type Place = {
  /** The cluster: PostgreSQL's own data directory. */
  readonly cluster: string;
  /** Where a copy of the binaries goes when the installed ones cannot be run by the owner. */
  readonly binaries: string;
  /** What PostgreSQL writes, kept beside the rest of the data whatever the place of the cluster. */
  readonly logFile: string;
  /** Set when the application is root: everything of PostgreSQL's is done as this user. */
  readonly owner: Owner | undefined;
};

const nobody: Owner = { uid: 65534, gid: 65534 };
const systemFolder = "/var/lib/entente";

/**
 * Inside the data folder whenever the user PostgreSQL runs as can get there. Only root's closed folders (a home of mode 0700) send it
 * elsewhere: to a folder of the system that outlives a reboot, whose name is written down in the data folder before anything is made.
 */
export function findPlace(dataDir: string, log: (sentence: string) => void): Place {
  const root = process.getuid?.() === 0;
  makeDataFolder(dataDir, root);
  const data = realpathSync(dataDir);
  const note = path.join(data, "postgres.place");
  const inside = path.join(data, "postgres");
  const at = (cluster: string, base: string): Place => {
    const owner = ownerOf(cluster, root);
    return { cluster, binaries: path.join(base, "postgres-binaries"), logFile: path.join(data, "postgres.log"), owner };
  };

  if (existsSync(note)) {
    const base = readFileSync(note, "utf8").trim();
    return at(path.join(base, "postgres"), base);
  }
  const closed = root ? closedTo(ownerOf(inside, root) ?? nobody, data) : undefined;
  if (existsSync(inside) || closed === undefined) {
    if (closed !== undefined) {
      throw new StartError(
        `The database in ${inside} cannot be reached by the user it belongs to: open ${closed} for passing through (chmod o+x).`,
      );
    }
    return at(inside, data);
  }

  const name = createHash("sha256").update(data).digest("hex").slice(0, 12);
  for (const left of existsSync(systemFolder) ? readdirSync(systemFolder) : []) {
    if (left.startsWith(name)) log(`An earlier database of this data folder was left in ${path.join(systemFolder, left)}.`);
  }
  const base = path.join(systemFolder, `${name}-${randomBytes(3).toString("hex")}`);
  mkdirSync(base, { recursive: true, mode: 0o755 });
  writeFileSync(note, `${base}\n`);
  return at(path.join(base, "postgres"), base);
}

function makeDataFolder(dataDir: string, root: boolean): void {
  try {
    // Root's folder lets PostgreSQL's user pass through it, and nothing more; what is secret in it is closed file by file.
    mkdirSync(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 });
  } catch (error) {
    throw new StartError(`The data folder ${dataDir} cannot be made (${(error as Error).message}): choose another with ENTENTE_DATA.`);
  }
}

/** An existing cluster keeps its owner: root may continue what an ordinary user began, but not the other way round. */
function ownerOf(cluster: string, root: boolean): Owner | undefined {
  const made = existsSync(cluster) ? statSync(cluster) : undefined;
  if (root) return made === undefined || made.uid === 0 ? nobody : { uid: made.uid, gid: made.gid };
  if (made !== undefined && made.uid !== process.getuid?.()) {
    throw new StartError(
      `The database in ${cluster} belongs to another user of this computer (id ${made.uid}), probably because Entente was first started as root: start it as root again, or choose another folder with ENTENTE_DATA.`,
    );
  }
  return undefined;
}

/** The first folder on the way to `folder` that this user may not pass through. */
export function closedTo(owner: Owner, folder: string): string | undefined {
  const way = folder.split(path.sep).map((_, index, parts) => parts.slice(0, index + 1).join(path.sep) || path.sep);
  return way.find((step) => {
    const { uid, gid, mode } = statSync(step);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
}

const longestSocketPath = 107;
const socketName = "/.s.PGSQL.5432";

/**
 * The socket lives in the cluster, which only its owner can enter. A path the system would cut, or that PostgreSQL would read as a
 * list, gets a short closed folder instead; its name follows from the cluster's, so that the next start finds an orphan there.
 */
export function socketFolder(place: Place): { readonly path: string; readonly make: boolean } {
  const plain = /^[\w./@+-]+$/.test(place.cluster);
  if (plain && Buffer.byteLength(place.cluster + socketName) <= longestSocketPath) return { path: place.cluster, make: false };
  const name = createHash("sha256").update(place.cluster).digest("hex").slice(0, 12);
  return { path: `/tmp/entente-${place.owner?.uid ?? process.getuid?.() ?? 0}-${name}`, make: true };
}

/** @throws when somebody else made a folder of that name in a place open to everybody: a socket there could be theirs. */
export function checkSocketFolder(folder: string, place: Place): void {
  const { uid, mode } = lstatSync(folder);
  const mine = uid === (place.owner?.uid ?? process.getuid?.());
  if (!lstatSync(folder).isDirectory() || !mine || (mode & 0o077) !== 0) {
    throw new StartError(
      `The folder ${folder} for the database's socket belongs to somebody else: remove it, or shorten the path of ENTENTE_DATA.`,
    );
  }
}
