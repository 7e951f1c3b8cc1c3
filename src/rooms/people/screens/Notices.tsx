import { writeInstant } from "../../../kit/format.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Await, Button, Empty, Link, LinkButton, Page, Row, Segmented, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { notices as en } from "../words/notices.en.ts";
import { notices as fr } from "../words/notices.fr.ts";

const words = { fr, en };

/** Everything that was written to me about this account: the copy that stays, whatever became of the mail. */
export default function Notices() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const [show, ask] = useAsked("show");
  const onlyUnread = show === "unread";
  const accountId = account.id;
  const first = useRead("people.notices", { accountId, limit: 1 });
  const pages = usePages("people.notices", { accountId, ...(onlyUnread && { unread: "true" as const }) });
  const read = useAct("people.readNotice");
  const readAll = useAct("people.readNotices", { onDone: ({ read: count }) => toast({ text: t("marked", { count }) }) });
  const unread = first.data?.unread;
  const newest = first.data?.items[0]?.id;

  return (
    <Page
      title={t("title")}
      answer={unread === undefined ? undefined : unread === 0 ? t("answerNone") : t("answer", { count: unread })}
      aside={
        <Row>
          {unread && newest ? (
            <Button working={readAll.working} onPress={() => void readAll.act({ body: { accountId, newest } })}>
              {t("markAll")}
            </Button>
          ) : null}
          <LinkButton to="~/profile/preferences">{t("preferences")}</LinkButton>
        </Row>
      }
    >
      <Stack>
        <Row between>
          <Text tone="secondary">{t("kept")}</Text>
          <Segmented
            label={t("show")}
            options={[
              { value: "all", label: t("all") },
              { value: "unread", label: t("unread") },
            ]}
            value={onlyUnread ? "unread" : "all"}
            onChange={(value) => ask(value === "all" ? undefined : value)}
          />
        </Row>
        <Await of={pages} rows={6}>
          {(rows) => (
            <>
              <Table
                caption={t("title")}
                rows={rows}
                rowKey={(row) => row.id}
                name={(row) => row.subject}
                empty={<Empty title={t(onlyUnread ? "emptyUnread" : "empty")} />}
                columns={[
                  {
                    key: "subject",
                    title: t("message"),
                    head: true,
                    cell: (row) => (
                      <span lang={row.language}>{row.link === null ? row.subject : <Link to={row.link}>{row.subject}</Link>}</span>
                    ),
                  },
                  { key: "about", title: t("about"), cell: (row) => t(row.kind) },
                  { key: "at", title: t("at"), cell: (row) => writeInstant(row.at, lang, timeZone) },
                  {
                    key: "state",
                    title: t("state"),
                    bare: true,
                    cell: (row) =>
                      row.readAt === null ? (
                        <StatusBadge look="actionNeeded">{t("new")}</StatusBadge>
                      ) : (
                        <StatusBadge look="free">{t("read")}</StatusBadge>
                      ),
                  },
                  {
                    key: "mark",
                    title: t("markRead"),
                    hideTitle: true,
                    bare: true,
                    cell: (row) =>
                      row.readAt === null ? (
                        <Button size="small" working={read.working} onPress={() => void read.act({ noticeId: row.id })}>
                          {t("markRead")}
                        </Button>
                      ) : null,
                  },
                ]}
              />
              <LoadMore shown={rows.length} {...pages} />
            </>
          )}
        </Await>
      </Stack>
    </Page>
  );
}
