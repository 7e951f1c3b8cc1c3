import type { After } from "../../kit/cursor.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { AboutKind, RequestState, Tab } from "./rules.ts";

export type Request = {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly topic: string;
  readonly severity: string;
  readonly subject: string;
  readonly aboutKind: AboutKind | null;
  readonly aboutId: string | null;
  /** The offer's id of a membership, the number of an order. */
  readonly aboutName: string | null;
  readonly state: RequestState;
  readonly version: number;
  readonly turnSince: Instant;
  readonly dueOn: Day | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly ownerSince: Instant | null;
  readonly openedAt: Instant;
  readonly lastAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedByName: string | null;
  readonly closedByStaff: boolean | null;
  readonly reason: string | null;
  readonly toldAt: Instant | null;
  readonly toldVersion: number;
  readonly telling: boolean;
};

const columns = sql`r.id, r.number, r.account_id as "accountId", r.requester_id as "requesterId", r.requester_name as "requesterName", r.topic, r.severity, r.subject,
  r.about_kind as "aboutKind", r.about_id as "aboutId", r.about_name as "aboutName", r.state, r.version, r.turn_since as "turnSince", r.due_on as "dueOn",
  r.owner_id as "ownerId", (select o.given_name || ' ' || o.family_name from users o where o.id = r.owner_id) as "ownerName", r.owner_since as "ownerSince",
  r.opened_at as "openedAt", r.last_at as "lastAt", r.closed_at as "closedAt", r.closed_by_name as "closedByName", r.closed_by_staff as "closedByStaff", r.reason,
  r.told_at as "toldAt", r.told_version as "toldVersion", r.telling`;

/** What a reader may see: with a person, that person's own requests; without one, the whole account's. */
const visible = (accountId: string, personId: string | null): Statement =>
  sql`r.account_id = ${accountId} and (${personId}::uuid is null or r.requester_id = ${personId}::uuid)`;

export const load = (db: Db, accountId: string, personId: string | null, id: string): Promise<Request | undefined> =>
  db.one<Request>(sql`select ${columns} from service_requests r where ${visible(accountId, personId)} and r.id = ${id}`);

/** Whoever holds a request may write on it; everyone else waits. */
export const hold = (tx: Tx, accountId: string, personId: string | null, id: string): Promise<Request | undefined> =>
  tx.one<Request>(sql`select ${columns} from service_requests r where ${visible(accountId, personId)} and r.id = ${id} for update of r`);

/** For the vendor's staff, who work on every account. */
export const loadById = (db: Db, id: string): Promise<Request | undefined> =>
  db.one<Request>(sql`select ${columns} from service_requests r where r.id = ${id}`);
export const holdById = (tx: Tx, id: string): Promise<Request | undefined> =>
  tx.one<Request>(sql`select ${columns} from service_requests r where r.id = ${id} for update of r`);

export const openedBy = async (tx: Tx, accountId: string, personId: string, day: Day): Promise<number> =>
  (await tx.one<{ n: number }>(sql`
    select count(*)::int as n from service_requests
    where account_id = ${accountId} and requester_id = ${personId} and opened_on = ${day}::date`))!.n;

export type NewRequest = Pick<
  Request,
  "id" | "requesterId" | "requesterName" | "topic" | "severity" | "subject" | "aboutKind" | "aboutId" | "aboutName" | "state" | "dueOn"
> & { readonly at: Instant; readonly on: Day };

export const insert = async (tx: Tx, accountId: string, made: NewRequest): Promise<string> =>
  (await tx.one<{ number: string }>(sql`
    insert into service_requests (id, account_id, requester_id, requester_name, topic, severity, subject, about_kind, about_id, about_name, state, turn_since, due_on, opened_on,
      opened_at, last_at)
    values (${made.id}, ${accountId}, ${made.requesterId}, ${made.requesterName}, ${made.topic}, ${made.severity}, ${made.subject}, ${made.aboutKind}, ${made.aboutId}::uuid,
      ${made.aboutName}, ${made.state}, ${made.at}::timestamptz, ${made.dueOn}::date, ${made.on}::date, ${made.at}::timestamptz, ${made.at}::timestamptz)
    returning number`))!.number;

export type Moved = Pick<Request, "state" | "turnSince" | "dueOn"> & {
  readonly at: Instant;
  readonly closed: { readonly by: string; readonly byStaff: boolean; readonly reason: string | null } | null;
};

/** What both sides read has grown by one. The request is held, and stands as it was loaded. */
export const move = (tx: Tx, accountId: string, held: Request, to: Moved): Promise<unknown> =>
  tx.query(sql`
    update service_requests set state = ${to.state}, version = version + 1, turn_since = ${to.turnSince}::timestamptz, due_on = ${to.dueOn}::date,
      last_at = ${to.at}::timestamptz, closed_at = ${to.closed ? to.at : null}::timestamptz, closed_by_name = ${to.closed?.by ?? null},
      closed_by_staff = ${to.closed?.byStaff ?? null}::boolean, reason = ${to.closed?.reason ?? null},
      reopenings = reopenings + case when ${held.state} = 'closed' then 1 else 0 end
    where account_id = ${accountId} and id = ${held.id} and version = ${held.version}`);

export const setOwner = (tx: Tx, accountId: string, id: string, ownerId: string, at: Instant): Promise<unknown> =>
  tx.query(sql`
    update service_requests set owner_id = ${ownerId}, owner_since = ${at}::timestamptz where account_id = ${accountId} and id = ${id}`);

/** A mail is on its way. @returns false when one was already. */
export const setTelling = async (tx: Tx, accountId: string, id: string): Promise<boolean> =>
  (await tx.one(sql`
    update service_requests set telling = true where account_id = ${accountId} and id = ${id} and not telling returning 1`)) !== undefined;

export const setTold = (tx: Tx, accountId: string, id: string, version: number, at: Instant | null): Promise<unknown> =>
  tx.query(sql`
    update service_requests set telling = false, told_version = ${version}, told_at = coalesce(${at}::timestamptz, told_at)
    where account_id = ${accountId} and id = ${id}`);

export type Message = {
  readonly id: string;
  readonly version: number;
  readonly side: "partner" | "staff";
  readonly act: "open" | "write" | "answer" | "ask" | "close" | "reopen";
  readonly authorId: string;
  readonly author: string;
  readonly text: string;
  readonly reason: string | null;
  readonly at: Instant;
};

export const addMessage = (tx: Tx, accountId: string, requestId: string, made: Message): Promise<unknown> =>
  tx.query(sql`
    insert into service_messages (id, request_id, account_id, version, side, act, author_id, author_name, text, reason, at)
    values (${made.id}, ${requestId}, ${accountId}, ${made.version}, ${made.side}, ${made.act}, ${made.authorId}, ${made.author}, ${made.text}, ${made.reason},
      ${made.at}::timestamptz)`);

/** In their order; of a request that never ends, the latest. */
export const messagesOf = async (db: Db, accountId: string, requestId: string, after = 0): Promise<Message[]> =>
  (
    await db.query<Message>(sql`
      select id, version, side, act, author_id as "authorId", author_name as author, text, reason, at from service_messages
      where account_id = ${accountId} and request_id = ${requestId} and version > ${after} order by version desc limit 500`)
  ).reverse();

export type FileRow = {
  readonly id: string;
  readonly messageId: string;
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

export const filesOf = (db: Db, accountId: string, requestId: string): Promise<FileRow[]> =>
  db.query<FileRow>(sql`
    select s.id, s.message_id as "messageId", s.file_id as "fileId", f.name, f.type, f.size
    from service_messages m join service_files s on s.message_id = m.id join files f on f.id = s.file_id
    where m.account_id = ${accountId} and m.request_id = ${requestId} order by s.id limit 2000`);

/** A file that was sent with one of this request's messages. */
export const sentFile = (db: Db, accountId: string, requestId: string, id: string): Promise<{ fileId: string } | undefined> =>
  db.one(sql`
    select s.file_id as "fileId" from service_files s join service_messages m on m.id = s.message_id
    where s.account_id = ${accountId} and m.account_id = ${accountId} and m.request_id = ${requestId} and s.id = ${id}`);

export const waitingOf = async (db: Db, accountId: string, personId: string): Promise<number> =>
  (await db.one<{ n: number }>(sql`
    select count(*)::int as n from service_files where account_id = ${accountId} and sent_by = ${personId} and message_id is null`))!.n;

export const addFile = (
  tx: Tx,
  accountId: string,
  made: { id: string; fileId: string; forRequestId: string | null; sentBy: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into service_files (id, account_id, file_id, for_request_id, sent_by, at)
    values (${made.id}, ${accountId}, ${made.fileId}, ${made.forRequestId}::uuid, ${made.sentBy}, ${made.at}::timestamptz)`);

/** What was put beside a message goes with it. @returns how many did. */
export const sendFiles = async (
  tx: Tx,
  accountId: string,
  personId: string,
  made: { readonly requestId: string; readonly messageId: string; readonly ids: readonly string[] },
): Promise<number> =>
  (
    await tx.query(sql`
      update service_files set message_id = ${made.messageId}
      where account_id = ${accountId} and sent_by = ${personId} and message_id is null and id = any(${made.ids}::uuid[])
        and (for_request_id is null or for_request_id = ${made.requestId}) returning 1`)
  ).length;

/** A file that no message has taken goes away. @returns its content's file. */
export const dropWaiting = (tx: Tx, accountId: string, personId: string | null, id: string): Promise<{ fileId: string } | undefined> =>
  tx.one(sql`
    delete from service_files where account_id = ${accountId} and id = ${id} and message_id is null
      and (${personId}::uuid is null or sent_by = ${personId}::uuid) returning file_id as "fileId"`);

export type Note = { readonly id: string; readonly author: string; readonly text: string; readonly at: Instant };

export const addNote = (
  tx: Tx,
  made: { id: string; requestId: string; authorId: string; author: string; text: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    insert into service_notes (id, request_id, author_id, author_name, text, at)
    values (${made.id}, ${made.requestId}, ${made.authorId}, ${made.author}, ${made.text}, ${made.at}::timestamptz)`);

export const notesOf = (db: Db, requestId: string): Promise<Note[]> =>
  db.query<Note>(
    sql`select id, author_name as author, text, at from service_notes where request_id = ${requestId} order by at desc, id desc limit 200`,
  );

/** A search is read as text: its % and _ stand for themselves. */
const contains = (text: string): string | null => (text === "" ? null : `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`);

export type ListFilter = { readonly state: "all" | "open" | "attentionNeeded" | "closed"; readonly search: string };

const inState = (state: ListFilter["state"]): Statement =>
  ({
    all: sql`true`,
    open: sql`r.state in ('open', 'reopened')`,
    attentionNeeded: sql`r.state = 'attentionNeeded'`,
    closed: sql`r.state = 'closed'`,
  })[state];

const wanted = ({ state, search }: ListFilter): Statement => {
  const words = contains(search);
  return sql`${inState(state)} and (${words}::text is null or lower(r.subject) like ${words}::text or lower(r.number) like ${words}::text)`;
};

export const list = (
  db: Db,
  accountId: string,
  personId: string | null,
  filter: ListFilter,
  after: After | null,
  limit: number,
): Promise<Request[]> =>
  db.query<Request>(sql`
    select ${columns} from service_requests r
    where ${visible(accountId, personId)} and ${wanted(filter)}
      and (${after?.key ?? null}::timestamptz is null or (r.last_at, r.id) < (${after?.key ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by r.last_at desc, r.id desc limit ${limit}`);

export type ListCounts = Readonly<Record<ListFilter["state"] | "matching", number>>;

export const countsOf = async (db: Db, accountId: string, personId: string | null, filter: ListFilter): Promise<ListCounts> =>
  (await db.one<ListCounts>(sql`
    select count(*)::int as "all", count(*) filter (where ${inState("open")})::int as open,
      count(*) filter (where ${inState("attentionNeeded")})::int as "attentionNeeded", count(*) filter (where ${inState("closed")})::int as closed,
      count(*) filter (where ${wanted(filter)})::int as matching
    from service_requests r where ${visible(accountId, personId)}`))!;

export type QueueFilter = {
  readonly tab: Tab;
  readonly topic: string | null;
  readonly ownerId: string | null;
  readonly unowned: boolean;
  readonly search: string;
};
export type QueueRow = Request & { readonly company: string; readonly partnerId: string };

const inTab: Record<Tab, Statement> = {
  toTreat: sql`r.due_on is not null`,
  atPartner: sql`r.state = 'attentionNeeded'`,
  closed: sql`r.state = 'closed'`,
};

const filtered = (filter: QueueFilter): Statement => {
  const words = contains(filter.search);
  return sql`${inTab[filter.tab]}
    and (${filter.topic}::text is null or r.topic = ${filter.topic}::text)
    and (${filter.ownerId}::uuid is null or r.owner_id = ${filter.ownerId}::uuid)
    and (not ${filter.unowned}::boolean or r.owner_id is null)
    and (${words}::text is null or lower(a.legal_name) like ${words}::text or a.partner_id like ${words}::text or lower(r.number) like ${words}::text
      or lower(r.subject) like ${words}::text)`;
};

/** Earliest due first at the desk; at the partners, who has waited longest; of the closed ones, the latest. */
export const queueOf = (db: Db, filter: QueueFilter, after: After | null, limit: number): Promise<QueueRow[]> => {
  const { tab } = filter;
  const key = { toTreat: sql`r.due_on`, atPartner: sql`r.turn_since`, closed: sql`r.closed_at` }[tab];
  const type = tab === "toTreat" ? sql`date` : sql`timestamptz`;
  const beyond = tab === "closed" ? sql`<` : sql`>`;
  const way = tab === "closed" ? sql`desc` : sql`asc`;
  return db.query<QueueRow>(sql`
    select ${columns}, a.legal_name as company, a.partner_id as "partnerId"
    from service_requests r join accounts a on a.id = r.account_id
    where ${filtered(filter)}
      and (${after?.key ?? null}::${type} is null or (${key}, r.id) ${beyond} (${after?.key ?? null}::${type}, ${after?.id ?? null}::uuid))
    order by ${key} ${way}, r.id ${way} limit ${limit}`);
};

export type QueueCounts = Readonly<Record<Tab | "late" | "matching", number>>;

export const queueCounts = async (db: Db, filter: QueueFilter, today: Day): Promise<QueueCounts> =>
  (await db.one<QueueCounts>(sql`
    select (select count(*)::int from service_requests r where ${inTab.toTreat}) as "toTreat",
      (select count(*)::int from service_requests r where ${inTab.atPartner}) as "atPartner",
      (select count(*)::int from service_requests r where ${inTab.closed}) as closed,
      (select count(*)::int from service_requests r where r.due_on < ${today}::date) as late,
      (select count(*)::int from service_requests r join accounts a on a.id = r.account_id where ${filtered(filter)}) as matching`))!;

/** How many wait in each type of problem, in the tab. */
export const topicCounts = (db: Db, tab: Tab): Promise<{ topic: string; count: number }[]> =>
  db.query(sql`select r.topic, count(*)::int as count from service_requests r where ${inTab[tab]} group by r.topic limit 500`);

/** @returns false when this person was helped with it today already. */
export const addDeflection = async (tx: Tx, accountId: string, personId: string, topic: string, on: Day, at: Instant): Promise<boolean> =>
  (await tx.one(sql`
    insert into service_deflections (account_id, user_id, topic, solved_on, at)
    values (${accountId}, ${personId}, ${topic}, ${on}::date, ${at}::timestamptz)
    on conflict on constraint one_deflection_per_day do nothing returning 1`)) !== undefined;

export const figuresSince = (db: Db, since: Day): Promise<{ topic: string; opened: number; solved: number }[]> =>
  db.query(sql`
    select topic, sum(opened)::int as opened, sum(solved)::int as solved from (
      select topic, count(*) as opened, 0 as solved from service_requests where opened_on >= ${since}::date group by topic
      union all
      select topic, 0, count(*) from service_deflections where solved_on >= ${since}::date group by topic) counted
    group by topic limit 500`);
