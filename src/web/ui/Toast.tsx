/**
 * An act of mine that succeeded, here: 6 s, or 30 s with « Annuler »; stays while it is pointed at or focused. Errors are never toasts.
 * @example toast({ text: t("released", { name }), undo: () => assign.act(…) })
 */
import { useEffect, useState, useSyncExternalStore } from "react";
import { useUiWords } from "../words.ts";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Toast.module.css";

type Toast = { readonly id: number; readonly text: string; readonly undo?: () => void };

let shown: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

const change = (next: readonly Toast[]) => {
  shown = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const dismiss = (id: number) => change(shown.filter((one) => one.id !== id));

export function toast(made: { text: string; undo?: () => void }): void {
  last += 1;
  change([...shown.slice(-2), { id: last, ...made }]);
}

/** Nothing more is said of what was done in another account, and no « Annuler » of it stays. */
export const dismissAll = (): void => change([]);

/** Said by screen readers only: counts, « enregistré », turn changes. `announce(t("found", { count }))` */
let said = "";
export function announce(text: string): void {
  said = text === said ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  const polite = useSyncExternalStore(subscribe, () => said);
  return (
    <>
      <div className="hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className={styles.region} role="status" aria-live="polite">
        {toasts.map((one) => (
          <One key={one.id} toast={one} />
        ))}
      </div>
    </>
  );
}

function One({ toast: { id, text, undo } }: { toast: Toast }) {
  const t = useUiWords();
  const [held, hold] = useState(false);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), undo ? 30_000 : 6_000);
    return () => clearTimeout(timer);
  }, [held, id, undo]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it longer.
    <div
      className={styles.toast}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <Icon name="okSolid" className={styles.icon} />
      <span className={styles.text}>{text}</span>
      {undo ? (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            dismiss(id);
            undo();
          }}
        >
          {t("undo")}
        </button>
      ) : null}
      <IconButton icon="cross" label={t("close")} onPress={() => dismiss(id)} />
    </div>
  );
}
