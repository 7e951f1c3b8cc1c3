import type { Day } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { agreementOn, findOffer } from "../../programme/programme.ts";
import type { Offer, Programme } from "../../programme/schema.ts";
import type { AccountCtx, Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { takeBack } from "../../server/jobs.ts";
import type {
  ActionNeeded,
  Asked,
  Captured,
  Charge,
  Closed,
  Declined,
  PaymentGateway,
  Unknown,
  Unreachable,
} from "../../server/payments.ts";
import { within } from "../../server/payments.ts";
import type { Profile } from "../accounts/door.ts";
import { loadProfile } from "../accounts/door.ts";
import { billedTo } from "../billing/door.ts";
import { paymentGateway } from "../gateway/door.ts";
import * as memberships from "../memberships/door.ts";
import type { RenewalRefusal as MembershipRefusal } from "../memberships/renewal.rules.ts";
import { termOf } from "../memberships/rules.ts";
import { expireTransfer } from "./expiring.ts";
import { confirmationLetter } from "./letters.ts";
import type { Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import { chargedLetters, tellNotCharged } from "./renewal.letters.ts";
import type { BuyRefusal, OfferRefusal } from "./rules.ts";
import { decideBuy, decideOffer, order as lifecycle } from "./rules.ts";
import * as store from "./store.ts";
import { standingOf } from "./transfer.rules.ts";
import { factsOf, moneyView, situationOf, soldToOf, writing } from "./views.ts";

/** The job that asks for the last word. */
const SETTLE = "purchasing.settle";
/** When the house asks again by itself: surely after the one who asked has given up or died. */
const SETTLE_SECONDS = 25;

export type Placed = { readonly orderId: string; readonly charge: Charge };
export type CartRefusal = "purchasing.cartNotFound" | "purchasing.cartClosed" | "purchasing.alreadyOrdered" | "purchasing.cartChanged";

/** A cart that can still change, as the writer has seen it. */
export function decideCart(cart: store.Cart | undefined, version: number): Decision<store.Cart, CartRefusal> {
  if (!cart) return refuse("purchasing.cartNotFound");
  if (cart.state === "ordered") return refuse("purchasing.alreadyOrdered", { number: cart.order?.number ?? "" });
  if (cart.state === "left") return refuse("purchasing.cartClosed");
  if (cart.version !== version) return refuse("purchasing.cartChanged");
  return accept(cart);
}

export type RenewalRefusal = MembershipRefusal | "purchasing.alreadyRenewed";

/** Whether the term that a cart is for may be bought today. A first term always may, as far as this goes. */
export function decideRenews(
  programme: Programme,
  renews: store.Cart["renews"],
  owned: readonly memberships.Membership[],
  today: Day,
): Decision<orders.Renews | null, RenewalRefusal> {
  if (renews === null) return accept(null);
  const row = owned.find(({ id }) => id === renews.membershipId);
  if (!row) return refuse("memberships.renewalGone");
  if (row.term >= renews.term) return refuse("purchasing.alreadyRenewed", { endsOn: row.endsOn });
  const may = memberships.renewalIn(programme, row, today);
  return may.ok ? accept({ ...renews, ...termOf(row.anchorOn, row.termMonths, renews.term) }) : may;
}

export type Ready = {
  readonly cart: store.Cart;
  readonly offer: Offer;
  readonly profile: Profile;
  /** What every order is made of, however it is paid. */
  readonly order: Omit<orders.NewOrder, "method" | "transfer">;
};

/**
 * The last look before an order is made: this company, this offer, this cart, all still as the person saw them. It holds what the company may
 * buy until the end of the transaction.
 */
export async function readyToOrder(
  act: Act,
  ctx: AccountCtx,
  asked: { readonly cartId: string; readonly version: number },
): Promise<Decision<Ready, CartRefusal | OfferRefusal | BuyRefusal | RenewalRefusal>> {
  const { accountId, person, lang } = ctx;
  const { programme } = act.house;
  // Hold first: one press of the company at a time gets past here. Then what is being paid is read, and what is owned after it: an order
  // that is finished in between has left the first list for the second, so it is seen in one of them.
  await memberships.hold(act.tx, accountId);
  const seen = decideCart(await store.loadCart(act.tx, accountId, person.id, asked.cartId), asked.version);
  if (!seen.ok) return seen;
  const cart = seen.value;
  if (cart.method && cart.method.gateway !== paymentGateway(act.house)?.id) return refuse("purchasing.methodMissing");
  const offer = findOffer(programme, cart.offerId);
  const profile = await loadProfile(act.tx, accountId);
  const billed = await billedTo(act.tx, accountId, act.today);
  if (!offer || !profile || !billed) return refuse("purchasing.cartNotFound");

  // An order whose days are over is in nobody's way, whether or not its bell has rung.
  const { underWay } = cart;
  const over = underWay !== null && standingOf(underWay, act.today) !== underWay.state;
  if (over) await expireTransfer(act, accountId, underWay.id);
  const paying = underWay === null || over ? [] : [{ ...underWay, offerId: offer.id }];
  const owned = await memberships.list(act.tx, accountId);
  const renews = decideRenews(programme, cart.renews, owned, act.today);
  if (!renews.ok) return renews;
  const around = { owned, paying, provider: true, renews: renews.value?.membershipId };
  const open = decideOffer(offer, situationOf(ctx, offer, billed.buyer, around));
  if (!open.ok) return open;
  const facts = factsOf(programme, cart, agreementOn(programme, offer.terms, act.today, billed.buyer.country), open.value);
  const ready = decideBuy(facts, act.today, writing(lang));
  if (!ready.ok) {
    // The new price stands in the cart from now on, so that the page shows it before anybody presses again.
    if (ready.code === "purchasing.priceChanged")
      await store.changeCart(act.tx, accountId, cart.id, cart.version, { amounts: facts.amounts });
    return ready;
  }

  return accept({
    cart,
    offer,
    profile,
    order: {
      id: newId(),
      attemptId: newId(),
      cartId: cart.id,
      renews: renews.value,
      offerId: offer.id,
      packageId: offer.package,
      termMonths: offer.termMonths,
      onlyOne: offer.maxPerAccount === 1,
      amounts: ready.value,
      placedOn: act.today,
      placedAt: act.now,
      soldTo: soldToOf(billed),
      terms: cart.accepted!,
      buyer: { id: person.id, name: ctx.actor.name },
      requestKey: ctx.idempotencyKey!,
      machine: act.machine,
    },
  });
}

/**
 * The first half of « Acheter »: an order on its way, with the question that the provider is about to be asked and the job that asks again
 * if nobody hears the answer. From here on no charge can be without an order.
 */
export async function placeOrder(
  act: Act,
  ctx: AccountCtx,
  asked: { readonly cartId: string; readonly version: number },
): Promise<Decision<Placed, CartRefusal | OfferRefusal | BuyRefusal | RenewalRefusal>> {
  const ready = await readyToOrder(act, ctx, asked);
  if (!ready.ok) return ready;
  const { cart, offer, profile, order } = ready.value;
  if (!cart.method) return refuse("purchasing.methodMissing");
  return accept(await writeOrder(act, ctx.accountId, { ...order, method: cart.method, transfer: null }, profile, offer));
}

/** Writes an order on its way, with the question that the provider is about to be asked and the job that asks again. */
export async function writeOrder(
  act: Act,
  accountId: string,
  order: orders.NewOrder & { readonly method: NonNullable<orders.NewOrder["method"]> },
  profile: Profile,
  offer: Offer,
): Promise<Placed> {
  const { total } = order.amounts;
  const number = await orders.placeOrder(act.tx, accountId, order);
  act.record({ type: "order.placed", accountId, subject: order.id, data: { number, offerId: offer.id, ...moneyView(total) } });
  act.enqueue({
    kind: SETTLE,
    key: order.attemptId,
    accountId,
    clock: "machine",
    dueAt: addSeconds(act.machine, SETTLE_SECONDS),
  });

  const description = `${number} ${profile.partnerId} ${offer.name.en}`;
  // The buyer of a cart is there; nobody is when the house renews.
  const returnTo = order.cartId === null ? undefined : `${act.house.url}/a/${accountId}/orders/${order.id}/payment`;
  const asked = { attemptId: order.attemptId, ref: order.method.ref, amount: total, order: number };
  return { orderId: order.id, charge: { ...asked, description, returnTo } };
}

export const lastWord = (house: House, gateway: PaymentGateway, asked: Asked): Promise<Captured | Declined | Closed | Unknown> =>
  within(house, gateway.close(asked));

/** Captures; when the answer is lost, asks once for the last word. What is still unknown then is the settling job's. */
export async function charge(
  house: House,
  gateway: PaymentGateway,
  what: Charge,
): Promise<Captured | Declined | Closed | ActionNeeded | Unreachable | Unknown> {
  const answer = await within(house, gateway.charge(what));
  return answer.outcome === "unknown" ? lastWord(house, gateway, what) : answer;
}

/**
 * The second half: what the provider said becomes of the order. Whoever comes second finds it done and changes nothing.
 * @returns the order as it ended, or undefined when somebody else has ended it.
 */
export async function finishOrder(
  act: Act,
  { accountId, orderId, attemptId }: { readonly accountId: string; readonly orderId: string; readonly attemptId: string },
  answer: Captured | Declined | Closed | Unreachable,
): Promise<Order | undefined> {
  const held = await orders.holdUnfinished(act.tx, accountId, orderId);
  if (!held) return undefined;
  const { order } = held;
  const quiet = takeBack(SETTLE, attemptId);
  const end = { orderId, attemptId, quiet, at: act.now, machine: act.machine, membershipId: null, chargeRef: null, declined: null };
  const told = { number: order.number, offerId: order.offerId, ...moneyView(order.amounts.total) };

  if (answer.outcome !== "captured") {
    const declined = answer.outcome === "declined" ? answer.reason : null;
    const move = declined ? "decline" : "abandon";
    await orders.closeOrder(act.tx, accountId, { ...end, move, declined });
    act.record({
      type: declined ? "order.declined" : "order.abandoned",
      accountId,
      subject: orderId,
      data: { ...told, ...(declined && { reason: declined }) },
    });
    if (declined && order.automatic && order.renews) await tellNotCharged(act, accountId, order.renews.membershipId, declined, order);
    return { ...order, state: lifecycle.to(move), closedAt: act.now, declined };
  }

  const started = await begin(act, accountId, held);
  if (!started) throw new Error(`order ${order.number} is captured, but the account has this term already`);
  await orders.closeOrder(act.tx, accountId, { ...end, move: "pay", membershipId: started.id, chargeRef: answer.ref });
  act.record({ type: "order.paid", accountId, subject: orderId, data: { ...told, orderId, membershipId: started.id } });
  if (order.automatic) for (const letter of await chargedLetters(act, accountId, order, started)) act.post(letter);
  else act.post(confirmationLetter(act.house, accountId, order, held.buyer, started));

  return { ...order, state: lifecycle.to("pay"), closedAt: act.now, membershipId: started.id };
}

/**
 * What a paid order begins: a membership, or the next term of the one it renews. A card pays on the day of the order, a transfer on the day on
 * which it is matched; and only a card can be charged again in a year.
 */
export async function begin(
  act: Act,
  accountId: string,
  { order, packageId, onlyOne }: orders.Unfinished,
): Promise<memberships.Membership | undefined> {
  const { offerId, termMonths, renews, automatic, transfer } = order;
  const paidOn = transfer ? act.today : order.placedOn;
  return renews
    ? memberships.renew(act, accountId, {
        membershipId: renews.membershipId,
        term: renews.term,
        paidOn,
        autoRenewOn: !automatic && !transfer,
        autoRenewOff: transfer !== null,
      })
    : memberships.start(act, accountId, {
        kind: "offer",
        offerId,
        packageId,
        termMonths,
        onlyOne,
        anchorOn: paidOn,
        autoRenew: transfer === null,
      });
}
