import type { Page } from "playwright-core";

const CALM = 3;
const BEAT_MS = 30;

/** How often the page has changed under its reader so far. */
export const changesOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const counted = globalThis as { changes?: number };
    if (counted.changes === undefined) {
      counted.changes = 0;
      const count = () => {
        counted.changes = counted.changes! + 1;
      };
      new MutationObserver(count).observe(document, { subtree: true, childList: true, characterData: true });
    }
    return counted.changes;
  });

/**
 * Listens to a page from its beginning. What comes back waits until the page stands: a heading, nothing asked of the house that has not been
 * answered, nothing that says it is busy and nothing that changes, for three beats in a row. Half a second of silence, as browsers wait for, would be most of a walk.
 */
export function restOf(page: Page): (patienceMs?: number) => Promise<void> {
  const waiting = new Set<unknown>();
  page.on("request", (request) => void (request.url().startsWith("http") && waiting.add(request)));
  page.on("requestfinished", (request) => waiting.delete(request));
  page.on("requestfailed", (request) => waiting.delete(request));
  const calm = async (): Promise<boolean> =>
    waiting.size === 0 && (await page.locator("h1").count()) > 0 && (await page.locator("[aria-busy=true]").count()) === 0;
  return async (patienceMs = 20_000) => {
    const since = Date.now();
    let changes = -1;
    for (let beats = 0; beats < CALM; await page.waitForTimeout(BEAT_MS)) {
      const before = changes;
      changes = (await calm()) ? await changesOf(page).catch(() => -1) : -1;
      beats = changes >= 0 && changes === before ? beats + 1 : 0;
      if (Date.now() - since > patienceMs) throw new Error(`${page.url()} never came to rest`);
    }
  };
}
