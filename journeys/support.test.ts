import { expect, test } from "vitest";
import { speaker } from "../src/kit/words.ts";
import { companies, staff } from "../src/rooms/sandbox/companies.ts";
import * as deskEn from "../src/rooms/support/words/desk.en.ts";
import * as deskFr from "../src/rooms/support/words/desk.fr.ts";
import * as pageEn from "../src/rooms/support/words/page.en.ts";
import * as pageFr from "../src/rooms/support/words/page.fr.ts";
import * as shellEn from "../src/web/words/en.ts";
import * as shellFr from "../src/web/words/fr.ts";
import { Stage } from "./stage.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const t = speaker({ fr: pageFr.page, en: pageEn.page }, "fr", w.labels);
const d = speaker({ fr: deskFr.desk, en: deskEn.desk }, "fr", w.labels);
const ui = speaker({ fr: shellFr.ui, en: shellEn.ui }, "fr", w.labels);
const owner = companies.find(({ reaches }) => reaches === "owner")!;
const billing = programme.support.topics.find(({ id }) => id === "billing")!;
const solved = programme.support.reasons.find(({ code }) => code === "solved")!;
const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n${name}\n%%EOF\n`) });

test("F-144 F-145 F-146 F-147 F-148 G-026 G-027 O14 from « Nouvelle demande » to the desk's answer, the company's word, and the end with its reason", async () => {
  const wire = new Wire();
  const maelle = await stage.signIn(owner.admin.email, { wire });
  const { page } = maelle;
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];

  // « Support » → « Signaler des problèmes … » → « Nouvelle demande », as the seed goes.
  await page.getByRole("link", { name: w.shell("support"), exact: true }).click();
  await maelle.at(t("supportTitle"));
  await maelle.sees(t("report"));
  await maelle.press(t("reportAct"));
  await maelle.at(t("listOver"));
  await maelle.sees(t("emptyTitle"));
  await page
    .getByRole("link", { name: t("newRequest"), exact: true })
    .first()
    .click();
  await maelle.at(t("newTitle"));

  // Nothing leaves without a type, a subject and a description; a word finds the type.
  await maelle.press(t("send"));
  for (const text of [t("topicMissing"), t("subjectMissing"), t("textMissing")]) await maelle.sees(text);
  await page.getByRole("combobox", { name: t("problemType") }).fill("rapprochement");
  await page.getByRole("option", { name: billing.name.fr }).click();
  await maelle.sees(t("solutions"));
  await maelle.sees(billing.solutions[0]!.title.fr);
  await maelle.type(t("subject"), "Deux débits pour une commande");
  await maelle.type(t("text"), "Notre banque montre deux débits.");
  await page.locator('input[type="file"]').setInputFiles(pdf("relevé.pdf"));
  await maelle.sees("relevé.pdf");
  await maelle.at(t("newTitle"));
  await maelle.press(t("send"));
  await maelle.at("Deux débits pour une commande");
  const request = page.url().replace(stage.product.base, "");

  // The desk asks for something, and keeps a note for itself.
  const desk = await stage.signIn(staff.email, { wire, width: 1440 });
  await desk.goto("/office/support");
  await desk.at(d("title"));
  await desk.page.getByRole("link", { name: /Deux débits pour une commande/ }).click();
  await desk.sees("Notre banque montre deux débits.");
  await desk.at(d("title"));
  await desk.type(d("note"), "Même passerelle qu’en octobre.");
  await desk.press(d("addNote"));
  await desk.sees(d("noted"));
  await desk.page.getByRole("textbox", { name: d("answerTitle") }).fill("Quel jour, s’il vous plaît ?");
  await desk.page.getByRole("radio", { name: new RegExp(d("nextPartner")) }).check({ force: true });
  await desk.press(d("send"));
  await desk.sees(d("sent"));
  await desk.sees("Prise par vous");

  // The company finds it where its state is shown, reads whose turn it is, and answers; no note is to be seen.
  await maelle.goto(`${account}/support`);
  await maelle.sees(t("yours", { count: 1 }));
  await maelle.press(t("openList"));
  await maelle.at(t("listOver"));
  await page.getByRole("link", { name: "Deux débits pour une commande" }).click();
  await maelle.sees("Quel jour");
  await maelle.sees(ui("yourTurn"));
  expect(await page.locator("main").innerText()).not.toContain("passerelle");
  await maelle.at("Deux débits pour une commande");
  await maelle.type(t("replyTo"), "Le 28 novembre.");
  await maelle.press(t("sendMessage"));
  await maelle.sees(t("messageSent"));
  await maelle.sees(ui("ourTurn"));

  // The desk closes it with a reason; the company reads the reason and until when it opens again.
  await desk.page.reload();
  await desk.sees("Le 28 novembre.");
  await desk.press(d("close"));
  const dialog = desk.page.locator("dialog:modal");
  await dialog.getByLabel(d("reason"), { exact: true }).selectOption({ label: solved.text.fr });
  await desk.press(d("close"), dialog);
  await desk.sees(d("closedToast"));
  await maelle.goto(request);
  await maelle.sees(solved.text.fr);
  await maelle.sees(t("endedByUs"));
  await maelle.at("Deux débits pour une commande");

  // A paid membership is not deleted from its page: the way leads past the rule to the request, with type and membership chosen.
  await maelle.goto(`${account}/offers/purchased`);
  await page
    .locator("main")
    .getByRole("link", { name: /Action Pack/ })
    .first()
    .click();
  await maelle.press(w.buying("cancelAct"));
  await maelle.at(w.cancelling("title"));
  await maelle.press(w.cancelling("askAct"));
  await maelle.at(t("newTitle"));
  await maelle.sees(t("cancelNote"));
  expect(await page.getByRole("combobox", { name: t("problemType") }).inputValue()).toBe(billing.name.fr);
  expect(await page.getByLabel(t("about")).inputValue()).not.toBe("");

  // What a solution settles is not sent, and the desk counts it.
  await maelle.press(t("solved"));
  await maelle.at(w.overview("title"), { axe: false });
  await desk.goto("/office/support/figures");
  await desk.at(d("figuresTitle"));
  expect(await desk.page.getByRole("row").filter({ hasText: billing.name.fr }).getByRole("cell").allInnerTexts()).toEqual(
    ["1", "1", "50 %", "3"].map((one) => expect.stringMatching(new RegExp(`^${one.replace(" ", "\\s")}$`))),
  );
  expect(await wire.faults()).toEqual([]);
});
