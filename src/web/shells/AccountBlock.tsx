import { useGo } from "../here.ts";
import { useAccount, useMe } from "../shell.ts";
import { Monogram } from "../ui/Avatar.tsx";
import { CopyButton } from "../ui/Facts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Menu } from "../ui/Menu.tsx";
import { announce } from "../ui/Toast.tsx";
import { useShellWords } from "../words.ts";
import styles from "./AccountBlock.module.css";

/** Which account this is. With two or more it opens the picker, which lists them all; with one it is plain text. */
export function AccountBlock() {
  const t = useShellWords();
  const account = useAccount();
  const { accounts } = useMe();
  const go = useGo();

  const alone = accounts.length < 2;
  const name = (
    <span className={styles.words}>
      <b>{account.name}</b>
      {account.partnerId ? (
        <small className="code">
          {t("partnerId")} {account.partnerId}
          {alone ? <CopyButton value={account.partnerId} label={t("copyPartnerId")} /> : null}
        </small>
      ) : null}
    </span>
  );

  if (alone) {
    return (
      <div className={styles.block}>
        <Monogram name={account.name} />
        {name}
      </div>
    );
  }

  const enter = (next: (typeof accounts)[number]) => {
    if (next.id === account.id) return;
    go(`/a/${next.id}/overview`);
    announce(t("accountNow", { name: next.name }));
  };

  return (
    <Menu
      label={t("chooseAccount")}
      named
      align="start"
      width={264}
      triggerClass={`${styles.block} ${styles.pick}`}
      trigger={
        <>
          <span className="hidden">{t("chooseAccount")} </span>
          <Monogram name={account.name} />
          {name}
          <Icon name="updown" className={styles.chevron} />
        </>
      }
      items={accounts.map((one, index) => ({
        ...(index === 0 ? { heading: t("accounts") } : {}),
        label: one.name,
        hint: [one.partnerId, one.roleLabels[0] ?? t("noRole")].filter(Boolean).join(", "),
        before: <Monogram name={one.name} other={one.id !== account.id} />,
        checked: one.id === account.id,
        act: () => enter(one),
      }))}
      foot={t("accountSwitch")}
    />
  );
}
