/**
 * A licence key: where it is on its way, the seal, the opened key, what opening changes.
 * @example <KeyPath items={[{ label: t("reserved"), state: "done" }, { label: t("sealed"), state: "here" }, { label: t("opened"), state: "next" }]} label={t("path")} />
 * @example {opened ? <KeyText value={opened.key} label={t("copyKey")} onHide={hide} /> : <KeyBand />}
 */
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { useUiWords } from "../words.ts";
import { CopyButton } from "./Facts.tsx";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Key.module.css";
import type { Step } from "./Progress.tsx";

export function KeyPath({
  items,
  label,
}: {
  items: readonly (Pick<Step, "label" | "state"> & { readonly icon?: IconName })[];
  label: string;
}) {
  const t = useUiWords();
  const said = { done: t("stepDone"), here: t("stepHere"), next: t("stepNext") };
  return (
    <ol className={styles.path} aria-label={label}>
      {items.map((step) => (
        <li key={step.label} data-state={step.state} aria-current={step.state === "here" ? "step" : undefined}>
          <Icon name={step.icon ?? (step.state === "done" ? "okSolid" : step.state === "here" ? "lock" : "dotted")} />
          {step.label}
          <span className="hidden">, {said[step.state]}</span>
        </li>
      ))}
    </ol>
  );
}

/** The seal. Not one character of the key is in the page. */
export function KeyBand() {
  const t = useUiWords();
  return (
    <div className={styles.band} role="img" aria-label={t("sealed")}>
      <span className={styles.bars} aria-hidden="true" />
      <span className={styles.seal} aria-hidden="true">
        <Icon name="lock" />
      </span>
    </div>
  );
}

/** The opened key in its groups, read one by one; hidden again after a minute. */
export function KeyText({ value, label, onHide, seconds = 60 }: { value: string; label: string; onHide?: () => void; seconds?: number }) {
  const hide = useRef(onHide);
  hide.current = onHide;
  useEffect(() => {
    const timer = setTimeout(() => hide.current?.(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  const groups = value.split("-");
  return (
    <div className={styles.open}>
      <span className={`${styles.groups} code`}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one key stay where they are.
          <span key={index}>
            {group}
            {index < groups.length - 1 ? <span className={styles.dash}>-</span> : null}
          </span>
        ))}
      </span>
      <CopyButton value={value} label={label} words />
    </div>
  );
}

type Side = {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: "ok" | "no";
  readonly title: string;
  readonly text: ReactNode;
};

/** What holds now and what will hold after the act, side by side, before the button. */
export const Consequence = ({ now, after }: { now: Side; after: Side }) => (
  <div className={styles.consequence}>
    {[now, after].map((side) => (
      <div key={side.label}>
        <p className={styles.when}>{side.label}</p>
        <p className={styles.title}>
          <Icon name={side.icon} className={side.tone === "ok" ? styles.ok : styles.no} />
          <b>{side.title}</b>
        </p>
        <p className={styles.text}>{side.text}</p>
      </div>
    ))}
  </div>
);
