import { useState } from "react";
import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Button, Card, Message, Page, ProblemMessage, Row, Stack, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { CaseBadge, CaseFacts } from "./CaseFacts.tsx";
import { ObjectDialog } from "./ObjectDialog.tsx";
import { words } from "./words.ts";

/** What a contact's or an administrator's link opens. Reading it confirms nothing. */
export default function VoicePage() {
  const t = useWords(words);
  const token = usePart("token");
  const voice = useRead("recovery.voice", { token });
  const [asking, ask] = useState(false);
  const confirm = useAct("recovery.confirm");
  const object = useAct("recovery.objectByLink", {
    onDone: () => {
      ask(false);
      toast({ text: t("objectDone") });
    },
  });
  const { data, problem } = voice;
  if (problem?.status === 404) {
    return (
      <Page title={t("linkTitle")}>
        <ProblemMessage problem={problem} />
      </Page>
    );
  }
  return (
    <Page
      title={data ? t("voiceTitle", { company: data.company }) : undefined}
      answer={data ? t("voiceAnswer", { name: data.case.candidate }) : undefined}
    >
      <Await of={voice} rows={6}>
        {(reply) => (
          <Stack>
            {reply.answer ? (
              <Message tone={reply.answer === "confirmed" ? "ok" : "info"}>
                {t(reply.answer === "confirmed" ? "voiceConfirmed" : "voiceObjected")}
              </Message>
            ) : null}
            <Card title={t("caseTitle")} mark={<CaseBadge state={reply.case.state} />}>
              <CaseFacts of={reply.case} />
            </Card>
            {reply.mayConfirm ? <p>{t("voiceConfirmText")}</p> : null}
            <ProblemMessage problem={confirm.problem} />
            <Row>
              {reply.mayConfirm ? (
                <Button kind="primary" working={confirm.working} onPress={() => void confirm.act({ token })}>
                  {t("voiceConfirm")}
                </Button>
              ) : null}
              {reply.mayObject ? (
                <Button kind="danger" onPress={() => ask(true)}>
                  {t("object")}
                </Button>
              ) : null}
            </Row>
            {asking ? (
              <ObjectDialog
                name={reply.case.candidate}
                act={t("object")}
                text={t("objectText", { name: reply.case.candidate })}
                working={object.working}
                problem={object.problem}
                onAct={(reason) => object.act({ token, body: { reason } })}
                onKeep={() => ask(false)}
              />
            ) : null}
          </Stack>
        )}
      </Await>
    </Page>
  );
}
