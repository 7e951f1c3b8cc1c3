import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { memberships } from "./contract.ts";
import { refundRight } from "./refund.rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";

/** An offer that has left the programme keeps its id for a name: what was bought stays listed. */
function namesOf(programme: Programme, { kind, offerId }: Membership, lang: Lang): { name: string; offer: string } {
  if (kind === "network") return { name: programme.membership.name[lang], offer: programme.membership.name[lang] };
  const offer = programme.offers.find(({ id }) => id === offerId);
  return { name: offer?.subscriptionName[lang] ?? offerId, offer: offer?.name[lang] ?? offerId };
}

function present(programme: Programme, row: Membership, lang: Lang) {
  const { id, kind, offerId, state, anchorOn, startsOn, endsOn, term, termMonths, autoRenew } = row;
  return { id, kind, offerId, ...namesOf(programme, row, lang), state, since: anchorOn, startsOn, endsOn, term, termMonths, autoRenew };
}

async function refundView({ tx, house, accountId, today }: AccountCtx, { id, kind, offerId, startsOn }: Membership) {
  const offer = kind === "offer" ? findOffer(house.programme, offerId) : undefined;
  if (!offer) return { until: null, possible: false, daysLeft: 0, blockedBy: [], used: [] };
  const blockedBy = [...offer.refund.blockedBy];
  const uses = (await store.usesOf(tx, accountId, id)).map(({ what, at }) => ({ what, on: dayOf(at, house.clock.zone) }));
  const used = uses.flatMap(({ what, on }) => blockedBy.filter((blocker) => blocker === what).map((blocker) => ({ what: blocker, on })));
  return { ...refundRight(house.programme, { offerId, on: startsOn }, uses, today), blockedBy, used };
}

const actions: Actions<typeof memberships> = {
  async list(ctx) {
    const rows = await store.listMemberships(ctx.tx, ctx.accountId);
    return accept({ items: rows.map((row) => present(ctx.house.programme, row, ctx.lang)) });
  },

  async show(ctx, { params }) {
    const row = await store.loadMembership(ctx.tx, ctx.accountId, params.membershipId);
    if (!row) return refuse("memberships.notFound");
    return accept({ ...present(ctx.house.programme, row, ctx.lang), refund: await refundView(ctx, row) });
  },
};

export const membershipsRoom = room("memberships", memberships, actions);
