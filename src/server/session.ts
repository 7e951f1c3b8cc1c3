import { createHash } from "node:crypto";
import type { Day, Instant } from "../kit/dates.ts";
import { addSeconds, dayOf } from "../kit/dates.ts";
import type { Lang } from "../kit/words.ts";
import type { Role, StaffRole, Standing } from "../permissions.ts";
import { administrators } from "../permissions.ts";
import { activeIn } from "../programme/programme.ts";
import type { Programme } from "../programme/schema.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";

/** Who is asking: a person with a session, as one statement reads them. */
export type Person = {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly directoryId: string | null;
  readonly mustChangePassword: boolean;
  readonly complete: boolean;
  readonly staffRoles: readonly StaffRole[] | null;
  readonly tokenHash: Buffer;
  /** They have a second factor of some kind, and when it was last given in this session, on the machine's clock. */
  readonly hasFactor: boolean;
  readonly factorAt: Instant | null;
  /** A company of theirs asks for a second factor, its day has come, and they have none. */
  readonly factorDue: boolean;
};

export type Membership = { readonly roles: readonly Role[]; readonly standing: Standing };

/** An answer already given to the same Idempotency-Key. */
export type EarlierAnswer = {
  readonly state: "running" | "answered";
  readonly requestHash: Buffer;
  readonly status: number | null;
  readonly reply: Buffer | null;
};

export type Seen = {
  readonly person?: Person;
  readonly membership?: Membership;
  readonly earlier?: EarlierAnswer;
  /** An application calls with its token; `person` then stands for it. */
  readonly application?: true;
};

/** A session ends after so long without a request, and after so long whatever happens. Being in use is written down every few minutes only. */
export const sessionLife = { idleSeconds: 8 * 3600, longestSeconds: 24 * 3600, noteEverySeconds: 300 } as const;

/** The name of the session cookie: bound to this host when the house is behind https (RFC 6265bis prefixes). */
export const sessionCookie = (house: { readonly url: string }): string => (house.url.startsWith("https:") ? "__Host-entente" : "entente");

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

type Row = {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  language: Lang;
  directoryId: string | null;
  mustChangePassword: boolean;
  complete: boolean;
  staffRoles: StaffRole[] | null;
  hasFactor: boolean;
  factorAt: Instant | null;
  factorDue: boolean;
  unnoted: boolean;
  roles: Role[] | null;
} & StandingRow &
  EarlierRow;

export type StandingRow = {
  accountId: string | null;
  name: string;
  partnerId: string;
  country: string;
  signed: boolean;
  current: boolean;
  setupDone: boolean;
  verification: Standing["verification"];
  globalAdmins: number;
  networkEndedOn: Day | null;
  enrolments: string[];
};
export type EarlierRow = { state: EarlierAnswer["state"] | null; requestHash: Buffer; status: number | null; reply: Buffer | null };

/** How the account `a` stands and what was answered before (`i`): read alike for a session and for an application's token. */
export const standingColumns = (programme: Programme, now: Instant) => sql`
  a.id as "accountId", a.legal_name as name, a.partner_id as "partnerId", a.country, a.agreement_signed_at is not null as signed,
  not exists (select from company_agreements c where c.account_id = a.id and c.due_on < ${dayOf(now, programme.timeZone)}::date) as current,
  a.setup_done_at is not null as "setupDone", a.verification,
  (select count(*)::int from members g where g.account_id = a.id and g.state = 'active' and g.roles <> '{}' and 'globalAdmin' = any(g.roles)) as "globalAdmins",
  (select n.kept_until from memberships n where n.account_id = a.id and n.kind = 'network' and n.kept_until < ${dayOf(now, programme.timeZone)}::date) as "networkEndedOn",
  array(select e.programme from enrolments e where e.account_id = a.id and e.state = 'active') as enrolments,
  i.state, i.request_hash as "requestHash", i.status, i.reply`;

export const standingOf = (programme: Programme, row: StandingRow & { accountId: string }): Standing => ({
  accountId: row.accountId,
  name: row.name,
  partnerId: row.partnerId,
  country: row.country,
  agreementSigned: row.signed,
  agreementCurrent: row.current,
  setupDone: row.setupDone,
  verification: row.verification,
  globalAdmins: row.globalAdmins,
  networkEndedOn: row.networkEndedOn,
  ...activeIn(programme, { agreementSigned: row.signed, verification: row.verification }, row.enrolments),
});

/** The same for what runs without a reader in the account: a link, a job. */
export async function standingIn(db: Db, programme: Programme, accountId: string, now: Instant): Promise<Standing> {
  const row = await db.one<StandingRow & { accountId: string }>(
    sql`select ${standingColumns(programme, now)} from accounts a left join idempotency i on false where a.id = ${accountId}`,
  );
  if (!row) throw new Error(`no account ${accountId}`);
  return standingOf(programme, row);
}

export const earlierIn = ({ state, requestHash, status, reply }: EarlierRow): { earlier?: EarlierAnswer } =>
  state === null ? {} : { earlier: { state, requestHash, status, reply } };

/**
 * One round trip for everything the guard needs: the session, the person, their roles in the account of the path, how that account
 * stands, and whether this very request was answered before.
 */
export async function lookUp(
  db: Db,
  programme: Programme,
  token: string,
  accountId: string | null,
  idempotencyKey: string | null,
  { machine, now }: { machine: Instant; now: Instant },
): Promise<Seen> {
  const tokenHash = hashToken(token);
  const row = await db.one<Row>(sql`
    select u.id, u.email, u.given_name as "givenName", u.family_name as "familyName", u.language, u.directory_id as "directoryId",
      u.must_change_password as "mustChangePassword", s.complete, st.roles as "staffRoles",
      u.second_factor_since is not null as "hasFactor", s.factor_at as "factorAt",
      u.second_factor_since is null and exists (
        select from members pm join security_policies p on p.account_id = pm.account_id and p.due_at <= ${now}::timestamptz
        where pm.user_id = u.id and pm.state = 'active' and (p.asked_of = 'everybody' or pm.roles && ${administrators}::text[])
      ) as "factorDue",
      s.seen_at < ${addSeconds(machine, -sessionLife.noteEverySeconds)}::timestamptz as unnoted,
      case when m.global_admin_from > s.created_at then array_remove(m.roles, 'globalAdmin') else m.roles end as roles,
      ${standingColumns(programme, now)}
    from sessions s
    join users u on u.id = s.user_id and u.state = 'active'
    left join staff st on st.user_id = u.id
    left join members m on m.user_id = u.id and m.account_id = ${accountId}::uuid and m.state = 'active'
    left join accounts a on a.id = m.account_id
    left join idempotency i on i.scope = u.id::text and i.key = ${idempotencyKey}::text and i.until > ${machine}::timestamptz
    where s.token_hash = ${tokenHash} and s.expires_at > ${machine}::timestamptz`);
  if (!row) return {};
  if (row.unnoted) await noteUse(db, tokenHash, machine);

  const person: Person = {
    id: row.id,
    email: row.email,
    givenName: row.givenName,
    familyName: row.familyName,
    language: row.language,
    directoryId: row.directoryId,
    mustChangePassword: row.mustChangePassword,
    complete: row.complete,
    staffRoles: row.staffRoles,
    tokenHash,
    hasFactor: row.hasFactor,
    factorAt: row.factorAt,
    factorDue: row.factorDue,
  };
  const { accountId: own, roles } = row;
  return {
    person,
    ...(own !== null && roles !== null && { membership: { roles, standing: standingOf(programme, { ...row, accountId: own }) } }),
    ...earlierIn(row),
  };
}

const noteUse = (db: Db, tokenHash: Buffer, machine: Instant): Promise<unknown> =>
  db.query(sql`
    update sessions set seen_at = ${machine}::timestamptz, expires_at = least(
      ${addSeconds(machine, sessionLife.idleSeconds)}::timestamptz, created_at + make_interval(secs => ${sessionLife.longestSeconds}))
    where token_hash = ${tokenHash} and seen_at < ${machine}::timestamptz`);
