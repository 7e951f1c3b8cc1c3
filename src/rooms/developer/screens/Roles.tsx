import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, Card, Columns, DoorNote, Empty, Facts, Link, LinkButton, Page, Stack } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useShellWords, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { useBehind } from "./Behind.tsx";

const words = { fr, en };

/** « Rôles de développeur »: who has one, what each may do, and the way to where they are given. */
export default function Roles() {
  const t = useWords(words);
  const s = useShellWords();
  const behind = useBehind();
  const account = useAccount();
  const publisher = useRead("developer.publisher", { accountId: account.id });

  return (
    <Page title={s("developerRoles")} answer={behind(t("rolesAnswer"))} crumbs={[{ label: s("developerSettings"), to: "~/settings" }]}>
      <Await of={publisher} rows={6}>
        {({ people, roles, moves }) => (
          <Columns
            side={
              <Card title={t("whatTheyDo")}>
                <Facts items={roles.map(({ label, does }) => ({ name: label, value: does }))} />
              </Card>
            }
          >
            <Stack>
              <div>
                {moves.assign.open ? (
                  <LinkButton to="~/settings/users">{t("assign")}</LinkButton>
                ) : (
                  <>
                    <Button door={moves.assign} note={{ at: "assign-roles" }}>
                      {t("assign")}
                    </Button>
                    <DoorNote id="assign-roles" door={moves.assign} />
                  </>
                )}
              </div>
              <Table
                caption={s("developerRoles")}
                rows={people}
                rowKey={(row) => row.userId}
                name={(row) => row.name}
                columns={[
                  {
                    key: "name",
                    title: t("person"),
                    head: true,
                    cell: (row) => <Link to={`~/settings/users?user=${row.userId}`}>{row.name}</Link>,
                  },
                  { key: "email", title: t("email"), cell: (row) => row.email },
                  { key: "roles", title: t("roles"), cell: (row) => row.roleLabels.join(", ") },
                ]}
                empty={<Empty title={t("noPeople")}>{t("noPeopleWhy")}</Empty>}
              />
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}
