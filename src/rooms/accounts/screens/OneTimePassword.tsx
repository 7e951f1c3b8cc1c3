import type { Result } from "../../../web/api.ts";
import { Button, CopyButton, CopyValue, Facts, Message, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";
import styles from "./Users.module.css";

const words = { fr, en };

/** Large, to be copied, and gone for ever once the page is left. */
export function OneTimePassword({ of, onDone }: { of: Result<"accounts.addUser">; onDone: () => void }) {
  const t = useWords(words);
  return (
    <Stack>
      <Message tone="you" title={t("passwordTitle", { name: of.name })} live>
        {t("passwordText")}
      </Message>
      <Facts items={[{ name: t("signInName"), value: <CopyValue value={of.signInName} label={t("copySignInName")} /> }]} />
      <section className={styles.secret} aria-label={t("passwordLabel")}>
        <span className="code">{of.temporaryPassword}</span>
        <CopyButton words value={of.temporaryPassword} label={t("copyPassword")} />
      </section>
      <div>
        <Button kind="primary" onPress={onDone}>
          {t("passwordDone")}
        </Button>
      </div>
    </Stack>
  );
}
