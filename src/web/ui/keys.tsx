/**
 * Single keys for people who work all day: only outside fields and dialogues, never with Ctrl, Alt or Meta; they can be switched off.
 * @example useKeys({ j: next, k: previous, a: authorise });  <KeyBar keys={[{ keys: ["J", "K"], does: t("nextPrevious") }]} />
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useUiWords } from "../words.ts";
import { Kbd } from "./Badge.tsx";
import styles from "./keys.module.css";

const key = "entente-keys";
const listeners = new Set<() => void>();
let off = false;
try {
  off = localStorage.getItem(key) === "off";
} catch {
  // Without storage the keys are on.
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function switchKeys(): void {
  off = !off;
  try {
    localStorage.setItem(key, off ? "off" : "on");
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useKeys(acts: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (off || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || typing(event.target)) return;
      if (document.querySelector("dialog:modal, :popover-open") !== null) return;
      const act = latest.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

export function KeyBar({ keys }: { keys: readonly { readonly keys: readonly string[]; readonly does: string }[] }) {
  const t = useUiWords();
  const isOff = useSyncExternalStore(subscribe, () => off);
  return (
    <div className={styles.bar}>
      {isOff
        ? null
        : keys.map((one) => (
            <span key={one.does}>
              {one.keys.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
              {one.does}
            </span>
          ))}
      <button type="button" onClick={switchKeys}>
        {isOff ? t("keysOn") : t("keysOff")}
      </button>
    </div>
  );
}
