/**
 * What was compared: declared on the left, the register on the right, the words that differ marked by more than colour.
 * @example <Compare caption={t("compared")} left={t("declared")} right={t("register")} verdict={t("result")} rows={[{ name: t("address"), left: "14 rue de Siam", right: "14 bis rue de Siam", same: false, verdict: t("numberDiffers") }]} />
 */
import type { ReactNode } from "react";
import styles from "./Compare.module.css";
import { Icon } from "./Icon.tsx";

export type CompareRow = {
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean | null;
  readonly verdict?: ReactNode;
};

const bare = (word: string): string => word.normalize("NFD").replace(/\p{M}/gu, "").toLocaleUpperCase();

/** The words of one side that the other does not have, case and accents apart. */
export function differing(text: string, other: string): readonly { readonly word: string; readonly differs: boolean }[] {
  const known = new Set(other.split(/\s+/).map(bare));
  return text.split(/(\s+)/).map((word) => ({ word, differs: word.trim() !== "" && !known.has(bare(word)) }));
}

const Marked = ({
  text,
  other,
  side,
  differs,
}: {
  text: string | null;
  other: string | null;
  side: "left" | "right";
  differs: boolean;
}) => {
  if (text === null) return <span className={styles.none}>–</span>;
  if (!differs || other === null) return text;
  return differing(text, other).map((part, index) =>
    part.differs ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of a fixed sentence.
      <mark key={index} className={side === "left" ? styles.gone : styles.come}>
        {part.word}
      </mark>
    ) : (
      part.word
    ),
  );
};

export function Compare({
  caption,
  left,
  right,
  verdict,
  rows,
}: {
  caption: string;
  left: ReactNode;
  right: ReactNode;
  verdict: string;
  rows: readonly CompareRow[];
}) {
  return (
    <table className={styles.compare}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
          <th scope="col">{verdict}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} data-differs={row.same === false ? "" : undefined}>
            <th scope="row">{row.name}</th>
            <td>
              <Marked text={row.left} other={row.right} side="left" differs={row.same === false} />
            </td>
            <td>
              <Marked text={row.right} other={row.left} side="right" differs={row.same === false} />
            </td>
            <td className={row.same === null ? undefined : row.same ? styles.same : styles.differs}>
              {row.same === null ? null : <Icon name={row.same ? "okSolid" : "noSolid"} size={14} />} {row.verdict}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
