import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";

const node = process.execPath;
const vitest = "node_modules/vitest/vitest.mjs";
const ROUNDS = 10;
const KILLS = 40;
const LIVES = 40;

/** Lines of a Markdown table in what a program said. */
const tables = (output) => output.split("\n").filter((line) => /^\|.*\|/.test(line.trim()));
const last = (output, form) =>
  output
    .split("\n")
    .findLast((line) => form.test(line))
    ?.trim();
const counts = (output) =>
  last(output.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g"), ""), /^\s*Tests\s+\d/)?.replace(/\s+/g, " ");

/**
 * The proofs that are too long for `npm test`: what each runs, which files its figures are about, and how its answer becomes lines of
 * docs/proof.md. `small` is the same proof at the size that runs in `npm test`, where it does not run there anyway.
 */
export const proofs = [
  {
    name: "bench",
    title: "Each hot act beside the bare SQL of the same work",
    command: "npm run bench",
    about: [
      "src/server",
      "src/rooms/benefits",
      "src/rooms/keys",
      "src/rooms/people",
      "src/rooms/purchasing",
      "src/rooms/seats",
      "migrations",
      "tools/bench",
    ],
    words: [node, "node_modules/tsx/dist/cli.mjs", "tools/bench/main.ts"],
    small: { BENCH_MS: "150", BENCH_ROUNDS: "1", BENCH_SIZE: "0.2" },
    figures: (output) => [last(output, /connections/), "", ...tables(output), "", last(output, /^Memory/)],
  },
  {
    name: "faults",
    title: "Small faults planted one by one",
    command: "npm run faults",
    about: ["src", "tools/faults", "tools/faults.mjs"],
    words: [node, "tools/faults.mjs"],
    figures: (output) => ["| fault | |", "| --- | --- |", ...rowsOf(output), "", `${last(output, /\d+ caught, \d+ survived/)}.`],
  },
  {
    name: "mutation",
    title: "Mutation score of the rules floor",
    command: "npm run mutation",
    about: ["src/permissions.ts", "src/rooms", "stryker.config.json"],
    words: [node, "node_modules/@stryker-mutator/core/bin/stryker.js", "run"],
    small: {},
    smallWords: ["--mutate", "src/rooms/memberships/refund.rules.ts"],
    figures: (output) => [
      "| file | score | killed | timeout | survived | no coverage |",
      "| --- | --- | --- | --- | --- | --- |",
      ...scoresOf(output),
    ],
  },
  {
    name: "kills",
    title: "The server killed in the middle of purchases and hand-outs",
    command: `PROOF_KILLS=${KILLS} npm test -- --only=starts kills`,
    about: ["src", "migrations", "journeys/kills.test.ts"],
    words: [node, vitest, "run", "--project", "starts", "journeys/kills"],
    env: { PROOF_KILLS: String(KILLS) },
    figures: (output) => [`The server killed ${KILLS} times, PostgreSQL once: ${counts(output)}.`],
  },
  {
    name: "model",
    title: "Companies that live through years of subscriptions, beside a small model of them",
    command: `PROOF_LIVES=${LIVES} npm test -- --only=starts model`,
    about: ["src", "migrations", "journeys/model.ts", "journeys/model.test.ts"],
    words: [node, vitest, "run", "--project", "starts", "journeys/model"],
    env: { PROOF_LIVES: String(LIVES) },
    figures: (output) => [`${LIVES} lives of 15 steps, the server killed in one of eight: ${counts(output)}.`],
  },
  {
    name: "crowd",
    title: "Twenty people and one left, again and again",
    command: "npm test -- --only=stories .locks.test",
    about: ["src", "migrations"],
    words: [node, vitest, "run", "--project", "stories", ".locks.test"],
    times: ROUNDS,
    figures: (output) => [`The stories of many at once, ${ROUNDS} times over: ${counts(output)} each time.`],
  },
];

const rowsOf = (output) =>
  [...output.matchAll(/^(caught|SURVIVED)\s+(.*?) \((?:(\d+) tests, )?[\d.]+ s\)$/gm)].map(
    ([, end, name, tests]) => `| ${name} | ${end === "caught" ? `caught by ${tests}` : "survived"} |`,
  );

/** Stryker's own table, whose first column leans. */
const scoresOf = (output) =>
  output
    .split("\n")
    .filter((line) => /\|\s+[\d.]+ \|/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([file, total, , killed, timeout, survived, none]) => `| ${file} | ${total} | ${killed} | ${timeout} | ${survived} | ${none} |`);

/** Runs one proof. @returns how it ended and everything it said. */
export async function prove(root, proof, { small = false, env = process.env, timeoutMs } = {}) {
  const words = small && proof.smallWords ? [...proof.words, ...proof.smallWords] : proof.words;
  let said = "";
  for (let time = 0; time < (small ? 1 : (proof.times ?? 1)); time++) {
    const { code, output, errors } = await run(words[0], words.slice(1), {
      cwd: root,
      env: { ...env, ...proof.env, ...(small && proof.small) },
      timeoutMs,
    });
    said = output + errors;
    if (code !== 0) return { ok: false, said };
  }
  return { ok: true, said };
}

/** The sections of docs/proof.md by the name of their proof. */
export function readProofs(markdown) {
  const sections = new Map();
  for (const part of markdown.split(/^(?=## )/m).slice(1)) {
    const name = /^## (\w+)/.exec(part)?.[1];
    if (name) sections.set(name, { text: part.trimEnd(), commit: /commit `([0-9a-f]{40})`/.exec(part)?.[1] });
  }
  return sections;
}

const git = (root, ...words) => run("git", words, { cwd: root });

/**
 * Holds docs/proof.md against the history. A commit that this history does not have is a lie and fails; figures older than the code they
 * are about are only said to be so, because measuring again takes hours and a quiet machine.
 */
export async function judgeProofs(root) {
  const file = path.join(root, "docs", "proof.md");
  if (!existsSync(file)) return { problems: ["docs/proof.md does not exist: npm run proof writes it"], notes: [] };
  const sections = readProofs(readFileSync(file, "utf8"));
  const problems = [...sections.keys()]
    .filter((name) => !proofs.some((proof) => proof.name === name))
    .map((name) => `docs/proof.md: nothing proves “${name}”`);
  const notes = [];
  const { output } = await git(root, "rev-parse", "--is-shallow-repository");
  for (const proof of proofs) {
    const section = sections.get(proof.name);
    if (!section) notes.push(`${proof.name} has no figures yet`);
    else if (!section.commit) problems.push(`docs/proof.md: ${proof.name} does not name its commit`);
    else if (output.trim() !== "false") notes.push(`${proof.name}: this copy has no history to look into`);
    else if ((await git(root, "merge-base", "--is-ancestor", section.commit, "HEAD")).code !== 0)
      problems.push(`docs/proof.md: ${proof.name} names the commit ${section.commit}, which is not in this history`);
    else {
      const { output: changed } = await git(root, "diff", "--name-only", section.commit, "HEAD", "--", ...proof.about);
      const files = changed.split("\n").filter((name) => name && !/\.test\.\w+$/.test(name));
      if (files.length > 0) notes.push(`${proof.name} is older than ${files.length} files it is about`);
    }
  }
  return { problems, notes };
}
