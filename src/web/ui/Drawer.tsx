/**
 * One record beside its list, from the right. From 1280 on the list stays live; below, the drawer covers the page and keeps the focus.
 * @example {user ? <Drawer title={user.name} sub={t("since", { day })} onClose={() => open(undefined)} foot={<Button kind="primary">…</Button>}>…</Drawer> : null}
 */
import type { ReactNode } from "react";
import { useEffect, useId, useRef } from "react";
import { useUiWords } from "../words.ts";
import { IconButton } from "./Button.tsx";
import styles from "./Overlay.module.css";

type Props = { title: string; sub?: ReactNode; before?: ReactNode; children: ReactNode; foot?: ReactNode; onClose: () => void };

export function Drawer({ title, sub, before, children, foot, onClose }: Props) {
  const t = useUiWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const wide = matchMedia("(width >= 80em)");
    const element = dialog.current;
    const open = () => {
      element?.close();
      if (wide.matches) element?.show();
      else element?.showModal();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (
        event.key === "Escape" &&
        wide.matches &&
        !event.defaultPrevented &&
        document.querySelector("dialog:modal, :popover-open") === null
      )
        close.current();
    };
    open();
    wide.addEventListener("change", open);
    document.addEventListener("keydown", onEscape);
    return () => {
      wide.removeEventListener("change", open);
      document.removeEventListener("keydown", onEscape);
      opener?.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.drawer}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        {before}
        <div className={styles.titles}>
          <h2 id={id}>{title}</h2>
          {sub ? <p>{sub}</p> : null}
        </div>
        <IconButton icon="cross" label={t("close")} onPress={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot ? <footer className={styles.drawerFoot}>{foot}</footer> : null}
    </dialog>
  );
}
