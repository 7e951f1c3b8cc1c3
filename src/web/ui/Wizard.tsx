/**
 * The frame of a wizard's step: the steps at the left, the form, what is good to know at the right.
 * @example <Wizard steps={<Steps label={t("steps")} items={steps} />} side={<Card title={t("checks")}>…</Card>}><Page over={…} title={…}>…</Page></Wizard>
 */
import type { ReactNode } from "react";
import styles from "./Wizard.module.css";

export const Wizard = ({ steps, side, children }: { steps: ReactNode; side?: ReactNode; children: ReactNode }) => (
  <div className={styles.wizard} data-wizard="" data-side={side ? "" : undefined}>
    <div className={styles.steps}>{steps}</div>
    <div className={styles.main}>{children}</div>
    {side ? <aside className={styles.side}>{side}</aside> : null}
  </div>
);
