import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Await, Card, Columns, CopyButton, Facts, FileLink, Page, Row, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { AgreementText } from "./AgreementText.tsx";
import { Changes } from "./Changes.tsx";

const words = { fr, en };
type Reply = Result<"agreements.acceptance">;

/** One acceptance: the words that were signed, who signed them, and how anybody can check that they are still the same. */
export default function Agreement() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const acceptanceId = usePart("acceptanceId");
  const one = useRead("agreements.acceptance", { accountId: account.id, acceptanceId });
  const file = (as: "inline" | "attachment") => fileAddress("agreements.document", { accountId: account.id, acceptanceId, as });
  const { data } = one;

  return (
    <Page
      title={data?.acceptance.title ?? (one.problem ? t("title") : undefined)}
      crumbs={[{ label: t("title"), to: "~/agreements" }]}
      answer={
        data
          ? t("pageAnswer", {
              version: data.version,
              day: writeDay(data.acceptance.signedOn, lang),
              name: data.signer.name,
              company: data.company.name,
            })
          : undefined
      }
      aside={
        data ? (
          <Row>
            <FileLink href={file("inline")} icon="file" newTab>
              {t("openPdf")}
            </FileLink>
            <FileLink href={file("attachment")} kind="primary">
              {t("download")}
            </FileLink>
          </Row>
        ) : undefined
      }
    >
      <Await of={one} rows={10}>
        {(reply) => (
          <Columns side={<SealCheck of={reply} />}>
            <Card title={t("facts")} flush>
              <Signature of={reply} />
            </Card>
            {reply.hasEarlier ? (
              <Changes
                accountId={account.id}
                agreementId={reply.acceptance.agreementId}
                language={reply.language}
                version={reply.acceptance.version}
              />
            ) : null}
            <Card title={t("textTitle")} flush>
              <AgreementText of={reply} whole />
            </Card>
          </Columns>
        )}
      </Await>
    </Page>
  );
}

function Signature({ of }: { of: Reply }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const { document } = of;

  return (
    <Facts
      wide
      items={[
        { name: t("company"), value: of.company.name, hint: `${t("partnerId")} ${of.company.partnerId}` },
        { name: t("signer"), value: of.signer.name, hint: of.signer.email },
        { name: t("roles"), value: of.signer.roleLabels.join(", ") || t("noRole") },
        { name: t("authority"), value: <span lang={of.language}>{of.authority}</span> },
        { name: t("moment"), value: writeInstant(of.acceptance.signedAt, lang, timeZone) },
        { name: t("version"), value: of.version, hint: of.language === "fr" ? t("french") : t("english") },
        digest(t("textDigest"), of.sha256, t("copyDigest")),
        ...(document
          ? [
              digest(t("documentDigest"), document.sha256, t("copyDigest")),
              digest(t("fingerprint"), document.sealFingerprint, t("copyFingerprint")),
            ]
          : []),
      ]}
    />
  );
}

const digest = (name: string, value: string, copy: string) => ({
  name,
  value: (
    <Text code small>
      {value}
    </Text>
  ),
  act: <CopyButton value={value} label={copy} />,
});

function SealCheck({ of }: { of: Reply }) {
  const t = useWords(words);

  return (
    <Card
      title={t("checkTitle")}
      foot={
        <FileLink size="small" href={fileAddress("agreements.certificate")}>
          {t("certificate")}
        </FileLink>
      }
    >
      <Stack gap="tight">
        <p>{t("checkReader", { issuer: of.issuer })}</p>
        <p>{t("checkFingerprint")}</p>
        <p>
          {t("checkCommand")} <code className="code">pdfsig</code>
        </p>
        <p>{t("checkChanged")}</p>
        {of.document ? null : <Text tone="secondary">{t("making")}</Text>}
      </Stack>
    </Card>
  );
}
