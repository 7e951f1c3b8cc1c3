import { Outlet, useLocation, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { partnerNav, settingsNav } from "../nav.ts";
import { AccountContext, useAccount, useMe, useShell } from "../shell.ts";
import { Monogram } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon, Mark } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Menu } from "../ui/Menu.tsx";
import { useShellWords } from "../words.ts";
import { AccountBlock } from "./AccountBlock.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { Identity } from "./Identity.tsx";
import { NavList } from "./NavList.tsx";
import { NotFoundAlone } from "./NotFound.tsx";
import styles from "./PartnerShell.module.css";
import { Sandbox } from "./Sandbox.tsx";
import { Sheet } from "./Sheet.tsx";
import { useWide } from "./useWide.ts";

/** Behind `/a/{accountId}`: an account of mine, or nothing at all. */
export default function PartnerShell() {
  const { me } = useShell();
  const { pathname, searchStr } = useLocation();
  const { accountId } = useParams({ strict: false }) as { accountId?: string };
  if (me === null || !me.complete) return <Elsewhere to={`/sign-in?next=${encodeURIComponent(pathname + searchStr)}`} />;
  if (me.mustChangePassword) return <Elsewhere to="/password/change" />;

  const account = me.accounts.find(({ id }) => id === accountId);
  if (account === undefined) return <NotFoundAlone />;
  return (
    <AccountContext value={account} key={account.id}>
      <Frame />
    </AccountContext>
  );
}

function Frame() {
  const t = useShellWords();
  const account = useAccount();
  const me = useMe();
  const wide = useWide();
  const [sheet, setSheet] = useState(false);

  return (
    <div className={styles.frame}>
      <header className={styles.brand}>
        {wide ? (
          <Link to="~/overview" className={styles.mark}>
            <Mark />
            <span>{t("product")}</span>
          </Link>
        ) : (
          <>
            <IconButton icon="menu" label={t("openMenu")} onPress={() => setSheet(true)} expanded={sheet} />
            <Monogram name={account.name} />
            <span className={styles.where}>
              <b>{account.name}</b>
              <small>{me.name}</small>
            </span>
          </>
        )}
      </header>
      {wide ? (
        <nav className={styles.nav} aria-label={t("navMain")}>
          <Navigation />
        </nav>
      ) : null}
      {sheet && !wide ? (
        <Sheet label={t("openMenu")} onClose={() => setSheet(false)}>
          <nav className={styles.inSheet} aria-label={t("navMain")}>
            <Navigation onGo={() => setSheet(false)} />
          </nav>
        </Sheet>
      ) : null}
      <nav className={styles.tools} aria-label={t("navAccount")}>
        <Gear />
        <span className={styles.rule} />
        <Identity side="partner" />
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <div className={styles.content}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function Navigation({ onGo }: { onGo?: () => void }) {
  const t = useShellWords();
  const { id } = useAccount();
  const { pathname } = useLocation();
  const base = `/a/${id}`;
  const settings = settingsNav();
  const inSettings = /^\/a\/[^/]+\/(settings|agreements)/.test(pathname);
  const roles = settings.find(({ word }) => word === "myRoles");
  const groups =
    inSettings && settings.length > 0 ? [...partnerNav(), { word: "partnerSettings" as const, entries: settings }] : partnerNav();

  return (
    <>
      <AccountBlock />
      <div className={styles.groups}>
        <NavList groups={groups} base={base} {...(onGo ? { onGo } : {})} />
      </div>
      <div className={styles.foot}>
        <Sandbox />
        {roles ? (
          <p>
            {t("missingMenu")} <Link to={base + roles.path}>{t("seeWhy")}</Link>
          </p>
        ) : null}
      </div>
    </>
  );
}

/** « Paramètres du partenaire », with the programme behind it in small, then its pages. */
function Gear() {
  const t = useShellWords();
  const { labels } = useShell().programme;
  const [first, ...others] = settingsNav();
  if (first === undefined) return null;
  return (
    <Menu
      label={t("settings")}
      triggerClass={styles.gear}
      trigger={<Icon name="gear" />}
      width={288}
      items={[
        {
          label: t("partnerSettings"),
          icon: "building",
          to: `~${first.path}`,
          ...(labels.networkShort ? { hint: labels.networkShort } : {}),
        },
        ...others.map((entry, index) => ({ label: t(entry.word as "users"), icon: entry.icon, to: `~${entry.path}`, apart: index === 0 })),
      ]}
    />
  );
}
