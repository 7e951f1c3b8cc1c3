import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, LinkButton, Message, Page } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { home as en } from "../words/screens.en.ts";
import { home as fr } from "../words/screens.fr.ts";
import styles from "./Join.module.css";

const words = { fr, en };

/** « rejoindre maintenant »: two answers make a company a member of the network; then the enrolment begins. */
export default function Join() {
  const t = useWords(words);
  const welcome = useRead("accounts.welcome", {});
  return (
    <div className={styles.page}>
      <Page title={t("joinTitle")} answer={t("joinAnswer")}>
        <Await of={welcome} rows={3}>
          {(reply) => <JoinForm of={reply} />}
        </Await>
      </Page>
    </div>
  );
}

function JoinForm({ of }: { of: Result<"accounts.welcome"> }) {
  const t = useWords(words);
  const go = useGo();
  const [next] = useAsked("next");
  const onward = next === "/enrol/profile" ? next : "/enrol/welcome";
  const join = useAct("accounts.join", { onDone: () => go(onward) });
  const form = useForm({
    initial: { companyName: of.joined?.companyName ?? "", country: of.joined?.country ?? of.defaultCountry },
    problem: join.problem,
  });

  return (
    <Form form={form} onSend={(body) => join.act({ body })}>
      {of.joined ? <Message tone="ok">{t("joinAgain")}</Message> : null}
      <Fields>
        <TextField label={t("companyName")} hint={t("companyHint")} autoComplete="organization" {...form.bind("companyName")} />
        <SelectField
          label={t("country")}
          hint={t("countryHint")}
          autoComplete="country"
          options={of.countries.map((country) => ({ value: country.code, label: country.name }))}
          {...form.bind("country")}
        />
      </Fields>
      <FormFoot
        form={form}
        send={t("joinSend")}
        working={join.working}
        before={
          of.joined ? (
            <LinkButton size="large" to={onward}>
              {t("goOn")}
            </LinkButton>
          ) : undefined
        }
      />
    </Form>
  );
}
