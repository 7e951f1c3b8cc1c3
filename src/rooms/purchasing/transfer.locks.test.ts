import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, orderByTransfer, refusal } from "../../testing/shop.ts";
import { atThePurchase } from "../../testing/together.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false, networkMonths: 120 });
});
afterAll(() => house.close());

const ordersOf = (accountId: string) =>
  house.db.query<{ state: string }>(sql`select state from orders where account_id = ${accountId} order by id`);

test("G-011 eight colleagues send an order by transfer at the same moment: one waits, and the others are told which", async () => {
  const partner = await member(house);
  const people = await Promise.all(Array.from({ length: 8 }, () => house.colleague(partner, ["partnerAdmin"])));
  const carts = await Promise.all(
    people.map(async (person) => {
      const checkout = await Checkout.open(house, person, partner.accountId);
      await checkout.accept();
      await checkout.payByTransfer();
      return checkout;
    }),
  );
  expect(await ordersOf(partner.accountId)).toEqual([]);
  const answers = await atThePurchase(
    house,
    partner.accountId,
    carts.map((cart) => () => cart.send()),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expect(refusal(answer)).toEqual([409, "purchasing.awaitingTransfer"]);
  expect(await ordersOf(partner.accountId)).toEqual([{ state: "awaitingPayment" }]);
});

test("G-011 a card and a transfer for the same offer at the same moment: one order, whoever comes first", async () => {
  const partner = await member(house);
  const colleague = await house.colleague(partner, ["partnerAdmin"]);
  const byCard = await Checkout.ready(house, colleague, partner.accountId);
  const byTransfer = await Checkout.open(house, partner.admin, partner.accountId);
  await byTransfer.accept();
  await byTransfer.payByTransfer();
  expect(await ordersOf(partner.accountId)).toEqual([]);
  const answers = await atThePurchase(house, partner.accountId, [() => byCard.buy(), () => byTransfer.send()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const [made, ...others] = await ordersOf(partner.accountId);
  expect([["paid", "awaitingPayment"].includes(made!.state), others]).toEqual([true, []]);
});

test("G-012 eight cancel one order at the same moment: one does, and the others are told that it is over", async () => {
  const partner = await member(house);
  const people = await Promise.all(Array.from({ length: 8 }, () => house.colleague(partner, ["partnerAdmin"])));
  const order = await orderByTransfer(house, partner);
  expect(await ordersOf(partner.accountId)).toEqual([{ state: "awaitingPayment" }]);
  const answers = await atThePurchase(
    house,
    partner.accountId,
    people.map((person) => () => person.call("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) expect(refusal(answer)).toEqual([409, "purchasing.orderOver"]);
  expect(await house.db.query(sql`select 1 from facts where type = 'order.cancelled' and subject = ${order.id}`)).toHaveLength(1);
});

const money = (order: Awaited<ReturnType<typeof orderByTransfer>>, payer: string, reference = order.transfer!.reference) => ({
  receivedOn: house.open.house.clock.today(),
  amount: "510,00",
  currency: "EUR",
  reference,
  payer,
});
/** The whole of an order, as books tell it that never speak to each other. */
const books = (accountId: string, orderId: string) =>
  house.db.one<Record<string, unknown>>(sql`
    select (select state from orders where id = ${orderId}) as state,
      (select count(*)::int from memberships where account_id = ${accountId} and kind = 'offer') as memberships,
      (select count(*)::int from receipts where order_id = ${orderId}) as receipts,
      (select count(*)::int from facts where subject = ${orderId} and type = 'order.paid') as told`);
const paidOnce = { state: "paid", memberships: 1, receipts: 1, told: 1 };

test("O11 two desks match one receipt at the same moment: the order is paid once, and the other is told so", async () => {
  const partner = await member(house);
  const order = await orderByTransfer(house, partner);
  const desks = await Promise.all(Array.from({ length: 6 }, () => house.staff(["finance"])));
  const receipt = await desks[0]!.do("purchasing.enterReceipt", { body: money(order, "KERMADEC", "sans référence") });
  expect(receipt.state).toBe("unmatched");
  const answers = await atThePurchase(
    house,
    partner.accountId,
    desks.map(
      (desk) => () => desk.call("purchasing.matchReceipt", { receiptId: receipt.id, body: { orderId: order.id, reason: "Appel" } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) expect(refusal(answer)).toEqual([409, "purchasing.receiptSettled"]);
  expect(await books(partner.accountId, order.id)).toEqual(paidOnce);
});

test("O11 two payments for one order at the same moment: one pays it, the other stays unmatched", async () => {
  const partner = await member(house);
  const order = await orderByTransfer(house, partner);
  const desks = await Promise.all([house.staff(["finance"]), house.staff(["finance"])]);
  const answers = await atThePurchase(
    house,
    partner.accountId,
    desks.map((desk, at) => () => desk.call("purchasing.enterReceipt", { body: money(order, `KERMADEC ${at}`) })),
  );
  expect(answers.map(({ status, body }) => [status, body.state]).sort()).toEqual([
    [201, "matched"],
    [201, "unmatched"],
  ]);
  expect(await books(partner.accountId, order.id)).toEqual(paidOnce);
});

test("O11 eight enter the same payment at the same moment: it is there once", async () => {
  const partner = await member(house);
  const order = await orderByTransfer(house, partner);
  const desks = await Promise.all(Array.from({ length: 8 }, () => house.staff(["finance"])));
  const body = money(order, "KERMADEC SAS");
  const answers = await Promise.all(desks.map((desk) => desk.call("purchasing.enterReceipt", { body })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) expect(refusal(answer)).toEqual([409, "purchasing.receiptKnown"]);
  expect(await books(partner.accountId, order.id)).toEqual(paidOnce);
});

test("G-012 O11 matched and cancelled at the same moment: either it is paid and stays, or it is cancelled and the money stays unmatched", async () => {
  for (let round = 0; round < 4; round++) {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const desk = await house.staff(["finance"]);
    expect(await ordersOf(partner.accountId)).toEqual([{ state: "awaitingPayment" }]);
    const enter = () => desk.call("purchasing.enterReceipt", { body: money(order, `ROUND ${round}`) });
    const cancel = () => partner.admin.call("purchasing.cancelOrder", { accountId: partner.accountId, orderId: order.id });
    // Whoever waits first goes first.
    const asks: (() => Promise<{ status: number; body: unknown }>)[] = round % 2 === 0 ? [enter, cancel] : [cancel, enter];
    const answers = await atThePurchase(house, partner.accountId, asks);
    const [entered, cancelled] = round % 2 === 0 ? answers : [answers[1]!, answers[0]!];
    const stands = await books(partner.accountId, order.id);
    expect(entered!.status).toBe(201);
    if (stands!.state === "paid") {
      expect([stands, cancelled!.status]).toEqual([paidOnce, 409]);
    } else {
      expect([stands, cancelled!.status]).toEqual([{ state: "cancelled", memberships: 0, receipts: 0, told: 0 }, 200]);
      expect(entered!.body).toMatchObject({ state: "unmatched" });
    }
  }
});

test("O11 G-011 the bell of day 31 and the match at the same moment: money that came in time pays the order, whoever comes first", async () => {
  for (let round = 0; round < 3; round++) {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const desk = await house.staff(["finance"]);
    const { clock } = house.open.house;
    const inTime = { ...money(order, `BELL ${round}`), receivedOn: order.transfer!.payUntil };
    await house.travel(order.transfer!.payUntil);
    expect(await ordersOf(partner.accountId)).toEqual([{ state: "awaitingPayment" }]);
    // The day turns while both are kept waiting: whichever hand takes the bell, it waits too.
    let turned: Promise<unknown> | undefined;
    const turn = () => (turned ??= clock.moveTo(house.db, `${addDays(order.transfer!.payUntil, 1)}T09:00:00Z`));
    const [entered] = await atThePurchase<unknown>(house, partner.accountId, [
      () => turn().then(() => desk.call("purchasing.enterReceipt", { body: inTime })),
      () => turn().then(() => house.open.jobs.drain()),
    ]);
    expect(entered).toMatchObject({ status: 201, body: { state: "matched" } });
    await house.settle();
    expect(await books(partner.accountId, order.id)).toEqual(paidOnce);
  }
});
