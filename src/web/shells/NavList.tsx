import { useLocation } from "@tanstack/react-router";
import type { Entry, Group } from "../entries.ts";
import { isHere } from "../nav.ts";
import { Icon } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { useShellWords } from "../words.ts";
import styles from "./NavList.module.css";

/** The groups of the navigation, one per programme the reader can enter. */
export function NavList({
  groups,
  base,
  onGo,
  counts,
}: {
  groups: readonly Group[];
  base: string;
  onGo?: () => void;
  counts?: Readonly<Record<string, number>>;
}) {
  const t = useShellWords();
  return groups.map((group) => (
    <div key={group.title ?? group.word ?? "first"} className={styles.group} data-programme={group.title ? "" : undefined}>
      {group.title || group.word ? (
        <h2 className={styles.title}>
          <span className={styles.heading}>{group.title ?? t(group.word as "support")}</span>
          {group.badge ? <span>{group.badge}</span> : null}
        </h2>
      ) : null}
      <ul>
        {group.entries.map((entry) => (
          <NavEntry key={entry.path} entry={entry} base={base} onGo={onGo} count={counts?.[entry.path]} />
        ))}
      </ul>
    </div>
  ));
}

function NavEntry({ entry, base, onGo, count }: { entry: Entry; base: string; onGo: (() => void) | undefined; count: number | undefined }) {
  const t = useShellWords();
  const here = isHere(entry, base, useLocation().pathname);
  return (
    <li>
      <Link to={base + entry.path} className={styles.entry} aria-current={here ? "page" : undefined} {...(onGo ? { onClick: onGo } : {})}>
        <Icon name={entry.icon} />
        <span className={styles.label}>{t(entry.word as "support")}</span>
        {count === undefined ? null : <span className={styles.count}>{count}</span>}
      </Link>
    </li>
  );
}
