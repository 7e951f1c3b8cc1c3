import type { Instant } from "../kit/dates.ts";
import { newId } from "../kit/ids.ts";
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

export type Actor = { readonly kind: "visitor" | "person" | "staff" | "link" | "clock"; readonly id: string | null; readonly name: string };

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

/** Which reactions hear a type of fact; filled once at start from every room's `reactions.ts`. */
export type Hearing = ReadonlyMap<string, readonly string[]>;

export const newEntries = (): Entries => ({ facts: [], jobs: [], mails: [] });

/**
 * Everything an act leaves behind beside its own tables, in one statement of the act's own transaction: the facts, one job for each
 * reaction that hears them, the dated jobs it asked for, the mails with the job that sends each, and the answer kept for a repeated request.
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
      jobs.push({
        kind: reaction,
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
  const mails = entries.mails.map((mail) => ({ ...mail, body: mail.body.toString("base64") }));

  const write = sql`
    with told as (
      insert into facts (id, type, account_id, subject, actor_kind, actor_id, actor_name, data, at, recorded_at, request_id)
      select id, type, account_id, subject, ${actor.kind}::text, ${actor.id}::uuid, ${actor.name}::text, data, ${at}::timestamptz, ${machine}::timestamptz, ${requestId}::text
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f(id uuid, type text, account_id uuid, subject text, data jsonb)
    ), posted as (
      insert into mails (id, template, account_id, to_address, language, subject, body, at)
      select id, template, "accountId", "to", language, subject, decode(body, 'base64'), ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as m(id uuid, template text, "accountId" uuid, "to" text, language text, subject text, body text)
    ), ordered as (
      insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
      select id, kind, key, account_id, payload, clock, due_at, ${machine}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as j(id uuid, kind text, key text, account_id uuid, payload jsonb, clock text, due_at timestamptz)
      on conflict (kind, key) do nothing
    )`;
  const ring = orders.length > 0 ? sql`pg_notify('jobs', '')` : sql`null`;
  if (answer === undefined) return sql`${write} select ${ring} as rung, true as kept`;
  return sql`${write}, kept as (
      insert into idempotency (scope, key, request_hash, state, status, reply, until)
      values (${answer.scope}, ${answer.key}, ${answer.requestHash}, 'answered', ${answer.status}, ${answer.reply}, ${answer.until}::timestamptz)
      on conflict (scope, key) do nothing returning 1
    ) select ${ring} as rung, exists (select from kept) as kept`;
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
