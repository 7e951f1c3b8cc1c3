import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { Problem } from "../problem.ts";

type Leaf = string | number | boolean | null | undefined | readonly string[];
/** Names of fields: `email`, or `contact.email` inside an object. */
export type FieldName<V> = {
  [K in keyof V & string]: V[K] extends Leaf ? K : `${K}.${keyof V[K] & string}`;
}[keyof V & string];
export type ValueAt<V, N extends string> = N extends `${infer Head}.${infer Rest}`
  ? Head extends keyof V
    ? Rest extends keyof V[Head]
      ? V[Head][Rest]
      : never
    : never
  : N extends keyof V
    ? V[N]
    : never;

export type Bound<T> = {
  readonly id: string;
  readonly name: string;
  readonly value: T;
  readonly error: string | undefined;
  readonly onChange: (value: T) => void;
  readonly onBlur: () => void;
};

export type FormState<V> = {
  readonly values: V;
  readonly set: (change: Partial<V>) => void;
  readonly bind: <N extends FieldName<V>>(name: N) => Bound<ValueAt<V, N>>;
  /** What is wrong now, in the order of the fields: for the summary. */
  readonly wrong: readonly { readonly id: string; readonly name: string; readonly text: string }[];
  /** Checks everything; true when the form may be sent. Otherwise the first wrong field takes the focus. */
  readonly check: () => boolean;
  readonly touched: boolean;
  readonly problem: Problem | null;
  /** What the answer says about fields that are not on the page. */
  readonly elsewhere: readonly string[];
};

type Options<V> = {
  readonly initial: V;
  /** The sentence for each wrong field, or nothing. Shown once the field has been left, and all of them on sending. */
  readonly check?: (values: V) => Partial<Record<FieldName<V>, string | undefined>>;
  /** The answer of the act: its `errors[].pointer` go to their fields, under `/` or `/body/`. */
  readonly problem?: Problem | null;
};

const at = (values: unknown, name: string): unknown =>
  name.split(".").reduce<unknown>((within, key) => (within as Record<string, unknown> | undefined)?.[key], values);

const withValue = <V>(values: V, name: string, value: unknown): V => {
  const [head = "", ...rest] = name.split(".");
  const within = values as Record<string, unknown>;
  return { ...within, [head]: rest.length === 0 ? value : withValue(within[head], rest.join("."), value) } as V;
};

export const nameOf = (pointer: string): string => pointer.replace(/^\/(body\/)?/, "").replaceAll("/", ".");

/**
 * The state of a form.
 * @example
 * const form = useForm({ initial: { email: "" }, check: (v) => ({ email: v.email ? undefined : t("emailMissing") }), problem: add.problem });
 * <Form form={form} onSend={(values) => add.act({ accountId, body: values })}><TextField label={t("email")} {...form.bind("email")} /></Form>
 */
export function useForm<V extends object>({ initial, check, problem = null }: Options<V>): FormState<V> {
  const formId = useId();
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const order = useRef<string[]>([]);
  order.current = [];

  // A new answer: what it says about a field holds until that field is changed.
  const lastProblem = useRef(problem);
  if (lastProblem.current !== problem) {
    lastProblem.current = problem;
    setChanged(new Set());
  }

  const idOf = useCallback((name: string) => `${formId}-${name}`, [formId]);
  const own = (check?.(values) ?? {}) as Record<string, string | undefined>;
  const said: Record<string, string> = {};
  for (const error of problem?.errors ?? []) {
    const name = nameOf(error.pointer);
    if (!changed.has(name)) said[name] ??= error.detail;
  }

  const errorOf = (name: string): string | undefined => said[name] ?? (all || left.has(name) ? own[name] : undefined);

  const bind = <N extends FieldName<V>>(name: N): Bound<ValueAt<V, N>> => {
    if (!order.current.includes(name)) order.current.push(name);
    return {
      id: idOf(name),
      name,
      value: at(values, name) as ValueAt<V, N>,
      error: errorOf(name),
      onChange: (value) => {
        setValues((last) => withValue(last, name, value));
        setChanged((last) => new Set(last).add(name));
      },
      // A field passed through empty is not wrong yet; sending says so.
      onBlur: () => {
        const value = at(values, name);
        if (value !== "" && value !== null && value !== undefined) setLeft((last) => new Set(last).add(name));
      },
    };
  };

  const focusFirst = useCallback(
    (names: readonly string[]) => {
      const first = names[0];
      if (first !== undefined) requestAnimationFrame(() => document.getElementById(idOf(first))?.focus());
    },
    [idOf],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer moves the focus.
  useEffect(() => {
    if (problem === null) return;
    const named = new Set(problem.errors.map(({ pointer }) => nameOf(pointer)));
    focusFirst(order.current.filter((name) => named.has(name)));
  }, [problem]);

  return {
    values,
    set: (change) => {
      setValues((last) => ({ ...last, ...change }));
      setChanged((last) => new Set([...last, ...Object.keys(change)]));
    },
    bind,
    get wrong() {
      return order.current.flatMap((name) => {
        const text = errorOf(name);
        return text === undefined ? [] : [{ id: idOf(name), name, text }];
      });
    },
    check: () => {
      setAll(true);
      const wrong = order.current.filter((name) => own[name] !== undefined);
      focusFirst(wrong);
      return wrong.length === 0;
    },
    touched: changed.size > 0,
    problem,
    get elsewhere() {
      return (problem?.errors ?? []).filter(({ pointer }) => !order.current.includes(nameOf(pointer))).map(({ detail }) => detail);
    },
  };
}
