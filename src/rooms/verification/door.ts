import type { Db } from "../../server/db.ts";
import * as store from "./store.ts";

/** The address that the primary contact has confirmed by its link, if any. */
export const confirmedEmailOf = async (db: Db, accountId: string): Promise<string | null> =>
  (await store.loadCase(db, accountId))?.confirmedEmail ?? null;
