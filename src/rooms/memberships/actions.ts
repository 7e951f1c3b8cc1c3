import type { Day } from "../../kit/dates.ts";
import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { factsOf } from "../../server/ledger.ts";
import * as accounts from "../accounts/door.ts";
import { agreementsOf } from "../agreements/door.ts";
import { firstProgramme } from "../agreements/rules.ts";
import { memberships } from "./contract.ts";
import { hold, refundOf, renewalDoors, renewalIn, renewNetwork, wordState, yearIn } from "./door.ts";
import { autoRenewalLetters } from "./letters.ts";
import { decideAutoRenewal, decideConfirmed, decideNetworkRenewal } from "./renewal.rules.ts";
import { isHeld, isStarter, stateOn, termOf } from "./rules.ts";
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
  const dates = { since: anchorOn, startsOn, endsOn, keptUntil, cancelledOn: row.cancelledOn, beingCancelled: row.refundingAt !== null };
  return { id, kind, offerId, ...names, ...dates, starter, state, stateText, term, termMonths, autoRenew };
}

const networkAgreement = async (ctx: AccountCtx) => (await agreementsOf(ctx))(firstProgramme(ctx.house.programme).agreement);

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

  async networkRenewal(ctx) {
    const row = await store.loadNetwork(ctx.tx, ctx.accountId);
    if (!row) return refuse("memberships.notFound");
    const { inForce, signed, sign } = await networkAgreement(ctx);
    const next = renewalIn(ctx.house.programme, row, ctx.today);
    return accept({
      membership: present(ctx.house.programme, row, ctx.lang, ctx.today),
      endedOn: isHeld(row, ctx.today) ? null : row.keptUntil,
      next: next.ok ? termOf(row.anchorOn, row.termMonths, next.value) : null,
      agreement: {
        id: inForce.id,
        title: inForce.title[ctx.lang],
        version: inForce.version,
        effectiveFrom: inForce.effectiveFrom,
        accepted: signed && { on: signed.signedOn, by: signed.signedBy, page: signed.links.page },
      },
      moves: { renew: (await renewalDoors(ctx, row)).renew, sign },
    });
  },

  async renewNetwork(ctx, { body }) {
    // Hold it first: of two who press at once, the second finds it renewed. The account is held too: its profile stays as it was shown.
    const row = await hold(ctx.tx, ctx.accountId);
    if (!row) return refuse("memberships.notFound");
    const term = decideNetworkRenewal(row, ctx.house.programme.membership.renewal, ctx.today);
    if (!term.ok) return term;
    await accounts.hold(ctx.tx, ctx.accountId);
    const profile = await accounts.loadProfile(ctx.tx, ctx.accountId);
    const { inForce, accepted } = await networkAgreement(ctx);
    const stands = { profileVersion: profile?.dataVersion ?? 0, agreementVersion: inForce.version, accepted };
    const said = decideConfirmed(body, stands);
    if (!said.ok) return said;

    const confirmed = { profileVersion: stands.profileVersion, agreement: `${inForce.id} ${inForce.version}` };
    if (!(await renewNetwork(ctx, ctx.accountId, row, term.value, confirmed)))
      throw new Error("the network's membership was renewed by somebody else while it was held");

    const renewed = await store.loadMembership(ctx.tx, ctx.accountId, row.id);
    return accept(await page(ctx, renewed!));
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
    return accept({
      items: items.map((fact) => accounts.wordFact(ctx, fact)),
      nextCursor: told.length > query.limit ? items.at(-1)!.id : null,
    });
  },
};

export const membershipsRoom = room("memberships", memberships, actions);
