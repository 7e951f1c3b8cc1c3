import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { typeset } from "../../kit/words.ts";
import { loadProgramme } from "../../programme/load.ts";
import type { Caller, PartnerOptions } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { join, offerOf, purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const offersOf = (caller: Caller, accountId: string) => caller.do("purchasing.offers", { accountId });

test("F-011 the list of offers is empty before the company is a member of the network, and filled after", async () => {
  const partner = await house.partner();
  const before = await offersOf(partner.admin, partner.accountId);
  expect(before).toMatchObject({ level: null, available: [], purchased: [] });
  await join(house, partner);
  const after = await offersOf(partner.admin, partner.accountId);
  expect(after.level).toEqual({ name: "Adhésion au réseau", since: house.open.house.clock.today() });
  expect(after.available.map(({ id }) => id)).toEqual(house.open.house.programme.offers.map(({ id }) => id));
});

test("F-010 F-011 a company that is not a member of the network is refused by the server, whatever its page shows", async () => {
  const partner = await house.partner();
  const answer = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect(refusal(answer)).toEqual([409, "purchasing.notMember"]);
  expect(answer.problem.detail).toBe("Seules les entreprises membres du Microsoft Partner Network peuvent acheter cette offre.");
});

test("F-120 F-121 F-122 an offer is listed among « Offres disponibles » with the figures of its content, its price and the terms of its refund", async () => {
  const partner = await member(house);
  const { available, country, currency } = await offersOf(partner.admin, partner.accountId);
  const [pack] = available;
  const figures = Object.fromEntries(pack!.highlights.map(({ figure, name }) => [name, figure]));
  expect(figures).toEqual({
    "Windows 10 Entreprise": 10,
    "Visual Studio Professional": 3,
    "Visual Studio Team Services": 1,
    "Office 365 (E3)": 10,
    "Suite Enterprise Mobility": 5,
    "USD de crédits Microsoft Azure": 100,
  });
  expect([country.code, currency]).toEqual(["FR", "EUR"]);
  expect(pack).toMatchObject({
    termMonths: 12,
    maxPerAccount: 1,
    refund: { days: 30, blockedBy: ["keyOpened"] },
    moves: { buy: { open: true } },
  });
});

test.each([
  ["FR", "425.00", "85.00", "510.00", "EUR"],
  ["GB", "365.00", "73.00", "438.00", "GBP"],
  ["CH", "410.00", "33.21", "443.21", "CHF"],
  ["US", "475.00", "0.00", "475.00", "USD"],
])(
  "F-005 G-052 a company of %s sees the price of its country in its currency: %s and %s of tax, %s %s in all",
  async (country, net, tax, total, currency) => {
    const partner = await member(house, { country });
    const { available } = await offersOf(partner.admin, partner.accountId);
    expect(available[0]!.price).toMatchObject({
      net: { amount: net, currency },
      tax: { amount: tax, currency },
      total: { amount: total, currency },
    });
  },
);

test("F-005 in a country without a price nothing can be bought, and the door says so in a sentence", async () => {
  const partner = await member(house, { country: "CA" });
  const { available, currency } = await offersOf(partner.admin, partner.accountId);
  expect([currency, available[0]!.price]).toEqual([null, null]);
  const sentence = typeset("Cette offre n’a pas de prix pour votre pays (Canada) : elle ne peut pas y être achetée.", "fr");
  expect(available[0]!.moves.buy).toMatchObject({ open: false, text: sentence });
  const answer = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect([...refusal(answer), answer.problem.detail]).toEqual([409, "purchasing.notSoldInCountry", sentence]);
});

test("F-008 F-009 a level that must be earned lists the requirements it has met and those it misses, and cannot be bought", async () => {
  const partner = await member(house);
  const { available } = await offersOf(partner.admin, partner.accountId);
  for (const tile of available.slice(1)) {
    expect(tile.requirements.map(({ met }) => met)).toEqual([true, false]);
    expect(tile.moves.buy).toMatchObject({ open: false, text: expect.stringContaining(tile.requirements[1]!.text) });
    const answer = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: tile.id } });
    expect(refusal(answer)).toEqual([409, "purchasing.requirementMissing"]);
  }
});

test("F-072 C2 a partner administrator who is not a global administrator may buy; the page names everybody who may", async () => {
  const partner = await member(house);
  const buyer = await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", familyName: "Le Goff" });
  const { available, buyers } = await offersOf(buyer, partner.accountId);
  expect(available[0]!.moves.buy).toEqual({ open: true });
  expect(buyers).toEqual([
    { name: "Maëlle Kermadec", me: false },
    { name: "Yann Le Goff", me: true },
  ]);
  const order = await purchase(house, partner, buyer);
  expect(order).toMatchObject({ state: "paid", boughtBy: { name: "Yann Le Goff", me: true } });
});

test.each<[string, PartnerOptions, readonly ("salesAgent" | "partnerAdmin")[], string, number]>([
  ["without a buying role", {}, ["salesAgent"], "door.role", 403],
  ["C2 before the company is authorised", { verification: "pending" }, ["partnerAdmin"], "door.authorized", 409],
  ["C2 while a check waits for the partner", { verification: "actionNeeded" }, ["partnerAdmin"], "door.authorized", 409],
  ["C2 while nobody is a global administrator", { roles: ["accountAdmin"] }, ["partnerAdmin"], "door.hasGlobalAdmin", 409],
  ["before the agreement is signed", { signed: false }, ["partnerAdmin"], "door.agreementSigned", 409],
])("%s « S'abonner maintenant » is closed by the reason the server answers with", async (_, options, roles, code, status) => {
  const partner = await member(house, options);
  const person = await house.colleague(partner, roles);
  const door = (await offersOf(person, partner.accountId)).available[0]!.moves.buy;
  const answer = await person.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect(refusal(answer)).toEqual([status, code]);
  expect(door.open).toBe(false);
  expect(answer.problem.door).toEqual(door);
  if (code === "door.role") expect(answer.problem.detail).toContain("Maëlle Kermadec");
});

test("F-134 after the purchase the offer has moved from « Offres disponibles » to « Offres achetées », and is not sold twice", async () => {
  const partner = await member(house);
  await purchase(house, partner);
  const { available, purchased } = await offersOf(partner.admin, partner.accountId);
  expect(available.map(({ id }) => id)).not.toContain(offerOf(house));
  expect(purchased).toEqual([
    expect.objectContaining({ offerId: offerOf(house), subscriptionName: "Abonnement au Microsoft Action Pack", autoRenew: true }),
  ]);

  const again = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect([...refusal(again), again.problem.detail]).toEqual([
    409,
    "purchasing.alreadyOwned",
    "Votre entreprise a déjà cette offre, une seule est possible par entreprise.",
  ]);
});

test("F-134 G-014 « Offres achetées » says status, expiry, renewal and card; the card is for those who may see orders", async () => {
  const partner = await member(house);
  const order = await purchase(house, partner);
  const seller = await house.colleague(partner, ["salesAgent"], { language: "en" });
  const row = {
    membershipId: order.membershipId,
    startsOn: order.term.startsOn,
    endsOn: order.term.endsOn,
    autoRenew: true,
    state: "active",
  };
  const { purchased } = await offersOf(partner.admin, partner.accountId);
  expect(purchased).toEqual([expect.objectContaining({ ...row, stateText: "Actif", paidBy: order.paidBy })]);
  const seen = await offersOf(seller, partner.accountId);
  expect(seen.purchased).toEqual([expect.objectContaining({ ...row, stateText: "Active", paidBy: null })]);
});

test("the page speaks the reader's language, and a visitor or a stranger reads nothing", async () => {
  const partner = await member(house);
  const colleague = await house.colleague(partner, ["salesAgent"], { language: "en" });
  const { available, level } = await offersOf(colleague, partner.accountId);
  expect([level!.name, available[0]!.requirements[0]!.text]).toEqual(["Network membership", "Active network membership"]);
  expect(available[0]!.moves.buy).toMatchObject({ open: false, text: expect.stringContaining("Global administrator") });

  const stranger = await member(house);
  expect((await stranger.admin.call("purchasing.offers", { accountId: partner.accountId })).status).toBe(404);
  expect((await house.visitor().call("purchasing.offers", { accountId: partner.accountId })).status).toBe(401);
  const unknown = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: "no-such-offer" } });
  expect(refusal(unknown)).toEqual([404, "purchasing.offerNotFound"]);
  const extra = await partner.admin.call("purchasing.openCart", {
    accountId: partner.accountId,
    body: { offerId: offerOf(house), price: "1.00" } as never,
  });
  expect(extra.problem.errors).toEqual([expect.objectContaining({ pointer: "/price", code: "field.unknown" })]);
});

test("an offer that may be owned twice stays available after the first purchase", async () => {
  const toronto = await TestHouse.start({ programme: loadProgramme("src/testing/programme-example") });
  const partner = await member(toronto, { country: "CA" });
  await purchase(toronto, partner);
  const first = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
  expect([first.available.length, first.purchased.length]).toEqual([1, 1]);
  await purchase(toronto, partner);
  const second = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
  expect([second.available.length, second.purchased.length]).toEqual([0, 2]);
  await toronto.close();
});

test("outside the sandbox there is no payment provider yet: where a transfer is no way either the door says so, the server refuses, and the gateway does not exist", async () => {
  const outside = await TestHouse.start({
    environment: {
      ENTENTE_SANDBOX: "off",
      DATABASE_URL: "postgres://nobody@localhost/none",
      ENTENTE_SECRET: "s".repeat(48),
      SMTP_URL: "smtp://localhost:1",
    },
  });
  const partner = await member(outside, { country: "CZ" });
  const { available } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
  expect(available[0]!.moves.buy).toMatchObject({ open: false, text: expect.stringContaining("contact@entente.example") });
  const answer = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(outside) } });
  expect(refusal(answer)).toEqual([503, "purchasing.noPaymentProvider"]);
  const bought = await partner.admin.call("purchasing.buy", { accountId: partner.accountId, cartId: newId(), body: { version: 1 } });
  expect(refusal(bought)).toEqual([503, "purchasing.noPaymentProvider"]);
  expect((await outside.visitor().send("POST", "/sandbox-gateway/v1/tokens", "{}", { "content-type": "application/json" })).status).toBe(
    404,
  );
  await outside.close();
});
