/**
 * A card: title, a small thing at the right, content, a foot. `flush` lets rows and tables touch the edges.
 * @example <Card title={t("account")} aside={<Link quiet to="~/settings/profile">{t("profile")}</Link>}>…</Card>
 */
import type { ReactNode } from "react";
import { useId } from "react";
import type { Door } from "../problem.ts";
import styles from "./Card.module.css";
import { DoorNote } from "./Door.tsx";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";

type CardProps = {
  readonly title?: ReactNode;
  /** Beside the title: a badge. */
  readonly mark?: ReactNode;
  readonly aside?: ReactNode;
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
  readonly flush?: boolean;
  readonly tone?: "plain" | "no" | "you" | "accent" | "sunken" | "dashed";
  readonly level?: 2 | 3;
  readonly id?: string;
};

export function Card({ title, mark, aside, foot, children, flush = false, tone = "plain", level = 2, id }: CardProps) {
  const titleId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={`${styles.card} ${styles[tone]}`} aria-labelledby={title ? titleId : undefined}>
      {title ? (
        <header className={styles.head}>
          <Heading id={titleId}>{title}</Heading>
          {mark}
          {aside ? <div className={styles.aside}>{aside}</div> : null}
        </header>
      ) : null}
      {children !== undefined && children !== null ? <div className={flush ? styles.flush : styles.body}>{children}</div> : null}
      {foot ? <footer className={styles.foot}>{foot}</footer> : null}
    </section>
  );
}

/** A list of things to do inside a flush card: drawing, title, sentence, and the act at the right. */
export const ActionRows = ({ children }: { children: ReactNode }) => <ul className={styles.rows}>{children}</ul>;

/**
 * @example <ActionRow icon="tag" title={t("buy")} text={t("buyWhy")} door={step.door}>{(note) => <Button door={step.door} note={note}>{t("subscribe")}</Button>}</ActionRow>
 */
export function ActionRow({
  icon,
  title,
  text,
  mark,
  door,
  children,
}: {
  icon?: IconName;
  title: ReactNode;
  text?: ReactNode;
  mark?: ReactNode;
  door?: Door | undefined;
  children?: ReactNode | ((note: { at: string }) => ReactNode);
}) {
  const id = useId();
  const closed = door !== undefined && !door.open;
  return (
    <li className={styles.row}>
      {icon ? (
        <span className={closed ? styles.shut : styles.drawing}>
          <Icon name={icon} />
        </span>
      ) : null}
      <div className={styles.what}>
        <h3 className={closed ? styles.dim : undefined}>
          {title}
          {mark ? <span className={styles.mark}>{mark}</span> : null}
        </h3>
        {text ? <p className={styles.text}>{text}</p> : null}
        <DoorNote id={id} door={door} />
      </div>
      {children ? <div className={styles.act}>{typeof children === "function" ? children({ at: id }) : children}</div> : null}
    </li>
  );
}
