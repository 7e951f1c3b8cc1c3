import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";
import { OneTimePassword } from "./OneTimePassword.tsx";

const words = { fr, en };

/** « Ajouter un utilisateur »: name, address, language, roles; then the temporary password, once. */
export function AddUser({ team, onClose }: { team: Result<"accounts.team">; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const add = useAct("accounts.addUser");
  const form = useForm({
    initial: { givenName: "", familyName: "", email: "", language: lang, roles: [] as readonly string[] },
    problem: add.problem,
  });
  const { roles } = form.values;
  const grantable = team.roles.filter((one) => one.mayGrant);
  const tick = (role: string, held: boolean) => form.set({ roles: held ? [...roles, role] : roles.filter((one) => one !== role) });

  if (add.done) {
    return (
      <Drawer title={t("addTitle")} onClose={onClose}>
        <OneTimePassword of={add.done} onDone={onClose} />
      </Drawer>
    );
  }
  return (
    <Drawer title={t("addTitle")} onClose={onClose}>
      <Form
        form={form}
        label={t("addTitle")}
        onSend={(values) =>
          add.act({
            accountId: account.id,
            body: { ...values, roles: grantable.map(({ role }) => role).filter((role) => roles.includes(role)) },
          })
        }
      >
        <Fields>
          <TextField label={t("givenName")} autoComplete="off" {...form.bind("givenName")} />
          <TextField label={t("familyName")} autoComplete="off" {...form.bind("familyName")} />
          <TextField
            label={t("email")}
            hint={t("emailHint", { domain: team.domain })}
            type="email"
            autoComplete="off"
            {...form.bind("email")}
          />
          <SelectField
            label={t("language")}
            options={[
              { value: "fr", label: t("fr") },
              { value: "en", label: t("en") },
            ]}
            {...form.bind("language")}
          />
        </Fields>
        <Fields title={t("choices")}>
          {grantable.map((one) => (
            <CheckField
              key={one.role}
              label={one.label}
              hint={one.does}
              value={roles.includes(one.role)}
              onChange={(held) => tick(one.role, held)}
            />
          ))}
        </Fields>
        <FormFoot form={form} send={t("addSend")} working={add.working} note={t("addNote")} />
      </Form>
    </Drawer>
  );
}
