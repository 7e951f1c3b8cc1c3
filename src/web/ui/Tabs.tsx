/**
 * Tabs are links: each has an address, the back button works. The focus stays on the tab.
 * @example <Tabs label={t("kinds")} items={[{ to: "~/benefits/software", label: t("software"), count: 4 }]} />
 */
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useHere } from "../here.ts";
import { Link } from "./Link.tsx";
import styles from "./Tabs.module.css";

export type Tab = {
  readonly to: string;
  readonly label: string;
  readonly count?: number /** Further pages that belong to it. */;
  readonly also?: readonly string[];
};

/** On a narrow screen the tabs run out of sight: the current one is brought into it, and nothing but the strip moves. */
function reveal(strip: HTMLElement | null): void {
  const current = strip?.querySelector<HTMLElement>("[aria-current]");
  if (strip && current) strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}

export function Tabs({ items, label }: { items: readonly Tab[]; label: string }) {
  const here = useHere();
  const path = useLocation().pathname;
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address makes another tab the current one.
  useEffect(() => reveal(strip.current), [path]);
  return (
    <nav aria-label={label} className={styles.tabs} ref={strip}>
      <ul>
        {items.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              keepFocus
              className={styles.tab}
              aria-current={[tab.to, ...(tab.also ?? [])].some((to) => here(to) === path) ? "page" : undefined}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className={styles.count}>{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A choice of view kept on the page (not an address): two or three short words. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { readonly value: V; readonly label: string }[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    <fieldset className={styles.segments} aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
