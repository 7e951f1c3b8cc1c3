import { describe, expect, test } from "vitest";
import { decideAdd, decideGiveBack, decideOpen, decideView, key, readKeys, sealedFor } from "./rules.ts";

const benefit = { state: "active", expiresOn: "2027-06-22", usableUntil: "2027-06-22" } as const;

describe("opening", () => {
  test.each([
    ["a sealed key", "reserved", benefit, "2026-07-01", null],
    ["a sealed key on the last day", "reserved", benefit, "2027-06-22", null],
    ["a sealed key the day after", "reserved", benefit, "2027-06-23", "keys.ended"],
    ["a sealed key of a benefit that was ended", "reserved", { ...benefit, state: "ended" as const }, "2026-07-01", "keys.ended"],
    ["an open key, again", "opened", benefit, "2026-07-01", "keys.alreadyOpened"],
    ["an open key after the end: it is open all the same", "opened", benefit, "2028-01-01", "keys.alreadyOpened"],
  ] as const)("%s", (_, state, held, today, code) => {
    const decision = decideOpen(state, held, today);
    expect(decision.ok ? null : decision.code).toBe(code);
  });
});

test("only a sealed key goes back: what was read cannot be unread", () => {
  expect(decideGiveBack("reserved").ok).toBe(true);
  expect(decideGiveBack("opened")).toMatchObject({ code: "keys.alreadyOpened" });
});

test("only an open key is shown", () => {
  expect(decideView("opened").ok).toBe(true);
  expect(decideView("reserved")).toMatchObject({ code: "keys.stillSealed" });
});

test("nothing leads from an open key to anywhere", () => {
  expect(key.legal("opened")).toEqual([]);
});

describe("O6 reading a pasted list", () => {
  test("one key a line, spaces around it and empty lines left out, doubles counted", () => {
    expect(readKeys("AAAAA-11111\r\n\r\n  BBBBB-22222\t\nAAAAA-11111\n")).toEqual({
      keys: ["AAAAA-11111", "BBBBB-22222"],
      repeated: 1,
      wrongLines: [],
    });
  });

  test.each([
    ["too short", "AB-1"],
    ["too long", "A".repeat(201)],
    ["with a space", "AAAAA 11111"],
    ["with several columns", "AAAAA-11111;Paris"],
    ["a line of a table", "AAAAA-11111,2026"],
    ["in quotes", '"AAAAA-11111"'],
    ["with an apostrophe before it", "'AAAAA-11111"],
    ["with an accent", "CLÉ-11111"],
    ["with something invisible", "AAAAA\u200b11111"],
    ["with a null", "AAAAA\u000011111"],
  ])("a line %s is no key, and is named by its number", (_, line) => {
    expect(readKeys(`AAAAA-11111\n${line}\nCCCCC-33333`)).toMatchObject({ keys: ["AAAAA-11111", "CCCCC-33333"], wrongLines: [2] });
  });

  test.each(["12345", "A".repeat(200), "w269n-wfgwx-yvc9b", "a+b/c==", "key:42(a)*#"])("%s is a key", (line) => {
    expect(readKeys(line).keys).toEqual([line]);
  });

  test("capitals count: two keys that differ by them are two keys", () => {
    expect(readKeys("abcde-12345\nABCDE-12345").keys).toHaveLength(2);
  });
});

describe("O6 adding a pasted list", () => {
  const bad = (lines: number) => readKeys(["GOOD-KEY-1", ...Array.from({ length: lines }, () => "x y")].join("\n"));
  test("the numbers of a few wrong lines are all named, in the field", () => {
    expect(decideAdd(bad(3))).toMatchObject({ code: "keys.wrongLines", params: { count: 3, lines: ["2", "3", "4"] }, pointer: "/text" });
    expect(decideAdd(bad(10))).toMatchObject({ code: "keys.wrongLines" });
  });
  test("of many wrong lines the first is named", () => {
    expect(decideAdd(bad(11))).toMatchObject({ code: "keys.manyWrongLines", params: { count: 11, line: 2 }, pointer: "/text" });
  });
  test("blank lines alone are nothing to add", () => {
    expect(decideAdd(readKeys(" \n\n\t"))).toMatchObject({ code: "keys.nothingToAdd", pointer: "/text" });
  });
  test("no refusal ever carries a piece of what was pasted", () => {
    expect(JSON.stringify(decideAdd(readKeys("SECRET KEY 1\nSECRET KEY 2")))).not.toContain("SECRET");
  });
});

test("a key of a benefit that is over says the day on which it ended", () => {
  expect(decideOpen("reserved", benefit, "2027-06-23")).toEqual({ ok: false, code: "keys.ended", params: { expiresOn: "2027-06-22" } });
});

test("O6 a list of keys is added, whatever stood twice in it", () => {
  expect(decideAdd(readKeys("AAAAA-11111\nAAAAA-11111"))).toEqual({ ok: true, value: null });
});

test("a sealed key is bound to its own row", () => {
  expect(sealedFor("1")).not.toBe(sealedFor("2"));
});
