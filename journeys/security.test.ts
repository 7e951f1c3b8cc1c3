import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../src/rooms/people/testing.ts";
import { companies, PASSWORD } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import { NameServer } from "../src/testing/nameserver.ts";
import { Product } from "./product.ts";
import { openBrowser, Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

let product: Product;
let browser: Browser;
let dns: NameServer;
beforeAll(async () => {
  dns = await NameServer.start();
  product = await Product.make({ ENTENTE_SANDBOX: "on", DNS_SERVERS: dns.address });
  await product.start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
  await dns?.close();
});

const w = wordsIn("fr");
const owner = companies.find((company) => company.reaches === "owner")!;
const other = companies.find((company) => company.reaches === "authorised")!;

async function enter(): Promise<Walker> {
  return Walker.enter(browser, product.base, "fr", new Wire());
}

async function signIn(walker: Walker, email: string, password: string = PASSWORD): Promise<void> {
  await walker.goto("/sign-in");
  await walker.type(w.people("email"), email);
  await walker.type(w.people("password"), password);
  await walker.press(w.people("signIn"));
}

/** A colleague whom the administrator gave a password, and who chose their own with it. */
async function colleagueWith(email: string): Promise<string> {
  const [admin, who] = [new Caller(product.base), new Caller(product.base)];
  await admin.do("people.signIn", { body: { email: owner.admin.email, password: PASSWORD } });
  const accountId = (await admin.do("house.shell", {})).me!.accounts[0]!.id;
  const { items } = await admin.do("accounts.users", { accountId, q: email });
  const { temporaryPassword } = await admin.do("accounts.resetPassword", { accountId, userId: items[0]!.userId });
  await who.do("people.signIn", { body: { email, password: temporaryPassword } });
  const password = "une-barque-sur-la-rade";
  await who.do("people.changePassword", { body: { current: temporaryPassword, password } });
  return password;
}

/** A device with a chip of its own, opened by a finger that is always right: Chromium's virtual authenticator. */
async function giveDevice({ page }: Walker): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("G-050 the policy leads whoever lacks a factor to set one up before anything else; a passkey then signs in by itself", async () => {
  const walker = await enter();
  const { page } = walker;
  await giveDevice(walker);
  await signIn(walker, other.admin.email);
  await page.waitForURL(/\/a\//);
  await walker.goto(`${new URL(page.url()).pathname.split("/").slice(0, 3).join("/")}/settings/security`);
  await walker.at(w.security("title"));
  await page.getByRole("radio", { name: w.security("everybody") }).check();
  const today = await page.evaluate(async () => ((await (await fetch("/api/v1/shell")).json()) as { today: string }).today);
  await walker.type(w.security("dueOn"), today);
  await walker.press(w.security("save"));

  await walker.sees(w.mySecurity("dueAnswer"));
  await walker.at(w.mySecurity("dueTitle"));
  await walker.press(w.mySecurity("passkeyAdd"));
  await walker.type(w.mySecurity("passkeyName"), "Ordinateur du bureau");
  await walker.press(w.mySecurity("passkeyMake"));
  await walker.sees(w.mySecurity("codesShownText"));
  expect(
    await page
      .locator("li")
      .filter({ hasText: /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/ })
      .count(),
  ).toBe(10);
  await walker.press(w.mySecurity("dueDone"));
  await page.waitForURL(/\/a\//);

  await walker.goto("/profile/security");
  await walker.at(w.mySecurity("title"));
  await walker.sees("Ordinateur du bureau");
  await page.context().clearCookies({ name: "entente" });
  await walker.goto("/sign-in");
  await walker.press(w.mySecurity("withPasskey"));
  await page.waitForURL(/\/a\//);

  // With the authenticator beside it, the code is asked for after the password.
  await walker.goto("/profile/security");
  await walker.press(w.mySecurity("setUp"));
  const secret = await page
    .locator(".code")
    .filter({ hasText: /^[A-Z2-7 ]{39}$/ })
    .first()
    .innerText();
  await walker.type(w.mySecurity("code"), codeOf(secret));
  await walker.press(w.mySecurity("confirm"));
  await walker.sees(w.mySecurity("authenticatorDone"));
  await page.context().clearCookies({ name: "entente" });
  await signIn(walker, other.admin.email);
  await walker.at(w.people("codeTitle"));
  await walker.type(w.mySecurity("codeOrRecovery"), codeOf(secret, 1));
  await walker.press(w.people("confirm"));
  await page.waitForURL(/\/a\//);
  await walker.leave();
});

test("G-005 F-074 from « Avantages » to « OK, j’ai ajouté l’enregistrement »: the domain is proven, and the role is there at the next sign-in", async () => {
  const colleague = owner.colleagues.find(({ roles }) => roles.includes("salesAgent"))!;
  const password = await colleagueWith(colleague.email);
  const walker = await enter();
  const { page } = walker;
  await signIn(walker, colleague.email, password);
  await page.waitForURL(/\/a\//);
  await walker.press(w.shell("benefits"));
  await walker.at(w.benefits("title"), { axe: false });
  await walker.press(w.recovery("title"));
  await walker.at(w.recovery("title"));
  await walker.sees(`${owner.admin.givenName} ${owner.admin.familyName}`);
  dns.zone.set(owner.domain, []);
  await walker.press(w.recovery("prove"));
  await walker.sees(w.recovery("recordText", { domain: owner.domain }));
  const texts = await page.locator("dd .code").allInnerTexts();
  const [name, value] = [texts.find((text) => text.startsWith("_entente-"))!, texts.find((text) => text.startsWith("entente-domain="))!];
  await walker.press(w.recovery("added"));
  await walker.sees("Aucun enregistrement TXT");
  dns.zone.set(name, [value]);
  await walker.press(w.recovery("added"));
  await walker.sees(w.recovery("atNextSignIn"));
  await walker.at(w.recovery("title"));

  await page.context().clearCookies({ name: "entente" });
  await signIn(walker, colleague.email, password);
  await page.waitForURL(/\/a\//);
  await walker.sees(programme.roles.globalAdmin.label.fr);
  await walker.leave();
});
