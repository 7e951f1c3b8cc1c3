/**
 * The Markdown of agreements, kept small so that the page and the sealed PDF show the same thing: `#` and `##` headings, paragraphs,
 * and lists numbered from 1. One blank line separates blocks; a paragraph or an item may run over several lines.
 */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/** What else Markdown knows, at the beginning of a line or inside it. It would be shown as typed, so it is refused. */
const foreign = /^(?:#{3,}|#{1,2}(?![ #])|[-*+>|]|```|~~~|\t| {4,}\S)|\*\*|__|`|!?\[[^\]]*\]\(|<[a-z/!]/i;

export type MarkdownProblem = { readonly line: number; readonly message: string };

export function readMarkdown(source: string): { readonly blocks: readonly Block[]; readonly problems: readonly MarkdownProblem[] } {
  const blocks: Block[] = [];
  const problems: MarkdownProblem[] = [];
  let open: { kind: "paragraph"; text: string } | { kind: "list"; items: string[] } | undefined;

  for (const [index, raw] of source.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const heading = /^(#{1,2}) +(.+)$/.exec(line);
    const item = /^(\d+)\. +(.+)$/.exec(line);

    if (foreign.test(raw)) {
      problems.push({ line: index + 1, message: "is outside the Markdown of agreements (headings # and ##, paragraphs, numbered lists)" });
    }
    if (line === "") {
      // A blank line ends a paragraph; a list goes on when the next line is its next item.
      if (open?.kind === "paragraph") open = undefined;
    } else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]!.length as 1 | 2, text: heading[2]! });
      open = undefined;
    } else if (item) {
      if (open?.kind !== "list") {
        open = { kind: "list", items: [] };
        blocks.push(open);
      }
      open.items.push(item[2]!);
      if (Number(item[1]) !== open.items.length) problems.push({ line: index + 1, message: `should be numbered ${open.items.length}` });
    } else if (open?.kind === "list" && raw.startsWith(" ")) {
      open.items.push(`${open.items.pop()} ${line}`);
    } else if (open?.kind === "paragraph") {
      open.text += ` ${line}`;
    } else {
      open = { kind: "paragraph", text: line };
      blocks.push(open);
    }
  }

  if (blocks[0]?.kind !== "heading") problems.push({ line: 1, message: "should begin with a heading" });
  return { blocks, problems };
}

/** The blocks of a text that was checked when the programme was loaded. */
export const blocksOf = (source: string): readonly Block[] => readMarkdown(source).blocks;
