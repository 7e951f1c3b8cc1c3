import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { OrganisationValues, SupportValues } from "./profiles.rules.ts";

type Written = { readonly version: number; readonly updatedAt: Instant; readonly updatedByName: string };
const written = sql`version, updated_at as "updatedAt", updated_by_name as "updatedByName"`;

export type Support = SupportValues & Written & { readonly shown: boolean };

export const loadSupport = (db: Db, accountId: string): Promise<Support | undefined> =>
  db.one<Support>(sql`select website, email, phone, shown, ${written} from support_profiles where account_id = ${accountId}`);

/** Writes over the version it was decided on; 0 is the first. @returns false when the world has moved on. */
export const saveSupport = async (
  tx: Tx,
  accountId: string,
  version: number,
  values: SupportValues & { shown: boolean },
  by: { name: string; at: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into support_profiles as s (account_id, website, email, phone, shown, version, updated_at, updated_by_name)
    values (${accountId}, ${values.website}, ${values.email}, ${values.phone}, ${values.shown}, 1, ${by.at}::timestamptz, ${by.name})
    on conflict (account_id) do update set website = excluded.website, email = excluded.email, phone = excluded.phone, shown = excluded.shown,
      version = s.version + 1, updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name where s.version = ${version}
    returning s.version`)) !== undefined;

/** What customers may see: the company chose to show it and is verified. */
export const shownSupport = (db: Db, partnerId: string): Promise<(SupportValues & { company: string }) | undefined> =>
  db.one<SupportValues & { company: string }>(sql`
    select a.legal_name as company, s.website, s.email, s.phone from accounts a join support_profiles s on s.account_id = a.id
    where a.partner_id = ${partnerId} and a.verification = 'authorized' and s.shown`);

export type Organisation = OrganisationValues & Written;

export const loadOrganisation = (db: Db, accountId: string): Promise<Organisation | undefined> =>
  db.one<Organisation>(sql`select size, sectors, languages, ${written} from organisation_profiles where account_id = ${accountId}`);

/** As `saveSupport`. */
export const saveOrganisation = async (
  tx: Tx,
  accountId: string,
  version: number,
  values: OrganisationValues,
  by: { name: string; at: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into organisation_profiles as o (account_id, size, sectors, languages, version, updated_at, updated_by_name)
    values (${accountId}, ${values.size}, ${values.sectors}::text[], ${values.languages}::text[], 1, ${by.at}::timestamptz, ${by.name})
    on conflict (account_id) do update set size = excluded.size, sectors = excluded.sectors, languages = excluded.languages,
      version = o.version + 1, updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name where o.version = ${version}
    returning o.version`)) !== undefined;
