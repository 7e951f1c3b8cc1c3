import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installMissing } from "./install.mjs";

let root;
let npm;
const said = () => {
  try {
    return readFileSync(path.join(root, "npm.txt"), "utf8").trim().split("\n");
  } catch {
    return [];
  }
};

const packages = {
  "": { name: "house" },
  "node_modules/needed": { version: "1.0.0" },
  "node_modules/tester": { version: "2.0.0", dev: true },
  "node_modules/elsewhere": { version: "3.0.0", optional: true, os: ["plan9"], cpu: ["mips"] },
};

/** What npm would do: everything of the lock file, less what it was told to omit. */
const obedient = `
  const fs = require("fs"); const words = process.argv.slice(2); fs.appendFileSync("npm.txt", words.join(" ") + "\\n");
  const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
  for (const [place, entry] of Object.entries(packages)) {
    if (place === "" || entry.optional || (entry.dev && words.includes("--omit=dev"))) continue;
    fs.mkdirSync(place, { recursive: true }); fs.writeFileSync(place + "/package.json", JSON.stringify({ version: entry.version }));
  }`;

const lay = (place, version) => {
  mkdirSync(path.join(root, place), { recursive: true });
  writeFileSync(path.join(root, place, "package.json"), JSON.stringify({ version }));
};
const useNpm = (script) => {
  const file = path.join(root, "npm-cli.js");
  writeFileSync(file, script);
  process.env.npm_execpath = file;
};

beforeEach(() => {
  npm = process.env.npm_execpath;
  root = mkdtempSync(path.join(tmpdir(), "entente-install-"));
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages }));
  useNpm(obedient);
});
afterEach(() => {
  if (npm === undefined) delete process.env.npm_execpath;
  else process.env.npm_execpath = npm;
  rmSync(root, { recursive: true, force: true });
});

test("a fresh clone gets what the product needs, without scripts and without the packages for development", async () => {
  expect(await installMissing(root, { dev: false })).toBe(true);
  expect(said()).toEqual([expect.stringMatching(/^install --no-save --omit=dev --ignore-scripts/)]);
  expect(await installMissing(root, { dev: false })).toBe(false);
});

test("whoever installed it and however: what is complete is not touched", async () => {
  lay("node_modules/needed", "1.0.0");

  expect(await installMissing(root, { dev: false })).toBe(false);
  expect(said()).toEqual([]);
});

test("the tests add the packages for development", async () => {
  lay("node_modules/needed", "1.0.0");

  expect(await installMissing(root, { dev: true })).toBe(true);
  expect(said()).toEqual([expect.stringMatching(/--include=dev/)]);
});

test("a developer's install that fell behind is brought up to date whole, also by a mere start", async () => {
  lay("node_modules/needed", "0.9.0");
  lay("node_modules/tester", "2.0.0");

  expect(await installMissing(root, { dev: false })).toBe(true);
  expect(said()).toEqual([expect.stringMatching(/--include=dev/)]);
});

test("when npm fails, one sentence says why and where the story is", async () => {
  useNpm(`console.error("npm error code ENOTFOUND\\nnpm error network request failed"); process.exit(1);`);

  await expect(installMissing(root, { dev: false })).rejects.toThrow(
    /could not be installed \(network request failed\); .* logs\/install\.log/,
  );
  expect(readFileSync(path.join(root, "logs/install.log"), "utf8")).toContain("ENOTFOUND");
});

test("when npm is content and a package is still another version, the start stops", async () => {
  useNpm("");

  await expect(installMissing(root, { dev: false })).rejects.toThrow(/node_modules\/needed is not what package-lock\.json asks for/);
});
