/**
 * A page of the office: a bar with title, count and controls, then the content; `flush` for the desk.
 * @example <OfficePage title={t("verification")} count={t("cases", { count })} aside={<Segmented … />} flush><Desk list={…}>{case}</Desk></OfficePage>
 */
import type { ReactNode } from "react";
import { usePageTitle } from "../arrival.ts";
import styles from "./Desk.module.css";
import { Link } from "./Link.tsx";

type OfficePageProps = { title: string; count?: ReactNode; aside?: ReactNode; flush?: boolean; children: ReactNode; foot?: ReactNode };

export function OfficePage({ title, count, aside, flush = false, children, foot }: OfficePageProps) {
  const heading = usePageTitle(title);
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {count ? <span className={styles.count}>{count}</span> : null}
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </div>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
      {foot}
    </div>
  );
}

/** The list at the left, the case at the right; below 1280 one at a time: `showing` says which. `acts` stick to the foot of the case. */
export const Desk = ({
  list,
  children,
  acts,
  showing = "list",
}: {
  list: ReactNode;
  children: ReactNode;
  acts?: ReactNode;
  showing?: "list" | "case";
}) => (
  <div className={styles.desk} data-showing={showing}>
    <div className={styles.list}>{list}</div>
    <div className={styles.case}>
      <div className={styles.inside}>{children}</div>
      {acts ? <div className={styles.acts}>{acts}</div> : null}
    </div>
  </div>
);

export type DeskItem = {
  readonly key: string;
  readonly to: string;
  readonly title: string;
  readonly due: string;
  readonly dueTone?: "no" | "you" | undefined;
  readonly kind: string;
  readonly place?: string | undefined;
  readonly right?: string | undefined;
  /** How much of the time is used, 0 to 1. */
  readonly used?: number;
};

export const DeskList = ({
  items,
  current,
  head,
  label,
}: {
  items: readonly DeskItem[];
  current?: string | undefined;
  head?: ReactNode;
  label: string;
}) => (
  <nav aria-label={label}>
    {head ? <div className={styles.listHead}>{head}</div> : null}
    <ul>
      {items.map((item) => (
        <li key={item.key}>
          <Link to={item.to} className={styles.item} aria-current={item.key === current ? "page" : undefined} keepFocus>
            <span className={styles.line}>
              <b>{item.title}</b>
              <span data-tone={item.dueTone}>{item.due}</span>
            </span>
            <span className={styles.meta}>
              <span>{item.kind}</span>
              <span>{item.place}</span>
              <span>{item.right}</span>
            </span>
            {item.used === undefined ? null : (
              <span className={styles.track} aria-hidden="true">
                <span data-tone={item.dueTone} style={{ width: `${Math.min(1, item.used) * 100}%` }} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
