import { z } from "zod";

/** Where a list goes on: behind the row with this key and this id. */
export type After = { readonly key: string; readonly id: string };

const Cursor = z.tuple([z.string().max(200), z.uuid()]);

export const cursorAfter = (key: string, id: string): string => Buffer.from(JSON.stringify([key, id])).toString("base64url");

/** What was not written by us is not read, nor a key that the list could not have. */
export function readCursor(cursor: string, isKey: (key: string) => boolean = () => true): After | undefined {
  try {
    const read = Cursor.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return read.success && isKey(read.data[0]) ? { key: read.data[0], id: read.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
