import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Instant } from "../kit/dates.ts";
import { newId } from "../kit/ids.ts";
import type { Db, Tx } from "./db.ts";
import { sql } from "./db.ts";
import type { House } from "./house.ts";

/** What people may send us. The bytes decide what a file is; its name and what a browser says about it do not. */
export const fileTypes = { "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg" } as const;
export type FileType = keyof typeof fileTypes;

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** The type that a file's first bytes prove; `program` for what a machine would run; undefined for everything else. */
export function sniff(bytes: Uint8Array): FileType | "program" | undefined {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
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

const placeOf = (house: House, sha256: Buffer): string => {
  const hex = sha256.toString("hex");
  return path.join(house.settings.data, "files", hex.slice(0, 2), hex.slice(2));
};

/** What a stored file is sealed for: its own content, so that one cannot be put in another's place. */
const seal = (sha256: Buffer): string => `file:${sha256.toString("hex")}`;

/**
 * Keeps a file of an account: the bytes sealed under the data folder, under the hash of their content, the row in the act's transaction.
 * The bytes are written first. When the act fails afterwards they stay behind unnamed, which harms nobody: the next one with the same
 * content finds them there.
 */
export async function keepFile(
  house: House,
  tx: Tx,
  accountId: string,
  file: { readonly name: string; readonly type: FileType; readonly bytes: Buffer },
  at: Instant,
): Promise<StoredFile> {
  const sha256 = contentHash(file.bytes);
  await writeOnce(placeOf(house, sha256), () => house.secret.seal(file.bytes, seal(sha256)));

  const kept: StoredFile = { id: newId(), name: safeName(file.name, file.type), type: file.type, size: file.bytes.length, sha256 };
  await tx.query(sql`
    insert into files (id, account_id, sha256, size, type, name, at)
    values (${kept.id}, ${accountId}, ${sha256}, ${kept.size}, ${kept.type}, ${kept.name}, ${at}::timestamptz)`);
  return kept;
}

/** A file is there whole or not at all: written beside its place, flushed, then moved there in one step. */
async function writeOnce(place: string, content: () => Buffer): Promise<void> {
  if (await stat(place).catch(() => undefined)) return;
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const beside = `${place}.${newId()}`;
  try {
    const handle = await open(beside, "wx", 0o600);
    try {
      await handle.writeFile(content());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** A file of this account with its bytes. Another account's file does not exist. @throws when the stored bytes were changed. */
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
  const bytes = house.secret.open(await readFile(placeOf(house, row.sha256)), seal(row.sha256));
  return { ...row, bytes };
}
