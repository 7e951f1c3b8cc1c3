import { Outlet, useLocation, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { AccountContext, useShell } from "../shell.ts";
import { Monogram } from "../ui/Avatar.tsx";
import { FocusBarContext } from "../ui/FocusBar.tsx";
import { Mark } from "../ui/Icon.tsx";
import { useShellWords } from "../words.ts";
import { Elsewhere } from "./Elsewhere.tsx";
import styles from "./FocusShell.module.css";
import { Identity } from "./Identity.tsx";
import { NotFoundAlone } from "./NotFound.tsx";
import { useOneAccount } from "./useOneAccount.ts";

/** One thing at a time: wizard, checkout, agreement. The screen says through `FocusBar` how one leaves. */
export default function FocusShell() {
  const t = useShellWords();
  const { me } = useShell();
  const { pathname, searchStr } = useLocation();
  const { accountId } = useParams({ strict: false }) as { accountId?: string };
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const account = me?.accounts.find(({ id }) => id === accountId) ?? null;

  useOneAccount(account?.id);

  if (accountId !== undefined) {
    if (me === null || !me.complete) return <Elsewhere to={`/sign-in?next=${encodeURIComponent(pathname + searchStr)}`} />;
    if (me.mustChangePassword) return <Elsewhere to="/password/change" />;
    if (me.factorDue) return <Elsewhere to={`/sign-in/factor?next=${encodeURIComponent(pathname + searchStr)}`} />;
    if (account === null) return <NotFoundAlone />;
  }

  return (
    <AccountContext value={account} key={accountId ?? ""}>
      <FocusBarContext value={slot}>
        <div className={styles.frame}>
          <header className={styles.bar}>
            <span className={styles.mark}>
              <Mark />
              <span>{t("product")}</span>
            </span>
            {account ? (
              <span className={styles.account}>
                <Monogram name={account.name} size={24} />
                <b>{account.name}</b>
                {account.partnerId ? (
                  <small className="code">
                    {t("partnerId")} {account.partnerId}
                  </small>
                ) : null}
              </span>
            ) : null}
            <div className={styles.slot} ref={setSlot} />
            {me ? (
              <nav className={styles.identity} aria-label={t("navAccount")}>
                <Identity side="focus" />
              </nav>
            ) : null}
          </header>
          <main id="main" className={styles.main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </FocusBarContext>
    </AccountContext>
  );
}
