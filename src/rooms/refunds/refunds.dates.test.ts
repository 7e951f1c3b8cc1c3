import { expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember } from "../../testing/owner.ts";
import { Checkout, orderByTransfer, refusal } from "../../testing/shop.ts";
import type { Buyer } from "./testing.ts";
import { approve, ask, at, booksOf, buyer, cancel, caseOf, look, never, once, takeKey } from "./testing.ts";

/** Good for longer than the house travels. */
const card = { expiry: "09/45" };

/** Every story walks through time of its own. */
async function housed(story: (house: TestHouse, today: string) => Promise<void>): Promise<void> {
  const house = await TestHouse.start();
  await story(house, house.open.house.clock.today());
  await house.close();
}

test("F-118 G-015 S-08 by oneself on day 30 and not on day 31; a key that is opened on day 5 ends it on day 10, and a sealed one does not", () =>
  housed(async (house, today) => {
    const [intime, late, opener, sealed] = [await buyer(house), await buyer(house), await buyer(house), await buyer(house)];
    await house.travel(addDays(today, 5));
    await takeKey(house, opener, { opened: true });
    await takeKey(house, sealed);
    await house.travel(addDays(today, 10));
    expect(refusal(await cancel(opener))).toEqual([409, "refunds.keyOpened"]);
    await house.travel(addDays(today, 30));
    expect([(await cancel(intime)).body.case!.state.state, (await cancel(sealed)).body.case!.state.state]).toEqual([
      "refunded",
      "refunded",
    ]);
    await house.travel(addDays(today, 31));
    const refused = await cancel(late);
    expect([...refusal(refused), refused.problem.detail]).toEqual([
      409,
      "refunds.tooLate",
      expect.stringContaining("était remboursable 30 jours"),
    ]);
    const seen = await look(late);
    expect(seen.moves).toMatchObject({
      cancel: { open: false, text: refused.problem.detail },
      ask: { open: true },
      stopAutoRenewal: { open: true },
    });
    for (const of of [intime, sealed]) expect(await booksOf(house, of)).toEqual(once);
    for (const of of [opener, late]) expect(await booksOf(house, of)).toEqual(never);
  }));

test("F-118 O13 a right that was asked for on day 30 is decided by that day, however long the desk takes; what is opened meanwhile counts all the same", () =>
  housed(async (house, today) => {
    const desk = await house.staff(["finance"]);
    const [patient, hasty] = [await buyer(house), await buyer(house)];
    await house.travel(addDays(today, 30));
    await ask(patient);
    await ask(hasty);
    await house.travel(addDays(today, 34));
    await takeKey(house, hasty, { opened: true });
    const waiting = await caseOf(house, desk, patient);
    expect([waiting.askedOn, waiting.age, waiting.approval]).toEqual([addDays(today, 30), 4, "approve"]);
    expect((await approve(desk, waiting)).body.state.state).toBe("refunded");
    const used = await caseOf(house, desk, hasty);
    expect(used.checks.filter(({ met }) => !met).map(({ name }) => name)).toEqual(["keyOpened"]);
    expect([await booksOf(house, patient), await booksOf(house, hasty)]).toEqual([once, never]);
  }));

test("G-015 O13 what was paid by transfer is not given back from here, by nobody: the page and the desk say so with the address, its days count from the day of its money, and the support may be asked", () =>
  housed(async (house, today) => {
    const partner = await networkMember(house);
    const { accountId, admin } = partner;
    const order = await orderByTransfer(house, partner);
    await house.travel(addDays(today, 8));
    const desk = await house.staff(["finance"]);
    const money = {
      receivedOn: addDays(today, 8),
      amount: "510,00",
      currency: "EUR",
      reference: order.transfer!.reference,
      payer: "KERMADEC",
    };
    await desk.do("purchasing.enterReceipt", { body: money });
    await house.settle();
    const { membershipId } = await admin.do("purchasing.order", { accountId, orderId: order.id });
    const of: Buyer = { ...partner, membershipId: membershipId!, orderId: order.id, number: order.number };

    await house.travel(addDays(today, 38));
    const seen = await look(of);
    expect(seen).toMatchObject({
      gives: { card: null, total: { amount: "510.00" } },
      moves: { cancel: { open: false }, ask: { open: true } },
    });
    expect(seen.checks.filter(({ met }) => !met)).toEqual([
      { name: "payment", met: false, texts: [expect.stringContaining(house.open.house.programme.operator.email)] },
    ]);
    expect(refusal(await cancel(of))).toEqual([409, "refunds.byHand"]);
    await house.travel(addDays(today, 39));
    expect((await look(of)).checks.filter(({ met }) => !met).map(({ name }) => name)).toEqual(["days", "payment"]);
    await ask(of);
    const waiting = await caseOf(house, desk, of);
    expect(waiting).toMatchObject({ moves: { approve: { open: false }, refuse: { open: true } } });
    expect(refusal(await approve(desk, waiting, "Tant pis."))).toEqual([409, "refunds.byHand"]);
    expect(await booksOf(house, of)).toEqual(never);
  }));

/** Renews by hand some days before the anniversary. */
async function renew(house: TestHouse, of: Buyer, day: string): Promise<Buyer> {
  await house.travel(day);
  const { body } = await (await Checkout.renewal(of.admin, of.accountId, of.membershipId, card)).buy();
  await house.settle();
  return { ...of, orderId: body.id, number: body.number };
}

test("G-015 F-118 a renewal has thirty days of its own, counted from its order; given back, the subscription ends at once, and the year before stays paid", () =>
  housed(async (house, today) => {
    const first = await buyer(house);
    const due = (await first.admin.do("memberships.show", at(first))).endsOn;
    await takeKey(house, first, { opened: true });
    const renewed = await renew(house, first, addDays(due, -10));
    // The page that was open before the renewal still names the order of then.
    expect(refusal(await cancel(first))).toEqual([409, "refunds.orderChanged"]);
    const seen = await look(renewed);
    expect(seen).toMatchObject({ order: { number: renewed.number }, moves: { cancel: { open: true } } });
    await house.travel(addDays(due, 20));
    expect((await cancel(renewed)).body.case!.state.state).toBe("refunded");
    await house.settle();
    expect(await booksOf(house, renewed)).toEqual(once);
    const orders = (await renewed.admin.do("purchasing.orders", { accountId: renewed.accountId })).items;
    expect(orders.map(({ number, state }) => [number, state])).toEqual([
      [renewed.number, "refunded"],
      [first.number, "paid"],
    ]);
    expect(await renewed.admin.do("memberships.show", at(renewed))).toMatchObject({ state: "cancelled", term: 2 });
    expect(today < due).toBe(true);
  }));

test("O13 G-015 an order that was renewed since is not given back, exception or not, and what has ended only by exception", () =>
  housed(async (house) => {
    const [desk, second] = [await house.staff(["finance"]), await house.staff(["finance"])];
    const [early, over] = [await buyer(house), await buyer(house)];
    const due = (await early.admin.do("memberships.show", at(early))).endsOn;
    await over.admin.do("memberships.autoRenewal", { ...at(over), body: { on: false } });
    await renew(house, early, addDays(due, -5));
    const { id } = await second.do("refunds.open", { body: { orderNumber: early.number, note: "Ancienne commande." } });
    const seen = await desk.do("refunds.case", { refundId: id });
    expect(refusal(await approve(desk, seen, "Tant pis."))).toEqual([409, "refunds.renewedSince"]);

    await house.travel(addDays(due, 40));
    const opened = await second.do("refunds.open", { body: { orderNumber: over.number, note: "Erreur de notre part." } });
    const late = await desk.do("refunds.case", { refundId: opened.id });
    expect(late.checks.filter(({ met }) => !met).map(({ name }) => name)).toEqual(["membership", "days"]);
    const proposed = await approve(desk, late, "Notre erreur.");
    expect(refusal(await approve(second, proposed.body))).toEqual([409, "refunds.ownRequest"]);
    const third = await house.staff(["platformAdmin"]);
    expect((await approve(third, proposed.body)).body.state.state).toBe("refunded");
    await house.settle();
    expect(await over.admin.do("memberships.show", at(over))).toMatchObject({ state: "cancelled" });
    expect([await booksOf(house, early), await booksOf(house, over)]).toEqual([never, once]);
  }));

test("F-080 G-013 sealed keys of a subscription that has ended go back to the stock, once; opened ones stay with whoever reads them", () =>
  housed(async (house) => {
    const of = await buyer(house);
    await of.admin.do("memberships.autoRenewal", { ...at(of), body: { on: false } });
    const opened = await takeKey(house, of, { opened: true });
    const software = (await of.admin.do("benefits.list", { accountId: of.accountId, kind: "software" })).items.filter(
      ({ id }) => id !== opened.benefitId,
    );
    const stock = await house.staff(["catalogueManager"]);
    const { productId } = (await house.db.one<{ productId: string }>(
      sql`select product_id as "productId" from entitlements where id = ${software[0]!.id}`,
    ))!;
    await stock.do("keys.add", { productId, body: { text: "SEALED-00001" } });
    const sealed = await of.admin.do("keys.reserve", { accountId: of.accountId, benefitId: software[0]!.id });
    const { endsOn } = await of.admin.do("memberships.show", at(of));
    await house.travel(addDays(endsOn, 31));
    await house.settle();
    const states = await house.db.query(
      sql`select id, state, account_id as "accountId" from keys where id = any(${[opened.keyId, sealed.id]}::uuid[])`,
    );
    expect(states).toEqual(
      expect.arrayContaining([
        { id: sealed.id, state: "free", accountId: null },
        { id: opened.keyId, state: "opened", accountId: of.accountId },
      ]),
    );
    expect((await of.admin.call("keys.view", { accountId: of.accountId, keyId: opened.keyId })).status).toBe(200);
    const told = await house.db.query(
      sql`select data->>'count' as count from facts where type = 'keys.takenBack' and account_id = ${of.accountId}`,
    );
    expect(told).toEqual([{ count: "1" }]);
  }));
