import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember } from "../../testing/owner.ts";
import { Checkout, offerOf, refusal } from "../../testing/shop.ts";
import { ask, askAgain, at, behave, booksOf, buyer, cancel, healthy, look, mailsOf, never, once, openKey, takeKey } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterEach(() => behave(house, healthy));
afterAll(() => house.close());

const factsOf = (subject: string) =>
  house.db.query<{ type: string; data: Record<string, unknown> }>(sql`select type, data from facts where subject = ${subject} order by id`);
const stockOf = async (productId: string) =>
  (await house.db.one<{ free: number; reserved: number }>(sql`
    select count(*) filter (where state = 'free')::int as free, count(*) filter (where state = 'reserved')::int as reserved from keys where product_id = ${productId}`))!;

describe("before anything is done", () => {
  test("F-118 F-144 G-015 the page says what comes back and to which card, what ends, and that nothing stands against it; looking changes nothing", async () => {
    const of = await buyer(house);
    await takeKey(house, of);
    const seen = await look(of);
    expect(seen).toMatchObject({
      order: { number: of.number, refundedOn: null },
      gives: { net: { amount: "425.00" }, tax: { amount: "85.00" }, total: { amount: "510.00", currency: "EUR" }, card: { last4: "4242" } },
      ends: { seats: 0, sealedKeys: 1, openedKeys: 0 },
      case: null,
      moves: { cancel: { open: true }, ask: { open: true }, stopAutoRenewal: { open: true } },
    });
    expect(seen.checks.map(({ name, met }) => [name, met])).toEqual([
      ["order", true],
      ["membership", true],
      ["days", true],
      ["keyOpened", true],
      ["payment", true],
    ]);
    expect(seen.checks.find(({ name }) => name === "keyOpened")!.texts).toEqual([
      "Aucune clé de logiciel n’est ouverte. Une clé scellée ne compte pas.",
    ]);
    await look(of);
    expect(await booksOf(house, of)).toEqual(never);
  });

  test.each([
    ["fr", "La clé de ", "a été ouverte par Maëlle Kermadec le "],
    ["en", "The key of ", "was opened by Maëlle Kermadec on "],
  ] as const)(
    "G-015 S-08 an opened key stands against it by its name, on the page, at the closed door and in the refusal alike, in %s",
    async (language, key, by) => {
      const of = await buyer(house);
      await takeKey(house, of, { opened: true });
      const reader = await house.colleague(of, ["partnerAdmin"], { language });
      const seen = await look(of, reader);
      const [text] = seen.checks.find(({ name }) => name === "keyOpened")!.texts;
      expect(text).toContain(key);
      expect(text).toContain(by);
      expect(seen.moves.cancel).toMatchObject({ open: false, text });
      const answer = await cancel(of, reader);
      expect([...refusal(answer), answer.problem.detail]).toEqual([409, "refunds.keyOpened", text]);
      expect(await booksOf(house, of)).toEqual(never);
    },
  );

  test("F-144 whoever may not see orders learns nothing of prices and cards, whoever may not cancel is told who may, and a stranger finds nothing", async () => {
    const of = await buyer(house);
    const helper = await house.colleague(of, ["helpdeskAgent"]);
    expect((await helper.call("refunds.cancellation", at(of))).status).toBe(403);
    const refused = await cancel(of, helper);
    expect([refused.status, refused.problem.code]).toEqual([403, "door.role"]);
    expect(refused.problem.detail).toContain("Maëlle Kermadec");
    const stranger = await buyer(house);
    expect((await cancel(of, stranger.admin)).status).toBe(404);
    const foreign = await stranger.admin.call("refunds.cancel", {
      accountId: stranger.accountId,
      membershipId: of.membershipId,
      body: { orderId: of.orderId },
    });
    expect(refusal(foreign)).toEqual([404, "refunds.nothingPaid"]);
    expect(refusal(await cancel(of, of.admin, newId(), stranger.orderId))).toEqual([409, "refunds.orderChanged"]);
    expect([await booksOf(house, of), await booksOf(house, stranger)]).toEqual([never, never]);
  });

  test("F-144 the network's own level was not paid for: there is nothing to give back", async () => {
    const partner = await networkMember(house);
    const { items } = await partner.admin.do("memberships.list", { accountId: partner.accountId });
    const answer = await partner.admin.call("refunds.cancellation", { accountId: partner.accountId, membershipId: items[0]!.id });
    expect(refusal(answer)).toEqual([404, "refunds.nothingPaid"]);
  });
});

describe("by oneself", () => {
  test("F-118 F-144 G-015 the price goes back to its card once, the order says so, the subscription and everything it gave end at once, and the offer can be bought again", async () => {
    const of = await buyer(house);
    const { accountId, admin } = of;
    const { benefitId, productId } = await takeKey(house, of);
    const seats = (await admin.do("benefits.list", { accountId, kind: "developerSeats" })).items[0]!;
    await admin.do("seats.assign", { accountId, benefitId: seats.id, body: { userId: admin.userId } });
    const before = await stockOf(productId);

    const answer = await cancel(of);
    expect([answer.status, answer.body.case?.state, answer.body.order.refundedOn]).toEqual([
      200,
      { state: "refunded", label: "Remboursé" },
      house.open.house.clock.today(),
    ]);
    await house.settle();
    expect(await booksOf(house, of)).toEqual(once);
    const [told] = (await factsOf(of.orderId)).filter(({ type }) => type === "order.refunded");
    expect(told!.data).toMatchObject({
      orderId: of.orderId,
      number: of.number,
      refundId: answer.body.case!.id,
      offerId: offerOf(house),
      membershipId: of.membershipId,
      currency: "EUR",
      amount: "510.00",
      netMinor: 42_500,
      taxMinor: 8_500,
      totalMinor: 51_000,
    });

    const { items: papers } = await admin.do("invoicing.list", { accountId });
    expect(papers.filter(({ kind }) => kind === "creditNote")).toHaveLength(1);

    const stands = await admin.do("memberships.show", at(of));
    expect(stands).toMatchObject({ state: "cancelled", stateText: "Annulé", autoRenew: false, beingCancelled: false });
    expect(stands.refund).toMatchObject({ until: null, possible: false });
    expect(stands.moves).toMatchObject({ renew: { open: false }, stopAutoRenewal: { open: false } });
    expect((await admin.do("seats.list", { accountId, benefitId: seats.id })).items.filter(({ holder }) => holder)).toEqual([]);
    expect(await stockOf(productId)).toEqual({ free: before.free + 1, reserved: before.reserved - 1 });
    expect(await admin.do("keys.list", { accountId, benefitId })).toMatchObject({ used: 0, items: [] });
    expect((await admin.do("memberships.history", at(of))).items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["membership.cancelled", "refund.begun"]),
    );

    const { purchased } = await admin.do("purchasing.offers", { accountId });
    expect(purchased[0]).toMatchObject({ state: "cancelled", refunded: { amount: { amount: "510.00" } }, paidBy: { last4: "4242" } });
    const order = await admin.do("purchasing.order", { accountId, orderId: of.orderId });
    expect([order.state, order.refundedOn]).toEqual(["refunded", answer.body.order.refundedOn]);
    // « Racheter l'offre » is a new purchase, and the old one stays as it ended.
    const again = await (await Checkout.ready(house, admin, accountId)).buy();
    expect(again.body.state).toBe("paid");
    expect(refusal(await cancel(of, await house.colleague(of, ["partnerAdmin"])))).toEqual([409, "refunds.givenBack"]);
  });

  test("F-118 the same key gives the first answer again; the same person pressing anew reads what came of it; a colleague is refused with the day", async () => {
    const of = await buyer(house);
    const key = newId();
    const first = await cancel(of, of.admin, key);
    const replayed = await cancel(of, of.admin, key);
    expect([replayed.headers.get("idempotency-replayed"), replayed.body]).toEqual(["true", first.body]);
    expect((await cancel(of)).body.case!.id).toBe(first.body.case!.id);
    const yann = await house.colleague(of, ["partnerAdmin"]);
    expect(refusal(await cancel(of, yann))).toEqual([409, "refunds.givenBack"]);
    expect(await booksOf(house, of)).toEqual(once);
  });

  test.each([
    ["fr", "remboursée, 510,00\u00a0€", "Votre abonnement est annulé et remboursé", "4242", "clés scellées"],
    ["en", "refunded, €510.00", "Your subscription is cancelled and refunded", "4242", "sealed keys"],
  ] as const)(
    "N15 whoever cancelled and everybody who administers subscriptions is told what came back and what has ended, once each, in %s",
    async (language, subject, ...parts) => {
      const of = await buyer(house);
      const presser = await house.colleague(of, ["partnerAdmin"], { language });
      const helper = await house.colleague(of, ["salesAgent"], { language });
      await cancel(of, presser);
      const [mail, ...more] = await mailsOf(house, presser, subject);
      expect(more).toEqual([]);
      for (const part of [of.number, of.name, ...parts]) expect(mail!.text, part).toContain(part);
      expect(await mailsOf(house, of.admin, of.number)).toHaveLength(2);
      expect(await mailsOf(house, helper, of.number)).toEqual([]);
    },
  );
});

describe("a provider that fails", () => {
  test("F-118 silent: the company reads that it is under way, nothing of the subscription opens meanwhile, and the job ends it right: given back once", async () => {
    const of = await buyer(house);
    const { keyId } = await takeKey(house, of);
    await behave(house, { loseAnswers: 2 });
    const answer = await cancel(of);
    expect(answer.body).toMatchObject({ case: { state: { state: "paying" } }, moves: { cancel: { open: false }, ask: { open: false } } });
    expect((await of.admin.do("memberships.show", at(of))).beingCancelled).toBe(true);
    expect(refusal(await openKey(of, keyId))).toEqual([409, "keys.beingCancelled"]);
    // Pressed again meanwhile: the same case, and a colleague's press is refused.
    expect((await cancel(of)).body.case!.id).toBe(answer.body.case!.id);
    const yann = await house.colleague(of, ["partnerAdmin"]);
    expect(refusal(await cancel(of, yann))).toEqual([409, "refunds.underWay"]);
    await askAgain(house);
    await askAgain(house);
    expect(await booksOf(house, of)).toEqual(once);
    expect((await look(of)).case!.state.state).toBe("refunded");
  });

  test("F-118 out of reach: it is asked when it is back, without anybody pressing again", async () => {
    const of = await buyer(house);
    await behave(house, { down: true });
    expect((await cancel(of)).body.case!.state.state).toBe("paying");
    await askAgain(house);
    expect(await booksOf(house, of)).toEqual({ ...never, paying: 1 });
    await behave(house, { down: false });
    await askAgain(house);
    expect(await booksOf(house, of)).toEqual(once);
  });

  test.each([
    ["fr", "Non remboursé", "Rien n’est annulé"],
    ["en", "Not refunded", "Nothing is cancelled"],
  ] as const)(
    "N15 F-118 its no leaves everything as it was: whoever pressed is told, keys open, and it can be tried again, in %s",
    async (language, subject, text) => {
      const of = await buyer(house);
      const presser = await house.colleague(of, ["partnerAdmin"], { language });
      await behave(house, { refuseRefunds: true });
      const answer = await cancel(of, presser);
      expect(answer.body).toMatchObject({ case: { state: { state: "failed" } }, membership: { state: "active", autoRenew: true } });
      expect(await booksOf(house, of)).toEqual(never);
      expect((await mailsOf(house, presser, subject))[0]!.text).toContain(text);
      await behave(house, { refuseRefunds: false });
      const again = await cancel(of, presser);
      expect(again.body.case!.state.state).toBe("refunded");
      expect(again.body.case!.id).not.toBe(answer.body.case!.id);
      expect(await booksOf(house, of)).toEqual(once);
    },
  );

  test("a provider gives a charge back once: the first answer stands under its key, and never more than was captured", async () => {
    const of = await buyer(house);
    await cancel(of);
    const { items } = await house.visitor().do("gateway.refunds", {});
    const made = items[0]!;
    expect(made).toMatchObject({ state: "refunded", currency: "EUR", amountMinor: 51_000 });
    const { paymentGateway } = await import("../gateway/door.ts");
    const gateway = paymentGateway(house.open.house)!;
    const amount = { minor: 51_000, currency: "EUR" };
    expect(await gateway.refund({ refundId: made.key, chargeRef: made.chargeId, amount })).toEqual({ outcome: "refunded", ref: made.id });
    expect(await gateway.refund({ refundId: newId(), chargeRef: made.chargeId, amount: { ...amount, minor: 1 } })).toEqual({
      outcome: "refused",
    });
    expect(await gateway.refund({ refundId: newId(), chargeRef: "ch_of_nobody", amount })).toEqual({ outcome: "refused" });
  });
});

describe("by request", () => {
  test("F-118 F-144 F-146 F-147 a request that asks for the end of a subscription is a case, whose state stands in the request and on the subscription's page", async () => {
    const of = await buyer(house);
    const request = await ask(of);
    await house.settle();
    const { case: found } = await of.admin.do("refunds.ofRequest", { accountId: of.accountId, requestId: request.id });
    expect(found).toMatchObject({ state: { state: "requested", label: "Demande à l’étude" }, origin: "request", askedBy: of.admin.name });
    const seen = await look(of);
    expect([seen.case!.id, seen.case!.requestId]).toEqual([found!.id, request.id]);
    expect(seen.moves.ask).toMatchObject({
      open: false,
      text: `Votre entreprise l’a déjà demandé\u00a0: dossier ${found!.number}. Nous vous répondons bientôt.`,
    });
    // Nothing blocks: whoever may need not wait for the desk, and the case is the same one.
    const done = await cancel(of);
    expect([done.body.case!.id, done.body.case!.state.state]).toEqual([found!.id, "refunded"]);
    await house.settle();
    expect(await booksOf(house, of)).toEqual(once);
    const stands = await of.admin.do("support.show", { accountId: of.accountId, requestId: request.id });
    expect([stands.state.state, stands.messages.at(-1)!.text]).toEqual([
      "closed",
      expect.stringMatching(/est annulé\. 510,00\u00a0€ reviennent sur votre carte Visa se terminant par 4242\./),
    ]);
  });

  test("F-147 anybody may ask, about an order too; a question about an invoice is no request to cancel", async () => {
    const of = await buyer(house);
    const { accountId } = of;
    await of.admin.do("support.open", {
      accountId,
      body: { topic: "billing", subject: "Facture", text: "Deux fois.", about: { kind: "order", id: of.orderId } },
    });
    await house.settle();
    expect((await look(of)).case).toBeNull();
    const request = await ask(of, of.admin, { kind: "order", id: of.orderId });
    await house.settle();
    expect((await look(of)).case).toMatchObject({ requestId: request.id });
    // A second request about the same order does not make a second case.
    await ask(of);
    await house.settle();
    expect(await house.db.query(sql`select 1 from refunds where account_id = ${accountId}`)).toHaveLength(1);
  });

  test("F-146 F-147 a request to cancel says what, and under a type that takes it: otherwise 422 at its field", async () => {
    const of = await buyer(house);
    const { accountId, admin } = of;
    const body = { subject: "Annuler", text: "Merci.", entrance: "cancellation" as const };
    const about = { kind: "membership" as const, id: of.membershipId };
    const nothing = await admin.call("support.open", { accountId, body: { ...body, topic: "billing" } });
    expect([nothing.status, nothing.problem.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: "/about", code: "support.cancelWhat" })],
    ]);
    const wrong = await admin.call("support.open", { accountId, body: { ...body, topic: "tax", about } });
    expect([wrong.status, wrong.problem.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: "/topic", code: "support.wrongEntrance" })],
    ]);
    expect((await admin.do("support.list", { accountId })).items).toEqual([]);
  });

  test("F-148 whoever closes their own request before it is decided takes it back, and may ask again", async () => {
    const of = await buyer(house);
    const { accountId, admin } = of;
    const request = await ask(of);
    await house.settle();
    const { version } = await admin.do("support.show", { accountId, requestId: request.id });
    await admin.do("support.close", { accountId, requestId: request.id, body: { version } });
    await house.settle();
    expect((await look(of)).case).toMatchObject({ state: { state: "withdrawn", label: "Retiré" } });
    await ask(of);
    await house.settle();
    expect((await look(of)).case).toMatchObject({ state: { state: "requested" } });
  });

  test("F-148 a colleague's request and its case are not there for others", async () => {
    const of = await buyer(house);
    const request = await ask(of);
    await house.settle();
    const helper = await house.colleague(of, ["helpdeskAgent"]);
    const answer = await helper.call("refunds.ofRequest", { accountId: of.accountId, requestId: request.id });
    expect(refusal(answer)).toEqual([404, "refunds.notThere"]);
  });
});
