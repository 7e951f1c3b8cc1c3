import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProject } from "./vitest.mjs";

const root = path.resolve(import.meta.dirname, "../..");
let folder;

const files = {
  "vitest.config.mjs": `export default { test: { projects: ["mixed", "broken", "green", "none"].map((name) => ({ test: { name, include: [name + "/*.test.mjs"] } })) } };`,
  "mixed/a.test.mjs": `import { test, expect } from "vitest";
    test("holds", () => {}); test("does not hold", () => expect(1).toBe(2)); test.skip("was left out", () => {});`,
  "broken/a.test.mjs": `import "./nowhere.mjs";`,
  "broken/b.test.mjs": `import { test } from "vitest"; test("holds", () => {});`,
  "green/a.test.mjs": `import { test } from "vitest"; test("holds", () => {});`,
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "entente-vitest-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`);
  for (const [name, lines] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), lines);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runOf = (project, more = {}) => runProject(folder, project, { reports: folder, env: { PATH: process.env.PATH }, ...more });

test("what passed, what failed and what was left out is counted apart", { timeout: 60_000 }, async () => {
  expect(await runOf("mixed")).toMatchObject({
    passed: 1,
    failed: 1,
    problems: [expect.stringMatching(/does not hold[\s\S]*expected 1 to be 2/)],
    leftOut: ["was left out"],
  });
});

test("a file that does not load is a failure, although no test of it failed", { timeout: 60_000 }, async () => {
  expect(await runOf("broken")).toMatchObject({
    passed: 1,
    failed: 1,
    problems: [expect.stringMatching(/broken\/a\.test\.mjs did not run/)],
  });
});

test("a project without a single test is a failure, unless the developer chose the files", { timeout: 60_000 }, async () => {
  expect(await runOf("none")).toMatchObject({ passed: 0, failed: 1, problems: ["no test was found"] });
  expect(await runOf("green", { filters: ["nothing-like-this"], empty: true })).toMatchObject({ passed: 0, failed: 0 });
});

test("a green project is green", { timeout: 60_000 }, async () => {
  expect(await runOf("green")).toMatchObject({ passed: 1, failed: 0, leftOut: [] });
});
