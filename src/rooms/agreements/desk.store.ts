import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { AgreementState } from "./rules.ts";

/** What the vendor's desk asks about all companies at once. */
export const standings = (db: Db): Promise<{ agreementId: string; state: AgreementState; n: number }[]> =>
  db.query(sql`select agreement_id as "agreementId", state, count(*)::int as n from company_agreements group by agreement_id, state`);

/** Of each version: the companies that have it as their newest, and everybody who ever accepted it. */
export const countsOf = (db: Db, agreementId: string): Promise<{ version: string; companies: number; acceptances: number }[]> =>
  db.query(sql`
    select coalesce(c.version, a.version) as version, coalesce(c.n, 0) as companies, coalesce(a.n, 0) as acceptances
    from (select version, count(*)::int as n from company_agreements where agreement_id = ${agreementId} and version is not null group by version) c
    full join (select version, count(*)::int as n from acceptances where agreement_id = ${agreementId} group by version) a on a.version = c.version`);

/** The companies of these countries (null is all) that accepted some version, and how many of them have nobody who may sign. */
export const concerned = async (
  db: Db,
  agreementId: string,
  countries: readonly string[] | null,
  roles: readonly Role[],
): Promise<{ companies: number; unsignable: number }> =>
  (await db.one<{ companies: number; unsignable: number }>(sql`
    select count(*)::int as companies, (count(*) filter (where not exists (
      select from members m join users u on u.id = m.user_id and u.state = 'active'
      where m.account_id = c.account_id and m.state = 'active' and m.roles && ${roles}::text[])))::int as unsignable
    from company_agreements c join accounts a on a.id = c.account_id
    where c.agreement_id = ${agreementId} and c.version is not null and (${countries}::text[] is null or a.country = any(${countries}::text[]))`))!;

export type Line = {
  readonly id: string;
  readonly company: string;
  readonly partnerId: string;
  readonly version: string;
  readonly language: Lang;
  readonly signedBy: string;
  readonly signedAt: Instant;
  readonly sha256: string;
  readonly documentSha256: string | null;
};

/** Acceptances of one agreement, the newest first. */
export const acceptances = (
  db: Db,
  agreementId: string,
  page: { version?: string | undefined; before?: string | undefined; limit: number },
): Promise<Line[]> =>
  db.query<Line>(sql`
    select a.id, a.company_name as company, a.partner_id as "partnerId", a.version, a.language, a.person_name as "signedBy",
      a.accepted_at as "signedAt", a.text_sha256 as sha256, d.sha256 as "documentSha256"
    from acceptances a left join agreement_documents d on d.acceptance_id = a.id
    where a.agreement_id = ${agreementId} and (${page.version ?? null}::text is null or a.version = ${page.version ?? null}::text)
      and (${page.before ?? null}::uuid is null or a.id < ${page.before ?? null}::uuid)
    order by a.id desc limit ${page.limit}`);

export const totalOf = async (db: Db, agreementId: string, version: string | undefined): Promise<number> =>
  (await db.one<{ n: number }>(sql`
    select count(*)::int as n from acceptances
    where agreement_id = ${agreementId} and (${version ?? null}::text is null or version = ${version ?? null}::text)`))!.n;

/** Whose an acceptance is, for the staff who may see all. */
export const accountOf = async (db: Db, acceptanceId: string): Promise<string | undefined> =>
  (await db.one<{ accountId: string }>(sql`select account_id as "accountId" from acceptances where id = ${acceptanceId}`))?.accountId;
