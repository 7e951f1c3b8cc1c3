import { useRead } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { Await, Card, Link, LinkButton, Message, Prose, Row, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { enrolment as en } from "../words/screens.en.ts";
import { enrolment as fr } from "../words/screens.fr.ts";
import { Checklist } from "./Checklist.tsx";
import { WizardFrame } from "./WizardFrame.tsx";

const words = { fr, en };

/** Step 1: « Bienvenue », read at leisure, then « Suivant » (F-032). */
export default function EnrolWelcome() {
  const t = useWords(words);
  const { me } = useShell();
  const welcome = useRead("accounts.welcome", {});
  const next = me === null ? "/enrol/sign-in" : `/enrol/${me.enrolment?.step ?? "profile"}`;

  return (
    <Await of={welcome} rows={8}>
      {(reply) => (
        <WizardFrame step="welcome" title={t("welcomeTitle")} answer={reply.lead} side={<Checklist of={reply.checklist} />}>
          <Stack>
            {reply.joined ? (
              <Message tone="ok">{t("joinedAs", { company: reply.joined.companyName })}</Message>
            ) : me?.enrolment?.accountId ? null : (
              <Message tone="info">
                {t("joinFirst")} <Link to="/join">{t("joinNow")}</Link>
              </Message>
            )}
            <Prose>
              {reply.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </Prose>
            <Card title={t("nextSteps")}>
              <Stack gap="tight">
                {reply.steps.map((step) => (
                  <div key={step.title}>
                    <h3>{step.title}</h3>
                    <p>{step.detail}</p>
                  </div>
                ))}
              </Stack>
            </Card>
            <Row>
              <LinkButton kind="primary" size="large" to={next}>
                {t("next")}
              </LinkButton>
            </Row>
          </Stack>
        </WizardFrame>
      )}
    </Await>
  );
}
