import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import { Message, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { readKeys } from "../rules.ts";
import { desk as en } from "../words/en.ts";
import { desk as fr } from "../words/fr.ts";
import type { Pool } from "./Stock.tsx";

const words = { fr, en };

/** A list is pasted, its keys go into the stock; the field is emptied then, because nobody reads a key twice here. */
export function AddKeys({ to: { productId, name } }: { to: Pool }) {
  const t = useWords(words);
  const [result, setResult] = useState<Result<"keys.add"> | null>(null);
  const add = useAct("keys.add", {
    onDone: (reply) => {
      setResult(reply);
      form.set({ text: "" });
    },
  });
  const form = useForm({ initial: { text: "" }, problem: add.problem });
  const count = readKeys(form.values.text).keys.length;

  return (
    <Stack>
      {result ? (
        <Message tone="ok" live>
          {t("added", { count: result.added, product: name })}{" "}
          {result.alreadyThere > 0 ? t("alreadyThere", { count: result.alreadyThere }) : null}{" "}
          {result.repeated > 0 ? t("repeated", { count: result.repeated }) : null}
        </Message>
      ) : null}
      <Form
        form={form}
        label={name}
        onSend={(body) => {
          setResult(null);
          void add.act({ productId, body });
        }}
      >
        <TextArea label={t("field")} hint={t("hint")} rows={8} {...form.bind("text")} />
        <FormFoot form={form} send={t("add")} working={add.working} note={count > 0 ? t("counted", { count }) : null} />
      </Form>
    </Stack>
  );
}
