import { expect, test } from "vitest";
import { isStrange, tidy } from "./names.ts";

test("tidying joins spaces and composes accents, and changes nothing twice", () => {
  expect(tidy(" a\n\tb\u202fc e\u0301 ")).toBe("a b c é");
  expect(tidy(tidy(" x  y "))).toBe("x y");
});

test("names of every script are names, with the joiners that their spelling asks for", () => {
  for (const name of ["Inès d’Aboville-Le Goff", "حداد", "علی\u200cرضا", "क्\u200dष", "Ng 🌊", "❤\ufe0f Ltd", "김", "Ærøskøbing", "Ŧ̈"])
    expect([name, isStrange(name)]).toEqual([name, false]);
});

test("what cannot be seen is no part of a name: controls, halves, marks without width, marks that turn the direction, fillers", () => {
  const hidden = [
    "\0",
    "\r\nBcc: x@y.example",
    "\ud83d",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2067",
    "\u3164",
    "\ue000",
    "\u{e0041}",
  ];
  for (const mark of hidden) expect([mark, isStrange(`Had${mark}dad`)]).toEqual([mark, true]);
});
