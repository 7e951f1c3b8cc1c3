import type { Day } from "../../kit/dates.ts";
import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { factsOf } from "../../server/ledger.ts";
import { wordFact } from "../accounts/door.ts";
import { memberships } from "./contract.ts";
import { hold, refundOf, renewalDoors, wordState, yearIn } from "./door.ts";
import { autoRenewalLetters } from "./letters.ts";
import { decideAutoRenewal } from "./renewal.rules.ts";
import { isHeld, isStarter, stateOn } from "./rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";

function present(programme: Programme, row: Membership, lang: Lang, today: Day) {
  const { id, kind, offerId, anchorOn, startsOn, endsOn, term, termMonths, autoRenew, keptUntil } = row;
  const state = stateOn(row, today);
  const offer = kind === "offer" ? findOffer(programme, offerId) : undefined;
  // An offer that has left the programme keeps its id for a name: what was bought stays listed.
  const names =
    kind === "network"
      ? { name: programme.membership.name[lang], offer: programme.membership.name[lang] }
      : { name: offer?.subscriptionName[lang] ?? offerId, offer: offer?.name[lang] ?? offerId };
  const starter = offer !== undefined && isStarter(programme, offer);
  const stateText = wordState(state, lang);
  const dates = { since: anchorOn, startsOn, endsOn, keptUntil };
  return { id, kind, offerId, ...names, ...dates, starter, state, stateText, term, termMonths, autoRenew };
}

async function page(ctx: AccountCtx, row: Membership) {
  const { autoRenewOffAt: at, autoRenewOffBy: by } = row;
  const year = yearIn(ctx.house.programme, row);
  return {
    ...present(ctx.house.programme, row, ctx.lang, ctx.today),
    stopped: at !== null && by !== null ? { by, at, on: dayOf(at, ctx.house.clock.zone) } : null,
    year: year ? { ...year, remindersOn: [...year.remindersOn], chargesOn: [...year.chargesOn] } : null,
    today: ctx.today,
    moves: await renewalDoors(ctx, row),
  };
}

const actions: Actions<typeof memberships> = {
  async list(ctx) {
    const rows = await store.listMemberships(ctx.tx, ctx.accountId);
    return accept({ items: rows.map((row) => present(ctx.house.programme, row, ctx.lang, ctx.today)) });
  },

  async show(ctx, { params }) {
    const row = await store.loadMembership(ctx.tx, ctx.accountId, params.membershipId);
    if (!row) return refuse("memberships.notFound");
    const refund = await refundOf(ctx.tx, ctx.house.programme, ctx.house.clock.zone, ctx.accountId, row.id, ctx.today);
    return accept({
      ...(await page(ctx, row)),
      refund: { ...refund, days: findOffer(ctx.house.programme, row.offerId)?.refund.days ?? 0 },
    });
  },

  async autoRenewal(ctx, { params, body }) {
    // Hold what the company may buy first: a charge that is being asked for at this moment is before this press or after it.
    await hold(ctx.tx, ctx.accountId);
    const held = await store.holdMembership(ctx.tx, ctx.accountId, params.membershipId);
    if (!held) return refuse("memberships.notFound");
    const decision = decideAutoRenewal({ ...held, over: !isHeld(held, ctx.today) }, body.on);
    if (!decision.ok) return decision;

    if (!(await store.stopAutoRenewal(ctx.tx, ctx.accountId, held.id, ctx.actor.name, ctx.now)))
      return refuse("memberships.autoRenewalIsOff");
    const { offerId, endsOn } = held;
    ctx.record({ type: "membership.autoRenewalStopped", accountId: ctx.accountId, subject: held.id, data: { offerId, endsOn } });
    for (const letter of await autoRenewalLetters(ctx, held)) ctx.post(letter);

    // What stands is read again, not supposed (P6).
    const stands = await store.loadMembership(ctx.tx, ctx.accountId, held.id);
    return accept(await page(ctx, stands!));
  },

  async history(ctx, { params, query }) {
    if (!(await store.loadMembership(ctx.tx, ctx.accountId, params.membershipId))) return refuse("memberships.notFound");
    const told = await factsOf(ctx.tx, ctx.accountId, {
      types: Object.keys(ctx.house.factWords[ctx.lang]),
      subject: params.membershipId,
      ...(query.cursor && { before: query.cursor }),
      limit: query.limit + 1,
    });
    const items = told.slice(0, query.limit);
    return accept({ items: items.map((fact) => wordFact(ctx, fact)), nextCursor: told.length > query.limit ? items.at(-1)!.id : null });
  },
};

export const membershipsRoom = room("memberships", memberships, actions);
