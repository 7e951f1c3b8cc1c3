import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { Checkout, orderByTransfer, purchase, refusal } from "../../testing/shop.ts";
import { pdf } from "../verification/testing.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  desk = await house.staff(["finance"]);
});
afterAll(() => house.close());

const today = () => house.open.house.clock.today();
type Order = Awaited<ReturnType<typeof orderByTransfer>>;
const read = (partner: Partner, order: Order) => partner.admin.do("purchasing.order", { accountId: partner.accountId, orderId: order.id });
/** What a bank tells of the transfer of an order, unless something else is said. */
const money = (order: Order, change: Record<string, string> = {}) => ({
  receivedOn: today(),
  amount: "510,00",
  currency: "EUR",
  reference: order.transfer!.reference,
  payer: `KERMADEC ${order.number}`,
  ...change,
});
const enter = (order: Order, change: Record<string, string> = {}) => desk.do("purchasing.enterReceipt", { body: money(order, change) });
const candidates = (receiptId: string, search = "") => desk.do("purchasing.receiptOrders", { receiptId, search });

describe("the proof", () => {
  const form = () => ({ paidOn: today(), bankAccount: "IE39 CITI 9900 5100 4473 21", reference: "VIR-0309" });

  test("G-011 N7 O11 the proof is kept with the order, read by the desk as a file to keep, replaced while nothing is matched, and the buyer is told", async () => {
    const partner = await member(house);
    const english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    const order = await orderByTransfer(house, partner, english);
    const at = { accountId: partner.accountId, orderId: order.id };
    const sent = pdf("virement.pdf");
    const proven = await english.do("purchasing.prove", { ...at, body: form(), file: sent });
    expect(proven).toMatchObject({
      state: "proofSubmitted",
      transfer: { proof: { file: { name: "virement.pdf" }, paidOn: today(), reference: "VIR-0309", by: english.name } },
    });
    const [mail] = await house.mailsTo(english.email);
    expect(mail!.subject).toBe(`Order ${order.number}: proof of payment received`);

    const { items } = await desk.do("purchasing.waitingTransfers", { list: "proven", search: order.number });
    expect(items).toMatchObject([
      { orderId: order.id, company: partner.name, partnerId: partner.partnerId, total: { amount: "510.00" }, proof: { sameAccount: true } },
    ]);
    const file = await desk.call("purchasing.deskProof", { orderId: order.id });
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="virement\.pdf"/);
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
    expect(Buffer.from(file.body as never).equals(Buffer.from(await sent.arrayBuffer()))).toBe(true);

    const other = { ...form(), bankAccount: "DE89370400440532013000" };
    await english.do("purchasing.prove", { ...at, body: other, file: pdf("autre.pdf") });
    expect((await read(partner, order)).transfer!.proof).toMatchObject({ file: { name: "autre.pdf" } });
    const again = await desk.do("purchasing.waitingTransfers", { search: order.number });
    expect(again.items[0]!.proof).toMatchObject({ sameAccount: false });
    expect(await house.db.query(sql`select name from files where account_id = ${partner.accountId}`)).toEqual([{ name: "autre.pdf" }]);
    expect((await house.db.query(sql`select 1 from facts where type = 'order.proven' and subject = ${order.id}`)).length).toBe(2);
  });

  test("G-011 every field of the proof that is wrong says so at once, and nothing is kept", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const at = { accountId: partner.accountId, orderId: order.id };
    const wrong = await partner.admin.call("purchasing.prove", {
      ...at,
      body: { paidOn: addDays(today(), 1), bankAccount: "", reference: "x".repeat(141) },
      file: new File([], "vide.pdf"),
    });
    expect([wrong.status, wrong.problem.errors!.map(({ pointer, code }) => [pointer, code])]).toEqual([
      422,
      [
        ["/paidOn", "purchasing.proofFuture"],
        ["/bankAccount", "accounts.needed"],
        ["/reference", "accounts.tooLong"],
        ["/file", "purchasing.proofMissing"],
      ],
    ]);
    const program = new File([Buffer.from("MZ\u0090\u0000")], "preuve.pdf");
    const refused = await partner.admin.call("purchasing.prove", { ...at, body: form(), file: program });
    expect([refused.status, refused.problem.errors![0]]).toMatchObject([422, { pointer: "/file", code: "purchasing.proofNotAccepted" }]);
    expect(await read(partner, order)).toMatchObject({ state: "awaitingPayment", transfer: { proof: null } });
    expect(await house.db.query(sql`select 1 from files where account_id = ${partner.accountId}`)).toEqual([]);
  });

  test("G-011 no proof for an order by card, one that is over, or another company's", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const at = { accountId: partner.accountId, orderId: order.id };
    const send = (caller: Colleague, to = at) => caller.call("purchasing.prove", { ...to, body: form(), file: pdf() });
    const stranger = await member(house);
    expect(refusal(await send(stranger.admin))).toEqual([404, "request.notFound"]);
    expect(refusal(await send(stranger.admin, { ...at, accountId: stranger.accountId }))).toEqual([404, "purchasing.orderNotFound"]);
    const reader = await house.colleague(partner, ["salesAgent"]);
    expect(refusal(await send(reader))).toEqual([403, "door.role"]);
    expect(refusal(await partner.admin.call("purchasing.proof", at))).toEqual([404, "purchasing.noProof"]);
    await partner.admin.do("purchasing.cancelOrder", at);
    expect(refusal(await send(partner.admin))).toEqual([409, "purchasing.orderOver"]);
    const bought = await purchase(house, partner);
    expect(refusal(await send(partner.admin, { ...at, orderId: bought.id }))).toEqual([409, "purchasing.orderPaid"]);
  });
});

describe("matching", () => {
  test("S-07 O11 G-011 N7 ordered, proven, entered at the desk: where everything agrees the order is paid at once, the subscription begins today with its benefits, and the buyer is told", async () => {
    const partner = await member(house);
    const english = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
    const order = await orderByTransfer(house, partner, english);
    const receipt = await enter(order);
    expect(receipt).toMatchObject({
      state: "matched",
      order: { orderId: order.id, number: order.number, company: partner.name },
      enteredBy: desk.name,
      settledBy: desk.name,
    });
    await house.settle();
    const paid = await read(partner, order);
    expect(paid).toMatchObject({ state: "paid", term: { startsOn: today() }, refund: { until: addDays(today(), 30) } });
    const { purchased, waiting } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(waiting).toEqual([]);
    // A transfer leaves no card: it does not renew by itself.
    expect(purchased).toMatchObject([
      { membershipId: paid.membershipId, state: "active", startsOn: today(), autoRenew: false, paidBy: { by: "transfer" } },
    ]);
    const { items: benefits } = await partner.admin.do("benefits.list", { accountId: partner.accountId, kind: "developerSeats" });
    expect(benefits.length).toBeGreaterThan(0);
    const [mail] = await house.mailsTo(english.email);
    expect(mail!.subject).toBe(`Order ${order.number} paid: your subscription is active`);
    expect(mail!.text).toContain("Your transfer of €510.00 has arrived.");
    const facts = await house.db.query<{ type: string; actor: string; data: Record<string, unknown> }>(
      sql`select type, actor_name as actor, data from facts where account_id = ${partner.accountId} and type in ('order.paid', 'receipt.matched') order by id`,
    );
    expect(facts).toMatchObject([
      { type: "receipt.matched", actor: desk.name, data: { number: order.number, numberNamed: true, partnerNamed: true } },
      { type: "order.paid", data: { orderId: order.id, membershipId: paid.membershipId, amount: "510.00", currency: "EUR" } },
    ]);
    const at = { accountId: partner.accountId, orderId: order.id };
    expect(refusal(await partner.admin.call("purchasing.cancelOrder", at))).toEqual([409, "purchasing.orderPaid"]);
    const proof = { paidOn: today(), bankAccount: "IE39", reference: "V" };
    expect(refusal(await partner.admin.call("purchasing.prove", { ...at, body: proof, file: pdf() }))).toEqual([
      409,
      "purchasing.orderPaid",
    ]);
  });

  test.each<[string, Record<string, string>, object, RegExp | null]>([
    ["less", { amount: "509,99" }, { amount: "less", currency: true, number: true, partnerId: true }, /509,99.*reçus, 510,00.*attendus/],
    ["more", { amount: "600" }, { amount: "more", currency: true, number: true, partnerId: true }, /600,00.*reçus, 510,00.*attendus/],
    [
      "another currency",
      { currency: "USD" },
      { amount: "unlike", currency: false, number: true, partnerId: true },
      /USD reçus, EUR attendus/,
    ],
  ])("O11 %s than the order's: kept unmatched with what agrees and what does not, and never matched", async (_, change, agrees, why) => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const receipt = await enter(order, change);
    expect(receipt).toMatchObject({ state: "unmatched", order: null });
    const { items } = await candidates(receipt.id);
    expect(items).toMatchObject([{ orderId: order.id, agrees, closed: expect.stringMatching(why!) }]);
    const forced = await desk.call("purchasing.matchReceipt", {
      receiptId: receipt.id,
      body: { orderId: order.id, reason: "Client connu" },
    });
    expect(forced.status).toBe(409);
    expect(await read(partner, order)).toMatchObject({ state: "awaitingPayment" });
  });

  test("O11 a message that names nothing: found by the company, matched with a reason, which is kept with who and when", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const receipt = await enter(order, { reference: "cotisation" });
    expect(receipt.state).toBe("unmatched");
    expect((await candidates(receipt.id)).items).toEqual([]);
    const { items } = await candidates(receipt.id, partner.name);
    expect(items).toMatchObject([{ orderId: order.id, needsReason: true, closed: null }]);
    const match = (reason: string) => desk.call("purchasing.matchReceipt", { receiptId: receipt.id, body: { orderId: order.id, reason } });
    const without = await match(" ");
    expect([without.status, without.problem.errors![0]]).toMatchObject([422, { pointer: "/reason", code: "purchasing.matchReasonNeeded" }]);
    expect((await match("Confirmé par téléphone")).body).toMatchObject({
      state: "matched",
      reason: "Confirmé par téléphone",
      settledBy: desk.name,
    });
    expect(refusal(await match("Encore"))).toEqual([409, "purchasing.receiptSettled"]);
    const { items: kept } = await desk.do("purchasing.receipts", { state: "matched" });
    expect(kept.find(({ id }) => id === receipt.id)).toMatchObject({ order: { number: order.number }, reason: "Confirmé par téléphone" });
  });

  test("O11 an order number that nobody has, and another company's partner ID: kept unmatched, and nothing is paid", async () => {
    const [partner, other] = [await member(house), await member(house)];
    const order = await orderByTransfer(house, partner);
    const unknown = await enter(order, { reference: `2020-999999 ${partner.partnerId}` });
    expect(unknown.state).toBe("unmatched");
    // The company is named: its waiting order is offered.
    expect((await candidates(unknown.id)).items.map(({ orderId }) => orderId)).toEqual([order.id]);
    const mixed = await enter(order, { reference: `${order.number} ${other.partnerId}` });
    expect(mixed.state).toBe("unmatched");
    expect((await candidates(mixed.id)).items).toMatchObject([{ orderId: order.id, agrees: { number: true, partnerId: false } }]);
    expect(await read(partner, order)).toMatchObject({ state: "awaitingPayment" });
  });

  test("O11 money that is given back says why and by whom, and is matched with nothing any more", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    const receipt = await enter(order, { amount: "1,00" });
    const back = (reason: string) => desk.call("purchasing.returnReceipt", { receiptId: receipt.id, body: { reason } });
    expect((await back("")).problem.errors![0]).toMatchObject({ pointer: "/reason", code: "purchasing.returnReasonNeeded" });
    expect((await back("Montant insuffisant")).body).toMatchObject({
      state: "returned",
      reason: "Montant insuffisant",
      settledBy: desk.name,
    });
    expect(refusal(await back("Encore"))).toEqual([409, "purchasing.receiptSettled"]);
    const match = await desk.call("purchasing.matchReceipt", { receiptId: receipt.id, body: { orderId: order.id, reason: "x" } });
    expect(refusal(match)).toEqual([409, "purchasing.receiptSettled"]);
    const { items } = await desk.do("purchasing.receipts", { state: "returned" });
    expect(items.map(({ id }) => id)).toContain(receipt.id);
  });

  test("O11 the same payment entered twice is one, however its spaces are typed; every wrong field is said at its place", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    await enter(order, { amount: "2,00" });
    const again = await desk.call("purchasing.enterReceipt", {
      body: money(order, { amount: "2.00", payer: `  kermadec  ${order.number}` }),
    });
    expect(refusal(again)).toEqual([409, "purchasing.receiptKnown"]);
    expect(again.problem.detail).toContain(desk.name);
    const wrong = await desk.call("purchasing.enterReceipt", {
      body: { receivedOn: addDays(today(), 1), amount: "0", currency: "EUR", reference: "", payer: "" },
    });
    expect([wrong.status, wrong.problem.errors!.map(({ pointer }) => pointer)]).toEqual([422, ["/receivedOn", "/amount", "/payer"]]);
  });

  test("G-011 O11 ordered again without paying again: money for a cancelled order pays the company's newer one, and never the cancelled one", async () => {
    const partner = await member(house);
    const first = await orderByTransfer(house, partner);
    await partner.admin.do("purchasing.cancelOrder", { accountId: partner.accountId, orderId: first.id });
    const receipt = await enter(first);
    expect(receipt.state).toBe("unmatched");
    const second = await orderByTransfer(house, partner);
    const { items } = await candidates(receipt.id);
    expect(items.map(({ orderId, closed, needsReason }) => [orderId, closed === null, needsReason])).toEqual([
      [second.id, true, true],
      [first.id, false, false],
    ]);
    const match = (order: Order) =>
      desk.call("purchasing.matchReceipt", { receiptId: receipt.id, body: { orderId: order.id, reason: "Ancien numéro" } });
    expect(refusal(await match(first))).toEqual([409, "purchasing.receiptOrderOver"]);
    expect((await match(second)).body).toMatchObject({ state: "matched", order: { number: second.number } });
    expect(await read(partner, second)).toMatchObject({ state: "paid" });
    expect(await read(partner, first)).toMatchObject({ state: "cancelled", membershipId: null });
  });

  test("O11 the queue shows the oldest first, page by page, and what is searched for; other staff and partners find it closed", async () => {
    const companies = [await member(house), await member(house), await member(house)];
    const orders: Order[] = [];
    for (const partner of companies) orders.push(await orderByTransfer(house, partner));
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page: { items: { orderId: string; ageDays: number }[]; nextCursor: string | null } = await desk.do(
        "purchasing.waitingTransfers",
        { limit: 2, ...(cursor !== undefined && { cursor }) },
      );
      seen.push(...page.items.map(({ orderId }) => orderId));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => orders.some((order) => order.id === id))).toEqual(orders.map(({ id }) => id));
    for (const search of [orders[1]!.number, companies[1]!.partnerId, companies[1]!.name.toUpperCase()]) {
      const { items } = await desk.do("purchasing.waitingTransfers", { search });
      expect(items.map(({ orderId }) => orderId)).toEqual([orders[1]!.id]);
    }
    const verifier = await house.staff(["verifier"]);
    expect(refusal(await verifier.call("purchasing.waitingTransfers", {}))).toEqual([403, "staff.closed"]);
    expect((await companies[0]!.admin.call("purchasing.waitingTransfers", {})).status).toBe(404);
    expect((await companies[0]!.admin.call("purchasing.deskProof", { orderId: orders[1]!.id })).status).toBe(404);
    expect(refusal(await desk.call("purchasing.receiptOrders", { receiptId: newId() }))).toEqual([404, "purchasing.noSuchReceipt"]);
    const nobodys = await desk.call("purchasing.matchReceipt", { receiptId: newId(), body: { orderId: orders[0]!.id } });
    expect(refusal(nobodys)).toEqual([404, "purchasing.noSuchReceipt"]);
  });

  test("O11 a company that has bought by card meanwhile keeps what it has: the late money pays nothing and is given back", async () => {
    const partner = await member(house);
    const order = await orderByTransfer(house, partner);
    await house.db.query(sql`update transfers set pay_until = ${addDays(today(), -1)}::date where order_id = ${order.id}`);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    expect((await checkout.buy()).status).toBe(201);
    const receipt = await enter(order, { receivedOn: addDays(today(), -2) });
    expect(receipt.state).toBe("unmatched");
    expect((await candidates(receipt.id)).items[0]).toMatchObject({ closed: expect.stringContaining("Rendez l’argent") });
    const { purchased } = await partner.admin.do("purchasing.offers", { accountId: partner.accountId });
    expect(purchased).toHaveLength(1);
  });
});
