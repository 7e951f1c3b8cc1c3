import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, PasswordField, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Page, ProblemMessage } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { passwordLength } from "../rules.ts";
import { FactorPicture } from "./FactorPicture.tsx";
import styles from "./Narrow.module.css";
import { usePasswordCheck, words } from "./words.ts";

type Invitation = Result<"people.staffInvitation">;

/** What a new member of the vendor's staff sets up: name, password, second factor. */
export default function StaffInvitation() {
  const t = useWords(words);
  const token = usePart("token");
  const invitation = useRead("people.staffInvitation", { token });
  const dead = invitation.problem !== null && invitation.problem.status >= 404 && invitation.problem.status < 500;

  if (dead) {
    return (
      <Page title={t("linkTitle")}>
        <div className={styles.narrow}>
          <ProblemMessage problem={invitation.problem} />
          <p>{t("staffNewLink")}</p>
        </div>
      </Page>
    );
  }
  return (
    <Await of={invitation} rows={8}>
      {(reply) => <SetUp token={token} of={reply} />}
    </Await>
  );
}

function SetUp({ token, of }: { token: string; of: Invitation }) {
  const t = useWords(words);
  const lang = useLang();
  const enter = useEnter();
  const { timeZone } = useShell();
  const passwordCheck = usePasswordCheck();
  const accept = useAct("people.acceptStaffInvitation", { invalidates: [], onDone: () => void enter() });
  const form = useForm({
    initial: { givenName: of.givenName, familyName: of.familyName, password: "", code: "" },
    check: (values) => ({ password: passwordCheck(values.password, { ...values, email: of.email }) }),
    problem: accept.problem,
  });

  return (
    <Page title={t("staffTitle")} answer={t("staffAnswer", { email: of.email, until: writeInstant(of.expiresAt, lang, timeZone) })}>
      <div className={`${styles.narrow} ${styles.wide}`}>
        <Form form={form} onSend={(body) => accept.act({ token, body })}>
          <Fields title={t("staffWho")} columns={2}>
            <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
            <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
          </Fields>
          <PasswordField
            label={t("password")}
            hint={t("passwordHint", { min: passwordLength.min })}
            autoComplete="new-password"
            {...form.bind("password")}
          />
          <Fields title={t("staffFactor")} hint={t("staffFactorText")}>
            <FactorPicture of={of.secondFactor} />
            <TextField
              label={t("code")}
              hint={t("codeHint")}
              code
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              {...form.bind("code")}
            />
          </Fields>
          <FormFoot form={form} send={t("staffAct")} working={accept.working} />
        </Form>
      </div>
    </Page>
  );
}
