import { type Db, sql } from "../db.ts";
import { StartError } from "./errors.ts";

/** An operator's database may be anything; what would only be noticed later, by a person, is noticed at the start. @throws StartError */
export async function checkOutside(db: Db): Promise<void> {
  const found = await db.one<{ version: number; encoding: string; folds: boolean; primary: boolean }>(sql`
    select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_encoding') as encoding,
      lower('É') = 'é' as folds, not pg_is_in_recovery() as primary`);
  const { version, encoding, folds, primary } = found!;

  if (version < 15 || version > 18) throw new StartError(`DATABASE_URL leads to PostgreSQL ${version}, and Entente runs on 15 to 18.`);
  if (encoding !== "UTF8") throw new StartError(`The database of DATABASE_URL is written in ${encoding}: make it with ENCODING 'UTF8'.`);
  // Under the locale C an accented capital has no small letter, and nobody called Élodie would be found.
  if (!folds)
    throw new StartError("The database of DATABASE_URL does not know accents: make it with a UTF-8 locale, such as LOCALE 'C.UTF-8'.");
  if (!primary) throw new StartError("DATABASE_URL leads to a standby, which cannot be written: give the address of the primary.");
}
