import { randomUUID } from "node:crypto";
import { newId, newToken } from "../../src/kit/ids.ts";
import { addKeys } from "../../src/rooms/keys/door.ts";
import type { OpenHouse } from "../../src/server/assemble.ts";
import { sql } from "../../src/server/db.ts";
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
};

/** One large company by bulk statements: what is measured is the act, not how the company came to be. */
export async function furnish({ house }: OpenHouse, size: number): Promise<Furniture> {
  const { db, programme, clock } = house;
  const now = clock.now();
  const seatProduct = programme.products.find((product) => product.kind === "developerSeat")!.id;
  const keyProduct = programme.products.find((product) => product.kind === "software")!.id;
  const many = Math.round(20_000 * size);
  const [directoryId, accountId] = [newId(), newId()];
  const users = Array.from({ length: many }, () => newId());
  const ids = (count: number) => Array.from({ length: count }, () => newId());
  const [pools, keyBenefits, listed] = [ids(many), ids(many), ids(50)];
  const hotPool = newId();

  await db.query(sql`insert into directories (id, domain, name, created_at) values (${directoryId}, 'bench.example', 'Bench', ${now})`);
  await db.query(sql`
    insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
    select id, ${directoryId}::uuid, 'u' || n || '@bench.example', 'Given', 'Family ' || n, 'fr', 'none', ${now}::timestamptz from unnest(${users}::uuid[]) with ordinality as u(id, n)`);
  await db.query(sql`
    insert into accounts (id, partner_id, enrolled_by, created_at, agreement_signed_at, setup_done_at, verification, legal_name, address_line1, postal_code, city, country,
      contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at)
    values (${accountId}, nextval('partner_ids')::text, ${users[0]}, ${now}, ${now}, ${now}, 'authorized', 'Bench', '1 rue', '29200', 'Brest', 'FR', 'A', 'B', 'a@bench.example', '+33298001472', 'fr', ${now})`);
  await db.query(sql`
    insert into members (account_id, user_id, roles, since) select ${accountId}::uuid, id, case when n = 1 then '{globalAdmin,partnerAdmin}'::text[] else '{}' end, ${now}::timestamptz
    from unnest(${users}::uuid[]) with ordinality as u(id, n)`);
  const grant = (some: readonly string[], product: string, kind: string, capacity: number) =>
    db.query(sql`
      insert into entitlements (id, account_id, membership_id, source, product_id, kind, class, quantity, capacity, granted_at, expires_on)
      select id, ${accountId}::uuid, gen_random_uuid(), ${programme.offers[0]!.id}, ${product}, ${kind}, 'core', ${capacity}::int, ${capacity}::int, ${now}::timestamptz, '2999-01-01'
      from unnest(${some}::uuid[]) as e(id)`);
  const seatRows = (some: readonly string[], capacity: number) =>
    db.query(sql`
      insert into seats (id, account_id, entitlement_id, number) select gen_random_uuid(), ${accountId}::uuid, e.id, n
      from unnest(${some}::uuid[]) as e(id), generate_series(1, ${capacity}::int) as n`);
  await grant(pools, seatProduct, "developerSeat", 1);
  await seatRows(pools, 1);
  await grant([hotPool], seatProduct, "developerSeat", many);
  await seatRows([hotPool], many);
  await grant(keyBenefits, keyProduct, "software", 2);
  for (let left = many * 2; left > 0; left -= 10_000) {
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
  await db.query(sql`
    insert into accounts select ${listAccount}::uuid, nextval('partner_ids')::text, enrolled_by, created_at, agreement_signed_at, setup_done_at, verification, data_version, 'List', address_line1,
      address_line2, postal_code, city, country, registration_number, vat_number, contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at
    from accounts where id = ${accountId}`);
  await db.query(
    sql`insert into members (account_id, user_id, roles, since) values (${listAccount}, ${users[0]}, '{globalAdmin}', ${now})`,
  );
  await grant(listed, keyProduct, "software", 1);
  await db.query(sql`update entitlements set account_id = ${listAccount} where id = any(${listed}::uuid[])`);

  const token = newToken();
  await db.query(sql`
    insert into sessions (token_hash, user_id, created_at, seen_at, expires_at, complete)
    values (${hashToken(token)}, ${users[0]}, ${now}, ${now}, ${now}::timestamptz + interval '8 hours', true)`);
  await db.pool.query("vacuum analyze");
  return { token, accountId, pools, hotPool, keyBenefits, users, seatProduct, keyProduct, listAccount };
}
