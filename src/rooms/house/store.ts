import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role, Standing } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

type Named = { id: string; name: string; partnerId: string; roles: Role[]; unread: number };
export type MyAccount = Named & Pick<Standing, "agreementSigned" | "verification" | "networkEndedOn"> & { enrolments: string[] };
export type MyEnrolment = { step: "profile" | "agreement" | "roles"; accountId: string | null } | null;

/** The accounts a person belongs to, with the roles that this session carries, and how far the enrolment of their own directory has come. */
export async function loadMe(
  db: Db,
  { id: userId, directoryId, tokenHash }: { id: string; directoryId: string | null; tokenHash: Buffer },
  today: Day,
): Promise<{ accounts: MyAccount[]; enrolment: MyEnrolment }> {
  const accounts = await db.query<Omit<MyAccount, "agreementSigned"> & { enroller: boolean; signed: boolean; setupDone: boolean }>(sql`
    select a.id, a.legal_name as name, a.partner_id as "partnerId",
      case when m.global_admin_from > s.created_at then array_remove(m.roles, 'globalAdmin') else m.roles end as roles, a.enrolled_by = m.user_id as enroller,
      a.agreement_signed_at is not null as signed, a.setup_done_at is not null as "setupDone", a.verification,
      (select n.kept_until from memberships n where n.account_id = a.id and n.kind = 'network' and n.kept_until < ${today}::date) as "networkEndedOn",
      array(select e.programme from enrolments e where e.account_id = a.id and e.state = 'active') as enrolments,
      (select count(*)::int from notices n where n.user_id = m.user_id and n.read_at is null and (n.account_id = a.id or n.account_id is null)) as unread
    from members m join accounts a on a.id = m.account_id join sessions s on s.token_hash = ${tokenHash}
    where m.user_id = ${userId} and m.state = 'active' order by a.legal_name, a.id limit 200`);
  const own = accounts.find((account) => account.enroller && !(account.signed && account.setupDone));
  const enrolment: MyEnrolment = own
    ? { step: own.signed ? "roles" : "agreement", accountId: own.id }
    : accounts.length === 0 && directoryId !== null
      ? { step: "profile", accountId: null }
      : null;
  return {
    accounts: accounts.map(({ enroller: _, signed, setupDone: __, ...account }) => ({ ...account, agreementSigned: signed })),
    enrolment,
  };
}

/** The domain of the directory that somebody signs in with. */
export const domainOf = async (db: Db, directoryId: string | null): Promise<string | null> =>
  (await db.one<{ domain: string }>(sql`select domain from directories where id = ${directoryId}::uuid`))?.domain ?? null;

export const setLanguage = (db: Db, userId: string, language: Lang): Promise<unknown> =>
  db.query(sql`update users set language = ${language} where id = ${userId}`);

export type TourEnd = { ended: "finished" | "dismissed"; endedAt: Instant };

export const tourOf = (db: Db, userId: string): Promise<TourEnd | undefined> =>
  db.one<TourEnd>(sql`select ended, ended_at as "endedAt" from tours where user_id = ${userId}`);

/** The first end stands. */
export const endTour = (tx: Tx, userId: string, ended: TourEnd["ended"], at: Instant): Promise<unknown> =>
  tx.query(
    sql`insert into tours (user_id, ended, ended_at) values (${userId}, ${ended}, ${at}::timestamptz) on conflict (user_id) do nothing`,
  );
