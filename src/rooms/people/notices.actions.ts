import { addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newToken } from "../../kit/ids.ts";
import { isRefusable, noticeKinds } from "../../kit/notices.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { mailOfToken } from "../../server/post.ts";
import { hashToken } from "../../server/session.ts";
import { noticeLimits, tooMany } from "./limits.ts";
import { mailboxesOf } from "./mailboxes.ts";
import type { noticeEndpoints } from "./notices.contract.ts";
import { addressChangedMail, confirmAddressMail } from "./notices.mails.ts";
import * as store from "./notices.store.ts";
import { decideWorkEmail } from "./rules.ts";

/** On the business clock, like every link of a mail. */
const LINK_SECONDS = 72 * 3600;

/** A link that is open: known, not used, not over. */
async function openLink(ctx: VisitorCtx, token: string) {
  const asked = await store.askedBy(ctx.tx, hashToken(token));
  if (!asked) return refuse("people.linkUnknown");
  if (Date.parse(asked.expiresAt) <= Date.parse(ctx.now)) return refuse("people.linkExpired");
  return accept(asked);
}

/** The kind of mail that a link ends, and whose. */
async function meant(ctx: VisitorCtx, token: string) {
  const mailId = mailOfToken(ctx.house, token);
  const notice = mailId === undefined ? undefined : await store.ofMail(ctx.tx, mailId);
  return notice && isRefusable(notice.kind) ? { userId: notice.userId, kind: notice.kind } : undefined;
}

export const notices: Actions<typeof noticeEndpoints> = {
  async notices(ctx, { query }) {
    const page = { unread: query.unread === "true", before: query.cursor, limit: query.limit + 1 };
    const [rows, unread] = await Promise.all([
      store.list(ctx.tx, ctx.person.id, query.accountId, page),
      store.countUnread(ctx.tx, ctx.person.id, query.accountId),
    ]);
    const items = rows.slice(0, query.limit);
    return accept({ items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null, unread });
  },

  async readNotice(ctx, { params }) {
    return (await store.markRead(ctx.tx, ctx.person.id, params.noticeId, ctx.now)) ? accept({}) : refuse("people.noticeUnknown");
  },

  async readNotices(ctx, { body }) {
    return accept({ read: await store.markAllRead(ctx.tx, ctx.person.id, body.accountId, body.newest, ctx.now) });
  },

  async noticePreferences(ctx) {
    const { address, askedAddress, askedUntil, refused } = await store.settingsOf(ctx.tx, ctx.person.id);
    return accept({
      signIn: ctx.person.email,
      address,
      asked: askedAddress !== null && askedUntil !== null ? { address: askedAddress, until: askedUntil } : null,
      kinds: noticeKinds.map((kind) => ({
        kind,
        mailed: !(refused as readonly string[]).includes(kind),
        refusable: isRefusable(kind),
      })),
    });
  },

  async setNoticeKinds(ctx, { body }) {
    await store.refuse(ctx.tx, ctx.person.id, [...new Set(body.refused)]);
    return accept({});
  },

  async askNoticeAddress(ctx, { body }) {
    const { person, house } = ctx;
    const work = decideWorkEmail(body.email, mailboxesOf(house.programme));
    if (!work.ok) return work;
    const { address } = await store.settingsOf(ctx.tx, person.id);
    if (body.email === (address ?? person.email)) return refuse("people.noticeAddressSame", { email: body.email }, "/email");
    const limited = await tooMany(ctx, ...noticeLimits(ctx, person.id));
    if (limited) return limited;

    const token = newToken();
    const until = addSeconds(ctx.now, LINK_SECONDS);
    await store.ask(ctx.tx, person.id, { address: body.email, tokenHash: hashToken(token), until });
    ctx.post(confirmAddressMail(house, person, { address: body.email, token, until }));
    return accept({ until });
  },

  async dropNoticeAddress(ctx) {
    if (await store.drop(ctx.tx, ctx.person.id)) ctx.record({ type: "user.noticeAddressDropped", subject: ctx.person.id });
    return accept({});
  },

  async noticeAddress(ctx, { params }) {
    const found = await openLink(ctx, params.token);
    return found.ok ? accept({ address: found.value.address, expiresAt: found.value.expiresAt }) : found;
  },

  async confirmNoticeAddress(ctx, { params }) {
    const found = await openLink(ctx, params.token);
    if (!found.ok) return found;
    const { userId, address, ...who } = found.value;
    if (!(await store.confirm(ctx.tx, hashToken(params.token), ctx.now))) return refuse("people.linkUnknown");
    ctx.record({ type: "user.noticeAddressConfirmed", subject: userId });
    // Whoever did not ask for it learns of it where they sign in.
    ctx.post(addressChangedMail(ctx.house, who, address));
    return accept({ address });
  },

  async unsubscription(ctx, { params }) {
    const found = await meant(ctx, params.token);
    if (!found) return refuse("people.linkUnknown");
    const { refused } = await store.settingsOf(ctx.tx, found.userId);
    return accept({ kind: found.kind, refused: refused.includes(found.kind) });
  },

  async unsubscribe(ctx, { params }) {
    const found = await meant(ctx, params.token);
    if (!found) return refuse("people.linkUnknown");
    await store.refuseToo(ctx.tx, found.userId, found.kind);
    return accept({ kind: found.kind });
  },
};
