import { writeSize } from "../../../kit/format.ts";
import { fileAddress } from "../../../web/api.ts";
import { Card, FileLink, Row, Section, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import type { CaseView } from "./deskCase.ts";
import { useDayOf } from "./times.ts";

const words = { fr, en };

/** The documents of the case, newest first, with what was made of them. */
export function CaseDocuments({ of }: { of: CaseView }) {
  const t = useWords(words);
  const lang = useLang();
  const dayOf = useDayOf();
  const stands = (one: CaseView["documents"][number]): string => {
    if (one.verdict) return t(one.verdict.kept ? "kept" : "notKept");
    return t(one.submitted ? "documentNew" : "documentHeld");
  };

  return (
    <Section title={t("documents")} level={3}>
      {of.documents.length === 0 ? <Text tone="secondary">{t("noDocuments")}</Text> : null}
      <Stack gap="tight">
        {of.documents.map((one) => (
          <Card key={one.id}>
            <Row between>
              <span>
                <b>{one.name}</b>
                {one.kind ? ` (${one.kind})` : null}
                <br />
                <Text tone="secondary" small>
                  {t("documentAbout", { size: writeSize(one.size, lang), day: dayOf(one.sentAt), name: one.sentBy })}. {stands(one)}.
                </Text>
              </span>
              <FileLink
                size="small"
                href={fileAddress("verification.officeDocument", { caseId: of.caseId, documentId: one.id })}
                label={`${t("download")}, ${one.name}`}
              >
                {t("download")}
              </FileLink>
            </Row>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}
