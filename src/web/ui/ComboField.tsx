/**
 * A choice among many, found by typing (accents and case do not count). Arrows, Enter, Escape; the list is above everything.
 * @example <ComboField label={t("user")} options={users.map((u) => ({ value: u.id, label: u.name, hint: u.email }))} {...form.bind("userId")} />
 */
import type { KeyboardEvent } from "react";
import { useId, useRef, useState } from "react";
import { useUiWords } from "../words.ts";
import styles from "./ComboField.module.css";
import field from "./Field.module.css";
import type { FieldFrame, Option } from "./Field.tsx";
import { Frame } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

const bare = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The options that contain every word typed, wherever it stands; those that begin with it come first. */
export function found<V extends string>(options: readonly Option<V>[], typed: string): readonly Option<V>[] {
  const words = bare(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const text = (option: Option<V>) => bare(`${option.label} ${typeof option.hint === "string" ? option.hint : ""}`);
  const matching = options.filter((option) => words.every((word) => text(option).includes(word)));
  const begins = (option: Option<V>) => bare(option.label).startsWith(bare(typed).trim());
  return [...matching.filter(begins), ...matching.filter((option) => !begins(option))];
}

type Props<V extends string> = FieldFrame & {
  readonly name?: string;
  readonly value: V | "";
  readonly onChange: (value: V) => void;
  readonly onBlur?: () => void;
  readonly options: readonly Option<V>[];
  readonly autoComplete?: string;
  /** Tells what is typed, for lists too long to be here whole: `options` are then those that the server found. */
  readonly onType?: (typed: string) => void;
};

export function ComboField<V extends string>({ name, value, onChange, onBlur, options, autoComplete = "off", onType, ...frame }: Props<V>) {
  const t = useUiWords();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const chosen = options.find((option) => option.value === value);
  const shown = open ? found(options, typed ?? "") : [];
  const optionId = (index: number) => `${listId}-${index}`;

  const show = () => {
    const from = input.current?.parentElement?.getBoundingClientRect();
    const panel = list.current;
    if (open || from === undefined || panel === null) return;
    const below = innerHeight - from.bottom > 260 || from.top < 260;
    panel.style.left = `${from.left}px`;
    panel.style.width = `${from.width}px`;
    panel.style.top = below ? `${from.bottom + 4}px` : "auto";
    panel.style.bottom = below ? "auto" : `${innerHeight - from.top + 4}px`;
    panel.showPopover();
    setOpen(true);
    setAt(Math.max(0, typed === null ? options.findIndex((option) => option.value === value) : 0));
  };

  /** Opened without a word typed: the whole list again, whatever was searched for before. */
  const showAll = () => {
    if (!open && typed === null) onType?.("");
    show();
  };

  const hide = () => {
    list.current?.hidePopover();
    setOpen(false);
    setTyped(null);
  };

  const choose = (option: Option<V> | undefined) => {
    if (option === undefined) return;
    onChange(option.value);
    hide();
  };

  const move = (to: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, to));
    setAt(next);
    list.current?.querySelector(`#${CSS.escape(optionId(next))}`)?.scrollIntoView({ block: "nearest" });
  };

  const onKeys = (event: KeyboardEvent) => {
    const { key } = event;
    if (!open && key !== "ArrowDown" && key !== "ArrowUp") return;
    if (!open) showAll();
    else if (key === "ArrowDown") move(at + 1);
    else if (key === "ArrowUp") move(at - 1);
    else if (key === "PageDown") move(at + 8);
    else if (key === "PageUp") move(at - 8);
    else if (key === "Enter") choose(shown[at]);
    else if (key === "Escape") hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Frame {...frame} shown={chosen?.label}>
      {({ id, describedBy, invalid }) => (
        <span className={field.box} data-invalid={invalid} data-select="">
          <input
            ref={input}
            id={id}
            name={name}
            role="combobox"
            autoComplete={autoComplete}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={listId}
            aria-activedescendant={open && shown.length > 0 ? optionId(at) : undefined}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            value={typed ?? chosen?.label ?? ""}
            placeholder={t("chooseOne")}
            onChange={(event) => {
              setTyped(event.target.value);
              onType?.(event.target.value);
              setAt(0);
              show();
            }}
            onClick={showAll}
            onKeyDown={onKeys}
            onBlur={() => {
              hide();
              onBlur?.();
            }}
          />
          <Icon name="down" />
          <div ref={list} id={listId} popover="manual" role="listbox" aria-label={frame.label} className={styles.list}>
            {shown.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
              <div
                key={option.value}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={option.value === value}
                className={styles.option}
                data-at={index === at ? "" : undefined}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                <span>
                  {option.label}
                  {option.hint ? <small>{option.hint}</small> : null}
                </span>
                {option.value === value ? <Icon name="check" /> : null}
              </div>
            ))}
            {open && shown.length === 0 ? <p className={styles.none}>{t("noMatch")}</p> : null}
          </div>
          <span className="hidden" role="status">
            {open && shown.length === 0 ? t("noMatch") : ""}
          </span>
        </span>
      )}
    </Frame>
  );
}
