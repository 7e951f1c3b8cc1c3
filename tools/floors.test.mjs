import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cruise } from "./floors.mjs";

const root = path.dirname(import.meta.dirname);
let folder;

/** A house of a few files: each name with the lines it holds. */
function lay(files) {
  folder = mkdtempSync(path.join(tmpdir(), "entente-floors-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const name of ["package.json", "tsconfig.json"]) symlinkSync(path.join(root, name), path.join(folder, name));
  for (const [name, lines] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), `${lines}\nexport const it = 1;\n`);
  }
}

// Every floor has one file that breaks it, and one file may break one floor: the name says which.
const broken = {
  "src/kit/up.ts": ["kit-is-the-ground", `import "../permissions.ts";`],
  "src/programme/up.ts": ["first-floor-stands-on-kit", `import "../rooms/keys/rules.ts";`],
  "src/rooms/keys/rules.ts": ["rules-are-pure", `import "./store.ts";`],
  "src/rooms/seats/rules.ts": ["rules-reach-nothing-outside", `import { readFileSync } from "node:fs"; export { readFileSync };`],
  "src/rooms/keys/contract.ts": ["contracts-say-what-crosses-the-wire", `import "./words/fr.ts";`],
  "src/rooms/keys/words/fr.ts": ["words-know-only-words", `import "../../../permissions.ts";`],
  "src/rooms/keys/store.ts": ["stores-know-the-database", `import "../../server/http.ts";`],
  "src/rooms/keys/actions.ts": ["verbs-know-no-transport", `import "../../server/http.ts";`],
  "src/rooms/seats/reactions.ts": ["verbs-know-no-transport", `import "./screens/Seats.tsx";`],
  "src/rooms/keys/screens/Keys.tsx": ["pages-reach-no-server", `import "../store.ts";`],
  "src/rooms/keys/screens/Shapes.tsx": ["pages-take-types-of-contracts", `import { it as shape } from "../contract.ts"; export { shape };`],
  "src/rooms/keys/door.ts": ["nobody-above-keys", `import "../seats/door.ts";`],
  "src/rooms/seats/actions.ts": ["doors-between-rooms", `import "../keys/store.ts";`],
  "src/rooms/attic/door.ts": ["rooms-have-a-floor", ``],
  "src/rooms/all.ts": ["rooms-have-a-floor", `import "./attic/door.ts";`],
  "src/server/pages.ts": ["server-draws-nothing", `import "../web/app.ts";`],
  "src/server/jobs.ts": ["server-knows-rooms-by-their-list", `import "../rooms/seats/door.ts";`],
  "src/web/app.ts": ["pages-reach-no-server", `import "../server/db.ts";`],
  "src/web/ui/Seats.ts": ["design-system-knows-no-room", `import "../../rooms/seats/rules.ts";`],
  "src/web/one.ts": ["no-circles", `import "./two.ts";`],
  "src/web/lost.ts": ["resolved", `import "./nowhere.ts";`],
  "src/server/borrowed.ts": ["no-development-packages", `import { test } from "vitest"; export { test };`],
  "src/server/harness.ts": ["tests-are-leaves", `import "../testing/house.ts";`],
};
const sound = {
  "src/permissions.ts": "",
  "src/server/db.ts": "",
  // The other half of the circle, which is told once.
  "src/web/two.ts": `import "./one.ts";`,
  "src/server/http.ts": "",
  "src/server/assemble.ts": `import "../rooms/all.ts";`,
  "src/testing/house.ts": `import { test } from "vitest"; export { test };`,
  "src/rooms/seats/door.ts": `import "../keys/rules.ts";`,
  "src/rooms/seats/contract.ts": `import "./rules.ts"; import { z } from "zod"; export { z };`,
  "src/rooms/seats/screens/Seats.tsx": `import type { it as shape } from "../contract.ts"; import "../rules.ts"; import "../../../web/ui/Ok.tsx"; export type Shape = typeof shape;`,
  "src/web/ui/Ok.tsx": `import { useState } from "react"; export { useState };`,
};

let found;
beforeAll(async () => {
  lay({ ...sound, ...Object.fromEntries(Object.entries(broken).map(([name, [, lines]]) => [name, lines])) });
  found = await cruise(root, folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(broken).filter(([, [, lines]]) => lines !== ""))("%s breaks its floor", (name, [rule]) => {
  expect(found.violations.map(({ line }) => line)).toContainEqual(expect.stringMatching(`^${rule}: ${name.replaceAll(".", "\\.")} →`));
});

test("sound files break nothing, and files were looked at", () => {
  const lines = found.violations.map(({ line }) => line);

  expect(lines.filter((line) => Object.keys(sound).some((name) => line.includes(`: ${name} →`)))).toEqual([]);
  expect(found.files).toBeGreaterThan(Object.keys(broken).length);
});
