import { Outlet, useLocation, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { writeList } from "../../kit/format.ts";
import type { Group } from "../entries.ts";
import { behind, openEntries, settingsNav } from "../entries.ts";
import { ownNav, partnerNav } from "../nav.ts";
import { AccountContext, useAccount, useMe, useShell } from "../shell.ts";
import { Monogram } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon, Mark } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Menu } from "../ui/Menu.tsx";
import { useLang, useShellWords } from "../words.ts";
import { AccountBlock } from "./AccountBlock.tsx";
import { Elsewhere } from "./Elsewhere.tsx";
import { Identity } from "./Identity.tsx";
import { NavList } from "./NavList.tsx";
import { NotFoundAlone } from "./NotFound.tsx";
import styles from "./PartnerShell.module.css";
import { Sandbox } from "./Sandbox.tsx";
import { Sheet } from "./Sheet.tsx";
import { useOneAccount } from "./useOneAccount.ts";
import { useWide } from "./useWide.ts";

const ReadOnly = lazy(() => import("./ReadOnly.tsx"));

/** Behind `/a/{accountId}`: an account of mine, or nothing at all. */
export default function PartnerShell() {
  const { me } = useShell();
  const { pathname, searchStr } = useLocation();
  const { accountId } = useParams({ strict: false }) as { accountId?: string };
  if (me === null || !me.complete) return <Elsewhere to={`/sign-in?next=${encodeURIComponent(pathname + searchStr)}`} />;
  if (me.mustChangePassword) return <Elsewhere to="/password/change" />;
  if (me.factorDue) return <Elsewhere to={`/sign-in/factor?next=${encodeURIComponent(pathname + searchStr)}`} />;

  const account = me.accounts.find(({ id }) => id === accountId);
  if (account === undefined) return <NotFoundAlone />;
  // Without any role one sees one's own pages alone (F-181); whatever else was asked for leads there, where the reason is.
  const own = /^\/a\/[^/]+\/(me|profile|settings\/roles)(\/|$)/.test(pathname);
  if (account.roles.length === 0 && !own) return <Elsewhere to={`/a/${account.id}/me/roles`} />;
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
  useOneAccount(account.id);

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
        <Bell />
        <Gear />
        <span className={styles.rule} />
        <Identity side="partner" />
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <div className={styles.content}>
          {account.networkEndedOn === null ? null : (
            <Suspense>
              <ReadOnly since={account.networkEndedOn} />
            </Suspense>
          )}
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function Navigation({ onGo }: { onGo?: () => void }) {
  const t = useShellWords();
  const account = useAccount();
  const { pathname } = useLocation();
  const base = `/a/${account.id}`;
  const open = /^\/a\/[^/]+\/(?:(settings|agreements)|developer)(?![^/])/.exec(pathname);
  const entry = open === null ? null : open[1] === undefined ? "developer" : "partner";
  const brought = entry !== null && behind(entry, account.programmes).length > 0;
  const pages: readonly Group[] = brought ? [{ word: `${entry}Settings`, entries: settingsNav(account, entry) }] : [];
  const entered = account.roles.length === 0 ? ownNav : [...partnerNav(account), ...pages];
  const groups = entered.filter(({ entries }) => entries.length > 0);

  return (
    <>
      <AccountBlock />
      <div className={styles.groups}>
        <NavList groups={groups} base={base} {...(onGo ? { onGo } : {})} />
      </div>
      <div className={styles.foot}>
        <Sandbox />
        <p>
          {t("missingMenu")} <Link to={`${base}/me/why`}>{t("seeWhy")}</Link>
        </p>
      </div>
    </>
  );
}

/** What waits for my reading in this account, counted. */
function Bell() {
  const t = useShellWords();
  const { unread } = useAccount();
  return (
    <Link to="~/notices" className={styles.bell} aria-label={unread > 0 ? t("bell", { count: unread }) : t("notices")}>
      <Icon name="bell" />
      {unread > 0 ? <span>{unread > 99 ? "99+" : unread}</span> : null}
    </Link>
  );
}

/** The settings entries that the company's programmes bring, each with those programmes in small; then their pages (F-166 to F-171). */
function Gear() {
  const t = useShellWords();
  const lang = useLang();
  const account = useAccount();
  if (account.roles.length === 0) return null;
  const { programmes } = account;
  const entries = openEntries(account);
  const icons = { partner: "building", developer: "box" } as const;
  return (
    <Menu
      label={t("settings")}
      triggerClass={styles.gear}
      trigger={<Icon name="gear" />}
      width={288}
      items={[
        ...entries.map((entry) => ({
          label: t(`${entry}Settings`),
          icon: icons[entry],
          to: `~${settingsNav(account, entry)[0]?.path}`,
          hint: writeList(
            behind(entry, programmes).map(({ name }) => name),
            lang,
          ),
        })),
        ...entries.flatMap((entry) =>
          settingsNav(account, entry)
            .slice(1)
            .map((page, at) => ({ label: t(page.word as "users"), icon: page.icon, to: `~${page.path}`, apart: at === 0 })),
        ),
        { label: t("allSettings"), icon: "gear" as const, to: "~/settings", apart: true },
      ]}
    />
  );
}
