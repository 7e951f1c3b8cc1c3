import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { LookupState, Question, RegistryMatch, Reply, Silence } from "./registry.rules.ts";
import { registryLookup } from "./registry.rules.ts";

export type Lookup = {
  readonly version: number;
  readonly state: LookupState;
  readonly source: string;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly why: Silence | null;
  readonly found: RegistryMatch | null;
};

/** What was last asked about the company, whichever version of its data it was about. */
export const lastLookup = (db: Db, accountId: string): Promise<Lookup | undefined> =>
  db.one<Lookup>(sql`
    select data_version as version, state, source, asked_at as "askedAt", answered_at as "answeredAt", why, found
    from registry_lookups where account_id = ${accountId} order by data_version desc limit 1`);

type Made = { version: number; askId: string; source: string; question: Question; at: Instant };

/** @returns false when this version was asked about already and is not to be asked about again, or is being asked about. */
export async function ask(tx: Tx, accountId: string, made: Made, again: boolean): Promise<boolean> {
  const row = await tx.one(sql`
    insert into registry_lookups as l (account_id, data_version, ask_id, source, question, state, asked_at)
    values (${accountId}, ${made.version}, ${made.askId}, ${made.source}, ${JSON.stringify(made.question)}::jsonb, ${registryLookup.initial},
      ${made.at}::timestamptz)
    on conflict (account_id, data_version) do update set ask_id = excluded.ask_id, source = excluded.source, question = excluded.question,
      state = excluded.state, asked_at = excluded.asked_at, answered_at = null, why = null, found = null
    where ${again} and l.state = any(${registryLookup.from("again")}::text[]) returning 1`);
  return row !== undefined;
}

/** The question of this asking, while it has no answer and nobody has asked again. */
export const questionOf = async (db: Db, accountId: string, askId: string): Promise<Question | undefined> =>
  (
    await db.one<{ question: Question }>(sql`
      select question from registry_lookups
      where account_id = ${accountId} and ask_id = ${askId} and state = any(${registryLookup.from("answer")}::text[])`)
  )?.question;

/** The first answer to this asking stays; what comes to one that was overtaken is not kept. */
export const keep = (db: Db, accountId: string, askId: string, reply: Reply, at: Instant): Promise<unknown> =>
  db.query(sql`
    update registry_lookups set state = ${registryLookup.to("match" in reply ? "answer" : "fail")}, answered_at = ${at}::timestamptz,
      why = ${"why" in reply ? reply.why : null}, found = ${"match" in reply ? JSON.stringify(reply.match) : null}::jsonb
    where account_id = ${accountId} and ask_id = ${askId} and state = any(${registryLookup.from("answer")}::text[])`);
