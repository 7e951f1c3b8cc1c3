/**
 * Confirms what cannot be undone: the act and its object, what is lost, what stays, the verb; with a tick when it is grave.
 * Mount it when it is asked for; Escape and « Garder … » close it, and the focus goes back to where it was.
 * @example
 * {asking ? <ConfirmDialog title={t("openKey", { product })} act={t("open")} keep={t("keepSealed")} tick={t("iUnderstand")}
 *   working={open.working} problem={open.problem} onAct={() => open.act(…)} onKeep={() => ask(false)}>{t("openKeyLoses")}</ConfirmDialog> : null}
 */
import type { ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";
import type { Problem } from "../problem.ts";
import { Button } from "./Button.tsx";
import { CheckField } from "./Choice.tsx";
import { ProblemMessage } from "./Message.tsx";
import styles from "./Overlay.module.css";

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of the act, never « OK ». */
  readonly act: string;
  readonly keep: string;
  /** « J’ai compris que … »: the act waits for it. */
  readonly tick?: string;
  readonly danger?: boolean;
  readonly working?: boolean;
  readonly problem?: Problem | null;
  readonly onAct: () => unknown;
  readonly onKeep: () => void;
};

export function ConfirmDialog({ title, children, act, keep, tick, danger = false, working = false, problem = null, onAct, onKeep }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [understood, setUnderstood] = useState(false);
  const [missing, setMissing] = useState(false);

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus();
  }, []);

  const go = () => {
    if (tick && !understood) {
      setMissing(true);
      document.getElementById(`${id}-tick`)?.focus();
      return;
    }
    onAct();
  };

  return (
    <dialog
      ref={dialog}
      className={styles.confirm}
      aria-labelledby={id}
      aria-describedby={`${id}-what`}
      onCancel={(event) => {
        event.preventDefault();
        if (!working) onKeep();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div id={`${id}-what`} className={styles.what}>
        {children}
      </div>
      {tick ? (
        <div className={missing && !understood ? styles.missing : undefined}>
          <CheckField id={`${id}-tick`} label={tick} value={understood} onChange={setUnderstood} />
        </div>
      ) : null}
      <ProblemMessage problem={problem} />
      <div className={styles.acts}>
        <Button onPress={onKeep}>{keep}</Button>
        <Button kind={danger ? "danger" : "primary"} working={working} onPress={go}>
          {act}
        </Button>
      </div>
    </dialog>
  );
}
