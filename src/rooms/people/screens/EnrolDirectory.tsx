import type { Lang } from "../../../kit/words.ts";
import { useAct } from "../../../web/api.ts";
import { markArrival } from "../../../web/arrival.ts";
import { WizardFrame } from "../../../web/enrolment.ts";
import { Fields, Form, FormFoot, PasswordField, RadioField, TextField, useForm } from "../../../web/ui/form.ts";
import { Card, Link, LinkButton, Message, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { passwordLength } from "../rules.ts";
import { SignInForm } from "./SignInForm.tsx";
import { usePasswordCheck, words } from "./words.ts";

/** « Créer un compte »: the company's directory and its first global administrator, who then signs in afresh (F-023, F-034). */
export default function EnrolDirectory() {
  const t = useWords(words);
  const create = useAct("people.createDirectory", { invalidates: [], onDone: () => markArrival(false) });
  const { done } = create;

  if (done) {
    return (
      <WizardFrame step="signIn" title={t("createdTitle")} answer={t("createdAnswer", { domain: done.domain })}>
        <Stack>
          <Message tone="ok" live>
            {t("createdMessage", { domain: done.domain })}
          </Message>
          <SignInForm email={done.email} />
        </Stack>
      </WizardFrame>
    );
  }
  return (
    <WizardFrame step="signIn" title={t("directoryTitle")} answer={t("directoryAnswer")} side={<Side />}>
      <DirectoryForm create={create} />
    </WizardFrame>
  );
}

function DirectoryForm({ create }: { create: ReturnType<typeof useAct<"people.createDirectory">> }) {
  const t = useWords(words);
  const language: Lang = useLang();
  const passwordCheck = usePasswordCheck();
  const form = useForm({
    initial: { domain: "", givenName: "", familyName: "", email: "", password: "", language },
    check: (values) => ({ password: passwordCheck(values.password, values) }),
    problem: create.problem,
  });

  return (
    <Form form={form} onSend={(body) => create.act({ body })}>
      <Fields title={t("company")}>
        <TextField label={t("domain")} hint={t("domainHint")} autoComplete="off" {...form.bind("domain")} />
      </Fields>
      <Fields title={t("firstAdmin")} columns={2}>
        <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
        <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
      </Fields>
      <TextField label={t("email")} hint={t("directoryEmailHint")} type="email" autoComplete="username" {...form.bind("email")} />
      <PasswordField
        label={t("password")}
        hint={t("passwordHint", { min: passwordLength.min })}
        autoComplete="new-password"
        {...form.bind("password")}
      />
      <RadioField
        label={t("language")}
        options={[
          { value: "fr", label: t("french") },
          { value: "en", label: t("english") },
        ]}
        {...form.bind("language")}
      />
      {create.problem?.code === "people.domainProven" ? (
        <Message tone="you" title={t("knownTitle")}>
          {t("knownText")} <Link to={`/enrol/join-company?email=${encodeURIComponent(form.values.email)}`}>{t("knownAct")}</Link>
        </Message>
      ) : null}
      <FormFoot
        form={form}
        sticky
        send={t("createDirectory")}
        working={create.working}
        before={
          <LinkButton size="large" to="/enrol/sign-in">
            {t("back")}
          </LinkButton>
        }
      />
    </Form>
  );
}

function Side() {
  const t = useWords(words);
  return (
    <Stack>
      <Card title={t("whyDomain")}>{t("whyDomainText")}</Card>
      <Card title={t("whatNext")} tone="sunken">
        {t("whatNextText")}
      </Card>
    </Stack>
  );
}
