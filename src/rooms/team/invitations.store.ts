import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Addressee, InvitationState } from "./invitations.rules.ts";
import { invitation } from "./invitations.rules.ts";

export type Invitation = {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
  readonly state: InvitationState;
  readonly sentBy: string;
  readonly sender: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
  /** The address is on no domain of the account: handbook C16 says what a guest may hold. */
  readonly guest: boolean;
};

const columns = sql`i.id, i.account_id as "accountId", i.email, i.given_name as "givenName", i.family_name as "familyName", i.language, i.roles, i.state,
  i.sent_by as "sentBy", (select u.given_name || ' ' || u.family_name from users u where u.id = i.sent_by) as sender, i.sent_at as "sentAt",
  i.expires_at as "expiresAt",
  not exists (select from directories d where d.account_id = i.account_id and d.domain = split_part(i.email, '@', 2)) as guest`;

export type NewInvitation = Pick<
  Invitation,
  "id" | "accountId" | "email" | "givenName" | "familyName" | "language" | "roles" | "sentBy"
> & {
  readonly tokenHash: Buffer;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
};

/** One whose days are over gives way. @returns its id, or undefined when another one to this address is still open. */
export const insert = async (tx: Tx, made: NewInvitation): Promise<string | undefined> =>
  (
    await tx.one<{ id: string }>(sql`
      insert into invitations as held (id, account_id, email, given_name, family_name, language, roles, token_hash, sent_by, sent_at, expires_at)
      values (${made.id}, ${made.accountId}, ${made.email}, ${made.givenName}, ${made.familyName}, ${made.language}, ${made.roles}::text[],
        ${made.tokenHash}, ${made.sentBy}, ${made.sentAt}::timestamptz, ${made.expiresAt}::timestamptz)
      on conflict (account_id, email) where state = 'sent' do update set given_name = excluded.given_name, family_name = excluded.family_name,
        language = excluded.language, roles = excluded.roles, token_hash = excluded.token_hash, sent_by = excluded.sent_by,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at
      where held.expires_at <= excluded.sent_at returning id`)
  )?.id;

export const byToken = (db: Db, tokenHash: Buffer): Promise<Invitation | undefined> =>
  db.one<Invitation>(sql`select ${columns} from invitations i where i.token_hash = ${tokenHash}`);

/** Those that nobody has accepted or taken back, the newest first. */
export const open = (db: Db, accountId: string, before: string | null, limit: number): Promise<Invitation[]> =>
  db.query<Invitation>(sql`
    select ${columns} from invitations i
    where i.account_id = ${accountId} and i.state = 'sent' and (${before}::uuid is null or i.id < ${before}::uuid)
    order by i.id desc limit ${limit}`);

export const countOpen = async (db: Db, accountId: string): Promise<number> =>
  (await db.one<{ count: number }>(sql`select count(*)::int as count from invitations where account_id = ${accountId} and state = 'sent'`))!
    .count;

/** Where each of these addresses stands in the account, in one question however many they are. */
export async function placesOf(db: Db, accountId: string, emails: readonly string[]): Promise<Map<string, Addressee>> {
  const rows = await db.query<Addressee & { email: string }>(sql`
    select e.email, m.state as held, i.expires_at as "openUntil",
      not exists (select from directories d where d.account_id = ${accountId} and d.domain = split_part(e.email, '@', 2)) as guest
    from unnest(${emails}::text[]) as e(email)
      left join users u on u.email = e.email
      left join members m on m.account_id = ${accountId} and m.user_id = u.id
      left join invitations i on i.account_id = ${accountId} and i.email = e.email and i.state = 'sent'`);
  return new Map(rows.map(({ email, ...place }) => [email, place]));
}

/** One of this account's, held, while it is open. */
export const hold = (tx: Tx, accountId: string, id: string): Promise<Invitation | undefined> =>
  tx.one<Invitation>(
    sql`select ${columns} from invitations i where i.account_id = ${accountId} and i.id = ${id} and i.state = 'sent' for update of i`,
  );

/** Another link, for as long again, from somebody else perhaps; the earlier link opens nothing any more. */
export const resend = (
  tx: Tx,
  accountId: string,
  id: string,
  again: { tokenHash: Buffer; sentBy: string; sentAt: Instant; expiresAt: Instant },
): Promise<unknown> =>
  tx.query(sql`
    update invitations set token_hash = ${again.tokenHash}, sent_by = ${again.sentBy}, sent_at = ${again.sentAt}::timestamptz,
      expires_at = ${again.expiresAt}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = 'sent'`);

export const revoke = (tx: Tx, accountId: string, id: string, now: Instant): Promise<Invitation | undefined> =>
  tx.one<Invitation>(sql`
    update invitations i set state = ${invitation.to("revoke")}, decided_at = ${now}::timestamptz
    where i.account_id = ${accountId} and i.id = ${id} and i.state = any(${invitation.from("revoke")}::text[]) returning ${columns}`);

/** @returns false when it was accepted, taken back or over meanwhile: of two tabs one is first. */
export const take = async (tx: Tx, tokenHash: Buffer, userId: string, now: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update invitations set state = ${invitation.to("accept")}, user_id = ${userId}, decided_at = ${now}::timestamptz
    where token_hash = ${tokenHash} and state = any(${invitation.from("accept")}::text[]) and expires_at > ${now}::timestamptz
    returning 1 as taken`)) !== undefined;
