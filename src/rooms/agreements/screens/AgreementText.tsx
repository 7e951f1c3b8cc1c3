import type { Result } from "../../../web/api.ts";
import styles from "./AgreementText.module.css";

type Words = Pick<Result<"agreements.read">, "title" | "language" | "blocks">;
type Block = Words["blocks"][number];

/**
 * The text of an agreement, in its own language. On a wide screen it has its own scroll bar, which the keyboard reaches; on a narrow one
 * it flows with the page, because a page inside a page is hard to scroll with a thumb.
 */
export function AgreementText({ of, whole = false }: { of: Words; whole?: boolean }) {
  // The text's own title is the page's already.
  const [first, ...rest] = of.blocks;
  const blocks = first?.kind === "heading" && first.text === of.title ? rest : of.blocks;
  const top = blocks.some((block) => block.kind === "heading" && block.level === 1) ? 1 : 2;

  const parts = blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text is never reordered.
    <Part key={at} block={block} top={top} />
  ));

  if (whole)
    return (
      <div className={styles.whole} lang={of.language}>
        {parts}
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that arrows and space scroll it.
    <section className={styles.scroll} lang={of.language} aria-label={of.title} tabIndex={0}>
      {parts}
    </section>
  );
}

function Part({ block, top }: { block: Block; top: 1 | 2 }) {
  if (block.kind === "paragraph") return <p>{block.text}</p>;
  if (block.kind === "list")
    return (
      <ol>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
    );
  return block.level === top ? <h3>{block.text}</h3> : <h4>{block.text}</h4>;
}
