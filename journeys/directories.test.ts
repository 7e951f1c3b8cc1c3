import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { speaker } from "../src/kit/words.ts";
import * as directoriesEn from "../src/rooms/directories/words/en.ts";
import * as directoriesFr from "../src/rooms/directories/words/fr.ts";
import { TestProvider } from "../src/testing/provider.ts";
import { Product } from "./product.ts";
import { introduce } from "./walk.ts";
import { openBrowser, Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { wordsIn } from "./words.ts";

let product: Product;
let provider: TestProvider;
let browser: Browser;
beforeAll(async () => {
  product = await Product.make();
  await product.start();
  provider = await TestProvider.start(`${product.base}/api/v1/provider-sign-ins/callback`);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await provider?.close();
  await product?.remove();
});

const kermadec = {
  name: "Kermadec Numérique",
  domain: "kermadec.example",
  address: "14 rue de Siam",
  postalCode: "29200",
  city: "Brest",
  registration: "983 214 768",
};

test("F-033 a company enrols through its own identity provider, and signs in through it again by its own link", async () => {
  const w = wordsIn("fr");
  const t = speaker({ fr: directoriesFr.tenants, en: directoriesEn.tenants }, "fr", w.labels);
  const s = speaker({ fr: directoriesFr.signing, en: directoriesEn.signing }, "fr", w.labels);
  const email = "yann@kermadec.example";
  provider.people.set(email, { email, email_verified: true, given_name: "Yann", family_name: "Le Goff", groups: ["direction"] });
  const wire = new Wire();
  const yann = await Walker.enter(browser, product.base, "fr", wire);
  // The provider's pages would fetch a typeface from elsewhere; nothing here leaves this machine.
  await yann.page.route(/^https:/, (route) => route.abort());
  const atProvider = async () => {
    await yann.page.waitForURL((url) => url.href.startsWith(provider.issuer), { waitUntil: "commit" });
    await yann.page.locator('input[name="login"]').fill(email);
    await yann.page.locator('input[name="password"]').fill("any");
    await yann.page.locator('button[type="submit"]').first().click();
  };

  await yann.goto("/join");
  await yann.at(w.home("joinTitle"));
  await yann.type(w.home("companyName"), "Kermadec Numérique");
  await yann.press(w.home("joinSend"));
  await yann.at(w.enrolment("welcomeTitle"));
  await yann.press(w.enrolment("next"));
  await yann.at(w.people("stepTitle"));
  await yann.press(w.people("stepOwnNew"));

  await yann.at(t("enrolTitle"));
  await yann.sees(`${product.base}/api/v1/provider-sign-ins/callback`);
  await yann.type(t("domainLabel"), "kermadec.example");
  await yann.type(t("issuer"), "connexion");
  await yann.type(t("clientId"), provider.clientId);
  await yann.type(t("clientSecret"), provider.clientSecret);
  await yann.page.getByLabel(t("adminGroup")).fill("direction");
  await yann.press(t("enrolGo"));
  await yann.sees("Ce n’est pas l’adresse d’un émetteur.");
  await yann.type(t("issuer"), provider.issuer);
  await yann.press(t("enrolGo"));
  await atProvider();
  await yann.at(w.enrolment("profileTitle"));
  await yann.sees("kermadec.example");

  // Signed out, and in again by the link that a company gives its people; a domain that nobody has proven leads nowhere by itself.
  const { directory } = await (await yann.page.request.get(`${product.base}/api/v1/me/identities`)).json();
  await yann.page.context().clearCookies({ name: "entente" });
  await yann.goto("/sign-in/company");
  await yann.at(s("title"));
  await yann.type(s("company"), email);
  await yann.press(s("goOn"));
  await yann.sees("Nous ne connaissons pas de fournisseur d’identité pour cette entreprise.");
  await yann.goto(`/sign-in/company?directory=${directory.id}`);
  await yann.press(s("goOn"));
  await yann.at(w.enrolment("profileTitle"), { axe: false });

  await introduce(yann, kermadec, "anne.morvan@kermadec.example");
  await yann.at(w.enrolment("rolesTitle"));

  // The drawer of the provider, and what taking it away would do: asked first, and kept.
  const { me } = await (await yann.page.request.get(`${product.base}/api/v1/shell`)).json();
  await yann.goto(`/a/${me.accounts[0].id}/settings/directories`);
  await yann.at(t("title"));
  await yann.press(t("configureOf", { domain: "kermadec.example" }));
  await yann.sees(t("takeAwayWhat", { domain: "kermadec.example" }));
  await yann.at(t("title"));
  // He would lock everybody out: nobody has a password yet, and the button says so.
  const away = yann.page.getByRole("button", { name: t("takeAway"), exact: true });
  expect(await away.getAttribute("aria-disabled")).toBe("true");

  await yann.goto("/sign-in/back?attempt=00000000-0000-0000-0000-000000000000");
  await yann.at(s("backTitle"));
  expect(await wire.faults()).toEqual([]);
});
