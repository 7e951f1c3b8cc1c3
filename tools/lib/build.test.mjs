import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildChanged } from "./build.mjs";

let root;
const write = (name, text) => {
  mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};
const built = () => readFileSync(path.join(root, "dist/server/main.js"), "utf8");

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "entente-build-"));
  symlinkSync(path.resolve(import.meta.dirname, "../../node_modules"), path.join(root, "node_modules"));
  write("package.json", `{ "type": "module" }`);
  write("package-lock.json", "{}");
  write("index.html", "<p>page</p>");
  write("src/server/main.ts", `console.log("first" as string);`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const late = { timeout: 60_000 };

test("it builds once, and again only when something it is made from changed", late, async () => {
  expect(await buildChanged(root)).toBe(true);
  expect(built()).toContain("first");
  expect(existsSync(path.join(root, "dist/web/index.html"))).toBe(true);
  expect(await buildChanged(root)).toBe(false);

  write("src/server/main.test.ts", "a test is no part of it");
  write("programmes/network/offers.yaml", "nor is the programme");
  expect(await buildChanged(root)).toBe(false);

  write("src/server/main.ts", `console.log("second" as string);`);
  expect(await buildChanged(root)).toBe(true);
  expect(built()).toContain("second");
});

test("of two that start at once one builds and the other waits, and nothing half is left", late, async () => {
  const outcomes = await Promise.all([buildChanged(root), buildChanged(root)]);

  expect(outcomes.sort()).toEqual([false, true]);
  expect(readdirSync(path.join(root, "dist")).sort()).toEqual(["server", "stamp", "web"]);
});

test("a build that fails says so in one sentence, and the last good one stays", late, async () => {
  await buildChanged(root);
  write("src/server/main.ts", "this is ( no program");

  await expect(buildChanged(root)).rejects.toThrow(/^The build failed; the whole story is in logs\/build\.log\.$/);
  expect(built()).toContain("first");
  expect(readFileSync(path.join(root, "logs/build.log"), "utf8")).toContain("main.ts");
});

test("a build whose maker was killed does not keep the next one waiting", late, async () => {
  write("dist/.building/pid", "2147483646");

  expect(await buildChanged(root)).toBe(true);
});
