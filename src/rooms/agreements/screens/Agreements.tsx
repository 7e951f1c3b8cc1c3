import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Button, Card, FileLink, Link, LinkButton, Message, Page, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { AskSignature } from "./AskSignature.tsx";

const words = { fr, en };
type Item = Result<"agreements.list">["items"][number];
type Acceptance = NonNullable<Item["signed"]>;

/** What the company has accepted and what it owes, one part for each programme it is enrolled in. */
export default function Agreements() {
  const t = useWords(words);
  const account = useAccount();
  const [accepted] = useAsked("accepted");
  const list = useRead("agreements.list", { accountId: account.id });

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Await of={list} rows={4}>
        {({ items }) => (
          <Stack>
            {items.map((item) => (
              <OneProgramme
                key={item.programme.id}
                item={item}
                justAccepted={item.signed !== null && item.signed.agreementId === accepted}
              />
            ))}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

const looks: Record<Item["state"], StatusLook> = {
  toAccept: "actionNeeded",
  accepted: "active",
  reacceptRequired: "actionNeeded",
  blocked: "suspended",
};

function OneProgramme({ item, justAccepted }: { item: Item; justAccepted: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const { signed, earlier } = item;
  const rows = signed ? [signed, ...earlier] : [];

  return (
    <Card title={item.programme.fullName} aside={<StatusBadge look={looks[item.state]}>{t(`state.${item.state}`)}</StatusBadge>} flush>
      {justAccepted && signed && item.state === "accepted" ? (
        <Message tone="ok" live title={t("acceptedTitle")}>
          <p>{t("acceptedText", { version: signed.version, day: writeDay(signed.signedOn, lang), name: signed.signedBy })}</p>
        </Message>
      ) : null}
      {signed?.version === item.inForce.version ? null : <Due item={item} />}
      {rows.length > 0 ? <Signed rows={rows} caption={t("caption")} /> : null}
    </Card>
  );
}

/** What is to be signed, until when, and who can. */
function Due({ item }: { item: Item }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const { inForce, state, dueOn, moves } = item;
  const day = dueOn === null ? "" : writeDay(dueOn, lang, "long");
  const version = inForce.version;
  const tone = { toAccept: "you", accepted: "info", reacceptRequired: "you", blocked: "no" } as const;
  const says = {
    toAccept: inForce.title,
    accepted: t("newer", { version, day: writeDay(inForce.effectiveFrom, lang) }),
    reacceptRequired: t("dueText", { version, day }),
    blocked: t("blockedText", { version, day }),
  };
  const title = { toAccept: t("notSigned"), accepted: undefined, reacceptRequired: t("dueTitle", { day }), blocked: t("blockedTitle") };
  const read = state === "toAccept" ? t("read") : t("readChanges");

  return (
    <Message tone={tone[state]} title={title[state]}>
      <Stack gap="tight">
        <p>{says[state]}</p>
        <Row>
          {moves.sign.open ? (
            <LinkButton to={`~/agreements/accept/${item.agreementId}`}>{read}</LinkButton>
          ) : (
            <Button door={moves.sign}>{read}</Button>
          )}
          {!moves.sign.open && moves.askSignature.open ? (
            <AskSignature accountId={account.id} agreementId={item.agreementId} signatories={item.signatories} />
          ) : null}
        </Row>
      </Stack>
    </Message>
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
