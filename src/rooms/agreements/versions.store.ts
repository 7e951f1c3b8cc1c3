import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Agreement } from "../../programme/schema.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

/** A version as it was published. `sha256` is of each text's bytes in UTF-8. */
export type Published = Agreement & {
  readonly sha256: Readonly<Record<Lang, string>>;
  readonly origin: "programme" | "desk";
  readonly publishedAt: Instant;
  readonly publishedBy: string;
};

const columns = sql`agreement_id as id, version, programme, jsonb_build_object('fr', title_fr, 'en', title_en) as title,
  jsonb_build_object('fr', text_fr, 'en', text_en) as text, jsonb_build_object('fr', sha256_fr, 'en', sha256_en) as sha256,
  reference_language as "referenceLanguage", effective_from as "effectiveFrom", countries, accept_by as "acceptBy",
  signed_by as "signedBy", origin, published_at as "publishedAt", published_by as "publishedBy"`;

/** Everything that was ever published, in that order: a few versions of a few agreements. */
export const all = async (db: Db): Promise<Published[]> =>
  (
    await db.query<Published & { signedBy: Role[] | null }>(
      sql`select ${columns} from agreement_versions order by published_at, agreement_id, effective_from, version`,
    )
  ).map(({ signedBy, ...one }) => (signedBy === null ? one : { ...one, signedBy }));

/** @returns false when this version of this agreement is published already; it stays as it is. */
export const insert = async (tx: Tx, made: Published): Promise<boolean> =>
  (await tx.one(sql`
    insert into agreement_versions (agreement_id, version, programme, title_fr, title_en, text_fr, text_en, sha256_fr, sha256_en,
      reference_language, effective_from, countries, accept_by, signed_by, origin, published_at, published_by)
    values (${made.id}, ${made.version}, ${made.programme}, ${made.title.fr}, ${made.title.en}, ${made.text.fr}, ${made.text.en},
      ${made.sha256.fr}, ${made.sha256.en}, ${made.referenceLanguage}, ${made.effectiveFrom}, ${made.countries}::text[], ${made.acceptBy}::date,
      ${made.signedBy ?? null}::text[], ${made.origin}, ${made.publishedAt}::timestamptz, ${made.publishedBy})
    on conflict (agreement_id, version) do nothing returning 1 as made`)) !== undefined;

/** Every process hears of it and reads again. */
export const tellEverybody = (tx: Tx): Promise<unknown> => tx.query(sql`select pg_notify('agreements', '')`);

export type Draft = {
  readonly version: string;
  readonly title: Agreement["title"];
  readonly text: Agreement["text"];
  readonly referenceLanguage: Lang;
  readonly effectiveFrom: Day;
  readonly countries: readonly string[] | null;
  readonly acceptBy: Day | null;
};
export type SavedDraft = Draft & { readonly revision: number; readonly savedAt: Instant; readonly savedBy: string };

const draft = sql`version, jsonb_build_object('fr', title_fr, 'en', title_en) as title, jsonb_build_object('fr', text_fr, 'en', text_en) as text,
  reference_language as "referenceLanguage", effective_from as "effectiveFrom", countries, accept_by as "acceptBy",
  revision, saved_at as "savedAt", saved_by as "savedBy"`;

export const draftOf = (db: Db, agreementId: string): Promise<SavedDraft | undefined> =>
  db.one<SavedDraft>(sql`select ${draft} from agreement_drafts where agreement_id = ${agreementId}`);

/** Which agreements are being written. */
export const drafts = (db: Db): Promise<{ agreementId: string; version: string; savedAt: Instant; savedBy: string }[]> =>
  db.query(sql`select agreement_id as "agreementId", version, saved_at as "savedAt", saved_by as "savedBy" from agreement_drafts`);

/** Locks the draft: whoever holds it may publish it; everyone else waits and finds it gone. */
export const holdDraft = (tx: Tx, agreementId: string): Promise<SavedDraft | undefined> =>
  tx.one<SavedDraft>(sql`select ${draft} from agreement_drafts where agreement_id = ${agreementId} for update`);

/** @param believed the revision that was being changed, 0 for none. @returns the new one, or undefined when somebody saved meanwhile. */
export const saveDraft = async (
  tx: Tx,
  agreementId: string,
  made: Draft & { readonly savedAt: Instant; readonly savedBy: string },
  believed: number,
): Promise<number | undefined> =>
  (
    await tx.one<{ revision: number }>(
      believed === 0
        ? sql`
          insert into agreement_drafts (agreement_id, version, title_fr, title_en, text_fr, text_en, reference_language, effective_from, countries,
            accept_by, saved_at, saved_by)
          values (${agreementId}, ${made.version}, ${made.title.fr}, ${made.title.en}, ${made.text.fr}, ${made.text.en}, ${made.referenceLanguage},
            ${made.effectiveFrom}, ${made.countries}::text[], ${made.acceptBy}::date, ${made.savedAt}::timestamptz, ${made.savedBy})
          on conflict (agreement_id) do nothing returning revision`
        : sql`
          update agreement_drafts set version = ${made.version}, title_fr = ${made.title.fr}, title_en = ${made.title.en},
            text_fr = ${made.text.fr}, text_en = ${made.text.en}, reference_language = ${made.referenceLanguage},
            effective_from = ${made.effectiveFrom}, countries = ${made.countries}::text[], accept_by = ${made.acceptBy}::date,
            revision = revision + 1, saved_at = ${made.savedAt}::timestamptz, saved_by = ${made.savedBy}
          where agreement_id = ${agreementId} and revision = ${believed} returning revision`,
    )
  )?.revision;

/** @returns false when it was not there in this revision. */
export const dropDraft = async (tx: Tx, agreementId: string, believed: number): Promise<boolean> =>
  (await tx.one(
    sql`delete from agreement_drafts where agreement_id = ${agreementId} and revision = ${believed} returning 1 as dropped`,
  )) !== undefined;
