import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Standing } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { ProfileField, ProfileValues } from "./profile.rules.ts";

export type Join = {
  readonly id: string;
  readonly companyName: string;
  readonly country: string;
  readonly directoryId: string | null;
  readonly accountId: string | null;
};

const joinColumns = sql`id, company_name as "companyName", country, directory_id as "directoryId", account_id as "accountId"`;

/** The join of the directory, else the one this browser made and nobody has claimed. */
export const findJoin = (db: Db, directoryId: string | null, tokenHash: Buffer | null): Promise<Join | undefined> =>
  db.one<Join>(sql`
    select ${joinColumns} from joins
    where directory_id = ${directoryId}::uuid or (token_hash = ${tokenHash} and directory_id is null and account_id is null)
    order by directory_id nulls last limit 1`);

/** Joining again from the same browser corrects what was said the first time. @returns undefined when this browser has no open join. */
export const changeJoin = (tx: Tx, tokenHash: Buffer, join: { companyName: string; country: string }): Promise<Join | undefined> =>
  tx.one<Join>(sql`
    update joins set company_name = ${join.companyName}, country = ${join.country}
    where token_hash = ${tokenHash} and account_id is null returning ${joinColumns}`);

export const insertJoin = (
  tx: Tx,
  join: { id: string; tokenHash: Buffer; companyName: string; country: string; joinedAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into joins (id, token_hash, company_name, country, joined_at)
    values (${join.id}, ${join.tokenHash}, ${join.companyName}, ${join.country}, ${join.joinedAt}::timestamptz)`);

/** The join of a browser becomes the directory's, so that the enrolment can go on elsewhere. A directory keeps the first it has. */
export async function claimJoin(tx: Tx, joinId: string, directoryId: string): Promise<void> {
  // The directory first, in a statement of its own: two browsers of one company claim one after the other.
  await tx.query(sql`select id from directories where id = ${directoryId} for no key update`);
  await tx.query(sql`
    update joins set directory_id = ${directoryId}
    where id = ${joinId} and directory_id is null and not exists (select from joins where directory_id = ${directoryId})`);
}

export const attachJoin = (tx: Tx, joinId: string, accountId: string, directoryId: string): Promise<unknown> =>
  tx.query(sql`update joins set account_id = ${accountId}, directory_id = ${directoryId} where id = ${joinId}`);

export type Directory = {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
};

/** The directory with the account it belongs to, if any. */
export const loadDirectory = (db: Db, directoryId: string): Promise<Directory | undefined> =>
  db.one<Directory>(sql`
    select d.id, d.domain, d.name, d.account_id as "accountId", a.legal_name as "accountName"
    from directories d left join accounts a on a.id = d.account_id where d.id = ${directoryId}`);

export type Draft = { readonly data: Partial<Record<ProfileField | "contactIs", string>>; readonly savedAt: Instant };

export const loadDraft = (db: Db, userId: string): Promise<Draft | undefined> =>
  db.one<Draft>(sql`select data, saved_at as "savedAt" from drafts where user_id = ${userId}`);

/** What was typed joins what was typed before, so that a second tab never empties the fields of the first. */
export const saveDraft = (tx: Tx, userId: string, data: Draft["data"], at: Instant): Promise<unknown> =>
  tx.query(sql`
    insert into drafts (user_id, data, saved_at) values (${userId}, ${JSON.stringify(data)}::jsonb, ${at}::timestamptz)
    on conflict (user_id) do update set data = drafts.data || excluded.data, saved_at = excluded.saved_at`);

export const dropDraft = (tx: Tx, userId: string): Promise<unknown> => tx.query(sql`delete from drafts where user_id = ${userId}`);

/** @returns the account's partner ID, or undefined when the directory has its account already. */
export async function insertAccount(
  tx: Tx,
  made: { id: string; enrolledBy: string; directoryId: string; createdAt: Instant; profile: ProfileValues },
): Promise<string | undefined> {
  const { profile } = made;
  const row = await tx.one<{ partnerId: string }>(sql`
    insert into accounts (id, partner_id, enrolled_by, directory_id, created_at, legal_name, address_line1, address_line2, postal_code, city, country,
      registration_number, vat_number, contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at)
    values (${made.id}, nextval('partner_ids')::text, ${made.enrolledBy}, ${made.directoryId}, ${made.createdAt}::timestamptz, ${profile.legalName},
      ${profile.addressLine1}, ${profile.addressLine2}, ${profile.postalCode}, ${profile.city}, ${profile.country}, ${profile.registrationNumber},
      ${profile.vatNumber}, ${profile.contactGivenName}, ${profile.contactFamilyName}, ${profile.contactEmail}, ${profile.contactPhone},
      ${profile.contactLanguage}, ${made.createdAt}::timestamptz)
    on conflict on constraint one_account_per_directory do nothing
    returning partner_id as "partnerId"`);
  return row?.partnerId;
}

/** Numbers are taken from the sequence, which gives each once, also to acts that fail. */
export const nextPartnerId = async (tx: Tx): Promise<string> =>
  (await tx.one<{ partnerId: string }>(sql`select nextval('partner_ids')::text as "partnerId"`))!.partnerId;

/**
 * Locks the account for the rest of the transaction: whoever holds it may count its people; everyone else waits. Rows that only refer to the
 * account are written meanwhile, so that whoever holds something else and writes them does not wait in a circle.
 */
export const hold = (tx: Tx, accountId: string): Promise<unknown> =>
  tx.query(sql`select id from accounts where id = ${accountId} for no key update`);

export type Account = {
  readonly accountId: string;
  readonly partnerId: string;
  readonly enrolledBy: string;
  readonly directoryId: string;
  readonly directoryDomain: string;
  readonly createdAt: Instant;
  readonly agreementSignedAt: Instant | null;
  readonly setupDoneAt: Instant | null;
  readonly verification: Standing["verification"];
  readonly dataVersion: number;
  readonly updatedAt: Instant;
} & ProfileValues & { readonly contactLanguage: Lang };

export const loadAccount = (db: Db, accountId: string): Promise<Account | undefined> =>
  db.one<Account>(sql`
    select a.id as "accountId", a.partner_id as "partnerId", a.enrolled_by as "enrolledBy", a.directory_id as "directoryId", d.domain as "directoryDomain",
      a.created_at as "createdAt", a.agreement_signed_at as "agreementSignedAt", a.setup_done_at as "setupDoneAt", a.verification,
      a.data_version as "dataVersion", a.updated_at as "updatedAt", a.legal_name as "legalName", a.address_line1 as "addressLine1",
      a.address_line2 as "addressLine2", a.postal_code as "postalCode", a.city, a.country, a.registration_number as "registrationNumber",
      a.vat_number as "vatNumber", a.contact_given_name as "contactGivenName", a.contact_family_name as "contactFamilyName",
      a.contact_email as "contactEmail", a.contact_phone as "contactPhone", a.contact_language as "contactLanguage"
    from accounts a join directories d on d.id = a.directory_id where a.id = ${accountId}`);

/** Writes the profile over the version it was decided on. @returns the new version, or undefined when the world has moved on. */
export async function updateProfile(
  tx: Tx,
  accountId: string,
  version: number,
  profile: ProfileValues,
  at: Instant,
): Promise<number | undefined> {
  const row = await tx.one<{ version: number }>(sql`
    update accounts set data_version = data_version + 1, updated_at = ${at}::timestamptz, legal_name = ${profile.legalName},
      address_line1 = ${profile.addressLine1}, address_line2 = ${profile.addressLine2}, postal_code = ${profile.postalCode}, city = ${profile.city},
      country = ${profile.country}, registration_number = ${profile.registrationNumber}, vat_number = ${profile.vatNumber},
      contact_given_name = ${profile.contactGivenName}, contact_family_name = ${profile.contactFamilyName}, contact_email = ${profile.contactEmail},
      contact_phone = ${profile.contactPhone}, contact_language = ${profile.contactLanguage}
    where id = ${accountId} and data_version = ${version} returning data_version as version`);
  return row?.version;
}

export const markAgreementSigned = (tx: Tx, accountId: string, at: Instant): Promise<unknown> =>
  tx.query(sql`update accounts set agreement_signed_at = ${at}::timestamptz where id = ${accountId} and agreement_signed_at is null`);

/** @returns true the first time only. */
export const markSetupDone = async (tx: Tx, accountId: string, at: Instant): Promise<boolean> =>
  (await tx.one(
    sql`update accounts set setup_done_at = ${at}::timestamptz where id = ${accountId} and setup_done_at is null returning id`,
  )) !== undefined;

export const setVerification = (tx: Tx, accountId: string, state: Standing["verification"]): Promise<unknown> =>
  tx.query(sql`update accounts set verification = ${state} where id = ${accountId}`);

/** The other companies whose folded legal name stands in a folded text: small letters without accents, one space between words. */
export const namedIn = async (db: Db, accountId: string, text: string): Promise<string[]> =>
  (
    await db.query<{ name: string }>(sql`
      select legal_name as name from accounts
      where id <> ${accountId} and length(legal_name) > 3 and position(
        ' ' || btrim(regexp_replace(regexp_replace(normalize(replace(lower(legal_name), 'œ', 'oe'), NFD), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')) || ' '
        in ${` ${text} `}::text) > 0
      order by legal_name limit 10`)
  ).map(({ name }) => name);
