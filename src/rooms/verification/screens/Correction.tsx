import type { ReactNode } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import type { CheckName } from "../rules.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";

const words = { fr, en };

/** What each check looks at; the rest of the profile stays as it is. */
const looked = {
  business: ["legalName", "registrationNumber", "addressLine1", "addressLine2", "postalCode", "city"],
  employment: ["contactGivenName", "contactFamilyName", "contactEmail"],
  email: ["contactGivenName", "contactFamilyName", "contactEmail"],
} as const;
const optional = new Set<string>(["addressLine2", "registrationNumber"]);

type Props = { readonly check: CheckName; readonly note: ReactNode; readonly onClose: () => void };

/** Corrects the declared data on the spot: one press corrects and sends. */
export default function Correction(props: Props) {
  const { id: accountId } = useAccount();
  const profile = useRead("accounts.profile", { accountId });
  return (
    <Await of={profile} rows={5}>
      {(reply) => <Filled of={reply} {...props} />}
    </Await>
  );
}

function Filled({ of, check, note, onClose }: Props & { of: Result<"accounts.profile"> }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const change = useAct("accounts.changeProfile", {
    onDone: () => {
      toast({ text: t("corrected") });
      onClose();
    },
  });
  const names = looked[check];
  const initial = Object.fromEntries(names.map((name) => [name, of.values[name]])) as Record<(typeof names)[number], string>;
  const form = useForm({ initial, problem: change.problem });

  return (
    <Form form={form} onSend={(values) => change.act({ accountId, body: { dataVersion: of.dataVersion, ...values } })}>
      <Fields>
        {names.map((name) => (
          <TextField
            key={name}
            label={name === "registrationNumber" ? of.country.registration.label : t(name)}
            optional={optional.has(name) && !(name === "registrationNumber" && of.country.registration.required)}
            {...(name === "contactEmail" ? { type: "email" as const, hint: t("contactHint") } : {})}
            {...form.bind(name as keyof typeof initial)}
          />
        ))}
      </Fields>
      <FormFoot
        form={form}
        send={t("correctSend")}
        working={change.working}
        door={of.moves.edit}
        before={<Button onPress={onClose}>{t("correctCancel")}</Button>}
        note={note}
      />
    </Form>
  );
}
