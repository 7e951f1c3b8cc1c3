/**
 * Facts in a row: whose turn, tries left, the delay, what works meanwhile. The first cell is amber when the turn is the reader's.
 * @example <Strip turn="you" cells={[{ label: t("whoseTurn"), value: <TurnTag turn="you" />, hint: t("since", { day }) }, …]} />
 * The stages of one thing, with a line above each: <Phases items={[{ title: t("email"), text: t("confirmedBy"), state: "done" }]} />
 */
import type { ReactNode } from "react";
import { useUiWords } from "../words.ts";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Strip.module.css";

export type Cell = { readonly label: string; readonly value: ReactNode; readonly hint?: ReactNode };

export const Strip = ({ cells, turn }: { cells: readonly Cell[]; turn?: "you" | "us" }) => (
  <dl className={`${styles.strip} ${turn === "you" ? styles.you : ""}`}>
    {cells.map((cell) => (
      <div key={cell.label}>
        <dt>{cell.label}</dt>
        <dd className={styles.value}>{cell.value}</dd>
        {cell.hint ? <dd className={styles.hint}>{cell.hint}</dd> : null}
      </div>
    ))}
  </dl>
);

export type Phase = { readonly title: string; readonly text: ReactNode; readonly state: "done" | "doing" | "todo" | "failed" | "yours" };

const marks: Record<Phase["state"], IconName> = { done: "okSolid", doing: "half", todo: "dotted", failed: "noSolid", yours: "diamond" };

export function Phases({ items }: { items: readonly Phase[] }) {
  const t = useUiWords();
  const said: Record<Phase["state"], string> = {
    done: t("done"),
    doing: t("working"),
    todo: t("stepNext"),
    failed: t("failed"),
    yours: t("yourTurn"),
  };
  return (
    <ol className={styles.phases}>
      {items.map((phase) => (
        <li key={phase.title} data-state={phase.state}>
          <Icon name={marks[phase.state]} />
          <div>
            <h3>
              {phase.title}
              <span className="hidden">, {said[phase.state]}</span>
            </h3>
            <p>{phase.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Tries left, as dots with the words beside: « 2 sur 3 ». */
export const Dots = ({ left, of, words }: { left: number; of: number; words: string }) => (
  <span className={styles.dots}>
    {Array.from({ length: of }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity.
      <i key={index} data-left={index < left ? "" : undefined} />
    ))}
    {words}
  </span>
);
