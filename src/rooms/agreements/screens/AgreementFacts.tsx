import { writeDay } from "../../../kit/format.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, FileLink, Link, Row, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };

/**
 * The agreement of one programme, under its status in the partner's profile: its name leads to what was signed, with the day and the person.
 * Whoever may not see agreements reads why and who can.
 * @example <Facts items={[{ name: programme.statusLabel, value: <><StatusBadge …/><AgreementFacts programmeId={programme.id} /></> }]} />
 */
export function AgreementFacts({ programmeId }: { programmeId: string }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const list = useRead("agreements.list", { accountId: account.id });

  return (
    <Await of={list} rows={1}>
      {({ items }) => {
        const item = items.find(({ programme }) => programme.id === programmeId);
        if (!item) return null;
        const { signed, inForce, moves } = item;
        if (!signed)
          return (
            <Row gap="tight">
              <Text tone="secondary">
                {inForce.title} · {t("notSigned")}
              </Text>
              {moves.sign.open ? <Link to={`~/agreements/accept/${item.agreementId}`}>{t("read")}</Link> : null}
            </Row>
          );
        return (
          <Stack gap="tight">
            <Link to={`~/agreements/${signed.id}`}>{signed.title}</Link>
            <Text tone="secondary" small>
              {t("acceptedOn", { day: writeDay(signed.signedOn, lang), name: signed.signedBy })}
            </Text>
            <FileLink
              size="small"
              href={fileAddress("agreements.document", { accountId: account.id, acceptanceId: signed.id })}
              label={t("downloadOf", { title: signed.title, version: signed.version })}
            >
              {t("download")}
            </FileLink>
          </Stack>
        );
      }}
    </Await>
  );
}
