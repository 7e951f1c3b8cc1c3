import { expect, test } from "vitest";
import { writeMoney } from "../src/kit/format.ts";
import { speaker } from "../src/kit/words.ts";
import * as deskEn from "../src/rooms/refunds/words/desk.en.ts";
import * as deskFr from "../src/rooms/refunds/words/desk.fr.ts";
import * as refundsEn from "../src/rooms/refunds/words/en.ts";
import * as refundsFr from "../src/rooms/refunds/words/fr.ts";
import { companies, staff } from "../src/rooms/sandbox/companies.ts";
import * as pageEn from "../src/rooms/support/words/page.en.ts";
import * as pageFr from "../src/rooms/support/words/page.fr.ts";
import { Stage } from "./stage.ts";
import { plain } from "./walker.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const c = w.cancelling;
const d = speaker({ fr: deskFr.desk, en: deskEn.desk }, "fr", w.labels);
const s = speaker({ fr: pageFr.page, en: pageEn.page }, "fr", w.labels);
const state = speaker({ fr: refundsFr.states, en: refundsEn.states }, "fr", w.labels);
const owner = companies.find(({ reaches }) => reaches === "owner")!;
const buyer = companies.find(({ reaches, language }) => reaches === "authorised" && language === "fr")!;
const billing = programme.support.topics.find(({ id }) => id === "billing")!;
const subscription = programme.offers[0]!.subscriptionName.fr;
const total = writeMoney({ amount: "510.00", currency: "EUR" }, "fr");

test("F-118 F-144 F-145 F-146 F-147 F-148 O13 S-20 from the request of the seed to the desk's approval, and « Remboursé » where it was asked", async () => {
  const wire = new Wire();
  const maelle = await stage.signIn(owner.admin.email, { wire, width: 390 });
  const { page } = maelle;
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];

  // « Signaler des problèmes … » → « Nouvelle demande » → « Type de problème » → details → « Envoyer ».
  await maelle.goto(`${account}/support`);
  await maelle.press(s("reportAct"));
  await maelle.at(s("listOver"));
  await page
    .getByRole("link", { name: s("newRequest"), exact: true })
    .first()
    .click();
  await maelle.at(s("newTitle"));
  await page.getByRole("combobox", { name: s("problemType") }).fill("facture");
  await page.getByRole("option", { name: billing.name.fr }).click();
  await maelle.type(s("subject"), "Annuler notre abonnement");
  await maelle.type(s("text"), "Nous n’en avons plus besoin.");
  await maelle.tick(s("cancels"));
  await maelle.press(s("send"));
  await maelle.sees(s("aboutMissing"));
  await page.getByLabel(s("about")).selectOption({ label: subscription });
  await maelle.at(s("newTitle"));
  await maelle.press(s("send"));
  await maelle.at("Annuler notre abonnement");
  const request = page.url().replace(stage.product.base, "");
  await page.reload();
  await maelle.sees(state("requested"));

  // The desk reads the rule as it stands and approves.
  const desk = await stage.signIn(staff.email, { wire, width: 1440 });
  await desk.goto("/office/refunds");
  await desk.at(d("title"));
  await desk.page.getByRole("link", { name: new RegExp(owner.name) }).click();
  await desk.sees(d("ruleClear"));
  await desk.at(d("title"));
  await desk.press(d("approve"));
  const dialog = desk.page.locator("dialog:modal");
  await dialog.waitFor();
  expect(plain(await dialog.innerText())).toContain(plain(total));
  await desk.press(d("approve"), dialog);
  await desk.sees(d("refundedToast"));

  // Whoever asked reads it in the request, on the subscription's page and among what has ended.
  await maelle.goto(request);
  await maelle.sees(state("refunded"));
  await maelle.sees(total);
  await maelle.at("Annuler notre abonnement");
  await maelle.press(s("toCancellation"));
  await maelle.at(c("title"));
  await maelle.sees(c("gave"));
  await maelle.goto(`${account}/offers/expired`);
  await maelle.at(w.buying("offers"));
  await maelle.sees("Annulé");
  await maelle.sees("remboursés le");
  expect(await wire.faults()).toEqual([]);
});

test("F-118 F-144 a subscription is cancelled by its company: what comes back and what ends is read before, and a confirmation without its tick does nothing", async () => {
  const wire = new Wire();
  const walker = await stage.signIn(buyer.admin.email, { wire, width: 1280 });
  const { page } = walker;
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];
  await walker.goto(`${account}/offers`);
  await walker.press(w.buying("subscribe"));
  await walker.at(w.buying("termsTitle"), { axe: false });
  await walker.press(w.buying("next"));
  await walker.at(w.buying("paymentTitle"), { axe: false });
  await walker.press(w.buying("addFirst"));
  const card = {
    number: "4242 4242 4242 4242",
    expiry: "09/40",
    cvc: "123",
    line1: "3 quai de la Fosse",
    postalCode: "44000",
    city: "Nantes",
  };
  for (const [name, value] of Object.entries(card)) await walker.type(w.buying(name as keyof typeof card), value);
  await walker.press(w.buying("next"));
  await walker.at(w.buying("reviewTitle"), { axe: false });
  await walker.press(w.buying("buy"));
  await walker.at(w.buying("confirmedTitle"), { axe: false });

  await walker.goto(`${account}/offers/purchased`);
  await page.locator("main").getByRole("link", { name: subscription }).first().click();
  await walker.at(subscription);
  await walker.press(w.buying("cancelAct"));
  await walker.at(c("title"));
  await walker.sees(c("answerCan", { amount: total }));
  await walker.sees("Une clé scellée ne compte pas.");
  await walker.press(c("cancelAct"));
  const dialog = page.locator("dialog:modal");
  await walker.press(c("cancelAct"), dialog);
  await walker.at(c("title"));
  expect(plain(await page.locator("main").innerText())).not.toContain("Annulé et remboursé");
  await walker.tick(c("confirmTick"), dialog);
  await walker.press(c("cancelAct"), dialog);
  await walker.sees("Annulé et remboursé le");
  await walker.at(c("title"));

  // The page of the subscription says so, and the offer is there again.
  await walker.press(subscription);
  await walker.at(subscription);
  await walker.sees("Annulé le");
  await walker.goto(`${account}/offers`);
  await walker.at(w.buying("offers"), { axe: false });
  await walker.sees(w.buying("subscribe"));
  expect(await wire.faults()).toEqual([]);
});
