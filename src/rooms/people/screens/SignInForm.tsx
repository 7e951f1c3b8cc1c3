import { useAct } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { Form, FormFoot, PasswordField, TextField, useForm } from "../../../web/ui/form.ts";
import { Link, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { PasskeyButton } from "./PasskeyButton.tsx";
import { securityWords, words } from "./words.ts";

/** Work address and password, or a passkey (F-055). Afterwards one is where one wanted to go, or at the step that is still owed. */
export function SignInForm({ next, email = "" }: { next?: string | undefined; email?: string }) {
  const t = useWords(words);
  const s = useWords(securityWords);
  const enter = useEnter();
  const signIn = useAct("people.signIn", { onDone: () => void enter(next), invalidates: [] });
  const form = useForm({ initial: { email, password: "" }, problem: signIn.problem });

  return (
    <Stack>
      <Form form={form} label={t("signIn")} onSend={(body) => signIn.act({ body })}>
        <TextField label={t("email")} type="email" autoComplete="username" {...form.bind("email")} />
        <PasswordField label={t("password")} autoComplete="current-password" {...form.bind("password")} />
        <p className={styles.under}>
          <Link to="/password/forgotten">{t("forgotten")}</Link>
        </p>
        <FormFoot form={form} plain send={t("signIn")} working={signIn.working} />
      </Form>
      <PasskeyButton verbs={{ offer: "people.offerPasskeySignIn", give: "people.passkeySignIn" }} onGiven={() => void enter(next)}>
        {s("withPasskey")}
      </PasskeyButton>
    </Stack>
  );
}
