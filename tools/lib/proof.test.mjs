import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeProofs, proofs, readProofs } from "./proof.mjs";

let folder;
const git = (...words) =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.test", ...words], { cwd: folder, encoding: "utf8" }).trim();
const commit = (file, text) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  git("add", "-A");
  git("commit", "-qm", file);
  return git("rev-parse", "HEAD");
};
const tell = (...sections) => {
  mkdirSync(path.join(folder, "docs"), { recursive: true });
  writeFileSync(path.join(folder, "docs/proof.md"), ["# Proofs", ...sections].join("\n\n"));
};
const judged = () => judgeProofs(folder);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "entente-proof-"));
  git("init", "-q");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without the file nothing was proved", async () => {
  expect((await judged()).problems).toEqual(["docs/proof.md does not exist: npm run proof writes it"]);
});

test("figures of a commit in the history stand; once the code they are about has changed, that is said and nothing more", async () => {
  const measured = commit("src/server/http.ts", "one");
  tell(`## bench\n\nFigures, commit \`${measured}\`, today.`);
  expect(await judged()).toEqual({
    problems: [],
    notes: proofs.filter(({ name }) => name !== "bench").map(({ name }) => `${name} has no figures yet`),
  });
  commit("src/server/http.test.ts", "a test alone");
  expect((await judged()).notes).not.toContainEqual(expect.stringContaining("older"));
  commit("src/server/http.ts", "two");
  expect(await judged()).toMatchObject({ problems: [], notes: expect.arrayContaining(["bench is older than 1 files it is about"]) });
});

test("a commit that this history does not have, none at all, and a proof that nobody runs are failures", async () => {
  const nowhere = "0".repeat(40);
  tell(`## faults\n\nFigures, commit \`${nowhere}\`.`, "## kills\n\nFigures.", "## luck\n\nFigures.");
  expect((await judged()).problems).toEqual([
    "docs/proof.md: nothing proves “luck”",
    `docs/proof.md: faults names the commit ${nowhere}, which is not in this history`,
    "docs/proof.md: kills does not name its commit",
  ]);
});

test("a section is kept as it stands when another is measured again", () => {
  const sections = readProofs("# Head\n\n## bench\n\n| a |\n\n## kills\n\nb\n");
  expect([...sections].map(([name, { text }]) => [name, text])).toEqual([
    ["bench", "## bench\n\n| a |"],
    ["kills", "## kills\n\nb"],
  ]);
});

test("what the tools print becomes figures", () => {
  const figures = (name, output) =>
    proofs
      .find((proof) => proof.name === name)
      .figures(output)
      .join("\n");
  expect(figures("faults", "caught    one fault (2 tests, 3.1 s)\nSURVIVED  another (4.0 s)\n1 caught, 1 survived")).toContain(
    "| one fault | caught by 2 |\n| another | survived |\n\n1 caught, 1 survived.",
  );
  expect(figures("mutation", "File | % | %\n  rules.ts      |  91.30 |   92.00 |     20 |   1 |    2 |   0 |    0 |")).toContain(
    "| rules.ts | 91.30 | 20 | 1 | 2 | 0 |",
  );
  expect(figures("kills", "\u001b[2m      Tests \u001b[22m 1 passed (1)")).toMatch(/Tests 1 passed \(1\)\.$/);
});
