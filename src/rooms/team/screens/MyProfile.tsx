import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { useLanguageChange } from "../../../web/shells/session.ts";
import { Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Card, Facts, Message, Section, Stack, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { MyFrame, words } from "./MyFrame.tsx";

type Mine = Result<"team.mine">;

/** « Détails »: the name others see, the address one signs in with, the language. */
export default function MyProfile() {
  const t = useWords(words);
  const account = useAccount();
  const mine = useRead("team.mine", { accountId: account.id });
  return (
    <MyFrame answer={t("detailsAnswer", { account: account.name })}>
      <Await of={mine} rows={6}>
        {(reply) => (
          <Stack gap="wide">
            {reply.guest ? <Message>{t("guest")}</Message> : null}
            <Card>
              <Facts
                wide
                items={[
                  { name: t("email"), value: reply.email, hint: t("emailHint") },
                  { name: t("account"), value: account.name, hint: account.roleLabels.join(", ") },
                ]}
              />
            </Card>
            <Name key={`${reply.givenName} ${reply.familyName}`} of={reply} />
            <Speaking />
          </Stack>
        )}
      </Await>
    </MyFrame>
  );
}

function Name({ of }: { of: Mine }) {
  const t = useWords(words);
  const account = useAccount();
  const rename = useAct("team.rename", { onDone: () => toast({ text: t("saved") }) });
  const form = useForm({ initial: { givenName: of.givenName, familyName: of.familyName }, problem: rename.problem });
  return (
    <Form form={form} label={t("details")} onSend={(body) => rename.act({ accountId: account.id, body })}>
      <Fields columns={2}>
        <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
        <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
      </Fields>
      <FormFoot form={form} send={t("save")} working={rename.working} note={t("nameNote")} />
    </Form>
  );
}

/** The language of the pages and of the mails, in force at once. */
function Speaking() {
  const t = useWords(words);
  const lang = useLang();
  const speak = useLanguageChange();
  return (
    <Section title={t("language")}>
      <SelectField
        label={t("languageLabel")}
        options={[
          { value: "fr", label: t("fr") },
          { value: "en", label: t("en") },
        ]}
        value={lang}
        onChange={(chosen) => void speak(chosen as "fr" | "en")}
      />
    </Section>
  );
}
