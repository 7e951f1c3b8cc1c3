import { expect, test } from "vitest";
import { blocksOf, readMarkdown } from "./markdown.ts";

test("a text is read as headings, paragraphs and numbered lists, over several lines or one", () => {
  expect(blocksOf("# Title\n\nOne line\nand another.\n\n## Part\n\n1. First,\n   continued.\n2. Second.\n\nAfter.\n")).toEqual([
    { kind: "heading", level: 1, text: "Title" },
    { kind: "paragraph", text: "One line and another." },
    { kind: "heading", level: 2, text: "Part" },
    { kind: "list", items: ["First, continued.", "Second."] },
    { kind: "paragraph", text: "After." },
  ]);
});

test("items set apart by blank lines stay one list, and a paragraph directly under a list ends it", () => {
  expect(blocksOf("# T\n\n1. A\n\n2. B\nC\n1. D").slice(1)).toEqual([
    { kind: "list", items: ["A", "B"] },
    { kind: "paragraph", text: "C" },
    { kind: "list", items: ["D"] },
  ]);
});

test("lines that end as another system ends them read the same", () => {
  expect(blocksOf("# T\r\n\r\nA\r\nB\r\n")).toEqual(blocksOf("# T\n\nA\nB\n"));
});

test.each([
  "### Third level",
  "#Title",
  "##Title",
  "- bullet",
  "* bullet",
  "> quote",
  "| a | b |",
  "```",
  "    code",
  "\tcode",
  "a **bold** word",
  "a __bold__ word",
  "a `code` word",
  "a [link](https://x.example)",
  "an ![image](x.png)",
  "a <b>tag</b>",
  "<!-- a comment -->",
])("what the page and the PDF could not show alike is refused, with its line: %s", (line) => {
  const { problems } = readMarkdown(`# Title\n\n${line}\n`);
  expect(problems.map((problem) => problem.line)).toEqual([3]);
});

test.each(["a # sign, 3 < 4 and 5 > 4", "Article 2 (suite)", "2026-02, *", "[sic]", "« Nous » désigne l’éditeur"])(
  "ordinary text passes: %s",
  (line) => {
    expect(readMarkdown(`# Title\n\n${line}\n`).problems).toEqual([]);
  },
);

test("a list that skips a number is refused, and so is a text without a heading", () => {
  expect(readMarkdown("# T\n\n1. A\n3. B\n").problems).toEqual([{ line: 4, message: "should be numbered 2" }]);
  expect(readMarkdown("No heading\n").problems).toEqual([{ line: 1, message: "should begin with a heading" }]);
  expect(readMarkdown("").problems).toEqual([{ line: 1, message: "should begin with a heading" }]);
});
