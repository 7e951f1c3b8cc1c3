import { Outlet } from "@tanstack/react-router";
import { pages } from "../routes.tsx";
import { homeOf, useShell } from "../shell.ts";
import { LinkButton } from "../ui/Button.tsx";
import { Mark } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Segmented } from "../ui/Tabs.tsx";
import { useLang, useShellWords } from "../words.ts";
import styles from "./PublicShell.module.css";
import { Sandbox } from "./Sandbox.tsx";
import { useLanguageChange } from "./session.ts";

const languages = [
  { value: "fr", label: "Français" },
  { value: "en", label: "English" },
] as const;

/** Pages that anybody may read: the mark, the language, the way in; at the foot the programme's pages. */
export default function PublicShell() {
  const t = useShellWords();
  const shell = useShell();
  const lang = useLang();
  const speak = useLanguageChange();
  const signIn = pages.some(({ path }) => path === "/sign-in");

  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <div className={styles.inside}>
          <Link to="/" className={styles.mark}>
            <Mark />
            <span>{t("product")}</span>
          </Link>
          <nav className={styles.tools} aria-label={t("navAccount")}>
            <Segmented label={t("language")} options={languages} value={lang} onChange={speak} />
            {shell.me ? (
              <LinkButton to={homeOf(shell)}>{t("toAccount")}</LinkButton>
            ) : signIn ? (
              <LinkButton to="/sign-in">{t("signIn")}</LinkButton>
            ) : null}
          </nav>
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.foot}>
        <div className={styles.inside}>
          <span>{shell.programme.name}</span>
          <nav aria-label={t("navFoot")}>
            <ul>
              {shell.programme.pages.map((page) => (
                <li key={page.id}>
                  <Link quiet to={`/pages/${page.id}`}>
                    {page.title}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Sandbox />
        </div>
      </footer>
    </div>
  );
}
