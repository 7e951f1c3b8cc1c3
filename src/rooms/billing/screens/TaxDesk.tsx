import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { TextArea, TextField } from "../../../web/ui/form.ts";
import { Await, Button, Chip, Empty, Facts, FileLink, ProblemMessage, Row, Segmented, Stack, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en, tax as enTax } from "../words/en.ts";
import { desk as fr, tax as frTax } from "../words/fr.ts";

const words = { fr, en };
const taxWords = { fr: frTax, en: enTax };
type Exemption = Result<"billing.taxDesk">["items"][number];
type Asked = Result<"billing.billToDesk">["items"][number];
const lists = ["exemptions", "billTo"] as const;

/** For the vendor's staff: exemptions to examine and bill-to names to change, the oldest first. */
export default function TaxDesk() {
  const t = useWords(words);
  const [asked, ask] = useAsked("list");
  const list = lists.find((one) => one === asked) ?? "exemptions";
  return (
    <OfficePage
      title={t("title")}
      aside={
        <Segmented
          label={t("lists")}
          options={lists.map((value) => ({ value, label: t(value) }))}
          value={list}
          onChange={(next) => ask(next)}
        />
      }
    >
      <Stack>
        <Text tone="secondary">{t("oldest")}</Text>
        {list === "exemptions" ? <Exemptions /> : <Names />}
      </Stack>
    </OfficePage>
  );
}

function Exemptions() {
  const t = useWords(words);
  const tax = useWords(taxWords);
  const lang = useLang();
  const queue = usePages("billing.taxDesk", {});
  return (
    <Await of={queue} rows={5}>
      {(rows) => (
        <>
          <Table
            caption={t("exemptions")}
            rows={rows}
            rowKey={(row) => row.id}
            name={(row) => row.company}
            expand={(row) => <DecideExemption of={row} />}
            empty={<Empty title={t("noneTax")} />}
            columns={[
              {
                key: "company",
                title: t("company"),
                head: true,
                cell: (row) => (
                  <>
                    {row.company} <Text code>{row.partnerId}</Text>
                  </>
                ),
              },
              { key: "place", title: t("place"), cell: (row) => [row.countryName, row.region].filter(Boolean).join(", ") },
              {
                key: "validity",
                title: t("validity"),
                cell: (row) => tax("range", { from: writeDay(row.validFrom, lang), until: writeDay(row.validUntil, lang) }),
              },
              { key: "age", title: t("age"), numeric: true, cell: (row) => t("days", { count: row.ageDays }) },
            ]}
          />
          <LoadMore shown={rows.length} {...queue} />
        </>
      )}
    </Await>
  );
}

function DecideExemption({ of }: { of: Exemption }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [reason, setReason] = useState("");
  const decide = useAct("billing.decideExemption", {
    onDone: (_, { body }) => toast({ text: t(body.decision === "approve" ? "approved" : "rejected") }),
  });
  const send = (decision: "approve" | "reject") => void decide.act({ exemptionId: of.id, body: { decision, reason } });
  return (
    <Stack>
      <Facts
        wide
        items={[
          { name: t("number"), value: <Text code>{of.number}</Text> },
          { name: t("legalCountry"), value: of.legalCountry },
          ...(of.vatNumber
            ? [
                {
                  name: t("vat"),
                  value: (
                    <>
                      <Text code>{of.vatNumber}</Text> <Chip>{t("formChecked")}</Chip>
                    </>
                  ),
                },
              ]
            : []),
          { name: t("askedBy"), value: of.askedBy, hint: writeInstant(of.askedAt, lang, timeZone) },
        ]}
      />
      <div>
        <FileLink href={fileAddress("billing.deskCertificate", { exemptionId: of.id })} label={`${t("certificate")} ${of.file.name}`}>
          {t("certificate")}
        </FileLink>
      </div>
      <Ruling
        reason={reason}
        onReason={setReason}
        working={decide.working}
        problem={decide.problem}
        onApprove={() => send("approve")}
        onReject={() => send("reject")}
      />
    </Stack>
  );
}

type RulingProps = {
  reason: string;
  onReason: (reason: string) => void;
  working: boolean;
  problem: ReturnType<typeof useAct<"billing.decideExemption">>["problem"];
  onApprove: () => void;
  onReject: () => void;
};

/** The reason, and the two buttons. */
function Ruling({ reason, onReason, working, problem, onApprove, onReject }: RulingProps) {
  const t = useWords(words);
  const wrong = problem?.errors.find(({ pointer }) => pointer === "/reason")?.detail;
  return (
    <Stack>
      <TextArea label={t("reason")} hint={t("reasonHint")} rows={2} maxLength={500} value={reason} onChange={onReason} error={wrong} />
      {wrong ? null : <ProblemMessage problem={problem} />}
      <Row>
        <Button kind="primary" working={working} onPress={onApprove}>
          {t("approve")}
        </Button>
        <Button kind="danger" working={working} onPress={onReject}>
          {t("reject")}
        </Button>
      </Row>
    </Stack>
  );
}

function Names() {
  const t = useWords(words);
  const queue = usePages("billing.billToDesk", {});
  return (
    <Await of={queue} rows={5}>
      {(rows) => (
        <>
          <Table
            caption={t("billTo")}
            rows={rows}
            rowKey={(row) => row.id}
            name={(row) => row.company}
            expand={(row) => <DecideName of={row} />}
            empty={<Empty title={t("noneBillTo")} />}
            columns={[
              {
                key: "company",
                title: t("company"),
                head: true,
                cell: (row) => (
                  <>
                    {row.company} <Text code>{row.partnerId}</Text>
                  </>
                ),
              },
              { key: "from", title: t("from"), cell: (row) => row.from },
              { key: "to", title: t("to"), cell: (row) => row.to },
              { key: "age", title: t("age"), numeric: true, cell: (row) => t("days", { count: row.ageDays }) },
            ]}
          />
          <LoadMore shown={rows.length} {...queue} />
        </>
      )}
    </Await>
  );
}

function DecideName({ of }: { of: Asked }) {
  const t = useWords(words);
  const [name, setName] = useState(of.to);
  const [reason, setReason] = useState("");
  const decide = useAct("billing.decideBillTo", {
    onDone: (_, { body }) => toast({ text: t(body.decision === "approve" ? "approved" : "rejected") }),
  });
  const send = (decision: "approve" | "refuse") => void decide.act({ requestId: of.id, body: { decision, name, reason } });
  return (
    <Stack>
      <Facts wide items={[{ name: t("because"), value: of.because, hint: of.askedBy }]} />
      <TextField label={t("name")} hint={t("nameHint")} value={name} onChange={setName} />
      <Ruling
        reason={reason}
        onReason={setReason}
        working={decide.working}
        problem={decide.problem}
        onApprove={() => send("approve")}
        onReject={() => send("refuse")}
      />
    </Stack>
  );
}
