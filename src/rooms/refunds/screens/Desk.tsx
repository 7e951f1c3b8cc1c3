import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, Empty, LinkButton, Segmented, Text } from "../../../web/ui/index.ts";
import { DeskList, Desk as Frame, KeyBar, OfficePage, useKeys } from "../../../web/ui/office.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { tabs } from "../rules.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./Desk.module.css";
import { DeskCase } from "./DeskCase.tsx";

const words = { fr, en };
type Line = Result<"refunds.queue">["items"][number];

/** The refund desk (O13): what is to decide, who waits longest first, and the case that is open beside it. */
export function Desk({ refundId }: { refundId?: string }) {
  const t = useWords(words);
  const go = useGo();
  const [askedTab, askTab] = useAsked("tab");
  const [search = "", askSearch] = useAsked("search");
  const tab = tabs.find((one) => one === askedTab) ?? "toDecide";
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    // The address, and with it the list, follows a moment after one has stopped typing.
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const heads = useRead("refunds.queue", { tab, search, limit: 1 }, { every: 30_000, keep: true });
  const pages = usePages("refunds.queue", { tab, search, limit: 50 });
  const kept = new URLSearchParams(Object.entries({ tab: askedTab, search }).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const query = kept.size > 0 ? `?${kept}` : "";

  const at = pages.data?.findIndex(({ id }) => id === refundId) ?? -1;
  const step = (by: number) => {
    const next = pages.data?.[at < 0 ? 0 : at + by];
    if (next) go(`/office/refunds/${next.id}${query}`);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <OfficePage
      flush
      title={t("title")}
      count={heads.data ? t("cases", { count: heads.data.total }) : undefined}
      aside={
        <>
          <Segmented
            label={t("tabs")}
            value={tab}
            onChange={(value) => askTab(value === "toDecide" ? undefined : value)}
            options={tabs.map((value) => ({ value, label: t(value, { count: heads.data?.counts[value] ?? 0 }) }))}
          />
          <LinkButton size="small" icon="plus" to="/office/refunds/new">
            {t("openNew")}
          </LinkButton>
        </>
      }
      foot={<KeyBar keys={[{ keys: ["J", "K"], does: t("keysNext") }]} />}
    >
      <Frame
        showing={refundId === undefined ? "list" : "case"}
        list={
          <>
            <div className={styles.filters}>
              <TextField label={t("search")} type="search" value={typed} onChange={setTyped} />
            </div>
            <Await of={pages} rows={8}>
              {(lines) =>
                lines.length === 0 ? (
                  <div className={styles.empty}>
                    {search === "" ? (
                      <Empty title={t("emptyTitle")}>{t("emptyText")}</Empty>
                    ) : (
                      <Empty title={t("filteredTitle")} act={<Button onPress={() => setTyped("")}>{t("clear")}</Button>} />
                    )}
                  </div>
                ) : (
                  <>
                    <List lines={lines} current={refundId} query={query} head={t(tab === "closed" ? "latest" : "oldest")} />
                    <LoadMore shown={lines.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
                  </>
                )
              }
            </Await>
          </>
        }
      >
        {refundId === undefined ? (
          <Text tone="secondary">{t("choose")}</Text>
        ) : (
          <DeskCase key={refundId} refundId={refundId} back={`/office/refunds${query}`} />
        )}
      </Frame>
    </OfficePage>
  );
}

function List({ lines, current, query, head }: { lines: readonly Line[]; current: string | undefined; query: string; head: string }) {
  const t = useWords(words);
  return (
    <DeskList
      label={t("list")}
      current={current}
      items={lines.map((line) => ({
        key: line.id,
        to: `/office/refunds/${line.id}${query}`,
        title: line.company,
        due: line.age === 0 ? t("ageToday") : t("age", { count: line.age }),
        kind: line.number,
        place: line.subscription,
        right: line.state.label,
      }))}
      head={<span>{head}</span>}
    />
  );
}
