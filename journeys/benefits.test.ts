import { expect, test } from "vitest";
import { companies } from "../src/rooms/sandbox/companies.ts";
import { Stage } from "./stage.ts";
import { Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const owner = companies.find((company) => company.reaches === "owner")!;
const software = programme.products.find((one) => one.kind === "software")!;
const seats = programme.products.find((one) => one.kind === "developerSeat")!;

/** Somebody of the company that owns the first offer, on its benefits page. */
async function reader(email: string): Promise<Walker> {
  const walker = await stage.signIn(email);
  await walker.press(w.shell("benefits"));
  await walker.at(w.benefits("title"), { axe: false });
  return walker;
}

test("F-077 F-078 F-079 the menu leads to the software list; the arrow at the far right opens a row by keyboard, one at a time, and closes it", async () => {
  const walker = await reader(owner.admin.email);
  const { page } = walker;
  await page.waitForURL(/\/benefits\/software$/);
  const arrow = page.getByRole("button", { name: `Détails de ${software.name.fr}` });
  const row = page.getByRole("row").filter({ has: arrow });
  await arrow.waitFor();
  expect(await row.locator(":scope > :last-child").filter({ has: arrow }).count()).toBe(1);
  expect(await arrow.getAttribute("aria-expanded")).toBe("false");

  await arrow.focus();
  await page.keyboard.press("Enter");
  await walker.sees(w.keys("download"));
  expect(await arrow.getAttribute("aria-expanded")).toBe("true");
  const address = page.url();
  await page.reload();
  await walker.sees(w.keys("download"));
  await walker.at(w.benefits("title"));
  expect(page.url()).toBe(address);

  await page
    .getByRole("button", { name: /^Détails de/ })
    .nth(1)
    .press("Enter");
  await expect.poll(() => arrow.getAttribute("aria-expanded")).toBe("false");
  await page
    .getByRole("button", { name: /^Détails de/ })
    .nth(1)
    .press(" ");
  await expect.poll(() => page.getByText(w.keys("download"), { exact: true }).count()).toBe(0);
  await walker.leave();
});

test("F-082 F-083 F-084 the language and the system change the download; a combination without one says so and names those that exist", async () => {
  const walker = await reader(owner.admin.email);
  const { page } = walker;
  await page.getByRole("button", { name: `Détails de ${software.name.fr}` }).click();
  const address = () => page.getByRole("link", { name: new RegExp(`^${software.name.fr}, `) }).getAttribute("href");
  const choose = async (language: string, system: string) => {
    await page.getByLabel(w.keys("language"), { exact: true }).selectOption(language);
    await page.getByLabel(w.keys("system"), { exact: true }).selectOption(system);
  };
  const known = (language: string, system: string) =>
    software.kind === "software" ? software.downloads.find((one) => one.language === language && one.system === system)?.url : undefined;
  for (const [language, system] of [
    ["fr", "x64"],
    ["en", "x64"],
    ["en", "x86"],
  ] as const) {
    await choose(language, system);
    expect(await address()).toBe(known(language, system));
  }
  await choose("es", "x86");
  await walker.sees("Aucun téléchargement pour : espagnol, 32 bits.");
  await walker.sees("espagnol, 64 bits");
  expect(await page.getByRole("link", { name: new RegExp(`^${software.name.fr}, `) }).count()).toBe(0);
  await walker.leave();
});

test("F-080 F-081 no character of a sealed key is in the page; opening asks twice, the key is copied, and it hides after a minute", async () => {
  const walker = await reader(owner.admin.email);
  const { page } = walker;
  await page.clock.install();
  await page.getByRole("button", { name: `Détails de ${software.name.fr}` }).click();
  await walker.press(w.keys("getKeys"));
  await walker.sees(w.keys("nobodyRead"));
  await walker.sees(w.keys("instructions"));
  const shape = /(?:[B-Z2-9]{5}-){4}[B-Z2-9]{5}/;
  expect(await page.content()).not.toMatch(shape);

  await walker.press(w.keys("open"));
  await walker.at(w.benefits("title"));
  const dialog = page.getByRole("dialog");
  await walker.press(w.keys("openAct"), dialog);
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByRole("checkbox").check({ force: true });
  await walker.press(w.keys("openAct"), dialog);
  await walker.sees(w.keys("hide"));
  expect(await page.locator("main").textContent()).toMatch(shape);
  await walker.sees(w.benefits("refundOver"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await walker.press(w.keys("copyKey", { product: software.name.fr }));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(shape);
  await page.clock.runFor(61_000);
  await walker.sees(w.keys("notShown"));
  expect(await page.content()).not.toMatch(shape);
  await walker.leave();
});

test("F-090 F-091 F-094 a seat is given, taken and given back; whoever is missing is added in user management, and the way back leads to the same row", async () => {
  const walker = await reader(owner.admin.email);
  const { page } = walker;
  await page.getByRole("link", { name: new RegExp(programme.benefitKinds.developerSeats.fr) }).click();
  await walker.sees(seats.name.fr);
  await walker.sees(w.seats("count", { count: 0, of: 3 }));
  await page.getByRole("combobox", { name: w.seats("user") }).fill("ines");
  await page.getByRole("option", { name: /Inès Haddad/ }).click();
  await walker.press(w.seats("assign"));
  await walker.sees(w.seats("count", { count: 1, of: 3 }));
  await walker.at(w.benefits("title"));
  await page.getByRole("button", { name: w.seats("removeOf", { name: "Inès Haddad" }) }).click();
  await walker.press(w.seats("remove"), page.getByRole("dialog"));
  await walker.sees(w.seats("count", { count: 0, of: 3 }));
  await walker.press("Annuler");
  await walker.sees(w.seats("count", { count: 1, of: 3 }));

  await walker.press(w.seats("addUsers"));
  await walker.at(w.users("title"), { axe: false });
  await walker.press(w.users("back"));
  await walker.at(w.benefits("title"), { axe: false });
  await expect.poll(() => page.getByRole("button", { name: `Détails de ${seats.name.fr}` }).getAttribute("aria-expanded")).toBe("true");
  await walker.leave();
});

/** A colleague of the demo company, whose temporary password was never told: the administrator gives them a new one. */
async function colleague(email: string): Promise<Walker> {
  const admin = await reader(owner.admin.email);
  const given = await admin.page.evaluate(async (wanted) => {
    const account = `/api/v1/accounts/${location.pathname.split("/")[2]}`;
    const { items } = (await (await fetch(`${account}/users?q=${wanted}`)).json()) as { items: { userId: string }[] };
    const answer = await fetch(`${account}/users/${items[0]?.userId}/password`, {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    return (await answer.json()) as { temporaryPassword: string };
  }, email);
  await admin.leave();
  const walker = await Walker.enter(stage.browser, stage.product.base, "fr", new Wire());
  await walker.goto("/sign-in");
  await walker.type(w.people("email"), email);
  await walker.type(w.people("password"), given.temporaryPassword);
  await walker.press(w.people("signIn"));
  await walker.type(w.people("temporary"), given.temporaryPassword);
  await walker.type(w.people("newPassword"), "une-barque-sur-la-rade");
  await walker.press(w.people("change"));
  await walker.page.waitForURL(/\/a\//);
  await walker.press(w.shell("benefits"));
  await walker.at(w.benefits("title"), { axe: false });
  return walker;
}

test("F-070 F-073 F-075 P11 whoever manages no benefits reads everything, finds nothing to press, and learns who can", async () => {
  const administrator = `${owner.admin.givenName} ${owner.admin.familyName}`;
  const walker = await colleague(owner.colleagues.find((one) => one.roles.includes("salesAgent"))!.email);
  const { page } = walker;
  await walker.sees(w.benefits("readOnly"));
  await walker.sees(administrator);
  await page.getByRole("button", { name: `Détails de ${software.name.fr}` }).click();
  await walker.sees(w.keys("download"));
  for (const name of [w.keys("getKeys"), w.keys("open"), w.keys("show"), w.keys("giveBack")])
    expect(await walker.button(name).count()).toBe(0);
  await page.getByRole("link", { name: new RegExp(programme.benefitKinds.developerSeats.fr) }).click();
  await walker.sees(`Qui peut affecter : ${administrator} (Administrateur général).`);
  expect(await walker.button(w.seats("assign")).count()).toBe(0);
  await walker.leave();
});

test("F-073 a partner administrator finds assigning closed, with the role it takes and who holds it", async () => {
  const walker = await colleague(owner.colleagues.find((one) => one.roles.includes("partnerAdmin"))!.email);
  await walker.page.getByRole("link", { name: new RegExp(programme.benefitKinds.developerSeats.fr) }).click();
  await walker.sees(seats.name.fr);
  const assign = walker.button(w.seats("assign"));
  await expect.poll(() => assign.getAttribute("aria-disabled")).toBe("true");
  const reason = await walker.page.locator(`[id="${await assign.getAttribute("aria-describedby")}"]`).textContent();
  expect(reason).toContain("Administrateur général");
  expect(reason).toContain(owner.admin.familyName);
  await walker.leave();
});
