import { useAct } from "../../../web/api.ts";
import { Form, FormFoot, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Stack, Text, toast } from "../../../web/ui/index.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/ahead.en.ts";
import { desk as fr } from "../words/ahead.fr.ts";

const words = { fr, en };

/** Holds everybody's renewals back, or one partner's; the reason stays. */
export function HoldDialog({ one, partnerId, onClose }: { one: boolean; partnerId: string; onClose: () => void }) {
  const t = useWords(words);
  const hold = useAct("purchasing.holdRenewals", {
    onDone: () => {
      toast({ text: t("held") });
      onClose();
    },
  });
  const form = useForm({
    initial: { partnerId, reason: "" },
    check: (values) => ({
      partnerId: one && values.partnerId.trim() === "" ? t("partnerMissing") : undefined,
      reason: values.reason.trim() === "" ? t("reasonMissing") : undefined,
    }),
    problem: hold.problem,
  });
  return (
    <FormDialog title={t("holdTitle")} onClose={onClose}>
      <Form
        form={form}
        label={t("holdTitle")}
        onSend={(values) => hold.act({ body: { partnerId: one ? values.partnerId.trim() : null, reason: values.reason } })}
      >
        <Stack>
          <Text tone="secondary">
            {one ? null : `${t("everybody")}. `}
            {t("holdText")}
          </Text>
          {one ? <TextField label={t("partnerId")} inputMode="numeric" {...form.bind("partnerId")} /> : null}
          <TextArea label={t("reason")} {...form.bind("reason")} />
          <FormFoot form={form} send={t("hold")} working={hold.working} />
        </Stack>
      </Form>
    </FormDialog>
  );
}
