import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, DoorNote, Empty, Link, LinkButton, Page, Row, Segmented, Stack, StatusBadge } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { looks, useTimeOf } from "./looks.ts";
import styles from "./Requests.module.css";

const words = { fr, en };
type Line = Result<"support.list">["items"][number];
const states = ["all", "open", "attentionNeeded", "closed"] as const;

/** « Demandes de service > Demandes à l'Espace partenaires »: one's own, or with the role for it the company's. */
export default function Requests() {
  const t = useWords(words);
  const go = useGo();
  const timeOf = useTimeOf();
  const { id: accountId } = useAccount();
  const { doors } = useRead("house.doors", { accountId }).data ?? {};
  const company = doors?.["support.all"];
  const [askedWhose, askWhose] = useAsked("whose");
  const [askedState, askState] = useAsked("state");
  const [search = "", askSearch] = useAsked("search");
  const state = states.find((one) => one === askedState) ?? "all";
  const whose = askedWhose === "everybody" && company?.open ? ("support.all" as const) : ("support.list" as const);
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => typed !== search && askSearch(typed || undefined), 250);
    return () => clearTimeout(timer);
  }, [typed, search, askSearch]);
  const filter = { accountId, state, search };
  const { counts } = useRead(whose, { ...filter, limit: 1 }, { every: 30_000, keep: true }).data ?? {};
  const pages = usePages(whose, { ...filter, limit: 50 });
  const filtered = search !== "" || state !== "all";

  return (
    <Page
      title={t("listOver")}
      answer={t("listAnswer")}
      crumbs={[{ label: t("support"), to: "~/support" }, { label: t("listTitle") }]}
      aside={
        <LinkButton kind="primary" icon="plus" to="~/support/new">
          {t("newRequest")}
        </LinkButton>
      }
    >
      <Stack>
        <Row between>
          <Segmented
            label={t("stateFilter")}
            value={state}
            onChange={(value) => askState(value === "all" ? undefined : value)}
            options={states.map((value) => ({ value, label: t(value, { count: counts?.[value] ?? 0 }) }))}
          />
          {company?.open ? (
            <Segmented
              label={t("whose")}
              value={whose === "support.all" ? "everybody" : "mine"}
              onChange={(value) => askWhose(value === "everybody" ? value : undefined)}
              options={[
                { value: "mine", label: t("mine") },
                { value: "everybody", label: t("everybody") },
              ]}
            />
          ) : company ? (
            <Button size="small" door={company} note={{ at: "everybody" }}>
              {t("everybody")}
            </Button>
          ) : null}
        </Row>
        <DoorNote id="everybody" door={company} />
        <TextField label={t("search")} type="search" value={typed} onChange={setTyped} />
        <Await of={pages} rows={6}>
          {(lines) => (
            <>
              <Table<Line>
                caption={t("list")}
                rows={lines}
                rowKey={(line) => line.id}
                name={(line) => line.number}
                empty={
                  filtered ? (
                    <Empty
                      title={t("filteredTitle")}
                      act={
                        <Button
                          onPress={() => {
                            setTyped("");
                            go("~/requests");
                          }}
                        >
                          {t("clear")}
                        </Button>
                      }
                    />
                  ) : (
                    <Empty title={t("emptyTitle")} act={<LinkButton to="~/support/new">{t("newRequest")}</LinkButton>}>
                      {t("emptyText")}
                    </Empty>
                  )
                }
                columns={[
                  {
                    key: "subject",
                    title: t("subject"),
                    head: true,
                    cell: (line) => (
                      <Link to={`~/requests/${line.id}`}>
                        <span dir="auto">{line.subject}</span>
                      </Link>
                    ),
                  },
                  { key: "number", title: t("number"), cell: (line) => <span className={`code ${styles.number}`}>{line.number}</span> },
                  { key: "topic", title: t("topic"), cell: (line) => line.topic.name },
                  ...(whose === "support.all"
                    ? [{ key: "who", title: t("who"), cell: (line: Line) => (line.requester.you ? t("you") : line.requester.name) }]
                    : []),
                  { key: "latest", title: t("latest"), cell: (line) => timeOf(line.lastAt) },
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
    </Page>
  );
}
