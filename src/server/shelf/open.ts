import path from "node:path";
import type { Settings } from "../settings.ts";
import { bucketShelf } from "./bucket.ts";
import { diskShelf } from "./disk.ts";
import type { Shelf } from "./shelf.ts";

/** Where the settings say that contents of files lie: a bucket, or the data folder. */
export const openShelf = ({ bucket, data }: Pick<Settings, "bucket" | "data">): Shelf =>
  bucket ? bucketShelf(bucket) : diskShelf(path.join(data, "files"));
