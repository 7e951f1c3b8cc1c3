import { describe, expect, test } from "vitest";
import { blocksOf } from "../../programme/markdown.ts";
import { differenceOf } from "./difference.rules.ts";

const between = (before: string, after: string) =>
  differenceOf(blocksOf(before), blocksOf(after)).map(({ change, left, right }) => [
    change,
    left?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join("") ?? null,
    right?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join("") ?? null,
  ]);

describe("what changes from one text to another", () => {
  test("nothing changes: every passage is the same on both sides", () => {
    expect(between("# T\n\nUn.\n\n1. a\n2. b", "# T\n\nUn.\n\n1. a\n2. b").map(([change]) => change)).toEqual([
      "same",
      "same",
      "same",
      "same",
    ]);
  });

  test("a reworded passage is marked word by word on both sides, and nothing else is", () => {
    expect(between("# T\n\nL’adhésion est gratuite pour un an.", "# T\n\nL’adhésion est payante pour deux ans.")).toEqual([
      ["same", "T", "T"],
      ["changed", "L’adhésion est [gratuite] pour [un] [an].", "L’adhésion est [payante] pour [deux] [ans]."],
    ]);
  });

  test("a passage of its own that comes or goes is whole, in its place", () => {
    expect(
      between(
        "# T\n\nPremier passage stable.\n\nDernier passage.",
        "# T\n\nPremier passage stable.\n\nUne clause nouvelle.\n\nDernier passage.",
      ),
    ).toEqual([
      ["same", "T", "T"],
      ["same", "Premier passage stable.", "Premier passage stable."],
      ["added", null, "[Une clause nouvelle.]"],
      ["same", "Dernier passage.", "Dernier passage."],
    ]);
    expect(between("# T\n\nUn.\n\nAncienne clause retirée.", "# T\n\nUn.").at(-1)).toEqual(["removed", "[Ancienne clause retirée.]", null]);
  });

  test("a passage replaced by another that is nothing like it is removed and added, not called reworded", () => {
    expect(between("# T\n\nLe prix est de dix euros.", "# T\n\nAucune garantie légale ici.")).toEqual([
      ["same", "T", "T"],
      ["removed", "[Le prix est de dix euros.]", null],
      ["added", null, "[Aucune garantie légale ici.]"],
    ]);
  });

  test("a new point in a list is one addition; the numbers of those after it change", () => {
    expect(
      between(
        "# T\n\n1. garder le secret\n2. payer chaque mois",
        "# T\n\n1. garder le secret\n2. former les équipes\n3. payer chaque mois",
      ),
    ).toEqual([
      ["same", "T", "T"],
      ["same", "1. garder le secret", "1. garder le secret"],
      ["added", null, "[2. former les équipes]"],
      ["changed", "[2]. payer chaque mois", "[3]. payer chaque mois"],
    ]);
  });

  test("a heading never meets a paragraph, even with the same words", () => {
    expect(
      between("# T\n\n## Article un", "# T\n\nArticle un")
        .slice(1)
        .map(([change]) => change),
    ).toEqual(["removed", "added"]);
  });

  test("both sides put together again are the two texts, whatever changes", () => {
    const before = "# T\n\nUn deux trois.\n\nQuatre cinq.\n\n1. six\n2. sept huit";
    const after = "# T\n\nDeux trois un.\n\n1. six sept\n2. huit\n3. neuf\n\nQuatre cinq onze.";
    const passages = differenceOf(blocksOf(before), blocksOf(after));
    const side = (name: "left" | "right") => passages.flatMap((passage) => passage[name]?.map(({ text }) => text).join("") ?? []);
    expect(side("left")).toEqual(["T", "Un deux trois.", "Quatre cinq.", "1. six", "2. sept huit"]);
    expect(side("right")).toEqual(["T", "Deux trois un.", "1. six sept", "2. huit", "3. neuf", "Quatre cinq onze."]);
  });
});
