import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, cards, offerOf, purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterEach(() => behave({ down: false, delayBeforeMs: 0, delayAfterMs: 0, loseAnswers: 0 }));
afterAll(() => house.close());

const behave = (body: { down?: boolean; delayBeforeMs?: number; delayAfterMs?: number; loseAnswers?: number }) =>
  house.visitor().do("gateway.behave", { body });

const ordersOf = ({ accountId }: Partner) =>
  house.db.query<{ id: string; state: string; declined: string | null }>(
    sql`select id, state, decline_code as declined from orders where account_id = ${accountId} order by id`,
  );
const bought = async ({ accountId }: Partner): Promise<number> =>
  (await house.db.one<{ count: number }>(
    sql`select count(*)::int as count from memberships where account_id = ${accountId} and kind = 'offer'`,
  ))!.count;
/** What the gateway itself has captured from this company's cards, whether or not an order of ours knows of it. */
const captured = async ({ accountId }: Partner): Promise<number> =>
  (await house.db.one<{ count: number }>(sql`
    select count(*)::int as count from gateway.charges c join gateway.cards k on k.id = c.card_id where k.holder = ${accountId}::text and c.state = 'captured'`))!
    .count;

/** The machine's clock does not travel: the job that asks again is made due instead. The bell may have it in hand already. */
async function askAgain(partner: Partner, in_ = house): Promise<void> {
  const { accountId } = partner;
  const now = in_.open.house.clock.machine();
  await in_.db.query(
    sql`update jobs set due_at = least(due_at, ${now}), not_before = ${now} where kind = 'purchasing.settle' and account_id = ${accountId} and state = 'waiting'`,
  );
  await in_.settle();
  const leased = () =>
    in_.db.query(sql`
      select 1 from jobs where kind = 'purchasing.settle' and account_id = ${accountId} and state = 'waiting' and not_before > ${now}::timestamptz + interval '30 seconds'`);
  await expect.poll(leased).toEqual([]);
}

describe("a declined card", () => {
  test.each([
    ["declined", cards.declined, "purchasing.cardDeclined", "Carte refusée par votre banque."],
    ["without enough money", cards.insufficientFunds, "purchasing.insufficientFunds", "Provision insuffisante sur cette carte."],
    ["expired for the bank", cards.expired, "purchasing.cardExpired", "Votre banque dit que cette carte a expiré."],
    ["with a wrong security code", cards.cvcWrong, "purchasing.cvcWrong", "Le code de sécurité de cette carte n’est pas le bon."],
    ["that the bank could not process", cards.processingError, "purchasing.processingError", "La banque n’a pas pu traiter ce paiement."],
    ["that was stored without a word", cards.attachesThenFails, "purchasing.cardDeclined", "Carte refusée par votre banque."],
  ])("F-129 P14 %s changes nothing and keeps everything", async (_, number, code, sentence) => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId, { number });
    const before = await checkout.read();
    const answer = await checkout.buy();
    expect(refusal(answer)).toEqual([402, code]);
    expect(answer.problem.detail).toMatch(new RegExp(`^${sentence} Rien n’est débité, rien n’est acheté\\.`));
    expect([await captured(partner), await bought(partner)]).toEqual([0, 0]);

    const after = await checkout.read();
    expect(after).toEqual({ ...before, order: expect.objectContaining({ state: "declined" }) });
    expect((await partner.admin.do("purchasing.offers", { accountId: partner.accountId })).available[0]!.id).toBe(offerOf(house));
    expect((await house.mailsTo(partner.admin.email)).filter(({ subject }) => subject.startsWith("Commande"))).toEqual([]);
  });

  test("F-129 after a declined card, another card buys in the same cart: one order is declined, one is paid", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId, { number: cards.insufficientFunds });
    await checkout.buy();
    await checkout.payWith({ number: cards.good });
    expect((await checkout.buy()).body.state).toBe("paid");
    expect((await ordersOf(partner)).map(({ state, declined }) => [state, declined])).toEqual([
      ["declined", "insufficientFunds"],
      ["paid", null],
    ]);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("a declined card is declined again for the same key, and the refusal is not remembered as an answer", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId, { number: cards.declined });
    const key = newId();
    expect((await checkout.buy({ key })).status).toBe(402);
    expect((await checkout.buy({ key })).status).toBe(402);
    expect(await ordersOf(partner)).toHaveLength(2);
  });
});

describe("pressed again", () => {
  test("F-129 the same key gives the first answer again, and nothing is charged twice", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    const key = newId();
    const first = await checkout.buy({ key });
    const second = await checkout.buy({ key });
    expect([first.status, second.status, second.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
    expect(second.body).toEqual(first.body);
    expect([await captured(partner), (await ordersOf(partner)).length]).toEqual([1, 1]);
  });

  test("F-129 a press repeated after its server died finds the order it made, paid or still being paid, and makes no second", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    const key = newId();
    // What a dead server leaves behind: an order of this press, and a key that nobody answers any more.
    const forget = () => house.db.query(sql`delete from idempotency where key = ${key}`);
    await behave({ loseAnswers: 2 });
    expect(refusal(await checkout.buy({ key }))).toEqual([502, "purchasing.paymentUnknown"]);
    await forget();
    expect(refusal(await checkout.buy({ key }))).toEqual([502, "purchasing.paymentUnknown"]);
    await askAgain(partner);
    await forget();
    const found = await checkout.buy({ key });
    expect([found.status, found.body.state]).toEqual([201, "paid"]);
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.alreadyOrdered"]);
    expect([await captured(partner), (await ordersOf(partner)).length]).toEqual([1, 1]);
  });

  test("F-129 the same key with another body is refused, and so is a purchase without a key", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    const key = newId();
    await checkout.buy({ key });
    checkout.version += 5;
    expect(refusal(await checkout.buy({ key }))).toEqual([422, "request.keyReused"]);
    const url = `/api/v1/accounts/${partner.accountId}/carts/${checkout.cartId}/order`;
    const keyless = await partner.admin.send("POST", url, JSON.stringify({ version: 1 }), { "content-type": "application/json" });
    expect([keyless.status, keyless.problem.code]).toEqual([400, "request.idempotencyKey"]);
  });

  test("F-129 a double click waits for the first answer", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ delayAfterMs: 400 });
    const key = newId();
    const [first, second] = await Promise.all([
      checkout.buy({ key }),
      new Promise((go) => setTimeout(go, 100)).then(() => checkout.buy({ key })),
    ]);
    expect([first.status, refusal(second)]).toEqual([201, [409, "request.stillRunning"]]);
    expect(await captured(partner)).toBe(1);
  });

  test("F-129 two tabs with keys of their own: one buys, the other hears that an order is being paid", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ delayAfterMs: 400 });
    const [first, second] = await Promise.all([checkout.buy(), new Promise((go) => setTimeout(go, 100)).then(() => checkout.buy())]);
    expect([first.status, refusal(second)]).toEqual([201, [409, "purchasing.inFlight"]]);
    expect(second.problem.detail).toContain("passée par Maëlle Kermadec");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("two colleagues buy the same offer at once: one order is paid, and the other is told by whom", async () => {
    const partner = await member(house);
    const yann = await house.colleague(partner, ["partnerAdmin"]);
    const [hers, his] = [
      await Checkout.ready(house, partner.admin, partner.accountId),
      await Checkout.ready(house, yann, partner.accountId),
    ];
    const answers = await Promise.all([hers.buy(), his.buy()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });
});

describe("a gateway that fails", () => {
  test("F-129 down: a clear sentence, nothing half done, and the same cart buys when it is back", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ down: true });
    const answer = await checkout.buy();
    expect([...refusal(answer), answer.problem.detail]).toEqual([
      503,
      "purchasing.gatewayUnreachable",
      "Le service de paiement ne répond pas. Rien n’est débité, rien n’est acheté. Réessayez dans quelques minutes.",
    ]);
    expect((await ordersOf(partner)).map(({ state }) => state)).toEqual(["abandoned"]);
    expect([await captured(partner), await bought(partner)]).toEqual([0, 0]);
    const card = await house.visitor().call("gateway.tokenise", {
      body: {
        number: cards.good,
        expiry: "09/31",
        cvc: "123",
        address: { line1: "1 rue", postalCode: "29200", city: "Brest", country: "FR" },
      },
    });
    expect(refusal(card)).toEqual([503, "gateway.down"]);
    await behave({ down: false });
    expect((await checkout.buy()).body.state).toBe("paid");
  });

  test("F-127 down while a card is added: nothing is stored, and the page may try again", async () => {
    const partner = await member(house);
    const checkout = await Checkout.open(house, partner.admin, partner.accountId);
    await checkout.accept();
    await behave({ down: true });
    const answer = await partner.admin.call("purchasing.addMethod", {
      accountId: partner.accountId,
      cartId: checkout.cartId,
      body: { version: checkout.version, token: "tok_aaaaaaaaaaaaaaaaaaaaaaaa" },
    });
    expect(refusal(answer)).toEqual([503, "purchasing.gatewayUnreachable"]);
    await behave({ down: false });
    expect((await partner.admin.do("purchasing.methods", { accountId: partner.accountId })).items).toEqual([]);
  });

  test("F-129 an answer lost after the capture is asked for once more at once: the order is paid, charged once", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ loseAnswers: 1 });
    expect((await checkout.buy()).body.state).toBe("paid");
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
  });

  test("F-129 N6 when no answer comes at all, the buyer is told so, nobody can pay twice, and the job finishes the order: charged once, one membership, one mail", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ loseAnswers: 2 });
    const answer = await checkout.buy();
    expect(refusal(answer)).toEqual([502, "purchasing.paymentUnknown"]);
    expect(await checkout.read()).toMatchObject({ order: { state: "paying" }, moves: { buy: { open: false } } });
    expect(refusal(await checkout.buy())).toEqual([409, "purchasing.inFlight"]);
    expect(refusal(await partner.admin.call("purchasing.leaveCart", { accountId: partner.accountId, cartId: checkout.cartId }))).toEqual([
      409,
      "purchasing.inFlight",
    ]);
    expect([await captured(partner), await bought(partner)]).toEqual([1, 0]);
    // The person comes back to the page: it is the same cart, still waiting.
    expect((await partner.admin.do("purchasing.openCart", { accountId: partner.accountId, body: { offerId: offerOf(house) } })).id).toBe(
      checkout.cartId,
    );

    await askAgain(partner);
    await askAgain(partner);
    expect(await checkout.read()).toMatchObject({ step: "done", order: { state: "paid" } });
    expect([await captured(partner), await bought(partner)]).toEqual([1, 1]);
    expect((await house.mailsTo(partner.admin.email)).filter(({ subject }) => subject.startsWith("Commande"))).toHaveLength(1);
  });

  test("F-129 an order whose charge never reached the gateway is abandoned by the job, and the charge that arrives late is refused", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ delayBeforeMs: 1500 });
    const late = checkout.buy();
    await expect.poll(() => ordersOf(partner)).toHaveLength(1);
    await askAgain(partner);
    expect((await ordersOf(partner)).map(({ state }) => state)).toEqual(["abandoned"]);
    const answer = await late;
    expect([...refusal(answer), answer.problem.detail]).toEqual([
      503,
      "purchasing.notCharged",
      "Le paiement n’a pas abouti à temps et a été annulé. Rien n’est débité, rien n’est acheté. Réessayez.",
    ]);
    expect([await captured(partner), await bought(partner)]).toEqual([0, 0]);
    await behave({ delayBeforeMs: 0 });
    expect((await checkout.buy()).body.state).toBe("paid");
  });

  test("while the gateway stays silent the job asks again, and the order waits", async () => {
    const partner = await member(house);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await behave({ loseAnswers: 3 });
    await checkout.buy();
    await askAgain(partner);
    const job = () =>
      house.db.one(sql`select state, last_error as error from jobs where kind = 'purchasing.settle' and account_id = ${partner.accountId}`);
    expect(await job()).toEqual({ state: "waiting", error: "the payment provider does not answer" });
    expect((await ordersOf(partner)).map(({ state }) => state)).toEqual(["paying"]);
    await askAgain(partner);
    expect((await ordersOf(partner)).map(({ state }) => state)).toEqual(["paid"]);
  });

  test("the membership counts from the day of « Acheter », even when the answer comes days later", async () => {
    const other = await TestHouse.start();
    const partner = await member(other);
    const checkout = await Checkout.ready(other, partner.admin, partner.accountId);
    await other.visitor().do("gateway.behave", { body: { loseAnswers: 2 } });
    const placedOn = other.open.house.clock.today();
    await checkout.buy();
    await other.travel(`${Number(placedOn.slice(0, 4)) + 1}-01-05`);
    await askAgain(partner, other);
    const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(purchased[0]!.startsOn).toBe(placedOn);
    await other.close();
  });
});

test("F-130 order numbers begin again with each year, and no two are the same", async () => {
  const years = await TestHouse.start();
  const next = Number(years.open.house.clock.today().slice(0, 4)) + 1;
  const buyTwice = async () => [(await purchase(years, await member(years))).number, (await purchase(years, await member(years))).number];
  const [first, second] = await buyTwice();
  expect([first, second]).toEqual([`${next - 1}-000001`, `${next - 1}-000002`]);
  await years.travel(`${next}-01-01`);
  const third = await purchase(years, await member(years));
  expect(third.number).toBe(`${next}-000001`);
  await years.close();
});

test.each([
  ["fr", "Commande", "confirmée, 510,00\u00a0€", "Total TTC", "Activer votre abonnement Action Pack"],
  ["en", "Order", "confirmed, €510.00", "Total incl. VAT", "Activate your Action Pack subscription"],
] as const)(
  "N6 F-149 the buyer gets the order's number, amounts, terms and what opens, in %s",
  async (language, order, amount, total, activate) => {
    const partner = await member(house);
    const buyer = await house.colleague(partner, ["partnerAdmin"], { language });
    const { number, membershipId } = await purchase(house, partner, buyer);
    const mails = await house.mailsTo(buyer.email);
    const [mail] = mails.filter(({ subject }) => subject.startsWith(order));
    expect(mail!.subject).toBe(`${order} ${number} ${amount}`);
    for (const part of [number, total, "2026-02", "4242", activate, `/a/${partner.accountId}/benefits`, partner.name, "10 Windows 10"])
      expect(mail!.text, part).toContain(part);
    expect(mail!.text).not.toContain("{");
    expect(membershipId).toBeTruthy();
    // The buyer alone: no colleague gets it, and it is sent once.
    expect(mails.filter(({ subject }) => subject.includes(number))).toHaveLength(1);
    expect(await house.mailsTo(partner.admin.email)).toEqual([]);
  },
);
