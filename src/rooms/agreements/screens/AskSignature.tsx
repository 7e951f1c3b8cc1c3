import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { Form, FormFoot, RadioField, useForm } from "../../../web/ui/form.ts";
import { Button, toast } from "../../../web/ui/index.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { asking as en } from "../words/en.ts";
import { asking as fr } from "../words/fr.ts";

const words = { fr, en };

type Props = {
  readonly accountId: string;
  readonly agreementId: string;
  readonly signatories: readonly { readonly id: string; readonly name: string }[];
};

/** « Demander la signature »: whoever may not sign chooses who is asked; they get a mail. */
export function AskSignature({ accountId, agreementId, signatories }: Props) {
  const t = useWords(words);
  const [asking, setAsking] = useState(false);
  const [first] = signatories;
  if (!first) return null;

  return (
    <>
      <Button onPress={() => setAsking(true)}>{t("ask")}</Button>
      {asking ? (
        <FormDialog title={t("title")} onClose={() => setAsking(false)}>
          <Choose
            accountId={accountId}
            agreementId={agreementId}
            signatories={signatories}
            first={first.id}
            onDone={() => setAsking(false)}
          />
        </FormDialog>
      ) : null}
    </>
  );
}

function Choose({ accountId, agreementId, signatories, first, onDone }: Props & { first: string; onDone: () => void }) {
  const t = useWords(words);
  const ask = useAct("agreements.askSignature", {
    onDone: ({ name }) => {
      toast({ text: t("asked", { name }) });
      onDone();
    },
  });
  const form = useForm({ initial: { userId: first }, problem: ask.problem });

  return (
    <Form form={form} label={t("title")} onSend={({ userId }) => ask.act({ accountId, body: { agreementId, userId } })}>
      <RadioField
        form="list"
        label={t("who")}
        options={signatories.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.bind("userId")}
      />
      <FormFoot form={form} send={t("send")} working={ask.working} note={t("note")} />
    </Form>
  );
}
