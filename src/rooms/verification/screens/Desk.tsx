import { useEffect, useMemo, useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Segmented, Text } from "../../../web/ui/index.ts";
import { DeskList, Desk as Frame, KeyBar, OfficePage, useKeys } from "../../../web/ui/office.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { Case } from "./Case.tsx";
import styles from "./Desk.module.css";
import { dayIn } from "./times.ts";

const words = { fr, en };
type Line = Result<"verification.queue">["items"][number];
type Tab = "toTreat" | "atPartner" | "second";
type Owner = "anyone" | "me" | "nobody";
const tabs: readonly Tab[] = ["toTreat", "atPartner", "second"];
const owners: readonly Owner[] = ["anyone", "me", "nobody"];

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The verification desk: what is due, the earliest first, and the case that is open beside it. */
export function Desk({ caseId }: { caseId?: string }) {
  const t = useWords(words);
  const go = useGo();
  const [askedTab, askTab] = useAsked("tab");
  const [askedOwner, askOwner] = useAsked("owner");
  const [search = "", askSearch] = useAsked("search");
  const tab = tabs.find((one) => one === askedTab) ?? "toTreat";
  const owner = owners.find((one) => one === askedOwner) ?? "anyone";
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    // The address, and with it the list, follows a moment after one has stopped typing.
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const filter = { tab, owner, search };
  const heads = useRead("verification.queue", { ...filter, limit: 1 }, { every: 30_000, keep: true });
  const pages = usePages("verification.queue", { ...filter, limit: 50 });
  const kept = new URLSearchParams(
    Object.entries({ tab: askedTab, owner: askedOwner, search }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  const query = kept.size > 0 ? `?${kept}` : "";
  const counts = heads.data?.counts;

  const at = pages.data?.findIndex((line) => line.caseId === caseId) ?? -1;
  const step = (by: number) => {
    const next = pages.data?.[at < 0 ? 0 : at + by];
    if (next) go(`/office/verification/${next.caseId}${query}`);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <OfficePage
      flush
      title={t("title")}
      count={heads.data ? t("cases", { count: heads.data.total ?? 0 }) : undefined}
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
            options={[
              { value: "anyone", label: t("anyone") },
              { value: "me", label: t("mine") },
              { value: "nobody", label: t("free") },
            ]}
          />
        </>
      }
      foot={
        <KeyBar
          keys={[
            { keys: ["J", "K"], does: t("keysNext") },
            { keys: ["P"], does: t("keysTake") },
            { keys: ["A"], does: t("keysAuthorise") },
            { keys: ["D"], does: t("keysAsk") },
            { keys: ["R"], does: t("keysReject") },
            { keys: ["N"], does: t("keysNote") },
          ]}
        />
      }
    >
      <Frame
        showing={caseId === undefined ? "list" : "case"}
        list={
          <>
            <div className={styles.search}>
              <TextField label={t("search")} type="search" value={typed} onChange={setTyped} />
            </div>
            <Await of={pages} rows={8}>
              {(lines) =>
                lines.length === 0 ? (
                  <div className={styles.empty}>
                    <Nothing
                      filtered={search !== "" || owner !== "anyone"}
                      deadline={heads.data?.nextDeadline ?? null}
                      onClear={() => {
                        setTyped("");
                        go("/office/verification");
                      }}
                    />
                  </div>
                ) : (
                  <>
                    <List lines={lines} current={caseId} tab={tab} query={query} workingDays={heads.data?.workingDays ?? 0} />
                    <LoadMore shown={lines.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
                  </>
                )
              }
            </Await>
          </>
        }
      >
        {caseId === undefined ? (
          <Text tone="secondary">{t("choose")}</Text>
        ) : (
          <Case key={caseId} caseId={caseId} back={`/office/verification${query}`} />
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
  workingDays,
}: {
  lines: readonly Line[];
  current: string | undefined;
  tab: Tab;
  query: string;
  workingDays: number;
}) {
  const t = useWords(words);
  const dueOf = useDue();
  const items = useMemo(
    () =>
      lines.map((line) => {
        const due = dueOf(line);
        const tries = line.tries.used > 1 ? [t("tryOf", { used: line.tries.used, of: line.tries.of })] : [];
        return {
          key: line.caseId,
          to: `/office/verification/${line.caseId}${query}`,
          title: line.company,
          due: due.text,
          dueTone: due.tone,
          kind: line.focus.name,
          place: `${line.city}, ${line.country}`,
          right: [...(line.escalated ? [t("chased")] : []), ...tries, ...(line.owner ? [line.owner.initials] : [])].join(" · "),
          ...(line.dueOn === null ? {} : { used: line.gone / line.of }),
        };
      }),
    [lines, query, t, dueOf],
  );
  return (
    <DeskList
      label={t("list")}
      current={current}
      items={items}
      head={
        <>
          <span>{t(tab === "toTreat" ? "byDue" : "byWait")}</span>
          {tab === "toTreat" ? <span>{t("workingDays", { count: workingDays })}</span> : null}
        </>
      }
    />
  );
}

/** When a case is due, as one says it: late by so many days, today, tomorrow, or the day. */
function useDue(): (line: Line) => { text: string; tone?: "no" | "you" } {
  const t = useWords(words);
  const lang = useLang();
  const { today, timeZone } = useShell();
  return useMemo(
    () => (line) => {
      if (line.dueOn === null) {
        return line.deadline === null
          ? { text: t("since", { day: writeDay(dayIn(line.turnSince, timeZone), lang, "short") }) }
          : { text: t("before", { day: writeDay(line.deadline, lang, "short") }) };
      }
      const left = days(today, line.dueOn);
      if (left < 0) return { text: t("daysLate", { count: -left }), tone: "no" };
      if (left === 0) return { text: t("dueToday"), tone: "you" };
      return { text: left === 1 ? t("dueTomorrow") : writeDay(line.dueOn, lang, "short") };
    },
    [t, lang, today, timeZone],
  );
}

function Nothing({ filtered, deadline, onClear }: { filtered: boolean; deadline: string | null; onClear: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  if (filtered) return <Empty title={t("filteredTitle")} act={<Button onPress={onClear}>{t("clear")}</Button>} />;
  return <Empty title={t("emptyTitle")}>{deadline ? t("emptyDeadline", { day: writeDay(deadline, lang, "long") }) : t("emptyNone")}</Empty>;
}
