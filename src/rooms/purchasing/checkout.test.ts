import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { typeset } from "../../kit/words.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, cards, offerOf, purchase, refusal, tokenise } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const today = () => house.open.house.clock.today();

test("F-123 « S'abonner maintenant » starts the checkout at the terms, and comes back to the same cart", async () => {
  const partner = await member(house);
  const cart = await partner.admin.do("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect(cart).toMatchObject({ step: "terms", terms: { version: "2026-02", accepted: null }, method: null, order: null });
  expect(cart.moves.buy).toMatchObject({ open: false, text: "Acceptez d’abord les conditions générales de cette commande." });
  const again = await partner.admin.do("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
  expect(again.id).toBe(cart.id);
});

test("F-123 a colleague has a cart of their own, and cannot look into another's", async () => {
  const partner = await member(house);
  const yann = await house.colleague(partner, ["partnerAdmin"]);
  const mine = await Checkout.open(house, partner.admin, partner.accountId);
  const his = await Checkout.open(house, yann, partner.accountId);
  expect(his.cartId).not.toBe(mine.cartId);
  expect(refusal(await yann.call("purchasing.cart", { accountId: partner.accountId, cartId: mine.cartId }))).toEqual([
    404,
    "purchasing.cartNotFound",
  ]);
});

test("the page finds its cart by the offer: none before, the open one, then the one that was ordered", async () => {
  const partner = await member(house);
  const at = { accountId: partner.accountId, offerId: offerOf(house) };
  expect(refusal(await partner.admin.call("purchasing.cartOf", at))).toEqual([404, "purchasing.cartNotFound"]);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  expect(await partner.admin.do("purchasing.cartOf", at)).toMatchObject({ id: checkout.cartId, step: "order" });
  const order = (await checkout.buy()).body;
  expect(await partner.admin.do("purchasing.cartOf", at)).toMatchObject({ id: checkout.cartId, step: "done", order: { id: order.id } });
  const yann = await house.colleague(partner, ["partnerAdmin"]);
  expect(refusal(await yann.call("purchasing.cartOf", at))[0]).toBe(404);
});

test("F-124 the terms are read in the reader's language and accepted for this order: version, hash of the text shown, person and time", async () => {
  const partner = await member(house);
  const colleague = await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", familyName: "Le Goff", language: "en" });
  const terms = await colleague.do("purchasing.terms", { accountId: partner.accountId, offerId: offerOf(house) });
  expect([terms.language, terms.title, terms.blocks[0]!.kind]).toEqual([
    "en",
    "Terms and conditions of the internal-use rights",
    "heading",
  ]);
  const order = await purchase(house, partner, colleague);
  expect(order.terms).toEqual({
    title: terms.title,
    version: terms.version,
    language: "en",
    sha256: terms.sha256,
    acceptedBy: "Yann Le Goff",
    acceptedAt: expect.any(String),
    acceptedOn: today(),
  });
  const french = await partner.admin.do("purchasing.terms", {
    accountId: partner.accountId,
    offerId: offerOf(house),
    version: terms.version,
  });
  expect(french.sha256).not.toBe(terms.sha256);
  const [fact] = await house.db.query(
    sql`select actor_name as who, data from facts where account_id = ${partner.accountId} and type = 'terms.accepted'`,
  );
  expect(fact).toMatchObject({ who: "Yann Le Goff", data: { version: "2026-02", language: "en", sha256: terms.sha256 } });
});

test("F-124 what was not shown cannot be accepted: another version, another text, a broken hash", async () => {
  const partner = await member(house);
  const checkout = await Checkout.open(house, partner.admin, partner.accountId);
  const at = { accountId: partner.accountId, cartId: checkout.cartId };
  const { version, sha256 } = await partner.admin.do("purchasing.terms", { accountId: partner.accountId, offerId: offerOf(house) });
  const accept = (terms: { version: string; sha256: string }) =>
    partner.admin.call("purchasing.acceptTerms", { ...at, body: { version: checkout.version, terms } });
  expect(refusal(await accept({ version: "2025-01", sha256 }))).toEqual([409, "purchasing.termsChanged"]);
  expect(refusal(await accept({ version, sha256: "0".repeat(64) }))).toEqual([409, "purchasing.termsChanged"]);
  expect((await accept({ version, sha256: "x" })).problem.errors).toEqual([expect.objectContaining({ pointer: "/terms/sha256" })]);
  expect((await checkout.read()).terms.accepted).toBeNull();
  expect(
    refusal(await partner.admin.call("purchasing.terms", { accountId: partner.accountId, offerId: offerOf(house), version: "1999-01" }))[0],
  ).toBe(404);
});

test("F-124 each order has its own acceptance: a second cart begins with the terms again", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  await partner.admin.do("purchasing.leaveCart", { accountId: partner.accountId, cartId: checkout.cartId });
  const next = await Checkout.open(house, partner.admin, partner.accountId);
  expect(await next.read()).toMatchObject({ step: "terms", terms: { accepted: null }, method: null });
});

test("F-125 terms come before payment, and the server keeps the order of the steps", async () => {
  const partner = await member(house);
  const checkout = await Checkout.open(house, partner.admin, partner.accountId);
  const at = { accountId: partner.accountId, cartId: checkout.cartId };
  const { token } = await tokenise(partner.admin);
  const early = await partner.admin.call("purchasing.addMethod", { ...at, body: { version: checkout.version, token } });
  expect(refusal(early)).toEqual([409, "purchasing.termsMissing"]);
  expect(refusal(await checkout.buy())).toEqual([409, "purchasing.termsMissing"]);
  await checkout.accept();
  expect(refusal(await checkout.buy())).toEqual([409, "purchasing.methodMissing"]);
  expect((await partner.admin.do("purchasing.methods", { accountId: partner.accountId })).items).toEqual([]);
  expect(await house.db.query(sql`select 1 from orders where account_id = ${partner.accountId}`)).toEqual([]);
});

test("F-126 without a usable method one is added; a stored one is offered to every buyer of the company afterwards", async () => {
  const partner = await member(house);
  const checkout = await Checkout.open(house, partner.admin, partner.accountId);
  expect(await checkout.accept()).toMatchObject({ step: "payment", method: null });
  expect(await checkout.payWith()).toMatchObject({
    step: "order",
    method: { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2031, usable: true, addedBy: "Maëlle Kermadec" },
  });

  const yann = await house.colleague(partner, ["partnerAdmin"]);
  const { items } = await yann.do("purchasing.methods", { accountId: partner.accountId });
  expect(items).toHaveLength(1);
  const his = await Checkout.open(house, yann, partner.accountId);
  const accepted = await his.accept();
  const chosen = await yann.do("purchasing.chooseMethod", {
    accountId: partner.accountId,
    cartId: his.cartId,
    body: { version: accepted.version, methodId: items[0]!.id },
  });
  expect(chosen.step).toBe("order");
});

test("F-126 a card that has expired by the business clock is no usable method: it is shown, and neither chosen nor charged", async () => {
  const later = await TestHouse.start();
  const partner = await member(later);
  const checkout = await Checkout.ready(later, partner.admin, partner.accountId, { expiry: `12/${today().slice(2, 4)}` });
  await later.travel(`${Number(today().slice(0, 4)) + 1}-01-01`);
  const cart = await checkout.read();
  expect(cart).toMatchObject({ step: "payment", method: { usable: false } });
  expect(refusal(await checkout.buy())).toEqual([409, "purchasing.methodExpired"]);
  const at = { accountId: partner.accountId, cartId: checkout.cartId };
  const chosen = await partner.admin.call("purchasing.chooseMethod", { ...at, body: { version: cart.version, methodId: cart.method!.id } });
  expect([...refusal(chosen), chosen.problem.detail]).toEqual([
    409,
    "purchasing.methodExpired",
    "La carte se terminant par 4242 a expiré. Choisissez-en une autre ou ajoutez-en une.",
  ]);
  expect((await later.visitor().do("gateway.charges", {})).captured).toBe(0);
  await later.close();
});

test("F-127 the gateway says at each field what is wrong with a card, and what would be accepted", async () => {
  const address = { line1: "3 quai de la Douane", postalCode: "2920", city: "Brest", country: "FR" };
  const answer = await house
    .visitor()
    .call("gateway.tokenise", { body: { number: "4242 4242 4242 4241", expiry: "13/28", cvc: "1", address } });
  expect(answer.status).toBe(422);
  expect(answer.problem.errors!.map(({ pointer }) => pointer)).toEqual(["/number", "/expiry", "/cvc", "/address/postalCode"]);
  expect(answer.problem.errors![3]!.detail).toContain("par exemple 29200");
  const english = await house.visitor("en").call("gateway.tokenise", {
    body: { number: "4242424242424242", expiry: "01/20", cvc: "123", address: { ...address, postalCode: "29200" } },
  });
  expect(english.problem.errors).toEqual([
    { pointer: "/expiry", code: "gateway.expiryPast", detail: "This card has expired. Use another one." },
  ]);
  const empty = await house
    .visitor()
    .call("gateway.tokenise", { body: { number: "", expiry: "", cvc: "", address: { ...address, city: "" } } });
  expect(empty.problem.errors!.map(({ pointer }) => pointer)).toEqual(["/number", "/expiry", "/cvc", "/address/city"]);
});

test("F-127 a token is taken once: repeated by the same company it is the same card, from another company it is refused", async () => {
  const partner = await member(house);
  const other = await member(house);
  const { token } = await tokenise(partner.admin);
  const add = async (who: typeof partner) => {
    const checkout = await Checkout.open(house, who.admin, who.accountId);
    const { version } = await checkout.accept();
    return who.admin.call("purchasing.addMethod", { accountId: who.accountId, cartId: checkout.cartId, body: { version, token } });
  };
  expect((await add(partner)).status).toBe(201);
  expect((await add(partner)).status).toBe(201);
  expect((await partner.admin.do("purchasing.methods", { accountId: partner.accountId })).items).toHaveLength(1);
  const stolen = await add(other);
  expect([...refusal(stolen), stolen.problem.errors?.[0]?.pointer]).toEqual([422, "purchasing.tokenUnknown", "/token"]);
});

test("a card number never passes our own API: refused in a sentence, stored nowhere, in no log", async () => {
  const log = vi.spyOn(house.open.house.log, "info");
  const bugs = vi.spyOn(house.open.house.log, "error");
  const partner = await member(house);
  const checkout = await Checkout.open(house, partner.admin, partner.accountId);
  const { version } = await checkout.accept();
  const at = { accountId: partner.accountId, cartId: checkout.cartId };
  for (const token of [cards.good, "4242424242424242", "card 4242-4242-4242-4242"]) {
    const answer = await partner.admin.call("purchasing.addMethod", { ...at, body: { version, token } });
    expect([...refusal(answer), answer.problem.errors?.[0]?.pointer]).toEqual([422, "purchasing.cardNumber", "/token"]);
    expect(JSON.stringify(answer.body)).not.toMatch(/4242.?4242/);
  }
  const smuggled = await partner.admin.call("purchasing.addMethod", {
    ...at,
    body: { version, token: "tok_unknown", number: "4242424242424242" } as never,
  });
  expect(smuggled.problem.errors).toEqual([expect.objectContaining({ pointer: "/number", code: "field.unknown" })]);
  await purchase(house, partner);

  const written = JSON.stringify([log.mock.calls, bugs.mock.calls]);
  expect(written).not.toMatch(/4242[ -]?4242/);
  const tables = await house.db.query<{ name: string }>(
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'gateway')`,
  );
  for (const { name } of tables) {
    const { rows } = await house.db.pool.query(`select count(*)::int as count from ${name} as t where t::text ~ '4242[ -]?4242'`);
    expect(rows[0].count, name).toBe(0);
  }
  vi.restoreAllMocks();
});

test("F-128 the review shows what is bought, to whom it is sold, the card, the term, the renewal and the amounts with their tax, before anything is charged", async () => {
  const partner = await member(house);
  const cart = await (await Checkout.ready(house, partner.admin, partner.accountId)).read();
  const year = Number(today().slice(0, 4));
  const endsOn = `${year + 1}${today().slice(4)}`;
  expect(cart).toMatchObject({
    step: "order",
    offer: { subscriptionName: "Abonnement au Microsoft Action Pack", starter: true },
    soldTo: { name: partner.name, line1: "14 rue de Siam", postalCode: "29200", city: "Brest", country: "France" },
    method: { last4: "4242" },
    amounts: { net: { amount: "425.00" }, taxRate: "0.20", tax: { amount: "85.00" }, total: { amount: "510.00", currency: "EUR" } },
    term: { startsOn: today(), endsOn, months: 12 },
    renewal: { automatic: true, on: endsOn, reminderOn: addDays(endsOn, -15) },
    refund: { days: 30, until: addDays(today(), 30), blockedBy: ["keyOpened"] },
    moves: { buy: { open: true } },
  });
});

test("F-129 F-130 F-131 F-134 « Acheter » captures at once, confirms the order, and starts a membership that renews by itself", async () => {
  const partner = await member(house);
  const before = (await house.visitor().do("gateway.charges", {})).captured;
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const answer = await checkout.buy();
  expect(answer.status).toBe(201);
  const order = answer.body;
  expect(order).toMatchObject({
    state: "paid",
    placedOn: today(),
    paidBy: { brand: "Visa", last4: "4242" },
    amounts: { total: { amount: "510.00", currency: "EUR" } },
  });
  expect(order.number).toMatch(new RegExp(`^${today().slice(0, 4)}-\\d{6}$`));

  const { captured, items } = await house.visitor().do("gateway.charges", { limit: 1 });
  expect([captured, items[0]!.amountMinor, items[0]!.currency]).toEqual([before + 1, 51000, "EUR"]);
  expect(items[0]!.description).toContain(order.number);
  expect(await partner.admin.do("memberships.show", { accountId: partner.accountId, membershipId: order.membershipId! })).toMatchObject({
    state: "active",
    autoRenew: true,
    startsOn: order.term.startsOn,
    endsOn: order.term.endsOn,
  });
  expect(await checkout.read()).toMatchObject({ step: "done", order: { id: order.id, number: order.number, state: "paid" } });
  const asking = await house.db.query(sql`select state from jobs where kind = 'purchasing.settle' and account_id = ${partner.accountId}`);
  expect(asking).toEqual([{ state: "cancelled" }]);
  const facts = await house.db.query<{ type: string }>(sql`select type from facts where account_id = ${partner.accountId} order by id`);
  expect(facts.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["terms.accepted", "paymentMethod.added", "order.placed", "membership.activated", "order.paid"]),
  );
});

test("F-007 what was bought runs for one year and grants the network's set and its own", async () => {
  const partner = await member(house);
  const order = await purchase(house, partner);
  expect(order.term.months).toBe(12);
  const granted = await house.db.query<{ source: string }>(
    sql`select distinct source from entitlements where account_id = ${partner.accountId} order by source`,
  );
  expect(granted.map(({ source }) => source)).toEqual([offerOf(house), house.open.house.programme.membership.id].sort());
});

test("F-135 F-149 the order of a membership says number, amounts, card, terms and buyer; orders are for those who may see them", async () => {
  const partner = await member(house);
  const order = await purchase(house, partner);
  const { items } = await partner.admin.do("purchasing.orders", { accountId: partner.accountId, membershipId: order.membershipId! });
  expect(items).toEqual([order]);
  expect(order.offer.starter).toBe(true);
  expect(await partner.admin.do("purchasing.order", { accountId: partner.accountId, orderId: order.id })).toEqual(order);

  const seller = await house.colleague(partner, ["salesAgent"]);
  expect(refusal(await seller.call("purchasing.orders", { accountId: partner.accountId }))).toEqual([403, "door.role"]);
  const stranger = await member(house);
  expect(refusal(await stranger.admin.call("purchasing.order", { accountId: stranger.accountId, orderId: order.id }))).toEqual([
    404,
    "purchasing.orderNotFound",
  ]);
  expect(
    (await stranger.admin.do("purchasing.orders", { accountId: stranger.accountId, membershipId: order.membershipId! })).items,
  ).toEqual([]);
});

test("foreign carts, methods and orders are not found, and forged ids neither", async () => {
  const [partner, stranger] = [await member(house), await member(house)];
  const theirs = await Checkout.ready(house, partner.admin, partner.accountId);
  const { method } = await theirs.read();
  const own = await Checkout.ready(house, stranger.admin, stranger.accountId);
  const at = { accountId: stranger.accountId, cartId: theirs.cartId };
  const { admin } = stranger;
  const body = { version: theirs.version };
  expect(refusal(await admin.call("purchasing.cart", at))).toEqual([404, "purchasing.cartNotFound"]);
  expect(refusal(await admin.call("purchasing.buy", { ...at, body }))).toEqual([404, "purchasing.cartNotFound"]);
  expect(refusal(await admin.call("purchasing.leaveCart", at))).toEqual([404, "purchasing.cartNotFound"]);
  expect(
    refusal(
      await admin.call("purchasing.acceptTerms", { ...at, body: { ...body, terms: { version: "2026-02", sha256: "0".repeat(64) } } }),
    )[0],
  ).toBe(404);
  expect(refusal(await admin.call("purchasing.addMethod", { ...at, body: { ...body, token: "tok_x" } }))[0]).toBe(404);
  const foreign = { accountId: stranger.accountId, cartId: own.cartId, body: { version: own.version, methodId: method!.id } };
  expect(refusal(await admin.call("purchasing.chooseMethod", foreign))).toEqual([404, "purchasing.methodNotFound"]);
  for (const cartId of [newId(), "not-an-id"]) expect((await admin.call("purchasing.buy", { ...at, cartId, body })).status).toBe(404);
  expect((await partner.admin.call("purchasing.buy", { accountId: stranger.accountId, cartId: own.cartId, body })).status).toBe(404);
});

test("« Quitter sans acheter » drops the cart, and what is left, ordered or changed elsewhere is refused by name", async () => {
  const partner = await member(house);
  const left = await Checkout.ready(house, partner.admin, partner.accountId);
  const at = { accountId: partner.accountId, cartId: left.cartId };
  expect(await partner.admin.do("purchasing.leaveCart", at)).toEqual({});
  expect(refusal(await left.buy())).toEqual([409, "purchasing.cartClosed"]);
  expect(refusal(await partner.admin.call("purchasing.leaveCart", at))).toEqual([409, "purchasing.cartClosed"]);

  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const stale = checkout.version - 1;
  const changed = await partner.admin.call("purchasing.buy", {
    accountId: partner.accountId,
    cartId: checkout.cartId,
    body: { version: stale },
  });
  expect([...refusal(changed), changed.problem.detail]).toEqual([
    409,
    "purchasing.cartChanged",
    "Cette commande a changé dans un autre onglet. Relisez-la, puis continuez.",
  ]);
  const order = (await checkout.buy()).body;
  const again = await checkout.buy();
  expect([...refusal(again), again.problem.detail]).toEqual([
    409,
    "purchasing.alreadyOrdered",
    `Cette commande est déjà passée, sous le numéro ${order.number}. Rien n’est débité deux fois.`,
  ]);
  expect(refusal(await partner.admin.call("purchasing.leaveCart", { accountId: partner.accountId, cartId: checkout.cartId }))).toEqual([
    409,
    "purchasing.alreadyOrdered",
  ]);
});

test("F-128 a price or terms that changed between the review and « Acheter » stop the purchase; the cart then shows the new ones", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const programme = house.open.house.programme;
  const dearer = {
    ...programme,
    offers: programme.offers.map((offer, at) =>
      at === 0 ? { ...offer, prices: [{ countries: ["FR"], currency: "EUR", amount: "450.00" }] } : offer,
    ),
  };
  // The same database, served by an edition with another price list.
  const tomorrow = await TestHouse.start({ programme: dearer, database: house.database });
  const there = await tomorrow.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name);
  const answer = await checkout.buy({ caller: there });
  expect([...refusal(answer), answer.problem.detail]).toEqual([
    409,
    "purchasing.priceChanged",
    typeset("Le prix a changé : 540,00 € au lieu de 510,00 €. Rien n’est débité. Relisez la commande avant d’acheter.", "fr"),
  ]);
  const shown = await there.do("purchasing.cart", { accountId: partner.accountId, cartId: checkout.cartId });
  expect(shown).toMatchObject({ version: checkout.version + 1, amounts: { total: { amount: "540.00" } }, moves: { buy: { open: true } } });
  expect(refusal(await checkout.buy({ caller: there }))).toEqual([409, "purchasing.cartChanged"]);
  checkout.version = shown.version;
  expect((await checkout.buy({ caller: there })).body).toMatchObject({ state: "paid", amounts: { total: { amount: "540.00" } } });
  await tomorrow.open.close();
});

test("F-124 terms that changed after they were accepted are accepted again before anything is charged", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  const { programme } = house.open.house;
  const renewed = programme.agreements.flatMap((agreement) =>
    agreement.id === programme.offers[0]!.terms ? [agreement, { ...agreement, version: "2099-01", effectiveFrom: today() }] : [agreement],
  );
  const tomorrow = await TestHouse.start({ programme: { ...programme, agreements: renewed }, database: house.database });
  const there = await tomorrow.signedIn(partner.admin.userId, partner.admin.email, partner.admin.name);
  const answer = await checkout.buy({ caller: there });
  expect([...refusal(answer), answer.problem.params]).toEqual([409, "purchasing.termsChanged", { version: "2099-01" }]);
  expect(await there.do("purchasing.cart", { accountId: partner.accountId, cartId: checkout.cartId })).toMatchObject({
    step: "terms",
    terms: { version: "2099-01", accepted: { version: "2026-02" } },
  });
  expect(await house.db.query(sql`select 1 from orders where account_id = ${partner.accountId}`)).toEqual([]);
  await tomorrow.open.close();
});

test("F-010 a membership of the network that is gone by the time of « Acheter » stops the purchase", async () => {
  const partner = await member(house);
  const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
  await house.db.query(sql`delete from memberships where account_id = ${partner.accountId}`);
  expect(refusal(await checkout.buy())).toEqual([409, "purchasing.notMember"]);
  expect(await house.db.query(sql`select 1 from orders where account_id = ${partner.accountId}`)).toEqual([]);
});
