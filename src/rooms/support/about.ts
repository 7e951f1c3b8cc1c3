import type { Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import { opensToRoles } from "../../permissions.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import * as memberships from "../memberships/door.ts";
import * as purchasing from "../purchasing/door.ts";
import type { AboutKind } from "./rules.ts";
import type { Request } from "./store.ts";
import { about as en } from "./words/en.ts";
import { about as fr } from "./words/fr.ts";

/** What of an account a request may be about: a membership or an order. It is kept under what the programme or the order calls it. */
export type About = { readonly kind: AboutKind; readonly id: string; readonly key: string };

const ORDERS_SHOWN = 50;

/** What this reader may connect a request with: nothing that they could not read on its own page. */
export async function aboutOptions(ctx: AccountCtx): Promise<About[]> {
  const held = opensToRoles("offers.view", ctx.roles) ? await memberships.list(ctx.tx, ctx.accountId) : [];
  const orders = opensToRoles("orders.view", ctx.roles) ? await purchasing.listOrders(ctx.tx, ctx.accountId, ORDERS_SHOWN) : [];
  return [
    ...held.map(({ id, offerId }): About => ({ kind: "membership", id, key: offerId })),
    ...orders.map(({ id, number }): About => ({ kind: "order", id, key: number })),
  ];
}

/** One of them by its id, however old it is. */
export async function aboutOf(ctx: AccountCtx, asked: { kind: AboutKind; id: string }): Promise<About | undefined> {
  if (asked.kind === "membership") return (await aboutOptions(ctx)).find(({ kind, id }) => kind === "membership" && id === asked.id);
  const order = opensToRoles("orders.view", ctx.roles) ? await purchasing.orderOf(ctx.tx, ctx.accountId, asked.id) : undefined;
  return order && { kind: "order", id: order.id, key: order.number };
}

export const wordAbout = (programme: Programme, lang: Lang, { kind, key }: Pick<About, "kind" | "key">): string => {
  if (kind === "order") return say((lang === "fr" ? fr : en).order, lang, { number: key });
  const { membership } = programme;
  return key === membership.id ? membership.name[lang] : (findOffer(programme, key)?.subscriptionName[lang] ?? key);
};

export const aboutView = (programme: Programme, lang: Lang, { aboutKind, aboutId, aboutName }: Request) =>
  aboutKind !== null && aboutId !== null && aboutName !== null
    ? { kind: aboutKind, id: aboutId, name: wordAbout(programme, lang, { kind: aboutKind, key: aboutName }) }
    : null;
