import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { type Db, sql } from "./db.ts";
import { StartError } from "./postgres/errors.ts";
import type { Settings } from "./settings.ts";

/** What seals the database's secrets. It stands outside the database, so that a stolen copy of the database opens nothing. */
export type Secret = {
  /** AES-256-GCM. `context` says what is sealed and whose it is (`"key:<id>"`); opened with another, it does not open. */
  seal(plain: Buffer | string, context: string): Buffer;
  /** @throws SealBroken when a byte changed, or the context or the secret is another. */
  open(sealed: Uint8Array, context: string): Buffer;
  /** The same text gives the same 32 bytes under one purpose, so a sealed value can be found without being opened. */
  blindIndex(text: string, purpose: string): Buffer;
  /** A key for one purpose, for signatures and tokens of others. */
  derive(purpose: string, bytes?: number): Buffer;
  /** Tells two secrets apart and gives nothing away: safe to store beside what is sealed. */
  fingerprint(): string;
};

export class SealBroken extends Error {
  override readonly name = "SealBroken";

  constructor() {
    super("a sealed value does not open: it was changed, or sealed for something else, or with another secret");
  }
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

export function secretOf(master: string): Secret {
  const derive = (purpose: string, bytes = 32): Buffer => Buffer.from(hkdfSync("sha256", master, "entente", purpose, bytes));
  const sealing = derive("seal");
  const indexKeys = new Map<string, Buffer>();
  const bound = (context: string): Buffer => Buffer.concat([Buffer.of(version), Buffer.from(context, "utf8")]);

  return {
    derive,
    fingerprint: () => derive("fingerprint", 16).toString("hex"),
    seal: (plain, context) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(bound(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const start = 1 + nonceBytes + tagBytes;
      if (bytes.length < start || bytes[0] !== version) throw new SealBroken();
      try {
        const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes });
        decipher.setAAD(bound(context)).setAuthTag(bytes.subarray(1 + nonceBytes, start));
        return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]);
      } catch {
        throw new SealBroken();
      }
    },
    blindIndex: (text, purpose) => {
      const key = indexKeys.get(purpose) ?? derive(`index:${purpose}`);
      indexKeys.set(purpose, key);
      return createHmac("sha256", key).update(text, "utf8").digest();
    },
  };
}

/** The operator's secret, or with the embedded database one that is made once and kept in the data folder. @throws StartError */
export function loadSecret(settings: Pick<Settings, "secret" | "data" | "database">): Secret {
  if (settings.secret !== undefined) return secretOf(settings.secret);
  if (settings.database.kind === "external")
    throw new StartError("ENTENTE_SECRET is missing: with DATABASE_URL it must be given (at least 32 characters).");

  const file = path.join(settings.data, "secret");
  const kept = readKept(file) ?? makeKept(file);
  if (kept.length < 32) throw new StartError(`The secret in ${file} is too short to be whole: put the file back from a backup.`);
  return secretOf(kept);
}

function readKept(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8").trim();
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new StartError(`The secret in ${file} cannot be read (${(error as Error).message}): start as the user it belongs to.`);
  }
}

function makeKept(file: string): string {
  const half = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(half, "w", 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString("base64url")}\n`);
    // Whole on the disk before it has its name: a secret lost in a power cut would take every sealed value with it.
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(half);
  }
  return readKept(file)!;
}

/** The database remembers which secret sealed it, so that a wrong one is noticed at the start and not at the first key that does not open. */
export async function checkFingerprint(db: Db, secret: Secret, settings: Pick<Settings, "secret" | "data">): Promise<void> {
  const mine = secret.fingerprint();
  await db.query(sql`insert into house (key, value) values ('secretFingerprint', ${mine}) on conflict (key) do nothing`);
  const kept = await db.one<{ value: string }>(sql`select value from house where key = 'secretFingerprint'`);
  if (kept?.value === mine) return;

  const given = settings.secret === undefined ? `The secret in ${path.join(settings.data, "secret")}` : "ENTENTE_SECRET";
  throw new StartError(`${given} is not the one this database was sealed with: give back the first one, or start with another database.`);
}
