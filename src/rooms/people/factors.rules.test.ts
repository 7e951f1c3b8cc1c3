import { describe, expect, test } from "vitest";
import { decideRecent, deviceOf, readRecoveryCode, recoveryCodeFrom } from "./factors.rules.ts";

describe("a factor given lately", () => {
  const now = "2027-03-09T12:00:00Z";
  test.each([
    ["nobody is asked for a factor they do not have", false, null, true],
    ["whoever has one and has not given it is asked", true, null, false],
    ["given just now", true, "2027-03-09T12:00:00Z", true],
    ["14 min 59 s ago", true, "2027-03-09T11:45:01Z", true],
    ["15 min ago", true, "2027-03-09T11:45:00Z", false],
  ])("%s", (_, has, at, open) => {
    expect(decideRecent(has, at, now).ok).toBe(open);
  });
});

describe("recovery codes", () => {
  test("are three groups of four signs that are not taken for each other", () => {
    for (let byte = 0; byte < 256; byte += 12) {
      const code = recoveryCodeFrom(Uint8Array.from({ length: 12 }, (_, index) => byte + index));
      expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(code).not.toMatch(/[01lo]/);
    }
  });
  test.each([
    ["abcd-efgh-jkmn", "abcdefghjkmn"],
    [" ABCD efgh JKMN ", "abcdefghjkmn"],
    ["abcdefghjkmn", "abcdefghjkmn"],
    ["abcd-efgh-jkm", undefined],
    ["abcd-efgh-jkm0", undefined],
    ["123456", undefined],
  ])("%s is read as %s", (typed, bare) => {
    expect(readRecoveryCode(typed)).toBe(bare);
  });
});

test.each([
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
    "Chrome",
    "macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
    "Edge",
    "Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
    "Chrome",
    "Android",
  ],
  ["curl/8.14.1", null, null],
  ["", null, null],
])("%s", (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

test("a factor that was given too long ago, or never, says how many minutes count", () => {
  const refusal = { ok: false, code: "people.factorNotRecent", params: { minutes: 15 } };
  expect(decideRecent(true, null, "2027-03-09T10:15:00Z")).toEqual(refusal);
  expect(decideRecent(true, "2027-03-09T10:00:00Z", "2027-03-09T10:15:00Z")).toEqual(refusal);
  expect(decideRecent(true, "2027-03-09T10:00:00Z", "2027-03-09T10:14:59.999Z")).toEqual({ ok: true, value: true });
});
