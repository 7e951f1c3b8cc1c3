import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { PASSWORD } from "../src/rooms/sandbox/companies.ts";
import { Product } from "./product.ts";
import { openBrowser, Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { wordsIn } from "./words.ts";

const w = wordsIn("fr");

/** The product with its demo companies and a browser, from before a file's first journey until after its last. */
export class Stage {
  product!: Product;
  browser!: Browser;

  /** @param settings of the product beside the sandbox's, asked for just before it starts. */
  constructor(settings: () => Promise<Record<string, string>> = async () => ({})) {
    beforeAll(async () => {
      this.product = await Product.make({ ENTENTE_SANDBOX: "on", ...(await settings()) });
      await this.product.start();
      this.browser = await openBrowser();
    });
    afterAll(async () => {
      await this.browser?.close();
      await this.product?.remove();
    });
  }

  /** Somebody of a demo company, or of the vendor's staff, signed in and on their first page, in French. */
  async signIn(email: string, { wire = new Wire(), width }: { wire?: Wire; width?: number | undefined } = {}): Promise<Walker> {
    const walker = await Walker.enter(this.browser, this.product.base, "fr", wire, width);
    await walker.goto("/sign-in");
    await walker.type(w.people("email"), email);
    await walker.type(w.people("password"), PASSWORD);
    await walker.press(w.people("signIn"));
    await walker.page.waitForURL(/\/(a|office)\b/);
    return walker;
  }
}
