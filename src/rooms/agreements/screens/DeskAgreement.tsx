import { writeDay, writeInstant, writeList, writeNumber } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked, usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import {
  Await,
  Card,
  CopyButton,
  Empty,
  Facts,
  FileLink,
  LinkButton,
  Message,
  Segmented,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";

const words = { fr, en };
type Shown = Result<"agreements.deskShow">;
type Version = Shown["versions"][number];

/** One agreement: the draft of its next version, its versions with their digests, who accepted what. */
export default function DeskAgreement() {
  const t = useWords(words);
  const agreementId = usePart("agreementId");
  const one = useRead("agreements.deskShow", { agreementId });

  return (
    <OfficePage title={one.data?.title ?? t("title")} count={one.data?.programme}>
      <Await of={one} rows={8}>
        {(reply) => (
          <Stack>
            <DraftCard of={reply} />
            <Versions of={reply} />
            {reply.signed ? (
              <Acceptances agreementId={reply.id} versions={reply.versions} />
            ) : (
              <Text tone="secondary">{t("termsNote")}</Text>
            )}
          </Stack>
        )}
      </Await>
    </OfficePage>
  );
}

function DraftCard({ of }: { of: Shown }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const edit = `/office/agreements/${of.id}/draft`;
  if (of.draft === null)
    return (
      <Card title={t("nextTitle")} aside={<LinkButton to={edit}>{t("begin")}</LinkButton>}>
        {t("nextText")}
      </Card>
    );
  return (
    <Card title={t("nextTitle")} aside={<LinkButton to={edit}>{t("goOn")}</LinkButton>}>
      <Message tone="wait">
        {t("draftBy", { version: of.draft.version, name: of.draft.savedBy, at: writeInstant(of.draft.savedAt, lang, timeZone) })}
      </Message>
    </Card>
  );
}

function Versions({ of }: { of: Shown }) {
  const t = useWords(words);
  const lang = useLang();
  const place = (one: Version) =>
    one.countries === null
      ? t("everywhere")
      : writeList(
          one.countries.map((code) => of.countries.find((country) => country.code === code)?.name ?? code),
          lang,
        );

  return (
    <Card title={t("versions")} flush>
      <Table
        caption={t("versions")}
        rows={of.versions}
        rowKey={(one) => one.version}
        name={(one) => one.version}
        expand={(one) => <VersionDetail of={one} />}
        columns={[
          { key: "version", title: t("version"), head: true, cell: (one) => <Text code>{one.version}</Text> },
          { key: "from", title: t("effect"), cell: (one) => writeDay(one.effectiveFrom, lang) },
          { key: "where", title: t("where"), cell: place },
          { key: "by", title: t("acceptBy"), cell: (one) => (one.acceptBy === null ? t("nobodyAsked") : writeDay(one.acceptBy, lang)) },
          {
            key: "companies",
            title: t("companies"),
            numeric: true,
            cell: (one) => (of.signed ? writeNumber(one.companies, lang) : "–"),
          },
          {
            key: "state",
            title: t("state"),
            bare: true,
            cell: (one) =>
              one.inForce ? (
                <StatusBadge look="active">{t("isInForce")}</StatusBadge>
              ) : (
                <StatusBadge
                  look={of.versions.some((other) => other.inForce && other.effectiveFrom < one.effectiveFrom) ? "pending" : "expired"}
                >
                  {of.versions.some((other) => other.inForce && other.effectiveFrom < one.effectiveFrom) ? t("announced") : t("replaced")}
                </StatusBadge>
              ),
          },
        ]}
      />
    </Card>
  );
}

function VersionDetail({ of }: { of: Version }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const digest = (name: string, value: string) => ({
    name,
    value: (
      <Text code small>
        {value}
      </Text>
    ),
    act: <CopyButton value={value} label={t("copyDigest")} />,
  });
  return (
    <Facts
      wide
      items={[
        { name: t("titleField"), value: of.title },
        {
          name: t("published"),
          value: writeInstant(of.publishedAt, lang, timeZone),
          hint: of.origin === "desk" ? of.publishedBy : t("fromFiles"),
        },
        { name: t("reference"), value: of.referenceLanguage === "fr" ? t("french") : t("english") },
        { name: t("acceptances"), value: writeNumber(of.acceptances, lang) },
        digest(t("digestFr"), of.sha256.fr),
        digest(t("digestEn"), of.sha256.en),
      ]}
    />
  );
}

function Acceptances({ agreementId, versions }: { agreementId: string; versions: readonly Version[] }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asked, ask] = useAsked("version");
  const version = versions.some((one) => one.version === asked) ? asked : undefined;
  const pages = usePages("agreements.deskAcceptances", { agreementId, version });
  const some = versions.filter(({ acceptances }) => acceptances > 0);

  return (
    <Card
      flush
      title={t("whoTitle")}
      aside={
        <FileLink size="small" href={fileAddress("agreements.deskExport", { agreementId, version })}>
          {t("export")}
        </FileLink>
      }
    >
      {some.length > 1 ? (
        <Segmented
          label={t("filter")}
          options={[{ value: "", label: t("all") }, ...some.slice(0, 5).map((one) => ({ value: one.version, label: one.version }))]}
          value={version ?? ""}
          onChange={(value) => ask(value === "" ? undefined : value)}
        />
      ) : null}
      <Await of={pages} rows={5}>
        {(rows) => (
          <>
            <Table
              caption={t("whoTitle")}
              rows={rows}
              rowKey={(row) => row.id}
              name={(row) => row.company}
              empty={<Empty title={t("nobodyYet")} />}
              columns={[
                { key: "company", title: t("company"), head: true, cell: (row) => row.company },
                { key: "partnerId", title: t("partnerId"), cell: (row) => <Text code>{row.partnerId}</Text> },
                { key: "version", title: t("version"), cell: (row) => <Text code>{row.version}</Text> },
                { key: "by", title: t("signedBy"), cell: (row) => row.signedBy },
                { key: "at", title: t("signedAt"), cell: (row) => writeInstant(row.signedAt, lang, timeZone) },
                {
                  key: "copy",
                  title: t("copy"),
                  hideTitle: true,
                  cell: (row) => (
                    <FileLink
                      size="small"
                      href={fileAddress("agreements.deskDocument", { acceptanceId: row.id })}
                      label={t("copyOf", { company: row.company, version: row.version })}
                    >
                      {t("copy")}
                    </FileLink>
                  ),
                },
              ]}
            />
            <LoadMore shown={rows.length} {...pages} />
          </>
        )}
      </Await>
    </Card>
  );
}
