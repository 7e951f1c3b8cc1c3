import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { SelectField, TextField } from "../../../web/ui/form.ts";
import { Await, Button, Chip, Empty, FileLink, Page, ProblemMessage, Row, Stack } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import styles from "./Journal.module.css";

const words = { fr: fr.journal, en: en.journal };
const subjectWords = { fr: fr.subjects, en: en.subjects };
type Log = Result<"company.activityLog">;
type Subject = Log["items"][number]["subject"];
type Side = Log["items"][number]["side"];
const subjects = Object.keys(fr.subjects) as Subject[];

/** « Journal d’activité »: when, about what, what, who; the period and the filters are in the address (G-046). */
export default function Journal() {
  const t = useWords(words);
  const account = useAccount();
  const [from, askFrom] = useAsked("from");
  const [to, askTo] = useAsked("to");
  const [who, askWho] = useAsked("who");
  const [asked, askSubject] = useAsked("subject");
  const [askedSide, askSide] = useAsked("side");
  const subject = subjects.find((one) => one === asked);
  const side = (["ours", "partner"] as const).find((one) => one === askedSide);
  const filters = { from, to, who, subject, side };
  const period = useRead("company.activityLog", { accountId: account.id, ...filters, limit: 1 }, { keep: true });
  const clear = () => {
    for (const ask of [askFrom, askTo, askWho, askSubject, askSide]) ask(undefined);
  };

  return (
    <Page
      title={t("title")}
      answer={t("answer", { days: 90 })}
      aside={
        period.data ? (
          <FileLink
            href={fileAddress("company.exportActivity", { accountId: account.id, ...filters })}
            label={`${t("export")}. ${t("exportNote")}`}
          >
            {t("export")}
          </FileLink>
        ) : null
      }
    >
      <Stack>
        {period.data ? (
          <Filters
            key={`${period.data.from} ${period.data.to}`}
            of={{ from: from ?? period.data.from, to: to ?? period.data.to, who: who ?? "", subject, side }}
            onDays={(first, last) => {
              askFrom(first);
              askTo(last);
            }}
            onWho={askWho}
            onSubject={askSubject}
            onSide={askSide}
          />
        ) : null}
        {period.problem ? (
          <>
            <ProblemMessage problem={period.problem} saving={false} />
            <div>
              <Button onPress={clear}>{t("clear")}</Button>
            </div>
          </>
        ) : (
          <Entries filters={filters} onClear={clear} />
        )}
      </Stack>
    </Page>
  );
}

type Shown = { from: string; to: string; who: string; subject: Subject | undefined; side: Side | undefined };
type Asks = {
  of: Shown;
  onDays: (from: string, to: string) => void;
  onWho: (who: string | undefined) => void;
  onSubject: (subject: string | undefined) => void;
  onSide: (side: string | undefined) => void;
};

function Filters({ of, onDays, onWho, onSubject, onSide }: Asks) {
  const t = useWords(words);
  const named = useWords(subjectWords);
  const [from, setFrom] = useState(of.from);
  const [to, setTo] = useState(of.to);
  const [who, setWho] = useState(of.who);
  const show = () => {
    if (from && to) onDays(from, to);
    onWho(who.trim() || undefined);
  };
  return (
    <form
      className={styles.filters}
      aria-label={t("filters")}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <TextField label={t("from")} type="date" value={from} onChange={setFrom} />
      <TextField label={t("to")} type="date" value={to} onChange={setTo} />
      <TextField label={t("who")} type="search" value={who} onChange={setWho} placeholder={t("whoHint")} />
      <SelectField
        label={t("subject")}
        empty={t("everySubject")}
        options={subjects.map((value) => ({ value: value as string, label: named(value) }))}
        value={of.subject ?? ""}
        onChange={(chosen) => onSubject(chosen || undefined)}
      />
      <SelectField
        label={t("side")}
        empty={t("bothSides")}
        options={[
          { value: "partner" as string, label: t("partner") },
          { value: "ours" as string, label: t("ours") },
        ]}
        value={of.side ?? ""}
        onChange={(chosen) => onSide(chosen || undefined)}
      />
      <Button type="submit">{t("apply")}</Button>
    </form>
  );
}

type Filtered = Omit<Partial<Shown>, "who"> & { from: string | undefined; to: string | undefined; who: string | undefined };

function Entries({ filters, onClear }: { filters: Filtered; onClear: () => void }) {
  const t = useWords(words);
  const named = useWords(subjectWords);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const log = usePages("company.activityLog", { accountId: account.id, ...filters });
  return (
    <Await of={log} rows={8}>
      {(rows) => (
        <>
          <Table
            caption={t("caption")}
            rows={rows}
            rowKey={(row) => row.id}
            name={(row) => row.action}
            empty={
              <Empty title={t("nothing")} act={<Button onPress={onClear}>{t("clear")}</Button>}>
                {t("nothingText")}
              </Empty>
            }
            columns={[
              { key: "when", title: t("when"), cell: (row) => <span className="num">{writeInstant(row.at, lang, timeZone)}</span> },
              { key: "subject", title: t("subject"), cell: (row) => named(row.subject) },
              { key: "action", title: t("action"), head: true, cell: (row) => row.action },
              {
                key: "who",
                title: t("who"),
                cell: (row) => (
                  <Row gap="tight">
                    <span>{row.who}</span>
                    {row.side === "ours" ? <Chip>{t("staff")}</Chip> : null}
                  </Row>
                ),
              },
            ]}
          />
          <LoadMore shown={rows.length} {...log} />
        </>
      )}
    </Await>
  );
}
