/**
 * Facts about a thing, name and value.
 * @example <Facts items={[{ name: t("partnerId"), value: <CopyValue value={account.partnerId} label={t("copyId")} /> }]} />
 */
import type { ReactNode } from "react";
import { useContext, useState } from "react";
import { writeList } from "../../kit/format.ts";
import { ShellContext, useMaybeAccount } from "../shell.ts";
import { useLang, useShellWords, useUiWords } from "../words.ts";
import styles from "./Facts.module.css";
import { Icon } from "./Icon.tsx";
import { announce } from "./Toast.tsx";

export type Fact = { readonly name: string; readonly value: ReactNode; readonly hint?: ReactNode; readonly act?: ReactNode };

/** `wide` lines its names up in a broad column with hairlines: for the review of an order or a profile. */
export function Facts({ items, wide = false }: { items: readonly Fact[]; wide?: boolean }) {
  return (
    <dl className={wide ? styles.wide : styles.facts}>
      {items.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>
            <div className={styles.value}>{fact.value}</div>
            {fact.hint ? <div className={styles.hint}>{fact.hint}</div> : null}
          </dd>
          {fact.act ? <dd className={styles.act}>{fact.act}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

export function CopyButton({ value, label, words = false }: { value: string; label: string; words?: boolean }) {
  const t = useUiWords();
  const [copied, setCopied] = useState(false);

  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce(t("copied"));
    setTimeout(() => setCopied(false), 2_000);
  };

  return (
    <button type="button" className={words ? styles.copyWords : styles.copy} aria-label={label} title={label} onClick={() => void copy()}>
      <Icon name={copied ? "check" : "copy"} />
      {words ? (copied ? t("copied") : t("copy")) : null}
    </button>
  );
}

/** An identifier with its copy button: digits that cannot be taken for letters. */
export const CopyValue = ({ value, label }: { value: string; label: string }) => (
  <span className={styles.id}>
    <span className="code">{value}</span>
    <CopyButton value={value} label={label} />
  </span>
);

/** What would be here, why it is not, the next act; and that it may be in another account of the reader's. Left-aligned, no picture. */
export const Empty = ({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }) => (
  <div className={styles.empty}>
    <p className={styles.emptyTitle}>{title}</p>
    {children ? <p>{children}</p> : null}
    <Elsewhere />
    {act ? <div className={styles.emptyAct}>{act}</div> : null}
  </div>
);

function Elsewhere() {
  const t = useShellWords();
  const lang = useLang();
  const account = useMaybeAccount();
  const others = useContext(ShellContext)?.me?.accounts.filter(({ id }) => id !== account?.id) ?? [];
  if (account === null || others.length === 0) return null;
  const names = writeList(
    others.map(({ name }) => name),
    lang,
  );
  return <p>{t("emptyOther", { name: account.name, names })}</p>;
}
