import type { Card } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import { addDays, addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { writeDay } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import type { Money } from "../../kit/money.ts";
import { add, money } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { say, speaker } from "../../kit/words.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Actions } from "../../server/context.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import { isHeld, stateOn } from "../memberships/rules.ts";
import type { aheadContract } from "./ahead.contract.ts";
import type { Happening } from "./ahead.rules.ts";
import { decideDay, lookAhead } from "./ahead.rules.ts";
import * as store from "./ahead.store.ts";
import { factsOf } from "./charge.facts.ts";
import type { NotAsked } from "./charge.rules.ts";
import { endsBy, pageOf } from "./rehearsing.ts";
import { moneyView, offerRef, writing } from "./views.ts";
import { told as en } from "./words/ahead.en.ts";
import { told as fr } from "./words/ahead.fr.ts";
import { reasons as enReasons } from "./words/renewal.en.ts";
import { reasons as frReasons } from "./words/renewal.fr.ts";

const KEPT = 86_400;

type Said = {
  readonly what: Happening;
  readonly kind: memberships.Membership["kind"];
  readonly reason: NotAsked | null;
  readonly total: Money | null;
  readonly card: Card | null;
  readonly refusedBefore: boolean;
  readonly againOn: Day | null;
};

/** What a day brings, in one sentence: the words of the company's page and of the desk alike. */
function wordTold(lang: Lang, { what, kind, reason, total, card, refusedBefore, againOn }: Said): string {
  const t = speaker({ fr, en }, lang);
  if (what === "charge" && total && card) {
    const asked = t("charge", { amount: writing(lang)(total), card: t("card", { brand: card.brand, last4: card.last4 }) });
    return refusedBefore ? `${asked} ${t("refusedBefore")}` : asked;
  }
  if (what === "notCharged" && reason) {
    const why = say((lang === "fr" ? frReasons : enReasons)[reason], lang);
    return againOn ? `${why} ${t("again", { day: writeDay(againOn, lang) })}` : why;
  }
  return t(kind === "network" && (what === "grace" || what === "end" || what === "reminder") ? `network.${what}` : (what as "held"));
}

const nameOf = (programme: Programme, kind: memberships.Membership["kind"], offerId: string, lang: Lang): string =>
  kind === "network" ? programme.membership.name[lang] : offerRef(programme, offerId, lang).subscriptionName;

const cardView = (card: Card | null) => card && { brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear };

const rehearsalView = ({ id, onDay, fromDay, state, askedBy, askedAt, total, done, approvedBy, approvedAt }: store.Rehearsal) => ({
  ...{ id, on: onDay, from: fromDay, state, askedBy, askedAt, total, done },
  approved: approvedBy !== null && approvedAt !== null ? { by: approvedBy, at: approvedAt } : null,
});

const holdView = ({ accountId, company, partnerId, ...rest }: store.Hold) => ({
  ...rest,
  company: accountId !== null && company !== null && partnerId !== null ? { id: accountId, name: company, partnerId } : null,
});

async function rehearsalPage(db: Parameters<typeof store.countLines>[0], row: store.Rehearsal) {
  const counts = await store.countLines(db, row.id);
  const whats = [...new Set(counts.map(({ what }) => what))];
  return {
    ...rehearsalView(row),
    counts: whats.map((what) => ({ what, count: counts.filter((one) => one.what === what).reduce((sum, { count }) => sum + count, 0) })),
    totals: counts
      .filter(({ currency }) => currency !== null)
      .map(({ currency, count, totalMinor, risky, riskyMinor }) => ({
        ...{ total: moneyView(money(totalMinor, currency!)), count },
        ...{ atRisk: moneyView(money(riskyMinor, currency!)), risky },
      })),
  };
}

export const aheadActions: Actions<typeof aheadContract> = {
  async ahead(ctx, { query }) {
    const { programme } = ctx.house;
    const { lang, today, accountId } = ctx;
    const [earliest, latest] = [addDays(today, 1), addDays(today, programme.renewals.aheadDays)];
    const all = await factsOf(ctx.tx, programme, paymentGateway(ctx.house)?.id, [accountId]);
    const facts = all.filter(({ row }) => isHeld(row, today));
    const next = facts
      .map(({ row }) => row.endsOn)
      .filter((day) => day > today && day <= latest)
      .sort()[0];
    const on = query.on ?? next ?? latest;
    const asked = decideDay(on, today, programme.renewals.aheadDays);
    if (!asked.ok) return asked;

    const seen = facts.map((one) => ({ ...lookAhead(one, today, on), offerId: one.row.offerId, kind: one.row.kind }));
    const told = seen.flatMap((one) => one.told).sort((a, b) => a.on.localeCompare(b.on));
    const sums = new Map<string, Money>();
    for (const { amounts } of told)
      if (amounts) {
        const { total } = amounts;
        const before = sums.get(total.currency);
        sums.set(total.currency, before ? add(before, total) : total);
      }
    return accept({
      ...{ today, on, earliest, latest },
      held: all.some((one) => one.held),
      items: told.map(({ on: day, row, what, amounts, card, reason, refusedBefore, againOn }) => ({
        on: day,
        membershipId: row.id,
        name: nameOf(programme, row.kind, row.offerId, lang),
        what,
        text: wordTold(lang, { what, kind: row.kind, reason, total: amounts?.total ?? null, card, refusedBefore, againOn }),
        amount: amounts && moneyView(amounts.total),
        card: cardView(card),
        ...{ refusedBefore, againOn },
      })),
      totals: [...sums.values()].map(moneyView),
      standing: seen.map(({ row }) => {
        const state = stateOn(row, on);
        const { id: membershipId, endsOn, keptUntil } = row;
        const name = nameOf(programme, row.kind, row.offerId, lang);
        return { membershipId, name, state, stateText: memberships.wordState(state, lang), endsOn, keptUntil };
      }),
    });
  },

  async rehearse(ctx, { body }) {
    const { renewals } = ctx.house.programme;
    const asked = decideDay(body.on ?? addDays(ctx.today, 1), ctx.today, renewals.aheadDays);
    if (!asked.ok) return asked;

    const id = newId();
    const total = await memberships.countRunning(ctx.tx, endsBy(ctx, asked.value));
    await store.dropBefore(ctx.tx, addSeconds(ctx.now, -renewals.rehearsalKeptDays * KEPT));
    await store.insertRehearsal(ctx.tx, {
      ...{ id, onDay: asked.value, fromDay: ctx.today, total },
      ...{ by: ctx.person.id, byName: ctx.actor.name, at: ctx.now },
    });
    ctx.enqueue(pageOf(id, "", ctx.machine));
    ctx.record({ type: "renewals.rehearsed", subject: id, data: { on: asked.value } });

    return accept(rehearsalView((await store.loadRehearsal(ctx.tx, id))!));
  },

  async rehearsals(ctx, { query }) {
    const rows = await store.listRehearsals(ctx.tx, query.cursor, query.limit + 1);
    const items = rows.slice(0, query.limit).map(rehearsalView);
    return accept({ items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null });
  },

  async rehearsal(ctx, { params }) {
    const row = await store.loadRehearsal(ctx.tx, params.rehearsalId);
    return row ? accept(await rehearsalPage(ctx.tx, row)) : refuse("purchasing.rehearsalNotFound");
  },

  async rehearsalLines(ctx, { params, query }) {
    const { programme } = ctx.house;
    const { lang } = ctx;
    if (!(await store.loadRehearsal(ctx.tx, params.rehearsalId))) return refuse("purchasing.rehearsalNotFound");
    const rows = await store.listLines(ctx.tx, params.rehearsalId, { what: query.what, after: query.cursor, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit).map(({ accountId, company, partnerId, kind, offerId, currency, totalMinor, ...row }) => {
      const total = currency !== null && totalMinor !== null ? money(Number(totalMinor), currency) : null;
      return {
        id: row.id,
        company: { id: accountId, name: company, partnerId },
        membershipId: row.membershipId,
        name: nameOf(programme, kind, offerId, lang),
        what: row.what,
        text: wordTold(lang, { ...row, kind, total }),
        amount: total && moneyView(total),
        card: cardView(row.card),
        refusedBefore: row.refusedBefore,
        againOn: row.againOn,
      };
    });
    return accept({ items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null });
  },

  async approveRehearsal(ctx, { params }) {
    const row = await store.loadRehearsal(ctx.tx, params.rehearsalId);
    if (!row) return refuse("purchasing.rehearsalNotFound");
    if (row.state === "running") return refuse("purchasing.rehearsalRunning");
    if (!(await store.approve(ctx.tx, row.id, ctx.person.id, ctx.actor.name, ctx.now)))
      return refuse("purchasing.rehearsalApproved", { name: row.approvedBy ?? "" });
    ctx.record({ type: "renewals.approved", subject: row.id, data: { on: row.onDay } });
    return accept(await rehearsalPage(ctx.tx, (await store.loadRehearsal(ctx.tx, row.id))!));
  },

  async renewalHolds(ctx, { query }) {
    const [standing, rows] = await Promise.all([
      store.listStanding(ctx.tx, 200),
      store.listReleased(ctx.tx, query.cursor, query.limit + 1),
    ]);
    const items = rows.slice(0, query.limit).map(holdView);
    return accept({ standing: standing.map(holdView), items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null });
  },

  async holdRenewals(ctx, { body }) {
    const company = body.partnerId === null ? undefined : await store.companyOf(ctx.tx, body.partnerId);
    if (body.partnerId !== null && !company) return refuse("purchasing.noSuchPartner", {}, "/partnerId");
    const made = {
      ...{ id: newId(), accountId: company?.id ?? null, reason: body.reason },
      ...{ by: ctx.person.id, byName: ctx.actor.name, at: ctx.now },
    };
    if (!(await store.insertHold(ctx.tx, made))) {
      const standing = await store.standingHold(ctx.tx, made.accountId);
      return refuse("purchasing.heldAlready", { name: standing?.heldBy ?? "", heldAt: standing?.heldAt ?? ctx.now });
    }
    ctx.record({ type: "renewals.stopped", subject: made.id, data: { accountId: made.accountId, reason: made.reason } });
    return accept(holdView((await store.loadHold(ctx.tx, made.id))!));
  },

  async releaseRenewals(ctx, { params }) {
    const hold = await store.loadHold(ctx.tx, params.holdId);
    if (!hold) return refuse("purchasing.holdNotFound");
    if (!(await store.releaseHold(ctx.tx, hold.id, ctx.person.id, ctx.actor.name, ctx.now)))
      return refuse("purchasing.holdReleased", { name: hold.releasedBy ?? "" });
    // What it kept back is asked for again by a job, after this has been written.
    ctx.enqueue({ kind: "purchasing.resume", key: hold.id, payload: { holdId: hold.id }, clock: "business", dueAt: ctx.now });
    ctx.record({ type: "renewals.released", subject: hold.id, data: { accountId: hold.accountId } });
    return accept(holdView((await store.loadHold(ctx.tx, hold.id))!));
  },
};
