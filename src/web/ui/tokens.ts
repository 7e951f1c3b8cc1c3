/**
 * Every colour of the product, for both schemes. Screens use the semantic names only, as CSS variables: `var(--ink-2)`.
 * The build writes this table into a static style sheet (see vite.config.ts), so no style element is ever made in the page.
 */
/** name: [light, dark] */
export const tokens = {
  canvas: ["#ffffff", "#121317"],
  raised: ["#ffffff", "#181a1e"],
  sunken: ["#f7f8fa", "#0c0d11"],
  well: ["#f0f1f4", "#24262b"],
  line: ["#e2e4e7", "#2a2c33"],
  "line-2": ["#cfd1d6", "#3d4047"],
  control: ["#898c94", "#71747d"],
  ink: ["#191c22", "#eaebee"],
  "ink-2": ["#4e5159", "#b0b2b9"],
  "ink-3": ["#666971", "#92959d"],
  accent: ["#2d49d5", "#3e60e5"],
  "accent-hover": ["#2238b0", "#2d49d5"],
  "on-accent": ["#ffffff", "#ffffff"],
  "accent-ink": ["#2d49d5", "#a4bdfc"],
  "accent-soft": ["#f2f6fe", "#192342"],
  "accent-line": ["#c6d6fe", "#31447d"],
  ok: ["#1e6f43", "#85d3a1"],
  "ok-soft": ["#ecfaf0", "#14291c"],
  "ok-line": ["#b0e6c1", "#264833"],
  "ok-solid": ["#238450", "#59b97f"],
  you: ["#815303", "#f2b057"],
  "you-soft": ["#fff4e8", "#33230d"],
  "you-line": ["#ffcd90", "#593f1c"],
  "you-solid": ["#eb9f2c", "#eea743"],
  "on-you": ["#17191f", "#121419"],
  no: ["#ad1a20", "#f8a59d"],
  "no-soft": ["#fef3f2", "#3d1b18"],
  "no-line": ["#fcc8c2", "#70322d"],
  "no-solid": ["#c9292c", "#ef7b71"],
  wait: ["#3e5471", "#a9c0de"],
  "wait-soft": ["#edf2fa", "#1d2530"],
  "wait-line": ["#cfdae9", "#344254"],
  "wait-solid": ["#58769d", "#7b9bc3"],
  p1: ["#3e60e5", "#7192f4"],
  p2: ["#7190e7", "#4662b9"],
  p3: ["#58769d", "#7595bd"],
  grid: ["#e8e9ed", "#24262b"],
  /** The navigation of the office keeps its ink in both schemes, so that nobody mistakes the sides. */
  "office-nav": ["#17191f", "#17191f"],
  "office-ink": ["#eaebee", "#eaebee"],
  "office-ink-2": ["#b0b2b9", "#b0b2b9"],
  "office-line": ["#33353c", "#33353c"],
  "office-on": ["#2a2e38", "#2a2e38"],
  "office-you": ["#eea743", "#eea743"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Token = keyof typeof tokens;
export type Scheme = "light" | "dark";

export const colour = (token: Token, scheme: Scheme): string => tokens[token][scheme === "light" ? 0 : 1];

const declare = (scheme: Scheme): string =>
  (Object.keys(tokens) as Token[]).map((token) => `--${token}:${colour(token, scheme)};`).join("");

/** The style sheet of the tokens, for the build. */
export const tokensCss = (): string =>
  [`:root{color-scheme:light;${declare("light")}}`, `:root[data-scheme="dark"]{color-scheme:dark;${declare("dark")}}`].join("\n");
