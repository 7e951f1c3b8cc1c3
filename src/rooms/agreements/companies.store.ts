import type { Day, Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { AgreementState } from "./rules.ts";
import { agreement } from "./rules.ts";

/** How a company stands with one agreement, as it was last settled. */
export type CompanyAgreement = {
  readonly agreementId: string;
  readonly state: AgreementState;
  /** The newest version it accepted. */
  readonly version: string | null;
  readonly dueOn: Day | null;
};

const columns = sql`c.agreement_id as "agreementId", c.state, c.version, c.due_on as "dueOn"`;

/** Every agreement the company was offered or accepted: one for each programme it is in. */
export const ofAccount = (db: Db, accountId: string): Promise<CompanyAgreement[]> =>
  db.query<CompanyAgreement>(sql`select ${columns} from company_agreements c where c.account_id = ${accountId} limit 200`);

/** Locks the company's rows in one order, so that two who settle them never wait for each other. */
export const holdOfAccount = (tx: Tx, accountId: string): Promise<(CompanyAgreement & { readonly country: string })[]> =>
  tx.query(sql`
    select ${columns}, a.country from company_agreements c join accounts a on a.id = c.account_id
    where c.account_id = ${accountId} order by c.agreement_id for update of c`);

/** Accepted, whatever was owed before. */
export const accepted = (tx: Tx, accountId: string, agreementId: string, version: string, at: Instant): Promise<unknown> =>
  tx.query(sql`
    insert into company_agreements (account_id, agreement_id, state, version, since)
    values (${accountId}, ${agreementId}, ${agreement.to("accept")}, ${version}, ${at}::timestamptz)
    on conflict (account_id, agreement_id) do update set state = excluded.state, version = excluded.version, due_on = null, since = excluded.since
    where company_agreements.state = any(${[...agreement.from("accept"), ...agreement.from("acceptAgain")]}::text[])`);

export type Member = CompanyAgreement & {
  readonly accountId: string;
  readonly company: string;
  readonly country: string;
};

/** The next companies that accepted some version of an agreement, in the order of their ids, each held until the page is done. */
export const holdPage = (tx: Tx, agreementId: string, after: string, limit: number): Promise<Member[]> =>
  tx.query<Member>(sql`
    select c.account_id as "accountId", ${columns}, a.legal_name as company, a.country
    from company_agreements c join accounts a on a.id = c.account_id
    where c.agreement_id = ${agreementId} and c.version is not null and (${after} = '' or c.account_id > nullif(${after}, '')::uuid)
    order by c.account_id limit ${limit} for update of c`);

export type Change = {
  readonly accountId: string;
  readonly agreementId: string;
  readonly from: AgreementState;
  readonly to: AgreementState;
  readonly dueOn: Day | null;
};

/** Moves companies by the clock. What was believed is restated: a company that accepted meanwhile stays as it is. */
export const settle = (tx: Tx, changes: readonly Change[], at: Instant): Promise<{ accountId: string }[]> =>
  tx.query<{ accountId: string }>(sql`
    update company_agreements c set state = n.to, due_on = n.due_on, since = case when c.state = n.to then c.since else ${at}::timestamptz end
    from unnest(${changes.map((one) => one.accountId)}::uuid[], ${changes.map((one) => one.agreementId)}::text[],
      ${changes.map((one) => one.from)}::text[], ${changes.map((one) => one.to)}::text[], ${changes.map((one) => one.dueOn)}::date[])
      as n(account_id, agreement_id, "from", "to", due_on)
    where c.account_id = n.account_id and c.agreement_id = n.agreement_id and c.state = n."from"
    returning c.account_id as "accountId"`);

export type Signatory = {
  readonly accountId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
};

/** The active people of these companies who hold one of these roles. */
export const signatories = (db: Db, accountIds: readonly string[], roles: readonly Role[]): Promise<Signatory[]> =>
  db.query<Signatory>(sql`
    select m.account_id as "accountId", u.id as "userId", u.given_name || ' ' || u.family_name as name, u.email, u.language, m.roles
    from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = any(${accountIds}::uuid[]) and m.state = 'active' and m.roles && ${roles}::text[]
    order by u.family_name, u.given_name, u.id`);
