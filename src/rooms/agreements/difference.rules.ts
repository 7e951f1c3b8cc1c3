import { diffArrays, diffWordsWithSpace } from "diff";
import type { Block } from "../../programme/markdown.ts";

/** A piece of a sentence: in both texts, or in one of them. */
export type Piece = { readonly text: string; readonly differs: boolean };

/** A passage is a heading, a paragraph or one point of a list: what people quote. `left` is what was signed, `right` what is proposed. */
export type Passage = {
  readonly kind: "heading" | "paragraph" | "item";
  readonly change: "same" | "changed" | "removed" | "added";
  readonly left: readonly Piece[] | null;
  readonly right: readonly Piece[] | null;
};

type Part = { readonly kind: Passage["kind"]; readonly text: string };

const partsOf = (blocks: readonly Block[]): Part[] =>
  blocks.flatMap((block): Part[] =>
    block.kind === "list"
      ? block.items.map((text, at) => ({ kind: "item", text: `${at + 1}. ${text}` }))
      : [{ kind: block.kind, text: block.text }],
  );

const whole = ({ text }: Part, differs: boolean): Piece[] => [{ text, differs }];

/** How alike two passages are: the share of the words of both that they have in common, 0 to 1. */
function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const n = left.get(word) ?? 0;
    if (n === 0) continue;
    common++;
    left.set(word, n - 1);
  }
  return a.length + b.length === 0 ? 1 : (2 * common) / (a.length + b.length);
}
const wordsOf = (text: string): string[] => text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Below this, two passages are another passage each and not one that was changed. */
const ALIKE = 0.4;

/**
 * What changes from one text to another, passage by passage in their order, word by word within a passage that was reworded. A passage that
 * moved is removed where it was and added where it is.
 */
export function differenceOf(before: readonly Block[], after: readonly Block[]): Passage[] {
  const [left, right] = [partsOf(before), partsOf(after)];
  const passages: Passage[] = [];
  let gone: Part[] = [];
  const flush = (come: readonly Part[]): void => {
    passages.push(...pair(gone, come));
    gone = [];
  };
  for (const step of diffArrays(left, right, { comparator: (a, b) => a.kind === b.kind && a.text === b.text })) {
    if (step.removed) gone.push(...step.value);
    else if (step.added) flush(step.value);
    else {
      flush([]);
      passages.push(
        ...step.value.map((part): Passage => ({ kind: part.kind, change: "same", left: whole(part, false), right: whole(part, false) })),
      );
    }
  }
  flush([]);
  return passages;
}

/** Of a run that was replaced, each passage meets the first one after its predecessor's match that is like it. */
function pair(gone: readonly Part[], come: readonly Part[]): Passage[] {
  const passages: Passage[] = [];
  let at = 0;
  for (const part of gone) {
    const met = come.findIndex((other, index) => index >= at && other.kind === part.kind && likeness(part.text, other.text) >= ALIKE);
    if (met < 0) {
      passages.push({ kind: part.kind, change: "removed", left: whole(part, true), right: null });
      continue;
    }
    for (const added of come.slice(at, met)) passages.push(addition(added));
    passages.push(reworded(part, come[met]!));
    at = met + 1;
  }
  return [...passages, ...come.slice(at).map(addition)];
}

const addition = (part: Part): Passage => ({ kind: part.kind, change: "added", left: null, right: whole(part, true) });

function reworded(before: Part, after: Part): Passage {
  const left: Piece[] = [];
  const right: Piece[] = [];
  for (const { value, added, removed } of diffWordsWithSpace(before.text, after.text)) {
    if (!added) left.push({ text: value, differs: removed === true });
    if (!removed) right.push({ text: value, differs: added === true });
  }
  return { kind: before.kind, change: "changed", left, right };
}
