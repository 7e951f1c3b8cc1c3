import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Term } from "../benefits/rules.ts";
import { isOver } from "../benefits/rules.ts";

/** Handbook C8 and F-080: « Obtenir des clés » reserves a key, sealed; opening it is a second act, and only that one ends the right to a refund. */
export const key = machine("key", {
  states: ["free", "reserved", "opened"],
  initial: "free",
  moves: {
    reserve: { from: ["free"], to: "reserved", by: "keys.reserve" },
    giveBack: { from: ["reserved"], to: "free", by: "keys.reserve" },
    takeBack: { from: ["reserved"], to: "free", by: "benefit.ended" },
    open: { from: ["reserved"], to: "opened", by: "keys.open" },
  },
});
export type KeyState = (typeof key.states)[number];

/** A sealed key opens as long as its benefit can be activated. */
export function decideOpen(state: KeyState, benefit: Term, today: string): Decision<null, "keys.alreadyOpened" | "keys.ended"> {
  if (!key.can(state, "open")) return refuse("keys.alreadyOpened");
  if (isOver(benefit, today)) return refuse("keys.ended", { expiresOn: benefit.usableUntil });
  return accept(null);
}

/** What was read cannot be unread: only a sealed key goes back to the stock. */
export const decideGiveBack = (state: KeyState): Decision<null, "keys.alreadyOpened"> =>
  key.can(state, "giveBack") ? accept(null) : refuse("keys.alreadyOpened");

/** A sealed key is not shown: opening it is an act of its own. */
export const decideView = (state: KeyState): Decision<null, "keys.stillSealed"> =>
  state === "opened" ? accept(null) : refuse("keys.stillSealed");

/** Spaces, commas, semicolons and quotes mean a table with several columns, whose lines would be handed out as keys. */
const KEY = /^[\x21\x23-\x26\x28-\x2b\x2d-\x3a\x3c-\x7e]{5,200}$/;

/** Lines of a pasted list: the keys, once each, and the numbers of the lines that are none. */
export function readKeys(text: string): { keys: string[]; repeated: number; wrongLines: number[] } {
  const seen = new Set<string>();
  const wrongLines: number[] = [];
  let repeated = 0;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === "") return;
    if (!KEY.test(line)) wrongLines.push(index + 1);
    else if (seen.has(line)) repeated++;
    else seen.add(line);
  });
  return { keys: [...seen], repeated, wrongLines };
}

/** Why a pasted list cannot be added: the first lines that are no keys are named, never their text. */
export function decideAdd(
  read: ReturnType<typeof readKeys>,
): Decision<null, "keys.wrongLines" | "keys.manyWrongLines" | "keys.nothingToAdd"> {
  const { keys, wrongLines } = read;
  if (wrongLines.length > 10) return refuse("keys.manyWrongLines", { count: wrongLines.length, line: wrongLines[0]! }, "/text");
  if (wrongLines.length > 0) return refuse("keys.wrongLines", { count: wrongLines.length, lines: wrongLines.map(String) }, "/text");
  if (keys.length === 0) return refuse("keys.nothingToAdd", {}, "/text");
  return accept(null);
}

/** What binds a sealed key to its row: moved to another row it does not open. */
export const sealedFor = (id: string): string => `key:${id}`;

/** With fewer free keys than this the desk is told that a stock runs low (O6). */
export const LOW_STOCK = 20;
