import { useEffect, useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { SelectField, TextField } from "../../../web/ui/form.ts";
import { Await, Button, Empty, LinkButton, Segmented, Text } from "../../../web/ui/index.ts";
import { DeskList, Desk as Frame, KeyBar, OfficePage, useKeys } from "../../../web/ui/office.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { tabs } from "../rules.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./Desk.module.css";
import { DeskCase } from "./DeskCase.tsx";
import { dayIn } from "./looks.ts";

const words = { fr, en };
type Line = Result<"support.queue">["items"][number];
const owners = ["anyone", "me", "nobody"] as const;
const sorted = { toTreat: "byDue", atPartner: "byWait", closed: "byEnd" } as const;

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The support desk: what is due, the earliest first, by type of problem, and the request that is open beside it (O14). */
export function Desk({ requestId }: { requestId?: string }) {
  const t = useWords(words);
  const go = useGo();
  const [askedTab, askTab] = useAsked("tab");
  const [askedOwner, askOwner] = useAsked("owner");
  const [topic, askTopic] = useAsked("topic");
  const [search = "", askSearch] = useAsked("search");
  const tab = tabs.find((one) => one === askedTab) ?? "toTreat";
  const owner = owners.find((one) => one === askedOwner) ?? "anyone";
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    // The address, and with it the list, follows a moment after one has stopped typing.
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const filter = { tab, owner, search, ...(topic !== undefined && { topic }) };
  const heads = useRead("support.queue", { ...filter, limit: 1 }, { every: 30_000, keep: true });
  const pages = usePages("support.queue", { ...filter, limit: 50 });
  const kept = new URLSearchParams(
    Object.entries({ tab: askedTab, owner: askedOwner, topic, search }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  const query = kept.size > 0 ? `?${kept}` : "";
  const { counts, topics = [] } = heads.data ?? {};

  const at = pages.data?.findIndex((line) => line.id === requestId) ?? -1;
  const step = (by: number) => {
    const next = pages.data?.[at < 0 ? 0 : at + by];
    if (next) go(`/office/support/${next.id}${query}`);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <OfficePage
      flush
      title={t("title")}
      count={heads.data ? t("requests", { count: heads.data.total }) : undefined}
      aside={
        <>
          <Segmented
            label={t("tabs")}
            value={tab}
            onChange={(value) => askTab(value === "toTreat" ? undefined : value)}
            options={tabs.map((value) => ({ value, label: t(value, { count: counts?.[value] ?? 0 }) }))}
          />
          <Segmented
            label={t("owner")}
            value={owner}
            onChange={(value) => askOwner(value === "anyone" ? undefined : value)}
            options={owners.map((value) => ({ value, label: t(value) }))}
          />
          <LinkButton size="small" icon="chart" to="/office/support/figures">
            {t("figures")}
          </LinkButton>
        </>
      }
      foot={
        <KeyBar
          keys={[
            { keys: ["J", "K"], does: t("keysNext") },
            { keys: ["P"], does: t("keysTake") },
            { keys: ["R"], does: t("keysAnswer") },
            { keys: ["N"], does: t("keysNote") },
          ]}
        />
      }
    >
      <Frame
        showing={requestId === undefined ? "list" : "case"}
        list={
          <>
            <div className={styles.filters}>
              <TextField label={t("search")} type="search" value={typed} onChange={setTyped} />
              <SelectField
                label={t("topic")}
                empty={t("everyTopic")}
                options={topics.map(({ id, name, count }) => ({ value: id, label: t("topicCount", { name, count }) }))}
                value={topic ?? ""}
                onChange={(value) => askTopic(value === "" ? undefined : value)}
              />
            </div>
            <Await of={pages} rows={8}>
              {(lines) =>
                lines.length === 0 ? (
                  <div className={styles.empty}>
                    {search !== "" || owner !== "anyone" || topic !== undefined ? (
                      <Empty
                        title={t("filteredTitle")}
                        act={
                          <Button
                            onPress={() => {
                              setTyped("");
                              go("/office/support");
                            }}
                          >
                            {t("clear")}
                          </Button>
                        }
                      />
                    ) : (
                      <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
                    )}
                  </div>
                ) : (
                  <>
                    <List lines={lines} current={requestId} tab={tab} query={query} late={counts?.late ?? 0} />
                    <LoadMore shown={lines.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
                  </>
                )
              }
            </Await>
          </>
        }
      >
        {requestId === undefined ? (
          <Text tone="secondary">{t("choose")}</Text>
        ) : (
          <DeskCase key={requestId} requestId={requestId} back={`/office/support${query}`} />
        )}
      </Frame>
    </OfficePage>
  );
}

function List({
  lines,
  current,
  tab,
  query,
  late,
}: {
  lines: readonly Line[];
  current: string | undefined;
  tab: (typeof tabs)[number];
  query: string;
  late: number;
}) {
  const t = useWords(words);
  const lang = useLang();
  const { today, timeZone } = useShell();
  const dueOf = ({ turn }: Line): { text: string; tone?: "no" | "you" } => {
    if (turn.dueOn === null) return { text: t("since", { day: writeDay(dayIn(turn.since, timeZone), lang, "short") }) };
    const left = days(today, turn.dueOn);
    if (left < 0) return { text: t("daysLate", { count: -left }), tone: "no" };
    if (left === 0) return { text: t("dueToday"), tone: "you" };
    return { text: left === 1 ? t("dueTomorrow") : writeDay(turn.dueOn, lang, "short") };
  };
  return (
    <DeskList
      label={t("list")}
      current={current}
      items={lines.map((line) => {
        const due = dueOf(line);
        return {
          key: line.id,
          to: `/office/support/${line.id}${query}`,
          title: line.subject,
          due: due.text,
          dueTone: due.tone,
          kind: line.number,
          place: `${line.company}, ${line.age === 0 ? t("ageToday") : t("age", { count: line.age })}`,
          right: [line.severity.name, ...(line.owner ? [line.owner.initials] : [])].join(" · "),
        };
      })}
      head={
        <>
          <span>{t(sorted[tab])}</span>
          {tab === "toTreat" && late > 0 ? <span>{t("late", { count: late })}</span> : null}
        </>
      }
    />
  );
}
