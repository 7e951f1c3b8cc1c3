import type { z } from "zod";
import { dayOf, daysBetween } from "../../kit/dates.ts";
import type { Refused } from "../../kit/decision.ts";
import { writeDay } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { say, speaker } from "../../kit/words.ts";
import type { AccountCtx, StaffCtx, VisitorCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { DoorView } from "../../wire.ts";
import * as accounts from "../accounts/door.ts";
import * as benefits from "../benefits/door.ts";
import { nameOf } from "../benefits/rules.ts";
import * as memberships from "../memberships/door.ts";
import { refundRight } from "../memberships/refund.rules.ts";
import { stateOn } from "../memberships/rules.ts";
import * as purchasing from "../purchasing/door.ts";
import * as support from "../support/door.ts";
import type { Subject } from "./looking.ts";
import { factsOf, subjectOfOrder } from "./looking.ts";
import type { Block, Check, Facts, Standing } from "./rules.ts";
import { checksOf, decideApproval, decideRefund, decideRefusal } from "./rules.ts";
import type { CancellationView, CaseBrief, DeskCase, DeskLine } from "./shapes.ts";
import type { QueueRow, Refund } from "./store.ts";
import * as store from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

const words = (lang: Lang) => (lang === "fr" ? fr : en);
const refusals = { fr: fr.refusals, en: en.refusals };
type Reading = Pick<VisitorCtx, "house" | "tx" | "today" | "lang">;

/** The same state is worded for each side. */
type Side = "states" | "deskStates";
const stateView = (lang: Lang, state: Refund["state"], side: Side) => ({ state, label: say(words(lang)[side][state], lang) });

export const wordBlock = ({ house }: Pick<Reading, "house">, lang: Lang, block: Refused): string =>
  wordRefusal(refusals, block, lang, labelsOf(house.programme, lang), house.clock.zone);

/** Each thing that was looked at: what stands against it, or the sentence that says why it is well. */
function checkView(ctx: Reading, facts: Facts, { name, against }: Check) {
  const { lang } = ctx;
  if (against.length > 0) return { name, met: false, texts: against.map((block) => wordBlock(ctx, lang, block)) };
  const t = speaker({ fr: fr.met, en: en.met }, lang);
  const { order, askedOn, programme } = facts;
  const until = refundRight(programme, { offerId: order.offerId, on: order.placedOn }, [], askedOn).until ?? order.placedOn;
  const filling = {
    askedOn: writeDay(askedOn, lang),
    placedOn: writeDay(order.placedOn, lang),
    untilOn: writeDay(until, lang),
    brand: order.card?.brand ?? "",
    last4: order.card?.last4 ?? "",
  };
  return { name, met: true, texts: [t(name, filling)] };
}

const givesView = ({ amounts: { net, tax, total }, card }: purchasing.ChargedOrder) => ({
  net: purchasing.moneyView(net),
  tax: purchasing.moneyView(tax),
  total: purchasing.moneyView(total),
  card: card && { brand: card.brand, last4: card.last4 },
});

async function endsView(ctx: Reading, accountId: string, membershipId: string) {
  const held = await benefits.heldOf(ctx.tx, accountId, membershipId);
  const software = held.filter(({ kind }) => kind === "software");
  const sum = (rows: typeof held, of: (row: (typeof held)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    benefits: held.map(({ productId }) => nameOf(ctx.house.programme, productId)[ctx.lang]),
    seats: sum(
      held.filter(({ kind }) => kind === "developerSeat"),
      ({ used }) => used,
    ),
    sealedKeys: sum(software, ({ used, opened }) => used - opened),
    openedKeys: sum(software, ({ opened }) => opened),
  };
}

export const caseBrief = (ctx: Reading, held: Refund): z.input<typeof CaseBrief> => ({
  id: held.id,
  number: held.number,
  state: stateView(ctx.lang, held.state, "states"),
  origin: held.origin,
  askedBy: held.askedByName,
  askedAt: held.askedAt,
  closedAt: held.closedAt,
  reason: held.reason,
  requestId: held.requestId,
  membershipId: held.membershipId,
});

/** What somebody of the company sees before they decide, and after. */
export async function cancellationView(ctx: AccountCtx, subject: Subject): Promise<z.input<typeof CancellationView>> {
  const { accountId, lang, today, house } = ctx;
  const { order, membership } = subject;
  const facts = await factsOf({ house, db: ctx.tx, today, lang }, accountId, subject, today);
  const last = await store.lastOf(ctx.tx, accountId, { membershipId: membership.id });
  const decision = decideRefund(facts);
  const asked = last && (last.state === "requested" || last.state === "proposed");
  const { id, startsOn, endsOn, autoRenew, cancelledOn } = membership;
  const over = order.state === "refunded" || facts.membership.refunding;
  return {
    membership: {
      ...{ id, startsOn, endsOn, autoRenew, cancelledOn },
      name: purchasing.offerRef(house.programme, membership.offerId, lang).subscriptionName,
      state: stateOn(membership, today),
    },
    order: { id: order.id, number: order.number, placedOn: order.placedOn, refundedOn: order.refundedOn },
    gives: givesView(order),
    ends: await endsView(ctx, accountId, membership.id),
    checks: checksOf(facts).map((check) => checkView(ctx, facts, check)),
    case: last ? caseBrief(ctx, last) : null,
    today,
    moves: {
      cancel: await ctx.door("memberships.cancel", decision.ok ? undefined : decision),
      ask: await ctx.door(
        "support.ask",
        asked ? { ok: false, code: "refunds.askedAlready", params: { number: last.number } } : over && !decision.ok ? decision : undefined,
      ),
      stopAutoRenewal: (await memberships.renewalDoors(ctx, membership)).stopAutoRenewal,
    },
  };
}

type Named = Pick<QueueRow, "company" | "partnerId" | "orderNumber" | "offerId">;

const headOf = (ctx: StaffCtx, row: Refund & Named): z.input<typeof DeskLine> => ({
  id: row.id,
  number: row.number,
  state: stateView(ctx.lang, row.state, "deskStates"),
  origin: row.origin,
  company: row.company,
  partnerId: row.partnerId,
  subscription: purchasing.offerRef(ctx.house.programme, row.offerId, ctx.lang).subscriptionName,
  orderNumber: row.orderNumber,
  askedBy: row.askedByName,
  askedAt: row.askedAt,
  age: Math.max(0, daysBetween(dayOf(row.askedAt, ctx.house.programme.timeZone), ctx.today)),
});
export const deskLine = headOf;

export const standingOf = ({ state, version, askedBy, proposedBy }: Refund): Standing => ({ state, version, askedBy, proposedBy });

function deskDoor(ctx: StaffCtx, decision: { readonly ok: true } | Refused): DoorView {
  if (decision.ok) return { open: true };
  const text = wordBlock(ctx, ctx.lang, decision);
  return { open: false, text, reasons: [{ code: decision.code, needs: "", has: "", rule: text }], holders: [], asks: [] };
}

/** One case before the desk, with the rule as it stands at this moment; what is on its way or closed is shown as it was decided. */
export async function deskView(ctx: StaffCtx, held: Refund): Promise<z.input<typeof DeskCase>> {
  const { house, lang, today } = ctx;
  const { accountId } = held;
  const subject = (await subjectOfOrder(ctx.tx, accountId, held.orderId))!;
  const { order } = subject;
  const [facts, profile, request, ends] = await Promise.all([
    factsOf({ house, db: ctx.tx, today, lang }, accountId, subject, held.askedOn),
    accounts.loadProfile(ctx.tx, accountId),
    held.requestId === null ? undefined : support.loadRequest(ctx.tx, held.requestId),
    endsView(ctx, accountId, held.membershipId),
  ]);
  const checks = checksOf(facts);
  const blocks = checks.flatMap(({ against }): readonly Refused<Block>[] => against);
  const approval = decideApproval(standingOf(held), held.version, ctx.person.id, blocks, "…");
  const open = held.state === "requested" || held.state === "proposed";
  return {
    ...headOf(ctx, { ...held, company: profile!.name, partnerId: profile!.partnerId, orderNumber: order.number, offerId: order.offerId }),
    version: held.version,
    accountId,
    askedOn: held.askedOn,
    mine: held.askedBy === ctx.person.id,
    note: held.note,
    request: request ? { id: request.id, number: request.number, subject: request.subject } : null,
    order: { number: order.number, placedOn: order.placedOn, boughtBy: order.buyerName },
    gives: givesView(order),
    ends,
    checks: open ? checks.map((check) => checkView(ctx, facts, check)) : [],
    approval: approval.ok ? approval.value : held.state === "proposed" ? "confirm" : blocks.length > 0 ? "propose" : "approve",
    exception:
      held.exception === null || held.proposedAt === null
        ? null
        : { by: held.proposedByName ?? "", at: held.proposedAt, text: held.exception },
    decided: held.decidedAt === null ? null : { by: held.decidedByName, at: held.decidedAt, reason: held.reason },
    closedAt: held.closedAt,
    moves: {
      approve: deskDoor(ctx, approval),
      refuse: deskDoor(ctx, decideRefusal(standingOf(held), held.version)),
    },
  };
}
