import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { permits } from "../../permissions.ts";
import { benefitKinds } from "../../programme/names.ts";
import { findOffer, findProduct } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import { refundOf } from "../memberships/door.ts";
import { benefits } from "./contract.ts";
import { activationsOf, isOver, isUsable, nameOf, statusOf } from "./rules.ts";
import type { Count, Row } from "./store.ts";
import * as store from "./store.ts";

/** An offer that a later edition of the programme dropped keeps its id for a name. */
const sourceName = ({ membership, offers }: Programme, source: string, lang: Lang): string =>
  source === membership.id ? membership.name[lang] : (offers.find((offer) => offer.id === source)?.name[lang] ?? source);

function present(ctx: AccountCtx, row: Row) {
  const { programme, clock } = ctx.house;
  const product = findProduct(programme, row.productId);
  return {
    id: row.id,
    productId: row.productId,
    kind: row.kind,
    name: nameOf(programme, row.productId)[ctx.lang],
    detail: product?.detail?.[ctx.lang] ?? "",
    quantity: row.quantity,
    capacity: row.capacity,
    used: row.used,
    opened: row.opened,
    source: sourceName(programme, row.source, ctx.lang),
    class: row.class,
    grantedOn: dayOf(row.grantedAt, clock.zone),
    expiresOn: row.expiresOn,
    status: statusOf(row, ctx.today),
    usable: isUsable(row.kind),
  };
}

/** Who can do what a permit asks for, by name; the reader is told that they are one of them. */
async function keepersOf(ctx: AccountCtx, permit: "keys.open" | "seats.assign") {
  const roles: readonly Role[] = permits[permit].roles;
  const people = await accounts.membersWith(ctx.tx, ctx.accountId, roles);
  return people.map((person) => ({
    name: person.name,
    roles: person.roles.filter((role) => roles.includes(role)).map((role) => roleLabel(ctx.house.programme, role, ctx.lang)),
    me: person.userId === ctx.person.id,
  }));
}

const sum = (rows: readonly Count[], of: (row: Count) => number): number => rows.reduce((total, row) => total + of(row), 0);

/** One membership that gives something, with how the right to its refund stands. */
async function sourceView(ctx: AccountCtx, membershipId: string, rows: readonly Count[]) {
  const { programme, clock } = ctx.house;
  const { source } = rows[0]!;
  const paid = findOffer(programme, source) !== undefined;
  const given = new Set(rows.map((row) => findProduct(programme, row.productId)?.benefitKind));
  return {
    name: sourceName(programme, source, ctx.lang),
    kinds: benefitKinds.filter((kind) => given.has(kind)),
    until: rows
      .map((row) => row.expiresOn)
      .sort()
      .at(-1)!,
    refund: paid ? await refundOf(ctx.tx, programme, clock.zone, ctx.accountId, membershipId, ctx.today) : null,
    keysOpened: sum(rows, (row) => row.opened),
    seatsAssigned: sum(rows, (row) => (row.kind === "developerSeat" ? row.used : 0)),
  };
}

const actions: Actions<typeof benefits> = {
  async overview(ctx) {
    const { programme } = ctx.house;
    const counts = await store.counts(ctx.tx, ctx.accountId);
    const ofKind = (kind: string) => counts.filter((row) => findProduct(programme, row.productId)?.benefitKind === kind);
    const memberships = [...new Set(counts.map((row) => row.membershipId))];
    const open = counts.filter((row) => !isOver(row, ctx.today));
    const [manage, reserveKeys, openKeys, assignSeats] = await Promise.all([
      ctx.door("benefits.manage"),
      ctx.door("keys.reserve"),
      ctx.door("keys.open"),
      ctx.door("seats.assign"),
    ]);
    const [keys, seats] = await Promise.all([keepersOf(ctx, "keys.open"), keepersOf(ctx, "seats.assign")]);
    const sources = await Promise.all(
      memberships.map((id) =>
        sourceView(
          ctx,
          id,
          counts.filter((row) => row.membershipId === id),
        ),
      ),
    );
    return accept({
      kinds: benefitKinds.map((id) => ({
        id,
        label: programme.benefitKinds[id][ctx.lang],
        count: ofKind(id).length,
        usable: ofKind(id).filter((row) => isUsable(row.kind)).length,
      })),
      sources: sources.sort((a, b) => Number(a.refund === null) - Number(b.refund === null) || b.until.localeCompare(a.until)),
      toDo: {
        keys: sum(open, (row) => (row.kind === "software" ? row.capacity - row.used : 0)),
        seats: sum(open, (row) => (row.kind === "developerSeat" ? row.capacity - row.used : 0)),
      },
      people: { keys, seats },
      moves: { manage, reserveKeys, openKeys, assignSeats },
    });
  },

  async list(ctx, { params, query }) {
    const productIds = ctx.house.programme.products.filter((product) => product.benefitKind === params.kind).map((product) => product.id);
    const rows = await store.list(ctx.tx, ctx.accountId, productIds, query.cursor, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({ items: page.map((row) => present(ctx, row)), nextCursor: rows.length > query.limit ? page.at(-1)!.id : null });
  },

  async detail(ctx, { params }) {
    const row = await store.load(ctx.tx, ctx.accountId, params.benefitId);
    if (!row) return refuse("benefits.notFound");
    const product = findProduct(ctx.house.programme, row.productId);
    const software = product?.kind === "software" ? product : undefined;
    const portal = product && "portalLink" in product ? product.portalLink : undefined;
    const named = (each: { id: string; name: { fr: string; en: string } }) => ({ id: each.id, name: each.name[ctx.lang] });
    return accept({
      ...present(ctx, row),
      activations: activationsOf(product, row.quantity),
      instructions: product?.instructions?.[ctx.lang] ?? "",
      languages: software?.languages.map(named) ?? [],
      systems: software?.systems.map(named) ?? [],
      downloads: software ? [...software.downloads] : [],
      portal: portal === undefined ? null : accounts.linkView(ctx.house, ctx.lang, portal),
    });
  },
};

export const benefitsRoom = room("benefits", benefits, actions);
