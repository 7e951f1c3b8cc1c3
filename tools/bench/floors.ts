import { randomUUID } from "node:crypto";
import { newId } from "../../src/kit/ids.ts";
import * as benefits from "../../src/rooms/benefits/store.ts";
import type { Database } from "../../src/server/db.ts";
import { sql } from "../../src/server/db.ts";
import { lookUp } from "../../src/server/session.ts";
import type { Furniture } from "./furnish.ts";

/** The same work as bare SQL through `pg`: no HTTP, no validation, no wording. What a write leaves behind (holding, fact, mail, job) is part of the work. */
export function floorsOf(db: Database, it: Furniture) {
  const now = new Date().toISOString();
  const fact = sql`insert into facts (id, type, account_id, actor_kind, actor_name, at, recorded_at)
    select ${newId()}::uuid, 'bench.done', ${it.accountId}::uuid, 'person', 'Bench', ${now}::timestamptz, ${now}::timestamptz`;

  const assign = async (pool: string, user: string): Promise<boolean> => {
    const rows = await db.query(sql`
      with counted as (
        update entitlements set used = used + 1 where id = ${pool} and account_id = ${it.accountId} and used < capacity returning id
      ), given as (
        update seats set state = 'assigned', user_id = ${user}, assigned_at = ${now}
        where id = (select s.id from seats s, counted c where s.entitlement_id = c.id and s.state = 'free' limit 1 for update of s skip locked) returning id
      ), held as (
        insert into seat_holdings (id, account_id, seat_id, user_id, from_at, assigned_by) select ${newId()}::uuid, ${it.accountId}::uuid, id, ${user}::uuid, ${now}::timestamptz, '' from given
      ), told as (${fact}), posted as (
        insert into mails (id, template, to_address, language, subject, body, at) select ${newId()}::uuid, 'bench', 'a@b.example', 'fr', 'x', ''::bytea, ${now}::timestamptz from given
      ), ordered as (
        insert into jobs (id, kind, key, clock, due_at, not_before, state) select ${newId()}::uuid, 'bench', ${randomUUID()}, 'machine', ${now}::timestamptz, ${now}::timestamptz, 'done' from given
      ) select id from given`);
    return rows.length === 1;
  };

  return {
    list: async (): Promise<boolean> => {
      await lookUp(db, it.token, it.listAccount, null, now);
      return (await benefits.list(db, it.listAccount, [it.keyProduct], undefined, 51)).length === 50;
    },
    assign,
    reserve: async (benefit: string): Promise<boolean> => {
      const rows = await db.query(sql`
        with counted as (
          update entitlements set used = used + 1 where id = ${benefit} and account_id = ${it.accountId} and used < capacity returning id
        ), taken as (
          update keys set state = 'reserved', account_id = ${it.accountId}, entitlement_id = ${benefit}, reserved_by = ${it.users[0]}, reserved_at = ${now}
          where id = (select id from keys where product_id = ${it.keyProduct} and state = 'free' and id >= ${randomUUID()}::uuid order by id limit 1 for update skip locked) returning id
        ), told as (${fact}) select id from taken`);
      return rows.length === 1;
    },
  };
}
