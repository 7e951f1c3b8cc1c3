import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, Card, FileLink, Link, LinkButton, Message, Page, Stack, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };
type Item = Result<"agreements.list">["items"][number];
type Acceptance = NonNullable<Item["signed"]>;

/** What the company has accepted, one part for each programme it is enrolled in. */
export default function Agreements() {
  const t = useWords(words);
  const account = useAccount();
  const list = useRead("agreements.list", { accountId: account.id });

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Await of={list} rows={4}>
        {({ items }) => (
          <Stack>
            {items.map((item) => (
              <OneProgramme key={item.programme.id} item={item} />
            ))}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function OneProgramme({ item }: { item: Item }) {
  const t = useWords(words);
  const lang = useLang();
  const { inForce, signed, earlier, moves } = item;
  const due = signed?.version !== inForce.version;
  const rows = signed ? [signed, ...earlier] : [];

  return (
    <Card title={item.programme.fullName} flush>
      {due ? (
        <Message tone={signed ? "info" : "you"} title={signed ? undefined : t("notSigned")}>
          <p>{signed ? t("newer", { version: inForce.version, day: writeDay(inForce.effectiveFrom, lang) }) : inForce.title}</p>
          {moves.sign.open ? (
            <LinkButton to={`~/agreements/accept/${item.agreementId}`}>{t("read")}</LinkButton>
          ) : (
            <Button door={moves.sign}>{t("read")}</Button>
          )}
        </Message>
      ) : null}
      {rows.length > 0 ? <Signed rows={rows} caption={t("caption")} /> : null}
    </Card>
  );
}

function Signed({ rows, caption }: { rows: readonly Acceptance[]; caption: string }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();

  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      name={(row) => row.title}
      columns={[
        { key: "agreement", title: t("agreement"), head: true, cell: (row) => <Link to={`~/agreements/${row.id}`}>{row.title}</Link> },
        { key: "version", title: t("version"), cell: (row) => <Text code>{row.version}</Text> },
        { key: "on", title: t("signedOn"), cell: (row) => writeDay(row.signedOn, lang) },
        { key: "by", title: t("signedBy"), cell: (row) => row.signedBy },
        {
          key: "document",
          title: t("document"),
          hideTitle: true,
          cell: (row) => (
            <FileLink
              size="small"
              href={fileAddress("agreements.document", { accountId: account.id, acceptanceId: row.id })}
              label={t("downloadOf", { title: row.title, version: row.version })}
            >
              {t("download")}
            </FileLink>
          ),
        },
      ]}
    />
  );
}
