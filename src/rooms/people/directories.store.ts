import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { GroupRoles } from "./providers.rules.ts";
import { domainAndParents } from "./rules.ts";

export type AccountDirectory = {
  readonly id: string;
  readonly domain: string;
  readonly provenAt: Instant | null;
  readonly since: Instant;
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly groupsClaim: string | null;
  readonly groupRoles: GroupRoles | null;
};

const columns = sql`d.id, d.domain, d.domain_proven_at as "provenAt", d.created_at as since, p.issuer, p.client_id as "clientId",
  p.groups_claim as "groupsClaim", p.group_roles as "groupRoles"`;

/** An account's directories, the oldest first. */
export const directoriesOf = (db: Db, accountId: string, after: string | null, limit: number): Promise<AccountDirectory[]> =>
  db.query<AccountDirectory>(sql`
    select ${columns} from directories d left join identity_providers p on p.directory_id = d.id
    where d.account_id = ${accountId}
      and (${after}::uuid is null or (d.created_at, d.id) > (select created_at, id from directories where id = ${after}::uuid and account_id = ${accountId}))
    order by d.created_at, d.id limit ${limit}`);

/** One directory of this account, held until the transaction ends. */
export const holdDirectory = (tx: Tx, accountId: string, directoryId: string): Promise<AccountDirectory | undefined> =>
  tx.one<AccountDirectory>(sql`
    select ${columns} from directories d left join identity_providers p on p.directory_id = d.id
    where d.account_id = ${accountId} and d.id = ${directoryId} for no key update of d`);

export const directoryIn = (db: Db, accountId: string, directoryId: string): Promise<AccountDirectory | undefined> =>
  db.one<AccountDirectory>(sql`
    select ${columns} from directories d left join identity_providers p on p.directory_id = d.id
    where d.account_id = ${accountId} and d.id = ${directoryId}`);

/** Whose a proven domain is: the account of the directory that proved it, or one that it stands under. */
export const provenBy = (db: Db, domain: string): Promise<{ directoryId: string; accountId: string | null } | undefined> =>
  db.one(sql`
    select id as "directoryId", account_id as "accountId" from directories
    where domain = any(${domainAndParents(domain)}::text[]) and domain_proven_at is not null limit 1`);

/** The directory of this account whose domain this is, and whether its people come through a provider. */
export const ownDirectory = (db: Db, accountId: string, domain: string): Promise<{ id: string; byProvider: boolean } | undefined> =>
  db.one(sql`
    select d.id, p.directory_id is not null as "byProvider" from directories d left join identity_providers p on p.directory_id = d.id
    where d.account_id = ${accountId} and d.domain = ${domain} order by d.created_at limit 1`);

export const hasDirectory = async (db: Db, accountId: string, domain: string): Promise<boolean> =>
  (await db.one(sql`select 1 from directories where account_id = ${accountId} and domain = ${domain} limit 1`)) !== undefined;

export const detachDirectory = async (tx: Tx, accountId: string, directoryId: string): Promise<boolean> =>
  (await tx.one(
    sql`update directories set account_id = null where id = ${directoryId} and account_id = ${accountId} returning 1 as detached`,
  )) !== undefined;
