import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar, Form, FormFoot, PasswordField, TextField, useForm, Wizard } from "../../../web/ui/form.ts";
import { Await, Button, Card, LinkButton, Page, ProblemMessage, Row, Stack, Steps } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { noProvider, ProviderFields } from "./ProviderFields.tsx";
import { leaveFor, tenants } from "./words.ts";

const steps = ["stepDomain", "stepProof", "stepConfirm"] as const;

/** « Associer »: which directory, proof that it is ours, « Confirmer », « Tout est prêt ». */
export default function Associate() {
  const t = useWords(tenants);
  const [domain, setDomain] = useAsked("domain");
  const [proof, setProof] = useAsked("proof");
  const account = useAccount();
  const confirm = useAct("directories.confirm");
  const here = confirm.done ? 3 : proof !== undefined ? 2 : domain !== undefined ? 1 : 0;

  const list = (
    <Steps
      label={t("wizardSteps")}
      items={steps.map((step, index) => ({ label: t(step), state: index === here ? "here" : index < here ? "done" : "next" }))}
    />
  );
  return (
    <Wizard steps={list}>
      <FocusBar place={t("wizardTitle")} leave={{ label: t("leave"), to: "~/settings/directories" }} />
      {confirm.done ? (
        <Page title={t("doneTitle")} answer={t("doneAnswer", { domain: confirm.done.domain, account: account.name })}>
          <Row>
            <LinkButton kind="primary" size="large" to="~/settings/directories">
              {t("toList")}
            </LinkButton>
          </Row>
        </Page>
      ) : proof !== undefined ? (
        <Confirmation proofId={proof} confirm={confirm} />
      ) : domain !== undefined ? (
        <Proof domain={domain} onProven={setProof} onBack={() => setDomain(undefined)} />
      ) : (
        <Which onChecked={setDomain} />
      )}
    </Wizard>
  );
}

function Which({ onChecked }: { onChecked: (domain: string) => void }) {
  const t = useWords(tenants);
  const account = useAccount();
  const check = useAct("directories.check", { onDone: ({ domain }) => onChecked(domain), invalidates: [] });
  const form = useForm({ initial: { domain: "" }, problem: check.problem });
  return (
    <Page title={t("wizardTitle")} answer={t("domainAnswer")}>
      <Form form={form} label={t("wizardTitle")} onSend={(body) => check.act({ accountId: account.id, body })}>
        <TextField label={t("domainLabel")} hint={t("domainHint")} autoComplete="off" {...form.bind("domain")} />
        <FormFoot form={form} send={t("next")} working={check.working} />
      </Form>
    </Page>
  );
}

function Proof({ domain, onProven, onBack }: { domain: string; onProven: (proofId: string) => void; onBack: () => void }) {
  const t = useWords(tenants);
  return (
    <Page title={t("wizardTitle")} answer={t("proofAnswer", { domain })}>
      <Stack>
        <Card title={t("byPassword")}>
          <ByPassword onProven={onProven} />
        </Card>
        <Card title={t("byProvider")}>
          <ByProvider domain={domain} />
        </Card>
        <Row>
          <Button size="large" onPress={onBack}>
            {t("back")}
          </Button>
        </Row>
      </Stack>
    </Page>
  );
}

function ByPassword({ onProven }: { onProven: (proofId: string) => void }) {
  const t = useWords(tenants);
  const account = useAccount();
  const prove = useAct("directories.prove", { onDone: ({ proofId }) => onProven(proofId), invalidates: [] });
  const form = useForm({ initial: { email: "", password: "", code: "" }, problem: prove.problem });
  return (
    <Form
      form={form}
      label={t("byPassword")}
      onSend={({ email, password, code }) =>
        prove.act({ accountId: account.id, body: { email, password, code: code === "" ? undefined : code } })
      }
    >
      <p>{t("byPasswordText")}</p>
      <TextField label={t("email")} type="email" autoComplete="off" {...form.bind("email")} />
      <PasswordField label={t("password")} autoComplete="current-password" {...form.bind("password")} />
      <TextField label={t("code")} hint={t("codeHint")} optional autoComplete="one-time-code" {...form.bind("code")} />
      <FormFoot form={form} send={t("prove")} working={prove.working} />
    </Form>
  );
}

function ByProvider({ domain }: { domain: string }) {
  const t = useWords(tenants);
  const account = useAccount();
  const list = useRead("directories.list", { accountId: account.id, limit: 1 });
  const prove = useAct("directories.proveByProvider", { onDone: leaveFor, invalidates: [] });
  const form = useForm({ initial: noProvider, problem: prove.problem });
  return (
    <Await of={list} rows={4}>
      {({ callback }) => (
        <Form form={form} label={t("byProvider")} onSend={(body) => prove.act({ accountId: account.id, body: { domain, ...body } })}>
          <p>{t("byProviderText")}</p>
          <ProviderFields form={form} callback={callback} />
          <FormFoot form={form} send={t("goThere")} working={prove.working} />
        </Form>
      )}
    </Await>
  );
}

type Confirm = ReturnType<typeof useAct<"directories.confirm">>;

function Confirmation({ proofId, confirm }: { proofId: string; confirm: Confirm }) {
  const t = useWords(tenants);
  const account = useAccount();
  const proof = useRead("directories.proof", { accountId: account.id, proofId }, { when: confirm.done === null });
  const [shown, show] = useState<Result<"directories.proof"> | undefined>(undefined);
  useEffect(() => show((last) => proof.data ?? last), [proof.data]);
  const domain = shown?.domain ?? "";
  return (
    <Page title={t("wizardTitle")} answer={shown ? t("confirmAnswer", { domain, person: shown.person }) : undefined}>
      <Await of={proof} rows={3}>
        {() => (
          <Stack>
            <p>{t("confirmText", { domain, account: account.name })}</p>
            <ProblemMessage problem={confirm.problem} />
            <Row>
              <Button kind="primary" size="large" working={confirm.working} onPress={() => confirm.act({ accountId: account.id, proofId })}>
                {t("confirm")}
              </Button>
            </Row>
          </Stack>
        )}
      </Await>
    </Page>
  );
}
