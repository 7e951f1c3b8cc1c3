import type { Instant } from "../../kit/dates.ts";
import type { NoticeKind, RefusableKind } from "../../kit/notices.ts";
import type { Lang } from "../../kit/words.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";

export type Notice = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly language: Lang;
  readonly link: string | null;
  readonly at: Instant;
  readonly readAt: Instant | null;
};

/** Of this person, about this account or about nobody's; what is about another account is not seen from here. */
const mine = (userId: string, accountId: string) => sql`user_id = ${userId} and (account_id = ${accountId} or account_id is null)`;

export const list = (
  db: Db,
  userId: string,
  accountId: string,
  page: { unread: boolean; before: string | undefined; limit: number },
): Promise<Notice[]> =>
  db.query<Notice>(sql`
    select id, kind, subject, language, link, at, read_at as "readAt" from notices
    where ${mine(userId, accountId)} and (not ${page.unread}::boolean or read_at is null)
      and (${page.before ?? null}::uuid is null or id < ${page.before ?? null}::uuid)
    order by id desc limit ${page.limit}`);

export const countUnread = async (db: Db, userId: string, accountId: string): Promise<number> =>
  (await db.one<{ n: number }>(sql`select count(*)::int as n from notices where ${mine(userId, accountId)} and read_at is null`))!.n;

/** @returns false when this person has no such notice. */
export const markRead = async (tx: Tx, userId: string, noticeId: string, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update notices set read_at = coalesce(read_at, ${at}::timestamptz) where user_id = ${userId} and id = ${noticeId} returning 1 as marked`)) !==
  undefined;

/** What came after the newest that was seen stays unread. */
export const markAllRead = async (tx: Tx, userId: string, accountId: string, newest: string, at: Instant): Promise<number> =>
  (
    await tx.query(sql`
      update notices set read_at = ${at}::timestamptz where ${mine(userId, accountId)} and read_at is null and id <= ${newest}::uuid returning 1 as marked`)
  ).length;

export type Settings = {
  readonly address: string | null;
  readonly askedAddress: string | null;
  readonly askedUntil: Instant | null;
  readonly refused: readonly RefusableKind[];
};
const none: Settings = { address: null, askedAddress: null, askedUntil: null, refused: [] };

export const settingsOf = async (db: Db, userId: string): Promise<Settings> =>
  (await db.one<Settings>(sql`
    select address, asked_address as "askedAddress", asked_until as "askedUntil", refused from notice_settings where user_id = ${userId}`)) ??
  none;

export const refuse = (tx: Tx, userId: string, refused: readonly RefusableKind[]): Promise<unknown> =>
  tx.query(sql`
    insert into notice_settings (user_id, refused) values (${userId}, ${refused}::text[])
    on conflict (user_id) do update set refused = excluded.refused`);

export const refuseToo = (tx: Tx, userId: string, kind: RefusableKind): Promise<unknown> =>
  tx.query(sql`
    insert into notice_settings (user_id, refused) values (${userId}, ${[kind]}::text[])
    on conflict (user_id) do update set refused = array_append(array_remove(notice_settings.refused, ${kind}), ${kind})`);

/** The newest link is the only one. */
export const ask = (tx: Tx, userId: string, asked: { address: string; tokenHash: Buffer; until: Instant }): Promise<unknown> =>
  tx.query(sql`
    insert into notice_settings (user_id, asked_address, asked_token_hash, asked_until)
    values (${userId}, ${asked.address}, ${asked.tokenHash}, ${asked.until}::timestamptz)
    on conflict (user_id) do update set asked_address = excluded.asked_address, asked_token_hash = excluded.asked_token_hash, asked_until = excluded.asked_until`);

export const drop = async (tx: Tx, userId: string): Promise<boolean> =>
  (await tx.one(sql`
    update notice_settings set address = null, confirmed_at = null, asked_address = null, asked_token_hash = null, asked_until = null
    where user_id = ${userId} and (address is not null or asked_address is not null) returning 1 as dropped`)) !== undefined;

export type Asked = {
  readonly userId: string;
  readonly address: string;
  readonly expiresAt: Instant;
  readonly email: string;
  readonly givenName: string;
  readonly language: Lang;
};

export const askedBy = (db: Db, tokenHash: Buffer): Promise<Asked | undefined> =>
  db.one<Asked>(sql`
    select s.user_id as "userId", s.asked_address as address, s.asked_until as "expiresAt", u.email, u.given_name as "givenName", u.language
    from notice_settings s join users u on u.id = s.user_id and u.state = 'active' where s.asked_token_hash = ${tokenHash}`);

/** @returns false when the link was used, or another was asked for, at the same moment. */
export const confirm = async (tx: Tx, tokenHash: Buffer, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    update notice_settings set address = asked_address, confirmed_at = ${at}::timestamptz, asked_address = null, asked_token_hash = null, asked_until = null
    where asked_token_hash = ${tokenHash} returning 1 as confirmed`)) !== undefined;

/** Whose notice a mail left, and what about. */
export const ofMail = (db: Db, mailId: string): Promise<{ userId: string; kind: NoticeKind } | undefined> =>
  db.one(sql`select user_id as "userId", kind from notices where id = ${mailId}`);
