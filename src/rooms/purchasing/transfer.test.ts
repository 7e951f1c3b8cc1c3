import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { loadProgramme } from "../../programme/load.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, offerOf, orderByTransfer, purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const today = () => house.open.house.clock.today();
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("ordering", () => {
  test("G-011 N7 F-128 terms, then the transfer and its contact, then the review, then « Envoyer »: the order waits with its number, the account, the amount and the last day, and the mail says the same", async () => {
    const partner = await member(house);
    const english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    for (const [buyer, lang] of [
      [partner.admin, "fr"],
      [english, "en"],
    ] as const) {
      const checkout = await Checkout.open(house, buyer, partner.accountId);
      const accepted = await checkout.accept();
      expect(accepted).toMatchObject({
        step: "payment",
        transfer: { chosen: false, contact: { name: buyer.name, phone: "+33298001472", email: buyer.email } },
      });
      expect([accepted.moves.payByCard.open, accepted.moves.payByTransfer.open]).toEqual([true, true]);
      const review = await checkout.payByTransfer();
      const bank = house.open.house.programme.transfers.accounts.find(({ currency }) => currency === "EUR")!;
      expect(review).toMatchObject({
        step: "order",
        method: null,
        amounts: { net: { amount: "425.00" }, tax: { amount: "85.00" }, total: { amount: "510.00", currency: "EUR" } },
        term: { months: 12 },
        // No card, nothing to renew with.
        renewal: { automatic: false },
        transfer: { chosen: true, contact: { name: "Yann Le Goff", phone: "+33298001472" }, bank: { iban: bank.iban }, days: 30 },
        moves: { buy: { open: true } },
      });
      const sent = await checkout.send();
      expect(sent.status).toBe(201);
      const until = addDays(today(), 30);
      expect(sent.body).toMatchObject({
        state: "awaitingPayment",
        membershipId: null,
        paidBy: { by: "transfer" },
        terms: { version: "2026-02", acceptedBy: buyer.name, acceptedOn: today() },
        transfer: {
          partnerId: partner.partnerId,
          reference: `${sent.body.number} ${partner.partnerId}`,
          payUntil: until,
          bank: { holder: bank.holder, bank: bank.bank, iban: bank.iban, bic: bank.bic },
        },
        moves: { cancel: { open: true } },
      });
      const [mail] = await house.mailsTo(buyer.email);
      const text = plain(mail!.text);
      for (const part of [
        sent.body.number,
        `${sent.body.number} ${partner.partnerId}`,
        lang === "fr" ? "510,00 €" : "€510.00",
        bank.holder,
        "IE39 CITI 9900 5100 4473 21",
        bank.bic,
        `/a/${partner.accountId}/orders/${sent.body.id}`,
      ])
        expect(text).toContain(part);
      // Nothing is bought yet.
      const { purchased, waiting } = await buyer.do("purchasing.offers", { accountId: partner.accountId });
      expect(purchased).toEqual([]);
      expect(waiting).toMatchObject([{ orderId: sent.body.id, number: sent.body.number, payUntil: until, total: { amount: "510.00" } }]);
      await buyer.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: sent.body.id });
    }
  });

  test("G-011 whom to ask is read field by field, and each wrong one says what it takes", async () => {
    const partner = await member(house);
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    await checkout.accept();
    const choose = (contact: Record<string, unknown>) =>
      partner.admin.call("purchasing.chooseTransfer", {
        accountId: partner.accountId,
        cartId: checkout.cartId,
        body: { version: checkout.version, contact } as never,
      });
    const empty = await choose({ name: " ", phone: "", email: "" });
    expect([empty.status, empty.problem.errors!.map(({ pointer, code }) => [pointer, code])]).toEqual([
      422,
      [
        ["/contact/name", "accounts.needed"],
        ["/contact/phone", "accounts.needed"],
        ["/contact/email", "accounts.needed"],
      ],
    ]);
    const wrong = await choose({ name: "x".repeat(201), phone: "0298", email: "compta" });
    expect(wrong.problem.errors!.map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/contact/name", "accounts.tooLong"],
      ["/contact/phone", "accounts.phone"],
      ["/contact/email", "purchasing.email"],
    ]);
    expect((await choose({ name: "Yann\u202eLe Goff", phone: "0298001472", email: "c@k.example" })).problem.errors![0]).toMatchObject({
      pointer: "/contact/name",
      code: "accounts.strangeCharacters",
    });
    expect(await checkout.read()).toMatchObject({ step: "payment", transfer: { chosen: false } });
  });

  test("G-011 a currency without an account closes the choice, and says so; the server refuses it too", async () => {
    const partner = await member(house, { country: "CZ" });
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    const cart = await checkout.accept();
    expect(cart.transfer.bank).toBeNull();
    expect(cart.moves.payByTransfer).toMatchObject({ open: false, text: expect.stringContaining("CZK") });
    expect(cart.moves.payByCard.open).toBe(true);
    const answer = await partner.admin.call("purchasing.chooseTransfer", {
      accountId: partner.accountId,
      cartId: checkout.cartId,
      body: { version: checkout.version, contact: { name: "Yann", phone: "02 98 00 14 72", email: "y@k.example" } },
    });
    expect(refusal(answer)).toEqual([409, "purchasing.transferNotHere"]);
  });

  test("G-011 F-124 F-125 no transfer is chosen before the terms, none is sent without having been chosen, and each order has an acceptance of its own", async () => {
    const partner = await member(house);
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    const at = { accountId: partner.accountId, cartId: checkout.cartId };
    const contact = { name: "Yann Le Goff", phone: "02 98 00 14 72", email: "y@k.example" };
    const early = await partner.admin.call("purchasing.chooseTransfer", { ...at, body: { version: checkout.version, contact } });
    expect(refusal(early)).toEqual([409, "purchasing.termsMissing"]);
    await checkout.accept();
    expect(refusal(await checkout.send())).toEqual([409, "purchasing.methodMissing"]);
    await checkout.payWith();
    // With a card chosen « Envoyer » is no way to buy, and with a transfer chosen « Acheter » is none.
    expect(refusal(await checkout.send())).toEqual([409, "purchasing.methodMissing"]);
    await checkout.payByTransfer();
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.methodMissing"]);
    const first = (await checkout.send()).body;
    await partner.admin.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: first.id });

    const next = await Checkout.open(house, partner.admin, partner.accountId);
    expect(next.cartId).not.toBe(checkout.cartId);
    expect((await next.read()).terms.accepted).toBeNull();
    expect(refusal(await next.send())).toEqual([409, "purchasing.termsMissing"]);
  });

  test("G-011 F-128 a price that has changed since is shown before anything is ordered", async () => {
    const partner = await member(house);
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    await checkout.accept();
    await checkout.payByTransfer();
    await house.db.query(sql`update carts set net_minor = net_minor - 100, total_minor = total_minor - 100 where id = ${checkout.cartId}`);
    expect(refusal(await checkout.send())).toEqual([409, "purchasing.priceChanged"]);
    expect(await partner.admin.do("purchasing.orders", { accountId: partner.accountId })).toMatchObject({ items: [] });
  });

  test("G-011 while an order waits there is no second one: the offer, a colleague's cart and a card alike lead to the order that waits", async () => {
    const partner = await member(house);
    const colleague = await house.colleague(partner, ["partnerAdmin"]);
    const his = await Checkout.ready(house, colleague, partner.accountId);
    const mine = await Checkout.open(house, partner.admin, partner.accountId);
    await mine.accept();
    await mine.payByTransfer();
    const order = (await mine.send()).body;

    const { available, waiting } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(available[0]!.moves.buy).toMatchObject({ open: false, text: expect.stringContaining(order.number) });
    expect(waiting.map(({ orderId }) => orderId)).toEqual([order.id]);
    const started = await partner.admin.call("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } });
    expect(refusal(started)).toEqual([409, "purchasing.awaitingTransfer"]);
    expect(started.problem.detail).toContain(order.number);
    expect(refusal(await his.buy())).toEqual([409, "purchasing.awaitingTransfer"]);
    expect(refusal(await mine.send())).toEqual([409, "purchasing.alreadyOrdered"]);
    expect(await mine.read()).toMatchObject({ step: "done", order: { id: order.id, transfer: true } });
    expect((await partner.admin.do("purchasing.orders", { accountId: partner.accountId })).items).toHaveLength(1);
  });

  test("G-011 whoever may not see orders is not told what waits, and a stranger finds nothing", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const reader = await house.colleague(partner, ["salesAgent"]);
    const { waiting, available } = await reader.do("purchasing.offers", { accountId: partner.accountId });
    expect(waiting).toEqual([]);
    expect(available[0]!.moves.buy.open).toBe(false);
    const at = { accountId: partner.accountId, orderId: order.id };
    expect(refusal(await reader.call("purchasing.cancelOrder", at))).toEqual([403, "door.role"]);
    const stranger = (await member(house)).admin;
    expect((await stranger.call("purchasing.cancelOrder", at)).status).toBe(404);
    const own = await stranger.do("house.shell", {});
    const theirs = { accountId: own.me!.accounts[0]!.id, orderId: order.id };
    expect(refusal(await stranger.call("purchasing.cancelOrder", theirs))).toEqual([404, "purchasing.orderNotFound"]);
    expect(refusal(await stranger.call("purchasing.order", theirs))).toEqual([404, "purchasing.orderNotFound"]);
  });
});

describe("cancelling", () => {
  test("G-012 N7 an order that waits is cancelled once, its buyer is told in their language, and a card may buy at once", async () => {
    const partner = await member(house);
    const english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    const order = await orderByTransfer(house, partner, english);
    const at = { accountId: partner.accountId, orderId: order.id };
    const cancelled = await partner.admin.do("purchasing.cancelOrder", at);
    expect(cancelled).toMatchObject({ state: "cancelled", membershipId: null, moves: { cancel: { open: false } } });
    const [mail] = await house.mailsTo(english.email);
    expect(mail).toMatchObject({ subject: `Order ${order.number} cancelled` });
    expect(mail!.text).toContain(`The order placed by ${english.name} is no longer waiting for a transfer.`);
    const again = await partner.admin.call("purchasing.cancelOrder", at);
    expect(refusal(again)).toEqual([409, "purchasing.orderOver"]);
    expect(await house.db.query(sql`select 1 from facts where type = 'order.cancelled' and subject = ${order.id}`)).toHaveLength(1);
    // Its bells are taken back: nobody is reminded of it, and nothing expires.
    expect(await house.db.query(sql`select state from jobs where key = ${order.id}`)).toEqual([
      { state: "cancelled" },
      { state: "cancelled" },
    ]);
    await purchase(house, partner);
    const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(purchased).toMatchObject([{ state: "active", autoRenew: true, paidBy: { by: "card", last4: "4242" } }]);
  });

  test("G-012 only what is unpaid: an order that a card has paid is refused, and its door says what to do instead", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    expect(order.moves.cancel).toMatchObject({ open: false, text: expect.stringContaining("Demandez l’annulation de l’abonnement") });
    const at = { accountId: partner.accountId, orderId: order.id };
    expect(refusal(await partner.admin.call("purchasing.cancelOrder", at))).toEqual([409, "purchasing.orderPaid"]);
    expect(refusal(await partner.admin.call("purchasing.cancelOrder", { ...at, orderId: newId() }))).toEqual([
      404,
      "purchasing.orderNotFound",
    ]);
    const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(purchased).toMatchObject([{ state: "active" }]);
  });

  test("G-012 nothing closes the way back: a company whose verification is reopened cancels all the same", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    await house.db.query(sql`update accounts set verification = 'pending' where id = ${partner.accountId}`);
    expect(await partner.admin.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id })).toMatchObject({
      state: "cancelled",
    });
  });
});

describe("without a payment provider", () => {
  test("G-011 where no card can be charged a transfer still buys, and the choice of a card says why it is closed", async () => {
    const outside = await TestHouse.start({
      environment: {
        ENTENTE_SANDBOX: "off",
        DATABASE_URL: "postgres://nobody@localhost/none",
        ENTENTE_SECRET: "s".repeat(48),
        SMTP_URL: "smtp://localhost:1",
      },
    });
    const partner = await member(outside);
    const checkout = await Checkout.open(outside, partner.admin, partner.accountId);
    const cart = await checkout.accept();
    expect(cart.moves).toMatchObject({
      payByCard: { open: false, text: "Le paiement par carte n’est pas ouvert ici. Payez par virement." },
      payByTransfer: { open: true },
    });
    await checkout.payByTransfer();
    expect((await checkout.send()).body.state).toBe("awaitingPayment");
    await outside.close();
  });

  test("G-011 a programme that has no account in its currency sells by card alone", async () => {
    const toronto = await TestHouse.start({ programme: loadProgramme("src/testing/programme-example") });
    const partner = await member(toronto, { country: "CA" });
    const checkout = await Checkout.open(toronto, partner.admin, partner.accountId);
    const cart = await checkout.accept();
    expect(cart.moves).toMatchObject({ payByCard: { open: true }, payByTransfer: { open: false } });
    await toronto.close();
  });
});
