/**
 * What stands while a reading is under way: nothing for 200 ms, then grey lines of the real height, after 10 s a word with « Réessayer ».
 * @example <Await of={useRead("seats.list", { accountId })} rows={4}>{(seats) => <Seats of={seats} />}</Await>
 */
import type { ReactNode } from "react";
import { useEffect, useId, useState } from "react";
import type { Reading } from "../read.ts";
import { useShellWords, useUiWords } from "../words.ts";
import { Button } from "./Button.tsx";
import { DoorNote } from "./Door.tsx";
import { ProblemMessage } from "./Message.tsx";
import styles from "./Skeleton.module.css";

export const SkeletonLine = ({ width = "100%" }: { width?: string }) => <span className={styles.line} style={{ width }} />;

export function useAfter(milliseconds: number): boolean {
  const [passed, pass] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => pass(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

export function Skeleton({ rows = 3, again }: { rows?: number; again?: () => void }) {
  const t = useUiWords();
  const shown = useAfter(200);
  const slow = useAfter(10_000);
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <span className="hidden">{shown ? t("loading") : ""}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity.
        <span key={row} className={styles.row} data-shown={shown ? "" : undefined} />
      ))}
      {slow ? (
        <p className={styles.slow}>
          {t("slow")}{" "}
          {again ? (
            <Button size="small" onPress={again}>
              {t("retry")}
            </Button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

export function Await<R>({
  of,
  rows = 3,
  children,
  skeleton,
}: {
  of: Reading<R>;
  rows?: number;
  children: (reply: R) => ReactNode;
  skeleton?: ReactNode;
}) {
  const t = useShellWords();
  const id = useId();
  if (of.data !== undefined) return children(of.data);
  if (of.problem === null) return skeleton ?? <Skeleton rows={rows} again={of.again} />;
  // What is closed to the reader is not broken: it says why, and who has the key.
  if (of.problem.door && !of.problem.door.open) return <DoorNote id={id} door={of.problem.door} />;
  return (
    <div className={styles.failed}>
      <ProblemMessage problem={of.problem} saving={false} />
      {of.problem.unanswered || of.problem.status >= 500 || of.problem.status === 429 ? (
        <Button onPress={of.again} working={of.refreshing}>
          {t("retry")}
        </Button>
      ) : null}
    </div>
  );
}
