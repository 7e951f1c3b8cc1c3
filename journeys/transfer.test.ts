import { expect, test } from "vitest";
import { companies, staff } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import { Stage } from "./stage.ts";
import type { Walker } from "./walker.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const buyer = companies.find((company) => company.reaches === "authorised" && company.language === "fr")!;
const offer = programme.offers[0]!;
const account = programme.transfers.accounts.find(({ currency }) => currency === "EUR")!;

/** From the menu to the page of an order that waits for its transfer; its number. */
async function order(walker: Walker): Promise<string> {
  await walker.goto(`${/\/a\/[0-9a-f-]+/.exec(walker.page.url())![0]}/offers`);
  await walker.at(w.buying("offers"), { axe: false });
  await walker.press(w.buying("subscribe"));
  await walker.at(w.buying("termsTitle"), { axe: false });
  await walker.press(w.buying("next"));
  await walker.at(w.buying("paymentTitle"));
  await walker.page.getByRole("radio", { name: w.transfer("transfer") }).check();
  await walker.at(w.buying("paymentTitle"));

  // Who buys stands there already; a wrong field says what it takes, and what was typed stays.
  expect(await walker.page.getByLabel(w.transfer("name"), { exact: true }).inputValue()).toBe(
    `${buyer.admin.givenName} ${buyer.admin.familyName}`,
  );
  await walker.type(w.transfer("phone"), "02");
  await walker.press(w.transfer("next"));
  await walker.sees(/numéro de téléphone|téléphone/i);
  expect(await walker.page.getByLabel(w.transfer("phone"), { exact: true }).inputValue()).toBe("02");
  await walker.type(w.transfer("phone"), "02 40 00 14 72");
  await walker.press(w.transfer("next"));
  await walker.at(w.buying("reviewTitle"));
  for (const part of ["425,00 €", "85,00 €", "510,00 €", account.holder, account.bic, w.transfer("renewalByHand"), w.transfer("sendNote")])
    await walker.sees(part);
  await walker.press(w.transfer("send"));
  await walker.page.waitForURL(/\/orders\//);
  const heading = walker.page.locator("h1").filter({ hasText: /\d{4}-\d{6}/ });
  const number = /\d{4}-\d{6}/.exec((await heading.textContent())!)![0];
  await walker.at(w.transfer("order", { number }));
  return number;
}

test("G-012 in French, on a telephone: cancelled only after a question that can be taken back; the offer is open again, and a card is the way", async () => {
  const walker = await stage.signIn(buyer.admin.email, { width: 390 });
  const { page } = walker;
  const number = await order(walker);
  const place = new URL(page.url()).pathname;
  await walker.press(w.transfer("cancel"));
  const dialog = page.getByRole("dialog");
  await walker.sees(w.transfer("cancelTitle", { number }));
  await walker.sees(w.transfer("cancelSent"));
  await walker.press(w.transfer("keep"), dialog);
  await walker.sees(w.transfer("instructions"));
  await walker.press(w.transfer("cancel"));
  await walker.press(w.transfer("cancel"), dialog);
  await walker.sees(w.transfer("answerCancelled"));
  await walker.at(w.transfer("order", { number }));
  await walker.press(w.transfer("again"));
  await walker.at(w.buying("termsTitle"), { axe: false });
  await walker.goto(place);
  await walker.at(w.transfer("order", { number }), { axe: false });
  expect(await walker.button(w.transfer("cancel")).count()).toBe(0);
  await walker.leave();
});

test("S-07 G-011 N7 O11 in French, from « Virement bancaire électronique » to the active subscription: order, proof, the desk's entry, and what opens", async () => {
  const walker = await stage.signIn(buyer.admin.email);
  const { page } = walker;
  const number = await order(walker);
  const place = new URL(page.url()).pathname;
  for (const part of ["510,00 €", "IE39 CITI 9900 5100 4473 21", account.bic, w.transfer("referenceHint"), w.transfer("untilHint")])
    await walker.sees(part);
  const reference = (await page.getByText(new RegExp(`^${number} \\d{7}$`)).textContent())!;
  for (const what of ["amount", "reference", "iban"] as const)
    expect(await walker.button(w.transfer("copy", { what: w.transfer(what) })).count()).toBe(1);

  // A second press leads to the order that waits.
  await walker.goto(`${place.replace(/\/orders\/.*/, "")}/offers/${offer.id}/checkout`);
  await walker.at(w.transfer("order", { number }), { axe: false });

  await walker.press(w.transfer("upload"));
  await walker.at(w.transfer("order", { number }));
  const { today } = await new Caller(stage.product.base).do("house.shell", {});
  await walker.type(w.transfer("proofPaidOn"), today);
  await walker.press(w.transfer("proofSend"));
  await walker.sees(/Choisissez le fichier de la preuve/);
  await page.getByLabel(w.transfer("proofFile"), { exact: true }).setInputFiles({
    name: "virement.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.4\nvirement\n%%EOF\n"),
  });
  await walker.type(w.transfer("proofReference"), "VIR-20261201");
  await walker.press(w.transfer("proofSend"));
  await walker.sees(w.transfer("proofSent"));
  await walker.sees(w.transfer("answerProof"));
  await walker.at(w.transfer("order", { number }));

  const desk = await stage.signIn(staff.email);
  await desk.press(w.shell("payments"));
  await desk.at(w.payments("title"));
  await desk.sees(number);
  await desk.press(w.payments("enter"));
  await desk.at(w.payments("title"));
  await desk.type(w.payments("receivedOn"), today);
  await desk.type(w.payments("amount"), "510,00");
  await desk.type(w.payments("reference"), reference);
  await desk.type(w.payments("payer"), "BUYER SAS");
  await desk.press(w.payments("save"));
  await desk.sees(w.payments("enteredMatched", { number }));
  await desk.goto("/office/payments?list=matched");
  await desk.at(w.payments("title"));
  await desk.sees(number);
  await desk.leave();

  await walker.goto(place);
  await walker.sees(w.transfer("answerPaid", { amount: "510,00 €" }));
  await walker.at(w.transfer("order", { number }));
  await walker.press(w.transfer("toMembership"));
  await walker.at(offer.subscriptionName.fr);
  await walker.sees(w.transfer("transfer"));
  await walker.sees(w.buying("autoOff"));
  await walker.leave();
});
