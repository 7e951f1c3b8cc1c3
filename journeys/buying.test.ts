import { expect, test } from "vitest";
import { companies } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import { Stage } from "./stage.ts";
import type { Walker } from "./walker.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const buyer = companies.find((company) => company.reaches === "authorised" && company.language === "fr")!;
const offer = programme.offers[0]!;
const card = {
  number: "4242 4242 4242 4242",
  expiry: "09/40",
  cvc: "123",
  line1: "3 quai de la Fosse",
  postalCode: "44000",
  city: "Nantes",
};
type Card = Partial<typeof card>;

const enter = (width?: number): Promise<Walker> => stage.signIn(buyer.admin.email, { width });

const fill = async (walker: Walker, typed: Card) => {
  for (const [name, value] of Object.entries(typed)) await walker.type(w.buying(name as keyof typeof card), value);
};

test("F-121 F-123 F-125 F-126 F-127 P14 from the menu to the review: the steps keep their order, a wrong card says what is wrong at each field, and nothing typed is lost", async () => {
  const walker = await enter(390);
  const { page } = walker;
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];
  await walker.goto(`${account}/offers`);
  await walker.at(w.buying("offers"));
  await walker.press(w.buying("subscribe"));
  await walker.at(w.buying("termsTitle"));

  // Too early for the order, and for the payment: back to the terms.
  for (const step of ["order", "payment"]) {
    await walker.goto(`${account}/offers/${offer.id}/checkout/${step}`);
    await walker.at(w.buying("termsTitle"), { axe: false });
    expect(new URL(page.url()).pathname).toMatch(/\/checkout\/terms$/);
  }
  await walker.press(w.buying("next"));
  await walker.at(w.buying("paymentTitle"));
  await walker.press(w.buying("addFirst"));

  const wrong = { ...card, number: "4242 4242 4242 4241", expiry: "13/40", cvc: "1", postalCode: "4400" };
  await fill(walker, wrong);
  await walker.press(w.buying("next"));
  for (const sentence of [
    "Ce numéro n’est pas celui d’une carte.",
    "Indiquez le mois et l’année",
    "Le code de sécurité a 3 chiffres.",
    "Ce code postal n’a pas la forme",
  ])
    await walker.sees(sentence);
  await walker.at(w.buying("paymentTitle"));
  for (const [name, value] of Object.entries(wrong)) {
    expect(await page.getByLabel(w.buying(name as keyof typeof card), { exact: true }).inputValue()).toBe(value);
  }
  expect(await page.getByLabel(w.buying("number"), { exact: true }).evaluate((field) => field === document.activeElement)).toBe(true);

  await fill(walker, card);
  await walker.press(w.buying("next"));
  await walker.at(w.buying("reviewTitle"));
  for (const part of ["425,00 €", "85,00 €", "510,00 €", w.buying("debited"), "4242", offer.subscriptionName.fr, w.buying("renewalHint")])
    await walker.sees(part);

  // A usable card is there now, so nobody is asked to begin by adding one.
  await walker.goto(`${account}/offers/${offer.id}/checkout/payment`);
  await walker.at(w.buying("paymentTitle"));
  expect(await walker.button(w.buying("addFirst")).count()).toBe(0);
  await walker.press(w.buying("next"));
  await walker.at(w.buying("reviewTitle"), { axe: false });
  await walker.press(w.buying("leave"));
  await walker.at(w.buying("offers"));
  await walker.leave();
});

test("F-129 F-130 F-134 F-135 F-149 an answer that does not come is waited for on the page; then the order is confirmed, closed, listed and opened", async () => {
  const walker = await enter();
  const { page } = walker;
  await walker.press(w.shell("offers"));
  await walker.at(w.buying("offers"));
  await walker.press(w.buying("subscribe"));
  await walker.at(w.buying("termsTitle"));
  await walker.press(w.buying("next"));
  await walker.at(w.buying("paymentTitle"));
  await walker.press(w.buying("next"));
  await walker.at(w.buying("reviewTitle"));

  await new Caller(stage.product.base).do("gateway.behave", { body: { loseAnswers: 2 } });
  await walker.press(w.buying("buy"));
  await walker.sees(w.buying("pendingTitle"));
  await walker.at(w.buying("reviewTitle"));
  expect(await walker.button(w.buying("buy")).count()).toBe(0);

  // The house asks again by itself, some twenty seconds later, and the page moves on alone.
  await page.waitForURL(/\/checkout\/confirmed\//, { timeout: 60_000 });
  await walker.at(w.buying("confirmedTitle"));
  await walker.sees("510,00 € TTC");
  expect(await walker.link(programme.labels.activateStarterPack.fr).getAttribute("href")).toMatch(/\/benefits$/);
  await walker.press(w.buying("close"));
  await walker.at(w.buying("offers"));
  await walker.press(offer.subscriptionName.fr);
  await walker.at(offer.subscriptionName.fr);
  await walker.sees(`${buyer.admin.givenName} ${buyer.admin.familyName} (vous)`);
  await walker.press(w.buying("reread"));
  await walker.sees(programme.agreements.find(({ id }) => id === offer.terms)!.title.fr);
  await walker.at(offer.subscriptionName.fr);
  await walker.leave();
});
