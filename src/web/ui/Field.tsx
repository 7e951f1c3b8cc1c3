/**
 * Fields. Label above, hint below, the error takes the hint's place. Required is not marked; `optional` is.
 * @example <TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="email" {...form.bind("email")} />
 * @example <SelectField label={t("country")} options={countries} {...form.bind("country")} />
 */
import type { ReactNode } from "react";
import { useId } from "react";
import { useUiWords } from "../words.ts";
import styles from "./Field.module.css";
import { Icon } from "./Icon.tsx";

export type FieldFrame = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Good news about the value: « Trouvée au registre ». */
  readonly found?: ReactNode;
  readonly optional?: boolean;
  readonly error?: string | undefined;
  readonly id?: string;
  /** Shows plain text instead of a box, with the reason. */
  readonly readOnly?: { readonly reason?: ReactNode };
};

type Inner = { id: string; describedBy: string | undefined; invalid: true | undefined };

export function Frame({
  label,
  hint,
  found,
  optional,
  error,
  id,
  readOnly,
  shown,
  children,
}: FieldFrame & { shown?: ReactNode; children: (inner: Inner) => ReactNode }) {
  const t = useUiWords();
  const own = useId();
  const field = id ?? own;
  const below = `${field}-below`;
  const note = error ?? found ?? readOnly?.reason ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={readOnly ? undefined : field} className={styles.label}>
        <span data-label-of={field}>{label}</span>
        {optional ? <span className={styles.optional}> {t("optional")}</span> : null}
      </label>
      {readOnly ? (
        <div id={field} className={styles.plain}>
          {shown || "–"}
        </div>
      ) : (
        children({ id: field, describedBy: note ? below : undefined, invalid: error ? true : undefined })
      )}
      {note ? (
        <p id={below} className={error ? styles.error : found ? styles.found : styles.hint}>
          {error ? <Icon name="noSolid" size={14} /> : found ? <Icon name="okSolid" size={14} /> : null}
          <span>{note}</span>
        </p>
      ) : null}
    </div>
  );
}

type Typed = FieldFrame & {
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
};

export type TextFieldProps = Typed & {
  readonly type?: "text" | "email" | "tel" | "url" | "search" | "date" | "datetime-local" | "number";
  readonly inputMode?: "numeric" | "decimal";
  /** Before the value, inside the box: « +33 ». */
  readonly prefix?: string;
  readonly suffix?: ReactNode;
  /** Identifiers and keys: digits that cannot be taken for letters. */
  readonly code?: boolean;
  readonly maxLength?: number;
};

export function TextField({
  name,
  value,
  onChange,
  onBlur,
  type = "text",
  prefix,
  suffix,
  code = false,
  inputMode,
  autoComplete,
  placeholder,
  maxLength,
  autoFocus,
  ...frame
}: TextFieldProps) {
  return (
    <Frame {...frame} shown={<span className={code ? "code" : undefined}>{value}</span>}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.box} data-invalid={invalid}>
          {prefix ? <span className={styles.prefix}>{prefix}</span> : null}
          <input
            id={id}
            name={name}
            type={type}
            value={value}
            inputMode={inputMode}
            autoComplete={autoComplete}
            placeholder={placeholder}
            maxLength={maxLength}
            // biome-ignore lint/a11y/noAutofocus: only where a dialogue opens on its one field.
            autoFocus={autoFocus}
            className={code ? "code" : undefined}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
          />
          {suffix ? <span className={styles.suffix}>{suffix}</span> : null}
        </span>
      )}
    </Frame>
  );
}

export function TextArea({
  name,
  value,
  onChange,
  onBlur,
  placeholder,
  rows = 4,
  maxLength,
  ...frame
}: Typed & { rows?: number; maxLength?: number }) {
  return (
    <Frame {...frame} shown={value}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.box} data-invalid={invalid}>
          <textarea
            id={id}
            name={name}
            rows={rows}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
          />
        </span>
      )}
    </Frame>
  );
}

export type Option<V extends string = string> = { readonly value: V; readonly label: string; readonly hint?: ReactNode };

export function SelectField<V extends string>({
  name,
  value,
  onChange,
  onBlur,
  options,
  empty,
  autoComplete,
  ...frame
}: Omit<Typed, "value" | "onChange"> & {
  value: V | "";
  onChange: (value: V) => void;
  options: readonly Option<V>[];
  /** The word of the empty choice; « Choisir » unless said otherwise. */
  empty?: string;
}) {
  const t = useUiWords();
  return (
    <Frame {...frame} shown={options.find((option) => option.value === value)?.label}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.box} data-invalid={invalid} data-select="">
          <select
            id={id}
            name={name}
            value={value}
            autoComplete={autoComplete}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value as V)}
            onBlur={onBlur}
          >
            {value === "" || empty !== undefined ? <option value="">{empty ?? t("chooseOne")}</option> : null}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Frame>
  );
}
