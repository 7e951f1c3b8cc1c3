import { useAct } from "../../../web/api.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Text, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useDeskWords } from "./deskWording.ts";

/** A payment as the bank told of it. */
export function EnterReceipt({ onClose }: { onClose: () => void }) {
  const t = useDeskWords();
  const enter = useAct("purchasing.enterReceipt", {
    onDone: ({ order }) => {
      toast({ text: order ? t("enteredMatched", { number: order.number }) : t("enteredUnmatched") });
      onClose();
    },
  });
  const form = useForm({ initial: { receivedOn: "", amount: "", currency: "EUR", reference: "", payer: "" }, problem: enter.problem });
  return (
    <Drawer title={t("enter")} onClose={onClose}>
      <Form form={form} label={t("enter")} onSend={(body) => enter.act({ body })}>
        <Text tone="secondary">{t("enterText")}</Text>
        <Fields>
          <TextField label={t("receivedOn")} type="date" {...form.bind("receivedOn")} />
        </Fields>
        <Fields columns={2}>
          <TextField label={t("amount")} inputMode="decimal" autoComplete="off" {...form.bind("amount")} />
          <TextField label={t("currency")} autoComplete="off" code {...form.bind("currency")} />
        </Fields>
        <Fields>
          <TextField label={t("reference")} hint={t("referenceHint")} autoComplete="off" {...form.bind("reference")} />
          <TextField label={t("payer")} autoComplete="off" {...form.bind("payer")} />
        </Fields>
        <FormFoot form={form} send={t("save")} working={enter.working} before={<Button onPress={onClose}>{t("giveUp")}</Button>} />
      </Form>
    </Drawer>
  );
}
