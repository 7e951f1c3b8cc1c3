import { useEffect } from "react";
import { useAct } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import type { ShellMe } from "../../../web/shell.ts";
import { useShell } from "../../../web/shell.ts";
import { Form, FormFoot, PasswordField, useForm } from "../../../web/ui/form.ts";
import { Page, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { passwordLength } from "../rules.ts";
import styles from "./Narrow.module.css";
import { usePasswordCheck, words } from "./words.ts";

/** One's own password; after a temporary one nothing else opens before this is done. */
export default function ChangePassword() {
  const go = useGo();
  const { me } = useShell();
  const elsewhere = me === null || !me.complete ? "/sign-in?next=/password/change" : undefined;

  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere, go]);
  return me === null || elsewhere !== undefined ? null : <Change me={me} />;
}

function Change({ me }: { me: ShellMe }) {
  const t = useWords(words);
  const enter = useEnter();
  const [next] = useAsked("next");
  const passwordCheck = usePasswordCheck();
  const forced = me.mustChangePassword;
  const change = useAct("people.changePassword", {
    invalidates: [],
    onDone: () => {
      toast({ text: t("changed") });
      void enter(next);
    },
  });
  const form = useForm({
    initial: { current: "", password: "" },
    check: ({ password }) => ({ password: passwordCheck(password, { email: me.email, givenName: me.givenName, familyName: me.name }) }),
    problem: change.problem,
  });

  return (
    <Page title={forced ? t("firstTitle") : t("changeTitle")} answer={forced ? t("firstAnswer") : t("changeAnswer")}>
      <div className={styles.narrow}>
        <Form form={form} onSend={(body) => change.act({ body })}>
          <PasswordField label={forced ? t("temporary") : t("current")} autoComplete="current-password" {...form.bind("current")} />
          <PasswordField
            label={t("newPassword")}
            hint={t("passwordHint", { min: passwordLength.min })}
            autoComplete="new-password"
            {...form.bind("password")}
          />
          <FormFoot form={form} plain send={t("change")} working={change.working} />
        </Form>
      </div>
    </Page>
  );
}
