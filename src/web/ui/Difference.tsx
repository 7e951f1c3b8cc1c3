/**
 * Two texts side by side, passage by passage: what goes is struck through, what comes is underlined, each changed passage says what happened to
 * it, and what stays is folded with its count. One under the other below 768.
 * @example <Difference before={t("signed")} after={t("proposed")} passages={reply.passages} lang={reply.language} words={{ changed: t("changed"), … }} />
 */
import type { ReactNode } from "react";
import { useState } from "react";
import styles from "./Difference.module.css";
import { Icon } from "./Icon.tsx";

type Piece = { readonly text: string; readonly differs: boolean };
type Passage = {
  readonly kind: "heading" | "paragraph" | "item";
  readonly change: "same" | "changed" | "removed" | "added";
  readonly left: readonly Piece[] | null;
  readonly right: readonly Piece[] | null;
};

type Props = {
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly passages: readonly Passage[];
  readonly lang: string;
  readonly words: {
    readonly changed: string;
    readonly removed: string;
    readonly added: string;
    /** Where a passage stands on one side only. */
    readonly nothing: string;
    /** « 12 passages inchangés » */
    readonly same: (count: number) => string;
  };
};

type Run = { readonly at: number; readonly passages: readonly Passage[] };

/** Passages that stay are gathered; the others stand alone. */
function runsOf(passages: readonly Passage[]): Run[] {
  const runs: { at: number; passages: Passage[] }[] = [];
  passages.forEach((passage, at) => {
    const last = runs.at(-1);
    if (passage.change === "same" && last?.passages[0]?.change === "same") last.passages.push(passage);
    else runs.push({ at, passages: [passage] });
  });
  return runs;
}

export function Difference({ before, after, passages, lang, words }: Props) {
  return (
    <div className={styles.difference}>
      <div className={styles.heads}>
        <p>{before}</p>
        <p>{after}</p>
      </div>
      <ol>
        {runsOf(passages).map(({ at, passages: [first, ...others] }) => (
          <li key={at}>
            {first!.change === "same" ? (
              <Folded passages={[first!, ...others]} lang={lang} label={words.same(others.length + 1)} />
            ) : (
              <>
                <p className={styles.what} data-change={first!.change}>
                  <Icon name={first!.change === "removed" ? "cross" : first!.change === "added" ? "plus" : "pen"} size={14} />
                  {words[first!.change]}
                </p>
                <div className={styles.pair} lang={lang}>
                  <Side pieces={first!.left} kind={first!.kind} mark="del" nothing={words.nothing} />
                  <Side pieces={first!.right} kind={first!.kind} mark="ins" nothing={words.nothing} />
                </div>
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Side({
  pieces,
  kind,
  mark: Mark,
  nothing,
}: {
  pieces: Passage["left"];
  kind: Passage["kind"];
  mark: "del" | "ins";
  nothing: string;
}) {
  if (pieces === null) return <p className={styles.none}>{nothing}</p>;
  return (
    <p className={styles[kind]}>
      {pieces.map((piece, at) =>
        piece.differs ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed sentence.
          <Mark key={at}>{piece.text}</Mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

function Folded({ passages, lang, label }: { passages: readonly Passage[]; lang: string; label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "up" : "down"} size={14} />
        {label}
      </button>
      {open ? (
        <div className={styles.same} lang={lang}>
          {passages.map((passage, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text is never reordered.
            <p key={at} className={styles[passage.kind]}>
              {passage.left?.map(({ text }) => text).join("")}
            </p>
          ))}
        </div>
      ) : null}
    </>
  );
}
