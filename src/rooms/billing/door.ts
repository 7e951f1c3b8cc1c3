import type { Day } from "../../kit/dates.ts";
import type { Db } from "../../server/db.ts";
import * as exemptions from "./exemptions.store.ts";

/** The exemption from a country's tax that covers a day, for whoever works out the tax of an order. */
export async function exemptionOn(
  db: Db,
  accountId: string,
  country: string,
  on: Day,
): Promise<{ readonly number: string; readonly validUntil: Day } | undefined> {
  const found = await exemptions.coveringOn(db, accountId, country, on);
  return found && { number: found.number, validUntil: found.validUntil };
}
