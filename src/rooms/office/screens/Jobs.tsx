import { writeInstant } from "../../../kit/format.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Await, Button, Empty, Message, ProblemMessage, Segmented, Stack, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import type { JobList } from "../rules.ts";
import { jobLists } from "../rules.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.screens, en: en.screens };
const kindWords = { fr: fr.kinds, en: en.kinds };

/** What the house does by itself: the three lists, and the one act, trying a failed job again. */
export default function Jobs() {
  const t = useWords(words);
  const kinds = useWords(kindWords);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asked, ask] = useAsked("list");
  const list: JobList = jobLists.find((name) => name === asked) ?? "next";
  const jobs = usePages("office.jobs", { list });
  const { data: overview } = useRead("office.jobs", { list, limit: 1 });
  const repeat = useAct("office.repeatJob", { onDone: () => toast({ text: t("repeated") }) });
  const named = (kind: string): string => (kind in fr.kinds ? kinds(kind as keyof typeof fr.kinds) : kind);

  const empty = { next: t("emptyNext"), late: t("emptyLate"), failed: t("emptyFailed") }[list];
  const minutes = Math.round((overview?.lateSeconds ?? 0) / 60);
  const label = (name: JobList): string => (overview ? `${t(name)} ${overview.counts[name]}` : t(name));

  return (
    <OfficePage
      title={t("title")}
      aside={
        <Segmented label={t("lists")} options={jobLists.map((value) => ({ value, label: label(value) }))} value={list} onChange={ask} />
      }
    >
      <Stack>
        <Text tone="secondary">{t("answer")}</Text>
        {overview ? (
          <Message tone={minutes > 0 ? "no" : "ok"}>{minutes > 0 ? t("lateBy", { count: minutes }) : t("onTime")}</Message>
        ) : null}
        {repeat.problem ? <ProblemMessage problem={repeat.problem} /> : null}
        <Await of={jobs} rows={6}>
          {(rows) => (
            <>
              <Table
                caption={t("title")}
                rows={rows}
                rowKey={(row) => row.id}
                name={(row) => named(row.kind)}
                columns={[
                  { key: "kind", title: t("kind"), head: true, cell: (row) => named(row.kind) },
                  { key: "company", title: t("company"), cell: (row) => row.company ?? t("nobody") },
                  { key: "due", title: t("due"), cell: (row) => writeInstant(row.dueAt, lang, timeZone) },
                  { key: "tries", title: t("tries"), numeric: true, cell: (row) => row.attempts },
                  { key: "error", title: t("error"), cell: (row) => <Text small>{row.lastError ?? ""}</Text> },
                  ...(list === "failed"
                    ? [
                        {
                          key: "repeat",
                          title: t("repeat"),
                          hideTitle: true,
                          cell: (row: { id: string }) => (
                            <Button size="small" working={repeat.working} onPress={() => void repeat.act({ jobId: row.id })}>
                              {t("repeat")}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
                empty={<Empty title={empty} />}
              />
              <LoadMore shown={rows.length} {...jobs} />
            </>
          )}
        </Await>
      </Stack>
    </OfficePage>
  );
}
