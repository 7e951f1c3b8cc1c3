import { useMatch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useRead } from "../../../web/api.ts";
import { programmePath } from "../../../web/entries.ts";
import { useAsked, useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Columns, Facts, Message, Page, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { ProgrammeCard } from "./ProgrammeCard.tsx";

const words = { fr, en };

/**
 * One programme's own page, under the settings entry that it brings. Opened under the other entry, it goes where it belongs and says so
 * (F-169).
 */
export default function Programme() {
  const t = useWords(words);
  const account = useAccount();
  const go = useGo();
  // Of this page, not of the window: that one is already the next page's while somebody leaves.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  const programmeId = usePart("programmeId");
  const [moved] = useAsked("moved");
  const programme = useRead("programmes.detail", { accountId: account.id, programmeId });
  const { data } = programme;
  const place = data ? programmePath(data) : undefined;
  const elsewhere = place !== undefined && pathname !== `/a/${account.id}${place}`;

  useEffect(() => {
    if (elsewhere) go(`~${place}?moved=yes`, { replace: true });
  }, [elsewhere, place, go]);

  return (
    <Page
      title={data?.fullName ?? (programme.problem ? t("title") : undefined)}
      answer={data ? t(`under.${data.settings}`) : undefined}
      crumbs={[{ label: t("title"), to: "~/settings/programmes" }]}
    >
      <Await of={programme} rows={8}>
        {(one) => (
          <Columns
            side={
              <Card title={t("people")}>
                {one.people.length === 0 ? (
                  <Text tone="secondary">{t("nobody")}</Text>
                ) : (
                  <Facts items={one.people.map(({ name, roleLabels }) => ({ name, value: roleLabels.join(", ") }))} />
                )}
              </Card>
            }
          >
            <Stack>
              {moved && !elsewhere ? <Message live>{t(`moved.${one.settings}`, { programme: one.name })}</Message> : null}
              <ProgrammeCard of={one} whole />
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}
