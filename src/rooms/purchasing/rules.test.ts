import { describe, expect, test } from "vitest";
import type { Card } from "../../kit/cards.ts";
import { holdsCardNumber, isExpired, passesLuhn } from "../../kit/cards.ts";
import { decimal, money } from "../../kit/money.ts";
import { loadProgramme } from "../../programme/load.ts";
import type { Offer } from "../../programme/schema.ts";
import type { Amounts, CartFacts, Situation } from "./rules.ts";
import {
  amountsFor,
  attempt,
  cart,
  decideBuy,
  decideOffer,
  decidePayment,
  declineRefusals,
  order,
  refundUntil,
  requirementsOf,
  sameAmounts,
  stepOf,
} from "./rules.ts";

const programme = loadProgramme("programmes/network");
const example = loadProgramme("src/testing/programme-example");
const [pack, silver] = programme.offers as unknown as [Offer, Offer];
const today = "2026-06-22";
const card: Card = { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2028 };
/** A company of a country without a tax number or a certificate. */
const at = (country: string) => ({ country, vatNumber: "", exemption: null });
const situation: Situation = {
  programme,
  buyer: at("FR"),
  member: true,
  owned: 0,
  paying: undefined,
  awaiting: undefined,
  provider: true,
  lang: "fr",
};
const amounts = amountsFor(programme, pack, at("FR"))!;
const ready: CartFacts = {
  state: "open",
  accepted: "2026-02",
  inForce: "2026-02",
  card,
  transfer: null,
  unread: false,
  shown: amounts,
  amounts,
};
const write = ({ minor, currency }: { minor: number; currency: string }) => `${minor} ${currency}`;
const codeOf = (decision: { ok: boolean; code?: string }) => (decision.ok ? "ok" : decision.code);

describe("what it costs", () => {
  test.each([
    ["FR", "425.00", "85.00", "510.00", "EUR"],
    ["HU", "425.00", "114.75", "539.75", "EUR"],
    ["FI", "425.00", "108.38", "533.38", "EUR"],
    ["GB", "365.00", "73.00", "438.00", "GBP"],
    ["CH", "410.00", "33.21", "443.21", "CHF"],
    ["US", "475.00", "0.00", "475.00", "USD"],
    ["CZ", "10650.00", "2236.50", "12886.50", "CZK"],
    ["PL", "1825.00", "419.75", "2244.75", "PLN"],
  ])("F-005 F-128 in %s: %s, tax %s, to pay %s %s", (country, net, tax, total, currency) => {
    const found = amountsFor(programme, pack, at(country))!;
    expect([found.net, found.tax, found.total].map(decimal)).toEqual([net, tax, total]);
    expect([found.net, found.tax, found.total].map((amount) => amount.currency)).toEqual([currency, currency, currency]);
  });

  test("F-005 in every country the tax is its rate of the price, half a cent up, and the total is their sum", () => {
    for (const { code, sellable, vat } of programme.countries) {
      for (const offer of programme.offers) {
        const found = amountsFor(programme, offer, at(code));
        expect(found !== undefined, `${offer.id} in ${code}`).toBe(sellable);
        if (!found) continue;
        const tenThousandths = BigInt(found.net.minor) * BigInt(Math.round(Number(vat.rate) * 10_000));
        expect(BigInt(found.tax.minor), `${offer.id} in ${code}`).toBe((tenThousandths + 5_000n) / 10_000n);
        expect(found.total.minor).toBe(found.net.minor + found.tax.minor);
      }
    }
  });

  test("an unknown country and one where nothing is sold have no price", () => {
    expect(amountsFor(programme, pack, at("ZZ"))).toBeUndefined();
    expect(amountsFor(programme, pack, at("CA"))).toBeUndefined();
    expect(amountsFor(example, example.offers[0]!, at("CA"))?.total.currency).toBe("CAD");
  });

  test.each<[string, Partial<Amounts>]>([
    ["another country", { country: "BE" }],
    ["another price", { net: money(42600, "EUR") }],
    ["another tax", { tax: money(8501, "EUR") }],
    ["another total", { total: money(51001, "EUR") }],
    ["another reason for its tax", { treatment: "exempt" }],
    ["another certificate", { exemption: "EX-2" }],
    ["another currency", { total: money(51000, "USD") }],
  ])("amounts with %s are not the same", (_, change) => {
    expect(sameAmounts(amounts, { ...amounts })).toBe(true);
    expect(sameAmounts(amounts, { ...amounts, ...change })).toBe(false);
  });
});

describe("who may buy", () => {
  test.each<[string, Offer, Partial<Situation>, string]>([
    ["a member buys what it does not own", pack, {}, "ok"],
    ["F-010 a company that is no member buys nothing", pack, { member: false }, "purchasing.notMember"],
    [
      "F-010 not being a member is said before all else",
      silver,
      { member: false, provider: false, buyer: at("CA") },
      "purchasing.notMember",
    ],
    ["F-008 a level is earned: without a competency it cannot be bought", silver, {}, "purchasing.requirementMissing"],
    ["an offer without a price here", pack, { buyer: at("CA") }, "purchasing.notSoldInCountry"],
    ["one per company", pack, { owned: 1 }, "purchasing.alreadyOwned"],
    ["one order at a time", pack, { paying: "Yann Le Goff" }, "purchasing.inFlight"],
    ["G-011 one order at a time, by transfer too", pack, { awaiting: "2026-000007" }, "purchasing.awaitingTransfer"],
    ["no provider, and no account in the currency: no sale", pack, { provider: false, buyer: at("CZ") }, "purchasing.noPaymentProvider"],
    ["G-011 no provider, but an account in the currency: a transfer buys", pack, { provider: false }, "ok"],
  ])("%s", (_, offer, change, code) => {
    expect(codeOf(decideOffer(offer, { ...situation, ...change }))).toBe(code);
  });

  test("an offer that may be owned twice is refused at the third", () => {
    const toolbox = example.offers[0]!;
    const here: Situation = { ...situation, programme: example, buyer: at("CA") };
    expect(codeOf(decideOffer(toolbox, { ...here, owned: 1 }))).toBe("ok");
    expect(decideOffer(toolbox, { ...here, owned: 2 })).toMatchObject({ code: "purchasing.alreadyOwned", params: { count: 2 } });
  });

  test("F-009 each level lists the requirement of its own level, met or not, and the refusal names what is missing", () => {
    expect(requirementsOf(silver, { member: true }).map(({ met }) => met)).toEqual([true, false]);
    expect(requirementsOf(silver, { member: false }).map(({ met }) => met)).toEqual([false, false]);
    expect(decideOffer(silver, situation)).toMatchObject({ params: { count: 1, missing: [silver.requires[1]!.text.fr] } });
    expect(decideOffer(silver, { ...situation, lang: "en" })).toMatchObject({ params: { missing: [silver.requires[1]!.text.en] } });
  });

  test("a refusal carries what its sentence needs: who pays already, whom to write to, which card", () => {
    expect(decideOffer(pack, { ...situation, paying: "Yann Le Goff" })).toMatchObject({ params: { name: "Yann Le Goff" } });
    expect(decideOffer(pack, { ...situation, awaiting: "2026-000007" })).toMatchObject({ params: { number: "2026-000007" } });
    expect(decideOffer(pack, { ...situation, provider: false, buyer: at("CZ") })).toMatchObject({
      params: { contact: programme.operator.email },
    });
    expect(decideBuy({ ...ready, card: { ...card, expYear: 2025 } }, today, write)).toMatchObject({ params: { last4: "4242" } });
  });

  test("a country is named in the reader's language, an unknown one by its code", () => {
    expect(decideOffer(pack, { ...situation, buyer: at("CA"), lang: "en" })).toMatchObject({ params: { country: "Canada" } });
    expect(decideOffer(pack, { ...situation, buyer: at("ZZ") })).toMatchObject({ params: { country: "ZZ" } });
  });
});

describe("the steps", () => {
  test.each<[string, Partial<CartFacts>, string]>([
    ["nothing accepted yet", { accepted: undefined }, "terms"],
    ["F-125 terms come before payment, even when a card is known", { accepted: undefined, card }, "terms"],
    ["an older version was accepted", { accepted: "2025-01" }, "terms"],
    ["no card", { card: undefined }, "payment"],
    ["the card has expired", { card: { ...card, expMonth: 5, expYear: 2026 } }, "payment"],
    ["the card is good to the end of this month", { card: { ...card, expMonth: 6, expYear: 2026 } }, "order"],
    ["all is there", {}, "order"],
    ["G-011 a transfer instead of a card", { card: undefined, transfer: true }, "order"],
    ["G-011 a transfer in a currency that has no account", { card: undefined, transfer: false }, "payment"],
    ["it is bought", { state: "ordered", accepted: undefined }, "done"],
  ])("%s", (_, change, step) => {
    expect(stepOf({ ...ready, ...change }, today)).toBe(step);
  });

  test.each<[string, Partial<CartFacts>, string]>([
    ["F-124 no order without an acceptance", { accepted: undefined }, "purchasing.termsMissing"],
    ["F-124 an acceptance of another version is none", { accepted: "2025-01" }, "purchasing.termsChanged"],
    ["no order without a card", { card: undefined }, "purchasing.methodMissing"],
    ["an expired card buys nothing", { card: { ...card, expYear: 2025 } }, "purchasing.methodExpired"],
    ["F-128 what is charged is what was shown", { amounts: { ...amounts, total: money(51100, "EUR") } }, "purchasing.priceChanged"],
    ["G-011 no transfer without an account", { card: undefined, transfer: false }, "purchasing.transferNotHere"],
    ["G-011 ready by transfer", { card: undefined, transfer: true }, "ok"],
    ["ready", {}, "ok"],
  ])("« Acheter »: %s", (_, change, code) => {
    expect(codeOf(decideBuy({ ...ready, ...change }, today, write))).toBe(code);
  });

  test("the changed price names both amounts", () => {
    const dearer = { ...amounts, total: money(52000, "EUR") };
    expect(decideBuy({ ...ready, amounts: dearer }, today, write)).toMatchObject({ params: { was: "51000 EUR", now: "52000 EUR" } });
  });

  test("F-125 a payment method waits for the terms in force", () => {
    expect(codeOf(decidePayment({ accepted: undefined, inForce: "2026-02" }))).toBe("purchasing.termsMissing");
    expect(decidePayment({ accepted: "2025-01", inForce: "2026-02" })).toMatchObject({
      code: "purchasing.termsChanged",
      params: { version: "2026-02" },
    });
    expect(codeOf(decidePayment({ accepted: "2026-02", inForce: "2026-02" }))).toBe("ok");
  });
});

describe("lifecycles", () => {
  test("an order on its way ends paid, declined or abandoned; what was paid may be given back, and nothing else moves any more", () => {
    expect(order.legal("paying")).toEqual(["pay", "decline", "abandon"]);
    expect(order.legal("paid")).toEqual(["refund"]);
    for (const state of ["declined", "abandoned", "cancelled", "refunded"] as const) expect(order.legal(state)).toEqual([]);
  });

  test("G-011 G-012 an order by transfer waits, is proven, matched, cancelled or over; money that came in time pays it even then", () => {
    expect(order.legal("awaitingPayment")).toEqual(["prove", "match", "cancel", "expire"]);
    expect(order.legal("proofSubmitted")).toEqual(["prove", "match", "cancel", "expire"]);
    expect(order.legal("expired")).toEqual(["match"]);
  });

  test("an answered attempt and an ordered cart move no more", () => {
    expect(attempt.legal("captured")).toEqual([]);
    expect(cart.legal("ordered")).toEqual([]);
  });

  test("every reason of a provider has its own answer", () => {
    expect(new Set(Object.values(declineRefusals)).size).toBe(Object.keys(declineRefusals).length);
  });

  test("C8 the right to a refund ends with the thirtieth day after the purchase", () => {
    expect(refundUntil("2026-06-22", pack.refund)).toBe("2026-07-22");
    expect(refundUntil("2028-01-31", pack.refund)).toBe("2028-03-01");
  });
});

describe("cards", () => {
  test.each([
    ["4242424242424242", true],
    ["4242424242424241", false],
    ["378282246310005", true],
    ["0", true],
  ])("check digit of %s", (digits, right) => expect(passesLuhn(digits)).toBe(right));

  test.each([
    ["4242 4242 4242 4242", true],
    ["pay with 4000-0000-0000-0002 please", true],
    ["378282246310005", true],
    ["4242 4242 4242 4243", false],
    ["tok_Zx81Kq-42", false],
    ["0123456789", false],
    ["2026-06-22T10:00:00Z", false],
  ])("%s could be a card's number: %s", (text, could) => expect(holdsCardNumber(text)).toBe(could));

  test.each([
    ["2028-09-30", false],
    ["2028-10-01", true],
    ["2027-12-31", false],
    ["2029-01-01", true],
  ])("on %s a card of 09/2028 has expired: %s", (day, expired) => expect(isExpired(card, day)).toBe(expired));
});
