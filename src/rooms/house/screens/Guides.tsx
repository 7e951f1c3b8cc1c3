import { useRead } from "../../../web/api.ts";
import { useStands } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Link, LinkButton, Page, Row, Stack, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { guides as en } from "../words/tour.en.ts";
import { guides as fr } from "../words/tour.fr.ts";

const words = { fr, en };

/** « Ressources »: what one may want to do, and the page where it is done. A line appears with its page. */
export default function Guides() {
  const t = useWords(words);
  const account = useAccount();
  const stands = useStands();
  const guides = useRead("house.guides", { accountId: account.id });

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Await of={guides} rows={8}>
        {({ items }) => (
          <Stack>
            <Table
              caption={t("caption")}
              rows={items.filter(({ page }) => stands(page))}
              rowKey={(guide) => guide.id}
              name={(guide) => guide.title}
              columns={[
                { key: "task", title: t("task"), cell: (guide) => guide.task },
                { key: "page", title: t("page"), head: true, cell: (guide) => <Link to={`~${guide.page}`}>{guide.title}</Link> },
              ]}
            />
            <Card title={t("tour")}>
              <Row>
                <Text>{t("tourText")}</Text>
                <LinkButton to="~/overview?tour=yes">{t("takeTour")}</LinkButton>
              </Row>
            </Card>
          </Stack>
        )}
      </Await>
    </Page>
  );
}
