import { createHash } from "node:crypto";
import type { Instant } from "../kit/dates.ts";
import { newId } from "../kit/ids.ts";
import { BACKUP_LOCK } from "./backup/format.ts";
import type { Scribe } from "./context.ts";
import type { Db, Tx } from "./db.ts";
import { sql } from "./db.ts";
import type { House } from "./house.ts";
import { TryLater } from "./jobs.ts";

/** What people may send us. The bytes decide what a file is; its name and what a browser says about it do not. */
export const fileTypes = { "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif" } as const;
export type FileType = keyof typeof fileTypes;

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** The type that a file's first bytes prove; `program` for what a machine would run; undefined for everything else. */
export function sniff(bytes: Uint8Array): FileType | "program" | undefined {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (startsWith(bytes, 0x47, 0x49, 0x46, 0x38, 0x37, 0x61) || startsWith(bytes, 0x47, 0x49, 0x46, 0x38, 0x39, 0x61)) return "image/gif";
  const runs =
    startsWith(bytes, 0x4d, 0x5a) || // PE and DOS
    startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46) || // ELF
    startsWith(bytes, 0x23, 0x21) || // a script with its interpreter
    startsWith(bytes, 0xca, 0xfe, 0xba, 0xbe) || // Mach-O for several machines, Java classes
    startsWith(bytes, 0xcf, 0xfa, 0xed, 0xfe) || // Mach-O
    startsWith(bytes, 0xce, 0xfa, 0xed, 0xfe);
  return runs ? "program" : undefined;
}

/** The name a file goes by from now on: one line, no path, and an ending that agrees with what it is, so that no desktop runs it. */
export function safeName(name: string, type: FileType): string {
  const bare = name
    .normalize("NFC")
    .replace(/^[\s\S]*[/\\]/, "")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]+/gu, "")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const ending = fileTypes[type];
  const agrees = bare.toLowerCase().endsWith(`.${ending}`) || (type === "image/jpeg" && bare.toLowerCase().endsWith(".jpeg"));
  const stem = bare === "" ? "document" : bare;
  return agrees ? shortened(stem, 120) : `${shortened(stem, 115)}.${ending}`;
}

const shortened = (name: string, most: number): string => {
  const letters = [...name];
  if (letters.length <= most) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= 6 ? name.slice(dot) : "";
  return letters.slice(0, most - ending.length).join("") + ending;
};

/** Under which a content is kept, and by which the same content is recognised. */
export const contentHash = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: Buffer;
};

/** What a stored file is sealed for: its own content, so that one cannot be put in another's place. */
const seal = (sha256: Buffer): string => `file:${sha256.toString("hex")}`;

/** What sealing adds to a content. */
const SEAL_BYTES = 64;

/**
 * Lays a content on the shelf, sealed, under its hash. Outside of any transaction: nobody is held up while bytes travel. When the act fails
 * afterwards they stay behind unnamed, which harms nobody: the next one with the same content finds them there.
 * @throws ShelfDown
 */
export async function layContent(house: House, bytes: Buffer): Promise<Buffer> {
  const sha256 = contentHash(bytes);
  await house.files.put(sha256.toString("hex"), house.secret.seal(bytes, seal(sha256)));
  return sha256;
}

/** One at a time per content: whoever names it and whoever clears it away never cross. */
const holdContent = (tx: Tx, sha256: Buffer): Promise<unknown> =>
  tx.query(sql`select pg_advisory_xact_lock(${sha256.readInt32BE(0)}::int, ${sha256.readInt32BE(4)}::int)`);

/** Names a content of an account, in the act's transaction. What `layContent` laid is there; if it was cleared away meanwhile, it is laid again. */
export async function keepFile(
  house: House,
  tx: Tx,
  accountId: string,
  file: { readonly name: string; readonly type: FileType; readonly bytes: Buffer },
  at: Instant,
): Promise<StoredFile> {
  const sha256 = contentHash(file.bytes);
  await holdContent(tx, sha256);
  if (!(await house.files.has(sha256.toString("hex")))) await layContent(house, file.bytes);

  const kept: StoredFile = { id: newId(), name: safeName(file.name, file.type), type: file.type, size: file.bytes.length, sha256 };
  await tx.query(sql`
    insert into files (id, account_id, sha256, size, type, name, at)
    values (${kept.id}, ${accountId}, ${sha256}, ${kept.size}, ${kept.type}, ${kept.name}, ${at}::timestamptz)`);
  return kept;
}

/** A file of an account is given up. Its bytes go by a job of their own, once nothing names them. */
export async function dropFile(
  act: Scribe & { readonly tx: Tx; readonly machine: Instant },
  accountId: string,
  fileId: string,
): Promise<void> {
  const gone = await act.tx.one<{ sha256: Buffer }>(
    sql`delete from files where account_id = ${accountId} and id = ${fileId} returning sha256`,
  );
  if (!gone) return;
  const sha256 = gone.sha256.toString("hex");
  act.enqueue({ kind: "files.clear", key: fileId, payload: { sha256 }, clock: "machine", dueAt: act.machine });
}

/** Clears a content away that nobody names any more; another file with the same content keeps it. */
export async function clearContent(house: House, hex: string): Promise<void> {
  const sha256 = Buffer.from(hex, "hex");
  await house.db.transaction(async (tx) => {
    // A backup tells of files as they were when it began: until its end all of their contents stay.
    const free = await tx.one<{ free: boolean }>(sql`select pg_try_advisory_xact_lock_shared(${BACKUP_LOCK}::bigint) as free`);
    if (!free!.free) throw new TryLater("a backup is under way", 60);
    await holdContent(tx, sha256);
    if (!(await tx.one(sql`select 1 from files where sha256 = ${sha256} limit 1`))) await house.files.remove(hex);
  });
}

/** The stored bytes are not those that were kept. They are given to nobody. */
export class FileBroken extends Error {
  override readonly name = "FileBroken";
}

/** A file of this account with its bytes. Another account's file does not exist. @throws FileBroken, ShelfDown */
export async function readStoredFile(
  house: House,
  db: Db,
  accountId: string,
  fileId: string,
): Promise<(StoredFile & { readonly bytes: Buffer }) | undefined> {
  const row = await db.one<StoredFile>(
    sql`select id, name, type, size, sha256 from files where account_id = ${accountId} and id = ${fileId}`,
  );
  if (!row) return undefined;
  const sealed = await house.files.get(row.sha256.toString("hex"), row.size + SEAL_BYTES);
  if (!sealed) throw new FileBroken(`the content of the file ${row.id} is not there`);
  return { ...row, bytes: unsealed(house, sealed, row) };
}

function unsealed(house: House, sealed: Buffer, { id, sha256 }: StoredFile): Buffer {
  try {
    const bytes = house.secret.open(sealed, seal(sha256));
    if (contentHash(bytes).equals(sha256)) return bytes;
  } catch (cause) {
    throw new FileBroken(`the content of the file ${id} was changed`, { cause });
  }
  throw new FileBroken(`the content of the file ${id} is another`);
}
