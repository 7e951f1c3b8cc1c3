import type { Day } from "../../kit/dates.ts";
import type { Party } from "../../kit/party.ts";
import type { Db } from "../../server/db.ts";
import { canonicalVat } from "../accounts/numbers.rules.ts";
import * as exemptions from "./exemptions.store.ts";
import * as store from "./store.ts";

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

/** Whom an order names as its buyer, and what its tax depends on. */
export type Billed = Party & {
  readonly poNumber: string;
  readonly buyer: { readonly country: string; readonly vatNumber: string; readonly exemption: string | null };
};

/**
 * The billing profile of a company on a day, or its legal profile until somebody has written another; one statement. A tax number counts as
 * one when it has the form of the legal country.
 */
export async function billedTo(db: Db, accountId: string, on: Day): Promise<Billed | undefined> {
  const row = await store.loadBilled(db, accountId, on);
  if (!row) return undefined;
  const { legalCountry, exemption, ...billed } = row;
  const known = billed.vatNumber !== "" && canonicalVat(billed.vatNumber, legalCountry).ok;
  return { ...billed, buyer: { country: legalCountry, vatNumber: known ? billed.vatNumber : "", exemption } };
}

/** By company, what the tax of an order of any day would depend on: the same for many companies at once. */
export async function buyersOf(db: Db, accountIds: readonly string[]): Promise<ReadonlyMap<string, (on: Day) => Billed["buyer"]>> {
  const rows = await store.loadBuyers(db, accountIds);
  return new Map(
    rows.map(({ accountId, country, vatNumber, exemptions: certificates }) => {
      const known = vatNumber !== "" && canonicalVat(vatNumber, country).ok;
      const covering = (on: Day) => certificates.find(({ from, until }) => from <= on && on <= until)?.number ?? null;
      return [accountId, (on) => ({ country, vatNumber: known ? vatNumber : "", exemption: covering(on) })];
    }),
  );
}
