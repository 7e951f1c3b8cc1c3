import { cursorAfter } from "../../kit/cursor.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { dropFile, readStoredFile } from "../../server/files.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import { aboutOf } from "./about.ts";
import { attach, sendFiles } from "./attaching.ts";
import type { support } from "./contract.ts";
import { aboutRequest, acknowledge, dueOf, say } from "./course.ts";
import * as present from "./present.ts";
import { decideGoingOn, decideHavingRead, decideReopen, readCursor, serviceRequest, topicFor } from "./rules.ts";
import type { ListFilter, Request } from "./store.ts";
import * as store from "./store.ts";

type Mine = Pick<
  Actions<typeof support>,
  "options" | "solved" | "list" | "all" | "open" | "show" | "write" | "close" | "reopen" | "attach" | "detach" | "file"
>;

/** Whoever follows a colleague's link learns whose requests they may read, and the same of a request that is not there. */
const absent = (ctx: AccountCtx) => refuse("support.noSuchRequest", { role: roleLabel(ctx.house.programme, "partnerAdmin", ctx.lang) });

const hold = (ctx: AccountCtx, id: string) => store.hold(ctx.tx, ctx.accountId, present.readsFor(ctx), id);

const view = async (ctx: AccountCtx, id: string) =>
  accept(await present.requestView(ctx, (await store.load(ctx.tx, ctx.accountId, present.readsFor(ctx), id))!));

async function page(ctx: AccountCtx, personId: string | null, query: ListFilter & { limit: number; cursor?: string | undefined }) {
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  if (after === undefined) return refuse("support.badCursor");
  const [rows, { matching, ...counts }] = await Promise.all([
    store.list(ctx.tx, ctx.accountId, personId, query, after, query.limit + 1),
    store.countsOf(ctx.tx, ctx.accountId, personId, query),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return accept({
    items: shown.map((row) => present.lineView(ctx, row)),
    nextCursor: rows.length > query.limit && last ? cursorAfter(last.lastAt, last.id) : null,
    total: matching,
    counts,
  });
}

/** Sends the files with the message that names them, or refuses the whole act. */
const withFiles = (ctx: AccountCtx, held: Pick<Request, "id">, messageId: string, ids: readonly string[]) =>
  sendFiles(ctx, ctx.accountId, ctx.person.id, { requestId: held.id, messageId, ids });

export const partnerActions: Mine = {
  async options(ctx) {
    return accept(await present.optionsView(ctx));
  },

  async solved(ctx, { params }) {
    const topic = topicFor(ctx.house.programme.support, params.topic);
    if (!topic) return refuse("support.unknownTopic");
    if (await store.addDeflection(ctx.tx, ctx.accountId, ctx.person.id, topic.id, ctx.today, ctx.now))
      ctx.record({ type: "serviceRequest.notNeeded", accountId: ctx.accountId, subject: ctx.person.id, data: { topic: topic.id } });
    return accept({});
  },

  list: (ctx, { query }) => page(ctx, ctx.person.id, query),

  all: (ctx, { query }) => page(ctx, null, query),

  async open(ctx, { body }) {
    const { support } = ctx.house.programme;
    const topic = topicFor(support, body.topic);
    if (!topic) return refuse("support.unknownTopic", {}, "/topic");
    const severity = support.severities.find(({ id, usual }) => (body.severity === undefined ? usual : id === body.severity));
    if (!severity) return refuse("support.unknownSeverity", {}, "/severity");
    const about = body.about === undefined ? null : await aboutOf(ctx, body.about);
    if (about === undefined) return refuse("support.unknownAbout", {}, "/about");
    const { entrance } = body;
    if (entrance !== undefined && !topic.answersTo.includes(entrance)) return refuse("support.wrongEntrance", {}, "/topic");
    if (entrance === "cancellation" && about === null) return refuse("support.cancelWhat", {}, "/about");
    // Hold the account first: whoever holds it may count what was opened today; everyone else waits.
    await accounts.hold(ctx.tx, ctx.accountId);
    if ((await store.openedBy(ctx.tx, ctx.accountId, ctx.person.id, ctx.today)) >= support.requestsPerDay)
      return refuse("support.tooManyToday", { most: support.requestsPerDay });

    const [id, messageId] = [newId(), newId()];
    const state = serviceRequest.initial;
    const made = {
      id,
      requesterId: ctx.person.id,
      requesterName: ctx.actor.name,
      topic: topic.id,
      severity: severity.id,
      subject: body.subject,
      aboutKind: about?.kind ?? null,
      aboutId: about?.id ?? null,
      aboutName: about?.key ?? null,
      state,
      dueOn: dueOf(ctx, { topic: topic.id, severity: severity.id }, state),
    };
    const number = await store.insert(ctx.tx, ctx.accountId, { ...made, at: ctx.now, on: ctx.today });
    await store.addMessage(ctx.tx, ctx.accountId, id, {
      id: messageId,
      version: 1,
      side: "partner",
      act: "open",
      authorId: ctx.person.id,
      author: ctx.actor.name,
      text: body.text,
      reason: null,
      at: ctx.now,
    });
    const sent = await withFiles(ctx, { id }, messageId, body.fileIds);
    if (!sent.ok) return sent;
    const opened = aboutRequest({ accountId: ctx.accountId, id, number });
    ctx.record({ type: "serviceRequest.opened", ...opened, data: { ...opened.data, ...(entrance && { entrance }) } });
    const held = (await store.load(ctx.tx, ctx.accountId, ctx.person.id, id))!;
    await acknowledge(ctx, held);

    return accept(await present.requestView(ctx, held));
  },

  async show(ctx, { params }) {
    const held = await store.load(ctx.tx, ctx.accountId, present.readsFor(ctx), params.requestId);
    return held ? accept(await present.requestView(ctx, held)) : absent(ctx);
  },

  async write(ctx, { params, body }) {
    const held = await hold(ctx, params.requestId);
    if (!held) return absent(ctx);
    const decision = decideGoingOn(held);
    if (!decision.ok) return decision;

    const move = serviceRequest.can(held.state, "write") ? "write" : "writeAgain";
    const messageId = await say(ctx, held, { move, side: "partner", act: "write", text: body.text });
    const sent = await withFiles(ctx, held, messageId, body.fileIds);
    if (!sent.ok) return sent;

    return view(ctx, held.id);
  },

  async close(ctx, { params, body }) {
    const held = await hold(ctx, params.requestId);
    if (!held) return absent(ctx);
    const decision = decideHavingRead(held, body.version);
    if (!decision.ok) return decision;

    await say(ctx, held, { move: "close", side: "partner", act: "close", text: body.text });

    return view(ctx, held.id);
  },

  async reopen(ctx, { params, body }) {
    const held = await hold(ctx, params.requestId);
    if (!held) return absent(ctx);
    const { support, timeZone } = ctx.house.programme;
    const decision = decideReopen(held, ctx.today, support.reopenDays, timeZone);
    if (!decision.ok) return decision;

    const messageId = await say(ctx, held, { move: "reopen", side: "partner", act: "reopen", text: body.text });
    const sent = await withFiles(ctx, held, messageId, body.fileIds);
    if (!sent.ok) return sent;

    return view(ctx, held.id);
  },

  attach: (ctx, { upload }) => attach(ctx, ctx.accountId, null, upload),

  async detach(ctx, { params }) {
    const gone = await store.dropWaiting(ctx.tx, ctx.accountId, ctx.person.id, params.attachmentId);
    if (!gone) return refuse("support.noSuchFile");
    await dropFile(ctx, ctx.accountId, gone.fileId);
    return accept({});
  },

  async file(ctx, { params }) {
    const held = await store.load(ctx.tx, ctx.accountId, present.readsFor(ctx), params.requestId);
    if (!held) return absent(ctx);
    const row = await store.sentFile(ctx.tx, ctx.accountId, held.id, params.attachmentId);
    const file = row && (await readStoredFile(ctx.house, ctx.tx, ctx.accountId, row.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("support.noSuchFile");
  },
};
