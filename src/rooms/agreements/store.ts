import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type Acceptance = {
  readonly id: string;
  readonly programme: string;
  readonly agreementId: string;
  readonly version: string;
  readonly language: Lang;
  readonly sha256: string;
  readonly title: string;
  readonly issuer: string;
  readonly companyName: string;
  readonly partnerId: string;
  readonly signerId: string;
  readonly signerName: string;
  readonly signerEmail: string;
  readonly signerRoles: readonly Role[];
  readonly authority: string;
  readonly acceptedAt: Instant;
};

const columns = sql`a.id, a.programme, a.agreement_id as "agreementId", a.version, a.language, a.text_sha256 as sha256, a.title, a.issuer,
  a.company_name as "companyName", a.partner_id as "partnerId", a.person_id as "signerId", a.person_name as "signerName",
  a.person_email as "signerEmail", a.person_roles as "signerRoles", a.authority, a.accepted_at as "acceptedAt"`;
const itsText = sql`t.agreement_id = a.agreement_id and t.version = a.version and t.language = a.language and t.sha256 = a.text_sha256`;

/** Everything the company accepted, newest first. A company accepts a few versions in its life. */
export const list = (db: Db, accountId: string): Promise<Acceptance[]> =>
  db.query<Acceptance>(
    sql`select ${columns} from acceptances a where a.account_id = ${accountId} order by a.accepted_at desc, a.id desc limit 200`,
  );

export const ofVersion = (db: Db, accountId: string, agreementId: string, version: string): Promise<Acceptance | undefined> =>
  db.one<Acceptance>(
    sql`select ${columns} from acceptances a where a.account_id = ${accountId} and a.agreement_id = ${agreementId} and a.version = ${version}`,
  );

/** Whether another version was accepted before this one. */
export const hasEarlier = async (db: Db, accountId: string, agreementId: string, id: string): Promise<boolean> =>
  (await db.one(
    sql`select 1 from acceptances a where a.account_id = ${accountId} and a.agreement_id = ${agreementId} and a.id < ${id}::uuid limit 1`,
  )) !== undefined;

export type Accepted = Acceptance & {
  readonly source: string;
  readonly document: { readonly sha256: string; readonly sealFingerprint: string; readonly bytes: number } | null;
};

/** One acceptance with its text and what is known of its document. Another account's is not found. */
export const load = (db: Db, accountId: string, id: string): Promise<Accepted | undefined> =>
  db.one<Accepted>(sql`
    select ${columns}, t.source, case when d.acceptance_id is null then null
      else jsonb_build_object('sha256', d.sha256, 'sealFingerprint', d.seal_fingerprint, 'bytes', length(d.bytes)) end as document
    from acceptances a join agreement_texts t on ${itsText} left join agreement_documents d on d.acceptance_id = a.id
    where a.account_id = ${accountId} and a.id = ${id}`);

/** Keeps the text, if it is the first to be accepted in these words, and the acceptance. One statement: both or neither. */
export const insert = (
  tx: Tx,
  accountId: string,
  made: Acceptance & { readonly source: string; readonly recordedAt: Instant; readonly ip: string; readonly userAgent: string },
): Promise<unknown> =>
  tx.query(sql`
    with kept as (
      insert into agreement_texts (agreement_id, version, language, sha256, source, kept_at)
      values (${made.agreementId}, ${made.version}, ${made.language}, ${made.sha256}, ${made.source}, ${made.acceptedAt}::timestamptz)
      on conflict do nothing
    )
    insert into acceptances (id, account_id, programme, agreement_id, version, language, text_sha256, title, issuer, company_name, partner_id,
      person_id, person_name, person_email, person_roles, authority, accepted_at, recorded_at, ip, user_agent)
    values (${made.id}, ${accountId}, ${made.programme}, ${made.agreementId}, ${made.version}, ${made.language}, ${made.sha256}, ${made.title},
      ${made.issuer}, ${made.companyName}, ${made.partnerId}, ${made.signerId}, ${made.signerName}, ${made.signerEmail}, ${made.signerRoles}::text[],
      ${made.authority}, ${made.acceptedAt}::timestamptz, ${made.recordedAt}::timestamptz, ${made.ip}, ${made.userAgent})`);

/** Locks an acceptance: whoever holds it may make its document; everyone else waits and finds it made. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<unknown> =>
  tx.query(sql`select id from acceptances where account_id = ${accountId} and id = ${id} for update`);

export const loadDocument = async (db: Db, accountId: string, id: string): Promise<Buffer | undefined> =>
  (
    await db.one<{ bytes: Buffer }>(sql`
      select d.bytes from agreement_documents d join acceptances a on a.id = d.acceptance_id where a.account_id = ${accountId} and a.id = ${id}`)
  )?.bytes;

export const insertDocument = (
  tx: Tx,
  accountId: string,
  document: {
    readonly acceptanceId: string;
    readonly bytes: Buffer;
    readonly sha256: string;
    readonly sealFingerprint: string;
    readonly madeAt: Instant;
  },
): Promise<unknown> =>
  tx.query(sql`
    insert into agreement_documents (acceptance_id, bytes, sha256, seal_fingerprint, made_at)
    select a.id, ${document.bytes}::bytea, ${document.sha256}, ${document.sealFingerprint}, ${document.madeAt}::timestamptz
    from acceptances a where a.account_id = ${accountId} and a.id = ${document.acceptanceId}`);
