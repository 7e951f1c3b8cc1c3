import { useEffect } from "react";
import { useRead } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { Await, Button, Page, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { FactorCards } from "./FactorCards.tsx";
import { securityWords } from "./words.ts";

/** A company's policy waits for a second factor: it is set up here before anything else opens. */
export default function FactorDue() {
  const t = useWords(securityWords);
  const go = useGo();
  const enter = useEnter();
  const shell = useShell();
  const [next] = useAsked("next");
  const { me } = shell;
  const owed = me?.complete && !me.mustChangePassword;
  const elsewhere = me === null ? "/sign-in" : owed && me.factorDue ? undefined : homeOf(shell);
  const factors = useRead("people.factors", {}, { when: elsewhere === undefined });

  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere, go]);
  if (elsewhere !== undefined) return null;

  const has = factors.data && (factors.data.authenticator !== null || factors.data.passkeys.length > 0);
  return (
    <Page title={t("dueTitle")} answer={t("dueAnswer")}>
      <Await of={factors} rows={6}>
        {(reply) => (
          <Stack>
            <FactorCards of={reply} />
            {has ? (
              <div>
                <Button kind="primary" onPress={() => void enter(next)}>
                  {t("dueDone")}
                </Button>
              </div>
            ) : null}
          </Stack>
        )}
      </Await>
    </Page>
  );
}
