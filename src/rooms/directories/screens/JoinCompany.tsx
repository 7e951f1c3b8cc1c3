import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Form, FormFoot, PasswordField, useForm } from "../../../web/ui/form.ts";
import { Await, Facts, Narrow, Page, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { passwordLength } from "../../people/rules.ts";
import { joining } from "./words.ts";

/** Behind the link of the mail: whose account it is, and the password to come. */
export default function JoinCompany() {
  const t = useWords(joining);
  const token = usePart("token");
  const confirm = useAct("directories.confirmJoin", { invalidates: [] });
  const request = useRead("directories.joinRequest", { token }, { when: confirm.done === null });

  if (confirm.done) return <Page title={t("confirmedTitle")} answer={t("confirmedAnswer", { company: confirm.done.company })} />;
  return (
    <Await of={request} rows={4}>
      {(reply) => (
        <Page title={t("linkTitle", { company: reply.company.name })} answer={t("linkAnswer", { email: reply.email })}>
          <Narrow>
            <Confirmation of={reply} token={token} confirm={confirm} />
          </Narrow>
        </Page>
      )}
    </Await>
  );
}

type Props = { of: Result<"directories.joinRequest">; token: string; confirm: ReturnType<typeof useAct<"directories.confirmJoin">> };

function Confirmation({ of: { company, email }, token, confirm }: Props) {
  const t = useWords(joining);
  const form = useForm({ initial: { password: "" }, problem: confirm.problem });
  return (
    <Stack>
      <Facts
        items={[
          { name: t("company"), value: company.name },
          { name: t("city"), value: company.city },
          { name: t("contact"), value: company.contact },
        ]}
      />
      <Form form={form} label={t("confirm")} onSend={(body) => confirm.act({ token, body })}>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t("password")}
          hint={t("passwordHint", { min: passwordLength.min })}
          autoComplete="new-password"
          {...form.bind("password")}
        />
        <FormFoot form={form} plain send={t("confirm")} working={confirm.working} />
      </Form>
    </Stack>
  );
}
