import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { markArrival } from "../../../web/arrival.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, LinkButton, Page, Row, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { words } from "./words.ts";

/** Asks for a link. What is said afterwards is the same whether the address has an account or not. */
export default function Forgotten() {
  const t = useWords(words);
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useAct("people.forgotPassword", {
    invalidates: [],
    onDone: (_, { body }) => {
      // The form is gone: what is there now is read from its heading.
      markArrival(false);
      setAsked(body.email.trim());
    },
  });
  const form = useForm({ initial: { email: "" }, problem: ask.problem });

  if (asked !== null) {
    return (
      <Page key="sent" title={t("sentTitle")} answer={t("sentAnswer", { email: asked })}>
        <Stack>
          <p className={styles.under}>{t("sentNothing")}</p>
          <Row>
            <LinkButton to="/sign-in">{t("toSignIn")}</LinkButton>
            <Button kind="quiet" onPress={() => setAsked(null)}>
              {t("again")}
            </Button>
          </Row>
        </Stack>
      </Page>
    );
  }
  return (
    <Page key="ask" title={t("forgottenTitle")} answer={t("forgottenAnswer")}>
      <div className={styles.narrow}>
        <Form form={form} onSend={(body) => ask.act({ body })}>
          <TextField label={t("email")} type="email" autoComplete="username" {...form.bind("email")} />
          <FormFoot form={form} plain send={t("send")} working={ask.working} />
        </Form>
        <p className={styles.under}>
          <LinkButton kind="quiet" size="small" to="/sign-in">
            {t("toSignIn")}
          </LinkButton>
        </p>
      </div>
    </Page>
  );
}
