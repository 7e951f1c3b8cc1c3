import { useRead } from "../../../web/api.ts";
import { programmePath } from "../../../web/entries.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Columns, Link, Page, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { LeavingLink } from "../../accounts/screens/LeavingLink.tsx";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { ProgrammeCard } from "./ProgrammeCard.tsx";

const words = { fr, en };

/** « Inscription à des programmes »: a card for each, with what it asks for and what is missing (F-172, F-173). */
export default function Programmes() {
  const t = useWords(words);
  const account = useAccount();
  const list = useRead("programmes.list", { accountId: account.id });

  return (
    <Page title={t("title")} answer={t("answer", { company: account.name })}>
      <Await of={list} rows={12}>
        {({ items, entries, resources }) => (
          <Columns
            side={
              <Card title={t("entries")}>
                <Stack gap="tight">
                  {entries.map(({ programme, label }) => {
                    const one = items.find(({ id }) => id === programme);
                    return one ? (
                      <Link key={programme} to={`~${programmePath(one)}`}>
                        {label}
                      </Link>
                    ) : null;
                  })}
                  <LeavingLink link={resources} />
                </Stack>
              </Card>
            }
          >
            <Stack>
              {items.map((one) => (
                <ProgrammeCard key={one.id} of={one} />
              ))}
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}
