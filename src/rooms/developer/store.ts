import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { ApplicationRole, ApplicationState, Use } from "./rules.ts";
import { application } from "./rules.ts";

export type Publisher = {
  readonly publisherId: string;
  readonly name: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly website: string;
  readonly version: number;
  readonly updatedAt: Instant;
};

const publisherColumns = sql`publisher_id as "publisherId", name, contact_name as "contactName", contact_email as "contactEmail", website, version,
  updated_at as "updatedAt"`;

export const loadPublisher = (db: Db, accountId: string): Promise<Publisher | undefined> =>
  db.one<Publisher>(sql`select ${publisherColumns} from publishers where account_id = ${accountId}`);

export type Saved = Pick<Publisher, "name" | "contactName" | "contactEmail" | "website"> & {
  readonly nameKey: string;
  readonly at: Instant;
};

/** The first save, which issues the ID. @returns undefined when the name is another company's. */
export const insertPublisher = (tx: Tx, accountId: string, saved: Saved): Promise<Publisher | undefined> =>
  tx.one<Publisher>(sql`
    insert into publishers (account_id, publisher_id, name, name_key, contact_name, contact_email, website, updated_at)
    values (${accountId}, nextval('publisher_ids')::text, ${saved.name}, ${saved.nameKey}, ${saved.contactName}, ${saved.contactEmail},
      ${saved.website}, ${saved.at}::timestamptz)
    on conflict (name_key) do nothing returning ${publisherColumns}`);

/** Saves over the version that was read. @returns undefined when the world has moved on. */
export const updatePublisher = (tx: Tx, accountId: string, version: number, saved: Saved): Promise<Publisher | undefined> =>
  tx.one<Publisher>(sql`
    update publishers set name = ${saved.name}, name_key = ${saved.nameKey}, contact_name = ${saved.contactName},
      contact_email = ${saved.contactEmail}, website = ${saved.website}, version = version + 1, updated_at = ${saved.at}::timestamptz
    where account_id = ${accountId} and version = ${version} returning ${publisherColumns}`);

export const isNameTaken = async (db: Db, accountId: string, nameKey: string): Promise<boolean> =>
  (await db.one(sql`select 1 from publishers where name_key = ${nameKey} and account_id <> ${accountId}`)) !== undefined;

export type Application = {
  readonly id: string;
  readonly name: string;
  readonly uses: Use[];
  readonly role: ApplicationRole;
  readonly state: ApplicationState;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly alive: number;
};

const columns = (
  machine: Instant,
) => sql`p.id, p.name, p.uses, p.role, p.state, p.created_by_name as "createdBy", p.created_at as "createdAt",
  (select count(*)::int from application_tokens t where t.application_id = p.id and p.state = 'active' and t.revoked_at is null
    and t.expires_at > ${machine}::timestamptz) as alive`;

export const listApplications = (
  db: Db,
  accountId: string,
  before: string | undefined,
  machine: Instant,
  limit: number,
): Promise<Application[]> =>
  db.query<Application>(sql`
    select ${columns(machine)} from applications p
    where p.account_id = ${accountId} and (${before ?? null}::uuid is null or p.id < ${before ?? null}::uuid) order by p.id desc limit ${limit}`);

export const loadApplication = (db: Db, accountId: string, id: string, machine: Instant): Promise<Application | undefined> =>
  db.one<Application>(sql`select ${columns(machine)} from applications p where p.account_id = ${accountId} and p.id = ${id}`);

/** Locks an application: whoever holds it may count its tokens; everyone else waits. */
export const holdApplication = (tx: Tx, accountId: string, id: string): Promise<unknown> =>
  tx.query(sql`select id from applications where account_id = ${accountId} and id = ${id} for update`);

export const insertApplication = (
  tx: Tx,
  accountId: string,
  made: { id: string; name: string; uses: readonly Use[]; role: ApplicationRole; by: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into applications (id, account_id, name, uses, role, created_by_name, created_at)
    values (${made.id}, ${accountId}, ${made.name}, ${made.uses}::text[], ${made.role}, ${made.by}, ${made.at}::timestamptz)`);

export const updateApplication = (
  tx: Tx,
  accountId: string,
  id: string,
  to: { name: string; uses: readonly Use[]; role: ApplicationRole },
): Promise<unknown> =>
  tx.query(sql`
    update applications set name = ${to.name}, uses = ${to.uses}::text[], role = ${to.role}
    where account_id = ${accountId} and id = ${id} and state = 'active'`);

/** @returns true the first time only. */
export const retire = async (tx: Tx, accountId: string, id: string): Promise<boolean> =>
  (await tx.one(sql`
    update applications set state = ${application.to("retire")}
    where account_id = ${accountId} and id = ${id} and state = any(${application.from("retire")}::text[]) returning id`)) !== undefined;

export type Token = {
  readonly id: string;
  readonly label: string;
  readonly ending: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly revokedAt: Instant | null;
};

const tokenColumns = sql`t.id, t.label, t.ending, t.created_by_name as "createdBy", t.created_at as "createdAt", t.expires_at as "expiresAt",
  t.used_at as "usedAt", t.revoked_at as "revokedAt"`;

/** An application's tokens, the newest first; the hundred newest are enough to tell its story. */
export const listTokens = (db: Db, accountId: string, applicationId: string): Promise<Token[]> =>
  db.query<Token>(sql`
    select ${tokenColumns} from application_tokens t where t.account_id = ${accountId} and t.application_id = ${applicationId}
    order by t.id desc limit 100`);

export const loadToken = (db: Db, accountId: string, applicationId: string, id: string): Promise<Token | undefined> =>
  db.one<Token>(sql`
    select ${tokenColumns} from application_tokens t
    where t.account_id = ${accountId} and t.application_id = ${applicationId} and t.id = ${id}`);

export const insertToken = (
  tx: Tx,
  accountId: string,
  made: { id: string; applicationId: string; label: string; ending: string; hash: Buffer; by: string; at: Instant; expiresAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into application_tokens (id, application_id, account_id, label, ending, token_hash, created_by_name, created_at, expires_at)
    select ${made.id}::uuid, p.id, p.account_id, ${made.label}, ${made.ending}, ${made.hash}::bytea, ${made.by}, ${made.at}::timestamptz,
      ${made.expiresAt}::timestamptz
    from applications p where p.account_id = ${accountId} and p.id = ${made.applicationId}`);

/** @returns true the first time only. */
export const revokeToken = async (tx: Tx, accountId: string, applicationId: string, id: string, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update application_tokens set revoked_at = ${at}::timestamptz
    where account_id = ${accountId} and application_id = ${applicationId} and id = ${id} and revoked_at is null returning id`)) !==
  undefined;
