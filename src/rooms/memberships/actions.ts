import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { memberships } from "./contract.ts";
import { refundOf, wordState } from "./door.ts";
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
  return { id, kind, offerId, ...namesOf(programme, row, lang), state, stateText: wordState(state, lang), since: anchorOn, startsOn, endsOn, term, termMonths, autoRenew };
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
    return accept({ ...present(ctx.house.programme, row, ctx.lang), refund });
  },
};

export const membershipsRoom = room("memberships", memberships, actions);
