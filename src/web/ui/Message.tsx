/**
 * Something to read, know or fix; it stays until it is true no longer. `live` says it aloud when it appears.
 * @example <Message tone="you" title={t("oneAdmin")}>{t("oneAdminWhy")} <Link to="~/settings/users">{t("addAdmin")}</Link></Message>
 */
import type { ReactNode } from "react";
import type { Problem } from "../problem.ts";
import { useShellWords } from "../words.ts";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Message.module.css";

export type MessageTone = "info" | "you" | "no" | "ok" | "wait";

const icons: Record<MessageTone, IconName> = { info: "info", you: "diamond", no: "noSolid", ok: "okSolid", wait: "clock" };

type Props = { tone?: MessageTone; title?: ReactNode; children?: ReactNode; icon?: IconName; live?: boolean; id?: string };

export function Message({ tone = "info", title, children, icon, live = false, id }: Props) {
  return (
    <div id={id} className={`${styles.message} ${styles[tone]}`} role={live ? (tone === "no" ? "alert" : "status") : undefined}>
      <Icon name={icon ?? icons[tone]} className={styles.icon} />
      <div className={styles.text}>
        {title ? <b className={children && !sentence(title) ? styles.title : undefined}>{title}</b> : null}
        {title && children ? " " : null}
        {children}
      </div>
    </div>
  );
}

/** A title that is a sentence runs on into the text; one that is a heading has a line of its own. */
const sentence = (title: ReactNode): boolean => typeof title === "string" && /[.!?:]$/.test(title);

/** The no of an act, in the server's words; silence and breakdowns in ours. Nothing when there is no problem. */
export function ProblemMessage({
  problem,
  saving = true,
  also = [],
}: {
  problem: Problem | null;
  saving?: boolean;
  also?: readonly string[];
}) {
  const t = useShellWords();
  if (problem === null) return null;
  if (problem.unanswered) return <Message tone="no" live title={t("offline")} />;
  const broken = problem.status >= 500;
  return (
    <Message tone="no" live>
      {broken ? t(saving ? "errorSave" : "errorRead") : problem.detail || problem.title}
      {broken && problem.correlationId ? <span className="code"> {t("reference", { id: problem.correlationId })}</span> : null}
      {also.length > 0 ? (
        <ul>
          {also.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </Message>
  );
}
