import type { Instant } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Party, RecoveryState, Voice, Way } from "./rules.ts";
import { domainProof, recovery } from "./rules.ts";

export type Proof = {
  readonly id: string;
  readonly domain: string;
  readonly userId: string;
  readonly state: (typeof domainProof.states)[number];
  readonly expiresAt: Instant;
};

const proof = sql`id, domain, user_id as "userId", state, expires_at as "expiresAt"`;

/** The person's own proof that is still looked for. */
export const openProof = (db: Db, accountId: string, userId: string, now: Instant): Promise<Proof | undefined> =>
  db.one<Proof>(sql`
    select ${proof} from domain_proofs
    where account_id = ${accountId} and user_id = ${userId} and state = 'open' and expires_at > ${now}::timestamptz`);

export const loadProof = (db: Db, accountId: string, userId: string, id: string): Promise<Proof | undefined> =>
  db.one<Proof>(sql`select ${proof} from domain_proofs where account_id = ${accountId} and user_id = ${userId} and id = ${id}`);

/** A new one in the place of one that is over. */
export async function insertProof(
  tx: Tx,
  accountId: string,
  made: { domain: string; userId: string; now: Instant; expiresAt: Instant },
): Promise<Proof> {
  await tx.query(sql`
    update domain_proofs set state = ${domainProof.to("replace")}
    where account_id = ${accountId} and user_id = ${made.userId} and state = any(${domainProof.from("replace")}::text[])`);
  return (await tx.one<Proof>(sql`
    insert into domain_proofs (id, account_id, domain, user_id, created_at, expires_at)
    values (${newId()}, ${accountId}, ${made.domain}, ${made.userId}, ${made.now}, ${made.expiresAt}) returning ${proof}`))!;
}

/** @returns false when it was used, replaced or over meanwhile. */
export const moveProof = async (tx: Tx, accountId: string, id: string, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update domain_proofs set state = ${domainProof.to("prove")}, proven_at = ${now}
    where account_id = ${accountId} and id = ${id} and state = any(${domainProof.from("prove")}::text[]) and expires_at > ${now}::timestamptz
    returning 1 as moved`)) !== undefined;

export type Request = {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly expiresAt: Instant;
};

const request = sql`id, account_id as "accountId", email, given_name as "givenName", family_name as "familyName", language, expires_at as "expiresAt"`;

export const requestBy = (db: Db, tokenHash: Buffer): Promise<Request | undefined> =>
  db.one<Request>(sql`select ${request} from recovery_requests where token_hash = ${tokenHash}`);

/** The newest link of a mailbox is the only one that opens. */
export const saveRequest = (
  tx: Tx,
  accountId: string,
  made: Omit<Request, "id" | "accountId"> & { tokenHash: Buffer; now: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into recovery_requests (id, token_hash, account_id, email, given_name, family_name, language, created_at, expires_at)
    values (${newId()}, ${made.tokenHash}, ${accountId}, ${made.email}, ${made.givenName}, ${made.familyName}, ${made.language}, ${made.now}, ${made.expiresAt})
    on conflict (account_id, email) do update set token_hash = excluded.token_hash, given_name = excluded.given_name,
      family_name = excluded.family_name, language = excluded.language, expires_at = excluded.expires_at`);

export type Case = {
  readonly id: string;
  readonly accountId: string;
  readonly candidateId: string | null;
  readonly requestId: string | null;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly way: Way;
  readonly state: RecoveryState;
  readonly openedAt: Instant;
  readonly answerBy: Instant;
  readonly endsAt: Instant | null;
  readonly stoppedBy: string | null;
  readonly reason: string | null;
};

const columns = sql`c.id, c.account_id as "accountId", c.candidate_id as "candidateId", c.request_id as "requestId", c.candidate_email as email,
  c.given_name as "givenName", c.family_name as "familyName", c.language, c.way, c.state, c.opened_at as "openedAt", c.answer_by as "answerBy",
  c.ends_at as "endsAt", c.stopped_by as "stoppedBy", c.reason`;

export const loadCase = (db: Db, id: string): Promise<Case | undefined> =>
  db.one<Case>(sql`select ${columns} from recovery_cases c where c.id = ${id}`);

export const caseOf = (db: Db, accountId: string, id: string): Promise<Case | undefined> =>
  db.one<Case>(sql`select ${columns} from recovery_cases c where c.account_id = ${accountId} and c.id = ${id}`);

/** The account's newest case: the live one, when there is one. */
export const newestOf = (db: Db, accountId: string): Promise<Case | undefined> =>
  db.one<Case>(sql`select ${columns} from recovery_cases c where c.account_id = ${accountId} order by c.opened_at desc, c.id desc limit 1`);

export const liveOf = (db: Db, accountId: string): Promise<Case | undefined> =>
  db.one<Case>(sql`select ${columns} from recovery_cases c where c.account_id = ${accountId} and c.state in ('collecting', 'waiting')`);

export const newestByRequest = (db: Db, accountId: string, requestId: string): Promise<Case | undefined> =>
  db.one<Case>(sql`
    select ${columns} from recovery_cases c where c.account_id = ${accountId} and c.request_id = ${requestId}
    order by c.opened_at desc, c.id desc limit 1`);

/** @returns undefined when another is under way: one at a time. */
export const insertCase = (
  tx: Tx,
  accountId: string,
  made: Pick<Case, "candidateId" | "requestId" | "email" | "givenName" | "familyName" | "language" | "way" | "answerBy"> & { now: Instant },
): Promise<Case | undefined> =>
  tx.one<Case>(sql`
    with made as (
      insert into recovery_cases (id, account_id, candidate_id, request_id, candidate_email, given_name, family_name, language, way, opened_at, answer_by)
      values (${newId()}, ${accountId}, ${made.candidateId}::uuid, ${made.requestId}::uuid, ${made.email}, ${made.givenName}, ${made.familyName},
        ${made.language}, ${made.way}, ${made.now}, ${made.answerBy})
      on conflict (account_id) where state in ('collecting', 'waiting') do nothing returning *
    )
    select ${columns} from made c`);

/** @returns false when the case was no longer in a state that the move leaves from. */
export const moveToWaiting = async (tx: Tx, accountId: string, id: string, at: { now: Instant; endsAt: Instant }): Promise<boolean> =>
  (await tx.one(sql`
    update recovery_cases set state = ${recovery.to("wait")}, waiting_since = ${at.now}, ends_at = ${at.endsAt}
    where account_id = ${accountId} and id = ${id} and state = any(${recovery.from("wait")}::text[]) returning 1 as moved`)) !== undefined;

export const end = async (
  tx: Tx,
  accountId: string,
  id: string,
  move: "grant" | "stop" | "lapse",
  how: { now: Instant; stoppedBy?: string; reason?: string; candidateId?: string },
): Promise<boolean> =>
  (await tx.one(sql`
    update recovery_cases set state = ${recovery.to(move)}, ended_at = ${how.now}, stopped_by = ${how.stoppedBy ?? null}::text,
      reason = ${how.reason ?? null}::text, candidate_id = coalesce(${how.candidateId ?? null}::uuid, candidate_id)
    where account_id = ${accountId} and id = ${id} and state = any(${recovery.from(move)}::text[]) returning 1 as ended`)) !== undefined;

export type KeptVoice = Voice & {
  readonly id: string;
  readonly caseId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Lang;
};

const voice = sql`v.id, v.case_id as "caseId", v.party, v.email, v.name, v.language, v.answer`;

/** @returns false when the mailbox has a voice already. */
export const insertVoice = async (
  tx: Tx,
  made: { id: string; caseId: string; party: Party; email: string; name: string; language: Lang; tokenHash: Buffer },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into recovery_voices (id, case_id, party, email, name, language, token_hash)
    values (${made.id}, ${made.caseId}, ${made.party}, ${made.email}, ${made.name}, ${made.language}, ${made.tokenHash})
    on conflict (case_id, email) do nothing returning 1 as made`)) !== undefined;

export const voicesOf = (db: Db, caseIds: readonly string[]): Promise<KeptVoice[]> =>
  db.query<KeptVoice>(sql`select ${voice} from recovery_voices v where v.case_id = any(${caseIds}::uuid[]) order by v.id`);

export const voiceBy = (db: Db, tokenHash: Buffer): Promise<KeptVoice | undefined> =>
  db.one<KeptVoice>(sql`select ${voice} from recovery_voices v where v.token_hash = ${tokenHash}`);

/** @returns false when this voice has said so already. */
export const answer = async (tx: Tx, id: string, said: "confirmed" | "objected", now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update recovery_voices set answer = ${said}, answered_at = ${now} where id = ${id} and answer is distinct from ${said} returning 1 as answered`)) !==
  undefined;

export type CaseCursor = { readonly openedAt: Instant; readonly id: string };
export type Listed = Case & { readonly company: string; readonly partnerId: string };

const listed = sql`${columns}, a.legal_name as company, a.partner_id as "partnerId" from recovery_cases c join accounts a on a.id = c.account_id`;

/** The desk's list; it looks over all accounts. */
export const listCases = (db: Db, wanted: { show: "live" | "all"; after: CaseCursor | undefined; limit: number }): Promise<Listed[]> =>
  db.query<Listed>(sql`
    select ${listed} where (${wanted.show} = 'all' or c.state in ('collecting', 'waiting'))
      and (${wanted.after?.id ?? null}::uuid is null or (c.opened_at, c.id) < (${wanted.after?.openedAt ?? null}::timestamptz, ${wanted.after?.id ?? null}::uuid))
    order by c.opened_at desc, c.id desc limit ${wanted.limit}`);

export const listedCase = (db: Db, id: string): Promise<Listed | undefined> => db.one<Listed>(sql`select ${listed} where c.id = ${id}`);
