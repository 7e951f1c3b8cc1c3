import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";

/** How long a factor that was given lets its session do what is sensitive. */
export const RECENT_SECONDS = 15 * 60;
export const MOST_PASSKEYS = 10;
export const RECOVERY_CODES = 10;

/**
 * Whether a session may do what is sensitive: whoever has a second factor has given it in the last quarter of an hour. Whoever has none
 * is asked for none.
 * @param at when it was last given in this session, on the machine's clock.
 */
export function decideRecent(has: boolean, at: Instant | null, machine: Instant): Decision<true, "people.factorNotRecent"> {
  const recent = at !== null && Date.parse(machine) - Date.parse(at) < RECENT_SECONDS * 1000;
  return !has || recent ? accept(true) : refuse("people.factorNotRecent", { minutes: RECENT_SECONDS / 60 });
}

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** Three groups of four signs, none of 0 and o, 1 and l: 60 bits, to be kept on paper. */
export function recoveryCodeFrom(chance: Uint8Array): string {
  const signs = [...chance].slice(0, 12).map((byte) => alphabet[byte % 32]!);
  return [0, 4, 8].map((start) => signs.slice(start, start + 4).join("")).join("-");
}

/** However it was typed: with capitals, without its dashes. Undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const bare = typed.toLowerCase().replace(/[\s-]/g, "");
  return bare.length === 12 && [...bare].every((sign) => alphabet.includes(sign)) ? bare : undefined;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.* Safari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];
const first = (table: readonly [RegExp, string][], text: string): string | null => table.find(([shape]) => shape.test(text))?.[1] ?? null;

/** Which browser on which system a `User-Agent` names; null for what it does not say. */
export const deviceOf = (userAgent: string): { browser: string | null; system: string | null } => ({
  browser: first(browsers, userAgent),
  system: first(systems, userAgent),
});
