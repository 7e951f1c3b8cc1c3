import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Chip, Columns, CopyValue, Empty, LinkButton, Page, Prose, Stack, Text } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { ProfileTabs } from "../../accounts/screens/ProfileTabs.tsx";
import { ids as en } from "../words/en.ts";
import { ids as fr } from "../words/fr.ts";

const words = { fr, en };

/** « Identificateurs »: every ID of the company, and which to give when (P18). */
export default function Identifiers() {
  const t = useWords(words);
  const account = useAccount();
  const locations = usePages("company.locations", { accountId: account.id });
  return (
    <Page title={t("title")} answer={t("answer")}>
      <ProfileTabs />
      <Columns
        side={
          <Card title={t("globalTitle")}>
            <Stack gap="tight">
              <CopyValue value={account.partnerId} label={t("copyGlobal")} />
              <Text tone="secondary" small>
                {t("globalText")}
              </Text>
              <Uses of={[t("globalSupport"), t("globalUsers"), t("globalMerge")]} />
            </Stack>
          </Card>
        }
      >
        <Card title={t("locationTitle")} foot={<Text tone="secondary">{t("never")}</Text>}>
          <Stack>
            <div>
              <Text tone="secondary" small>
                {t("locationText")}
              </Text>
              <Uses of={[t("locationProgrammes"), t("locationSales"), t("locationPayouts")]} />
            </div>
            <Await of={locations} rows={3}>
              {(rows) => (
                <>
                  <Table
                    caption={t("locationTitle")}
                    rows={rows}
                    rowKey={(row) => row.id}
                    name={(row) => row.name}
                    empty={
                      <Empty title={t("none")} act={<LinkButton to="~/settings/locations">{t("toLocations")}</LinkButton>}>
                        {t("noneText")}
                      </Empty>
                    }
                    columns={[
                      {
                        key: "name",
                        title: t("name"),
                        head: true,
                        cell: (row) => (
                          <>
                            {row.name} {row.main ? <Chip>{t("main")}</Chip> : null}
                          </>
                        ),
                      },
                      { key: "city", title: t("city"), cell: (row) => row.city },
                      {
                        key: "id",
                        title: t("id"),
                        cell: (row) => <CopyValue value={row.partnerId} label={t("copyLocation", { name: row.name })} />,
                      },
                    ]}
                  />
                  <LoadMore shown={rows.length} {...locations} />
                </>
              )}
            </Await>
          </Stack>
        </Card>
      </Columns>
    </Page>
  );
}

const Uses = ({ of }: { of: readonly string[] }) => (
  <Prose>
    <ul>
      {of.map((use) => (
        <li key={use}>{use}</li>
      ))}
    </ul>
  </Prose>
);
