/**
 * A page: breadcrumbs, the title, the line that answers why people come, then the content. Sets the browser's title and takes the
 * focus after a navigation. While the title depends on a reading, give `title={undefined}`.
 * @example <Page title={t("title")} answer={t("answer", { count })} crumbs={[{ label: t("settings"), to: "~/settings/profile" }]}>…</Page>
 */
import type { ReactNode } from "react";
import { usePageTitle } from "../arrival.ts";
import { useUiWords } from "../words.ts";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";
import styles from "./Page.module.css";
import { SkeletonLine } from "./Skeleton.tsx";

export type Crumb = { readonly label: string; readonly to?: string };

type PageProps = {
  readonly title: string | undefined;
  readonly answer?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly mark?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  /** Above the title in small: « Étape 3 sur 5 ». */
  readonly over?: ReactNode;
};

export function Page({ children, ...head }: PageProps) {
  return (
    <div className={styles.page}>
      <PageHeader {...head} />
      {children}
    </div>
  );
}

export function PageHeader({ title, answer, crumbs, mark, aside, over }: Omit<PageProps, "children">) {
  const t = useUiWords();
  const heading = usePageTitle(title);
  return (
    <header className={styles.header}>
      {crumbs && crumbs.length > 0 ? (
        <nav aria-label={t("breadcrumbs")} className={styles.crumbs}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.label}>
                {crumb.to ? (
                  <Link to={crumb.to} className={styles.crumb}>
                    {crumb.label}
                  </Link>
                ) : (
                  <span>{crumb.label}</span>
                )}
                <Icon name="right" size={14} />
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      ) : null}
      <div className={styles.top}>
        <div className={styles.words}>
          {over ? <p className={styles.over}>{over}</p> : null}
          <div className={styles.title}>
            <h1 ref={heading} tabIndex={-1}>
              {title ?? <SkeletonLine width="14rem" />}
            </h1>
            {mark}
          </div>
          {answer ? <p className={styles.answer}>{answer}</p> : null}
        </div>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </div>
    </header>
  );
}
