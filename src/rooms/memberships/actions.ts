import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { memberships } from "./contract.ts";
import { refundOf, wordState } from "./door.ts";
import { isStarter } from "./rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";

function present(programme: Programme, row: Membership, lang: Lang) {
  const { id, kind, offerId, state, anchorOn, startsOn, endsOn, term, termMonths, autoRenew } = row;
  const offer = kind === "offer" ? findOffer(programme, offerId) : undefined;
  // An offer that has left the programme keeps its id for a name: what was bought stays listed.
  const names =
    kind === "network"
      ? { name: programme.membership.name[lang], offer: programme.membership.name[lang] }
      : { name: offer?.subscriptionName[lang] ?? offerId, offer: offer?.name[lang] ?? offerId };
  const starter = offer !== undefined && isStarter(programme, offer);
  const stateText = wordState(state, lang);
  return { id, kind, offerId, ...names, starter, state, stateText, since: anchorOn, startsOn, endsOn, term, termMonths, autoRenew };
}

const actions: Actions<typeof memberships> = {
  async list(ctx) {
    const rows = await store.listMemberships(ctx.tx, ctx.accountId);
    return accept({ items: rows.map((row) => present(ctx.house.programme, row, ctx.lang)) });
  },

  async show(ctx, { params }) {
    const row = await store.loadMembership(ctx.tx, ctx.accountId, params.membershipId);
    if (!row) return refuse("memberships.notFound");
    const refund = await refundOf(ctx.tx, ctx.house.programme, ctx.house.clock.zone, ctx.accountId, row.id, ctx.today);
    return accept({
      ...present(ctx.house.programme, row, ctx.lang),
      refund: { ...refund, days: findOffer(ctx.house.programme, row.offerId)?.refund.days ?? 0 },
    });
  },
};

export const membershipsRoom = room("memberships", memberships, actions);
