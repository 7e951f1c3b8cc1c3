/**
 * A short form over the page, for what must be given before an act goes on. Mount it when it is asked for; Escape and the cross close it.
 * @example {asking ? <FormDialog title={t("confirm")} onClose={leave}><Form …>…</Form></FormDialog> : null}
 */
import type { ReactNode } from "react";
import { useEffect, useId, useRef } from "react";
import { useUiWords } from "../words.ts";
import { IconButton } from "./Button.tsx";
import styles from "./Overlay.module.css";

export function FormDialog({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  const t = useUiWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.confirm}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.formHead}>
        <h2 id={id}>{title}</h2>
        <IconButton icon="cross" label={t("close")} onPress={onClose} />
      </header>
      {children}
    </dialog>
  );
}
