import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { speaker } from "../src/kit/words.ts";
import * as companyEn from "../src/rooms/company/words/en.ts";
import * as companyFr from "../src/rooms/company/words/fr.ts";
import * as programmesEn from "../src/rooms/programmes/words/screens.en.ts";
import * as programmesFr from "../src/rooms/programmes/words/screens.fr.ts";
import { companies } from "../src/rooms/sandbox/companies.ts";
import { Stage } from "./stage.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const t = speaker({ fr: programmesFr.screens, en: programmesEn.screens }, "fr", w.labels);
const ids = speaker({ fr: companyFr.ids, en: companyEn.ids }, "fr", w.labels);
const owner = companies.find(({ reaches }) => reaches === "owner")!;
const other = companies.find(({ reaches, name }) => reaches === "authorised" && name !== owner.name)!;
const [colleague] = owner.colleagues as [(typeof owner.colleagues)[number]];
const store = programme.enrolmentProgrammes.find(({ id }) => id === "office-store")!;
const groupsOn = (page: Page) => page.locator("nav [data-programme] h2 > span:first-child").allInnerTexts();

test("F-166 F-167 F-169 F-172 a company enrols in a developer programme, accepts its agreement, finds the second settings entry, and loses it by leaving", async () => {
  const wire = new Wire();
  const walker = await stage.signIn(owner.admin.email, { wire });
  const { page } = walker;
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];
  const gear = async () => {
    await walker.press(w.shell("settings"));
    const first = page.getByRole("menuitem", { name: new RegExp(`^${w.shell("partnerSettings")}`) });
    await first.waitFor();
    const there = await page.getByRole("menuitem", { name: new RegExp(`^${w.shell("developerSettings")}`) }).count();
    await page.keyboard.press("Escape");
    return there;
  };
  expect(await gear()).toBe(0);

  await walker.goto(`${account}/settings/programmes`);
  await walker.at(t("title"));
  const card = page.locator(`#${store.id}`);
  await walker.press(t("enrolIn", { programme: store.fullName.fr }));
  await card.getByText(t("turn.qualified")).waitFor();
  await walker.press(t("accept"), card);
  await page.waitForURL(/\/agreements\/accept\//);
  await walker.tick(w.paper("authority", { company: owner.name }));
  await walker.press(w.signing("acceptAndGoOn"));
  await page.waitForURL(/\/agreements\?/);
  // The acceptance is heard a moment after; the menu is read again with the page.
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.locator("nav [data-programme]").first().waitFor();
        return groupsOn(page);
      },
      { timeout: 20_000 },
    )
    .toContain(store.name.fr);
  expect(await gear()).toBe(1);

  // From the wrong entry one is led to the right one, and told.
  await walker.goto(`${account}/settings/programmes/${store.id}`);
  await page.waitForURL(/\/developer\/programmes\/office-store/);
  await walker.sees(t("moved.developer", { programme: store.name.fr }));
  await walker.goto(`${account}/developer`);
  await walker.at(w.shell("allSettings"));
  await walker.sees(w.shell("applications"));
  await walker.goto(`${account}/settings/profile/developer`);
  await walker.sees(programmesFr.legal.shared);

  await walker.goto(`${account}/developer/programmes/${store.id}`);
  await walker.at(store.fullName.fr, { axe: false });
  await walker.press(t("leaveOf", { programme: store.fullName.fr }));
  const dialog = page.getByRole("dialog");
  await dialog.getByText(t("leaveEntry.developer")).waitFor();
  await walker.press(t("leave"), dialog);
  await expect.poll(() => groupsOn(page)).not.toContain(store.name.fr);
  expect(await gear()).toBe(0);
  await walker.goto(`${account}/me/why`);
  await walker.sees(store.fullName.fr);
  await walker.at(w.shell("myProfile"));
  expect(await wire.faults()).toEqual([]);
  await walker.leave();
}, 60_000);

test("S-12 F-175 F-177 F-178 the picker comes with the second account; two windows with two accounts at once; after switching nothing of the other is left", async () => {
  const walker = await stage.signIn(owner.admin.email);
  const { page } = walker;
  const picker = (at: Page) => at.getByRole("button", { name: new RegExp(w.shell("chooseAccount")) });
  await walker.at(w.overview("title"), { axe: false });
  expect(await picker(page).count()).toBe(0);
  const first = /\/a\/([0-9a-f-]+)/.exec(page.url())![1]!;

  // The other company's administrator invites them as a guest; they come in as who they are.
  const host = await stage.signIn(other.admin.email);
  const second = /\/a\/([0-9a-f-]+)/.exec(host.page.url())![1]!;
  const headers = { "idempotency-key": "the-only-invitation" };
  const { givenName, familyName, email } = owner.admin;
  const invited = await host.page.request.post(`${stage.product.base}/api/v1/accounts/${second}/invitations`, {
    headers,
    data: { givenName, familyName, email, language: "fr", roles: ["partnerAdmin"] },
  });
  expect(invited.status()).toBe(201);
  await host.leave();
  const tokenSent = async () => {
    const mails = (await (await fetch(`${stage.product.base}/dev/mail?to=${email}`)).json()) as { text: string }[];
    return mails.map(({ text }) => /\/invitation\/([\w-]+)/.exec(text)?.[1]).find(Boolean);
  };
  await expect.poll(tokenSent).toBeTruthy();
  const token = await tokenSent();
  expect((await page.request.post(`${stage.product.base}/api/v1/invitations/${token}/membership`, { data: {} })).ok()).toBe(true);

  await page.reload();
  await picker(page).waitFor();
  const beside = await page.context().newPage();
  await beside.goto(`${stage.product.base}/a/${second}/settings/users`);
  await beside.getByText(other.admin.email).first().waitFor();
  await walker.goto(`/a/${first}/settings/users`);
  await page.getByText(colleague.email).first().waitFor();

  await picker(page).click();
  await page.getByRole("menuitemradio", { name: new RegExp(other.name) }).click();
  await page.waitForURL((url) => url.pathname === `/a/${second}/overview`);
  await walker.at(w.overview("title"), { axe: false });
  const foreign = [colleague.email, `${colleague.givenName} ${colleague.familyName}`];
  const shown = await page.locator("main").innerText();
  expect([owner.name, ...foreign].filter((mark) => shown.includes(mark))).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect([owner.name, ...foreign].filter((mark) => stored.includes(mark))).toEqual([]);
  expect(await page.evaluate(async () => (await caches.keys()).length + ((await indexedDB.databases?.())?.length ?? 0))).toBe(0);

  // The way back shows the first account again, read anew, while the other window stays where it is.
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goBack();
  await page.getByText(colleague.email).first().waitFor();
  expect(asked.some((url) => url.includes(`/accounts/${first}/users`))).toBe(true);
  await page.goForward();
  await walker.at(w.overview("title"), { axe: false });
  expect(new URL(beside.url()).pathname).toBe(`/a/${second}/settings/users`);
  expect(await beside.locator("main").innerText()).not.toContain(colleague.email);
  await walker.leave();
}, 60_000);

test("P18 every ID of the company is on one page, with when to give which, and a press copies it", async () => {
  const wire = new Wire();
  const walker = await stage.signIn(owner.admin.email, { wire });
  const { page } = walker;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];
  await walker.goto(`${account}/settings/identifiers`);
  await walker.at(ids("title"));
  for (const use of ["globalSupport", "globalUsers", "globalMerge", "locationProgrammes", "locationSales", "locationPayouts"] as const)
    await walker.sees(ids(use));

  const { items } = await (await page.request.get(`${stage.product.base}/api/v1/accounts/${account.slice(3)}/locations`)).json();
  expect(items.length).toBeGreaterThan(0);
  for (const { name, partnerId } of items) {
    await walker.press(ids("copyLocation", { name }));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(partnerId);
  }
  await walker.press(ids("copyGlobal"));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d+$/);
  expect(items.map(({ partnerId }: { partnerId: string }) => partnerId)).not.toContain(
    await page.evaluate(() => navigator.clipboard.readText()),
  );
  expect(await wire.faults()).toEqual([]);
});
