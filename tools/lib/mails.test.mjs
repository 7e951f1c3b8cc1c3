import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { templatesIn, unwritten } from "./mails.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "entente-mails-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a mail is known by its number, chosen among several too, or by its template", () => {
  expect(templatesIn('template: ({ a: "N1.first", b: "N2.again" } as const)[kind]')).toEqual(["N1.first", "N2.again"]);
  expect(templatesIn('write(house, { template: "seat.assigned", to })')).toEqual(["seat.assigned"]);
  expect(templatesIn('record({ type: "seat.assigned" })')).toEqual([]);
});

test("a mail that no story wrote is told by name, and so is the language in which nobody has read it", () => {
  const room = path.join(folder, "src/rooms/post");
  mkdirSync(room, { recursive: true });
  writeFileSync(path.join(room, "letters.ts"), 'const one = { template: "N1.first" }; const two = { template: "N2.second" };');
  writeFileSync(path.join(room, "post.test.ts"), '"N9.invented"');
  expect(unwritten(folder, folder)).toEqual({
    templates: 2,
    missing: ["N1.first in fr", "N1.first in en", "N2.second in fr", "N2.second in en"],
  });
  writeFileSync(path.join(folder, "mails.txt"), "N1.first fr\nN1.first en\nN2.second fr\n");
  expect(unwritten(folder, folder)).toEqual({ templates: 2, missing: ["N2.second in en"] });
});
