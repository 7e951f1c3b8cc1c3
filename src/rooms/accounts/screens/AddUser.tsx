import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";
import { NewPersonFields } from "./NewPersonFields.tsx";
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
        <NewPersonFields bind={form.bind} emailHint={t("emailHint", { domain: team.domain })} />
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
