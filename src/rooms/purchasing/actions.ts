import { holdsCardNumber, isExpired } from "../../kit/cards.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { doorOf, permits } from "../../permissions.ts";
import { blocksOf } from "../../programme/markdown.ts";
import { agreementOn, findCountry, findOffer } from "../../programme/programme.ts";
import type { Offer } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import { billedTo } from "../billing/door.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import { isHeld, stateOn } from "../memberships/rules.ts";
import { aheadActions } from "./ahead.actions.ts";
import { deskToChange, lookAround, show } from "./carts.ts";
import { charge, finishOrder, placeOrder } from "./charging.ts";
import { purchasing } from "./contract.ts";
import { deskActions } from "./desk.actions.ts";
import * as orders from "./orders.store.ts";
import { providerActions } from "./provider.actions.ts";
import { decideOffer, decidePayment, declineRefusal } from "./rules.ts";
import { letConfirm } from "./settling.ts";
import * as store from "./store.ts";
import { transferActions } from "./transfer.actions.ts";
import { factsOf, hashOf, languageOf, methodView, moneyView, offerRef, orderView, paidByView, situationOf, tileView } from "./views.ts";

/** One line of « Offres achetées ». */
async function ownedView(ctx: AccountCtx, row: memberships.Membership, paid: ReadonlyMap<string, orders.LastPaid>) {
  const { id, offerId, startsOn, endsOn, autoRenew, keptUntil } = row;
  const { programme } = ctx.house;
  const state = stateOn(row, ctx.today);
  const last = paid.get(id);
  return {
    ...{ membershipId: id, offerId, state, startsOn, endsOn, autoRenew, keptUntil },
    subscriptionName: findOffer(programme, offerId)?.subscriptionName[ctx.lang] ?? offerId,
    stateText: memberships.wordState(state, ctx.lang),
    paidBy: last ? paidByView(last.card) : null,
    cancelledOn: row.cancelledOn,
    refunded: last?.refunded ? { amount: moneyView(last.refunded.amount), on: last.refunded.on } : null,
    reminderOn: memberships.reminderIn(programme, row, ctx.today),
    moves: await memberships.renewalDoors(ctx, row),
  };
}

const agreementOf = (ctx: AccountCtx, offer: Offer) => agreementOn(ctx.house.programme, offer.terms, ctx.today, ctx.standing.country);

const actions: Actions<typeof purchasing> = {
  ...aheadActions,
  ...transferActions,
  ...deskActions,
  ...providerActions,

  async offers(ctx) {
    const { programme } = ctx.house;
    const { lang, accountId } = ctx;
    const { country } = ctx.standing;
    const { buyer } = (await billedTo(ctx.tx, accountId, ctx.today))!;
    const around = await lookAround(ctx);
    const joined = around.owned.find((row) => row.kind === "network");
    const network = joined && isHeld(joined, ctx.today) ? joined : undefined;
    const holders = await store.listBuyers(ctx.tx, accountId, permits["offers.buy"].roles);

    const seesOrders = doorOf("orders.view", ctx.roles, ctx.standing).open;
    const paid = seesOrders ? await orders.listLastPaid(ctx.tx, accountId) : new Map<string, orders.LastPaid>();
    const waiting = seesOrders ? around.paying.filter(({ payUntil }) => payUntil !== null) : [];

    const tiles = programme.offers.map((offer) => ({ offer, now: situationOf(ctx, offer, buyer, around) }));
    // A member whose level rests keeps seeing what it may buy again: every door says why it is closed.
    const available = joined ? tiles.filter(({ offer, now }) => now.owned < offer.maxPerAccount) : [];
    const known = findCountry(programme, country);
    return accept({
      level: network ? { name: programme.membership.name[lang], since: network.anchorOn } : null,
      country: { code: country, name: known?.name[lang] ?? country },
      currency: known?.sellable ? known.currency : null,
      available: await Promise.all(available.map(({ offer, now }) => tileView(ctx, offer, now))),
      purchased: await Promise.all(around.owned.filter(({ kind }) => kind === "offer").map((row) => ownedView(ctx, row, paid))),
      waiting: waiting.map(({ orderId, number, offerId, renews, state, total, payUntil }) => ({
        ...{ orderId, number, offerId, renews, state, payUntil: payUntil! },
        subscriptionName: offerRef(programme, offerId, lang).subscriptionName,
        total: moneyView(total),
      })),
      buyers: holders.map(({ id, name }) => ({ name, me: id === ctx.person.id })),
    });
  },

  async terms(ctx, { params, query }) {
    const offer = findOffer(ctx.house.programme, params.offerId);
    if (!offer) return refuse("purchasing.offerNotFound");
    const agreement = query.version
      ? ctx.house.programme.agreements.find(({ id, version }) => id === offer.terms && version === query.version)
      : agreementOf(ctx, offer);
    if (!agreement) return refuse("purchasing.offerNotFound");

    const { title, version, effectiveFrom, text } = agreement;
    const blocks = blocksOf(text[ctx.lang]).map((block) => (block.kind === "list" ? { ...block, items: [...block.items] } : block));
    return accept({ title: title[ctx.lang], version, effectiveFrom, language: ctx.lang, sha256: hashOf(agreement, ctx.lang), blocks });
  },

  async openCart(ctx, { body }) {
    const offer = findOffer(ctx.house.programme, body.offerId);
    const billed = await billedTo(ctx.tx, ctx.accountId, ctx.today);
    if (!offer || !billed) return refuse("purchasing.offerNotFound");
    const wanted = { offerId: offer.id, renews: null };
    const own = await store.openCartOf(ctx.tx, ctx.accountId, ctx.person.id, wanted);
    const decided = decideOffer(offer, situationOf(ctx, offer, billed.buyer, await lookAround(ctx, own)));
    if (!decided.ok) return decided;

    const cartId = own ?? (await store.openCart(ctx.tx, ctx.accountId, ctx.person.id, { ...wanted, term: null }, decided.value, ctx.now));

    const shown = await show(ctx, cartId);
    return shown.ok ? shown : refuse("purchasing.offerNotFound");
  },

  async openRenewal(ctx, { params }) {
    const around = await lookAround(ctx);
    const row = around.owned.find(({ id, kind }) => id === params.membershipId && kind === "offer");
    if (!row) return refuse("memberships.notFound");
    const term = memberships.renewalIn(ctx.house.programme, row, ctx.today);
    if (!term.ok) return term;
    const offer = findOffer(ctx.house.programme, row.offerId);
    const billed = await billedTo(ctx.tx, ctx.accountId, ctx.today);
    if (!offer || !billed) return refuse("purchasing.offerNotFound");
    const wanted = { offerId: offer.id, renews: row.id };
    const own = await store.openCartOf(ctx.tx, ctx.accountId, ctx.person.id, wanted);
    const paying = around.paying.filter(({ cartId }) => cartId !== own);
    const decided = decideOffer(offer, situationOf(ctx, offer, billed.buyer, { ...around, paying, renews: row.id }));
    if (!decided.ok) return decided;

    // A cart left over from a term that has begun meanwhile is of no use to anybody.
    const stale = own === undefined ? undefined : await store.loadCart(ctx.tx, ctx.accountId, ctx.person.id, own);
    const usable = stale?.renews?.term === term.value ? own : undefined;
    if (stale && usable === undefined) await store.leaveCart(ctx.tx, ctx.accountId, stale.id);
    const cartId =
      usable ?? (await store.openCart(ctx.tx, ctx.accountId, ctx.person.id, { ...wanted, term: term.value }, decided.value, ctx.now));

    const shown = await show(ctx, cartId);
    return shown.ok ? shown : refuse("purchasing.offerNotFound");
  },

  async renewalCart(ctx, { params }) {
    const row = await memberships.load(ctx.tx, ctx.accountId, params.membershipId);
    const wanted = row && { offerId: row.offerId, renews: row.id };
    const cartId = wanted && (await store.currentCartOf(ctx.tx, ctx.accountId, ctx.person.id, wanted));
    return cartId === undefined ? refuse("purchasing.cartNotFound") : show(ctx, cartId);
  },

  async readDetails(ctx, { params, body }) {
    const desk = await deskToChange(ctx, params.cartId, body.version);
    if (!desk.ok) return desk;
    const { cart, amounts } = desk.value;
    if (!(await store.changeCart(ctx.tx, ctx.accountId, cart.id, cart.version, { detailsAt: ctx.now, amounts })))
      return refuse("purchasing.cartChanged");
    return show(ctx, cart.id);
  },

  cart: (ctx, { params }) => show(ctx, params.cartId),

  async cartOf(ctx, { params }) {
    const cartId = await store.currentCartOf(ctx.tx, ctx.accountId, ctx.person.id, { offerId: params.offerId, renews: null });
    return cartId === undefined ? refuse("purchasing.cartNotFound") : show(ctx, cartId);
  },

  async leaveCart(ctx, { params }) {
    const cart = await store.loadCart(ctx.tx, ctx.accountId, ctx.person.id, params.cartId);
    if (!cart) return refuse("purchasing.cartNotFound");
    if (cart.state === "ordered") return refuse("purchasing.alreadyOrdered", { number: cart.order?.number ?? "" });
    if (cart.order?.state === "paying") return refuse("purchasing.inFlight", { name: ctx.actor.name });

    if (!(await store.leaveCart(ctx.tx, ctx.accountId, cart.id))) return refuse("purchasing.cartClosed");
    return accept({});
  },

  async acceptTerms(ctx, { params, body }) {
    const desk = await deskToChange(ctx, params.cartId, body.version);
    if (!desk.ok) return desk;
    const { cart, offer, amounts } = desk.value;
    if (cart.renews && cart.detailsAt === null) return refuse("purchasing.detailsUnread");
    const agreement = agreementOf(ctx, offer);
    const language = languageOf(agreement, body.terms.sha256);
    if (body.terms.version !== agreement.version || !language) return refuse("purchasing.termsChanged", { version: agreement.version });

    const { id, version } = agreement;
    const accepted = { id, version, language, sha256: body.terms.sha256, at: ctx.now };
    if (!(await store.changeCart(ctx.tx, ctx.accountId, cart.id, cart.version, { accepted, amounts })))
      return refuse("purchasing.cartChanged");
    ctx.record({
      type: "terms.accepted",
      accountId: ctx.accountId,
      subject: cart.id,
      data: { terms: id, version, language, sha256: accepted.sha256, offerId: offer.id },
    });

    return show(ctx, cart.id);
  },

  async methods(ctx) {
    const gateway = paymentGateway(ctx.house);
    // A card that another provider keeps cannot be charged here.
    const methods = (await store.listMethods(ctx.tx, ctx.accountId)).filter((method) => method.gateway === gateway?.id);
    const countries = ctx.house.programme.countries.map(({ code, name }) => ({ code, name: name[ctx.lang] }));
    return accept({
      items: methods.map((method) => methodView(method, ctx.today)),
      entry: gateway?.cardPage ? "page" : "form",
      countries: countries.sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
    });
  },

  async addMethod(ctx, { params, body }) {
    if (holdsCardNumber(body.token)) return refuse("purchasing.cardNumber", {}, "/token");
    const gateway = paymentGateway(ctx.house);
    const desk = await deskToChange(ctx, params.cartId, body.version);
    if (!desk.ok) return desk;
    const { cart, offer, amounts } = desk.value;
    const terms = decidePayment(factsOf(ctx.house.programme, cart, agreementOf(ctx, offer), amounts));
    if (!terms.ok) return terms;
    if (!gateway) return refuse("purchasing.gatewayUnreachable");

    const attached = await gateway.attach(body.token, ctx.accountId);
    if (attached.outcome === "unreachable") return refuse("purchasing.gatewayUnreachable");
    if (attached.outcome === "unknownToken") return refuse("purchasing.tokenUnknown", {}, "/token");

    const changed = await ctx.transaction<Decision<true, "purchasing.cartChanged">>(async (act) => {
      const method = { ...attached.card, gateway: gateway.id, ref: attached.ref, by: ctx.person.id, at: act.now };
      const { id, made } = await store.storeMethod(act.tx, ctx.accountId, method);
      // A cart that has moved on keeps what it has, and the card is not stored behind its back.
      if (!(await store.changeCart(act.tx, ctx.accountId, cart.id, cart.version, { methodId: id, amounts })))
        throw new Rollback(refuse("purchasing.cartChanged"));
      if (made)
        act.record({
          type: "paymentMethod.added",
          accountId: ctx.accountId,
          subject: id,
          data: { brand: method.brand, last4: method.last4 },
        });
      return accept(true);
    });

    return changed.ok ? show(ctx, cart.id) : changed;
  },

  async chooseMethod(ctx, { params, body }) {
    const desk = await deskToChange(ctx, params.cartId, body.version);
    if (!desk.ok) return desk;
    const { cart, offer, amounts } = desk.value;
    const terms = decidePayment(factsOf(ctx.house.programme, cart, agreementOf(ctx, offer), amounts));
    if (!terms.ok) return terms;
    const method = await store.loadMethod(ctx.tx, ctx.accountId, body.methodId);
    if (!method || method.gateway !== paymentGateway(ctx.house)?.id) return refuse("purchasing.methodNotFound");
    if (isExpired(method, ctx.today)) return refuse("purchasing.methodExpired", { last4: method.last4 });

    if (!(await store.changeCart(ctx.tx, ctx.accountId, cart.id, cart.version, { methodId: method.id, amounts })))
      return refuse("purchasing.cartChanged");
    return show(ctx, cart.id);
  },

  async buy(ctx, { params, body }) {
    const gateway = paymentGateway(ctx.house);
    if (!gateway) return refuse("purchasing.noPaymentProvider", { contact: ctx.house.programme.operator.email });
    const placed = await ctx.transaction((act) => placeOrder(act, ctx, { cartId: params.cartId, version: body.version }));
    if (!placed.ok) {
      // The server died after this press placed its order: the same key finds that order, and never makes a second.
      const repeated = await orders.loadRepeated(ctx.tx, ctx.accountId, params.cartId, ctx.idempotencyKey!);
      if (!repeated) return placed;
      return repeated.state === "paid"
        ? accept({ ...(await orderView(ctx, repeated)), confirmAt: null })
        : refuse("purchasing.paymentUnknown");
    }

    const { orderId, charge: what } = placed.value;
    const answer = await charge(ctx.house, gateway, what);
    if (answer.outcome === "unknown") return refuse("purchasing.paymentUnknown");
    if (answer.outcome === "actionNeeded") {
      await letConfirm(ctx.house, what.attemptId);
      const waiting = await orders.loadOrder(ctx.tx, ctx.accountId, orderId);
      return waiting ? accept({ ...(await orderView(ctx, waiting)), confirmAt: answer.url }) : refuse("purchasing.paymentUnknown");
    }
    const ended = await ctx.transaction((act) =>
      finishOrder(act, { accountId: ctx.accountId, orderId, attemptId: what.attemptId }, answer),
    );

    const made = ended ?? (await orders.loadOrder(ctx.tx, ctx.accountId, orderId));
    if (made?.state === "paid") return accept({ ...(await orderView(ctx, made)), confirmAt: null });
    if (made?.declined) return declineRefusal(made.declined);
    return refuse(answer.outcome === "unreachable" ? "purchasing.gatewayUnreachable" : "purchasing.notCharged");
  },

  async orders(ctx, { query }) {
    const found = await orders.listOrders(ctx.tx, ctx.accountId, {
      membershipId: query.membershipId,
      before: query.cursor,
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    return accept({
      items: await Promise.all(items.map((order) => orderView(ctx, order))),
      nextCursor: found.length > query.limit ? items.at(-1)!.id : null,
    });
  },

  async order(ctx, { params }) {
    const order = await orders.loadOrder(ctx.tx, ctx.accountId, params.orderId);
    return order ? accept(await orderView(ctx, order)) : refuse("purchasing.orderNotFound");
  },
};

export const purchasingRoom = room("purchasing", purchasing, actions);
