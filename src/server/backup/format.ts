import { z } from "zod";

/*
 * A backup is one file: a tar archive (POSIX ustar), compressed with gzip, so that the usual tools open it. In this order:
 *   manifest.json            what it is of: edition, migrations, the fingerprint of the secret, tables with their columns, sequences
 *   database/TABLE/000001 …  the rows of a table as COPY writes them (PostgreSQL's text format), cut into parts
 *   files/SHA256             the sealed contents that people have sent
 *   end.json                 how many rows and files there are: without it the file is not whole
 * What the house keeps sealed is sealed here too. The secret that opens it is not in the file, only its fingerprint.
 */
export const Manifest = z.strictObject({
  format: z.literal(1),
  product: z.literal("entente"),
  edition: z.string(),
  at: z.iso.datetime(),
  secretFingerprint: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), sha256: z.string() })).min(1),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()).min(1) })),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string().regex(/^\d+$/), called: z.boolean() })),
});
export type Manifest = z.infer<typeof Manifest>;

export const End = z.strictObject({ rows: z.record(z.string(), z.number().int()), files: z.number().int() });
export type End = z.infer<typeof End>;

/** Held by a backup while it runs: contents of files stay where they are until it has taken them along. */
export const BACKUP_LOCK = 4_702_003;

/** The bytes of one part of a table, and what is held in memory of it at one time. */
export const PART_BYTES = 4 << 20;

export const placeOf = {
  manifest: "manifest.json",
  end: "end.json",
  part: (table: string, part: number): string => `database/${table}/${String(part).padStart(6, "0")}`,
  file: (sha256: string): string => `files/${sha256}`,
};

/** Says how far the work is, in a sentence for the terminal. */
export type Tell = (sentence: string) => void;
