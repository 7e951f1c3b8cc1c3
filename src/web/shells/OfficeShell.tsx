import { Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { officeNav } from "../nav.ts";
import { useShell } from "../shell.ts";
import { IconButton } from "../ui/Button.tsx";
import { Mark } from "../ui/Icon.tsx";
import { useShellWords } from "../words.ts";
import { Elsewhere } from "./Elsewhere.tsx";
import { Identity } from "./Identity.tsx";
import { NavList } from "./NavList.tsx";
import { NotFoundAlone } from "./NotFound.tsx";
import styles from "./OfficeShell.module.css";
import { Sandbox } from "./Sandbox.tsx";
import { Sheet } from "./Sheet.tsx";
import { useWide } from "./useWide.ts";

/** The vendor's desk: ink navigation in both schemes, so that nobody mistakes the sides. To others it does not exist. */
export default function OfficeShell() {
  const t = useShellWords();
  const { me } = useShell();
  const { pathname, searchStr } = useLocation();
  const wide = useWide();
  const [sheet, setSheet] = useState(false);
  if (me === null || !me.complete) return <Elsewhere to={`/sign-in?next=${encodeURIComponent(pathname + searchStr)}`} />;
  if (me.mustChangePassword) return <Elsewhere to="/password/change" />;
  if (me.factorDue) return <Elsewhere to={`/sign-in/factor?next=${encodeURIComponent(pathname + searchStr)}`} />;
  if (me.staff === null) return <NotFoundAlone />;

  return (
    <div className={styles.frame}>
      {wide ? (
        <div className={styles.side}>
          <Inside />
        </div>
      ) : (
        <header className={styles.bar}>
          <IconButton icon="menu" label={t("openMenu")} onPress={() => setSheet(true)} expanded={sheet} />
          <Mark />
          <b>{t("office")}</b>
        </header>
      )}
      {sheet && !wide ? (
        <Sheet dark label={t("openMenu")} onClose={() => setSheet(false)}>
          <div className={styles.inSheet}>
            <Inside onGo={() => setSheet(false)} />
          </div>
        </Sheet>
      ) : null}
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function Inside({ onGo }: { onGo?: () => void }) {
  const t = useShellWords();
  const { programme } = useShell();
  return (
    <>
      <header className={styles.brand}>
        <Mark />
        <span className={styles.words}>
          <b>{t("office")}</b>
          <small>{programme.name}</small>
        </span>
      </header>
      <nav className={styles.nav} aria-label={t("navMain")}>
        <NavList groups={officeNav()} base="/office" {...(onGo ? { onGo } : {})} />
      </nav>
      <nav className={styles.foot} aria-label={t("navAccount")}>
        <div className={styles.sandbox}>
          <Sandbox />
        </div>
        <Identity side="office" />
      </nav>
    </>
  );
}
