import { expect, test } from "vitest";
import { compare, idsIn, readLedger } from "./ledger.mjs";

const row = (ids, files = "`src/keys.test.ts`") => `| ${ids} | A key is handed out once. | ${files} | Two people get one key. |`;
const passed = (name, file = "src/keys.test.ts") => ({ name, file, status: "passed" });
const check = (markdown, tests) => compare(readLedger(markdown), tests, () => true);

test("a listed id with a passing test that names it is done", () => {
  expect(
    check(`# Features\n\n| id | what | tests | fails |\n|---|---|---|---|\n${row("F-080")}`, [passed("keys F-080 a key is reserved once")]),
  ).toEqual([]);
});

test.each([
  ["has no test", []],
  ["has a test of another id", [passed("F-0801 is no id, and F-081 another")]],
  ["has only a test that was left out", [{ ...passed("F-080"), status: "pending" }]],
])("a listed id that %s is not done", (_, tests) => {
  expect(check(row("F-080"), tests)).toContainEqual(expect.stringMatching(/F-080 is listed as done, and no passing test names it/));
});

test("one failing test is enough to undo an id", () => {
  const tests = [passed("F-080 in one place"), { ...passed("F-080 in another"), status: "failed" }];

  expect(check(row("F-080"), tests)).toEqual([expect.stringMatching(/F-080 has a failing test/)]);
});

test("an id proved elsewhere than the row says, or in a file that is gone, is told", () => {
  expect(check(row("F-080"), [passed("F-080", "src/seats.test.ts")])).toEqual([
    expect.stringMatching(/proved, but not in src\/keys\.test\.ts/),
  ]);
  expect(compare(readLedger(row("F-080")), [passed("F-080")], () => false)).toEqual([expect.stringMatching(/does not exist/)]);
});

test("an id that a test names and nobody listed is told", () => {
  expect(check(row("F-080"), [passed("F-080"), passed("N4 goes out")])).toEqual([expect.stringMatching(/^N4 is named by a test/)]);
});

test("two rows for one id, and empty cells, are told", () => {
  expect(check(`${row("F-080")}\n${row("F-080")}`, [passed("F-080")])).toEqual([
    expect.stringMatching(/:2: F-080 stands on line 1 already/),
  ]);
  expect(check("| F-080 |  |  |  |", [passed("F-080")])).toHaveLength(3);
});

test("several ids may share a row, and each must be proved", () => {
  expect(check(row("F-080, F-081, S-04"), [passed("F-080 and S-04")])).toEqual([expect.stringMatching(/F-081/)]);
});

test("an id is a whole word", () => {
  expect(idsIn("F-080: N1, O26 (G-013) S-04")).toEqual(["F-080", "N1", "O26", "G-013", "S-04"]);
  expect(idsIn("F-08 XF-080 F-0801 ISO27001 NO1 N-1 UTF-081")).toEqual([]);
});
