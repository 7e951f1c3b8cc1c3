/**
 * Where sealed contents lie. A name is the hash of a content, so a content is put once and never changes. What lies here is sealed
 * already: a shelf keeps bytes and knows nothing of what they mean.
 */
export type Shelf = {
  /** Whole or not at all: nobody ever reads half of what is put. Putting the same again harms nothing. @throws ShelfDown */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** @returns undefined when nothing has this name. @throws ShelfDown, also for more bytes than `most`: then they are not ours. */
  get(name: string, most: number): Promise<Buffer | undefined>;
  has(name: string): Promise<boolean>;
  /** What is not there is removed already. @throws ShelfDown */
  remove(name: string): Promise<void>;
};

/** The shelf does not answer, or not as a shelf should. Nothing was kept; asking again later is right. */
export class ShelfDown extends Error {
  override readonly name = "ShelfDown";
}

/** Names are hashes: nothing else may become a path or an address. @throws RangeError */
export const spread = (name: string): string => {
  if (!/^[0-9a-f]{64}$/.test(name)) throw new RangeError("the name of a content is its SHA-256 in hexadecimal");
  return `${name.slice(0, 2)}/${name.slice(2)}`;
};
