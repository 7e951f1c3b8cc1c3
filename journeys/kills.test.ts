import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, staff } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import type { Company } from "./newcomer.ts";
import { authorised, until } from "./newcomer.ts";
import { Product } from "./product.ts";

/** How often the server is killed; PROOF_KILLS asks for more. */
const ROUNDS = Number(process.env.PROOF_KILLS ?? 4);
const COMPANIES = 3;

let product: Product;
beforeAll(async () => {
  product = await Product.make();
  await product.start();
});
afterAll(() => product.remove());

/** Does what it can while the house is killed around it; refusals and broken connections are the weather. */
async function insist(act: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await act().catch(() => undefined);
    await pause(5);
  }
}

async function buy({ admin, accountId }: Company): Promise<void> {
  const { available } = await admin.do("purchasing.offers", { accountId });
  const offer = available.find(({ moves }) => moves.buy.open);
  if (!offer) return;
  const terms = await admin.do("purchasing.terms", { accountId, offerId: offer.id });
  let cart = await admin.do("purchasing.openCart", { accountId, body: { offerId: offer.id } });
  if (!cart.terms.accepted)
    cart = await admin.do("purchasing.acceptTerms", {
      accountId,
      cartId: cart.id,
      body: { version: cart.version, terms: { version: terms.version, sha256: terms.sha256 } },
    });
  if (!cart.method) {
    const { token } = await admin.do("gateway.tokenise", {
      body: {
        number: "4242424242424242",
        expiry: "12/40",
        cvc: "123",
        address: { line1: "1 quai", postalCode: "29200", city: "Brest", country: "FR" },
      },
    });
    cart = await admin.do("purchasing.addMethod", { accountId, cartId: cart.id, body: { version: cart.version, token } });
  }
  await admin.call("purchasing.buy", { accountId, cartId: cart.id, body: { version: cart.version } });
}

async function handOut({ admin, accountId, people }: Company): Promise<void> {
  const some = <T>(items: readonly T[]): T | undefined => items[Math.floor(Math.random() * items.length)];
  const software = some((await admin.do("benefits.list", { accountId, kind: "software" })).items);
  if (software) {
    await admin.call("keys.reserve", { accountId, benefitId: software.id });
    const { items } = await admin.do("keys.list", { accountId, benefitId: software.id });
    const sealed = some(items.filter(({ state }) => state === "reserved"));
    if (sealed && Math.random() < 0.4) await admin.call("keys.giveBack", { accountId, keyId: sealed.id });
    else if (sealed && Math.random() < 0.3)
      await admin.call("keys.open", { accountId, keyId: sealed.id, body: { confirmRefundLoss: true } });
  }
  const seats = some((await admin.do("benefits.list", { accountId, kind: "developerSeats" })).items);
  if (seats) {
    await admin.call("seats.assign", { accountId, benefitId: seats.id, body: { userId: some(people)! } });
    const { items } = await admin.do("seats.list", { accountId, benefitId: seats.id });
    const held = some(items.filter(({ holder }) => holder));
    if (held && Math.random() < 0.5) await admin.call("seats.release", { accountId, seatId: held.id });
  }
}

test("the server killed again and again, and PostgreSQL once, in the middle of purchases and hand-outs: nothing is charged twice, given twice or lost", async () => {
  const desk = new Caller(product.base, "fr");
  await desk.do("people.signIn", { body: { email: staff.email, password: PASSWORD } });
  const companies: Company[] = [];
  for (let n = 0; n < COMPANIES; n++) companies.push(await authorised(product, desk, n));
  const stock = (await desk.do("keys.pools", {})).items.map(({ productId, free, reserved, opened }) => [
    productId,
    free + reserved + opened,
  ]);

  for (let round = 0; round < ROUNDS; round++) {
    const storm = new AbortController();
    const busy = companies.flatMap((company) => [
      insist(() => buy(company), storm.signal),
      insist(() => handOut(company), storm.signal),
      insist(() => handOut(company), storm.signal),
    ]);
    await pause(150 + Math.random() * 600);
    if (round === 1) {
      product.killPostgres();
      await pause(1500);
    } else {
      await product.kill();
      await product.start();
    }
    await pause(300);
    storm.abort();
    await Promise.all(busy);
  }
  // What was cut off is finished or given up by the dated jobs; the machine's clock may make them wait for a lease.
  await until(async () => {
    const { items } = await desk.do("gateway.charges", {});
    const orders = await Promise.all(companies.map(({ admin, accountId }) => admin.do("purchasing.orders", { accountId })));
    const open = orders.flatMap((page) => page.items).filter(({ state }) => !["paid", "declined", "cancelled", "failed"].includes(state));
    return items.length > 0 && open.length === 0;
  });

  const charges = (await desk.do("gateway.charges", {})).items.filter(({ state }) => state === "captured");
  let paid = 0;
  const keyIds: string[] = [];
  for (const { admin, accountId } of companies) {
    const { items: orders } = await admin.do("purchasing.orders", { accountId });
    const owned = (await admin.do("memberships.list", { accountId })).items.filter(({ kind }) => kind === "offer");
    const done = orders.filter(({ state }) => state === "paid");
    expect(done.length).toBeLessThanOrEqual(1);
    expect(owned).toHaveLength(done.length);
    paid += done.length;
    for (const kind of ["software", "developerSeats"] as const) {
      for (const benefit of (await admin.do("benefits.list", { accountId, kind })).items) {
        if (kind === "software") {
          const { items } = await admin.do("keys.list", { accountId, benefitId: benefit.id });
          expect([benefit.used, benefit.opened]).toEqual([items.length, items.filter(({ state }) => state === "opened").length]);
          keyIds.push(...items.map(({ id }) => id));
        } else {
          const { items, assigned } = await admin.do("seats.list", { accountId, benefitId: benefit.id });
          const holders = items.flatMap(({ holder }) => holder?.id ?? []);
          expect([assigned, new Set(holders).size]).toEqual([holders.length, holders.length]);
        }
      }
    }
  }
  expect(charges).toHaveLength(paid);
  expect(paid).toBeGreaterThan(0);
  expect(new Set(keyIds).size).toBe(keyIds.length);
  const left = await desk.do("keys.pools", {});
  expect(left.items.map(({ productId, free, reserved, opened }) => [productId, free + reserved + opened])).toEqual(stock);
  expect(left.items.reduce((sum, { reserved, opened }) => sum + reserved + opened, 0)).toBe(keyIds.length);
}, 300_000);
