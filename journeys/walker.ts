import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { expect } from "vitest";
import type { Lang } from "../src/kit/words.ts";
import { changesOf, restOf } from "./rest.ts";
import type { Wire } from "./wire.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });

export const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What is held against a page in each scheme: the other colours change what can be seen, and nothing else. */
const asked = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const;

/** One person at one browser. They find things as people do: by the words on them. */
export class Walker {
  /** Everybody who entered: what they see is kept when a walk fails. */
  static readonly all: Walker[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly base: string,
    readonly lang: Lang,
    private readonly errors: string[],
    /** Returns when the page stands. */
    readonly rest: () => Promise<void>,
  ) {}

  static async enter(browser: Browser, base: string, lang: Lang, wire: Wire, width = 1280): Promise<Walker> {
    const context = await browser.newContext({
      locale: lang === "fr" ? "fr-FR" : "en-GB",
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
      acceptDownloads: true,
    });
    // Chosen before, as a person does: otherwise the pages speak the language that somebody's account prefers.
    await context.addCookies([{ name: "entente-language", value: lang, url: base }]);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      // A refusal is an answer; the browser reports its status all the same.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) errors.push(`${page.url()}: ${message.text()}`);
    });
    wire.watch(page);
    const walker = new Walker(page, context, base, lang, errors, restOf(page));
    Walker.all.push(walker);
    return walker;
  }

  leave = (): Promise<void> => this.context.close();

  async goto(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  /** Stands on the page with this title, whole, and finds nothing wrong with it, light and dark. */
  async at(title: string, { axe = true } = {}): Promise<void> {
    const heading = this.page.locator("h1");
    await expect
      .poll(
        async () =>
          plain(
            (await heading
              .first()
              .textContent()
              .catch(() => "")) ?? "",
          ),
        { timeout: 20_000 },
      )
      .toBe(plain(title));
    await this.page.waitForLoadState("networkidle");
    await this.rest();
    if (axe) {
      for (const scheme of ["light", "dark"] as const) await this.inspect(scheme);
      await this.wording();
    }
    expect(this.errors).toEqual([]);
  }

  private async inspect(scheme: "light" | "dark", again = 3): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    // The page hears of the scheme a little later, and colours on their way to the other one are nobody's colours.
    const settled = await this.page.evaluate(async (wanted) => {
      const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      for (let turn = 0; turn < 100 && document.documentElement.dataset.scheme !== wanted; turn++) await drawn();
      await drawn();
      // One transition may begin when another ends, and a menu colours what is current a little after the page has come.
      for (let calm = 0; calm < 12; calm++) {
        const running = document.getAnimations().filter(({ playState }) => playState === "running");
        if (running.length > 0) calm = 0;
        await Promise.all(running.map((animation) => animation.finished.catch(() => {})));
        await drawn();
      }
      return document.documentElement.dataset.scheme;
    }, scheme);
    expect({ page: this.page.url(), settled }).toEqual({ page: this.page.url(), settled: scheme });
    if (!(await this.page.evaluate(() => "axe" in globalThis))) await this.page.evaluate(axeSource);
    const before = await changesOf(this.page);
    const found = await this.page.evaluate(async (runOnly) => {
      const { violations } = await (
        globalThis as unknown as {
          axe: { run(what: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run(document, { runOnly, resultTypes: ["violations"] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    }, asked[scheme]);
    // A page that went on while it was read was half one thing and half another: what stands now is what counts.
    if (found.length > 0 && (await changesOf(this.page)) !== before && again > 0) {
      await this.rest();
      return this.inspect(scheme, again - 1);
    }
    expect({ page: this.page.url().replace(this.base, ""), scheme, found }).toEqual({
      page: this.page.url().replace(this.base, ""),
      scheme,
      found: [],
    });
  }

  /** No key, no bare name of a state, nothing unfilled: what is on the page was written for people. */
  private async wording(): Promise<void> {
    const text = await this.page.locator("body").innerText();
    const odd = [...text.matchAll(/\{[\w.]+\}|\bundefined\b|\bNaN\b|\[object |\bnull\b|\b[a-z]+[A-Z]\w+\b(?!@)/g)].map(([match]) => match);
    expect({ page: this.page.url().replace(this.base, ""), odd: odd.filter((word) => !/^(iOS|eCo|mL)/.test(word)) }).toEqual({
      page: this.page.url().replace(this.base, ""),
      odd: [],
    });
  }

  button = (name: string, within?: Locator): Locator => (within ?? this.page).getByRole("button", { name, exact: true });
  link = (name: string, within?: Locator): Locator => (within ?? this.page).getByRole("link", { name, exact: true });

  /** Presses the button, or follows the link, with these words: the one in the page itself before one of the frame around it. */
  async press(name: string, within?: Locator): Promise<void> {
    const among = (place?: Locator) => this.button(name, place).or(this.link(name, place)).first();
    const own = among(within ?? this.page.locator("main"));
    await own.or(among(within)).first().waitFor();
    await ((await own.count()) > 0 ? own : among(within)).click();
  }

  async type(label: string, value: string, within?: Locator): Promise<void> {
    await (within ?? this.page).getByLabel(label, { exact: true }).first().fill(value);
  }

  async tick(label: string | RegExp, within?: Locator): Promise<void> {
    await (within ?? this.page).getByRole("checkbox", { name: label }).first().check({ force: true });
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect
      .poll(
        async () => {
          const seen = plain(await this.page.locator("body").innerText());
          return typeof text === "string" ? seen.includes(plain(text)) : text.test(seen);
        },
        { timeout: 20_000, message: `${String(text)} on ${this.page.url()}` },
      )
      .toBe(true);
  }

  text = async (): Promise<string> => plain(await this.page.locator("body").innerText());
}
