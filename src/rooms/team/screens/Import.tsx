import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { UploadZone } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  Columns,
  DoorNote,
  FileLink,
  Message,
  Meter,
  Page,
  ProblemMessage,
  Row,
  Section,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { UserTabs } from "../../accounts/screens/UserTabs.tsx";
import { MOST_BYTES, MOST_LINES } from "../imports.rules.ts";
import { importing as en } from "../words/screens.en.ts";
import { importing as fr } from "../words/screens.fr.ts";

const words = { fr, en };
const types = ["text/csv", "text/plain", "application/vnd.ms-excel"];
type Report = Result<"team.userImport">;
type ReportLine = Report["items"][number];

/** « Ajout par fichier »: the file is read and reported on, then its invitations are sent once. */
export default function Import() {
  const t = useWords(words);
  const [id, show] = useAsked("file");
  return (
    <Page
      title={t("title")}
      answer={t("answer")}
      crumbs={[
        { label: t("settings"), to: "~/settings/profile" },
        { label: t("users"), to: "~/settings/users" },
      ]}
    >
      <Stack>
        <UserTabs />
        {id === undefined ? <Choose onRead={show} /> : <Reported key={id} id={id} onAnother={() => show(undefined)} />}
      </Stack>
    </Page>
  );
}

function Choose({ onRead }: { onRead: (id: string) => void }) {
  const t = useWords(words);
  const account = useAccount();
  const check = useAct("team.checkUsers", { invalidates: [], onDone: ({ id }) => onRead(id) });
  const doors = useRead("house.doors", { accountId: account.id });
  return (
    <Columns
      side={
        <Card title={t("sampleTitle")}>
          <Stack gap="tight">
            <p>{t("sampleText")}</p>
            <FileLink href={fileAddress("team.importSample", { accountId: account.id })} label={t("sample")}>
              {t("sample")}
            </FileLink>
          </Stack>
        </Card>
      }
    >
      <Stack>
        <UploadZone
          label={t("file")}
          accept={types}
          types={t("types", { count: MOST_LINES })}
          maxBytes={MOST_BYTES}
          door={doors.data?.doors["users.add"]}
          working={check.working}
          problem={check.problem}
          onFile={(file) => check.act({ accountId: account.id, file })}
        />
        <Text tone="secondary">{t("what")}</Text>
      </Stack>
    </Columns>
  );
}

function Reported({ id, onAnother }: { id: string; onAnother: () => void }) {
  const account = useAccount();
  const report = useRead(
    "team.userImport",
    { accountId: account.id, importId: id, limit: 1 },
    { every: (reply) => (reply?.state === "running" ? 1000 : false) },
  );
  return (
    <Await of={report} rows={6}>
      {(reply) => (
        <Stack gap="wide">
          <Summary id={id} of={reply} onAnother={onAnother} />
          {reply.counts.wrong > 0 ? <Lines key={`wrong ${reply.state}`} id={id} lines="wrong" /> : null}
          {reply.counts.wrong < reply.counts.total ? <Lines key={`right ${reply.state}`} id={id} lines="right" /> : null}
        </Stack>
      )}
    </Await>
  );
}

function Summary({ id, of, onAnother }: { id: string; of: Report; onAnother: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const confirm = useAct("team.confirmImport");
  const { counts, state, moves } = of;
  const ready = counts.total - counts.wrong;
  return (
    <Section title={of.fileName}>
      <Stack>
        {state === "running" ? (
          <Meter used={counts.sent} granted={ready} words={t("running", { sent: counts.sent, count: ready })} />
        ) : (
          <Message tone={counts.wrong > 0 ? "you" : "ok"} live>
            {state === "done"
              ? t("done", { count: counts.sent })
              : counts.wrong === 0
                ? t("allRight", { count: counts.total })
                : t("someWrong", { count: counts.wrong, ready })}
          </Message>
        )}
        <ProblemMessage problem={confirm.problem} />
        {state === "checked" ? (
          <>
            <Row gap="tight">
              <Button
                kind="primary"
                door={moves.confirm}
                note={{ at: "confirm-import" }}
                working={confirm.working}
                onPress={() => confirm.act({ accountId: account.id, importId: id })}
              >
                {t("confirm", { count: ready })}
              </Button>
              <Button onPress={onAnother}>{t("another")}</Button>
            </Row>
            <DoorNote id="confirm-import" door={moves.confirm} />
          </>
        ) : state === "done" ? (
          <div>
            <Button onPress={onAnother}>{t("another")}</Button>
          </div>
        ) : null}
      </Stack>
    </Section>
  );
}

function Lines({ id, lines }: { id: string; lines: "wrong" | "right" }) {
  const t = useWords(words);
  const account = useAccount();
  const pages = usePages("team.userImport", { accountId: account.id, importId: id, lines });
  return (
    <Section title={t(lines)}>
      <Await of={pages} rows={4}>
        {(rows) => (
          <>
            <Table
              caption={t(lines)}
              rows={rows}
              rowKey={({ line }) => String(line)}
              name={({ line }) => t("lineOf", { line })}
              columns={[
                { key: "line", title: t("line"), numeric: true, cell: ({ line }) => line },
                {
                  key: "name",
                  title: t("name"),
                  head: true,
                  cell: ({ name, email }) => (
                    <>
                      {name || t("nobody")} <Text tone="secondary">{email}</Text>
                    </>
                  ),
                },
                { key: "roles", title: t("roles"), cell: ({ roleLabels }) => roleLabels.join(", ") || t("noRole") },
                ...(lines === "wrong"
                  ? [
                      { key: "column", title: t("column"), cell: ({ problem }: ReportLine) => problem?.column },
                      { key: "problem", title: t("problem"), cell: ({ problem }: ReportLine) => problem?.text },
                    ]
                  : [
                      {
                        key: "state",
                        title: t("state"),
                        bare: true,
                        cell: ({ sent }: ReportLine) => (
                          <StatusBadge look={sent ? "active" : "pending"}>{t(sent ? "sent" : "ready")}</StatusBadge>
                        ),
                      },
                    ]),
              ]}
            />
            <LoadMore shown={rows.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
          </>
        )}
      </Await>
    </Section>
  );
}
