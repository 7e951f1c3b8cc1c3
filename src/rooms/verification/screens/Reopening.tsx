import { useAct } from "../../../web/api.ts";
import { Fields, Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import { Button, Message, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import type { CaseCheck, CaseView } from "./deskCase.ts";

const words = { fr, en };

/** Opens a decided check again. The reason stays with the staff. */
export function Reopening({ of, check, onClose }: { of: CaseView; check: CaseCheck; onClose: () => void }) {
  const t = useWords(words);
  const reopen = useAct("verification.reopen", {
    onDone: (reply) => {
      toast({ text: t(reply.awaitsSecond ? "secondAsked" : "reopened", { check: check.name }) });
      onClose();
    },
  });
  const form = useForm({
    initial: { reason: "" },
    check: (values) => ({ reason: values.reason.trim() ? undefined : t("reopenMissing") }),
    problem: reopen.problem,
  });

  return (
    <Drawer title={t("reopenTitle", { check: check.name })} sub={of.account.name} onClose={onClose}>
      <Form form={form} onSend={({ reason }) => reopen.act({ caseId: of.caseId, body: { check: check.check, reason } })}>
        <Fields>
          <TextArea label={t("reopenReason")} hint={t("reopenHint")} rows={4} maxLength={1000} {...form.bind("reason")} />
        </Fields>
        {check.takesTwo ? <Message tone="wait">{t("secondHint")}</Message> : null}
        <FormFoot
          form={form}
          send={t(check.takesTwo ? "askSecond" : "reopen")}
          working={reopen.working}
          door={check.moves.reopen}
          before={<Button onPress={onClose}>{t("keep")}</Button>}
        />
      </Form>
    </Drawer>
  );
}
