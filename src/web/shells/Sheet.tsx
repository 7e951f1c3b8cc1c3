import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { IconButton } from "../ui/Button.tsx";
import { useShellWords } from "../words.ts";
import styles from "./Sheet.module.css";

/** The navigation below 768, from the left: the browser's dialogue keeps the focus inside and gives it back. */
export function Sheet({
  label,
  onClose,
  children,
  dark = false,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
  dark?: boolean;
}) {
  const t = useShellWords();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too; a press beside it is a convenience.
    <dialog
      ref={dialog}
      className={`${styles.sheet} ${dark ? styles.dark : ""}`}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.inside}>
        <div className={styles.close}>
          <IconButton icon="cross" label={t("closeMenu")} onPress={() => dialog.current?.close()} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
