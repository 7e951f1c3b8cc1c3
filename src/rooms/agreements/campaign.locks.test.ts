import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import type { Programme } from "../../programme/schema.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { dayFrom, NETWORK, publishNow, signNow } from "./testing.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
  desk = await house.staff(["agreementPublisher"]);
});
afterAll(() => house.close());

/** So many companies that accepted the first version, each with one person who may sign: rows alone, because only their number matters. */
async function companies(count: number, model: Awaited<ReturnType<TestHouse["partner"]>>): Promise<string> {
  const tag = newId().slice(-8);
  await house.db.query(sql`
    with made as (select gen_random_uuid() as id, gen_random_uuid() as user_id, gen_random_uuid() as directory_id, n from generate_series(1, ${count}) n),
    d as (insert into directories (id, domain, name, created_at) select directory_id, ${tag} || n || '.example', 'C' || n, now() from made),
    u as (insert into users (id, directory_id, email, given_name, family_name, language, created_at)
      select user_id, directory_id, ${tag} || n || '@' || ${tag} || n || '.example', 'Ana', 'N' || n, 'fr', now() from made),
    a as (insert into accounts (id, partner_id, enrolled_by, directory_id, created_at, agreement_signed_at, legal_name, address_line1, postal_code, city, country,
        contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at)
      select made.id, nextval('partner_ids')::text, user_id, made.directory_id, now(), now(), ${tag} || n, x.address_line1, x.postal_code, x.city, x.country,
        x.contact_given_name, x.contact_family_name, x.contact_email, x.contact_phone, x.contact_language, now()
      from made, accounts x where x.id = ${model.accountId}),
    m as (insert into members (account_id, user_id, roles, since) select id, user_id, '{partnerAdmin}', now() from made)
    insert into company_agreements (account_id, agreement_id, state, version, since) select id, ${NETWORK}, 'accepted', '2026-02', now() from made`);
  return tag;
}

const counted = async (tag: string) =>
  (
    await house.db.query<{ mails: number; people: number; facts: number; due: number }>(sql`
      select (select count(*)::int from mails where to_address like ${`${tag}%`}) as mails,
        (select count(distinct to_address)::int from mails where to_address like ${`${tag}%`}) as people,
        (select count(*)::int from facts f join accounts a on a.id = f.account_id where a.legal_name like ${`${tag}%`} and f.type = 'agreement.asked') as facts,
        (select count(*)::int from company_agreements c join accounts a on a.id = c.account_id where a.legal_name like ${`${tag}%`} and c.state = 'reacceptRequired') as due`)
  )[0];

test("F-039 N22 four hundred and fifty companies are told page by page, once each, though one page fails at its end and two houses answer the bell", async () => {
  const model = await house.partner();
  const tag = await companies(450, model);
  const other = await TestHouse.start({ database: house.database, bell: false });
  // The last thing a page writes fails: its whole transaction is taken back, and it is tried again.
  await house.db.query(sql`
    create or replace function break_once() returns trigger language plpgsql as $$ begin
      if new.template = 'N22.signatureRequested' and new.to_address like (select value from house where key = 'break') and nextval('broken') = 100
        then raise exception 'the house falls in the middle of a page'; end if;
      return new; end $$`);
  await house.db.query(sql`create sequence broken`);
  await house.db.query(sql`insert into house (key, value) values ('break', ${`${tag}%`})`);
  await house.db.query(sql`create trigger break_once before insert on mails for each row execute function break_once()`);
  try {
    await publishNow(desk, { effectiveFrom: dayFrom(house, 0), acceptBy: dayFrom(house, 30) });
    for (let turn = 0; turn < 10 && (await counted(tag))!.due < 450; turn++) {
      await Promise.all([house.settle(), other.settle()]);
      await house.db.query(
        sql`update jobs set not_before = now() - interval '1 second' where kind = 'agreements.campaign' and state = 'waiting' and attempts > 0`,
      );
    }
    // A sequence is not taken back with its transaction: more numbers than letters means that a page fell and was written again. Which house
    // notes the fall is left open: the other may have done the page before it is written down.
    const written = await house.db.one<{ n: number }>(sql`select last_value as n from broken`);
    expect(written!.n).toBe(550);
    expect(await counted(tag)).toEqual({ mails: 450, people: 450, facts: 450, due: 450 });
  } finally {
    await house.db.query(sql`drop trigger break_once on mails`);
    await other.open.close();
  }
});

test("F-039 whoever signs while a page is walked is either told and then has accepted, or has accepted and is told nothing; nobody ends up owing", async () => {
  const partners = await Promise.all(Array.from({ length: 8 }, () => house.partner({ signed: false })));
  for (const partner of partners) await signNow(partner);
  await publishNow(desk, { effectiveFrom: dayFrom(house, 0), acceptBy: dayFrom(house, 30) });
  await Promise.all([house.settle(), ...partners.map((partner) => signNow(partner))]);
  await house.settle();
  const rows = await house.db.query<{ state: string }>(
    sql`select state from company_agreements where account_id = any(${partners.map(({ accountId }) => accountId)}::uuid[])`,
  );
  expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => "accepted"));
});

test("F-039 every process offers what one of them published, and a house that starts later too; files that say other words under a published version stop the start", async () => {
  const other = await TestHouse.start({ database: house.database, bell: false });
  const partner = await house.partner({ signed: false });
  const { version } = await publishNow(desk, { effectiveFrom: dayFrom(house, 0) });
  const there = await other.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name);
  await expect
    .poll(async () => (await there.do("agreements.read", { accountId: partner.accountId, agreementId: NETWORK })).version)
    .toBe(version);
  await other.open.close();

  const { programme } = house.open.house;
  const files = { ...programme, agreements: programme.agreements.filter((one) => one.version === "2026-02") };
  const again = await TestHouse.start({ database: house.database, bell: false, programme: files });
  expect(again.open.house.programme.agreements.some((one) => one.version === version)).toBe(true);
  await again.open.close();
  const typeset = {
    ...files,
    agreements: files.agreements.map((one) => ({ ...one, text: { ...one.text, fr: one.text.fr.replaceAll("\u202f", " ") } })),
  };
  await (await TestHouse.start({ database: house.database, bell: false, programme: typeset })).open.close();

  const change = (field: object): Programme => ({
    ...files,
    agreements: files.agreements.map((one) => (one.id === NETWORK ? { ...one, ...field } : one)),
  });
  const [first] = files.agreements.filter(({ id }) => id === NETWORK);
  for (const [field, says] of [
    [{ text: { ...first!.text, fr: first!.text.fr.replace("gratuite", "payante") } }, "its text (fr) differs"],
    [{ title: { ...first!.title, en: "Another" } }, "its title (en) differs"],
    [{ effectiveFrom: "2026-02-02" }, "effectiveFrom differs"],
    [{ acceptBy: "2030-01-01", countries: ["FR"] }, "acceptBy, countries differ"],
  ] as const)
    await expect(TestHouse.start({ database: house.database, bell: false, programme: change(field) })).rejects.toThrow(says);
});
