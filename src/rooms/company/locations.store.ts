import type { Instant } from "../../kit/dates.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { LocationState, LocationValues } from "./rules.ts";
import { location } from "./rules.ts";

export type Location = LocationValues & {
  readonly id: string;
  readonly partnerId: string;
  readonly state: LocationState;
  readonly main: boolean;
  readonly version: number;
  readonly addedAt: Instant;
  readonly updatedAt: Instant;
};

const columns: Statement = sql`l.id, l.partner_id as "partnerId", l.state, l.main, l.version, l.added_at as "addedAt", l.updated_at as "updatedAt", l.name,
  l.legal_entity as "legalEntity", l.address_line1 as "addressLine1", l.address_line2 as "addressLine2", l.postal_code as "postalCode", l.city, l.country,
  l.contact_given_name as "contactGivenName", l.contact_family_name as "contactFamilyName", l.contact_email as "contactEmail", l.contact_phone as "contactPhone"`;

export type Cursor = { readonly main: boolean; readonly key: string; readonly id: string };

/** The main location first, then by name. */
export const listLocations = (
  db: Db,
  accountId: string,
  after: Cursor | undefined,
  limit: number,
): Promise<(Location & { key: string })[]> =>
  db.query<Location & { key: string }>(sql`
    select ${columns}, l.name_key as key from locations l
    where l.account_id = ${accountId} and l.state = 'active'
      and (${after?.id ?? null}::uuid is null or (not l.main, l.name_key, l.id) > (not ${after?.main ?? null}::boolean, ${after?.key ?? null}::text, ${after?.id ?? null}::uuid))
    order by not l.main, l.name_key, l.id limit ${limit}`);

export const countLocations = async (db: Db, accountId: string): Promise<number> =>
  (await db.one<{ count: number }>(sql`select count(*)::int as count from locations where account_id = ${accountId} and state = 'active'`))!
    .count;

export const loadLocation = (db: Db, accountId: string, id: string): Promise<Location | undefined> =>
  db.one<Location>(sql`select ${columns} from locations l where l.account_id = ${accountId} and l.id = ${id}`);

/** Another location of this company that has the name now. */
export const namesakeOf = (db: Db, accountId: string, key: string, except: string | null): Promise<{ partnerId: string } | undefined> =>
  db.one<{ partnerId: string }>(sql`
    select partner_id as "partnerId" from locations
    where account_id = ${accountId} and name_key = ${key} and state = 'active' and id is distinct from ${except}::uuid`);

export const insertLocation = (
  tx: Tx,
  accountId: string,
  made: { id: string; partnerId: string; main: boolean; key: string; at: Instant; values: LocationValues },
): Promise<unknown> => {
  const { values } = made;
  return tx.query(sql`
    insert into locations (id, account_id, partner_id, main, name, name_key, legal_entity, address_line1, address_line2, postal_code, city, country,
      contact_given_name, contact_family_name, contact_email, contact_phone, added_at, updated_at)
    values (${made.id}, ${accountId}, ${made.partnerId}, ${made.main}, ${values.name}, ${made.key}, ${values.legalEntity}, ${values.addressLine1},
      ${values.addressLine2}, ${values.postalCode}, ${values.city}, ${values.country}, ${values.contactGivenName}, ${values.contactFamilyName},
      ${values.contactEmail}, ${values.contactPhone}, ${made.at}::timestamptz, ${made.at}::timestamptz)`);
};

/** Writes over the version it was decided on. @returns false when the world has moved on. */
export const updateLocation = async (
  tx: Tx,
  accountId: string,
  id: string,
  version: number,
  key: string,
  values: LocationValues,
  at: Instant,
): Promise<boolean> =>
  (await tx.one(sql`
    update locations set version = version + 1, updated_at = ${at}::timestamptz, name = ${values.name}, name_key = ${key}, legal_entity = ${values.legalEntity},
      address_line1 = ${values.addressLine1}, address_line2 = ${values.addressLine2}, postal_code = ${values.postalCode}, city = ${values.city},
      country = ${values.country}, contact_given_name = ${values.contactGivenName}, contact_family_name = ${values.contactFamilyName},
      contact_email = ${values.contactEmail}, contact_phone = ${values.contactPhone}
    where account_id = ${accountId} and id = ${id} and version = ${version} and state = 'active' returning id`)) !== undefined;

/** The old main location steps back before the new one steps forward, because there is never a second. */
export async function setMain(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.query(sql`update locations set main = false where account_id = ${accountId} and main`);
  await tx.query(sql`update locations set main = true where account_id = ${accountId} and id = ${id} and state = 'active'`);
}

export type Found = Location & { readonly accountId: string; readonly company: string; readonly companyPartnerId: string };

/** For the vendor's staff: by the partner ID of a location or of its company, or by the beginning of a name. Removed ones too. */
export const findLocations = (
  db: Db,
  asked: string,
  key: string,
  after: { key: string; id: string } | undefined,
  limit: number,
): Promise<(Found & { key: string })[]> =>
  db.query<Found & { key: string }>(sql`
    select ${columns}, l.name_key as key, l.account_id as "accountId", a.legal_name as company, a.partner_id as "companyPartnerId"
    from locations l join accounts a on a.id = l.account_id
    where (l.partner_id = ${asked} or a.partner_id = ${asked} or (${key}::text <> '' and starts_with(l.name_key, ${key}::text)))
      and (${after?.id ?? null}::uuid is null or (l.name_key, l.id) > (${after?.key ?? null}::text, ${after?.id ?? null}::uuid))
    order by l.name_key, l.id limit ${limit}`);

export const accountOf = async (db: Db, id: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from locations where id = ${id}`))?.accountId;

/** @returns false when it was no longer in a state that the move leaves from. */
export const removeLocation = async (
  tx: Tx,
  accountId: string,
  id: string,
  to: LocationState,
  removed: { at: Instant; byName: string; because: string },
): Promise<boolean> =>
  (await tx.one(sql`
    update locations set state = ${to}, main = false, removed_at = ${removed.at}::timestamptz, removed_by_name = ${removed.byName}, removed_because = ${removed.because}
    where account_id = ${accountId} and id = ${id} and state = any(${location.from("remove")}::text[]) returning id`)) !== undefined;
