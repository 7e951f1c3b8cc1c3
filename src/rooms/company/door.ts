import type { Db } from "../../server/db.ts";
import { loadSupport } from "./profiles.store.ts";

/** Whether the company has said where its customers find help. */
export const hasSupport = async (db: Db, accountId: string): Promise<boolean> => (await loadSupport(db, accountId)) !== undefined;
