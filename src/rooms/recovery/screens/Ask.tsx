import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { markArrival } from "../../../web/arrival.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { LinkButton, Narrow, Page, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

/** Somebody without access asks for a link to their mailbox. What is said afterwards is the same whether the domain is an account's or not. */
export default function Ask() {
  const t = useWords(words);
  const language = useLang();
  const [sent, setSent] = useState<string | null>(null);
  const ask = useAct("recovery.ask", {
    invalidates: [],
    onDone: (_, { body }) => {
      markArrival(false);
      setSent(body.email.trim());
    },
  });
  const form = useForm({ initial: { givenName: "", familyName: "", email: "" }, problem: ask.problem });

  if (sent !== null) return <Page key="sent" title={t("sentTitle")} answer={t("sentText", { email: sent })} />;
  return (
    <Page key="ask" title={t("askTitle")} answer={t("askAnswer")}>
      <Narrow>
        <Stack>
          <p>{t("askText")}</p>
          <Form form={form} label={t("askTitle")} onSend={(body) => ask.act({ body: { ...body, language } })}>
            <Fields columns={2}>
              <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
              <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
            </Fields>
            <TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="email" {...form.bind("email")} />
            <FormFoot form={form} plain send={t("send")} working={ask.working} />
          </Form>
          <div>
            <LinkButton kind="quiet" size="small" to="/sign-in">
              {t("toSignIn")}
            </LinkButton>
          </div>
        </Stack>
      </Narrow>
    </Page>
  );
}
