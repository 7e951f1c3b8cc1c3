/**
 * Where things stand. `Stack` under each other, `Row` beside each other, `Grid` of equal cells, `Columns` main and side.
 * @example <Columns side={<Card>…</Card>}><Stack>…</Stack></Columns>
 */
import type { ReactNode } from "react";
import styles from "./Layout.module.css";

type Gap = "tight" | "normal" | "wide";

export const Stack = ({ children, gap = "normal" }: { children: ReactNode; gap?: Gap }) => (
  <div className={`${styles.stack} ${styles[gap]}`}>{children}</div>
);

export const Row = ({
  children,
  gap = "normal",
  between = false,
  top = false,
}: {
  children: ReactNode;
  gap?: Gap;
  between?: boolean;
  top?: boolean;
}) => <div className={`${styles.row} ${styles[gap]} ${between ? styles.between : ""} ${top ? styles.top : ""}`}>{children}</div>;

export const Grid = ({ children, columns = 2 }: { children: ReactNode; columns?: 2 | 3 | 4 }) => (
  <div className={`${styles.grid} ${styles[`c${columns}`]}`}>{children}</div>
);

export const Columns = ({ children, side, narrow = false }: { children: ReactNode; side: ReactNode; narrow?: boolean }) => (
  <div className={`${styles.columns} ${narrow ? styles.narrow : ""}`}>
    <div className={styles.main}>{children}</div>
    <aside className={styles.side}>{side}</aside>
  </div>
);

/** A heading with its content; for the parts of a page that are not cards. */
export const Section = ({
  title,
  aside,
  children,
  level = 2,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  level?: 2 | 3;
}) => {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={styles.section}>
      <header>
        <Heading>{title}</Heading>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </header>
      {children}
    </section>
  );
};

/** One narrow column, for signing in and the like. */
export const Narrow = ({ children }: { children: ReactNode }) => <div className={styles.narrowColumn}>{children}</div>;

/** Prose at reading width. */
export const Prose = ({ children }: { children: ReactNode }) => <div className={styles.prose}>{children}</div>;

type Weight = { children: ReactNode; tone?: "ink" | "secondary" | "meta" | "ok" | "no" | "you"; small?: boolean; code?: boolean };

/** A piece of text: `<Text tone="secondary" small>…</Text>`; `code` for identifiers and keys. */
export const Text = ({ children, tone = "ink", small = false, code = false }: Weight) => (
  <span className={`${styles[tone]} ${small ? styles.small : ""} ${code ? "code" : ""}`}>{children}</span>
);
