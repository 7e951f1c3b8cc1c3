import type { Result } from "../../../web/api.ts";
import styles from "./TermsText.module.css";
import { useScreenWords } from "./wording.ts";

type Terms = Result<"purchasing.terms">;
type Block = Terms["blocks"][number];

/** The text of the terms. In the checkout it scrolls by itself on a wide screen; in a drawer, and on a narrow screen, it flows. */
export function TermsText({ of, flows = false }: { of: Terms; flows?: boolean }) {
  const t = useScreenWords();
  // The text's own title is the page's already.
  const [first, ...rest] = of.blocks;
  const blocks = first?.kind === "heading" && first.level === 1 ? rest : of.blocks;
  const parts = blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text is never reordered.
    <Part key={at} block={block} />
  ));
  return (
    <section
      className={flows ? styles.text : `${styles.text} ${styles.scroll}`}
      lang={of.language}
      aria-label={t("termsText")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls, by itself or with its drawer, takes the focus, so that arrows and space scroll it.
      tabIndex={0}
    >
      {parts}
    </section>
  );
}

function Part({ block }: { block: Block }) {
  if (block.kind === "paragraph") return <p>{block.text}</p>;
  if (block.kind === "heading") return <h3>{block.text}</h3>;
  return (
    <ol>
      {block.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ol>
  );
}
