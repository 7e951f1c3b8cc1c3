import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { linkView } from "../accounts/door.ts";
import * as benefits from "../benefits/door.ts";
import { decideUse, nameOf } from "../benefits/rules.ts";
import { noteUse } from "../memberships/door.ts";
import { seats } from "./contract.ts";
import { about } from "./facts.ts";
import { seatLetter } from "./letters.ts";
import { decideHolder, decideRelease } from "./rules.ts";
import type { Row } from "./store.ts";
import * as store from "./store.ts";

const productOf = (programme: Programme, id: string) => {
  const product = programme.products.find((each) => each.id === id);
  return product?.kind === "developerSeat" ? product : undefined;
};

/** Where a seat is used: the outside portal of its product. */
function portalOf(house: House, productId: string, lang: Lang) {
  const product = productOf(house.programme, productId);
  return product ? linkView(house, lang, product.portalLink) : null;
}

async function present(ctx: AccountCtx, row: Row, cooldownDays: number) {
  const decision = decideRelease(
    { state: row.state, assignedOn: row.since && dayOf(row.since, ctx.house.clock.zone) },
    cooldownDays,
    ctx.today,
  );
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    holder: row.userId === null ? null : { id: row.userId, name: row.name!, email: row.email! },
    since: row.since,
    moves: { release: await ctx.door("seats.release", decision.ok ? undefined : decision) },
  };
}

const actions: Actions<typeof seats> = {
  async list(ctx, { params, query }) {
    const held = await benefits.load(ctx.tx, ctx.accountId, params.benefitId);
    const product = held && productOf(ctx.house.programme, held.productId);
    if (!held || !product) return refuse("seats.benefitNotFound");
    const rows = await store.ofBenefit(ctx.tx, ctx.accountId, held.id, query.cursor, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const use = decideUse(held, ctx.today, "seats");
    return accept({
      name: product.name[ctx.lang],
      capacity: held.capacity,
      assigned: held.used,
      free: held.capacity - held.used,
      items: await Promise.all(page.map((row) => present(ctx, row, product.reassignCooldownDays))),
      nextCursor: rows.length > query.limit ? String(rows.at(-1)!.number) : null,
      portal: portalOf(ctx.house, product.id, ctx.lang),
      moves: { assign: await ctx.door("seats.assign", use.ok ? undefined : use), addUsers: await ctx.door("users.add") },
    });
  },

  async candidates(ctx, { params, query }) {
    const held = await benefits.load(ctx.tx, ctx.accountId, params.benefitId);
    if (held?.kind !== "developerSeat") return refuse("seats.benefitNotFound");
    const people = await store.candidates(ctx.tx, ctx.accountId, held.id, query.search, 51);
    return accept({ items: people.slice(0, 50), more: people.length > 50 });
  },

  async assign(ctx, { params, body }) {
    // Hold the pool first: whoever holds it may count its seats; everyone else waits.
    const [held, person] = await Promise.all([
      benefits.hold(ctx.tx, ctx.accountId, params.benefitId),
      store.candidate(ctx.tx, ctx.accountId, params.benefitId, body.userId),
    ]);
    const product = held && productOf(ctx.house.programme, held.productId);
    if (!held || !product) return refuse("seats.benefitNotFound");
    const holder = decideHolder(person, person?.name ?? "");
    if (!holder.ok) return holder;
    const use = decideUse(held, ctx.today, "seats");
    if (!use.ok) return use;

    // The rows of a benefit granted a moment ago may not be there yet: the count, which is held, says that they belong there.
    const give = () => store.assign(ctx.tx, ctx.accountId, held.id, body.userId, ctx.actor.name, ctx.now);
    // Only the first use may end the right to a refund; whoever found a seat taken knows that it was noted.
    const note = async () => (held.used === 0 ? noteUse(ctx.tx, ctx.accountId, held.membershipId, "seatAssigned", ctx.now) : true);
    const [first, noted] = await Promise.all([give(), note()]);
    if (!noted) return refuse("seats.beingCancelled");
    if (!first) await store.make(ctx.tx, ctx.accountId, held.id, held.capacity);
    const given = first ?? (await give());
    if (!given || !person) return refuse("seats.noneLeft", { quantity: held.capacity, count: held.capacity });
    ctx.record({
      type: "seat.assigned",
      accountId: ctx.accountId,
      subject: given.id,
      data: about(ctx.house, { benefitId: held.id, productId: held.productId, userId: person.id, name: person.name }),
    });
    ctx.post(seatLetter(ctx, { person, product, expiresOn: held.expiresOn, portal: portalOf(ctx.house, product.id, person.language) }));

    const row: Row = {
      id: given.id,
      entitlementId: held.id,
      number: given.number,
      state: "assigned",
      userId: person.id,
      since: ctx.now,
      name: person.name,
      email: person.email,
    };
    return accept(await present(ctx, row, product.reassignCooldownDays));
  },

  async release(ctx, { params }) {
    const known = await store.load(ctx.tx, ctx.accountId, params.seatId);
    const held = known && (await benefits.hold(ctx.tx, ctx.accountId, known.entitlementId));
    const row = held && (await store.load(ctx.tx, ctx.accountId, params.seatId));
    if (!held || !row) return refuse("seats.notFound");
    const cooldownDays = productOf(ctx.house.programme, held.productId)?.reassignCooldownDays ?? 0;
    const decision = decideRelease(
      { state: row.state, assignedOn: row.since && dayOf(row.since, ctx.house.clock.zone) },
      cooldownDays,
      ctx.today,
    );
    if (!decision.ok) return decision;
    if (row.userId === null) return refuse("seats.notAssigned");

    const [freed] = await store.release(ctx.tx, ctx.accountId, row.userId, [row.id], ctx.actor.name, ctx.now);
    if (!freed) return refuse("seats.notAssigned");
    ctx.record({
      type: "seat.released",
      accountId: ctx.accountId,
      subject: row.id,
      data: about(ctx.house, { benefitId: held.id, productId: held.productId, userId: row.userId, name: row.name ?? "" }),
    });

    return accept({ free: held.capacity - held.used + 1 });
  },

  async mine(ctx) {
    const rows = await store.ofPerson(ctx.tx, ctx.accountId, ctx.person.id);
    return accept({
      items: rows.map(({ productId, ...row }) => ({
        ...row,
        name: nameOf(ctx.house.programme, productId)[ctx.lang],
        portal: portalOf(ctx.house, productId, ctx.lang),
      })),
    });
  },
};

export const seatsRoom = room("seats", seats, actions);
