import { useAct } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { Fields, Form, FormFoot, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Stack, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";

const words = { fr, en };

/** A case for a partner who has asked by another way, from their request or from the number of an order. */
export default function NewCase() {
  const t = useWords(words);
  const go = useGo();
  const [requestId] = useAsked("request");
  const open = useAct("refunds.open", {
    onDone: ({ id, number }) => {
      toast({ text: t("openedToast", { number }) });
      go(requestId === undefined ? `/office/refunds/${id}` : `/office/support/${requestId}`);
    },
  });
  const form = useForm({
    initial: { orderNumber: "", note: "" },
    check: (values) => ({
      orderNumber: requestId === undefined && values.orderNumber.trim() === "" ? t("orderMissing") : undefined,
      note: values.note.trim() === "" ? t("noteMissing") : undefined,
    }),
    problem: open.problem,
  });
  const send = ({ orderNumber, note }: typeof form.values) => {
    const number = orderNumber.trim();
    return open.act({ body: { note, ...(number !== "" && { orderNumber: number }), ...(requestId !== undefined && { requestId }) } });
  };
  return (
    <OfficePage title={t("newTitle")}>
      <Stack>
        <Text tone="secondary">{t("newAnswer")}</Text>
        <Form form={form} onSend={send}>
          <Fields>
            <TextField
              label={t("orderNumber")}
              hint={t(requestId === undefined ? "orderNumberHint" : "orderOptional")}
              optional={requestId !== undefined}
              maxLength={40}
              {...form.bind("orderNumber")}
            />
            <TextArea label={t("noteField")} hint={t("noteHint")} rows={4} maxLength={2000} {...form.bind("note")} />
          </Fields>
          <FormFoot form={form} send={t("open")} working={open.working} />
        </Form>
      </Stack>
    </OfficePage>
  );
}
