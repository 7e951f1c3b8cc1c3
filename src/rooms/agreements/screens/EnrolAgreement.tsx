import { useEffect } from "react";
import { useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { Card, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { WizardFrame } from "../../accounts/screens/WizardFrame.tsx";
import { signing as en } from "../words/en.ts";
import { signing as fr } from "../words/fr.ts";
import { SignAgreement } from "./SignAgreement.tsx";

const words = { fr, en };

/** Step 4 of the enrolment: the network's agreement is read and accepted. Whoever leaves finds this step again. */
export default function EnrolAgreement() {
  const t = useWords(words);
  const go = useGo();
  const shell = useShell();
  const { me } = shell;
  const accountId = me?.enrolment?.accountId ?? null;
  // Nobody, somebody who has not come this far, or somebody who is done has another place to be.
  const elsewhere = me === null ? "/sign-in" : accountId === null ? homeOf(shell) : undefined;

  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere, go]);
  if (accountId === null) return null;

  return (
    <WizardFrame
      step="agreement"
      title={t("stepTitle")}
      answer={t("answer")}
      side={me?.enrolment?.step === "agreement" ? <Side /> : undefined}
    >
      <SignAgreement
        accountId={accountId}
        onSigned={() => go("/enrol/roles")}
        leaveTo="/"
        onward={{ label: t("go"), to: "/enrol/roles" }}
      />
    </WizardFrame>
  );
}

function Side() {
  const t = useWords(words);
  return (
    <Stack>
      <Card title={t("keptTitle")}>{t("kept")}</Card>
      <Card title={t("ifNotTitle")} tone="sunken">
        {t("ifNot")}
      </Card>
    </Stack>
  );
}
