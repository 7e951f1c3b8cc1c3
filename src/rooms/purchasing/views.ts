import { createHash } from "node:crypto";
import type { Card } from "../../kit/cards.ts";
import { isExpired } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import { addDays, dayOf } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import { writeMoney } from "../../kit/format.ts";
import type { Money } from "../../kit/money.ts";
import { decimal } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { langs } from "../../kit/words.ts";
import { agreementOn, findCountry, findOffer, transferAccountIn } from "../../programme/programme.ts";
import type { Agreement, Offer, Programme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { loadProfile } from "../accounts/door.ts";
import type { Billed } from "../billing/door.ts";
import type { Membership } from "../memberships/door.ts";
import { isStarter, termOf } from "../memberships/rules.ts";
import type { RenewalRefusal } from "./charging.ts";
import type { Order, Paying, Proof, SoldTo } from "./orders.store.ts";
import type { Amounts, CartFacts, Situation } from "./rules.ts";
import { amountsFor, decideBuy, decideOffer, refundUntil, requirementsOf, situationIn, stepOf } from "./rules.ts";
import type { Cart, Method } from "./store.ts";
import type { Buyer } from "./tax.rules.ts";
import type { Contact } from "./transfer.rules.ts";
import { decideMove, isWaiting, payUntilOf, referenceOf, standingOf } from "./transfer.rules.ts";

/** The term a cart is for, and whether it may be bought today. */
export type Renewal = { readonly term: ReturnType<typeof termIn>; readonly may: Decision<unknown, RenewalRefusal> };

export const moneyView = (amount: Money) => ({ amount: decimal(amount), currency: amount.currency });

const countryView = (programme: Programme, code: string, lang: Lang) => ({ code, name: findCountry(programme, code)?.name[lang] ?? code });

const amountsView = (programme: Programme, { country, net, treatment, exemption, taxRate, tax, total }: Amounts, lang: Lang) => ({
  country: countryView(programme, country, lang),
  net: moneyView(net),
  treatment,
  exemption,
  taxRate,
  tax: moneyView(tax),
  total: moneyView(total),
});

/** An offer that has left the programme keeps its id for a name: what was bought stays on the papers. */
export function offerRef(programme: Programme, id: string, lang: Lang) {
  const offer = findOffer(programme, id);
  return {
    id,
    name: offer?.name[lang] ?? id,
    subscriptionName: offer?.subscriptionName[lang] ?? id,
    starter: offer !== undefined && isStarter(programme, offer),
  };
}

const highlightsOf = ({ highlights }: Offer, lang: Lang) =>
  highlights.map(({ figure, name, detail }) => ({ figure, name: name[lang], detail: detail[lang] }));

/** An order of an offer that is being charged or that awaits its transfer. */
type UnderWay = Pick<Paying, "offerId" | "number" | "buyerName" | "state">;

/** What the company is and has, as every rule about an offer wants to know it; what is about to be renewed is no obstacle to itself. */
export const situationOf = (
  ctx: Pick<AccountCtx, "house" | "lang" | "today">,
  offer: Offer,
  buyer: Buyer,
  {
    owned,
    paying,
    provider,
    renews,
  }: { owned: readonly Membership[]; paying: readonly UnderWay[]; provider: boolean; renews?: string | undefined },
): Situation =>
  situationIn(ctx.house.programme, ctx.lang, ctx.today, offer, buyer, {
    ...{ owned, provider, renews },
    paying: paying.find(({ offerId, state }) => offerId === offer.id && !isWaiting(state))?.buyerName,
    awaiting: paying.find(({ offerId, state }) => offerId === offer.id && isWaiting(state))?.number,
  });

export async function tileView(ctx: AccountCtx, offer: Offer, now: Situation) {
  const { lang } = ctx;
  const { programme } = ctx.house;
  const amounts = amountsFor(programme, offer, now.buyer);
  const decided = decideOffer(offer, now);
  return {
    id: offer.id,
    name: offer.name[lang],
    description: offer.description[lang],
    highlights: highlightsOf(offer, lang),
    termMonths: offer.termMonths,
    maxPerAccount: offer.maxPerAccount,
    price: amounts ? amountsView(programme, amounts, lang) : null,
    requirements: requirementsOf(offer, now).map(({ met, text }) => ({ met, text: text[lang] })),
    refund: { days: offer.refund.days, blockedBy: [...offer.refund.blockedBy] },
    moves: { buy: await ctx.door("offers.buy", decided.ok ? undefined : decided) },
  };
}

/** Of the text in one language, as it is shown. */
export const hashOf = (agreement: Agreement, lang: Lang): string => createHash("sha256").update(agreement.text[lang]).digest("hex");

/** The language whose text has this hash, if it is one of this agreement's. */
export const languageOf = (agreement: Agreement, sha256: string): Lang | undefined =>
  langs.find((lang) => hashOf(agreement, lang) === sha256);

export const methodView = (method: Method, today: Day) => {
  const { id, brand, last4, expMonth, expYear, addedBy, addedAt } = method;
  return { id, brand, last4, expMonth, expYear, addedBy, addedAt, usable: !isExpired(method, today) };
};

/** A company as papers name it. */
export const soldToOf = ({ buyer: _, ...billed }: Billed): SoldTo => billed;

/** A paper says the country's name; the row keeps its code. */
const soldToView = (programme: Programme, { country, poNumber = "", ...rest }: SoldTo, lang: Lang) => ({
  ...rest,
  poNumber,
  country: countryView(programme, country, lang).name,
});

export const factsOf = (programme: Programme, cart: Cart, agreement: Agreement, amounts: Amounts): CartFacts => ({
  state: cart.state,
  accepted: cart.accepted?.id === agreement.id ? cart.accepted.version : undefined,
  inForce: agreement.version,
  card: cart.method ?? undefined,
  transfer: cart.contact === null ? null : transferAccountIn(programme, amounts.total.currency) !== undefined,
  unread: cart.renews !== null && cart.detailsAt === null,
  shown: cart.shown,
  amounts,
});

const refundView = (offer: Offer | undefined, placedOn: Day) => ({
  days: offer?.refund.days ?? 0,
  until: offer ? refundUntil(placedOn, offer.refund) : placedOn,
  blockedBy: [...(offer?.refund.blockedBy ?? [])],
});

/** An amount in a reader's language, for sentences. */
export const writing =
  (lang: Lang) =>
  (amount: Money): string =>
    writeMoney(moneyView(amount), lang);

/** The term that a cart is about to buy: the first of a new membership, or the next one of the membership that it renews. */
export function termIn(cart: Cart, offer: Offer, owned: readonly Membership[], today: Day) {
  const { renews } = cart;
  const row = renews === null ? undefined : owned.find(({ id }) => id === renews.membershipId);
  const term = row && renews ? termOf(row.anchorOn, row.termMonths, renews.term) : termOf(today, offer.termMonths, 1);
  return { ...term, months: row?.termMonths ?? offer.termMonths };
}

export async function cartView(ctx: AccountCtx, cart: Cart, offer: Offer, billed: Billed, now: Situation, renewal: Renewal) {
  const { lang, today } = ctx;
  const { programme } = ctx.house;
  const agreement = agreementOn(programme, offer.terms, today, now.buyer.country);
  // Where nothing is sold any more, the door of « Acheter » says so; the page keeps showing what it showed.
  const facts = factsOf(programme, cart, agreement, amountsFor(programme, offer, now.buyer) ?? cart.shown);
  const open = renewal.may.ok ? decideOffer(offer, now) : renewal.may;
  const ready = open.ok ? decideBuy(facts, today, writing(lang)) : open;
  const { term } = renewal;
  const { currency } = facts.amounts.total;
  const account = transferAccountIn(programme, currency);
  const { days } = programme.transfers;
  return {
    id: cart.id,
    version: cart.version,
    step: stepOf(facts, today),
    details: { read: cart.detailsAt !== null },
    offer: offerRef(programme, offer.id, lang),
    terms: {
      title: agreement.title[lang],
      version: agreement.version,
      accepted: cart.accepted && { version: cart.accepted.version, at: cart.accepted.at },
    },
    method: cart.method && methodView(cart.method, today),
    transfer: {
      chosen: cart.contact !== null,
      contact: cart.contact ?? (await contactOf(ctx)),
      bank: account ? { holder: account.holder, bank: account.bank, iban: account.iban, bic: account.bic } : null,
      days,
      payUntil: payUntilOf(today, days),
    },
    soldTo: soldToView(programme, soldToOf(billed), lang),
    amounts: amountsView(programme, cart.shown, lang),
    term,
    renews: cart.renews?.membershipId ?? null,
    renewal: { automatic: cart.contact === null, on: term.endsOn, reminderOn: addDays(term.endsOn, offer.renewal.reminderDays[0] ?? 0) },
    refund: refundView(offer, today),
    order: cart.order,
    moves: {
      buy: await ctx.door("offers.buy", ready.ok ? undefined : ready),
      payByCard: await ctx.door("offers.buy", now.provider ? undefined : refuse("purchasing.cardNotHere")),
      payByTransfer: await ctx.door("offers.buy", account ? undefined : refuse("purchasing.transferNotHere", { currency })),
    },
  };
}

/** Who is asked about a transfer until somebody says otherwise: the person who buys, by the company's telephone. */
const contactOf = async ({ tx, accountId, person }: AccountCtx): Promise<Contact> => ({
  name: `${person.givenName} ${person.familyName}`,
  phone: (await loadProfile(tx, accountId))?.contact.phone ?? "",
  email: person.email,
});

export const proofView = ({ file, paidOn, bankAccount, reference, by, at }: Proof) => ({
  file: { name: file.name, size: file.size },
  ...{ paidOn, bankAccount, reference, by, at },
});

export const paidByView = (card: Card | null) =>
  card
    ? { by: "card" as const, brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear }
    : { by: "transfer" as const };

/** The day from which an order's first term and its refund count: a card's own day, a transfer's day of matching, or today until then. */
const countsFrom = (order: Order, zone: string, today: Day): Day =>
  order.transfer === null ? order.placedOn : order.state === "paid" && order.closedAt ? dayOf(order.closedAt, zone) : today;

/** The days that an order pays for. */
export const termOfOrder = (order: Order, zone: string, today: Day): { startsOn: Day; endsOn: Day } =>
  order.renews
    ? { startsOn: order.renews.startsOn, endsOn: order.renews.endsOn }
    : termOf(countsFrom(order, zone, today), order.termMonths, 1);

export const stateOf = ({ state, transfer }: Pick<Order, "state" | "transfer">, today: Day) =>
  standingOf({ state, payUntil: transfer?.payUntil ?? null }, today);

export async function orderView(ctx: AccountCtx, order: Order) {
  const { house, lang, person, today, standing } = ctx;
  const { programme, clock } = house;
  const agreement = programme.agreements.find(({ id, version }) => id === order.terms.id && version === order.terms.version);
  const from = countsFrom(order, clock.zone, today);
  const { number, state, transfer } = order;
  const held = { number, state, payUntil: transfer?.payUntil ?? null };
  const cancel = decideMove("cancel", held, today);
  const prove = decideMove("prove", held, today);
  return {
    id: order.id,
    number,
    state: stateOf(order, today),
    offer: offerRef(programme, order.offerId, lang),
    membershipId: order.membershipId,
    placedOn: order.placedOn,
    placedAt: order.placedAt,
    closedAt: order.closedAt,
    refundedOn: order.refundedOn,
    amounts: amountsView(programme, order.amounts, lang),
    term: {
      ...termOfOrder(order, clock.zone, today),
      months: order.termMonths,
    },
    renews: order.renews?.membershipId ?? null,
    automatic: order.automatic,
    soldTo: soldToView(programme, order.soldTo, lang),
    paidBy: paidByView(order.card),
    transfer: transfer && {
      partnerId: standing.partnerId,
      reference: referenceOf(number, standing.partnerId),
      contact: transfer.contact,
      bank: transfer.bank,
      payUntil: transfer.payUntil,
      activationHours: programme.transfers.activationHours,
      uploads: { types: [...programme.transfers.proof.types], maxBytes: programme.transfers.proof.maxBytes },
      proof: transfer.proof && proofView(transfer.proof),
    },
    terms: {
      title: agreement?.title[lang] ?? order.terms.id,
      version: order.terms.version,
      language: order.terms.language,
      sha256: order.terms.sha256,
      acceptedBy: order.buyerName,
      acceptedAt: order.terms.at,
      acceptedOn: dayOf(order.terms.at, clock.zone),
    },
    boughtBy: { name: order.buyerName, me: order.buyerId === person.id },
    refund: refundView(findOffer(programme, order.offerId), from),
    declined: order.declined,
    moves: {
      cancel: await ctx.door("orders.manage", cancel.ok ? undefined : cancel),
      prove: await ctx.door("orders.manage", prove.ok ? undefined : prove),
    },
  };
}
