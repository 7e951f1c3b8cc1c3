import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type MyAccount = { id: string; name: string; partnerId: string; roles: Role[] };
export type MyEnrolment = { step: "profile" | "agreement" | "roles"; accountId: string | null } | null;

/** The accounts a person belongs to, and how far the enrolment of their own directory has come. */
export async function loadMe(
  db: Db,
  userId: string,
  directoryId: string | null,
): Promise<{ accounts: MyAccount[]; enrolment: MyEnrolment }> {
  const accounts = await db.query<MyAccount & { enroller: boolean; signed: boolean; setupDone: boolean }>(sql`
    select a.id, a.legal_name as name, a.partner_id as "partnerId", m.roles, a.enrolled_by = m.user_id as enroller,
      a.agreement_signed_at is not null as signed, a.setup_done_at is not null as "setupDone"
    from members m join accounts a on a.id = m.account_id
    where m.user_id = ${userId} and m.state = 'active' order by a.legal_name, a.id limit 200`);
  const own = accounts.find((account) => account.enroller && !(account.signed && account.setupDone));
  const enrolment: MyEnrolment = own
    ? { step: own.signed ? "roles" : "agreement", accountId: own.id }
    : accounts.length === 0 && directoryId !== null
      ? { step: "profile", accountId: null }
      : null;
  return { accounts: accounts.map(({ id, name, partnerId, roles }) => ({ id, name, partnerId, roles })), enrolment };
}

export const setLanguage = (db: Db, userId: string, language: Lang): Promise<unknown> =>
  db.query(sql`update users set language = ${language} where id = ${userId}`);
