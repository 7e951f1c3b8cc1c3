import { randomUUID } from "node:crypto";
import { newId, newToken } from "../../src/kit/ids.ts";
import { agreementOn } from "../../src/programme/programme.ts";
import { addKeys } from "../../src/rooms/keys/door.ts";
import { hashPassword } from "../../src/rooms/people/hashing.ts";
import { amountsFor } from "../../src/rooms/purchasing/rules.ts";
import { hashOf } from "../../src/rooms/purchasing/views.ts";
import { sql } from "../../src/server/db.ts";
import type { House } from "../../src/server/house.ts";
import { hashToken } from "../../src/server/session.ts";

export type Furniture = {
  readonly token: string;
  readonly accountId: string;
  /** An account with exactly fifty benefits of one part. */
  readonly listAccount: string;
  /** Pools of one seat each, one pool of very many, benefits with one key each. */
  readonly pools: readonly string[];
  readonly hotPool: string;
  readonly keyBenefits: readonly string[];
  readonly users: readonly string[];
  readonly seatProduct: string;
  readonly keyProduct: string;
  /** Companies that are one press away from buying: terms accepted, card chosen, an administrator signed in. Each buys once. */
  readonly buyers: readonly { readonly accountId: string; readonly cartId: string; readonly token: string }[];
  readonly offerId: string;
  /** People with a password, each with a hash of their own. */
  readonly signers: readonly { readonly email: string; readonly hash: string }[];
};

export const PASSWORD = "une-barque-sur-la-rade";

/** One large company by bulk statements: what is measured is the act, not how the company came to be. */
export async function furnish(house: Pick<House, "db" | "programme" | "clock" | "secret">, size: number): Promise<Furniture> {
  const { db, programme, clock } = house;
  const now = clock.now();
  const seatProduct = programme.products.find((product) => product.kind === "developerSeat")!.id;
  const keyProduct = programme.products.find((product) => product.kind === "software")!.id;
  const offer = programme.offers[0]!;
  const many = Math.round(20_000 * size);
  const [directoryId, accountId] = [newId(), newId()];
  const users = Array.from({ length: many }, () => newId());
  const ids = (count: number) => Array.from({ length: count }, () => newId());
  const [pools, keyBenefits, listed] = [ids(many * 3), ids(many * 5), ids(50)];
  const hotPool = newId();

  await db.query(sql`insert into directories (id, domain, name, created_at) values (${directoryId}, 'bench.example', 'Bench', ${now})`);
  await db.query(sql`
    insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
    select id, ${directoryId}::uuid, 'u' || n || '@bench.example', 'Given', 'Family ' || n, 'fr', 'none', ${now}::timestamptz from unnest(${users}::uuid[]) with ordinality as u(id, n)`);
  /** Authorised companies, each with a directory of its own, enrolled by the first person. */
  const companies = async (some: readonly string[]) => {
    const directories = ids(some.length);
    await db.query(sql`
      insert into directories (id, domain, name, created_at)
      select id, 'c' || id || '.example', 'Bench', ${now}::timestamptz from unnest(${directories}::uuid[]) as d(id)`);
    await db.query(sql`
      insert into accounts (id, partner_id, enrolled_by, directory_id, created_at, agreement_signed_at, setup_done_at, verification, legal_name, address_line1, postal_code,
        city, country, contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at)
      select id, nextval('partner_ids')::text, ${users[0]}::uuid, directory, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz, 'authorized', 'Bench', '1 rue', '29200',
        'Brest', 'FR', 'A', 'B', 'a@bench.example', '+33298001472', 'fr', ${now}::timestamptz
      from unnest(${some}::uuid[], ${directories}::uuid[]) as a(id, directory)`);
  };
  await companies([accountId]);
  await db.query(sql`
    insert into members (account_id, user_id, roles, since) select ${accountId}::uuid, id, case when n = 1 then '{globalAdmin,partnerAdmin}'::text[] else '{}' end, ${now}::timestamptz
    from unnest(${users}::uuid[]) with ordinality as u(id, n)`);
  /** Each benefit comes from a membership of its own: the first use of each ends a right to a refund. */
  const grant = (some: readonly string[], product: string, kind: string, capacity: number) =>
    db.query(sql`
      with bought as (
        insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, starts_on, ends_on, kept_until, paid_on, auto_renew, only_one, started_at)
        select id, ${accountId}::uuid, 'offer', ${offer.id}, ${offer.package}, 'active', ${clock.today()}::date, 12, ${clock.today()}::date, '2999-01-01', '2999-01-01', ${clock.today()}::date, true, false, ${now}::timestamptz
        from unnest(${some}::uuid[]) as m(id) returning id
      )
      insert into entitlements (id, account_id, membership_id, source, product_id, kind, class, quantity, capacity, granted_at, expires_on, usable_until)
      select id, ${accountId}::uuid, id, ${offer.id}, ${product}, ${kind}, 'core', ${capacity}::int, ${capacity}::int, ${now}::timestamptz, '2999-01-01', '2999-01-01' from bought`);
  const seatRows = (some: readonly string[], capacity: number) =>
    db.query(sql`
      insert into seats (id, account_id, entitlement_id, number) select gen_random_uuid(), ${accountId}::uuid, e.id, n
      from unnest(${some}::uuid[]) as e(id), generate_series(1, ${capacity}::int) as n`);
  await grant(pools, seatProduct, "developerSeat", 1);
  await seatRows(pools, 1);
  await grant([hotPool], seatProduct, "developerSeat", many);
  await seatRows([hotPool], many);
  await grant(keyBenefits, keyProduct, "software", 1);
  for (let left = many * 5; left > 0; left -= 10_000) {
    await db.transaction((tx) =>
      addKeys(
        house,
        tx,
        keyProduct,
        Array.from({ length: Math.min(left, 10_000) }, () => randomUUID().toUpperCase().slice(0, 29)),
        now,
      ),
    );
  }

  // The list is of an account of its own, with exactly fifty rows.
  const listAccount = newId();
  await companies([listAccount]);
  await db.query(
    sql`insert into members (account_id, user_id, roles, since) values (${listAccount}, ${users[0]}, '{globalAdmin}', ${now})`,
  );
  await grant(listed, keyProduct, "software", 1);
  await db.query(sql`update entitlements set account_id = ${listAccount} where id = any(${listed}::uuid[])`);

  const terms = agreementOn(programme, offer.terms, clock.today());
  const amounts = amountsFor(programme, offer, { country: "FR", vatNumber: "", exemption: null })!;
  const buyers = ids(many * 3).map((id) => ({ accountId: id, cartId: newId(), token: newToken() }));
  const buying = buyers.map(({ accountId: id }) => id);
  const administrators = ids(buying.length);
  await companies(buying);
  await db.query(sql`
    insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
    select id, ${directoryId}::uuid, 'a' || n || '@bench.example', 'Given', 'Family ' || n, 'fr', 'none', ${now}::timestamptz from unnest(${administrators}::uuid[]) with ordinality as u(id, n)`);
  await db.query(sql`
    insert into members (account_id, user_id, roles, since)
    select account, administrator, '{globalAdmin,partnerAdmin}', ${now}::timestamptz from unnest(${buying}::uuid[], ${administrators}::uuid[]) as m(account, administrator)`);
  const signIn = (tokens: readonly string[], people: readonly string[]) =>
    db.query(sql`
      insert into sessions (token_hash, user_id, created_at, seen_at, expires_at, complete)
      select token, person, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz + interval '8 hours', true
      from unnest(${tokens.map(hashToken)}::bytea[], ${people}::uuid[]) as s(token, person)`);
  await signIn(
    buyers.map(({ token }) => token),
    administrators,
  );
  await db.query(sql`
    insert into memberships (id, account_id, kind, offer_id, package_id, state, anchor_on, term_months, term, starts_on, ends_on, kept_until, paid_on, auto_renew, only_one, started_at)
    select gen_random_uuid(), id, 'network', ${programme.membership.id}, ${programme.membership.package}, 'active', ${clock.today()}::date, ${programme.membership.termMonths}::int, 1,
      ${clock.today()}::date, '2999-01-01', '2999-01-01', ${clock.today()}::date, false, true, ${now}::timestamptz from unnest(${buying}::uuid[]) as a(id)`);
  await db.query(sql`
    with cards as (
      insert into gateway.cards (id, token, holder, brand, last4, exp_month, exp_year, made_at)
      select 'card_' || id, 'token_' || id, id, 'visa', '4242', 12, 2099, ${now}::timestamptz from unnest(${buying}::uuid[]) as a(id) returning id, holder
    )
    insert into payment_methods (id, account_id, brand, last4, exp_month, exp_year, gateway, gateway_ref, added_by, added_at)
    select gen_random_uuid(), c.holder::uuid, 'visa', '4242', 12, 2099, 'sandbox', c.id, m.user_id, ${now}::timestamptz from cards c join members m on m.account_id = c.holder::uuid`);
  await db.query(sql`
    insert into carts (id, account_id, offer_id, person_id, state, version, terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at, payment_method_id,
      country, currency, net_minor, tax_treatment, tax_rate, tax_minor, total_minor, opened_at)
    select c.id, c.account, ${offer.id}, m.added_by, 'open', 1, ${terms.id}, ${terms.version}, 'fr', ${hashOf(terms, "fr")}, ${now}::timestamptz, m.id,
      'FR', ${amounts.net.currency}, ${amounts.net.minor}::bigint, ${amounts.treatment}, ${amounts.taxRate}, ${amounts.tax.minor}::bigint, ${amounts.total.minor}::bigint, ${now}::timestamptz
    from unnest(${buyers.map(({ cartId }) => cartId)}::uuid[], ${buying}::uuid[]) as c(id, account) join payment_methods m on m.account_id = c.account`);

  const signers = [];
  for (let n = 0; n < Math.max(16, Math.round(64 * size)); n++) {
    const hashed = await hashPassword(PASSWORD);
    if (hashed.ok) signers.push({ email: `s${n}@bench.example`, hash: hashed.value });
  }
  await db.query(sql`
    insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
    select gen_random_uuid(), ${directoryId}::uuid, email, 'Given', 'Family', 'fr', hash, ${now}::timestamptz
    from unnest(${signers.map(({ email }) => email)}::text[], ${signers.map(({ hash }) => hash)}::text[]) as s(email, hash)`);

  const token = newToken();
  await signIn([token], [users[0]!]);
  await db.pool.query("vacuum analyze");
  return { token, accountId, pools, hotPool, keyBenefits, users, seatProduct, keyProduct, listAccount, buyers, offerId: offer.id, signers };
}
