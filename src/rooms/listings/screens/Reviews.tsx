import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Link, Segmented, Stack, StatusBadge } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { looks } from "./Profiles.tsx";

const words = { fr, en };
type Line = Result<"listings.queue">["items"][number];
const tabs = ["toReview", "public"] as const;

/** The marketing desk: what waits for a review, the longest first, and what is online. */
export default function Reviews() {
  const t = useWords(words);
  const go = useGo();
  const [askedTab, askTab] = useAsked("tab");
  const [search = "", askSearch] = useAsked("search");
  const tab = tabs.find((one) => one === askedTab) ?? "toReview";
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const heads = useRead("listings.queue", { tab, search, limit: 1 }, { every: 30_000, keep: true });
  const pages = usePages("listings.queue", { tab, search, limit: 50 });
  const counts = heads.data?.counts;
  const daysOf = ({ waited }: Line) => (waited === 0 ? t("today") : t("days", { count: waited }));

  return (
    <OfficePage
      title={t("title")}
      aside={
        <Segmented
          label={t("tabs")}
          value={tab}
          onChange={(value) => askTab(value === "toReview" ? undefined : value)}
          options={[
            { value: "toReview", label: t("toReview", { count: counts?.toReview ?? 0 }) },
            { value: "public", label: t("publicOnes", { count: counts?.public ?? 0 }) },
          ]}
        />
      }
    >
      <Stack>
        <TextField label={t("search")} type="search" value={typed} onChange={setTyped} />
        <Await of={pages} rows={6}>
          {(lines) => (
            <>
              <Table
                caption={t("list")}
                rows={lines}
                rowKey={(line) => line.id}
                name={(line) => line.company}
                empty={
                  search === "" ? (
                    <Empty title={t("emptyTitle")}>{t(tab === "toReview" ? "emptyHint" : "emptyPublic")}</Empty>
                  ) : (
                    <Empty title={t("filtered")} act={<Button onPress={() => go("/office/listings")}>{t("back")}</Button>} />
                  )
                }
                columns={[
                  {
                    key: "company",
                    title: t("company"),
                    head: true,
                    cell: (line) => <Link to={`/office/listings/${line.id}`}>{line.company}</Link>,
                  },
                  { key: "region", title: t("region"), cell: (line) => line.region },
                  { key: "at", title: t(tab === "toReview" ? "waits" : "since"), cell: daysOf },
                  {
                    key: "state",
                    title: t("state"),
                    bare: true,
                    cell: (line) => <StatusBadge look={looks[line.state.state]}>{line.state.label}</StatusBadge>,
                  },
                ]}
              />
              <LoadMore shown={lines.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
            </>
          )}
        </Await>
      </Stack>
    </OfficePage>
  );
}
