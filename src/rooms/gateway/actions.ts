import { accept, refuse } from "../../kit/decision.ts";
import { newToken } from "../../kit/ids.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { behave, behaviourOf } from "./behaviour.ts";
import { gateway } from "./contract.ts";
import { decideCard } from "./rules.ts";
import * as store from "./store.ts";

const actions: Actions<typeof gateway> = {
  async tokenise(ctx, { body }) {
    if (behaviourOf(ctx.house).down) return refuse("gateway.down");
    const country = findCountry(ctx.house.programme, body.address.country);
    const decided = decideCard(body, ctx.today, country?.postalCode && { country: country.code, example: country.postalCode.example });
    if (!decided.ok) return decided;

    const { fate, ...card } = decided.value;
    const token = `tok_${newToken().slice(0, 24)}`;
    await store.insertCard(ctx.tx, { ...card, fate, id: `pm_${newToken().slice(0, 24)}`, token, at: ctx.machine });

    return accept({ token, ...card });
  },

  async charges(ctx, { query }) {
    return accept({ captured: await store.countCaptured(ctx.tx), items: await store.listCharges(ctx.tx, query.limit) });
  },

  async refunds(ctx, { query }) {
    return accept({ refunded: await store.countRefunded(ctx.tx), items: await store.listRefunds(ctx.tx, query.limit) });
  },

  async behaviour(ctx) {
    return accept(behaviourOf(ctx.house));
  },

  async behave(ctx, { body }) {
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return accept(behave(ctx.house, change));
  },
};

export const gatewayRoom = room("gateway", gateway, actions);
