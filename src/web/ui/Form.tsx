/**
 * A form and its foot: what is to correct, as links; what went wrong; the act.
 * @example
 * <Form form={form} onSend={send}>
 *   <Fields columns={2}><TextField label={t("given")} {...form.bind("givenName")} />…</Fields>
 *   <FormFoot form={form} working={add.working} send={t("add")} note={t("costsOneTry")} />
 * </Form>
 */
import type { FormEvent, ReactNode } from "react";
import { useLayoutEffect, useState } from "react";
import type { Door } from "../problem.ts";
import { useUiWords } from "../words.ts";
import { Button } from "./Button.tsx";
import styles from "./Form.module.css";
import { ProblemMessage } from "./Message.tsx";
import type { FormState } from "./useForm.ts";

export function Form<V>({
  form,
  onSend,
  children,
  label,
}: {
  form: FormState<V>;
  onSend: (values: V) => unknown;
  children: ReactNode;
  label?: string;
}) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (form.check()) onSend(form.values);
  };
  return (
    <form noValidate className={styles.form} onSubmit={send} aria-label={label}>
      {children}
    </form>
  );
}

/** One question: a legend and its fields, side by side from 768 on. `shape` gives their widths, in fractions. */
export function Fields({
  title,
  hint,
  columns = 1,
  shape,
  children,
}: {
  title?: ReactNode;
  hint?: ReactNode;
  columns?: 1 | 2 | 3;
  shape?: "short-long" | "short-long-short";
  children: ReactNode;
}) {
  return (
    <fieldset className={styles.fields}>
      {title ? <legend>{title}</legend> : null}
      {hint ? <div className={styles.hint}>{hint}</div> : null}
      <div className={styles.grid} data-columns={shape ?? columns}>
        {children}
      </div>
    </fieldset>
  );
}

type FootProps<V> = {
  readonly form?: FormState<V>;
  readonly send: string;
  readonly working?: boolean;
  readonly door?: Door | undefined;
  /** At the left: « Précédent », « Annuler ». */
  readonly before?: ReactNode;
  /** The consequence, beside the button. */
  readonly note?: ReactNode;
  /** Below 768 it stays at the foot of the window: wizards and checkout. */
  readonly sticky?: boolean;
  /** No rule above, the act as wide as the fields: for signing in and the like. */
  readonly plain?: boolean;
};

export function FormFoot<V>({ form, send, working = false, door, before, note, sticky = false, plain = false }: FootProps<V>) {
  const t = useUiWords();
  const wrong = form?.wrong ?? [];
  const elsewhere = form?.elsewhere ?? [];
  const placed = (form?.problem?.errors ?? []).length > 0 && elsewhere.length === 0;

  // The summary repeats the labels as they stand on the page, once they stand there.
  const ids = wrong.map(({ id }) => id).join(" ");
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  useLayoutEffect(() => {
    setLabels(
      Object.fromEntries(
        ids.split(" ").map((id) => [id, document.querySelector(`[data-label-of="${CSS.escape(id)}"]`)?.textContent ?? ""]),
      ),
    );
  }, [ids]);

  return (
    <div className={`${styles.foot} ${sticky ? styles.sticky : ""} ${plain ? styles.bare : ""}`}>
      {form && !placed ? <ProblemMessage problem={form.problem} also={elsewhere} /> : null}
      <div className={styles.acts}>
        {before}
        <div className={styles.words} role="status">
          {wrong.length > 0 ? (
            <>
              <span>{t("toFix", { count: wrong.length })}</span>
              <ul>
                {wrong.map((one) => (
                  <li key={one.id}>
                    <a
                      href={`#${one.id}`}
                      onClick={(event) => {
                        event.preventDefault();
                        document.getElementById(one.id)?.focus();
                      }}
                    >
                      {labels[one.id]}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            note
          )}
        </div>
        <Button kind="primary" size={plain ? "wide" : "large"} type="submit" working={working} door={door}>
          {send}
        </Button>
      </div>
    </div>
  );
}
