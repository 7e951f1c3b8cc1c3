import { useAct } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { LinkButton, Narrow, Page } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { joining } from "./words.ts";

/** « Votre société a un compte »: one asks to join it instead of making a second one. */
export default function AskToJoin() {
  const t = useWords(joining);
  const language = useLang();
  const [email] = useAsked("email");
  const ask = useAct("directories.askToJoin", { invalidates: [] });
  const form = useForm({ initial: { email: email ?? "", givenName: "", familyName: "" }, problem: ask.problem });

  if (ask.done) return <Page title={t("sentTitle")} answer={t("sentAnswer", { email: form.values.email })} />;
  return (
    <Page title={t("askTitle")} answer={t("askAnswer")}>
      <Narrow>
        <Form form={form} label={t("askTitle")} onSend={(values) => ask.act({ body: { ...values, language } })}>
          <TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="username" {...form.bind("email")} />
          <Fields columns={2}>
            <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
            <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
          </Fields>
          <FormFoot
            form={form}
            send={t("ask")}
            working={ask.working}
            before={
              <LinkButton size="large" to="/enrol/sign-in">
                {t("back")}
              </LinkButton>
            }
          />
        </Form>
      </Narrow>
    </Page>
  );
}
