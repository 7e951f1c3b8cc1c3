import type { After } from "../../kit/cursor.ts";
import type { Instant } from "../../kit/dates.ts";
import type { Db, Statement, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Content, Index, ListingState } from "./rules.ts";
import { listing } from "./rules.ts";

export type Listing = {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: ListingState;
  readonly version: number;
  readonly draft: Content;
  readonly published: Content | null;
  readonly publishedAt: Instant | null;
  readonly submittedAt: Instant | null;
  readonly submittedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decidedByName: string | null;
  readonly rule: string | null;
  readonly note: string | null;
  readonly updatedAt: Instant;
};

const columns = sql`l.id, l.account_id as "accountId", l.region, l.state, l.version, l.draft, l.published, l.published_at as "publishedAt",
  l.submitted_at as "submittedAt", l.submitted_by as "submittedBy", l.decided_at as "decidedAt", l.decided_by_name as "decidedByName", l.rule, l.note,
  l.updated_at as "updatedAt"`;

/** One for each region at most. */
export const listingsOf = (db: Db, accountId: string): Promise<Listing[]> =>
  db.query<Listing>(sql`select ${columns} from listings l where l.account_id = ${accountId} order by l.region limit 100`);

export const loadListing = (db: Db, accountId: string, region: string): Promise<Listing | undefined> =>
  db.one<Listing>(sql`select ${columns} from listings l where l.account_id = ${accountId} and l.region = ${region}`);

/** Whoever holds a profile may write it; everyone else waits. */
export const holdListing = (tx: Tx, accountId: string, region: string): Promise<Listing | undefined> =>
  tx.one<Listing>(sql`select ${columns} from listings l where l.account_id = ${accountId} and l.region = ${region} for update`);

/** For the marketing desk, which reads every company's. */
export const loadById = (db: Db, id: string): Promise<Listing | undefined> =>
  db.one<Listing>(sql`select ${columns} from listings l where l.id = ${id}`);
export const holdById = (tx: Tx, id: string): Promise<Listing | undefined> =>
  tx.one<Listing>(sql`select ${columns} from listings l where l.id = ${id} for update`);

/** @returns false when the company has its profile in this region already. */
export const insertListing = async (
  tx: Tx,
  accountId: string,
  made: { id: string; region: string; draft: Content; at: Instant },
): Promise<boolean> =>
  (await tx.one(sql`
    insert into listings (id, account_id, region, state, draft, created_at, updated_at)
    values (${made.id}, ${accountId}, ${made.region}, ${listing.initial}, ${JSON.stringify(made.draft)}::jsonb, ${made.at}::timestamptz, ${made.at}::timestamptz)
    on conflict on constraint one_listing_per_region do nothing returning 1`)) !== undefined;

/** Writes the draft; what anybody believed about an earlier version is over. */
export const saveDraft = (tx: Tx, accountId: string, held: Listing, state: ListingState, draft: Content, at: Instant): Promise<unknown> =>
  tx.query(sql`
    update listings set draft = ${JSON.stringify(draft)}::jsonb, state = ${state}, version = version + 1, updated_at = ${at}::timestamptz
    where account_id = ${accountId} and id = ${held.id} and version = ${held.version}`);

export const submit = (tx: Tx, accountId: string, held: Listing, by: string, at: Instant): Promise<unknown> =>
  tx.query(sql`
    update listings set state = ${listing.to("submit")}, submitted_at = ${at}::timestamptz, submitted_by = ${by}, decided_at = null,
      decided_by_name = null, rule = null, note = null, updated_at = ${at}::timestamptz
    where account_id = ${accountId} and id = ${held.id} and state = any(${listing.from("submit")}::text[])`);

export const withdraw = (tx: Tx, accountId: string, held: Listing, at: Instant): Promise<unknown> =>
  tx.query(sql`
    update listings set state = ${listing.to("withdraw")}, updated_at = ${at}::timestamptz
    where account_id = ${accountId} and id = ${held.id} and state = any(${listing.from("withdraw")}::text[])`);

type Ruling = { readonly by: string; readonly rule: string | null; readonly note: string | null; readonly at: Instant };

/** What was read becomes what everybody reads, with the words by which it is found. */
export const publish = (tx: Tx, held: Listing, index: Index, ruling: Ruling): Promise<unknown> =>
  tx.query(sql`
    update listings set state = ${listing.to("publish")}, published = draft, published_at = ${ruling.at}::timestamptz, decided_at = ${ruling.at}::timestamptz,
      decided_by_name = ${ruling.by}, rule = null, note = null, search_text = ${index.searchText}, place_text = ${index.placeText},
      tag_keys = ${index.tagKeys}::text[], countries = ${index.countries}::text[], sort_name = ${index.sortName}
    where id = ${held.id} and version = ${held.version} and state = any(${listing.from("publish")}::text[])`);

/** The company's name has changed: it is found by the new one. */
export const reindex = (tx: Tx, accountId: string, id: string, index: Index): Promise<unknown> =>
  tx.query(sql`
    update listings set search_text = ${index.searchText}, sort_name = ${index.sortName}
    where account_id = ${accountId} and id = ${id} and published is not null`);

export const reject = (tx: Tx, held: Listing, ruling: Ruling): Promise<unknown> =>
  tx.query(sql`
    update listings set state = ${listing.to("reject")}, decided_at = ${ruling.at}::timestamptz, decided_by_name = ${ruling.by}, rule = ${ruling.rule}, note = ${ruling.note}
    where id = ${held.id} and version = ${held.version} and state = any(${listing.from("reject")}::text[])`);

/** Taken down by the company itself, without a word of the desk, or by the desk with its rule. */
export const takeDown = (tx: Tx, accountId: string, held: Listing, ruling: Ruling | null, at: Instant): Promise<unknown> =>
  tx.query(sql`
    update listings set state = ${listing.to("takeDown")}, published = null, published_at = null, updated_at = ${at}::timestamptz,
      decided_at = ${ruling?.at ?? null}::timestamptz, decided_by_name = ${ruling?.by ?? null}, rule = ${ruling?.rule ?? null}, note = ${ruling?.note ?? null}
    where account_id = ${accountId} and id = ${held.id} and published is not null`);

/** What anybody may read: published, and of a company that is authorised at this very moment. */
const readable = sql`l.published is not null and a.verification = 'authorized'`;

export type PublicRow = {
  readonly id: string;
  readonly accountId: string;
  readonly company: string;
  readonly region: string;
  readonly content: Content;
};
const publicColumns = sql`l.id, l.account_id as "accountId", a.legal_name as company, l.region, l.published as content`;

export const loadPublic = (db: Db, id: string): Promise<PublicRow | undefined> =>
  db.one<PublicRow>(sql`select ${publicColumns} from listings l join accounts a on a.id = l.account_id where l.id = ${id} and ${readable}`);

export type Question = {
  readonly words: string | null;
  readonly places: string | null;
  readonly country: string | null;
  readonly tagKeys: readonly string[];
};

const asked = ({ words, places, country, tagKeys }: Question): Statement => {
  const all = sql`${readable}`;
  const byWord = words === null ? all : sql`${all} and l.words @@ ${words}::tsquery`;
  const byPlace = places === null ? byWord : sql`${byWord} and l.places @@ ${places}::tsquery`;
  const byCountry = country === null ? byPlace : sql`${byPlace} and l.countries @> ${[country]}::text[]`;
  return tagKeys.length === 0 ? byCountry : sql`${byCountry} and l.tag_keys @> ${tagKeys}::text[]`;
};

/** By name. */
export const findPublic = (db: Db, question: Question, after: After | null, limit: number): Promise<(PublicRow & { key: string })[]> =>
  db.query<PublicRow & { key: string }>(sql`
    select ${publicColumns}, l.sort_name as key from listings l join accounts a on a.id = l.account_id
    where ${asked(question)} and (${after?.key ?? null}::text is null or (l.sort_name, l.id) > (${after?.key ?? null}::text, ${after?.id ?? null}::uuid))
    order by l.sort_name, l.id limit ${limit}`);

export const countPublic = async (db: Db, question: Question): Promise<number> =>
  (await db.one<{ count: number }>(
    sql`select count(*)::int as count from listings l join accounts a on a.id = l.account_id where ${asked(question)}`,
  ))!.count;

export type ReviewTab = "toReview" | "public";
export type ReviewRow = Listing & { readonly company: string; readonly partnerId: string; readonly at: Instant };

const tabs: Record<ReviewTab, Statement> = { toReview: sql`l.state = 'inReview'`, public: sql`l.published is not null` };
const contains = (text: string): string | null => (text === "" ? null : `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`);
const filtered = (tab: ReviewTab, search: string): Statement => {
  const wanted = contains(search);
  return sql`${tabs[tab]} and (${wanted}::text is null or lower(a.legal_name) like ${wanted}::text or a.partner_id like ${wanted}::text)`;
};

/** What has waited longest first; what is public, the newest first. */
export const queueOf = (db: Db, tab: ReviewTab, search: string, after: After | null, limit: number): Promise<ReviewRow[]> => {
  const [key, id] = [after?.key ?? null, after?.id ?? null];
  return tab === "toReview"
    ? db.query<ReviewRow>(sql`
        select ${columns}, a.legal_name as company, a.partner_id as "partnerId", l.submitted_at as at from listings l join accounts a on a.id = l.account_id
        where ${filtered(tab, search)} and (${key}::timestamptz is null or (l.submitted_at, l.id) > (${key}::timestamptz, ${id}::uuid))
        order by l.submitted_at, l.id limit ${limit}`)
    : db.query<ReviewRow>(sql`
        select ${columns}, a.legal_name as company, a.partner_id as "partnerId", l.published_at as at from listings l join accounts a on a.id = l.account_id
        where ${filtered(tab, search)} and (${key}::timestamptz is null or (l.published_at, l.id) < (${key}::timestamptz, ${id}::uuid))
        order by l.published_at desc, l.id desc limit ${limit}`);
};

export const countsOf = async (
  db: Db,
  tab: ReviewTab,
  search: string,
): Promise<{ readonly toReview: number; readonly public: number; readonly matching: number }> =>
  (await db.one(sql`
    select (select count(*)::int from listings l where ${tabs.toReview}) as "toReview", (select count(*)::int from listings l where ${tabs.public}) as public,
      (select count(*)::int from listings l join accounts a on a.id = l.account_id where ${filtered(tab, search)}) as matching`))!;

/** Whether a profile, as it is written or as it is public, still shows this file. */
export const showsFile = (held: Pick<Listing, "draft" | "published">, fileId: string): boolean =>
  held.draft.logo?.fileId === fileId || held.published?.logo?.fileId === fileId;
