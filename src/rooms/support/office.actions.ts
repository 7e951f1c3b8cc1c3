import { cursorAfter } from "../../kit/cursor.ts";
import { addDays } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { staffMay, staffPermits } from "../../permissions.ts";
import type { Actions, StaffCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import * as people from "../people/door.ts";
import { attach, sendFiles } from "./attaching.ts";
import type { support } from "./contract.ts";
import { aboutRequest, say } from "./course.ts";
import * as present from "./present.ts";
import { decideClaim, decideHandOver, decideHavingRead, decideOwn, readCursor } from "./rules.ts";
import type { QueueRow, Request } from "./store.ts";
import * as store from "./store.ts";

type Desk = Pick<
  Actions<typeof support>,
  "queue" | "case" | "claim" | "handOver" | "answer" | "settle" | "note" | "deskAttach" | "deskFile" | "figures"
>;

const view = async (ctx: StaffCtx, id: string) => accept(await present.deskView(ctx, (await store.loadById(ctx.tx, id))!));

const keyOf = { toTreat: "dueOn", atPartner: "turnSince", closed: "closedAt" } as const satisfies Record<string, keyof QueueRow>;

/** Answering takes a request that nobody has. */
async function own(ctx: StaffCtx, held: Request): Promise<void> {
  if (held.ownerId !== null) return;
  await store.setOwner(ctx.tx, held.accountId, held.id, ctx.person.id, ctx.now);
  ctx.record({ type: "serviceRequest.claimed", ...aboutRequest(held) });
}

/** What the desk writes to the partner needs a request that is not closed, that was read to its end, and that nobody else has. */
function decideSaying(ctx: StaffCtx, held: Request, version: number) {
  const goingOn = decideHavingRead(held, version);
  return goingOn.ok ? decideOwn(present.ownerOf(held), ctx.person.id) : goingOn;
}

export const officeActions: Desk = {
  async queue(ctx, { query }) {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    if (after === undefined) return refuse("support.badCursor");
    const filter = {
      tab: query.tab,
      topic: query.topic ?? null,
      ownerId: query.owner === "me" ? ctx.person.id : null,
      unowned: query.owner === "nobody",
      search: query.search,
    };
    const [rows, { matching, ...counts }, topics] = await Promise.all([
      store.queueOf(ctx.tx, filter, after, query.limit + 1),
      store.queueCounts(ctx.tx, filter, ctx.today),
      store.topicCounts(ctx.tx, query.tab),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const key = last?.[keyOf[query.tab]];
    return accept({
      items: page.map((row) => present.deskLine(ctx, row)),
      nextCursor: rows.length > query.limit && last && key ? cursorAfter(key, last.id) : null,
      total: matching,
      counts,
      topics: topics
        .map(({ topic, count }) => ({ id: topic, name: present.topicName(ctx, topic), count }))
        .sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
    });
  },

  async case(ctx, { params }) {
    const held = await store.loadById(ctx.tx, params.requestId);
    return held ? accept(await present.deskView(ctx, held)) : refuse("support.notThere");
  },

  async claim(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");
    const claim = decideClaim(present.ownerOf(held), ctx.person.id, body.takeOver);
    if (!claim.ok) return claim;

    if (claim.value !== "kept") {
      await store.setOwner(ctx.tx, held.accountId, held.id, ctx.person.id, ctx.now);
      const { data, ...about } = aboutRequest(held);
      ctx.record(
        claim.value === "claimed"
          ? { type: "serviceRequest.claimed", ...about, data }
          : { type: "serviceRequest.takenOver", ...about, data: { ...data, from: held.ownerName ?? "" } },
      );
    }

    return view(ctx, held.id);
  },

  async handOver(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");
    const decision = decideHandOver(present.ownerOf(held), ctx.person.id, staffMay("office.supportLead", ctx.staffRoles));
    if (!decision.ok) return decision;
    const desk = await people.staffWith(ctx.tx, staffPermits["office.support"].staff);
    const to = desk.find(({ id }) => id === body.staffId);
    if (!to) return refuse("support.notOfTheDesk", {}, "/staffId");

    if (to.id !== held.ownerId) {
      await store.setOwner(ctx.tx, held.accountId, held.id, to.id, ctx.now);
      const { data, ...about } = aboutRequest(held);
      ctx.record({ type: "serviceRequest.handedOver", ...about, data: { ...data, to: to.name } });
    }

    return view(ctx, held.id);
  },

  async answer(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");
    const decision = decideSaying(ctx, held, body.version);
    if (!decision.ok) return decision;

    await own(ctx, held);
    const act = body.ask ? "ask" : "answer";
    const messageId = await say(ctx, held, { move: act, side: "staff", act, text: body.text });
    const sent = await sendFiles(ctx, held.accountId, ctx.person.id, { requestId: held.id, messageId, ids: body.fileIds });
    if (!sent.ok) return sent;

    return view(ctx, held.id);
  },

  async settle(ctx, { params, body }) {
    const held = await store.holdById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");
    const decision = decideSaying(ctx, held, body.version);
    if (!decision.ok) return decision;
    if (!ctx.house.programme.support.reasons.some(({ code }) => code === body.reason))
      return refuse("support.unknownReason", {}, "/reason");

    await own(ctx, held);
    await say(ctx, held, { move: "settle", side: "staff", act: "close", text: body.text, reason: body.reason });

    return view(ctx, held.id);
  },

  async note(ctx, { params, body }) {
    const held = await store.loadById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");

    await store.addNote(ctx.tx, {
      id: newId(),
      requestId: held.id,
      authorId: ctx.person.id,
      author: ctx.actor.name,
      text: body.text,
      at: ctx.now,
    });
    ctx.record({ type: "serviceRequest.noted", ...aboutRequest(held) });

    return view(ctx, held.id);
  },

  async deskAttach(ctx, { params, upload }) {
    const held = await store.loadById(ctx.tx, params.requestId);
    return held ? attach(ctx, held.accountId, held.id, upload) : refuse("support.notThere");
  },

  async deskFile(ctx, { params }) {
    const held = await store.loadById(ctx.tx, params.requestId);
    if (!held) return refuse("support.notThere");
    const row = await store.sentFile(ctx.tx, held.accountId, held.id, params.attachmentId);
    const file = row && (await readStoredFile(ctx.house, ctx.tx, held.accountId, row.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("support.noSuchFile");
  },

  async figures(ctx) {
    return accept(await present.figuresView(ctx, addDays(ctx.today, 1 - ctx.house.programme.support.figuresDays)));
  },
};
