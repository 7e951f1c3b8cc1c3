import { useEffect, useState } from "react";
import type { Day } from "../../../kit/dates.ts";
import { addDays } from "../../../kit/dates.ts";
import { fileAddress } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, Card, Empty, FileLink, Row, Segmented, Stack, Text } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { billingKinds } from "../rules.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import { DocumentTable } from "./DocumentTable.tsx";

const words = { fr: fr.screens, en: en.screens };
const deskWords = { fr: fr.desk, en: en.desk };
/** The first and the last day of the month that is over. */
function monthBefore(today: Day): { from: Day; to: Day } {
  const to = addDays(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** For the vendor's staff: every billing document, and the period that the accountants take away (O11). */
export default function Desk() {
  const t = useWords(words);
  const desk = useWords(deskWords);
  const go = useGo();
  const { today } = useShell();
  const [askedKind, askKind] = useAsked("kind");
  const [search = "", askSearch] = useAsked("search");
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const kind = billingKinds.find((one) => one === askedKind);
  const pages = usePages("invoicing.desk", { search, ...(kind && { kind }) });
  const [{ from, to }, setPeriod] = useState(() => monthBefore(today));

  return (
    <OfficePage title={desk("title")}>
      <Stack>
        <Text tone="secondary">{desk("answer")}</Text>
        <Row>
          <Segmented
            label={t("kindFilter")}
            value={kind ?? "all"}
            onChange={(value) => askKind(value === "all" ? undefined : value)}
            options={(["all", ...billingKinds] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Row>
        <TextField label={desk("search")} type="search" value={typed} onChange={setTyped} />
        <Await of={pages} rows={6}>
          {(rows) => (
            <>
              <DocumentTable
                rows={rows}
                address={({ id: documentId }) => fileAddress("invoicing.deskFile", { documentId })}
                company={{
                  title: desk("company"),
                  cell: (line) => (
                    <div>
                      {line.company} <Text code>{line.partnerId}</Text>
                    </div>
                  ),
                }}
                empty={
                  <Empty
                    title={desk("emptyTitle")}
                    act={
                      <Button
                        onPress={() => {
                          setTyped("");
                          go("/office/invoices");
                        }}
                      >
                        {desk("clear")}
                      </Button>
                    }
                  >
                    {desk("emptyText")}
                  </Empty>
                }
              />
              <LoadMore shown={rows.length} {...pages} />
            </>
          )}
        </Await>
        <Card title={desk("exportTitle")}>
          <Stack>
            <Text tone="secondary">{desk("exportText")}</Text>
            <Row>
              <TextField label={desk("from")} type="date" value={from} onChange={(value) => setPeriod({ from: value, to })} />
              <TextField label={desk("to")} type="date" value={to} onChange={(value) => setPeriod({ from, to: value })} />
            </Row>
            <div>
              <FileLink href={fileAddress("invoicing.export", { from, to, bom: "true" })}>{desk("export")}</FileLink>
            </div>
          </Stack>
        </Card>
      </Stack>
    </OfficePage>
  );
}
