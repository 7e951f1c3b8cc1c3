import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { Product } from "./product.ts";
import { walk } from "./walk.ts";
import { openBrowser, Walker } from "./walker.ts";
import { Wire } from "./wire.ts";

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await Product.make();
  await product.start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const companies = {
  fr: {
    name: "Kermadec Numérique",
    domain: "kermadec.example",
    address: "14 rue de Siam",
    postalCode: "29200",
    city: "Brest",
    registration: "983 214 768",
  },
  en: {
    name: "Sillage Data",
    domain: "sillage-data.example",
    address: "3 quai de la Fosse",
    postalCode: "44000",
    city: "Nantes",
    registration: "732 829 320",
  },
} as const;

/** PICTURES names a folder for a picture of every stop, to be looked at. */
const pictures = process.env.PICTURES;

test.each(["fr", "en"] as const)(
  "S-01 F-090 F-091 F-092 F-094 a company nobody prepared enrols, is verified, signs, buys and uses what it bought, in %s, light and dark",
  async (lang) => {
    onTestFailed(async () => {
      for (const [index, { page }] of Walker.all.entries())
        if (pictures && !page.isClosed()) await page.screenshot({ path: path.join(pictures, `failed-${index}.png`), fullPage: true });
    });
    const wire = new Wire();
    let stop = 0;
    await walk(browser, product.base, lang, companies[lang], wire, async (name, { page }) => {
      if (!pictures) return;
      mkdirSync(pictures, { recursive: true });
      await page.emulateMedia({ colorScheme: stop % 2 === 0 ? "light" : "dark" });
      await page.screenshot({
        path: path.join(pictures, `${lang}-${String(++stop).padStart(2, "0")}-${name.replaceAll(" ", "-")}.png`),
        fullPage: true,
      });
    });
    expect(wire.count).toBeGreaterThan(50);
    expect(await wire.faults()).toEqual([]);
    // A card number goes to the gateway's own address and to no other.
    expect(wire.bodies.filter(({ url, body }) => /4000 ?0000|4242 ?4242/.test(body) && !url.startsWith("/sandbox-gateway/"))).toEqual([]);
  },
  300_000,
);
