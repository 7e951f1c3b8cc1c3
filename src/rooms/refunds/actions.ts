import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { dayOf } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { AccountCtx, Act, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import * as purchasing from "../purchasing/door.ts";
import * as support from "../support/door.ts";
import { refunds } from "./contract.ts";
import { closeRequest, openCase, subjectOfRequest } from "./following.ts";
import type { OnItsWay } from "./giving.ts";
import { ask, begin, finish } from "./giving.ts";
import { refusedLetter } from "./letters.ts";
import type { Subject } from "./looking.ts";
import { factsOf, subjectOf, subjectOfOrder } from "./looking.ts";
import { cancellationView, caseBrief, deskLine, deskView, standingOf, wordBlock } from "./present.ts";
import type { Block, DeskRefusal } from "./rules.ts";
import { blocksOf, decideApproval, decideRefund, decideRefusal } from "./rules.ts";
import * as store from "./store.ts";

const isInstant = (key: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key);

/** What is given back, held: whoever opens a key or renews at this moment is before this or waits for it. */
async function holdSubject(act: Act, accountId: string, find: () => Promise<Subject | undefined>): Promise<Subject | undefined> {
  await memberships.hold(act.tx, accountId);
  const known = await find();
  const membership = known && (await memberships.holdOne(act.tx, accountId, known.membership.id));
  return known && membership && { order: known.order, membership };
}

type Begun = Decision<OnItsWay, Block | "refunds.nothingPaid" | "refunds.orderChanged">;

/** The first half of « Annuler l'abonnement »: the rule is looked at with everything held that it looks at. */
async function takeBack(act: Act, ctx: AccountCtx, membershipId: string, orderId: string): Promise<Begun> {
  const { accountId, lang } = ctx;
  const subject = await holdSubject(act, accountId, () => subjectOf(act.tx, accountId, membershipId));
  if (!subject) return refuse("refunds.nothingPaid");
  if (subject.order.id !== orderId) return refuse("refunds.orderChanged");
  const decision = decideRefund(await factsOf({ house: act.house, db: act.tx, today: act.today, lang }, accountId, subject, act.today));
  if (!decision.ok) return decision;
  // What was asked of the desk and is not decided yet needs no desk any more.
  const held = await store.holdStanding(act.tx, accountId, orderId);
  if (held && held.state !== "requested") return refuse("refunds.underWay");

  const begun = await begin(act, accountId, subject, { move: "takeBack", held, by: { id: ctx.person.id, name: ctx.actor.name } });
  if (!begun) throw new Rollback(refuse("refunds.underWay"));
  return accept(begun);
}

const actions: Actions<typeof refunds> = {
  async cancellation(ctx, { params }) {
    const subject = await subjectOf(ctx.tx, ctx.accountId, params.membershipId);
    return subject ? accept(await cancellationView(ctx, subject)) : refuse("refunds.nothingPaid");
  },

  async cancel(ctx, { params, body }) {
    const { accountId, house } = ctx;
    const gateway = paymentGateway(house);
    const begun = await ctx.transaction<Begun>((act) => takeBack(act, ctx, params.membershipId, body.orderId));
    if (begun.ok && gateway) {
      const { refundId, question } = begun.value;
      const answer = await ask(house, gateway, question);
      if (answer.outcome === "refunded" || answer.outcome === "refused")
        await ctx.transaction((act) => finish(act, accountId, refundId, answer));
    } else if (!begun.ok) {
      // Pressed again by the one whose press is on its way or done: they read what came of it.
      const last = await store.lastOf(ctx.tx, accountId, { membershipId: params.membershipId });
      const theirs = last?.origin === "self" && last.askedBy === ctx.person.id && last.orderId === body.orderId;
      if (!theirs || (last.state !== "paying" && last.state !== "refunded")) return begun;
    }

    const subject = await subjectOf(ctx.tx, accountId, params.membershipId);
    return subject ? accept(await cancellationView(ctx, subject)) : refuse("refunds.nothingPaid");
  },

  async ofRequest(ctx, { params }) {
    const request = await support.readable(ctx, params.requestId);
    if (!request) return refuse("refunds.notThere");
    const last = await store.lastOf(ctx.tx, ctx.accountId, { requestId: request.id });
    return accept({ case: last ? caseBrief(ctx, last) : null });
  },

  async queue(ctx, { query }) {
    const after = query.cursor === undefined ? null : readCursor(query.cursor, isInstant);
    if (after === undefined) return refuse("refunds.badCursor");
    const { tab, search, limit } = query;
    const [rows, { matching, ...counts }] = await Promise.all([
      store.queueOf(ctx.tx, tab, search, after, limit + 1),
      store.countsOf(ctx.tx, tab, search),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const key = tab === "closed" ? last?.closedAt : last?.askedAt;
    return accept({
      items: page.map((row) => deskLine(ctx, row)),
      nextCursor: rows.length > limit && last && key ? cursorAfter(key, last.id) : null,
      total: matching,
      counts,
    });
  },

  async open(ctx, { body }) {
    const request = body.requestId === undefined ? undefined : await support.loadRequest(ctx.tx, body.requestId);
    if (body.requestId !== undefined && !request) return refuse("refunds.notThere");
    const named = body.orderNumber === undefined ? undefined : await purchasing.findByNumber(ctx.tx, body.orderNumber);
    const subject = named
      ? await subjectOfOrder(ctx.tx, named.accountId, named.id)
      : body.orderNumber === undefined && request && (await subjectOfRequest(ctx, request));
    const accountId = named?.accountId ?? request?.accountId;
    // An order of another company than the request's is no order of this case.
    if (!subject || accountId === undefined || (request && request.accountId !== accountId))
      return refuse("refunds.noSuchOrder", {}, "/orderNumber");
    if (subject.order.state === "refunded")
      return refuse("refunds.givenBack", { refundedOn: subject.order.refundedOn ?? subject.order.placedOn });

    const id = await openCase(ctx, accountId, subject, {
      origin: "desk",
      requestId: request?.id ?? null,
      askedBy: ctx.person.id,
      askedByName: ctx.actor.name,
      toldId: request?.requesterId ?? subject.order.buyerId,
      // A right that was asked for in time is not lost on the way to this desk.
      askedOn: request ? dayOf(request.openedAt, ctx.house.clock.zone) : ctx.today,
      note: body.note,
    });
    const made = id === undefined ? await store.holdStanding(ctx.tx, accountId, subject.order.id) : await store.loadById(ctx.tx, id);
    if (id === undefined) return refuse("refunds.standsAlready", { number: made?.number ?? "" });

    return accept({ id, number: made!.number });
  },

  async case(ctx, { params }) {
    const held = await store.loadById(ctx.tx, params.refundId);
    return held ? accept(await deskView(ctx, held)) : refuse("refunds.notThere");
  },

  async approve(ctx, { params, body }) {
    const { house, lang } = ctx;
    const gateway = paymentGateway(house);
    const known = await store.loadById(ctx.tx, params.refundId);
    if (!known) return refuse("refunds.notThere");
    const { accountId } = known;
    const by = { id: ctx.person.id, name: ctx.actor.name };
    const decided = await ctx.transaction<Decision<OnItsWay | null, DeskRefusal>>(async (act) => {
      const subject = (await holdSubject(act, accountId, () => subjectOfOrder(act.tx, accountId, known.orderId)))!;
      const held = (await store.hold(act.tx, accountId, known.id))!;
      const facts = await factsOf({ house, db: act.tx, today: act.today, lang }, accountId, subject, held.askedOn);
      const blocks = blocksOf(facts);
      const decision = decideApproval(standingOf(held), body.version, ctx.person.id, blocks, body.exception);
      if (!decision.ok) return decision;

      if (decision.value === "propose") {
        await store.setProposed(act.tx, accountId, held, { by, exception: body.exception, at: act.now });
        act.record({ type: "refund.proposed", accountId, subject: held.id, data: { number: held.number } });
        return accept(null);
      }
      const begun = await begin(act, accountId, subject, { move: decision.value, held, by, blocks: blocks.map(({ code }) => code) });
      if (!begun) throw new Rollback(refuse("refunds.underWay"));
      return accept(begun);
    });
    if (!decided.ok) return decided;
    if (decided.value && gateway) {
      const { refundId, question } = decided.value;
      const answer = await ask(house, gateway, question);
      if (answer.outcome === "refunded" || answer.outcome === "refused")
        await ctx.transaction((act) => finish(act, accountId, refundId, answer));
    }

    return accept(await deskView(ctx, (await store.loadById(ctx.tx, known.id))!));
  },

  async refuse(ctx, { params, body }) {
    const known = await store.loadById(ctx.tx, params.refundId);
    const held = known && (await store.hold(ctx.tx, known.accountId, known.id));
    if (!held) return refuse("refunds.notThere");
    const decision = decideRefusal(standingOf(held), body.version);
    if (!decision.ok) return decision;
    const { accountId } = held;
    const subject = (await subjectOfOrder(ctx.tx, accountId, held.orderId))!;
    const look = (lang: AccountCtx["lang"]) =>
      factsOf({ house: ctx.house, db: ctx.tx, today: ctx.today, lang }, accountId, subject, held.askedOn).then(blocksOf);
    const blocks = (await look(ctx.lang)).map(({ code }) => code);

    const by = { id: ctx.person.id, name: ctx.actor.name };
    await store.setRefused(ctx.tx, accountId, held, { by, blocks, reason: body.reason, at: ctx.now });
    const now = (await store.loadById(ctx.tx, held.id))!;
    ctx.record({
      type: "refund.refused",
      accountId,
      subject: held.membershipId,
      data: { refundId: held.id, number: held.number, orderId: held.orderId },
    });
    const letter = await refusedLetter(ctx, now, subject.order.offerId, subject.membership.endsOn, async (lang) =>
      (await look(lang)).map((block) => wordBlock(ctx, lang, block)),
    );
    if (letter) ctx.post(letter);
    await closeRequest(ctx, now, "refused", subject.order);

    return accept(await deskView(ctx, now));
  },
};

export const refundsRoom = room("refunds", refunds, actions);
