import { chooseScheme, useSchemeChoice } from "../scheme.ts";
import { useMaybeAccount, useMe } from "../shell.ts";
import { Avatar } from "../ui/Avatar.tsx";
import type { MenuItem } from "../ui/Menu.tsx";
import { Menu } from "../ui/Menu.tsx";
import { useLang, useShellWords } from "../words.ts";
import styles from "./Identity.module.css";
import { signOut, useLanguageChange } from "./session.ts";

/** Who is signed in, with their highest role here; behind it language, appearance, password, security, the way out. */
export function Identity({ side }: { side: "partner" | "office" | "focus" }) {
  const t = useShellWords();
  const me = useMe();
  const account = useMaybeAccount();
  const lang = useLang();
  const scheme = useSchemeChoice();
  const speak = useLanguageChange();
  const role = side === "office" ? t("staff") : account ? (account.roleLabels[0] ?? t("noRole")) : me.email;
  const [first] = me.accounts;

  const items: MenuItem[] = [
    { heading: t("language"), label: "Français", checked: lang === "fr", act: () => speak("fr") },
    { label: "English", checked: lang === "en", act: () => speak("en") },
    { heading: t("scheme"), apart: true, label: t("schemeAuto"), checked: scheme === "auto", act: () => chooseScheme("auto") },
    { label: t("schemeLight"), checked: scheme === "light", act: () => chooseScheme("light") },
    { label: t("schemeDark"), checked: scheme === "dark", act: () => chooseScheme("dark") },
    ...(account ? [{ label: t("myProfile"), icon: "user", to: `/a/${account.id}/me`, apart: true } as const] : []),
    { label: t("changePassword"), icon: "key", to: "/password/change", apart: account === null },
    { label: t("security"), icon: "shield", to: account ? "~/profile/security" : "/profile/security" },
    ...(account ? [{ label: t("preferences"), icon: "bell", to: "~/profile/preferences" } as const] : []),
    ...(side !== "office" && me.staff ? [{ label: t("toOffice"), icon: "shield", to: "/office/verification" } as const] : []),
    ...(side === "office" && first ? [{ label: t("toAccount"), icon: "home", to: `/a/${first.id}/overview` } as const] : []),
    { label: t("signOut"), icon: "exit", act: () => void signOut() },
  ];

  return (
    <Menu
      label={t("identity")}
      named
      triggerClass={`${styles.identity} ${styles[side]}`}
      trigger={
        <>
          <Avatar name={me.name} me={side !== "office"} />
          <span className={styles.words}>
            <span className="hidden">{t("identity")} </span>
            <b>{me.name}</b>
            <small>{role}</small>
          </span>
        </>
      }
      align={side === "office" ? "start" : "end"}
      items={items}
      foot={me.directory === null ? me.email : t("signedInAs", { email: me.email, directory: me.directory })}
    />
  );
}
