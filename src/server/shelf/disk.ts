import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { newId } from "../../kit/ids.ts";
import type { Shelf } from "./shelf.ts";
import { ShelfDown, spread } from "./shelf.ts";

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** A folder of this machine. A content is written beside its place, flushed, then moved there in one step. */
export function diskShelf(folder: string): Shelf {
  const placeOf = (name: string): string => path.join(folder, spread(name));
  const has = (name: string): Promise<boolean> =>
    stat(placeOf(name)).then(
      () => true,
      () => false,
    );

  return {
    has,
    async put(name, bytes) {
      if (await has(name)) return;
      const place = placeOf(name);
      const beside = `${place}.${newId()}`;
      try {
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
        const handle = await open(beside, "wx", 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(beside, place);
      } catch (cause) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw new ShelfDown("the folder of files cannot be written", { cause });
      }
    },
    async get(name, most) {
      const place = placeOf(name);
      try {
        if ((await stat(place)).size > most) throw new ShelfDown("a stored content is longer than it was");
        return await readFile(place);
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause instanceof ShelfDown ? cause : new ShelfDown("the folder of files cannot be read", { cause });
      }
    },
    async remove(name) {
      await rm(placeOf(name), { force: true }).catch((cause: unknown) => {
        throw new ShelfDown("the folder of files cannot be written", { cause });
      });
    },
  };
}
