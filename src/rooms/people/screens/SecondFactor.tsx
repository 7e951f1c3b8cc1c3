import { useEffect } from "react";
import { useAct } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Page } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { words } from "./words.ts";

/** The six digits that a session still owes. */
export default function SecondFactor() {
  const t = useWords(words);
  const go = useGo();
  const enter = useEnter();
  const shell = useShell();
  const [next] = useAsked("next");
  const confirm = useAct("people.secondFactor", { onDone: () => void enter(next), invalidates: [] });
  const signOut = useAct("people.signOut");
  const form = useForm({ initial: { code: "" }, problem: confirm.problem });
  const { me } = shell;
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
            label={t("code")}
            hint={t("codeHint")}
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            {...form.bind("code")}
          />
          <FormFoot form={form} plain send={t("confirm")} working={confirm.working} />
        </Form>
        <p className={styles.under}>{t("codeLost")}</p>
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
