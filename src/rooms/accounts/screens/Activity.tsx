import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Page } from "../../../web/ui/index.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { activity as en } from "../words/screens.en.ts";
import { activity as fr } from "../words/screens.fr.ts";
import { ActivityList } from "./ActivityList.tsx";

const words = { fr, en };

/** The whole activity of the account, page by page. */
export default function Activity() {
  const t = useWords(words);
  const account = useAccount();
  const activity = usePages("accounts.activity", { accountId: account.id });
  return (
    <Page title={t("activityTitle")} answer={t("activityAnswer")} crumbs={[{ label: t("title"), to: "~/overview" }]}>
      <Card>
        <Await of={activity} rows={8}>
          {(items) => (
            <>
              <ActivityList items={items} />
              <LoadMore shown={items.length} total={undefined} more={activity.more} onMore={activity.onMore} working={activity.working} />
            </>
          )}
        </Await>
      </Card>
    </Page>
  );
}
