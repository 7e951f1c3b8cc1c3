import { randomUUID } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { newId } from "../../src/kit/ids.ts";
import { loadProgramme } from "../../src/programme/load.ts";
import * as benefits from "../../src/rooms/benefits/store.ts";
import type { Database } from "../../src/server/db.ts";
import { sql } from "../../src/server/db.ts";
import { lookUp } from "../../src/server/session.ts";
import type { Furniture } from "./furnish.ts";
import { PASSWORD } from "./furnish.ts";

/** The same work as bare SQL through `pg`: no HTTP, no validation, no wording. What a write leaves behind (holding, fact, mail, job) is part of the work. */
export function floorsOf(db: Database, it: Furniture) {
  const now = new Date().toISOString();
  const programme = loadProgramme("programmes/network");
  const fact = () => sql`insert into facts (id, type, account_id, actor_kind, actor_name, at, recorded_at)
    select ${newId()}::uuid, 'bench.done', ${it.accountId}::uuid, 'person', 'Bench', ${now}::timestamptz, ${now}::timestamptz`;
  const mail = () => sql`insert into mails (id, template, to_address, language, subject, body, at)
    values (${newId()}::uuid, 'bench', 'a@b.example', 'fr', 'x', ''::bytea, ${now}::timestamptz)`;
  const job = () => sql`insert into jobs (id, kind, key, clock, due_at, not_before, state)
    values (${newId()}::uuid, 'bench', ${randomUUID()}, 'machine', ${now}::timestamptz, ${now}::timestamptz, 'done')`;

  const assign = async (pool: string, user: string): Promise<boolean> => {
    const rows = await db.query(sql`
      with counted as (
        update entitlements set used = used + 1 where id = ${pool} and account_id = ${it.accountId} and used < capacity returning id
      ), given as (
        update seats set state = 'assigned', user_id = ${user}, assigned_at = ${now}
        where id = (select s.id from seats s, counted c where s.entitlement_id = c.id and s.state = 'free' limit 1 for update of s skip locked) returning id
      ), held as (
        insert into seat_holdings (id, account_id, seat_id, user_id, from_at, assigned_by) select ${newId()}::uuid, ${it.accountId}::uuid, id, ${user}::uuid, ${now}::timestamptz, '' from given
      ), told as (${fact()}), posted as (${mail()}), ordered as (${job()}) select id from given`);
    return rows.length === 1;
  };

  return {
    list: async (): Promise<boolean> => {
      await lookUp(db, programme, it.token, it.listAccount, null, { machine: now, now });
      return (await benefits.list(db, it.listAccount, [it.keyProduct], undefined, 51)).length === 50;
    },
    assign,
    /** An order waits while an outside system is asked, so it is three commits: on its way, charged in the provider's books, done. */
    order: async ({ accountId, cartId }: Furniture["buyers"][number]): Promise<boolean> => {
      const [orderId, attemptId, membershipId] = [newId(), newId(), newId()];
      const placed = await db.query(sql`
        with held as (
          select id from memberships where account_id = ${accountId} and kind = 'network' and state = 'active' for update
        ), placed as (
          insert into orders (id, number, account_id, cart_id, offer_id, package_id, state, country, currency, net_minor, tax_treatment, tax_rate, tax_minor, total_minor, placed_on, placed_at, term_months,
            only_one, sold_to, terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at, payment_method_id, bought_by, buyer_name, request_key)
          select ${orderId}::uuid, 'bench-' || nextval('order_numbers'), c.account_id, c.id, c.offer_id, 'p', 'paying', c.country, c.currency, c.net_minor, c.tax_treatment, c.tax_rate, c.tax_minor, c.total_minor,
            ${now.slice(0, 10)}::date, ${now}::timestamptz, 12, true, '{}', c.terms_id, c.terms_version, c.terms_language, c.terms_sha256, c.terms_accepted_at, c.payment_method_id, c.person_id, 'Bench', ${randomUUID()}
          from carts c, held where c.account_id = ${accountId} and c.id = ${cartId} and c.state = 'open' returning id, total_minor, currency
        ), asked as (
          insert into payment_attempts (id, order_id, state, gateway, gateway_ref, currency, amount_minor, asked_at)
          select ${attemptId}::uuid, id, 'asked', 'sandbox', 'card', currency, total_minor, ${now}::timestamptz from placed
        ), told as (${fact()}), ordered as (${job()})
        select id from placed`);
      await db.query(
        sql`insert into gateway.charges (key, id, state, made_at) values (${attemptId}, ${randomUUID()}, 'closed', ${now}::timestamptz)`,
      );
      await db.query(sql`
        with started as (
          insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, starts_on, ends_on, kept_until, paid_on, auto_renew, only_one, started_at)
          values (${membershipId}, ${accountId}, 'offer', ${it.offerId}, 'p', 'active', ${now.slice(0, 10)}::date, 12, ${now.slice(0, 10)}::date, '2999-01-01', '2999-01-01', ${now.slice(0, 10)}::date, true, true, ${now}::timestamptz) returning id
        ), closed as (
          update orders set state = 'paid', closed_at = ${now}::timestamptz, membership_id = ${membershipId} where account_id = ${accountId} and id = ${orderId} and state = 'paying'
        ), answered as (
          update payment_attempts set state = 'captured', charge_ref = 'x', answered_at = ${now}::timestamptz where id = ${attemptId} and state = 'asked'
        ), left_open as (
          update carts set state = 'ordered', version = version + 1 where account_id = ${accountId} and id = ${cartId} and state = 'open'
        ), told as (${fact()}), told_again as (${fact()}), posted as (${mail()}), ordered as (${job()}), ordered_again as (${job()})
        select id from started`);
      return placed.length === 1;
    },
    /** Nothing but the hash: what signing in cannot do without. */
    hash: ({ hash }: Furniture["signers"][number]): Promise<boolean> => verify(hash, PASSWORD),
    reserve: async (benefit: string): Promise<boolean> => {
      const rows = await db.query(sql`
        with counted as (
          update entitlements set used = used + 1 where id = ${benefit} and account_id = ${it.accountId} and used < capacity returning id
        ), taken as (
          update keys set state = 'reserved', account_id = ${it.accountId}, entitlement_id = ${benefit}, reserved_by = ${it.users[0]}, reserved_at = ${now}
          where id = coalesce(
            (select id from keys where product_id = ${it.keyProduct} and state = 'free' and id >= ${randomUUID()}::uuid order by id limit 1 for update skip locked),
            (select id from keys where product_id = ${it.keyProduct} and state = 'free' order by id limit 1 for update skip locked)
          ) returning id
        ), told as (${fact()}) select id from taken`);
      return rows.length === 1;
    },
  };
}
