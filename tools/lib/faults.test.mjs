import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readFaults, wrongWith } from "./faults.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "entente-places-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const testsOf = (place) =>
  readdirSync(path.join(root, place), { recursive: true })
    .map((name) => path.join(place, name))
    .filter((name) => /\.test\.(tsx?|mjs)$/.test(name));

test("every fault has its place, once, and a test that says what it breaks", async () => {
  const faults = await readFaults(root);
  expect(wrongWith(root, faults, [...testsOf("src"), ...testsOf("tools"), ...testsOf("journeys")])).toEqual([]);
  expect(faults.length).toBeGreaterThanOrEqual(25);
});

test("a place that has moved, that stands twice, a test that is gone and a fault that is none are each told by name", () => {
  const fault = { name: "one", file: "code.ts", find: "a", replace: "b", tests: ["some"], breaks: ["F-080"] };
  writeFileSync(path.join(folder, "code.ts"), "a, c, c");
  writeFileSync(path.join(folder, "some.test.ts"), 'test("F-080 a key is sealed", () => {});');
  const told = (...changes) =>
    wrongWith(
      folder,
      changes.map((change) => ({ ...fault, ...change })),
      ["some.test.ts"],
    );
  expect(told({})).toEqual([]);
  expect(told({ find: "z" })).toEqual(["one: the place to plant it is there 0 times in code.ts"]);
  expect(told({ find: "c" })).toEqual(["one: the place to plant it is there 2 times in code.ts"]);
  expect(told({ file: "gone.ts" })).toEqual(["one: the place to plant it is there 0 times in gone.ts"]);
  expect(told({ breaks: ["F-081"] })).toEqual(["one: no test of some says “F-081”"]);
  expect(told({ tests: ["other"] })).toEqual(["one: no test of other says “F-080”"]);
  expect(told({ replace: "a" })).toEqual(["one: it changes nothing"]);
  expect(told({ breaks: [] })).toEqual(["one: it does not say what it breaks"]);
  expect(told({}, {})).toEqual(["one: the name stands twice"]);
});
