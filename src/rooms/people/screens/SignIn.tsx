import { useEffect } from "react";
import { useAsked, useGo } from "../../../web/here.ts";
import { afterSignIn, useShell } from "../../../web/shell.ts";
import { Card, Columns, LinkButton, Message, Page, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { SignedInAlready } from "./SignedInAlready.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { WorkAccountHelp } from "./WorkAccountHelp.tsx";
import { securityWords, words } from "./words.ts";

/** The way in for partners and for the vendor's staff alike. */
export default function SignIn() {
  const t = useWords(words);
  const s = useWords(securityWords);
  const go = useGo();
  const shell = useShell();
  const [next] = useAsked("next");
  const [changed] = useAsked("changed");
  const { me } = shell;
  const owed = me !== null && !me.complete ? afterSignIn(shell, next) : undefined;

  useEffect(() => {
    if (owed !== undefined) go(owed, { replace: true });
  }, [owed, go]);
  if (owed !== undefined) return null;

  return (
    <Page title={t("signInTitle")} answer={t("signInAnswer")}>
      <Columns
        side={
          <Stack>
            <Card title={t("noAccount")}>
              <Stack gap="tight">
                <p>{t("stepNoneText")}</p>
                <LinkButton to="/enrol/welcome">{t("createAccount")}</LinkButton>
              </Stack>
            </Card>
            <WorkAccountHelp />
            <Card title={s("orphan")}>
              <LinkButton to="/recovery">{s("orphanWay")}</LinkButton>
            </Card>
          </Stack>
        }
      >
        <div className={styles.narrow}>
          {changed === undefined || me !== null ? null : (
            <Message tone="ok" live>
              {t("passwordChanged")}
            </Message>
          )}
          {me === null ? (
            <Stack>
              <SignInForm next={next} />
              <LinkButton size="wide" to={next === undefined ? "/sign-in/company" : `/sign-in/company?next=${encodeURIComponent(next)}`}>
                {t("withCompany")}
              </LinkButton>
            </Stack>
          ) : (
            <SignedInAlready to={afterSignIn(shell, next)} />
          )}
        </div>
      </Columns>
    </Page>
  );
}
