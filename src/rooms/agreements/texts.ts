import type { Lang } from "../../kit/words.ts";
import { blocksOf } from "../../programme/markdown.ts";
import type { Agreement } from "../../programme/schema.ts";
import { agreementDigest } from "../../server/documents/agreement.ts";
import { differenceOf } from "./difference.rules.ts";

/** One text of a version, with what identifies it. */
export const textOf = (agreement: Agreement, language: Lang) => {
  const source = agreement.text[language];
  return { title: agreement.title[language], version: agreement.version, language, source, sha256: agreementDigest(source) };
};
type OneText = ReturnType<typeof textOf>;

export const textView = (text: OneText) => ({
  title: text.title,
  version: text.version,
  language: text.language,
  source: text.source,
  sha256: text.sha256,
  blocks: blocksOf(text.source).map((block) => (block.kind === "list" ? { ...block, items: [...block.items] } : block)),
});

type Side = Pick<OneText, "title" | "version" | "source" | "sha256"> & { readonly effectiveFrom: string | null };
const sideView = ({ title, version, sha256, effectiveFrom }: Side) => ({ title, version, sha256, effectiveFrom });

/** What changes from one text to another of the same language. */
export function differenceView(before: Side, after: Side, language: Lang, referenceLanguage: Lang) {
  const passages = differenceOf(blocksOf(before.source), blocksOf(after.source)).map((passage) => ({
    ...passage,
    left: passage.left && [...passage.left],
    right: passage.right && [...passage.right],
  }));
  const count = (change: string) => passages.filter((passage) => passage.change === change).length;
  return {
    language,
    referenceLanguage,
    before: sideView(before),
    after: sideView(after),
    passages,
    counts: { changed: count("changed"), removed: count("removed"), added: count("added"), same: count("same") },
  };
}
