import { useEffect } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Card, Link, LinkButton, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { enrolment as en } from "../words/screens.en.ts";
import { enrolment as fr } from "../words/screens.fr.ts";
import { WizardFrame } from "./WizardFrame.tsx";

const words = { fr, en };
type User = Result<"accounts.user">;

/** Step 5: is the enrolling person an admin agent? If not, one box and « Mettre à jour » (F-040 to F-044). */
export default function EnrolRoles() {
  const go = useGo();
  const shell = useShell();
  const { me } = shell;
  // The step stays in view after the last act, when the shell already says that the enrolment is done.
  const accountId = me?.enrolment?.accountId ?? me?.accounts[0]?.id;
  const to = me === null ? "/enrol/sign-in" : accountId === undefined || me.enrolment?.step === "agreement" ? homeOf(shell) : undefined;
  const user = useRead("accounts.user", { accountId: accountId ?? "", userId: me?.id ?? "" }, { when: to === undefined });

  useEffect(() => {
    if (to !== undefined) go(to, { replace: true });
  }, [to, go]);
  if (to !== undefined || accountId === undefined) return null;

  return (
    <Await of={user} rows={6}>
      {(reply) => <RolesStep of={reply} accountId={accountId} />}
    </Await>
  );
}

function RolesStep({ of, accountId }: { of: User; accountId: string }) {
  const t = useWords(words);
  const update = useAct("accounts.setRoles");
  const agent = of.choices.find(({ role }) => role === "adminAgent");
  const held = agent?.held ?? false;
  const form = useForm({ initial: { adminAgent: held }, problem: update.problem });
  const roles = of.roles.filter((role) => role !== "adminAgent");
  const send = ({ adminAgent }: { adminAgent: boolean }) =>
    update.act({ accountId, userId: of.userId, body: { roles: adminAgent ? [...roles, "adminAgent" as const] : roles } });
  const users = `/a/${accountId}/settings/users?user=${of.userId}`;

  return (
    <WizardFrame
      step="roles"
      title={t("rolesTitle")}
      answer={held ? t("rolesAnswerDone") : t("rolesAnswerMissing")}
      side={<Side to={users} accountId={accountId} />}
    >
      <Form form={form} onSend={send}>
        <Stack>
          <Card
            title={t("groupTitle")}
            mark={<StatusBadge look={held ? "active" : "actionNeeded"}>{held ? t("groupYes") : t("groupNot")}</StatusBadge>}
          >
            <Fields hint={t("groupWhy")}>
              <CheckField label={agent?.label} hint={agent?.does} {...form.bind("adminAgent")} />
            </Fields>
          </Card>
          <Card title={t("yourRoles")}>
            <Text tone="secondary">{of.roleLabels.join(", ")}</Text>
          </Card>
          {held && form.values.adminAgent ? (
            <Row>
              <LinkButton kind="primary" size="large" to={`/a/${accountId}/overview`}>
                {t("toOverview")}
              </LinkButton>
            </Row>
          ) : (
            <FormFoot form={form} sticky send={t("update")} working={update.working} door={of.moves.setRoles} />
          )}
        </Stack>
      </Form>
    </WizardFrame>
  );
}

/** Both ways back to the same sheet (F-042, F-043). */
function Side({ to, accountId }: { to: string; accountId: string }) {
  const t = useWords(words);
  return (
    <Card title={t("laterTitle")}>
      <Stack gap="tight">
        <Link to={to}>{t("pathNow")}</Link>
        <Link to={`/a/${accountId}/account-settings/users`}>{t("pathBefore")}</Link>
      </Stack>
    </Card>
  );
}
