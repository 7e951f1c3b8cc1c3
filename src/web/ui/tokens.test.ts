import { expect, test } from "vitest";
import type { Scheme, Token } from "./tokens.ts";
import { colour, tokensCss } from "./tokens.ts";

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const schemes: readonly Scheme[] = ["light", "dark"];
const grounds: readonly Token[] = ["canvas", "raised", "sunken"];
const text: readonly (readonly [Token, Token])[] = [
  ...grounds.flatMap((ground) =>
    (["ink", "ink-2", "ink-3", "accent-ink", "ok", "you", "no", "wait"] as const).map((ink) => [ink, ground] as const),
  ),
  ["ink", "well"],
  ["ink-2", "well"],
  ["ink-3", "well"],
  ["accent-ink", "accent-soft"],
  ["ink", "accent-soft"],
  ["ink-2", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["ok", "ok-soft"],
  ["you", "you-soft"],
  ["ink", "you-soft"],
  ["ink-2", "you-soft"],
  ["on-you", "you-solid"],
  ["no", "no-soft"],
  ["ink", "no-soft"],
  ["wait", "wait-soft"],
  ["ink", "wait-soft"],
  ["office-ink", "office-nav"],
  ["office-ink-2", "office-nav"],
  ["office-ink", "office-on"],
  ["office-ink-2", "office-on"],
  ["office-you", "office-nav"],
];
const shapes: readonly (readonly [Token, Token])[] = [
  ...(["control", "ok-solid", "no-solid", "wait-solid", "p1", "p2", "p3", "accent"] as const).map((shape) => [shape, "canvas"] as const),
  ["control", "raised"],
  ["control", "sunken"],
];

test.each(schemes)("every text is read against its ground at 4.5 to 1 or better, in the %s scheme", (scheme) => {
  const weak = text.filter(([ink, ground]) => contrast(colour(ink, scheme), colour(ground, scheme)) < 4.5);
  expect(weak).toEqual([]);
});

test.each(schemes)("every control, mark and plot stands out at 3 to 1 or better, in the %s scheme", (scheme) => {
  const weak = shapes.filter(([shape, ground]) => contrast(colour(shape, scheme), colour(ground, scheme)) < 3);
  expect(weak).toEqual([]);
});

test("the amber of « your turn » is never used as text on white: alone it would not be seen", () => {
  expect(contrast(colour("you-solid", "light"), colour("canvas", "light"))).toBeLessThan(3);
  expect(contrast(colour("you", "light"), colour("you-solid", "light"))).toBeGreaterThan(1);
});

test("both schemes are written into the style sheet, token for token", () => {
  const css = tokensCss();
  expect(css).toContain(`--ink:${colour("ink", "light")};`);
  expect(css.split("\n").at(1)).toContain(`[data-scheme="dark"]{color-scheme:dark;--canvas:${colour("canvas", "dark")};`);
});
