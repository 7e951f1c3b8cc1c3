/**
 * The state of a thing: icon, word and tone; shapes differ so that colour is never needed. The word comes from the room's catalogue.
 * @example <StatusBadge look="active">{states(membership.state)}</StatusBadge>
 */
import type { ReactNode } from "react";
import { useUiWords } from "../words.ts";
import styles from "./Badge.module.css";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";

export type Tone = "ok" | "you" | "no" | "wait" | "accent" | "neutral";

const looks = {
  active: ["ok", "okSolid"],
  authorized: ["ok", "shield"],
  qualified: ["accent", "half"],
  pending: ["wait", "clock"],
  actionNeeded: ["you", "diamond"],
  grace: ["you", "triangle"],
  atRisk: ["you", "triangle"],
  rejected: ["no", "noSolid"],
  refused: ["no", "noSolid"],
  suspended: ["no", "pause"],
  notStarted: ["neutral", "dotted"],
  expired: ["neutral", "bar"],
  cancelled: ["neutral", "bar"],
  off: ["neutral", "bar"],
  sealed: ["accent", "lock"],
  opened: ["neutral", "unlock"],
  assigned: ["ok", "okSolid"],
  free: ["neutral", "dotted"],
  closed: ["neutral", "lock"],
  refunded: ["neutral", "back"],
} as const satisfies Record<string, readonly [Tone, IconName]>;

export type StatusLook = keyof typeof looks;

export function StatusBadge({ look, children }: { look: StatusLook; children: ReactNode }) {
  const [tone, icon] = looks[look];
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  );
}

/** Whose turn it is, always followed by since when. `<TurnTag turn="partner" since={t("since", { day })} />` */
export function TurnTag({ turn, since }: { turn: "you" | "us"; since?: ReactNode }) {
  const t = useUiWords();
  return (
    <span className={styles.turn}>
      <span className={turn === "you" ? styles.yours : styles.ours}>
        <Icon name={turn === "you" ? "diamond" : "clock"} size={14} />
        {turn === "you" ? t("yourTurn") : t("ourTurn")}
      </span>
      {since ? <span className={styles.since}>{since}</span> : null}
    </span>
  );
}

/** A small word beside a name: « vous ». */
export const Chip = ({ children }: { children: ReactNode }) => <span className={styles.mark}>{children}</span>;

/** A key of the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => <kbd className={styles.kbd}>{children}</kbd>;
