import { useSyncExternalStore } from "react";

/** Light, dark or the system's. `public/scheme.js` applies the kept choice before the first paint; this changes it afterwards. */
export type SchemeChoice = "light" | "dark" | "auto";

const key = "entente-scheme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let inMemory: SchemeChoice = "auto";

function kept(): SchemeChoice {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return inMemory;
  }
}

function apply(): void {
  const choice = kept();
  const dark = choice === "dark" || (choice === "auto" && system.matches);
  document.documentElement.dataset.scheme = dark ? "dark" : "light";
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
addEventListener("storage", (event) => event.key === key && apply());

export function chooseScheme(choice: SchemeChoice): void {
  inMemory = choice;
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useSchemeChoice = (): SchemeChoice => useSyncExternalStore(subscribe, kept);
