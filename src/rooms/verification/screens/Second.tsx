import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { Fields, Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import { Button, DoorNote, Message, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import type { CaseCheck, CaseView } from "./deskCase.ts";
import { useTimeOf } from "./times.ts";

const words = { fr, en };
type Asked = NonNullable<CaseCheck["override"]>;

/** What one member of staff has asked for and another decides: a rejection overturned, a rule's pass overridden. */
export function Second({ of, check, asked }: { of: CaseView; check: CaseCheck; asked: Asked }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const [declining, decline] = useState(false);
  const approve = useAct("verification.approveOverride", { onDone: () => toast({ text: t("reopened", { check: check.name }) }) });
  const at = `second-${asked.id}`;

  return (
    <Message tone="wait" title={t("secondTitle", { name: asked.askedBy, at: timeOf(asked.askedAt) })}>
      <Stack gap="tight">
        <p>{asked.reason}</p>
        <ProblemMessage problem={approve.problem} />
        <Row>
          <Button
            size="small"
            door={asked.moves.approve}
            note={{ at }}
            working={approve.working}
            onPress={() => approve.act({ caseId: of.caseId, overrideId: asked.id })}
          >
            {t("approve")}
          </Button>
          <Button size="small" door={asked.moves.decline} onPress={() => decline(true)}>
            {t(asked.moves.approve.open ? "decline" : "takeBack")}
          </Button>
        </Row>
        <DoorNote id={at} door={asked.moves.approve} />
        <Text tone="secondary" small>
          {t("secondHint")}
        </Text>
        {declining ? <Declining of={of} check={check} asked={asked} onClose={() => decline(false)} /> : null}
      </Stack>
    </Message>
  );
}

function Declining({ of, check, asked, onClose }: { of: CaseView; check: CaseCheck; asked: Asked; onClose: () => void }) {
  const t = useWords(words);
  const refuse = useAct("verification.declineOverride", {
    onDone: () => {
      toast({ text: t("declined", { check: check.name }) });
      onClose();
    },
  });
  const form = useForm({
    initial: { reason: "" },
    check: (values) => ({ reason: values.reason.trim() ? undefined : t("declineMissing") }),
    problem: refuse.problem,
  });
  return (
    <Drawer title={t("declineTitle", { check: check.name })} sub={of.account.name} onClose={onClose}>
      <Form form={form} onSend={({ reason }) => refuse.act({ caseId: of.caseId, overrideId: asked.id, body: { reason } })}>
        <Fields>
          <TextArea label={t("declineReason")} hint={t("notesHint")} rows={4} maxLength={1000} {...form.bind("reason")} />
        </Fields>
        <FormFoot
          form={form}
          send={t(asked.moves.approve.open ? "decline" : "takeBack")}
          working={refuse.working}
          before={<Button onPress={onClose}>{t("keep")}</Button>}
        />
      </Form>
    </Drawer>
  );
}
