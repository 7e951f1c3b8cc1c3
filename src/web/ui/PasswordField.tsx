/** A password that can be shown: pasting is welcome. `<PasswordField label={t("password")} autoComplete="current-password" {...form.bind("password")} />` */
import { useState } from "react";
import { useUiWords } from "../words.ts";
import styles from "./Field.module.css";
import type { FieldFrame } from "./Field.tsx";
import { Frame } from "./Field.tsx";

type Props = FieldFrame & {
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly autoComplete: "current-password" | "new-password";
};

export function PasswordField({ name, value, onChange, onBlur, autoComplete, ...frame }: Props) {
  const t = useUiWords();
  const [shown, show] = useState(false);
  return (
    <Frame {...frame}>
      {({ id, describedBy, invalid }) => (
        <span className={styles.box} data-invalid={invalid}>
          <input
            id={id}
            name={name}
            type={shown ? "text" : "password"}
            value={value}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            className={shown ? "code" : undefined}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
          />
          <button
            type="button"
            className={styles.show}
            aria-pressed={shown}
            aria-label={`${shown ? t("hidePassword") : t("showPassword")}, ${frame.label}`}
            onClick={() => show(!shown)}
          >
            {shown ? t("hidePassword") : t("showPassword")}
          </button>
        </span>
      )}
    </Frame>
  );
}
