import { WizardFrame } from "../../../web/enrolment.ts";
import { useShell } from "../../../web/shell.ts";
import { Card, LinkButton, Row, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { EnrolSide } from "./EnrolSide.tsx";
import { SignedInAlready } from "./SignedInAlready.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { words } from "./words.ts";

/** Step 2 of the enrolment: « Se connecter », or « Créer un compte » when the company has no directory yet. */
export default function EnrolSignIn() {
  const t = useWords(words);
  const { me } = useShell();
  const done = me?.complete === true;

  return (
    <WizardFrame step="signIn" title={t("stepTitle")} answer={t("stepAnswer")} side={<EnrolSide />}>
      {done ? (
        <SignedInAlready />
      ) : (
        <Stack>
          <Card title={t("stepHave")}>
            <Stack>
              <p>{t("stepHaveText")}</p>
              <SignInForm />
            </Stack>
          </Card>
          <Card title={t("stepOwn")}>
            <Stack>
              <p>{t("stepOwnText")}</p>
              <Row>
                <LinkButton size="large" to="/sign-in/company">
                  {t("withCompany")}
                </LinkButton>
                <LinkButton kind="quiet" size="large" to="/enrol/provider">
                  {t("stepOwnNew")}
                </LinkButton>
              </Row>
            </Stack>
          </Card>
          <Card title={t("stepNone")}>
            <Stack>
              <p>{t("stepNoneText")}</p>
              <LinkButton size="large" to="/enrol/directory">
                {t("createAccount")}
              </LinkButton>
            </Stack>
          </Card>
        </Stack>
      )}
    </WizardFrame>
  );
}
