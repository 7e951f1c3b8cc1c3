/**
 * Steps, meters and threads of time.
 * @example <Steps label={t("steps")} items={[{ label: t("welcome"), state: "done", to: "/enrol/welcome" }, { label: t("profile"), state: "here" }]} />
 */
import type { ReactNode } from "react";
import { useUiWords } from "../words.ts";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";
import styles from "./Progress.module.css";

export type Step = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly state: "done" | "here" | "next";
  readonly to?: string | undefined;
};

/** `side`: the list at the left of a wizard. `top`: the line above a checkout. */
export function Steps({ items, label, form = "side" }: { items: readonly Step[]; label: string; form?: "side" | "top" }) {
  const t = useUiWords();
  const states = { done: t("stepDone"), here: t("stepHere"), next: t("stepNext") };
  return (
    <nav aria-label={label}>
      <ol className={form === "side" ? styles.side : styles.top}>
        {items.map((step, index) => (
          <li key={step.label} data-state={step.state} aria-current={step.state === "here" ? "step" : undefined}>
            <span className={styles.disc} aria-hidden="true">
              {step.state === "done" ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <span className={styles.label}>
              {step.to && step.state === "done" ? (
                <Link to={step.to} className={styles.link}>
                  {step.label}
                </Link>
              ) : (
                step.label
              )}
              <span className="hidden">, {states[step.state]}</span>
              {step.hint ? <small>{step.hint}</small> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/**
 * A bar whose numbers stand beside it in words. Over the limit it turns red, with a triangle.
 * @example <Meter used={3} granted={10} words={t("usedOf", { used: 3, granted: 10 })} />
 */
export function Meter({ used, granted, limit, words }: { used: number; granted: number; limit?: number; words: string }) {
  const t = useUiWords();
  const top = Math.max(granted, used, limit ?? 0, 1);
  const over = used > (limit ?? granted);
  return (
    <div className={styles.meter}>
      <div className={styles.track} role="img" aria-label={over ? `${words}, ${t("over")}` : words}>
        <span className={over ? styles.over : styles.used} style={{ width: `${(used / top) * 100}%` }} />
        {limit === undefined ? null : <span className={styles.tick} style={{ insetInlineStart: `${(limit / top) * 100}%` }} />}
      </div>
      <p aria-hidden="true" className={over ? styles.overWords : undefined}>
        {over ? <Icon name="triangle" size={14} /> : null}
        {words}
      </p>
    </div>
  );
}

export type Moment = {
  readonly id: string;
  readonly what: ReactNode;
  readonly when: ReactNode;
  readonly who?: string | undefined;
  readonly tone?: "ok" | "no" | "you" | "plain";
};

/** What happened, newest first: dot by outcome, what, when, who. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className={styles.timeline}>
      {moments.map((moment) => (
        <li key={moment.id} data-tone={moment.tone ?? "plain"}>
          <p>{moment.what}</p>
          <p className={styles.when}>
            {moment.when}
            {moment.who ? ` · ${moment.who}` : null}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Things required, met or not. `<Checks items={[{ met: true, text: "…" }, { met: false, text: "…", hint: "…" }]} />` */
export function Checks({ items }: { items: readonly { readonly met: boolean; readonly text: ReactNode; readonly hint?: ReactNode }[] }) {
  const t = useUiWords();
  return (
    <ul className={styles.checks}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of requirements does not change.
        <li key={index} data-met={item.met ? "" : undefined}>
          <Icon name={item.met ? "okSolid" : "dotted"} />
          <div>
            {item.text}
            <span className="hidden">, {item.met ? t("done") : t("stepNext")}</span>
            {item.hint ? <small>{item.hint}</small> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
