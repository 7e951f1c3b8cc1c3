import type { Instant } from "../kit/dates.ts";
import { newId } from "../kit/ids.ts";
import { kindOf, refusableKinds } from "../kit/notices.ts";
import type { Db, Statement } from "./db.ts";
import { sql } from "./db.ts";

/** What happened, in the past tense: the audit trail, the timeline and the cause of everything that follows. */
export type Fact = {
  readonly type: `${string}.${string}`;
  readonly accountId?: string | undefined;
  /** The id of the record it is about. */
  readonly subject?: string | undefined;
  /** Numbers and names worth keeping; never a key, a password or a token. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
};

export type Actor = {
  readonly kind: "visitor" | "person" | "staff" | "link" | "clock" | "application";
  readonly id: string | null;
  readonly name: string;
};

/** Dated work. `key` makes it asked for once; `clock` says which of the two clocks its date is read on. */
export type JobOrder = {
  readonly kind: string;
  readonly key: string;
  readonly accountId?: string | undefined;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly clock: "business" | "machine";
  readonly dueAt: Instant;
};

export type OutgoingMail = {
  readonly id: string;
  readonly template: string;
  readonly accountId?: string | undefined;
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  readonly body: Buffer;
  /** The page it leads to, for the copy in the reader's list; null where its link opens something by itself. */
  readonly link: string | null;
};

export type StoredAnswer = {
  readonly scope: string;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly status: number;
  readonly reply: Buffer;
  readonly until: Instant;
};

export type Entries = {
  readonly facts: (Fact & { readonly id: string })[];
  readonly jobs: JobOrder[];
  readonly mails: OutgoingMail[];
};

/** A reaction that hears some facts of a type only, by what they say. */
export type Heard = { readonly job: string; readonly when: (data: Readonly<Record<string, unknown>>) => boolean };

/** Which reactions hear a type of fact; filled once at start from every room's `reactions.ts`. */
export type Hearing = ReadonlyMap<string, readonly (string | Heard)[]>;

export const newEntries = (): Entries => ({ facts: [], jobs: [], mails: [] });

/**
 * Everything an act leaves behind beside its own tables, in one statement of the act's own transaction: the facts, one job for each
 * reaction that hears them, the dated jobs it asked for, the mails with the job that sends each, and the answer kept for a repeated request.
 * An answer that is there already makes it fail: `isAnsweredMeanwhile`.
 * @returns undefined when there is nothing to write.
 */
export function entriesStatement(
  entries: Entries,
  context: { actor: Actor; at: Instant; machine: Instant; requestId: string | null; hearing: Hearing },
  answer?: StoredAnswer,
): Statement | undefined {
  const { actor, at, machine, requestId, hearing } = context;
  const jobs: JobOrder[] = [...entries.jobs];
  for (const fact of entries.facts) {
    for (const reaction of hearing.get(fact.type) ?? []) {
      if (typeof reaction !== "string" && !reaction.when(fact.data ?? {})) continue;
      jobs.push({
        kind: typeof reaction === "string" ? reaction : reaction.job,
        key: fact.id,
        accountId: fact.accountId,
        payload: { factId: fact.id, subject: fact.subject ?? null, ...fact.data },
        clock: "business",
        dueAt: at,
      });
    }
  }
  for (const mail of entries.mails)
    jobs.push({
      kind: "mail.send",
      key: mail.id,
      accountId: mail.accountId,
      payload: { mailId: mail.id },
      clock: "machine",
      dueAt: machine,
    });
  if (entries.facts.length === 0 && jobs.length === 0 && answer === undefined) return undefined;

  const facts = entries.facts.map((fact) => ({
    id: fact.id,
    type: fact.type,
    account_id: fact.accountId ?? null,
    subject: fact.subject ?? null,
    data: fact.data ?? {},
  }));
  const orders = jobs.map((job) => ({
    id: newId(),
    kind: job.kind,
    key: job.key,
    account_id: job.accountId ?? null,
    payload: job.payload ?? {},
    clock: job.clock,
    due_at: job.dueAt,
  }));

  const write = sql`
    with told as (
      insert into facts (id, type, account_id, subject, actor_kind, actor_id, actor_name, data, at, recorded_at, request_id)
      select id, type, account_id, subject, ${actor.kind}::text, ${actor.id}::uuid, ${actor.name}::text, data, ${at}::timestamptz, ${machine}::timestamptz, ${requestId}::text
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f(id uuid, type text, account_id uuid, subject text, data jsonb)
    )${entries.mails.length > 0 ? sql`, ${posting(entries.mails, at)}` : sql``}, ordered as (
      insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
      select id, kind, key, account_id, payload, clock, due_at, ${machine}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as j(id uuid, kind text, key text, account_id uuid, payload jsonb, clock text, due_at timestamptz)
      on conflict (kind, key) do nothing
    )`;
  if (answer === undefined) return sql`${write} select`;
  return sql`${write}
    insert into idempotency (scope, key, request_hash, state, status, reply, until)
    values (${answer.scope}, ${answer.key}, ${answer.requestHash}, 'answered', ${answer.status}, ${answer.reply}, ${answer.until}::timestamptz)`;
}

/** The same key was answered meanwhile: this act and its answer are undone together. */
export const isAnsweredMeanwhile = (error: unknown): boolean => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint === "idempotency_pkey";
};

/**
 * The mails, and of each that goes to a member of an account a copy in that person's list: the subject and the page it leads to, never the
 * body. What they refused is listed and not mailed; what they may not refuse goes to the address they confirmed, security to where it was sent.
 */
function posting(mails: readonly OutgoingMail[], at: Instant): Statement {
  const letters = mails.map((mail) => ({ ...mail, kind: kindOf(mail.template), body: mail.body.toString("base64") }));
  return sql`letters as (
      select m.*, u.id as user_id, s.address, coalesce(s.refused, '{}') as refused
      from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb)
        as m(id uuid, template text, kind text, "accountId" uuid, "to" text, language text, subject text, body text, link text)
      -- One person per address, looked up by it: the limit keeps the planner from reading everybody once for a handful of mails.
      left join lateral (
        select p.id from users p where p.email = m."to" and p.state = 'active' and exists (
          select from members w where w.user_id = p.id and w.state = 'active' and (m."accountId" is null or w.account_id = m."accountId"))
        limit 1
      ) u on true
      left join notice_settings s on s.user_id = u.id
    ), noticed as (
      insert into notices (id, user_id, account_id, kind, template, language, subject, link, at)
      select id, user_id, "accountId", kind, template, language, subject, link, ${at}::timestamptz from letters where user_id is not null
    ), posted as (
      insert into mails (id, template, account_id, to_address, language, subject, body, at)
      select id, template, "accountId", case when kind = 'security' then "to" else coalesce(address, "to") end, language, subject,
        decode(body, 'base64'), ${at}::timestamptz
      from letters where not (kind = any(refused) and kind = any(${refusableKinds}::text[]))
    )`;
}

export type StoredFact = {
  id: string;
  type: string;
  subject: string | null;
  actorKind: Actor["kind"];
  actorName: string;
  data: Record<string, unknown>;
  at: Instant;
};

/** The newest facts of an account or of one record, for activity lists and case threads. */
export const factsOf = (
  db: Db,
  accountId: string,
  options: { types?: readonly string[]; subject?: string; before?: string; limit: number },
): Promise<StoredFact[]> =>
  db.query<StoredFact>(sql`
    select id, type, subject, actor_kind as "actorKind", actor_name as "actorName", data, at from facts
    where account_id = ${accountId}
      and (${options.types ?? null}::text[] is null or type = any(${options.types ?? null}::text[]))
      and (${options.subject ?? null}::text is null or subject = ${options.subject ?? null}::text)
      and (${options.before ?? null}::uuid is null or id < ${options.before ?? null}::uuid)
    order by id desc limit ${options.limit}`);

/** The facts of an account between two instants, newest first; the second is not included. The last one read leads to the next page. */
export const factsBetween = (
  db: Db,
  accountId: string,
  options: {
    types: readonly string[];
    from: Instant;
    until: Instant;
    /** A part of the name of who did it. */
    who?: string | undefined;
    /** True: what the vendor's staff or the house itself did. False: the rest. */
    ours?: boolean | undefined;
    after?: { at: Instant; id: string } | undefined;
    limit: number;
  },
): Promise<StoredFact[]> =>
  db.query<StoredFact>(sql`
    select id, type, subject, actor_kind as "actorKind", actor_name as "actorName", data, at from facts
    where account_id = ${accountId} and type = any(${options.types}::text[])
      and at >= ${options.from}::timestamptz and at < ${options.until}::timestamptz
      and (${options.who ?? null}::text is null or strpos(lower(actor_name), lower(${options.who ?? null}::text)) > 0)
      and (${options.ours ?? null}::boolean is null or (actor_kind in ('staff', 'clock')) = ${options.ours ?? null}::boolean)
      and (${options.after?.at ?? null}::timestamptz is null or (at, id) < (${options.after?.at ?? null}::timestamptz, ${options.after?.id ?? null}::uuid))
    order by at desc, id desc limit ${options.limit}`);
