import { useAct, useRead } from "../../../web/api.ts";
import { WizardFrame } from "../../../web/enrolment.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Card, Link, LinkButton, Message, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { noProvider, ProviderFields } from "./ProviderFields.tsx";
import { joining, leaveFor, tenants } from "./words.ts";

/** Step 2 of the enrolment with the company's own provider (F-033): it is described, one signs in there, and comes back to the profile. */
export default function EnrolProvider() {
  const t = useWords(tenants);
  const j = useWords(joining);
  const way = useRead("directories.enrolling", {});
  const enrol = useAct("directories.enrol", { onDone: leaveFor, invalidates: [] });
  const form = useForm({ initial: { domain: "", ...noProvider, adminGroup: "" }, problem: enrol.problem });

  return (
    <WizardFrame
      step="signIn"
      title={t("enrolTitle")}
      answer={t("enrolAnswer")}
      side={
        <Stack>
          <Card title={t("enrolWho")}>{t("enrolWhoText")}</Card>
          <Card title={t("enrolNext")} tone="sunken">
            {t("enrolNextText")}
          </Card>
        </Stack>
      }
    >
      <Form
        form={form}
        label={t("enrolTitle")}
        onSend={({ adminGroup, ...body }) => enrol.act({ body: { ...body, adminGroup: adminGroup === "" ? undefined : adminGroup } })}
      >
        <Fields>
          <TextField label={t("domainLabel")} hint={t("domainHint")} autoComplete="off" {...form.bind("domain")} />
        </Fields>
        <ProviderFields form={form} callback={way.data?.callback ?? ""} />
        <TextField label={t("adminGroup")} hint={t("adminGroupHint")} optional autoComplete="off" {...form.bind("adminGroup")} />
        {enrol.problem?.code === "directories.domainTaken" ? (
          <Message tone="you" title={j("askTitle")}>
            {j("askAnswer")} <Link to="/enrol/join-company">{j("ask")}</Link>
          </Message>
        ) : null}
        <FormFoot
          form={form}
          sticky
          send={t("enrolGo")}
          working={enrol.working}
          before={
            <LinkButton size="large" to="/enrol/sign-in">
              {t("back")}
            </LinkButton>
          }
        />
      </Form>
    </WizardFrame>
  );
}
