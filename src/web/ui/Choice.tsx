/**
 * Choices one sees at once: one of a few, or a box to tick.
 * @example <RadioField label={t("contact")} options={[{ value: "me", label: t("me") }, { value: "other", label: t("other") }]} {...form.bind("who")} />
 * @example <CheckField label={t("agree")} {...form.bind("agreed")} />
 */
import type { ReactNode } from "react";
import { useId } from "react";
import styles from "./Field.module.css";
import type { Option } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

/** One of a few. `cards` draws each choice as a card with room for its consequences. */
export function RadioField<V extends string>({
  label,
  hint,
  error,
  name,
  value,
  onChange,
  options,
  id,
  form = "line",
  hideLabel = false,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  name?: string;
  value: V | "";
  onChange: (value: V) => void;
  onBlur?: () => void;
  /** A `closed` choice stays readable and cannot be made: its hint says why. */
  options: readonly (Option<V> & { readonly content?: ReactNode; readonly aside?: ReactNode; readonly closed?: boolean })[];
  id?: string;
  form?: "line" | "list" | "cards";
  hideLabel?: boolean;
}) {
  const own = useId();
  const field = id ?? own;
  const note = error ?? hint;
  return (
    <fieldset className={styles.field} aria-describedby={note ? `${field}-below` : undefined}>
      <legend className={hideLabel ? undefined : styles.label}>
        <span data-label-of={field} className={hideLabel ? "hidden" : undefined}>
          {label}
        </span>
      </legend>
      <div className={styles[form]}>
        {options.map((option, index) => (
          <div key={option.value} className={styles.choice} data-chosen={option.value === value ? "" : undefined}>
            <label className={styles.option} data-closed={option.closed ? "" : undefined}>
              <input
                type="radio"
                id={index === 0 ? field : undefined}
                name={name ?? field}
                value={option.value}
                checked={option.value === value}
                aria-invalid={error ? true : undefined}
                aria-disabled={option.closed ? true : undefined}
                onChange={() => !option.closed && onChange(option.value)}
              />
              <span>
                {option.label}
                {option.hint ? <small>{option.hint}</small> : null}
              </span>
              {option.aside ? <span className={styles.aside}>{option.aside}</span> : null}
            </label>
            {option.content ? <div className={styles.content}>{option.content}</div> : null}
          </div>
        ))}
      </div>
      {note ? (
        <p id={`${field}-below`} className={error ? styles.error : styles.hint}>
          {error ? <Icon name="noSolid" size={14} /> : null}
          <span>{note}</span>
        </p>
      ) : null}
    </fieldset>
  );
}

/** A box to tick. Closed ones stay readable: give the reason beside them with `DoorNote`. */
export function CheckField({
  label,
  hint,
  error,
  name,
  value,
  onChange,
  onBlur,
  id,
  closed = false,
  describedBy,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  name?: string;
  value: boolean;
  onChange: (value: boolean) => void;
  onBlur?: () => void;
  id?: string;
  closed?: boolean;
  describedBy?: string;
}) {
  const own = useId();
  const field = id ?? own;
  return (
    <div className={styles.field}>
      <label className={styles.option} data-closed={closed ? "" : undefined}>
        <input
          type="checkbox"
          id={field}
          name={name}
          checked={value}
          aria-disabled={closed ? true : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy ?? (error ? `${field}-below` : undefined)}
          onChange={(event) => !closed && onChange(event.target.checked)}
          onBlur={onBlur}
        />
        <span>
          <span data-label-of={field}>{label}</span>
          {hint ? <small>{hint}</small> : null}
        </span>
      </label>
      {error ? (
        <p id={`${field}-below`} className={styles.error}>
          <Icon name="noSolid" size={14} />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
