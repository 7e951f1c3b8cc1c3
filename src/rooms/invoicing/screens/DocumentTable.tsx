import type { ReactNode } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { FileLink, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.screens, en: en.screens };
const papers = { fr: fr.paper, en: en.paper };
type Line = Result<"invoicing.list">["items"][number];

/** Billing documents with their figures and the way to their files, for the company and for the desk. */
export function DocumentTable<L extends Line>({
  rows,
  address,
  empty,
  company,
}: {
  rows: readonly L[];
  address: (line: L) => string;
  empty: ReactNode;
  /** The desk's column of whose it is. */
  company?: { readonly title: string; readonly cell: (line: L) => ReactNode };
}) {
  const t = useWords(words);
  const paper = useWords(papers);
  const lang = useLang();
  return (
    <Table<L>
      caption={t("list")}
      rows={rows}
      rowKey={(line) => line.id}
      name={(line) => line.number}
      empty={empty}
      columns={[
        {
          key: "number",
          title: t("number"),
          head: true,
          cell: (line) => (
            <div>
              {paper(line.kind)} <Text code>{line.number}</Text>
              {line.corrects === null ? null : (
                <div>
                  <Text small tone="secondary">
                    {t("corrects", { number: line.corrects })}
                  </Text>
                </div>
              )}
            </div>
          ),
        },
        { key: "date", title: t("date"), cell: (line) => writeDay(line.issuedOn, lang) },
        ...(company ? [{ key: "company", title: company.title, cell: company.cell }] : []),
        {
          key: "what",
          title: t("what"),
          cell: (line) => (
            <div>
              {line.what}
              <div>
                <Text small tone="secondary">
                  {t("period", { from: writeDay(line.from, lang), to: writeDay(line.to, lang) })}
                </Text>
              </div>
            </div>
          ),
        },
        { key: "net", title: t("net"), numeric: true, cell: (line) => writeMoney(line.net, lang) },
        { key: "tax", title: t("tax"), numeric: true, cell: (line) => writeMoney(line.tax, lang) },
        { key: "total", title: t("total"), numeric: true, cell: (line) => writeMoney(line.total, lang) },
        {
          key: "file",
          title: t("file"),
          hideTitle: true,
          cell: (line) => (
            <FileLink size="small" href={address(line)} label={t("downloadOf", { number: line.number })}>
              {t("download")}
            </FileLink>
          ),
        },
      ]}
    />
  );
}
