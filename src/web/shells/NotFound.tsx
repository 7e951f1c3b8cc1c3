import { useParams } from "@tanstack/react-router";
import { writeList } from "../../kit/format.ts";
import { usePageTitle } from "../arrival.ts";
import { homeOf, useMaybeAccount, useShell } from "../shell.ts";
import { LinkButton } from "../ui/Button.tsx";
import { Mark } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { useLang, useShellWords } from "../words.ts";
import styles from "./Root.module.css";

/** A page that does not exist here; perhaps in the reader's other account. Stands inside the shell at hand. */
export default function NotFound() {
  const t = useShellWords();
  const lang = useLang();
  const shell = useShell();
  const account = useMaybeAccount();
  const { accountId } = useParams({ strict: false }) as { accountId?: string };
  const heading = usePageTitle(t("notFoundTitle"));
  const others = accountId === undefined ? [] : (shell.me?.accounts ?? []).filter(({ id }) => id !== accountId);
  // The account of the address is not one of theirs, or is none at all: both read alike.
  const stranger = account === null && others.length > 0;
  const names = others.map(({ name }) => name);

  return (
    <div className={styles.screen} data-screen="">
      <h1 ref={heading} tabIndex={-1}>
        {t("notFoundTitle")}
      </h1>
      <p>
        {account ? t("notFoundHere", { name: account.name }) : t(stranger ? "notYours" : "notFound", { email: shell.me?.email ?? "" })}{" "}
        {account && names.length > 0 ? t("notFoundOther", { names: writeList(names, lang) }) : null}
      </p>
      {stranger ? (
        <ul>
          {others.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/a/${id}/overview`}>{t("openAccount", { name })}</Link>
            </li>
          ))}
        </ul>
      ) : null}
      <LinkButton to={homeOf(shell)}>{t("backHome")}</LinkButton>
    </div>
  );
}

/** The same where no shell can stand around it: somebody else's account, the office of others. */
export function NotFoundAlone() {
  const t = useShellWords();
  return (
    <main id="main" className={styles.bare} tabIndex={-1}>
      <Link to="/" className={styles.mark}>
        <Mark />
        {t("product")}
      </Link>
      <NotFound />
    </main>
  );
}
