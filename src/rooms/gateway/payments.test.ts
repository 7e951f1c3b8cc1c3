import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { money } from "../../kit/money.ts";
import type { Charge, PaymentGateway } from "../../server/payments.ts";
import { TestHouse } from "../../testing/house.ts";
import { cards, tokenise } from "../../testing/shop.ts";
import { TestStripe } from "../../testing/stripe.ts";
import { paymentGateway } from "./door.ts";

/** What the house counts on, whoever the provider is. */
type Side = {
  readonly house: TestHouse;
  readonly gateway: PaymentGateway;
  /** A card typed where this provider has it typed, for this holder: its token. */
  token(holder: string, number: string): Promise<string>;
  /** How many charges it has really captured. */
  captured(): Promise<number>;
  /** How many refunds it has really given back. */
  refunded(): Promise<number>;
  /** From now on it cannot be reached; or the next charge takes its time before it is captured, or its answer is lost. */
  down(): Promise<void>;
  slow(milliseconds: number): Promise<void>;
  loseAnswer(): Promise<void>;
  refuseRefunds(): Promise<void>;
  well(): Promise<void>;
  close(): Promise<void>;
};

async function sandbox(): Promise<Side> {
  const house = await TestHouse.start({ bell: false });
  const visitor = house.visitor();
  const behave = async (body: object) => void (await visitor.do("gateway.behave", { body }));
  return {
    house,
    gateway: paymentGateway(house.open.house)!,
    token: async (_, number) => (await tokenise(visitor, { number })).token,
    refunded: async () => (await visitor.do("gateway.refunds", { limit: 1000 })).refunded,
    refuseRefunds: () => behave({ refuseRefunds: true }),
    captured: async () => (await visitor.do("gateway.charges", { limit: 1000 })).captured,
    down: () => behave({ down: true }),
    slow: (delayBeforeMs) => behave({ delayBeforeMs }),
    loseAnswer: () => behave({ loseAnswers: 1 }),
    well: () => behave({ down: false, delayBeforeMs: 0, delayAfterMs: 0, loseAnswers: 0, refuseRefunds: false }),
    close: () => house.close(),
  };
}

async function stripe(): Promise<Side> {
  const provider = await TestStripe.start();
  const house = await TestHouse.start({ bell: false, environment: provider.environment });
  const gateway = paymentGateway(house.open.house)!;
  const page = { name: "Kermadec", language: "fr", backTo: "https://house.example/back" } as const;
  return {
    house,
    gateway,
    async token(holder, number) {
      const asked = await gateway.cardPage!({ ...page, holder, returnTo: "https://house.example/back?token={token}" });
      if (asked.outcome !== "page") throw new Error("no page for a card");
      return new URL(provider.typeCard(asked.url, number)).searchParams.get("token")!;
    },
    refunded: async () => provider.refunds.length,
    refuseRefunds: () => provider.meet({ on: /POST .*refunds$/, refuse: true }),
    captured: async () => provider.captured().length,
    down: () => provider.meet({ on: /./, times: Number.POSITIVE_INFINITY, cut: true }),
    slow: (before) => provider.meet({ on: /confirm$/, before }),
    loseAnswer: () => provider.meet({ on: /confirm$|POST .*refunds$/, lose: true }),
    well: () => provider.meet(),
    async close() {
      await house.close();
      await provider.close();
    },
  };
}

describe.each([
  ["the sandbox's gateway", sandbox],
  ["Stripe", stripe],
] as const)("%s keeps the promises of a payment provider", (_, open) => {
  let side: Side;
  beforeAll(async () => {
    side = await open();
  });
  afterEach(() => side.well());
  afterAll(() => side.close());

  const company = async (): Promise<string> => (await side.house.partner()).accountId;
  async function stored(number: string = cards.good): Promise<string> {
    const holder = await company();
    const attached = await side.gateway.attach(await side.token(holder, number), holder);
    if (attached.outcome !== "attached") throw new Error(`the card is ${attached.outcome}`);
    return attached.ref;
  }
  const asked = (ref: string): Charge => ({
    ...{ attemptId: newId(), ref, amount: money(51_000, "EUR"), order: "2026-000001", description: "2026-000001 an offer" },
  });
  /** What a charge came to, and how many more are captured than before. */
  async function counting<T>(work: () => Promise<T>): Promise<[T, number]> {
    const before = await side.captured();
    const answer = await work();
    return [answer, (await side.captured()) - before];
  }

  test("F-127 a token becomes the holder's card, the same one however often it is brought; of the card four digits, brand and month are known", async () => {
    const holder = await company();
    const token = await side.token(holder, cards.good);
    const first = await side.gateway.attach(token, holder);
    expect(first).toMatchObject({
      outcome: "attached",
      card: { brand: "Visa", last4: "4242", expMonth: expect.any(Number), expYear: 2031 },
    });
    expect(await side.gateway.attach(token, holder)).toEqual(first);
  });

  test("F-127 a token that nobody gave out, and one of somebody else's, is no card", async () => {
    const [holder, other] = [await company(), await company()];
    const token = await side.token(holder, cards.good);
    await side.token(other, cards.good);
    await side.gateway.attach(token, holder);
    expect(await side.gateway.attach(token, other)).toEqual({ outcome: "unknownToken" });
    for (const odd of ["tok_nobody", "cs_test_nobody", "cs_/../customers", ""])
      expect(await side.gateway.attach(odd, holder), odd).toEqual({ outcome: "unknownToken" });
  });

  test("F-129 one attempt is captured once, however often it is asked for, one after the other or at once", async () => {
    const charge = asked(await stored());
    const [first, captured] = await counting(() => side.gateway.charge(charge));
    expect([first.outcome, captured]).toEqual(["captured", 1]);
    expect(await counting(() => side.gateway.charge(charge))).toEqual([first, 0]);

    const another = asked(charge.ref);
    const [answers, more] = await counting(() => Promise.all([1, 2, 3].map(() => side.gateway.charge(another))));
    expect(more).toBe(1);
    const known = new Set(answers.map(({ outcome }) => outcome));
    expect([...known].filter((outcome) => outcome !== "captured" && outcome !== "unknown" && outcome !== "unreachable")).toEqual([]);
    expect(await side.gateway.close(another)).toMatchObject({ outcome: "captured" });
  });

  test.each([
    ["declined", cards.declined],
    ["insufficientFunds", cards.insufficientFunds],
    ["cardExpired", cards.expired],
    ["cvcWrong", cards.cvcWrong],
    ["processingError", cards.processingError],
    ["declined", cards.attachesThenFails],
  ])("F-129 a no is « %s » for %s, asked again and as the last word too", async (reason, number) => {
    const charge = asked(await stored(number));
    expect(await counting(() => side.gateway.charge(charge))).toEqual([{ outcome: "declined", reason }, 0]);
    expect(await side.gateway.charge(charge)).toEqual({ outcome: "declined", reason });
    expect(await side.gateway.look(charge)).toEqual({ outcome: "declined", reason });
    expect(await side.gateway.close(charge)).toEqual({ outcome: "declined", reason });
    expect(await side.gateway.close(charge)).toEqual({ outcome: "declined", reason });
  });

  test("F-129 an unknown card is declined", async () => {
    const charge = asked((await stored()).replace(/.$/, (last) => (last === "0" ? "1" : "0")));
    expect(await counting(() => side.gateway.charge(charge))).toEqual([{ outcome: "declined", reason: "declined" }, 0]);
  });

  test("F-129 closed before it is asked for: the charge that comes late is refused, again and again", async () => {
    const charge = asked(await stored());
    expect(await side.gateway.look(charge)).toEqual({ outcome: "unknown" });
    expect(await side.gateway.close(charge)).toEqual({ outcome: "closed" });
    for (const _ of [1, 2]) expect(await counting(() => side.gateway.charge(charge))).toEqual([{ outcome: "closed" }, 0]);
    expect(await side.gateway.close(charge)).toEqual({ outcome: "closed" });
    expect(await side.gateway.look(charge)).toEqual({ outcome: "closed" });
  });

  test("F-129 closed after it was captured: the last word is the capture, also for one whose answer was lost", async () => {
    const charge = asked(await stored());
    await side.loseAnswer();
    expect((await counting(() => side.gateway.charge(charge)))[1]).toBe(1);
    await side.well();
    const word = await side.gateway.close(charge);
    expect(word).toMatchObject({ outcome: "captured", ref: expect.any(String) });
    expect(await side.gateway.look(charge)).toEqual(word);
    expect(await side.gateway.charge(charge)).toEqual(word);
  });

  test("F-129 closed while it is on its way: either the capture is the last word, or nothing is captured for good", async () => {
    const charge = asked(await stored());
    await side.slow(400);
    const before = await side.captured();
    const late = side.gateway.charge(charge);
    await new Promise((go) => setTimeout(go, 100));
    const word = await side.gateway.close(charge);
    const answer = await late;
    expect(word).toEqual({ outcome: "closed" });
    expect([answer, (await side.captured()) - before]).toEqual([{ outcome: "closed" }, 0]);
  });

  test("F-129 out of reach: nothing is asked, and nobody knows how an earlier attempt stands", async () => {
    const charge = asked(await stored());
    const holder = await company();
    const token = await side.token(holder, cards.good);
    await side.down();
    expect(await side.gateway.attach(token, holder)).toEqual({ outcome: "unreachable" });
    expect(await side.gateway.charge(charge)).toEqual({ outcome: "unreachable" });
    expect(await side.gateway.close(charge)).toEqual({ outcome: "unknown" });
    expect(await side.gateway.look(charge)).toEqual({ outcome: "unknown" });
    await side.well();
    expect(await counting(() => side.gateway.charge(charge))).toMatchObject([{ outcome: "captured" }, 1]);
  });

  describe("gives a charge back", () => {
    async function paid() {
      const charge = asked(await stored());
      const answer = await side.gateway.charge(charge);
      if (answer.outcome !== "captured") throw new Error(`the charge is ${answer.outcome}`);
      return { refundId: newId(), chargeRef: answer.ref, amount: charge.amount };
    }
    async function counted<T>(work: () => Promise<T>): Promise<[T, number]> {
      const before = await side.refunded();
      const answer = await work();
      return [answer, (await side.refunded()) - before];
    }

    test("F-118 once, however often one refund is asked for", async () => {
      const refund = await paid();
      const [first, given] = await counted(() => side.gateway.refund(refund));
      expect([first, given]).toEqual([{ outcome: "refunded", ref: expect.any(String) }, 1]);
      expect(await counted(() => side.gateway.refund(refund))).toEqual([first, 0]);
      expect((await counted(() => side.gateway.refund({ ...refund, refundId: newId() })))[1]).toBe(0);
    });

    test("F-118 once when the answer was lost, and never more than was captured", async () => {
      const refund = await paid();
      const part = { ...refund, amount: money(20_000, "EUR") };
      await side.loseAnswer();
      expect(await counted(() => side.gateway.refund(part))).toEqual([{ outcome: "unknown" }, 1]);
      await side.well();
      expect(await counted(() => side.gateway.refund(part))).toEqual([{ outcome: "refunded", ref: expect.any(String) }, 0]);
      expect(await counted(() => side.gateway.refund({ ...refund, refundId: newId() }))).toEqual([{ outcome: "refused" }, 0]);
      const rest = { ...refund, refundId: newId(), amount: money(31_000, "EUR") };
      expect((await counted(() => side.gateway.refund(rest)))[1]).toBe(1);
    });

    test("F-118 not at all when it is refused, out of reach, or about no charge", async () => {
      const refund = await paid();
      await side.refuseRefunds();
      expect(await counted(() => side.gateway.refund(refund))).toEqual([{ outcome: "refused" }, 0]);
      await side.well();
      const again = { ...refund, refundId: newId() };
      await side.down();
      expect(await side.gateway.refund(again)).toEqual({ outcome: "unreachable" });
      await side.well();
      expect((await counted(() => side.gateway.refund(again)))[0].outcome).toBe("refunded");
      const strange = { ...refund, refundId: newId(), chargeRef: "nothing" };
      expect(await counted(() => side.gateway.refund(strange))).toEqual([{ outcome: "refused" }, 0]);
    });
  });
});
