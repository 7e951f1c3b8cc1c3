import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { Form, FormFoot, PasswordField, useForm } from "../../../web/ui/form.ts";
import { Await, LinkButton, Page, ProblemMessage, Row } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { passwordLength } from "../rules.ts";
import styles from "./Narrow.module.css";
import { usePasswordCheck, words } from "./words.ts";

/** The page behind the mail's link. Opening it changes nothing: only its button does. */
export default function Reset() {
  const t = useWords(words);
  const token = usePart("token");
  const link = useRead("people.passwordReset", { token });
  const dead = link.problem !== null && link.problem.status >= 404 && link.problem.status < 500;

  if (dead) {
    return (
      <Page title={t("linkTitle")}>
        <div className={styles.narrow}>
          <ProblemMessage problem={link.problem} />
          <Row>
            <LinkButton kind="primary" to="/password/forgotten">
              {t("newLink")}
            </LinkButton>
          </Row>
        </div>
      </Page>
    );
  }
  return <Await of={link}>{({ email }) => <Choose token={token} email={email} />}</Await>;
}

function Choose({ token, email }: { token: string; email: string }) {
  const t = useWords(words);
  const go = useGo();
  const passwordCheck = usePasswordCheck();
  const reset = useAct("people.resetPassword", {
    invalidates: ["house.shell"],
    onDone: () => go("/sign-in?changed=yes", { replace: true }),
  });
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => ({ password: passwordCheck(password, { email, givenName: "", familyName: "" }) }),
    problem: reset.problem,
  });

  return (
    <Page title={t("resetTitle")} answer={t("resetAnswer", { email })}>
      <div className={styles.narrow}>
        <Form form={form} onSend={(body) => reset.act({ token, body })}>
          <PasswordField
            label={t("newPassword")}
            hint={t("passwordHint", { min: passwordLength.min })}
            autoComplete="new-password"
            {...form.bind("password")}
          />
          <FormFoot form={form} plain send={t("resetAct")} working={reset.working} />
        </Form>
      </div>
    </Page>
  );
}
