/**
 * A menu under a button: arrows, Home, End, letters, Escape. The browser's own popover keeps it above everything.
 * @example <Menu label={t("more")} items={[{ label: t("remove"), icon: "trash", act: () => ask(seat) }, { label: t("profile"), to: "~/settings/profile" }]} />
 */
import type { KeyboardEvent, ReactNode } from "react";
import { useId, useRef, useState } from "react";
import { useGo } from "../here.ts";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Menu.module.css";

export type MenuItem = {
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
  readonly before?: ReactNode;
  readonly to?: string;
  readonly act?: () => void;
  readonly checked?: boolean;
  readonly tone?: "no";
  /** A line above it. */
  readonly apart?: boolean;
  /** A small heading above it. */
  readonly heading?: string;
};

type MenuProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly trigger?: ReactNode;
  readonly triggerClass?: string | undefined;
  /** The words inside the trigger are its name; the label names the menu alone. */
  readonly named?: boolean;
  readonly align?: "start" | "end";
  readonly foot?: ReactNode;
  readonly width?: number;
  readonly id?: string;
};

export function Menu({ label, items, trigger, triggerClass, named = false, align = "end", foot, width = 240, id }: MenuProps) {
  const menuId = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const go = useGo();

  const entries = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

  const place = () => {
    const [panel, from] = [menu.current, button.current?.getBoundingClientRect()];
    if (panel === null || from === undefined) return;
    const room = document.documentElement.clientWidth - panel.offsetWidth - 8;
    const left = align === "start" ? from.left : from.right - panel.offsetWidth;
    const below = from.bottom + 6;
    const fits = below + panel.offsetHeight <= innerHeight - 8 || from.top < panel.offsetHeight + 14;
    panel.style.left = `${Math.max(8, Math.min(left, room))}px`;
    panel.style.top = `${fits ? below : from.top - panel.offsetHeight - 6}px`;
  };

  const choose = (item: MenuItem) => {
    menu.current?.hidePopover();
    button.current?.focus();
    if (item.to !== undefined) go(item.to);
    item.act?.();
  };

  const onKeys = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = (index: number) => {
      event.preventDefault();
      all[(index + all.length) % all.length]?.focus();
    };
    if (event.key === "ArrowDown") to(at + 1);
    else if (event.key === "ArrowUp") to(at - 1);
    else if (event.key === "Home") to(0);
    else if (event.key === "End") to(all.length - 1);
    else if (event.key === "Tab") menu.current?.hidePopover();
    else if (/^\S$/u.test(event.key)) {
      const letter = event.key.toLocaleLowerCase();
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((entry) =>
        entry.textContent?.trim().toLocaleLowerCase().startsWith(letter),
      );
      next?.focus();
    }
  };

  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        className={triggerClass ?? styles.trigger}
        aria-label={named ? undefined : label}
        title={named ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={menuId}
        popoverTarget={menuId}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          menu.current?.showPopover();
        }}
      >
        {trigger ?? <Icon name="dots" />}
      </button>
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        className={styles.panel}
        style={{ width }}
        onToggle={(event) => {
          const opened = event.newState === "open";
          setOpen(opened);
          if (!opened) return;
          place();
          entries()[0]?.focus({ preventScroll: true });
        }}
      >
        <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeys}>
          {items.map((item) => (
            <div key={`${item.heading ?? ""}${item.label}`} role="none" className={item.apart ? styles.apart : undefined}>
              {item.heading ? (
                <div className={styles.heading} role="presentation">
                  {item.heading}
                </div>
              ) : null}
              {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a checked entry has the role menuitemradio, which takes aria-checked. */}
              <button
                type="button"
                role={item.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.checked}
                tabIndex={-1}
                className={`${styles.item} ${item.tone === "no" ? styles.no : ""}`}
                onClick={() => choose(item)}
              >
                {item.before ?? (item.icon ? <Icon name={item.icon} className={styles.icon} /> : null)}
                <span className={styles.words}>
                  {item.label}
                  {item.hint ? <small>{item.hint}</small> : null}
                </span>
                {item.checked ? <Icon name="check" className={styles.tick} /> : null}
              </button>
            </div>
          ))}
        </div>
        {foot ? <div className={styles.foot}>{foot}</div> : null}
      </div>
    </>
  );
}
