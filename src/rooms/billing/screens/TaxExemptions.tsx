import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextField, UploadZone, useForm } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import {
  Await,
  Button,
  DoorNote,
  Empty,
  FileLink,
  Message,
  Page,
  ProblemMessage,
  Row,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { tax as en } from "../words/en.ts";
import { tax as fr } from "../words/fr.ts";
import { BillingTabs } from "./BillingTabs.tsx";

const words = { fr, en };
type View = Result<"billing.exemptions">;
type Row_ = View["items"][number];

export const looks = {
  submitted: "pending",
  approved: "active",
  rejected: "refused",
  expired: "expired",
  withdrawn: "cancelled",
} as const satisfies Record<Row_["state"], StatusLook>;

/** « Demandes d’exonération fiscale »: what was asked, what was decided and why, until when it holds. */
export default function TaxExemptions() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const first = useRead("billing.exemptions", { accountId: account.id, limit: 1 });
  const list = usePages("billing.exemptions", { accountId: account.id });
  const say = useAct("billing.sayNotConcerned");
  const [asking, ask] = useState(false);
  const state = (notConcerned: boolean) => void say.act({ accountId: account.id, body: { notConcerned } });

  return (
    <Page title={t("title")} answer={t("answer")}>
      <BillingTabs />
      <Await of={first} rows={5}>
        {(view) => (
          <Stack>
            <Row>
              <Button icon="plus" door={view.moves.ask} note={{ at: "ask-exemption" }} onPress={() => ask(true)}>
                {t("ask")}
              </Button>
              {view.moves.ask.open && (view.notConcerned || view.items.length === 0) ? (
                <Button working={say.working} onPress={() => state(view.notConcerned === null)}>
                  {t(view.notConcerned ? "concerned" : "notConcerned")}
                </Button>
              ) : null}
            </Row>
            <DoorNote id="ask-exemption" door={view.moves.ask} />
            <ProblemMessage problem={say.problem} />
            {view.notConcerned ? (
              <Message tone="ok">
                {t("notConcernedBy", { name: view.notConcerned.by, day: writeInstant(view.notConcerned.at, lang, timeZone) })}
              </Message>
            ) : null}
            <Await of={list} rows={3}>
              {(rows) => (
                <>
                  <Table
                    caption={t("caption")}
                    rows={rows}
                    rowKey={(row) => row.id}
                    name={(row) => row.number}
                    expand={(row) => <Details of={row} view={view} />}
                    empty={view.notConcerned ? null : <Empty title={t("none")}>{t("noneText")}</Empty>}
                    columns={[
                      { key: "number", title: t("number"), head: true, cell: (row) => <Text code>{row.number}</Text> },
                      { key: "place", title: t("place"), cell: (row) => [row.countryName, row.region].filter(Boolean).join(", ") },
                      {
                        key: "validity",
                        title: t("validity"),
                        cell: (row) => t("range", { from: writeDay(row.validFrom, lang), until: writeDay(row.validUntil, lang) }),
                      },
                      {
                        key: "state",
                        title: t("state"),
                        bare: true,
                        cell: (row) => <StatusBadge look={looks[row.state]}>{t(row.inForce ? "inForce" : row.state)}</StatusBadge>,
                      },
                    ]}
                  />
                  <LoadMore shown={rows.length} {...list} />
                </>
              )}
            </Await>
            {asking && view.moves.ask.open ? <Ask view={view} onClose={() => ask(false)} /> : null}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Details({ of, view }: { of: Row_; view: View }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const withdraw = useAct("billing.withdrawExemption", { onDone: () => toast({ text: t("withdrawnDone") }) });
  const here = { accountId: account.id, exemptionId: of.id };
  return (
    <Stack>
      <Text tone="secondary">{t("askedBy", { name: of.askedBy, day: writeInstant(of.askedAt, lang, timeZone) })}</Text>
      {of.reason ? (
        <Message tone={of.state === "rejected" ? "no" : "info"} title={t("reason")}>
          {of.reason}
        </Message>
      ) : null}
      <ProblemMessage problem={withdraw.problem} />
      <Row>
        {view.moves.ask.open ? (
          <FileLink size="small" href={fileAddress("billing.certificate", here)} label={`${t("certificate")} ${of.file.name}`}>
            {t("certificate")}
          </FileLink>
        ) : null}
        {of.state === "submitted" || of.state === "approved" ? (
          <Button size="small" door={view.moves.withdraw} working={withdraw.working} onPress={() => void withdraw.act(here)}>
            {t("withdraw")}
          </Button>
        ) : null}
      </Row>
    </Stack>
  );
}

function Ask({ view, onClose }: { view: View; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const [file, choose] = useState<File | null>(null);
  const ask = useAct("billing.askExemption", {
    onDone: () => {
      toast({ text: t("sent") });
      onClose();
    },
  });
  const form = useForm({
    initial: { number: "", country: view.country, region: "", validFrom: view.today, validUntil: "" },
    problem: ask.problem,
  });
  const wrongFile = ask.problem?.errors.some(({ pointer }) => pointer === "/file") ? ask.problem : null;
  return (
    <Drawer title={t("askTitle")} onClose={onClose}>
      <Form
        form={form}
        label={t("askTitle")}
        onSend={(body) => ask.act({ accountId: account.id, body, file: file ?? new File([], "certificat") })}
      >
        <Fields>
          <TextField label={t("number")} autoComplete="off" code {...form.bind("number")} />
          <SelectField
            label={t("country")}
            options={view.countries.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.bind("country")}
          />
          <TextField label={t("region")} hint={t("regionHint")} optional autoComplete="off" {...form.bind("region")} />
        </Fields>
        <Fields columns={2}>
          <TextField label={t("validFrom")} type="date" {...form.bind("validFrom")} />
          <TextField label={t("validUntil")} type="date" {...form.bind("validUntil")} />
        </Fields>
        <UploadZone
          label={t("file")}
          accept={view.uploads.types}
          types="PDF, PNG, JPEG"
          maxBytes={view.uploads.maxBytes}
          problem={wrongFile}
          onFile={choose}
          received={file ? [{ id: file.name, name: file.name }] : []}
        />
        <FormFoot
          form={form}
          send={t("send")}
          working={ask.working}
          before={<Button onPress={onClose}>{t("cancel")}</Button>}
          note={t("sendNote")}
        />
      </Form>
    </Drawer>
  );
}
