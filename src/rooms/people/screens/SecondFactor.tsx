import { useEffect } from "react";
import { useAct, useRead } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Page } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { PasskeyButton } from "./PasskeyButton.tsx";
import { securityWords, words } from "./words.ts";

/** The second factor that a session still owes: a code, a recovery code, or a passkey. */
export default function SecondFactor() {
  const t = useWords(words);
  const s = useWords(securityWords);
  const go = useGo();
  const enter = useEnter();
  const shell = useShell();
  const [next] = useAsked("next");
  const confirm = useAct("people.secondFactor", { onDone: () => void enter(next), invalidates: [] });
  const signOut = useAct("people.signOut");
  const form = useForm({ initial: { code: "" }, problem: confirm.problem });
  const { me } = shell;
  const owed = useRead("people.owedFactor", {}, { when: me !== null && !me.complete });
  const elsewhere = me === null ? "/sign-in" : me.complete && !confirm.done ? homeOf(shell) : undefined;

  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere, go]);
  if (elsewhere !== undefined || me === null) return null;

  return (
    <Page title={t("codeTitle")} answer={t("codeAnswer")}>
      <div className={styles.narrow}>
        <Form form={form} onSend={(body) => confirm.act({ body })}>
          <TextField
            label={s("codeOrRecovery")}
            hint={s("codeOrRecoveryHint")}
            code
            autoComplete="one-time-code"
            maxLength={20}
            {...form.bind("code")}
          />
          <FormFoot form={form} plain send={t("confirm")} working={confirm.working} />
        </Form>
        {owed.data?.passkeys ? (
          <PasskeyButton verbs={{ offer: "people.offerFactor", give: "people.passkeyFactor" }} onGiven={() => void enter(next)}>
            {s("withPasskeyStep")}
          </PasskeyButton>
        ) : null}
        <p className={styles.under}>{s("lost")}</p>
        <p className={styles.under}>
          {t("codeWho", { email: me.email })}{" "}
          <Button kind="quiet" size="small" working={signOut.working} onPress={() => void signOut.act({})}>
            {t("otherPerson")}
          </Button>
        </p>
      </div>
    </Page>
  );
}
