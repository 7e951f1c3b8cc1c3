import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, staff } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import { Product } from "./product.ts";

/** How often the server is killed; PROOF_KILLS asks for more. */
const ROUNDS = Number(process.env.PROOF_KILLS ?? 4);
const COMPANIES = 3;

type Company = { admin: Caller; accountId: string; people: string[]; cartId?: string };

let product: Product;
beforeAll(async () => {
  product = await Product.make();
  await product.start();
});
afterAll(() => product.remove());

/** A company that walked from joining to being authorised, with three colleagues. */
async function authorised(desk: Caller, n: number): Promise<Company> {
  const domain = `kills-${n}.example`;
  const admin = new Caller(product.base, "fr");
  await admin.do("accounts.join", { body: { companyName: `Tempête ${n}`, country: "FR" } });
  await admin.do("people.createDirectory", {
    body: { domain, givenName: "Maëlle", familyName: "Kermadec", email: `m@${domain}`, password: PASSWORD, language: "fr" },
  });
  await admin.do("people.signIn", { body: { email: `m@${domain}`, password: PASSWORD } });
  const { accountId } = await admin.do("accounts.enrol", {
    body: {
      legalName: `Tempête ${n}`,
      addressLine1: "1 quai",
      postalCode: "29200",
      city: "Brest",
      country: "FR",
      registrationNumber: "983214768",
      contactGivenName: "Yann",
      contactFamilyName: "Le Goff",
      contactEmail: `y@${domain}`,
      contactPhone: "+33298001472",
      contactLanguage: "fr",
    },
  });
  const { agreementId, version, language, sha256 } = await admin.do("agreements.read", { accountId });
  await admin.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });
  const { items } = await admin.do("accounts.users", { accountId });
  await admin.do("accounts.setRoles", { accountId, userId: items[0]!.userId, body: { roles: [...items[0]!.roles, "adminAgent"] } });
  const people = [items[0]!.userId];
  for (const name of ["Un", "Deux", "Trois"]) {
    people.push(
      (
        await admin.do("accounts.addUser", {
          accountId,
          body: { givenName: name, familyName: "Collègue", email: `${name.toLowerCase()}@${domain}`, language: "fr", roles: [] },
        })
      ).userId,
    );
  }
  const token = await until(async () => {
    const mails = await desk.do("sandbox.mails", { to: `y@${domain}` });
    return mails.map(({ text }) => /\/confirm-email\/([\w-]+)/.exec(text)?.[1]).find(Boolean);
  });
  await new Caller(product.base, "fr").do("verification.confirm", { token });
  const line = await until(async () =>
    (await desk.do("verification.queue", { limit: 200 })).items.find((item) => item.accountId === accountId),
  );
  await desk.do("verification.claim", { caseId: line.caseId, body: {} });
  const { checks } = await desk.do("verification.case", { caseId: line.caseId });
  const { seen, reasons } = checks.find(({ check }) => check === "business")!;
  const reason = reasons.find(({ decisions, needsDocument }) => decisions.includes("authorise") && !needsDocument)!.code;
  await desk.do("verification.decide", { caseId: line.caseId, body: { check: "business", reason, decision: "authorise", seen, note: "" } });
  return { admin, accountId, people };
}

async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await ask().catch(() => undefined);
    if (found) return found;
    await pause(50);
  }
  throw new Error("waited in vain");
}

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
  for (let n = 0; n < COMPANIES; n++) companies.push(await authorised(desk, n));
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
